"""How many tampered sentences the guard catches, how many true ones it rejects: `python -m bench.guard [--misses N]`.

True pairs are the aligned lines of the news-qa documents, a sentence in one language and its evidence in the same or
the other, and the short answers of news-qa beside their gold lines. Every fourth document is held out: no rule and no
threshold was looked at there. What is true is what the aligned lines say: where a translator changed or dropped a
number, a day or a name, a rejection counts against the guard all the same.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from bench import data, report
from bench.tamper import MUTATIONS, mutations
from bot.guard.check import check

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.guard.check import Verdict

CAUGHT, REJECTED = 0.95, 0.05  # asked for: at least, at most
SEEDS = 3  # tampered versions of a kind made of a sentence, where they differ
# An Arabic word so long has lost its spaces: such a line is no sentence any more.
FUSED = re.compile(r"[^\W\d_]{17,}")
DIRECTIONS = (("en", "en"), ("ar", "ar"), ("en", "ar"), ("ar", "en"))
PARTS = ("dev", "held out")


class Case(NamedTuple):
    """A sentence beside its evidence.

    Attributes:
        kind: how it was tampered with; "true" if it wasn't, "answer" for a short answer.
    """

    part: str
    direction: str
    kind: str
    sentence: str
    evidence: tuple[str, ...]

    @property
    def verdict(self) -> Verdict:
        """What the guard says."""
        said, shown = self.direction.split("←")
        return check(self.sentence, self.evidence, language=said, evidence_language=shown)


def true_cases() -> Iterator[Case]:
    """Yield the true sentences."""
    parts = {one.id: PARTS[number % 4 == 3] for number, one in enumerate(data.news_documents())}
    documents = {one.id: one for one in data.news_documents()}
    for document in documents.values():
        lines = {language: document.texts[language].split("\n") for language in ("en", "ar")}
        for english, arabic in zip(lines["en"], lines["ar"], strict=True):
            if FUSED.search(arabic):
                continue
            texts = {"en": english, "ar": arabic}
            for said, shown in DIRECTIONS:
                yield Case(parts[document.id], f"{said}←{shown}", "true", texts[said], (texts[shown],))
    for question, answers in data.news_answers():
        document = documents[question.document]
        for said, shown in DIRECTIONS:
            evidence = tuple(document.line(shown, line) for line in question.gold)
            yield Case(parts[document.id], f"{said}←{shown}", "answer", answers[said], evidence)


def tampered_cases(cases: Iterable[Case]) -> Iterator[Case]:
    """Yield what can be made false of true sentences that the guard lets pass."""
    for case in cases:
        if case.kind != "true":
            continue
        seen = {case.sentence}
        for seed in range(SEEDS):
            random = Random(f"{seed} {case.sentence}")  # noqa: S311 - the same cases at every run
            for kind, sentence in mutations(case.sentence, case.direction[:2], random):
                if sentence not in seen:
                    seen.add(sentence)
                    yield case._replace(kind=kind, sentence=sentence)


def _table(cases: Sequence[Case], faulty: dict[Case, bool], kinds: Sequence[str]) -> str:
    columns = [(part, f"{said}←{shown}") for part in PARTS for said, shown in DIRECTIONS]
    rows = []
    for kind in kinds:
        counts = Counter((one.part, one.direction) for one in cases if one.kind == kind)
        found = Counter((one.part, one.direction) for one in cases if one.kind == kind and faulty[one])
        rows.append([kind, *(_share(found[column], counts[column]) for column in columns)])
    return report.table(["", *(f"{part}: {direction}" for part, direction in columns)], rows)


def _share(found: int, count: int) -> str:
    return f"{100 * found / count:.1f} % of {count}" if count else "–"


def _overall(cases: Sequence[Case], faulty: dict[Case, bool], part: str) -> float:
    own = [faulty[one] for one in cases if one.part == part]
    return sum(own) / len(own)


def main() -> None:
    """Measure, print, and write the page's part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--misses", type=int, default=0, help="print so many dev cases the guard got wrong, of each kind"
    )
    arguments = parser.parse_args()
    true = list(true_cases())
    tampered = list(tampered_cases(true))
    faulty = {one: not one.verdict.ok for one in (*true, *tampered)}
    if arguments.misses:
        _print_misses((*true, *tampered), faulty, arguments.misses)
        return
    targets = []
    for part in PARTS:
        caught, rejected = _overall(tampered, faulty, part), _overall(true, faulty, part)
        targets += [
            report.Target(
                f"tampered sentences caught, {part}", "≥ 95 %", report.percent(caught), caught >= CAUGHT
            ),
            report.Target(
                f"true sentences rejected, {part}", "≤ 5 %", report.percent(rejected), rejected <= REJECTED
            ),
        ]
    report.write(
        "guard",
        "Tamper guard",
        report.targets(targets),
        "### Tampered sentences caught, sentence←evidence",
        _table(tampered, faulty, list(MUTATIONS)),
        "### True sentences rejected: aligned lines, and short answers beside their gold lines",
        _table(true, faulty, ["true", "answer"]),
    )


def _print_misses(cases: Iterable[Case], faulty: dict[Case, bool], most: int) -> None:
    shown: Counter[tuple[str, str]] = Counter()
    counts: Counter[tuple[str, str, bool]] = Counter()
    for one in cases:
        if one.part != "dev":
            continue
        wrong = faulty[one] == (one.kind in {"true", "answer"})
        counts[one.kind, one.direction, wrong] += 1
        if wrong and shown[one.kind, one.direction] < most:
            shown[one.kind, one.direction] += 1
            print(one.kind, one.direction, one.verdict.faults, one.sentence, *one.evidence, "", sep="\n  ")
    for (kind, direction, wrong), count in sorted(counts.items()):
        if wrong:
            print(f"{kind:32} {direction} {_share(count, count + counts[kind, direction, False])}")


if __name__ == "__main__":
    main()
