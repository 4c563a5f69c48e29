"""Whether a follow-up finds what its standalone question finds: `python -m bench.conversation [--show]`.

`bench/followups.tsv` has follow-ups of our own on news-qa's questions, in both languages: what was asked before, and
the question that the follow-up stands for, whose gold sentence an answer must quote. Documents with an even number
were looked at while the rules were written, those with an odd one only counted. Last, every dev question is asked
after a question on another document: none of them may be taken for a follow-up.
"""

from __future__ import annotations

import argparse
import csv
import tempfile
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

from bench import data, report
from bench.answers import LANGUAGES, Outcome, gold_spans, is_gold, memory, news_records, outcome
from bench.archives import fill
from bot.answering.disambiguation import Disambiguator
from bot.asker import Asker
from bot.asking.conversation import understand
from index.embedding import embedder
from index.retriever import Retriever

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bench.data import NewsQuestion

PATH = Path(__file__).with_name("followups.tsv")
LEAST = 0.85  # of what the standalone questions find that their follow-ups must find
NOW = datetime(2018, 10, 2, tzinfo=UTC)  # the documents are of the days before


class FollowUp(NamedTuple):
    """A follow-up in both languages, the question before it and the one it stands for."""

    before: NewsQuestion
    of: NewsQuestion
    texts: dict[str, str]

    @property
    def held_out(self) -> bool:
        """Whether it was only counted."""
        return int(self.of.id.split("-")[1]) % 2 == 1


class Row(NamedTuple):
    """What a follow-up brought, asked in four ways."""

    held_out: bool
    standalone: Outcome
    alone: Outcome
    joined: Outcome
    understood: Outcome


def follow_ups() -> list[FollowUp]:
    """Return the follow-ups."""
    questions = {one.id: one for one in data.news_questions()}
    with PATH.open(encoding="utf-8") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        return [
            FollowUp(questions[row["before"]], questions[row["of"]], {name: row[name] for name in LANGUAGES})
            for row in rows
        ]


class Bench:
    """An archive of the documents in one language."""

    def __init__(self, asker: Asker, language: str) -> None:
        self._asker, self._language = asker, language
        self._documents = {one.id: one for one in data.news_documents()}

    def ask(self, one: FollowUp, before: str, *, show: bool) -> Row:
        """Ask a follow-up after the question before it, which is in the language `before`."""
        text, question = one.texts[self._language], one.before.texts[before]
        golds = gold_spans(
            self._asker.retriever.archive, self._documents[one.of.document], one.of, self._language
        )
        right = partial(is_gold, one.of.document, golds)
        turns = [self._asker.ask(question, now=NOW).turn]
        found = self._asker.ask(text, turns=turns, now=NOW)
        row = Row(
            one.held_out,
            outcome(self._asker.ask(one.of.texts[self._language], now=NOW), right),
            outcome(self._asker.ask(text, now=NOW), right),
            outcome(self._asker.ask(f"{question} {text}", now=NOW), right),
            outcome(found, right),
        )
        if show and not one.held_out:
            marks = "".join("x" if got.any else "-" for got in row[1:])
            print(marks, question, "|", text, "→", found.standalone)
        return row


def dragged(asker: Asker, language: str) -> Iterator[str]:
    """Yield the dev questions that are taken for follow-ups of a question on another document."""
    questions = data.news_questions()
    disambiguator = Disambiguator(asker.retriever)
    for place, one in enumerate(questions):
        before = questions[place - 7]  # of another document: there are at most three on one
        turn = asker.ask(before.texts[language], now=NOW).turn
        asked = one.texts[language]
        if (made := understand(asked, [turn], now=NOW, disambiguator=disambiguator).standalone) != asked:
            yield f"{asked} → {made}"


def _rows(name: str, rows: Sequence[Row]) -> Iterator[tuple[str, ...]]:
    for part, held_out in (("looked at", False), ("held out", True)):
        chosen = [row for row in rows if row.held_out is held_out]
        shares = (fmean(getattr(row, way).any for row in chosen) for way in Row._fields[1:])
        firsts = fmean(row.understood.first for row in chosen)
        yield (f"{name}, {part} ({len(chosen)})", *map(report.share, shares), report.share(firsts))


def _target(rows: Sequence[Row]) -> report.Target:
    held_out = [row for row in rows if row.held_out]
    most, reached = (sum(getattr(row, way).any for row in held_out) for way in ("standalone", "understood"))
    return report.Target(
        "follow-ups held out: gold sentence quoted, of what their standalone questions find",
        f"≥ {LEAST:.2f}",
        report.share(reached / most),
        reached >= LEAST * most,
    )


def main() -> None:
    """Measure, print, and write the page's part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="print each follow-up that was looked at")
    show = parser.parse_args().show
    rows: dict[str, list[Row]] = {}
    taken: list[str] = []
    with tempfile.TemporaryDirectory(prefix="khabar-bench-", dir=memory()) as folder:
        for language in LANGUAGES:
            records = news_records(data.news_documents(), language)
            with fill(Path(folder) / language, records, embedder()) as archive:
                asker = Asker(Retriever(archive, embedder()))
                bench = Bench(asker, language)
                for before in LANGUAGES:
                    name = language if before == language else f"{language} after {before}"
                    rows[name] = [bench.ask(one, before, show=show) for one in follow_ups()]
                taken += dragged(asker, language)
    every = list(chain.from_iterable(rows.values()))
    asked = 2 * len(data.news_questions())
    targets = [
        _target(every),
        report.Target(
            "standalone questions taken for follow-ups", "0", f"{len(taken)} of {asked}", not taken
        ),
    ]
    header = ["one of at most three quotes is the gold sentence", "standalone question", "follow-up alone"]
    header += ["both joined", "**understood**", "its first quote"]
    report.write(
        "conversation",
        "Conversation",
        report.targets(targets),
        "### news-qa dev: follow-ups, by language (and that of the question before)",
        report.table(header, chain.from_iterable(_rows(name, some) for name, some in rows.items())),
        *(f"Taken for a follow-up: {one}" for one in taken),
    )


if __name__ == "__main__":
    main()
