"""What no output may hold: keys in use, whole or in parts, and what in an address opens a door."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index import masking
from index.masking import (
    all_masked,
    holds_key,
    in_ascii,
    masked,
    names_only,
    public,
    remember,
    remember_address,
    remember_environment,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY = "sq-4f9c1b7e2a6d8830"


@pytest.fixture(autouse=True)
def _no_keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What one test has remembered is not known to the next."""
    monkeypatch.setattr(masking, "_keys", set())
    masking._parts.cache_clear()
    yield
    masking._parts.cache_clear()


# ---- addresses


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://ada:hunter2@news.example/rss is silent", "https://…@news.example/rss is silent"),
        ("https://token@news.example/rss", "https://…@news.example/rss"),
        ("ftp://a:b@c@news.example", "ftp://…@news.example"),
        ("https://news.example/rss?key=SECRET&lang=en", "https://news.example/rss?key=…&lang=en"),
        ("https://news.example/rss?lang=en&api_key=SECRET", "https://news.example/rss?lang=en&api_key=…"),
        ("(https://news.example/rss?accessToken=SECRET)", "(https://news.example/rss?accessToken=…)"),
        ("https://s3.example/a?X-Amz-Signature=abc&X-Amz-Date=1", "https://s3.example/a?X-Amz-Signature=…&X-Amz-Date=1"),
        ("https://news.example/?%6Bey=SECRET", "https://news.example/?%6Bey=…"),
        ("https://news.example/?key=SECRET: gone.", "https://news.example/?key=…: gone."),
        ("https://news.example/#token=SECRET", "https://news.example/#token=…"),
        ("https://api.telegram.org/bot123456789:AAExampleExampleExample/getMe", "https://api.telegram.org/bot…/getMe"),
        ("https://news.example/feed/private/0123456789abcdef0123", "https://news.example/feed/private/…"),
        ("Authorization: Bearer abcdefghijklmnop", "Authorization: Bearer …"),
        ("Incorrect API key: sk-proj-0123456789abcdefghij.", "Incorrect API key: …."),
    ],
)  # fmt: skip
def test_what_opens_a_door_is_masked(text: str, shown: str) -> None:
    """Addresses stood in `status`, `doctor` and citations as they were given."""
    assert masked(text) == shown
    assert masked(shown) == shown


@pytest.mark.parametrize(
    "text",
    [
        "https://news.example/@ada/2026/a-story?keyword=oil&author=ada&page=2#comments",
        "https://news.example/articles/0123456789abcdef0123456789abcdef",
        "The key = value of 5,300 people; a token: none.",
        "mail ada@news.example",
        "/srv/news/2026-11-28.jsonl",
        "الوكالة: 98 شخصا",
        "",
    ],
)
def test_anything_else_stays_as_it_is(text: str) -> None:
    assert masked(text) == text


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://ada:hunter2@news.example:8443/a?id=7&token=SECRET#!/b", "https://news.example:8443/a?id=7#!/b"),
        ("https://аpple.com/id", "https://xn--pple-43d.com/id"),
        ("https://www.news.example/a?b", "https://www.news.example/a?b"),
        ("https://[2001:db8::1]/a", "https://[2001:db8::1]/a"),
        (f"https://{'ä' * 70}.example/", f"https://xn--{('ä' * 70).encode('punycode').decode()}.example/"),
        ("https://news.example/قصة", "https://news.example/قصة"),
        ("https://news.example:x/a?key=SECRET", "https://news.example:x/a?key=…"),
        ("a story", "a story"),
    ],
)  # fmt: skip
def test_an_address_to_follow_has_no_secret_and_looks_like_no_other(address: str, shown: str) -> None:
    """A name and password, and letters that look like others, stood in the links under answers."""
    assert public(address) == shown


def test_a_stranger_sees_the_name_of_a_feed() -> None:
    """Its whole address stood under every answer in a chat while it was silent."""
    text = "feed \u2068https://ada:hunter2@www.news.example/rss?key=SECRET\u2069 silent for 3 days"
    assert names_only(text) == "feed \u2068news.example\u2069 silent for 3 days"


def test_a_host_in_letters_of_its_own_is_shown_in_ascii() -> None:
    assert in_ascii("موقع.شبكة") == "xn--4gbrim.xn--ngbc5azd"


# ---- keys


@pytest.mark.parametrize(
    "text",
    [
        f"Incorrect API key provided: {KEY}.",
        f"{KEY[:9]}\n{KEY[9:]}",
        f"first {KEY[:8]}, then {KEY[8:]}",
        f"a{KEY}b{KEY}c",
        f"cut off at {KEY[:12]}",
    ],
    ids=["whole", "over two lines", "in two halves", "twice", "cut off"],
)
def test_a_key_in_use_is_masked_also_in_parts(text: str) -> None:
    """A key came out whole in the trace, and half where it was split."""
    remember(KEY)
    assert holds_key(text)
    shown = masked(text)
    assert not [n for n in range(len(KEY) - 7) if KEY[n : n + 8] in shown]


def test_every_text_of_a_record_is_masked() -> None:
    remember(KEY)
    record = {
        "raw": KEY,
        "drafts": [{"sentence": f"It is {KEY}", "evidence": (1, 2)}],
        "ms": 1.5,
        "none": None,
    }
    assert all_masked(record) == {
        "raw": "…", "drafts": [{"sentence": "It is …", "evidence": [1, 2]}], "ms": 1.5, "none": None,
    }  # fmt: skip


def test_a_name_and_password_are_known_as_they_go_out() -> None:
    remember_address("http://ada:hunter%202xyz@127.0.0.1/v1")
    assert masked("Basic realm for hunter 2xyz; YWRhOmh1bnRlciAyeHl6") == "Basic realm for …; …"


def test_keys_in_the_environment_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOMEBODYS_API_KEY", KEY)
    monkeypatch.setenv("KEYBOARD", "Bluetooth keyboard")
    remember_environment()
    assert masked(f"{KEY} at a Bluetooth keyboard") == "… at a Bluetooth keyboard"


def test_what_is_too_short_to_be_a_key_masks_no_word() -> None:
    remember("none", "", None)
    assert masked("none of them") == "none of them"


@pytest.mark.parametrize(
    "held", ["https://t.me/some_bot_of_mine", "/home/ada/keys/private.pem", "~/keys/private.pem"]
)
def test_where_a_key_is_kept_is_no_key(held: str) -> None:
    """Seen red: after such a variable, "https://" was masked in every address shown."""
    remember(held)
    text = f"See https://news.example/home/ada and {held}."
    assert masked(text) == text
