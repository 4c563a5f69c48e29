"""The guard of `conftest.py` itself: a test that reaches beyond this machine fails, whatever it does about it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REACHING = """
import os, socket, subprocess, sys
from contextlib import suppress

def test_connects():
    with suppress(OSError):
        socket.create_connection(("192.0.2.1", 80), timeout=1)

def test_asks_for_a_name():
    with suppress(OSError):
        socket.getaddrinfo("example.org", 443)

def test_sends():
    with suppress(OSError), socket.socket(type=socket.SOCK_DGRAM) as datagrams:
        datagrams.sendto(b"?", ("192.0.2.1", 53))
"""
STAYING = """
import os, socket

def test_talks_to_itself():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
        socket.getaddrinfo("localhost", 80)

def test_has_no_settings():
    assert not [name for name in os.environ if name.startswith("KHABAR_") and name != "KHABAR_SHARED"]

def test_downloads_nothing():
    assert os.environ["HF_HUB_OFFLINE"] == "1"
    assert os.environ["HTTPS_PROXY"].startswith("http://127.0.0.1")
"""


@pytest.mark.parametrize(("tests", "outcome"), [(REACHING, "3 errors"), (STAYING, "3 passed")])
def test_only_what_stays_here_passes(
    tests: str, outcome: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(Path(__file__).with_name("conftest.py"), tmp_path)
    (tmp_path / "test_it.py").write_text(tests)
    monkeypatch.setenv("KHABAR_ARCHIVE", "/mine")
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # importing what it has no use for takes long
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)]
    result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert outcome in result.stdout
