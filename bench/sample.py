"""How the sample article answers 40 questions of our own: `python -m bench.sample [--show]`.

`../shared/samples` holds one Arabic article; `bench/sample-questions.jsonl` 20 questions in English and 20 in Arabic
that it answers, as `khabar eval` reads them: a first quote is right if it has the words given. They are asked over the
article alone, and over an archive that holds the articles of `bench.talk` too, by the code of `khabar eval` and with
default settings.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bench import report
from bench.answers import memory
from bench.archives import fill
from bench.data import ROOT
from bench.talk import wordings
from index.embedding import embedder
from khabar import answering
from khabar.api import ingest
from khabar.archive import Archive
from khabar.evaluation import Case, Evaluator, cases, read
from khabar.request import Options
from khabar.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khabar.evaluation import Outcome

QUESTIONS = Path(__file__).with_name("sample-questions.jsonl")
SAMPLES = Path(os.environ.get("KHABAR_SHARED") or ROOT.parent / "shared") / "samples"
LEAST = 0.90  # of the first quotes are right


def questions() -> list[Case]:
    """Return the questions."""
    return [one for _, one in cases(read(QUESTIONS), Options()) if isinstance(one, Case)]


def _ask(folder: Path, name: str, *, show: bool) -> list[Outcome]:
    """Ask the questions of an archive, into which the sample is taken first."""
    settings = Settings.model_construct(archive=folder)  # the defaults, whatever the environment says
    with Archive.open(folder, create=True, settings=settings) as archive:
        ingest(archive, SAMPLES)
        evaluator = Evaluator(archive)
        outcomes = [evaluator.outcome(one) for one in questions()]
        for one in outcomes:
            if show and not one.first:
                found = answering.answer(archive, one.case.request)
                quotes = "".join(
                    f"\n  {'x' if right else '-'} {citation.quote}"
                    for right, citation in zip(one.right, found.citations, strict=True)
                )
                print(f"{name}: {one.case.request.text}{quotes or ' (refused)'}")
        return outcomes


def _rows(name: str, outcomes: Sequence[Outcome]) -> list[tuple[str, ...]]:
    rows = []
    for kind in dict.fromkeys(one.case.kind for one in outcomes):
        own = [one for one in outcomes if one.case.kind == kind]
        counts = (len(own), sum(one.first for one in own), sum(one.any for one in own))
        rows.append((f"{kind}, {name}", *map(str, counts), str(sum(one.refused for one in own))))
    return rows


def _target(name: str, kind: str, outcomes: Sequence[Outcome]) -> report.Target:
    own = [one.first for one in outcomes if one.case.kind == kind]
    reached = sum(own) / len(own)
    return report.Target(
        f"{kind}, {name}: first quote right", f"≥ {LEAST:.2f}", report.share(reached), reached >= LEAST
    )


def main() -> None:
    """Measure, print, and write the page's part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--show", action="store_true", help="print each question whose first quote isn't right"
    )
    show = parser.parse_args().show
    if not SAMPLES.is_dir():
        sys.exit(f"{SAMPLES} isn't there: set KHABAR_SHARED to the folder that holds samples/")
    others = wordings()[1]
    with tempfile.TemporaryDirectory(prefix="khabar-bench-", dir=memory()) as temporary:
        folder = Path(temporary)
        fill(folder / "among", others, embedder()).close()
        names = {"alone": "the article alone", "among": f"among {len(others)} others"}
        found = {name: _ask(folder / part, name, show=show) for part, name in names.items()}
    report.write(
        "sample",
        "The sample article",
        report.targets(
            _target(name, kind, outcomes)
            for name, outcomes in found.items()
            for kind in dict.fromkeys(one.case.kind for one in outcomes)
        ),
        report.table(
            ["asked in, over", "questions", "first quote right", "any quote right", "refused"],
            [row for name, outcomes in found.items() for row in _rows(name, outcomes)],
        ),
    )


if __name__ == "__main__":
    main()
