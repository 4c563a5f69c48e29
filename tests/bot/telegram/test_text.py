"""Text for a chat: what is said is shown, whole and in order, and nothing else comes of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markup import PLAIN, formatted, units

from bot.screen import web_address
from bot.telegram.text import JOINER, MOST, Paragraph, Piece, disarmed, messages, piece, plain

LRM, RLM = "\u200e", "\u200f"


def split(text: str, most: int = MOST) -> list[str]:
    """A text of one paragraph as its messages are shown."""
    return [formatted(html, html=True).text for html in messages([Paragraph((piece(text),))], most)]


@pytest.mark.parametrize(("length", "parts"), [(4095, [4095]), (4096, [4096]), (4097, [4094, 3])])
def test_a_message_holds_4096_characters(length: int, parts: list[int]) -> None:
    assert [len(one) for one in split("a" * length)] == parts


@pytest.mark.parametrize(("count", "parts"), [(2047, [2047]), (2048, [2046, 2])])
def test_an_emoji_counts_as_two(count: int, parts: list[int]) -> None:
    assert [one.count("😀") for one in split("ab" + "😀" * count)] == parts


def test_a_long_text_is_cut_where_a_sentence_ends() -> None:
    sentence = "The parties met in Geneva and agreed on nothing at all. "
    parts = split(sentence * 200)
    assert len(parts) == 3
    assert all(one.endswith("at all.") for one in parts)
    assert " ".join(parts) == (sentence * 200).strip()


def test_an_arabic_text_is_cut_where_a_sentence_ends_and_stays_arabic() -> None:
    sentence = "هل اتفقت الأطراف في جنيف على شيء؟ "
    htmls = messages([Paragraph((piece(sentence * 300),), "rtl")])
    parts = [formatted(html, html=True).text for html in htmls]
    assert len(parts) == 3
    assert all(one.endswith("شيء؟") for one in parts)
    assert " ".join(parts) == (sentence * 300).strip()


def test_one_long_word_is_cut_between_characters() -> None:
    word = "x" * 5000
    assert "".join(split(word)) == word


@pytest.mark.parametrize(
    "cluster", ["👨‍👩‍👧‍👦", "🇸🇩", "e\u0301\u0323", "👍🏽", "قُ", "\u1112\u1161\u11ab", "❤️"]
)
def test_no_cut_goes_through_what_people_see_as_one_character(cluster: str) -> None:
    for ahead in range(len(cluster)):
        parts = split("a" * ahead + cluster * 40, 60)
        assert len(parts) > 1
        assert all(one.strip(LRM + "a").replace(cluster, "") == "" for one in parts), parts


def test_a_character_longer_than_a_message_is_cut_all_the_same() -> None:
    text = "e" + "\u0301" * 9000
    assert "".join(split(text)).replace(LRM, "") == text


def test_a_cut_makes_no_command_of_what_follows_it() -> None:
    text = "x" * 4094 + "/start"
    parts = [formatted(html, html=True) for html in messages([Paragraph((piece(text),))])]
    assert [one.entities for one in parts] == [(), ()]
    assert "".join(one.text for one in parts).replace(JOINER, "") == text


def test_markup_closes_at_a_cut_and_opens_again() -> None:
    quote = Paragraph((Piece("before "), piece("word " * 1500, "b", apart=True)), quoted=True)
    first, second = messages([quote])
    assert (first.count("<b>"), first.count("</b>"), first.count("blockquote>")) == (1, 1, 2)
    assert second.startswith("<blockquote><b>word")
    for html in (first, second):
        assert formatted(html, html=True).marked("bold")


def test_an_isolate_closes_at_a_cut_and_opens_again() -> None:
    mixed = Paragraph((Piece("TRT: “"), piece("قال ماس " * 900, apart=True), Piece("” [1]")))
    for html in messages([mixed]):
        assert html.count("\u2067") == html.count("\u2069") == 1


def test_paragraphs_that_fit_are_not_torn() -> None:
    parts = messages([Paragraph((piece(letter * 3000),)) for letter in "abc"])
    assert parts == ["a" * 3000, "b" * 3000, "c" * 3000]


def test_a_message_has_no_more_marks_than_telegram_shows() -> None:
    parts = [
        formatted(html, html=True) for html in messages([Paragraph((piece("x", "b"), piece("y")) * 250)])
    ]
    assert [one.dropped for one in parts] == [0] * 3
    assert "".join(one.text for one in parts) == "xy" * 250


@pytest.mark.parametrize(
    ("base", "text", "shown"),
    [
        ("ltr", "Sirte", "Sirte"),
        ("rtl", "سرت", "سرت"),
        ("rtl", "TRT قالت", f"{RLM}TRT قالت"),
        ("ltr", "سرت is a city", f"{LRM}سرت is a city"),
        ("rtl", "سرت\nTRT", f"سرت\n{RLM}TRT"),
    ],
)
def test_a_paragraph_is_read_its_own_way_whatever_it_begins_with(base: str, text: str, shown: str) -> None:
    assert Paragraph((piece(text),), base).shown == shown


HOSTILE = (
    "https://evil.example/a?b=c http://10.0.0.1:80/ www.evil.example evil.com/x t.me/joinchat/AAA"
    " tg://resolve?domain=evil ftp://evil.example ada@evil.example mailto:ada@evil.example @evil_bot /start"
    " /start@evil_bot #evil #شرير $EVIL $1INCH +49 30 12345678 +1-202-555-0123 202-555-0123 4111 1111 1111 1111"
    " 4111111111111111 [x](tg://user?id=1) <a href='https://evil.example'>x</a> <b>x</b> &lt;b&gt; شرير.com 😀.com"
    " xn--80ak6aa92e.com 192.168.0.1"
)


def test_links_tags_and_commands_of_others_are_shown_and_are_none() -> None:
    assert len(formatted(HOSTILE, html=False).entities) > 20  # as it stands, Telegram makes much of it
    (html,) = messages([Paragraph((piece(HOSTILE),))])
    content = formatted(html, html=True)
    assert content.text.replace(JOINER, "") == HOSTILE
    assert content.entities == ()


@pytest.mark.parametrize(
    "text", ["It cost 5,300.50 dollars. Then, on 2020-07-08, at 12:30, km/h and/or it rose."]
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert disarmed(text) == text


fragments = st.sampled_from([*HOSTILE.split(), *"/@#.:+$ <>&1", "://", "٣", "سرت", "\u200c", "a.b", "١٢٣"])


@given(st.lists(fragments | st.text(max_size=5), max_size=12).map("".join))
def test_no_text_makes_a_link(text: str) -> None:
    shown = disarmed(text)
    assert shown.replace(JOINER, "") == text.replace(JOINER, "")
    assert {name: found for name, one in PLAIN.items() if (found := one.findall(shown))} == {}


def said(text: str) -> str:
    """A text without joiners and marks of direction."""
    return text.replace(JOINER, "").replace(LRM, "")


@given(st.text(max_size=60), st.integers(10, 40))
def test_no_cut_loses_anything(text: str, most: int) -> None:
    htmls = messages([Paragraph((piece(text, "b"), piece(text)))], most)
    assert said(plain("".join(htmls))) == said(text * 2)
    for html in htmls:
        assert units(plain(html)) <= most


@pytest.mark.parametrize(
    ("address", "linked"),
    [
        ("https://a.example/x?y=1#:~:text=a%20b", "https://a.example/x?y=1#:~:text=a%20b"),
        ("https://a.example:8080/", "https://a.example:8080/"),
        ("https://خبر.example/خبر", "https://خبر.example/%D8%AE%D8%A8%D8%B1"),
        ('https://a.example/"><b>\u202e', "https://a.example/%22%3E%3Cb%3E%E2%80%AE"),
        ("javascript:alert(1)", None),
        ("tg://resolve?domain=evil", None),
        ("https://trusted.example@evil.example/", None),
        ("https://[::1", None),
        ("/relative", None),
        (None, None),
        ("https://a.example/" + "x" * 2000, None),
    ],
)
def test_only_plain_addresses_of_the_web_are_linked(address: str | None, linked: str | None) -> None:
    assert web_address(address) == linked


def test_a_cut_leaves_a_french_guillemet_with_its_sentence() -> None:
    said = Paragraph((piece(f"«\u00a0{'a' * 20}\u00a0!\u00a0» {'b' * 20}"),))
    first, _ = messages([said], 36)
    assert plain(first).rstrip().endswith("!\u00a0»")
