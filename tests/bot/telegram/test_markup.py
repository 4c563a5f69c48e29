"""Telegram's reading of a text, as the test server does it: what real Telegram refuses is refused, word for word."""

from __future__ import annotations

import pytest
from markup import CannotParseError, Entity, formatted, parse_html, units


@pytest.mark.parametrize(
    ("html", "sentence"),
    [
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("سرت <h1>", 'Unsupported start tag "h1" at byte offset 7'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        (
            "<b><i>x</b></i>",
            'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
        ),
        (
            "<a href>x</a>",
            'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0',
        ),
        ("<a =x>x</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x/y>x</a>", "Unexpected end of name token at byte offset 9"),
        ('<a href="x>x</a>', "Unclosed start tag at byte offset 0"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<script>x</script>", 'Unsupported start tag "script" at byte offset 0'),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
    ],
)
def test_what_telegram_cannot_parse_is_refused_in_its_words(html: str, sentence: str) -> None:
    with pytest.raises(CannotParseError) as caught:
        parse_html(html)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("1 &lt; 2 &amp; 3 &gt; 2 &quot;&quot;", '1 < 2 & 3 > 2 ""'),
        ("&#x633;&#1585;", "سر"),
        ("AT&T > R&D", "AT&T > R&D"),
        ("&copy; &nbsp;", "&copy; &nbsp;"),  # known to browsers, not to Telegram
        ("<B>x</b>", "x"),
        ("<b>x</ >", "x"),
    ],
)
def test_what_telegram_lets_through_is_shown(html: str, text: str) -> None:
    assert parse_html(html)[0] == text


def test_offsets_count_utf16_code_units() -> None:
    text, entities = parse_html("😀<b>سرت</b><i>😀</i>")
    assert entities == [Entity("bold", 2, 3), Entity("italic", 5, 2)]
    assert [entity.of(text) for entity in entities] == ["سرت", "😀"]


def test_nested_marks_overlap() -> None:
    content = formatted("<blockquote>a <b>b <i>c</i></b></blockquote>", html=True)
    assert [(one.type, one.of(content.text)) for one in content.entities] == [
        ("blockquote", "a b c"),
        ("bold", "b c"),
        ("italic", "c"),
    ]


def test_control_characters_go_and_marks_stay_where_they_were() -> None:
    content = formatted("  a\u202eb\r\x07<b>\u202dc</b> d\n", html=True)
    assert content.text == "ab c d"
    assert content.marked("bold") == ["c"]


def test_a_link_needs_an_address() -> None:
    content = formatted(
        '<a href="https://a.example/?q=1&amp;r=2">a</a> <a href="javascript:x">b</a>', html=True
    )
    assert [(one.type, one.url) for one in content.entities] == [("text_link", "https://a.example/?q=1&r=2")]
    assert content.text == "a b"


@pytest.mark.parametrize(
    ("text", "type_", "found"),
    [
        ("see example.com now", "url", ["example.com"]),
        ("https://a.example/x?y=1#z.", "url", ["https://a.example/x?y=1#z."]),
        ("t.me/joinchat", "url", ["t.me/joinchat"]),
        ("tg://resolve?domain=x", "url", ["tg://resolve?domain=x"]),
        ("at 10.0.0.1 or", "url", ["10.0.0.1"]),
        ("write to ada@news.example!", "email", ["ada@news.example"]),
        ("@khabar_bot، قال", "mention", ["@khabar_bot"]),
        ("a@b", "mention", []),
        ("(/start)", "bot_command", ["/start"]),
        ("قال /ask@khabar_bot ثم", "bot_command", ["/ask@khabar_bot"]),
        ("and/or 2020/07", "bot_command", []),
        ("#ليبيا #1", "hashtag", ["#ليبيا"]),
        ("$USD $5", "cashtag", ["$USD"]),
        ("call +49 30 1234567 now", "phone_number", ["+49 30 1234567"]),
        ("4111 1111 1111 1111", "bank_card", ["4111 1111 1111 1111"]),
        ("3.14 and 5,300 died. Then", "url", []),
    ],
)
def test_links_are_found_in_plain_words(text: str, type_: str, found: list[str]) -> None:
    assert formatted(text, html=False).marked(type_) == found


def test_nothing_is_found_inside_code_and_links() -> None:
    content = formatted('<code>/start a.com</code> <a href="https://b.example">b.com</a>', html=True)
    assert [one.type for one in content.entities] == ["code", "text_link"]


def test_more_marks_than_a_hundred_are_dropped() -> None:
    content = formatted("<b>x</b>." * 101, html=True)
    assert (len(content.entities), content.dropped) == (100, 1)


@pytest.mark.parametrize(("text", "count"), [("", 0), ("سرت", 3), ("😀a", 3)])
def test_units(text: str, count: int) -> None:
    assert units(text) == count
