"""Which disagreements between sources are noted on real news: `python -m bench.disagreement`.

The quiz's 4,000 English articles, asked its 100 questions and those below, on what several of the articles report with
a number. Nobody has marked where they differ, so every note is printed, to be judged by who reads it: a note that is
wrong tells a reader that sources differ where they don't, and costs more than one that is missing.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bench import data, report
from bench.archives import fill
from bot.answering.answer import answer
from index.embedding import embedder
from index.retriever import Retriever

if TYPE_CHECKING:
    from collections.abc import Iterator

# Written from the headlines, before any was asked.
COUNTS = """
How many people died in the Maui wildfires?
How many people were killed in the McKinney Fire in California?
How many people died in the floods in Middle Tennessee?
How many people died in Hurricane Fiona in Puerto Rico?
How many people died in Hurricane Ida in Louisiana?
How many people were without power in Louisiana after Hurricane Ida?
How many people died in Hurricane Ian in Florida?
How many people were killed in Iran in the protests over the death of Mahsa Amini?
How many people died in the winter storm in Buffalo?
How many people were killed in the stampede outside the stadium in India?
How many people were arrested in the college protests at UCLA?
How many people died in the plane crash in Northeast Philadelphia?
How many people died in the Legionnaires' disease cluster in New York?
How many people were injured in the shooting at Delaware State University?
How many people were killed in the shooting in Uvalde?
How many people were killed in the shooting in Buffalo?
How many people died in the floods in Nigeria?
How many civilians were killed in Ethiopia?
How many people have died of COVID-19 in the United States?
How many people died in the earthquake in Turkey and Syria?
How many people were killed in the crowd crush in Seoul?
How many structures were damaged in the Hawaii wildfire?
How many people died in North Carolina in the floods of Fred?
When did the Titan submersible go missing?
""".strip().splitlines()


def notes(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield (question, note) for each disagreement that is noted."""
    with fill(folder, data.quiz_articles(), embedder()) as archive:
        retriever = Retriever(archive, embedder())
        for question in (*(one.text for one in data.quiz_questions()), *COUNTS):
            for note in answer(retriever, question).notes:
                yield question, note.text


def main() -> None:
    """Measure, print, and write the page's part."""
    with tempfile.TemporaryDirectory(prefix="khabar-bench-") as folder:
        found = list(notes(Path(folder) / "archive"))
    asked = len(data.quiz_questions()) + len(COUNTS)
    report.write(
        "disagreement",
        "Where sources differ",
        f"{len(data.quiz_articles()):,} English articles, {asked} questions: notes shown: {len(found)}."
        + ("" if found else " None was wrong, then, and none was of use."),
        *(f"- {question} → {note}" for question, note in found),
    )


if __name__ == "__main__":
    main()
