"""Whether tests notice when what decides an answer is changed: `python -m bench.mutation`, five minutes.

With `--constants` each number that a module names (weights, thresholds, windows) is doubled, halved and negated, one
change at a time. Without, a random sample of cosmic-ray's mutants of each file is taken: other numbers, comparisons
and operators, conditions turned around, loops left out. The tests about the file are run against each change, in a
copy of the repository; a change that they all pass has survived. cosmic-ray needs more than it is worth to install
for everyone (`pip install cosmic-ray==8.7.0`).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple, Self, cast

from bench import report
from bench.data import ROOT
from bench.mutants import Mutant, constants, sampled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ANSWERING, GUARD = "tests/bot/answering", "tests/bot/guard"
GUARDED = (
    f"{GUARD}/test_check.py",
    f"{GUARD}/test_numbers.py",
    f"{GUARD}/test_denied.py",
    f"{GUARD}/test_french.py",
    f"{GUARD}/test_guard.py",
    # Hundreds of sentences tampered with, a share of which is to be caught: slow, and no known answers.
    "--deselect",
    f"{GUARD}/test_guard.py::test_of_all_the_names_that_can_be_swapped_19_in_20_are_caught",
    "--deselect",
    f"{GUARD}/test_guard.py::test_a_number_date_qualifier_or_negation_tampered_with_is_caught",
    "--deselect",
    f"{GUARD}/test_guard.py::test_a_name_swapped_is_caught_unless_it_sounds_or_looks_like_a_word",
)
ANSWERED = (
    f"{ANSWERING}/test_answer.py",
    "--deselect",
    f"{ANSWERING}/test_answer.py::test_any_question_is_answered_or_refused_with_verbatim_quotes",
)
CONVERSED = "tests/bot/asking/test_conversation.py"
# The files whose numbers and rules decide an answer, and the tests that are about each, the nearest first.
ABOUT: dict[str, tuple[str, ...]] = {
    "index/search.py": tuple(
        f"tests/index/test_{name}.py" for name in ("thresholds", "search", "balance", "copies")
    ),
    "index/furniture.py": ("tests/ingest/test_clean.py",),
    "ingest/furniture.py": ("tests/ingest/test_clean.py",),
    "ingest/dates.py": ("tests/ingest/test_dates.py", "tests/ingest/test_clean.py"),
    "bot/reading/datings.py": ("tests/bot/reading/test_datings.py", *GUARDED),
    "bot/asking/dates.py": ("tests/bot/asking/test_dates.py",),
    "bot/guard/check.py": GUARDED,
    "bot/guard/denied.py": GUARDED,
    "bot/guard/numbers.py": GUARDED,
    "bot/guard/statement.py": GUARDED,
    "bot/answering/answer.py": (f"{ANSWERING}/test_choice.py", *ANSWERED),
    "bot/answering/disagreement.py": (f"{ANSWERING}/test_differing.py", f"{ANSWERING}/test_disagreement.py"),
    "bot/answering/disambiguation.py": (f"{ANSWERING}/test_disambiguation.py", CONVERSED),
    "bot/answering/evidence.py": (
        f"{ANSWERING}/test_evidence.py",
        f"{ANSWERING}/test_focus.py",
        *ANSWERED,
    ),
    "bot/answering/focus.py": (f"{ANSWERING}/test_focus.py",),
    "bot/answering/kinds.py": (f"{ANSWERING}/test_kinds.py", f"{ANSWERING}/test_focus.py"),
    "bot/answering/provenance.py": (f"{ANSWERING}/test_provenance.py",),
    "bot/answering/refusal.py": (f"{ANSWERING}/test_refusal.py", *ANSWERED),
    "bot/answering/time_limits.py": (f"{ANSWERING}/test_time_limits.py", CONVERSED),
    "bot/answering/timeline.py": (f"{ANSWERING}/test_timeline.py", CONVERSED),
    "bot/answering/types.py": (f"{ANSWERING}/test_types.py", *ANSWERED),
}
MOST_SURVIVING = 0.15
LONGEST = 60  # seconds that the tests may take; what hangs is noticed
# Numbers of which a change changes nothing, or nothing that is to be kept: why.
SQUARED = "a deviation is squared: its sign is none"
EQUIVALENT = {
    "index/search.py:LEXICAL_PRIOR[1]": SQUARED,
    "index/search.py:DENSE_PRIOR[1]": SQUARED,
    "ingest/dates.py:EPOCH_SECONDS[1]": "from there on a number is taken for thousandths before",
    "ingest/dates.py:EPOCH_MILLISECONDS[1]": "as seconds, a number beyond it is beyond the other range's end",
    "bot/asking/dates.py:LEAP_YEAR[0]": "any leap year will do",
    "bot/asking/dates.py:LEAP_YEAR[2]": "any day of it after February will do",
    "bot/guard/denied.py:EITHER": "what it is compared with has it too: that it is above zero is all that counts",
}


class Outcome(NamedTuple):
    """A mutant, and whether all tests passed with it."""

    mutant: Mutant
    survived: bool


# --- Trying them ------------------------------------------------------------------------------------------------------


# Runs tests over and over, each run in a child that finds what is large and none of ours imported.
SERVER = """
import os, signal, sys
import hypothesis, numpy, pytest, safetensors.numpy, tokenizers
for line in sys.stdin:
    longest, *arguments = eval(line)
    child = os.fork()
    if not child:
        signal.alarm(longest)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nowhere, stream)
        os._exit(pytest.main(arguments))
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class Bench:
    """A copy of the repository, in which files are changed and tests run."""

    def __init__(self, folder: Path) -> None:
        self._root = folder / "khabar"
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
            cwd=ROOT,
            capture_output=True,
            check=True,
        )
        for name in filter(None, listed.stdout.decode().split("\0")):
            if (ROOT / name).is_file():
                (self._root / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, self._root / name)
        self._time = 0  # of the last change; compiled files are told from others by it
        environment = {
            "PYTHONPATH": str(self._root),
            "CI": "1",  # the same examples each time
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",  # other packages' plugins take longer than the tests
            "TOKENIZERS_PARALLELISM": "false",
        }
        self._server = subprocess.Popen(
            [sys.executable, "-c", SERVER],
            cwd=self._root,
            env=os.environ | environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._asked, self._told = (
            cast("IO[str]", pipe) for pipe in (self._server.stdin, self._server.stdout)
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.communicate()

    def passes(self, file: str) -> bool:
        """Say whether a file's tests pass."""
        tests = ABOUT[file]
        self._asked.write(f"{[LONGEST, '-x', '-q', '-p', 'no:cacheprovider', *tests]!r}\n")
        self._asked.flush()
        return int(self._told.readline()) == 0

    def survives(self, mutant: Mutant) -> bool:
        """Say whether a file's tests pass with a change."""
        source = self.source(mutant.file)
        self._write(mutant.file, mutant.source)
        try:
            return self.passes(mutant.file)
        finally:
            self._write(mutant.file, source)

    def source(self, file: str) -> str:
        """Return a file's source."""
        return (self._root / file).read_text(encoding="utf-8")

    def _write(self, file: str, source: str) -> None:
        path = self._root / file
        path.write_text(source, encoding="utf-8")
        self._time += 1
        os.utime(path, (self._time, self._time))


def tried(
    files: Sequence[str], made: Callable[[str, str], Iterator[Mutant]], killed: Path | None
) -> list[Outcome]:
    """Return what became of each mutant of some files; those noted as killed before are not tried again."""
    known = set(killed.read_text(encoding="utf-8").split()) if killed and killed.exists() else set()
    outcomes = []
    with tempfile.TemporaryDirectory(prefix="khabar-mutation-") as folder, Bench(Path(folder)) as bench:
        for file in files:
            mutants = list(made(file, bench.source(file)))
            if mutants and not bench.passes(file):
                sys.exit(f"the tests about {file} fail as it is")
            for mutant in mutants:
                survived = mutant.key not in known and bench.survives(mutant)
                outcomes.append(Outcome(mutant, survived))
                if killed and not survived and mutant.key not in known:
                    with killed.open("a", encoding="utf-8") as notes:
                        notes.write(f"{mutant.key}\n")
                if survived:
                    print(f"survived: {file}:{mutant.line}: {mutant.change}", flush=True)
            own = [one for one in outcomes if one.mutant.file == file]
            print(f"{file}: {sum(one.survived for one in own)} of {len(own)} survived", flush=True)
    return outcomes


def _table(outcomes: Sequence[Outcome]) -> str:
    rows = []
    files = list(dict.fromkeys(one.mutant.file for one in outcomes))
    for file in files:
        own = [one for one in outcomes if one.mutant.file == file]
        rows.append(_row(file, own))
    return report.table(["file", "mutants", "survived", "share"], [*rows, _row("all", outcomes)])


def _row(name: str, outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    survived = sum(one.survived for one in outcomes)
    return name, str(len(outcomes)), str(survived), report.percent(survived / len(outcomes))


def _listed(outcomes: Sequence[Outcome]) -> str:
    return (
        "\n".join(f"- {one.mutant.file}:{one.mutant.line}: {one.mutant.change}" for one in outcomes)
        or "None."
    )


def main() -> None:
    """Try the changes, and write what survived into the page."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--constants", action="store_true", help="change the numbers that modules name")
    parser.add_argument("--each", type=int, default=12, help="mutants a file")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--killed", type=Path, help="a file to note killed mutants in, not to be tried again")
    parser.add_argument("files", nargs="*", help="only these files; nothing is written into the page")
    given = parser.parse_args()
    made = (
        constants if given.constants else lambda file, source: sampled(file, source, given.each, given.seed)
    )
    outcomes = tried(given.files or list(ABOUT), made, given.killed)
    survivors = [one for one in outcomes if one.survived]
    if given.files:
        print(_table(outcomes), _listed(survivors), sep="\n\n")
    elif given.constants:
        _write_constants(outcomes, survivors)
    else:
        share = len(survivors) / len(outcomes)
        target = report.Target(
            "mutants that survive", "≤ 15 %", report.percent(share), share <= MOST_SURVIVING
        )
        report.write(
            "mutation",
            "Mutants of the rules that decide an answer",
            report.targets([target]),
            f"One mutant at each of {given.each} random places of a file (seed {given.seed}), of what cosmic-ray makes"
            " of it; annotations, decorators, imports for types and `is` for `==` are left alone: they decide nothing."
            " `bench/mutation.py` says which tests are run.",
            _table(outcomes),
            "Those that survived:",
            _listed(survivors),
        )


def _write_constants(outcomes: Sequence[Outcome], survivors: Sequence[Outcome]) -> None:
    unexplained = [one for one in survivors if one.mutant.subject not in EQUIVALENT]
    explained = {
        one.mutant.subject: EQUIVALENT[one.mutant.subject] for one in survivors if one not in unexplained
    }
    target = report.Target(
        "numbers doubled, halved or negated that no test notices",
        "0 without a reason",
        str(len(unexplained)),
        not unexplained,
    )
    report.write(
        "constants",
        "Numbers that decide an answer, changed",
        report.targets([target]),
        "Each number in what a module assigns to a name, one change at a time."
        " `bench/mutation.py` says which tests are run.",
        _table(outcomes),
        "Not noticed, and no reason known:",
        _listed(unexplained),
        "Not noticed, for a reason:",
        "\n".join(f"- {subject}: {reason}" for subject, reason in explained.items()) or "None.",
    )


if __name__ == "__main__":
    main()
