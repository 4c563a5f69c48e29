"""The table of faults: every test it names is there, and a row is reached only if all of its tests passed."""

from __future__ import annotations

import pytest

from bench.data import ROOT
from bench.faults import ROWS, Case, Row, target

ROW = Row("a fault", "nothing lost", ("tests/x.py::test_one", "tests/y.py"))


@pytest.mark.parametrize("test", [test for row in ROWS for test in row.tests])
def test_every_test_of_the_table_is_there(test: str) -> None:
    file, _, function = test.partition("::")
    assert f"def {function or 'test_'}" in (ROOT / file).read_text("utf-8")


def test_a_row_says_what_its_tests_counted() -> None:
    cases = [
        Case("tests/x.py::test_one", passed=True, figures=("20 kills",)),
        Case("tests/y.py::test_two", passed=True, figures=()),
        Case("tests/z.py::test_three", passed=False, figures=()),
    ]
    assert target(ROW, cases) == ("a fault", "nothing lost", "20 kills; 2 of 2 tests pass", True)


@pytest.mark.parametrize("cases", [[], [Case("tests/y.py::test_two", passed=False, figures=("20 kills",))]])
def test_a_row_whose_tests_failed_or_were_not_run_is_missed(cases: list[Case]) -> None:
    assert not target(ROW, cases).met
