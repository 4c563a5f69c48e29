"""`khabar web`: where it serves, to whom, how it starts and stops."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from command import one_sentence

sys.path.append(str(Path(__file__).parents[1]))

from llm_server import KEY, MODEL, Hang, line, serving

from index.errors import UsageError
from khabar.api import Settings
from khabar.web import check, setup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from command import Khabar
    from llm_server import Asked

TOKEN = "0123456789abcdef"  # noqa: S105
DEAD = "How many people died in Derna?"
SCHEMATHESIS = os.environ.get("KHABAR_SCHEMATHESIS") or shutil.which("st")


@contextmanager
def server(folder: Path, **settings: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The command in a process of its own; where it serves."""
    given = {"KHABAR_WEB_LISTEN": "127.0.0.1:0", **settings}
    process = subprocess.Popen(
        [sys.executable, "-m", "khabar", "--archive", str(folder), "web"],
        env=os.environ | given,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr
        said = process.stderr.readline()
        place = re.search(r"http://\S+", said)
        assert place, said
        Thread(target=process.stderr.read, daemon=True).start()  # a full pipe would hold the server up
        yield place[0].rstrip("/"), process
    finally:
        process.kill()
        process.wait()


def settings(**given: Any) -> Settings:
    return Settings(_env_file=None, **given)


@pytest.mark.parametrize("listen", ["0.0.0.0:8484", "[::]:8484", "192.0.2.1:8484", "khabar.example:8484"])
def test_beyond_this_machine_nobody_is_served_who_may_be_anybody(listen: str) -> None:
    with pytest.raises(
        UsageError, match=r"which others reach: set KHABAR_WEB_TOKEN, or KHABAR_WEB_USER_HEADER"
    ):
        setup(settings(web_listen=listen))
    assert setup(settings(web_listen=listen, web_token=TOKEN)).place.by_number
    assert setup(settings(web_listen=listen, web_user_header="X-User", web_trust="10.0.0.0/8"))


@pytest.mark.parametrize("listen", ["127.0.0.1:8484", "localhost:1", "[::1]:8484", "127.9.9.9:8484"])
def test_on_this_machine_everybody_is(listen: str) -> None:
    assert not setup(settings(web_listen=listen)).place.by_number


def test_the_command_says_so_in_a_sentence(filled: Khabar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHABAR_WEB_LISTEN", "0.0.0.0:8484")
    assert "set KHABAR_WEB_TOKEN" in one_sentence(filled("web"), 2)
    monkeypatch.setenv("KHABAR_WEB_LISTEN", "8484")
    assert "write host and port, like 127.0.0.1:8484" in one_sentence(filled("web"), 2)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        place = f"127.0.0.1:{taken.getsockname()[1]}"
        monkeypatch.setenv("KHABAR_WEB_LISTEN", place)
        assert f"the page can't be served on {place}" in one_sentence(filled("web"), 2)


def test_without_an_archive_there_is_nothing_to_serve(khabar: Khabar) -> None:
    assert "there is no archive" in one_sentence(khabar("web"), 5)


@pytest.mark.parametrize("url", ["khabar.example", "ftp://khabar.example", "https://khabar.example/news"])
def test_where_readers_reach_it_is_an_address_without_a_path(url: str) -> None:
    with pytest.raises(UsageError, match="KHABAR_WEB_URL is"):
        setup(settings(web_url=url))


def test_the_doctor_says_who_may_ask() -> None:
    assert "whoever is at this machine may ask" in check(settings())
    assert check(settings(web_token=TOKEN, web_url="https://khabar.example")) == (
        "`khabar web` listens on 127.0.0.1:8484, for readers at https://khabar.example; who has the token may ask"
    )
    assert TOKEN not in check(settings(web_token=TOKEN))


def a_sentence_and_no_more(asked: Asked) -> Iterator[Any]:
    number = next(one["number"] for one in asked.evidence if "5,300" in one["sentence"])
    yield line("According to the mayor, 5,300 people died in Derna.", number)
    yield Hang()


def test_killed_in_the_middle_of_an_answer_it_serves_the_conversation_again(made: Path, folder: Path) -> None:
    shutil.copytree(made, folder)
    model = {"KHABAR_LLM": MODEL, "KHABAR_LLM_API_KEY": KEY}
    with (
        serving(a_sentence_and_no_more) as llm,
        server(folder, **model, KHABAR_LLM_BASE_URL=llm.address) as (at, process),
    ):
        quotes = {"question": DEAD, "llm": "none", "conversation": "new"}
        name = httpx.post(f"{at}/api/ask", json=quotes, timeout=30).headers["khabar-conversation"]
        with suppress(httpx.RemoteProtocolError), _asking(at, name) as told:
            pieces = told.iter_text()
            assert "event: sentence" in next(pieces)
            process.kill()
            assert "event: answer" not in "".join(pieces)
    with server(folder) as (at, process):
        asked = httpx.post(
            f"{at}/api/ask", json={"question": "Who said so?", "conversation": name}, timeout=30
        )
        assert "Derna" in asked.json()["standalone"]
        assert httpx.get(f"{at}/c/{name}", timeout=30).text.count("How many people died in Derna?") >= 1
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0


@contextmanager
def _asking(at: str, name: str) -> Iterator[httpx.Response]:
    with httpx.stream(
        "POST",
        f"{at}/api/ask",
        json={"question": DEAD, "conversation": name},
        headers={"accept": "text/event-stream"},
        timeout=30,
    ) as told:
        assert told.status_code == 200
        yield told


@pytest.mark.slow
@pytest.mark.skipif(not SCHEMATHESIS, reason="schemathesis is not installed: pip install schemathesis")
def test_schemathesis_finds_nothing(made: Path, folder: Path, tmp_path: Path) -> None:
    """A period that ends before it begins, or an unknown source, is well written and still can't be asked: 422."""
    shutil.copytree(made, folder)
    config = tmp_path / "schemathesis.toml"
    config.write_text('[checks.positive_data_acceptance]\nexpected-statuses = ["2xx", "404", "422"]\n')
    every = ("PER_MINUTE", "PER_DAY", "ALL_PER_MINUTE", "ALL_PER_DAY")
    with server(folder, **{f"KHABAR_WEB_{name}": "0" for name in every}) as (at, _):
        command = [str(SCHEMATHESIS), "--config-file", str(config), "run", f"{at}/api/openapi.json"]
        found = subprocess.run(
            [*command, "--max-examples", "40"], capture_output=True, text=True, check=False
        )
    assert found.returncode == 0, found.stdout[-5_000:]
