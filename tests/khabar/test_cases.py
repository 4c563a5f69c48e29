"""What feeds, pages and files are like in the wild: the cases of ../shared/cases/ingest, each a test of its own.

`check.py` there says what must hold, and drives the command as a person would, in some two hundred processes. Here its
calls are made in this process, as the other tests of the command make theirs, which takes a tenth of the time.
"""

from __future__ import annotations

import importlib.util
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from khabar.cli import app

if TYPE_CHECKING:
    from types import ModuleType

SHARED = Path(os.environ.get("KHABAR_SHARED") or Path(__file__).parents[3] / "shared")
SCRIPT = SHARED / "cases" / "ingest" / "check.py"


def loaded() -> ModuleType | None:
    """The checks, where they are."""
    spec = importlib.util.spec_from_file_location("check", SCRIPT)
    if not spec or not spec.loader or not SCRIPT.is_file():
        return None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


checks = loaded()
absent = pytest.mark.skip(
    reason="the cases aren't here: KHABAR_SHARED names no folder with cases/ingest/check.py"
)


@pytest.mark.parametrize("name", checks.CASES if checks else [pytest.param("all", marks=absent)])
def test_what_is_met_in_the_wild_is_taken_in_as_a_reader_expects(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert checks

    class Check(checks.Check):  # type: ignore[name-defined]
        """A case whose calls are made in this process."""

        def khabar(
            self, *arguments: str, given: str | None = None, codes: tuple[int, ...] = (0,)
        ) -> list[Any]:
            monkeypatch.chdir(self.work)
            settings = {
                "KHABAR_ARCHIVE": str(self.work.parent / "archive"),
                "KHABAR_FETCH_ALLOW": "127.0.0.1",
            }
            result = CliRunner().invoke(app, [*arguments, "--json"], input=given, env=settings)
            if result.exit_code not in codes:
                message = f"khabar {arguments[0]}: exit status {result.exit_code}: {result.stderr}"
                raise checks.Broken(message)
            return [json.loads(line) for line in result.stdout.splitlines()]

    monkeypatch.setattr(checks, "Check", Check)
    assert checks.run(name, "khabar") == []
