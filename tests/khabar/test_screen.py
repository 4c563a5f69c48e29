"""Foreign text on a screen: what is in an article must not act on the terminal or turn our words around."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from command import as_lines
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from bot.answering.types import Answer, Citation, Sentence
from bot.phrases import introduced
from bot.screen import direction, isolated, line, reisolated, safe, unisolated, when
from index.types import Article, Passage, Span
from khabar.render import Row, answer, balanced, show

if TYPE_CHECKING:
    from command import Khabar

LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
HARMFUL = {*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)), *"\u202a\u202b\u202c\u202d\u202e"} - {"\n"}
# Clears the screen, sets the title, writes the clipboard, an 8-bit control; then rich's markup; then bidi.
INJECTION = (
    "\x1b[2J\x1b]0;owned\x07\x1b]52;c;b3duZWQ=\x07\x9b31m [red]bold[/red] \u202eright\u202c \u2067left"
)


@given(st.text())
def test_safe_text_has_nothing_that_acts(text: str) -> None:
    shown = safe(text)
    assert not HARMFUL & set(shown)
    assert not {LRI, RLI, FSI, PDI} & set(shown)
    shown.encode()  # no lone surrogates


@given(st.text())
def test_a_line_is_one_line(text: str) -> None:
    assert len(line(text).splitlines()) <= 1


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"])))
def test_harmless_text_stays_as_it_is(text: str) -> None:
    assert safe(text) == text


def test_arabic_keeps_its_marks() -> None:
    text = "مُحَمَّد\u200f \u200cمی‌خواهم"
    assert safe(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Sirte سرت", "ltr"), ("«سرت» Sirte", "rtl"), ("12 (3)", None), (f"{RLI}سرت{PDI} and", "ltr")],
)
def test_the_first_letter_outside_isolates_gives_the_direction(text: str, expected: str | None) -> None:
    assert direction(text) == expected


def test_only_what_is_foreign_to_its_surroundings_is_isolated() -> None:
    assert isolated("سرت", "ltr") == f"{RLI}سرت{PDI}"
    assert isolated("Sirte", "rtl") == f"{LRI}Sirte{PDI}"
    assert isolated("Sirte (سرت)", "ltr") == f"{LRI}Sirte (سرت){PDI}"
    assert isolated("Sirte", "ltr") == "Sirte"
    assert isolated("2020", "rtl") == "2020"


def test_a_sentences_isolates_are_made_sure_of() -> None:
    ours = f"{FSI}TRT عربي{PDI}: “{FSI}سرت{PDI}”"
    assert reisolated(ours, "ltr") == f"{LRI}TRT عربي{PDI}: “{RLI}سرت{PDI}”"
    hostile = f"{FSI}Wire{PDI}{PDI}: “{FSI}a {RLI}ب\u202e{PDI}”"
    assert reisolated(hostile, "ltr") == "Wire: “a ب”"


def test_only_our_own_no_break_spaces_stay() -> None:
    ours = f" selon Maas\u00a0:  «\u00a0{FSI}le\u00a0 mot{PDI}\u00a0»\n"
    assert reisolated(ours, "ltr") == "selon Maas\u00a0: «\u00a0le mot\u00a0»"
    assert unisolated(ours) == "selon Maas\u00a0: «\u00a0le mot\u00a0»"


def test_each_line_of_a_terminal_closes_what_it_opens() -> None:
    assert list(balanced([f"a {RLI}ب", "ج", f"د{PDI} e", "f"])) == [
        f"a {RLI}ب{PDI}",
        f"{RLI}ج{PDI}",
        f"{RLI}د{PDI} e",
        "f",
    ]


def test_times_are_the_readers_and_bare_dates_stay_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    assert when(datetime(2020, 7, 8, 1, 30, tzinfo=UTC)) == "2020-07-07 21:30"
    assert when(datetime(2020, 7, 8, tzinfo=UTC)) == "2020-07-08"
    zone = timezone(timedelta(hours=3))
    assert when(datetime(2020, 7, 8, tzinfo=zone)) == "2020-07-08"
    assert when(datetime(2020, 7, 8, 3, tzinfo=zone)) == "2020-07-07 20:00"
    monkeypatch.undo()
    time.tzset()


def terminal(*rows: Row, width: int = 40) -> str:
    console = Console(
        file=io.StringIO(), force_terminal=True, width=width, color_system=None, highlight=False
    )
    show(rows, console)
    return console.file.getvalue()  # type: ignore[attr-defined]


def test_a_terminal_shows_markup_as_it_is_written() -> None:
    assert "[red]bold[/red] :smile:" in terminal(Row("[red]bold[/red] :smile:"))


def test_a_terminal_gets_arabic_paragraphs_at_the_right() -> None:
    first, second = terminal(Row("دعا وزير الخارجية الألماني الأطراف الليبية إلى جعل سرت منطقة")).splitlines()
    for one in (first, second):
        assert one.lstrip(" ").startswith(RLI)
        assert one.endswith(PDI)
    assert len(second) - len(second.lstrip(" ")) > len(first) - len(first.lstrip(" "))


def test_further_lines_stand_under_the_text_of_the_first() -> None:
    assert terminal(Row("one two three", mark="[1] "), width=12) == "[1] one two\n    three\n"


def test_a_terminal_never_breaks_an_address() -> None:
    address = "https://example.org/" + "long" * 30
    assert address in terminal(Row(address, mark="    ", whole=True))


HOSTILE = {
    "id": f"evil{INJECTION}",
    "title": f"Storm in Tobruk {INJECTION}",
    "text": f"A storm hit Tobruk on Friday and 77 houses fell, the mayor said. {INJECTION}",
    "source": f"Wire {INJECTION}",
    "author": f"Nobody {INJECTION}",
    "url": "https://evil.example/storm\u202e",
    "published": "2024-01-05T10:00:00Z",
}


@pytest.mark.parametrize(
    "command",
    [
        ["ask", "How many houses fell in Tobruk?"],
        ["search", "storm in Tobruk"],
        ["article", "evil"],
        ["article", "evil", "--diff"],
        ["status"],
        ["ingest", f"missing{INJECTION}"],
        ["article", f"nothing{INJECTION}"],
        ["search", "x", f"--{INJECTION}"],
        ["remove", "evil"],
    ],
    ids=lambda command: f"{command[0]} {command[-1][:8]}".strip().replace("\x1b", ""),
)
def test_no_command_lets_an_article_act_on_the_terminal(khabar: Khabar, command: list[str]) -> None:
    khabar("ingest", "-", stdin=as_lines([HOSTILE | {"text": "A storm is coming to Tobruk."}]))
    khabar("ingest", "-", stdin=as_lines([HOSTILE]))

    shown = khabar(*command).output

    assert shown
    assert not HARMFUL & set(shown), sorted(HARMFUL & set(shown))
    for one in shown.splitlines():
        assert one.count(PDI) == one.count(LRI) + one.count(RLI)


def test_an_arabic_quote_beside_english_words_is_isolated(filled: Khabar) -> None:
    shown = filled("ask", "What did Germany propose for Sirte?").stdout
    assert f"{RLI}فيما دعا وزير الخارجية" in shown
    assert shown.count(PDI) == shown.count(LRI) + shown.count(RLI)


@pytest.mark.parametrize(("language", "opening"), [("ar", LRI), ("en", "")])
def test_an_english_quote_is_isolated_beside_arabic_words_only(language: str, opening: str) -> None:
    text = "Two dams had burst."
    storm = Article(id="1", text=text, title="Storm", language="en", source="Gulf Wire")
    cited = Citation(1, Passage(1, storm, Span(0, len(text)), ()), Span(0, len(text)))
    said = introduced(text, language, source=storm.source, published=None, who=None)
    found = Answer("?", language, (Sentence(said, (1,)),), (cited,))

    first = next(answer(found, None)).plain

    closing = PDI if opening else ""
    assert f"{opening}Gulf Wire{closing}: " in first
    assert f"{opening}Two dams had burst.{closing}" in first
