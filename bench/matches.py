"""Whether the words shown beside a foreign quote say the same: `python -m bench.matches --archive FOLDER [--print]`.

mixed-qa's dev questions are asked of the archive that `bench.mixed` keeps, with default settings. Of all pairs that the
quotes of the other language come with (those of the nearest passages too), 200 are drawn by their hashes, so that a
change of the product draws most of them again. `--print` shows each with its question and its quote, to be judged by
hand; the judgements are kept in `matches.jsonl` beside this file, by the question's id and the two words.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import NamedTuple

from bench import data, report
from khabar.answering import answer
from khabar.archive import Archive
from khabar.evaluation import Case, cases
from khabar.request import Options
from khabar.settings import Settings

SEED, DRAWN, ASKED = "2026", 200, 0.95
JUDGED = Path(__file__).with_suffix(".jsonl")


class Shown(NamedTuple):
    """A pair that was shown.

    Attributes:
        id: of the question.
    """

    id: str
    asked: str
    said: str
    question: str
    quote: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is judged under."""
        return self.id, self.asked, self.said

    @property
    def lot(self) -> str:
        """What it is drawn by."""
        return hashlib.sha256("\0".join((SEED, *self.key)).encode()).hexdigest()


def shown(folder: Path) -> tuple[list[Shown], int]:
    """Return the pairs that an archive's answers show, each once a question, and how many quotes were foreign."""
    lines = data.mixed_questions()
    ids = [json.loads(line)["id"] for line in lines]
    found: dict[tuple[str, str, str], Shown] = {}
    foreign = 0
    with Archive.open(folder, settings=Settings.model_construct(archive=folder)) as archive:
        for id_, (_, case) in zip(ids, cases(lines, Options()), strict=True):
            if not isinstance(case, Case):
                continue
            replied = answer(archive, case.request)
            for citation in (*replied.citations, *replied.nearest):
                foreign += citation.article.language != replied.language
                for one in citation.matches:
                    pair = Shown(id_, one.asked, one.said, case.request.text, citation.quote)
                    found.setdefault(pair.key, pair)
    return sorted(found.values(), key=lambda one: one.lot), foreign


def judged() -> dict[tuple[str, str, str], bool]:
    """Return the judgements made by hand."""
    records = map(json.loads, JUDGED.read_text("utf-8").splitlines()) if JUDGED.exists() else ()
    return {(one["question"], one["asked"], one["said"]): one["right"] for one in records}


def main() -> None:
    """Draw, print or measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", metavar="FOLDER", type=Path, required=True)
    parser.add_argument(
        "--print", action="store_true", help="show the pairs that were drawn, and write nothing"
    )
    arguments = parser.parse_args()
    pairs, foreign = shown(arguments.archive)
    drawn, verdicts = pairs[:DRAWN], judged()
    if arguments.print:
        for one in drawn:
            mark = {True: "right", False: "WRONG", None: "?"}[verdicts.get(one.key)]
            print(f"{mark}\t{one.id}\t{one.asked} → {one.said}\n  {one.question}\n  {one.quote}")
        return
    known = [verdicts[one.key] for one in drawn if one.key in verdicts]
    right = sum(known) / max(len(known), 1)
    report.write(
        "matches",
        "The question's words beside a foreign quote",
        report.targets(
            [
                report.Target(
                    f"pairs that say the same, of {len(known)} judged by hand",
                    f"≥ {report.percent(ASKED)}",
                    report.percent(right),
                    right >= ASKED and len(known) == DRAWN,
                )
            ]
        ),
        f"{len(pairs)} pairs beside {foreign} foreign quotes of mixed-qa dev, {len(drawn)} of them drawn; read one"
        " by one with question and quote. Right is a pair whose words say the same there, whatever their grammar.",
    )


if __name__ == "__main__":
    main()
