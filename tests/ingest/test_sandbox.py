"""Hostile documents: refused soon, in little memory, and nothing but the document is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest
from news import item, page, rss

from ingest.failure import UnreadableError
from ingest.sandbox import DOCUMENTS, MEMORY, Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator

LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' if n else '<!ENTITY a0 "laugh">' for n in range(10))
DOCTYPE = f"<!DOCTYPE bomb [{LAUGHS}]>"
FEED_OF_LAUGHS = f'{DOCTYPE}<rss version="2.0"><channel><item><title>&a9;</title></item></channel></rss>'
QUADRATIC = (
    f'<!DOCTYPE bomb [<!ENTITY a "{"x" * 50_000}">]><rss version="2.0"><channel><item><title>{"&a;" * 50_000}'
)
SECRETS = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    made = Sandbox()
    made.parse("page", page("Derna").encode())  # warm: imports are not the document's
    yield made
    made.close()


def child(sandbox: Sandbox) -> psutil.Process:
    assert sandbox._child
    return psutil.Process(sandbox._child._process.pid)


HOSTILE = {
    "20 MB of paragraphs": ("page", "<p>x" * 5_000_000),
    "5 MB of paragraphs": ("page", "<html><body>" + "<p>x" * 1_200_000),
    "200,000 divs in each other": ("page", "<html><body>" + "<div>" * 200_000 + "text"),
    "an attribute without end": ("page", "<html><body><a href='" + "x" * 4_900_000),
    "4.9 MB of open tags": ("page", "<" * 4_900_000),
    "billion laughs in a list": ("links", f"{DOCTYPE}<opml><body><outline text='&a9;'/></body></opml>"),
    "billion laughs in a sitemap": ("links", f"{DOCTYPE}<urlset><url><loc>&a9;</loc></url></urlset>"),
    "a sitemap with secrets": ("links", f"{SECRETS}<urlset><url><loc>&a;</loc></url></urlset>"),
    "a list in itself": ("links", "<opml>" + "<outline>" * 500_000),
}


@pytest.mark.parametrize(("parser", "document"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_document_is_refused_soon_and_in_little_memory(
    sandbox: Sandbox, parser: str, document: str
) -> None:
    sandbox.parse("page", page("Ghat").encode())
    worker = child(sandbox)
    before, began = worker.memory_info().rss, worker.cpu_times().user
    with pytest.raises(UnreadableError) as caught:
        sandbox.parse(parser, document.encode())  # type: ignore[arg-type]
    assert str(caught.value).endswith(".")
    if worker.is_running():
        assert worker.cpu_times().user - began < 2
        assert worker.memory_info().rss - before < 200 * 2**20


@pytest.mark.parametrize("document", [FEED_OF_LAUGHS, QUADRATIC], ids=["billion laughs", "quadratic"])
def test_a_feed_that_laughs_is_harmless(sandbox: Sandbox, document: str) -> None:
    sandbox.parse("page", page("Ghat").encode())
    worker = child(sandbox)
    began = worker.cpu_times().user
    try:
        found = sandbox.parse("feed", document.encode())
    except UnreadableError:
        pass
    else:
        assert all(len(entry["title"] or "") < 100_000 for entry in found["entries"])
    assert not worker.is_running() or worker.cpu_times().user - began < 2


def test_a_feed_shows_no_file_of_this_machine(sandbox: Sandbox) -> None:
    secrets = f'{SECRETS}<rss version="2.0"><channel><item><title>T &a;</title></item></channel></rss>'
    try:
        found = sandbox.parse("feed", secrets.encode())
    except UnreadableError:
        return
    assert "root:" not in str(found)


def test_one_child_reads_many_documents(sandbox: Sandbox) -> None:
    readers = set()
    for place in ("Derna", "Ghat", "Hun"):
        assert place in sandbox.parse("page", page(place).encode())["text"]
        readers.add(child(sandbox).pid)
    assert len(readers) == 1


def test_a_child_is_replaced_after_many_documents() -> None:
    sandbox = Sandbox()
    sandbox.parse("links", b"<opml/>")
    first = child(sandbox).pid
    for _ in range(DOCUMENTS):
        sandbox.parse("links", b"<opml/>")
    assert child(sandbox).pid != first
    sandbox.close()


def test_when_a_child_dies_the_next_document_gets_another(sandbox: Sandbox) -> None:
    sandbox.parse("page", page("Derna").encode())
    os.kill(child(sandbox).pid, signal.SIGSTOP)  # so that it can't answer before it is killed
    dead = child(sandbox).pid
    os.kill(dead, signal.SIGKILL)
    with suppress(UnreadableError):  # where it was still taken for alive
        sandbox.parse("page", page("Hun").encode())
    assert "Hun" in sandbox.parse("page", page("Hun").encode())["text"]
    assert child(sandbox).pid != dead


def test_time_and_memory_of_the_child_are_limited() -> None:
    """What the parsers do with a document, a hungry one does in their place."""
    hungry = {
        "cpu": "while True: pass",
        "memory": f"bytearray({2 * MEMORY})",
        "file": "open('/tmp/khabar-sandbox', 'wb').write(b'x' * 10_000)",
    }
    script = (
        "import ingest.sandbox as s\n"
        "s.CPU_SECONDS = 1\n"
        "s._parsers = lambda: {'page': lambda data: exec(data.decode())}\n"
        "s._serve()\n"
    )
    for name, code in hungry.items():
        started = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-c", script],
            input=b'{"parser": "page", "options": {}, "size": %d}\n%b' % (len(code), code.encode()),
            capture_output=True,
            check=False,
            cwd=Path(__file__).parents[2],
        )
        assert b"parsed" not in done.stdout, name
        assert time.monotonic() - started < 60


def test_the_child_has_none_of_this_process_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHABAR_LLM_API_KEY", "secret")
    other = Sandbox()
    other.parse("links", b"<opml/>")
    assert list(child(other).environ()) == ["PYTHONPATH"]
    other.close()


# Encodings

ARABIC = (
    "قال رئيس المجلس في طرابلس إن العمل على الميناء سيبدأ في الشهر المقبل، وإن الكلفة تبلغ 12 مليون دينار"
)


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256", "iso8859-6", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("declared", ["", "itself", "iso-8859-1"], ids=["undeclared", "declared", "wrongly"])
def test_a_feed_in_any_encoding_reads_the_same(sandbox: Sandbox, charset: str, declared: str) -> None:
    name = charset if declared == "itself" else declared
    declaration = f'<?xml version="1.0" encoding="{name}"?>' if name else '<?xml version="1.0"?>'
    text = ARABIC.replace("،", ",") if charset == "iso8859-6" else ARABIC
    feed = declaration + rss(item("https://x.example/a", "Derna", text=text)).partition("?>")[2]
    (entry,) = sandbox.parse("feed", feed.encode(charset))["entries"]
    assert entry["text"] == text


def test_a_broken_byte_in_a_feed_harms_itself_only(sandbox: Sandbox) -> None:
    feed = rss(item("https://x.example/a", "Derna", text=ARABIC)).encode()
    (entry,) = sandbox.parse("feed", feed.replace("طرابلس".encode(), "طرابلس".encode()[:-1]))["entries"]
    assert "قال رئيس المجلس" in entry["text"]
    assert entry["text"].count("\ufffd") == 1
