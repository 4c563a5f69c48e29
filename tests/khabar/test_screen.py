"""Foreign text on a screen: what is in an article must not act on the terminal or turn our words around."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from command import as_lines
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from bot.answering.types import Answer, Citation, Match, Reading, Sentence, Translation
from bot.phrases import lead, quoted
from bot.screen import direction, isolated, line, reisolated, safe, unisolated, when
from index.types import Article, Passage, Span
from khabar.render import Row, answer, balanced, has_links, show

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


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_a_pipe_gets_no_bidi_controls(filled: Khabar, more: list[str]) -> None:
    shown = filled("ask", "What did Germany propose for Sirte?", *more).stdout
    assert "فيما دعا وزير الخارجية" in shown
    assert not {LRI, RLI, FSI, PDI} & set(shown)


STORM = Article(
    id="1",
    text="Two dams had burst.",
    title="Storm",
    language="en",
    source="Gulf Wire",
    url="https://gulf.example/storm",
)
SIRTE = Article(id="2", text="دعا ماس إلى هدنة في سرت.", title="ماس", language="ar", source="TRT عربي")


def quoting(article: Article, language: str, **more: Any) -> Answer:
    """An answer that is an article's text."""
    whole = Span(0, len(article.text))
    known = lead(language, source=article.source, published=article.published, who=None)
    said = Sentence(quoted(article.text, known, language), (1,), known, 1)
    return Answer("?", language, (said,), (Citation(1, Passage(1, article, whole, ()), whole),), **more)


def test_a_quote_stands_alone_in_its_own_direction() -> None:
    first, second, *_ = terminal(*answer(quoting(SIRTE, "en"), None)).splitlines()
    assert first == f"[1] {LRI}TRT عربي{PDI}:"
    quote = f"{RLI}«{SIRTE.text}»{PDI}"
    assert second == " " * (40 - 4 - len(quote) + 2) + quote


def test_an_english_quote_stands_alone_under_arabic_words() -> None:
    first, second, *_ = terminal(*answer(quoting(STORM, "ar"), None)).splitlines()
    assert first.strip() == f"{RLI}[1] {LRI}Gulf Wire{PDI}:{PDI}"
    assert second == f"    “{STORM.text}”"


def test_a_pipe_gets_a_quote_set_in() -> None:
    assert [row.plain for row in answer(quoting(SIRTE, "en"), None)][:2] == [
        "[1] TRT عربي:", f"    «{SIRTE.text}»",
    ]  # fmt: skip


def test_the_best_quote_alone_is_bold() -> None:
    both = quoting(STORM, "en")
    twice = replace(both, sentences=both.sentences * 2)
    assert [row.text for row in answer(twice, None) if row.style == "bold"] == [f"“{STORM.text}”"]


def test_beside_a_foreign_quote_stand_what_was_matched_and_a_translation_that_says_it_is_one() -> None:
    plainly = quoting(SIRTE, "en")
    helped = replace(
        plainly.citations[0],
        matches=(Match("Sirte", "سرت", Span(0, 3)), Match("Maas", "ماس", Span(4, 7))),
        readings=(Reading("٨ تموز", "8 July", Span(9, 15)),),
        translation=Translation("Maas called for a truce.", "en", "opus"),
    )
    shown = [row.plain for row in answer(replace(plainly, citations=(helped,)), None)]
    assert shown[2:4] == [
        "    Sirte → سرت · Maas → ماس · ٨ تموز = 8 July",
        "    Machine translation (opus): Maas called for a truce.",
    ]


def source_line(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    for name in ("TERM", "VTE_VERSION"):
        monkeypatch.setenv(name, environment.get(name, ""))
    console = Console(file=io.StringIO(), force_terminal=True, width=60, color_system="standard")
    show(answer(quoting(STORM, "en"), None), console)
    shown = console.file.getvalue()  # type: ignore[attr-defined]
    return [one for one in shown.splitlines() if "Storm" in one or "gulf.example" in one]


def test_a_title_is_a_link_where_the_terminal_has_links(monkeypatch: pytest.MonkeyPatch) -> None:
    (one,) = source_line({"VTE_VERSION": "5000"}, monkeypatch)
    assert f";{STORM.url}\x1b\\" in one


def test_an_article_is_linked_to_on_the_site_that_shows_the_archive() -> None:
    rows = answer(quoting(STORM, "en"), None, site="https://khabar.example/")
    (link,) = [row.link for row in rows if row.link]
    assert re.fullmatch(rf"https://khabar\.example/a/{STORM.id}\?v=1&s=0-\d+#s=0-\d+", link)


def test_elsewhere_the_address_stands_below_without_a_fragment(monkeypatch: pytest.MonkeyPatch) -> None:
    _, address = source_line({"VTE_VERSION": "4999"}, monkeypatch)
    assert f"    {STORM.url}" in re.sub(r"\x1b\[[\d;]*m", "", address)
    assert "text=" not in address
    assert [row.plain for row in answer(quoting(STORM, "en"), None)][-1] == "[1] Gulf Wire · undated · Storm"


@pytest.mark.parametrize(
    ("environment", "has"),
    [
        ({}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM_PROGRAM": "iTerm.app"}, True),
        ({"TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"WT_SESSION": "1"}, True),
        ({"TERM": "tmux-256color", "WT_SESSION": "1"}, False),
        ({"VTE_VERSION": "no"}, False),
    ],
)
def test_links_are_shown_by_terminals_known_to_have_them(environment: dict[str, str], *, has: bool) -> None:
    console = Console(file=io.StringIO(), force_terminal=True, color_system="standard")
    assert has_links(console, environment) is has
    plain = Console(file=io.StringIO(), force_terminal=True, color_system=None)
    assert not has_links(plain, environment)


def test_a_source_is_one_line_of_a_terminal() -> None:
    long = quoting(replace(STORM, title="A storm " * 20, url=None), "en")
    shown = terminal(*answer(long, None)).splitlines()
    assert shown[-1] == "[1] Gulf Wire · undated · A storm A sto…"
    assert len(shown) == 4
