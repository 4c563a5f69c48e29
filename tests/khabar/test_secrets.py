"""What opens a door stands in no output: not on the screen, not in a document, not in a chat, not in an error."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from command import as_lines, document

from bot.telegram import render
from index.visits import Visit
from khabar import api
from khabar.archive import Archive

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from command import Khabar

PASSWORD, SECRET = "hunter2pw", "S3CR3TS3CR3T"
DAM = {
    "id": "dam",
    "title": "Dams",
    "text": "Two dams outside Derna burst on Sunday, the engineer Salem Farkash said. Nobody had repaired them.",
    "url": f"https://ada:{PASSWORD}@dаm.example/a?id=7&token={SECRET}",  # its second letter is Cyrillic
    "published": "2023-09-12T08:00:00Z",
}
DAMS = "What burst outside Derna?"
FEED = f"https://ada:{PASSWORD}@wire.example/rss?key={SECRET}"


@pytest.fixture
def leaky(khabar: Khabar, folder: Path) -> Khabar:
    """The command over an archive that knows secrets from everywhere: a record, a silent feed, a failed source."""
    khabar("ingest", "--json", "-", stdin=as_lines([DAM]))
    khabar("ingest", "--json", FEED)
    silent = Visit(
        FEED, "feed", last_ok=datetime.now(UTC) - timedelta(days=3), last_error=f"{FEED}: 403", failures=5
    )
    with Archive.open(folder) as archive, archive.writer() as writer:
        writer.record_visits([silent])
    return khabar


@pytest.mark.parametrize("form", [(), ("--json",)], ids=["for a person", "for a script"])
@pytest.mark.parametrize(
    "command",
    [
        ("ask", DAMS),
        ("ask", DAMS, "--verbose"),
        ("ask", "Who won the chess championship in Reykjavik in 1972?"),
        ("search", "dams in Derna"),
        ("article", "dam"),
        ("status",),
        ("doctor",),
        ("ingest", FEED),
        ("article", FEED),
    ],
    ids=["ask", "verbose", "refusal", "search", "article", "status", "doctor", "failed ingest", "no article"],
)
def test_no_command_shows_a_secret(
    leaky: Khabar, monkeypatch: pytest.MonkeyPatch, command: Sequence[str], form: Sequence[str]
) -> None:
    """A feed's key, and a name and password, stood in citations, `status`, `doctor` and errors as they were given."""
    monkeypatch.setenv("KHABAR_LLM_BASE_URL", FEED)
    result = leaky(*command, *form)
    told = result.output + result.stderr
    assert "Derna" in told or "example" in told
    assert PASSWORD not in told
    assert SECRET not in told


def test_a_link_leads_where_it_says(leaky: Khabar) -> None:
    """`dаm.example` stood there, with a Cyrillic letter, as if it were `dam.example`."""
    (citation,) = document(leaky("ask", DAMS, "--json"))["citations"]
    assert citation["link"].startswith("https://xn--dm-7kc.example/a?id=7#:~:text=")
    assert citation["article"]["url"] == "https://xn--dm-7kc.example/a?id=7"
    assert f"    {citation['article']['url']}\n" in leaky("ask", DAMS).stdout


def test_a_stranger_in_a_chat_sees_a_feeds_name(leaky: Khabar, folder: Path) -> None:
    """Everyone in Telegram was shown the address of a silent feed, its key with it."""
    leaky(
        "ingest",
        "--json",
        "-",
        stdin=as_lines([DAM | {"url": str(DAM["url"]).replace(f"ada:{PASSWORD}@", "")}]),
    )
    with Archive.open(folder) as archive:
        answer = api.ask(archive, DAMS)
        parts = (*render.answer(answer, "key"), render.passage(answer, answer.citations[0], "key"))
    assert not [secret for secret in (PASSWORD, SECRET, "rss") if secret in answer.freshness]
    html = "".join(part.html for part in parts)
    assert "wire.\u2060example" in html
    assert "silent for 3 days" in html
    assert 'href="https://xn--dm-7kc.example/a?id=7' in html
    assert not [secret for secret in (PASSWORD, SECRET, "rss", "dаm") if secret in html]
