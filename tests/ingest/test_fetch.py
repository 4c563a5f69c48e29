"""What is fetched, how it is asked for, and what is refused without a connection."""

from __future__ import annotations

import gzip
import json
import os
import socket
import subprocess
import sys
import time
import zlib
from contextlib import closing
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from web import Page, serving

from ingest.addresses import Allowed, is_public
from ingest.fetch import AGENT, LARGEST, MOST_MEMBERS, Fetcher, FetchError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from web import Web

HERE = Allowed.parse("127.0.0.1")
fetch = Fetcher(HERE)

# Each leads to loopback on port {port}, or nowhere.
SPELLINGS = """
http://127.0.0.1:{port}/
http://127.1:{port}/
http://127.0.1:{port}/
http://2130706433:{port}/
http://0x7f000001:{port}/
http://0x7f.0.0.1:{port}/
http://0x7f.1:{port}/
http://0177.0.0.1:{port}/
http://017700000001:{port}/
http://0177.0.0.0x1:{port}/
http://127.0.0.1.:{port}/
http://127.000.000.001:{port}/
http://127.127.127.127:{port}/
http://0:{port}/
http://0.0.0.0:{port}/
http://00.0.0.0:{port}/
http://①②⑦.⓪.⓪.①:{port}/
http://127。0。0。1:{port}/
http://１２７.０.０.１:{port}/
http://127%2e0%2e0%2e1:{port}/
http://[::1]:{port}/
http://[0:0:0:0:0:0:0:1]:{port}/
http://[0000::0001]:{port}/
http://[::]:{port}/
http://[::ffff:127.0.0.1]:{port}/
http://[::ffff:7f00:1]:{port}/
http://[0:0:0:0:0:ffff:127.0.0.1]:{port}/
http://[::127.0.0.1]:{port}/
http://[64:ff9b::127.0.0.1]:{port}/
http://[64:ff9b::7f00:1]:{port}/
http://[64:ff9b:1::7f00:1]:{port}/
http://[2002:7f00:1::]:{port}/
http://[2002:7f00:0001::1]:{port}/
http://[fe80::1]:{port}/
http://[fe80::1%25lo]:{port}/
http://[::1%25lo]:{port}/
http://[fc00::1]:{port}/
http://[fec0::1]:{port}/
http://[ff02::1]:{port}/
http://localhost:{port}/
http://LOCALHOST:{port}/
http://localhost.:{port}/
http://LocalHost%00.example.com:{port}/
http://127.0.0.1:{port}\\@example.com/
http://example.com@127.0.0.1:{port}/
http://user:secret@127.0.0.1:{port}/
http://127.0.0.1:{port}#@example.com/
http://127.0.0.1:{port}?@example.com/
http:127.0.0.1:{port}/
http:////127.0.0.1:{port}/
http:\\\\127.0.0.1:{port}/
HTTP://127.0.0.1:{port}/
https://127.0.0.1:{port}/
ftp://127.0.0.1:{port}/
file:///etc/passwd
gopher://127.0.0.1:{port}/
dict://127.0.0.1:{port}/
data:text/html,hello
javascript:alert(1)
//127.0.0.1:{port}/
http://
""".split()


@pytest.fixture
def canary() -> Iterator[socket.socket]:
    """A listener on every address of this machine, that nobody may connect to."""
    with closing(socket.create_server(("", 0), family=socket.AF_INET6, dualstack_ipv6=True)) as listener:
        listener.settimeout(0)
        yield listener


def connections(canary: socket.socket) -> int:
    count = 0
    while True:
        try:
            canary.accept()[0].close()
        except BlockingIOError:
            return count
        count += 1


def test_a_page_comes_with_its_validators(web: Web) -> None:
    web["/a"] = Page("hello", headers={"ETag": '"1"', "Last-Modified": "Wed, 08 Jul 2020 12:00:00 GMT"})
    found = fetch(web.url("/a"))
    assert (found.url, found.data, found.changed) == (web.url("/a"), b"hello", True)
    assert (found.etag, found.modified) == ('"1"', "Wed, 08 Jul 2020 12:00:00 GMT")


def test_a_request_says_who_asks_and_what_is_known(web: Web) -> None:
    web["/a"] = Page(status=304)
    found = fetch(web.url("/a"), etag='"1"', modified="Wed, 08 Jul 2020 12:00:00 GMT")
    assert not found.changed
    (asked,) = web.asked
    assert asked.headers["user-agent"] == AGENT
    assert "Khabar" in AGENT
    assert asked.headers["host"] == f"127.0.0.1:{web.port}"
    assert asked.headers["if-none-match"] == '"1"'
    assert asked.headers["if-modified-since"] == "Wed, 08 Jul 2020 12:00:00 GMT"


def test_redirects_are_followed_to_the_end(web: Web) -> None:
    web["/a"] = Page(status=301, headers={"Location": "/b"})
    web["/b"] = Page(status=302, headers={"Location": web.url("/c#part")})
    web["/c"] = "there"
    assert fetch(web.url("/a")).url == web.url("/c")


def test_what_one_host_said_is_not_told_another_that_it_sends_to(web: Web) -> None:
    """Both at one IP address, as at one server. Seen red with the client's cookies and the headers kept."""
    known = {"etag": '"1"', "modified": "Thu, 01 Jan 2026 00:00:00 GMT"}
    with serving() as other:
        cookie = {"Set-Cookie": "who=you; Path=/"}
        web["/a"] = Page(status=302, headers=cookie | {"Location": "/b"})
        web["/b"] = Page(status=302, headers={"Location": other.url("/c")})
        other["/c"] = "hello"
        assert fetch(web.url("/a"), **known).data == b"hello"
        same, across = web.asked[-1].headers, other.asked[-1].headers
    assert (same["cookie"], same["if-none-match"]) == ("who=you", '"1"')
    assert not {"cookie", "if-none-match", "if-modified-since"} & across.keys()


def test_a_loop_of_redirects_is_left(web: Web) -> None:
    web["/a"] = Page(status=302, headers={"Location": "/a"})
    with pytest.raises(FetchError, match="redirects more than 5 times"):
        fetch(web.url("/a"))
    assert web.count() == {"/a": 6}


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://127.0.0.1/", "http://[::1/", "http://\x7f/"]
)
def test_a_redirect_out_of_the_web_is_refused(web: Web, location: str) -> None:
    web["/a"] = Page(status=302, headers={"Location": location})
    with pytest.raises(FetchError):
        fetch(web.url("/a"))


@pytest.mark.parametrize(
    ("status", "retry"), [(404, True), (410, False), (403, False), (429, True), (500, True), (503, True)]
)
def test_an_error_says_whether_to_try_again(web: Web, status: int, *, retry: bool) -> None:
    web["/a"] = Page(status=status)
    with pytest.raises(FetchError, match=f"The server answered {status}") as caught:
        fetch(web.url("/a"))
    assert (caught.value.status, caught.value.retry) == (status, retry)


@pytest.mark.parametrize(
    ("asked", "wait"),
    [
        ("120", timedelta(minutes=2)),
        ("Wed, 08 Jul 2020 12:10:00 GMT", timedelta(minutes=10)),
        ("999999999", timedelta(days=1)),
        ("Wed, 08 Jul 2020 11:00:00 GMT", timedelta(0)),
        ("soon", None),
        ("-5", None),
    ],
)
def test_a_server_may_ask_for_a_wait_by_its_own_clock(web: Web, asked: str, wait: timedelta | None) -> None:
    web["/a"] = Page(status=503, headers={"Retry-After": asked, "Date": "Wed, 08 Jul 2020 12:00:00 GMT"})
    with pytest.raises(FetchError) as caught:
        fetch(web.url("/a"))
    assert caught.value.wait == wait


def test_nobody_at_home_is_a_failure_that_passes() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(FetchError, match="The connection failed") as caught:
        fetch(f"http://127.0.0.1:{port}/")
    assert caught.value.retry


def test_the_next_address_of_a_host_is_tried(web: Web) -> None:
    web["/a"] = "hello"
    several = Fetcher(Allowed.parse("127.0.0.0/8"), resolve=lambda *_: ["127.0.0.2", "127.0.0.1"])
    assert several(f"http://news.example:{web.port}/a").data == b"hello"
    assert web.asked[0].headers["host"] == f"news.example:{web.port}"


# Sizes and time


@pytest.mark.parametrize("coding", ["gzip", "deflate", "x-gzip"])
def test_a_compressed_body_is_inflated(web: Web, coding: str) -> None:
    body = zlib.compress(b"hello") if coding == "deflate" else gzip.compress(b"hello")
    web["/a"] = Page(body, headers={"Content-Encoding": coding})
    assert fetch(web.url("/a")).data == b"hello"


def test_a_compressed_file_is_inflated(web: Web) -> None:
    web["/sitemap.xml.gz"] = gzip.compress(b"<urlset/>") + gzip.compress(b"<!-- a second member -->")
    assert fetch(web.url("/sitemap.xml.gz")).data == b"<urlset/><!-- a second member -->"


@pytest.mark.parametrize("body", [gzip.compress(b"hello")[:-6], b"\x1f\x8b\x08nonsense"], ids=["cut", "bad"])
def test_a_damaged_body_is_a_failure(web: Web, body: bytes) -> None:
    web["/a"] = Page(body, headers={"Content-Encoding": "gzip"})
    with pytest.raises(FetchError, match="damaged or cut off"):
        fetch(web.url("/a"))


def test_a_coding_that_was_not_asked_for_is_a_failure(web: Web) -> None:
    web["/a"] = Page(b"?", headers={"Content-Encoding": "br"})
    with pytest.raises(FetchError, match=r"\(br\)"):
        fetch(web.url("/a"))


def test_a_body_cut_off_is_a_failure(web: Web) -> None:
    web["/a"] = Page(b"hello", headers={"Content-Length": "500"})
    with pytest.raises(FetchError, match="connection failed"):
        fetch(web.url("/a"))


def test_five_megabytes_come_and_not_a_byte_more(web: Web) -> None:
    web["/most"] = b"x" * LARGEST
    web["/more"] = b"x" * (LARGEST + 1)
    assert len(fetch(web.url("/most")).data) == LARGEST
    with pytest.raises(FetchError, match="larger than 5 MB"):
        fetch(web.url("/more"))


@pytest.mark.parametrize("headers", [{"Content-Encoding": "gzip"}, {}], ids=["coded", "as a file"])
def test_a_gzip_bomb_is_refused_as_it_inflates(web: Web, headers: dict[str, str]) -> None:
    web["/small"], web["/bomb"] = "hello", Page(_bomb(), headers=headers)
    assert len(_bomb()) < LARGEST  # the size alone gives nothing away
    found = _fetched([web.url("/small"), web.url("/bomb")], allow="127.0.0.1")

    small, bomb = found.values()
    assert "larger than 5 MB" in bomb["told"]
    assert bomb["seconds"] < 2
    assert bomb["memory"] - small["memory"] < 50 * 2**20


def test_a_file_of_many_gzip_members_comes_whole(web: Web) -> None:
    web["/blocks.gz"] = b"".join(gzip.compress(b"%d," % number) for number in range(MOST_MEMBERS))
    assert fetch(web.url("/blocks.gz")).data == b"".join(b"%d," % number for number in range(MOST_MEMBERS))


def test_a_few_bytes_of_gzip_members_without_number_are_refused(web: Web) -> None:
    """12 kB that hold 200,000 empty files. Seen red with the rest copied for each: a minute in the event loop."""
    web["/members"] = Page(gzip.compress(gzip.compress(b"") * 200_000), headers={"Content-Encoding": "gzip"})
    with pytest.raises(FetchError, match="more than 10,000 parts"):
        fetch(web.url("/members"))


@cache
def _bomb() -> bytes:
    """300 MB of nothing."""
    packer = zlib.compressobj(1, wbits=31)
    return b"".join(packer.compress(bytes(1_000_000)) for _ in range(300)) + packer.flush()


@pytest.mark.parametrize("part", ["headers", "body"])
def test_a_server_that_drips_is_left_when_the_time_is_up(part: str) -> None:
    drips = b"HTTP/1.1 200 OK\r\n" + (b"" if part == "headers" else b"Content-Length: 100\r\n\r\n")
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        script = (
            "import socket, sys, time; server = socket.socket(fileno=int(sys.argv[1])); peer, _ = server.accept();"
            "peer.sendall(eval(sys.argv[2]));\nwhile True: peer.sendall(b'x'); time.sleep(0.02)"
        )
        command = [sys.executable, "-c", script, str(listener.fileno()), repr(drips)]
        with subprocess.Popen(command, pass_fds=[listener.fileno()], stderr=subprocess.DEVNULL) as server:
            with pytest.raises(FetchError, match="longer than 0") as caught:
                Fetcher(HERE, seconds=0.4)(f"http://127.0.0.1:{listener.getsockname()[1]}/")
            server.kill()
    assert caught.value.retry


def test_a_name_server_that_is_silent_is_left_when_the_time_is_up() -> None:
    waited = []

    def silent(_host: str, _port: int) -> list[str]:
        waited.append(time.sleep(1))
        return []

    started = time.monotonic()
    with pytest.raises(FetchError, match="longer than 0"):
        Fetcher(HERE, seconds=0.1, resolve=silent)("http://news.example/")
    assert time.monotonic() - started < 0.9
    assert not waited


# What may not be reached


def test_no_spelling_of_loopback_reaches_it(canary: socket.socket) -> None:
    port = canary.getsockname()[1]
    urls = [spelling.format(port=port) for spelling in SPELLINGS]
    told = {url: found["told"] for url, found in _fetched(urls).items()}

    assert len(urls) > 40
    assert connections(canary) == 0
    assert [url for url in urls if not told[url]] == []
    assert all(reason.endswith(".") and "Traceback" not in reason for reason in told.values())


def test_the_canary_sings_when_it_is_reached(canary: socket.socket) -> None:
    """The test above would notice: with loopback allowed, the same spellings get through."""
    port = canary.getsockname()[1]
    urls = [spelling.format(port=port) for spelling in SPELLINGS]
    _fetched(urls, allow="127.0.0.0/8, ::1, ::, 0.0.0.0, ::ffff:0:0/96", seconds=0.1)
    assert connections(canary) > 20


# Names are looked up by the system, in a process that this test's guard doesn't watch; all are numbers or local.
LOOK = """
import json, resource, sys, time
from ingest.addresses import Allowed
from ingest.fetch import Fetcher, FetchError
fetch, found = Fetcher(Allowed.parse(sys.argv[1]), seconds=float(sys.argv[2])), {}
for url in json.load(sys.stdin):
    started = time.process_time()
    try:
        told = fetch(url) and ""
    except FetchError as error:
        told = str(error)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    found[url] = {"told": told, "seconds": time.process_time() - started, "memory": memory}
json.dump(found, sys.stdout)
"""


def _fetched(urls: list[str], *, allow: str = "", seconds: float = 10) -> dict[str, dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-c", LOOK, allow, str(seconds)],
        input=json.dumps(urls),
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    )
    found: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1:{port}/", "http://2130706433:{port}/", "//[::1]:{port}/"]
)
def test_no_redirect_reaches_what_is_not_allowed(web: Web, canary: socket.socket, target: str) -> None:
    port = canary.getsockname()[1]
    web["/a"] = Page(status=302, headers={"Location": target.format(port=port)})
    only_the_web = Fetcher(Allowed.parse(f"127.0.0.1:{web.port}"), resolve=lambda host, _: [_numeric(host)])
    with pytest.raises(FetchError, match="not a public web server"):
        only_the_web(web.url("/a"))
    assert web.count() == {"/a": 1}
    assert connections(canary) == 0


def _numeric(host: str) -> str:
    """As the system's resolver reads a number."""
    return host if ":" in host else socket.inet_ntoa(socket.inet_aton(host))


def test_a_name_is_looked_up_once_and_the_address_judged_is_the_one_connected_to(
    canary: socket.socket,
) -> None:
    """DNS rebinding: public when it is judged, loopback when it is connected to."""
    port = canary.getsockname()[1]
    answers = iter([["127.0.0.2"], ["127.0.0.1"]])
    rebinding = Fetcher(Allowed.parse("127.0.0.2"), resolve=lambda *_: next(answers), seconds=0.3)
    with pytest.raises(FetchError):
        rebinding(f"http://news.example:{port}/")
    canary.settimeout(5)
    peer, _ = canary.accept()
    assert peer.getsockname()[0].endswith("127.0.0.2")
    assert next(answers) == ["127.0.0.1"]  # nobody asked again


def test_a_name_with_one_private_address_is_refused(canary: socket.socket) -> None:
    mixed = Fetcher(resolve=lambda *_: ["93.184.215.14", "127.0.0.1"])
    with pytest.raises(FetchError, match="not a public web server"):
        mixed(f"http://news.example:{canary.getsockname()[1]}/")


@pytest.mark.parametrize("port", [22, 25, 110, 6000, 6667])
def test_ports_of_other_services_are_refused(port: int) -> None:
    with pytest.raises(FetchError, match="not a public web server"):
        Fetcher(resolve=lambda *_: ["93.184.215.14"])(f"http://news.example:{port}/")


def test_no_proxy_of_the_environment_comes_between(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY")
    web["/a"] = "hello"
    assert fetch(web.url("/a")).data == b"hello"


@pytest.mark.parametrize(
    "address",
    "127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 240.0.0.1 255.255.255.255"
    " 192.0.0.8 192.88.99.1 198.18.0.1 203.0.113.5 ::1 :: fe80::1 fc00::1 fd00::1 fec0::1 ff02::1 ::ffff:8.8.8.8"
    " ::8.8.8.8 64:ff9b::8.8.8.8"
    " 64:ff9b:1::1 2002:808:808::1 2001::1 2001:db8::1 3fff::1 100::1 fe80::1%eth0 x".split(),
)
def test_these_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", "8.8.8.8 93.184.215.14 2606:2800:21f:cb07:6820:80da:af6b:8b2c 2a00:1450::1".split()
)
def test_these_addresses_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("allow", "host", "addresses", "reachable"),
    [
        ("feeds.home", "feeds.home", ["10.0.0.5"], ["10.0.0.5"]),
        ("Feeds.Home:8080", "feeds.home", ["10.0.0.5"], ["10.0.0.5"]),
        ("feeds.home:81", "feeds.home", ["10.0.0.5"], []),
        ("feeds.home", "evil.example", ["10.0.0.5"], []),
        ("10.0.0.0/8", "any.example", ["10.0.0.5"], ["10.0.0.5"]),
        ("127.0.0.1, 10.0.0.0/8", "localhost", ["::1", "127.0.0.1"], ["127.0.0.1"]),
        ("[::1]", "localhost", ["::1"], ["::1"]),
        ("", "any.example", [], []),
    ],
)
def test_what_the_person_allows(allow: str, host: str, addresses: list[str], reachable: list[str]) -> None:
    assert Allowed.parse(allow).reachable(host, 8080, addresses) == reachable
