"""What a person reads: answers, hits, articles and the archive's state, on a terminal or as plain text.

Everything is made of `Row`s first. A terminal wraps and colours them; a pipe or a file gets them as they are.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot import screen
from bot.addresses import at
from bot.answering.labels import OF_NOTES, label, noted
from bot.phrases import day, leading, say, with_names
from bot.phrases import isolated as apart
from bot.screen import (
    ARROW,
    EQUALS,
    ISOLATE,
    POP,
    Direction,
    clock,
    counted,
    isolated,
    line,
    reisolated,
    safe,
    web_address,
    when,
    without_bidi,
)
from index.identity import host
from index.masking import masked, public
from index.tongues.registry import tongue
from index.tongues.scripts import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from rich.console import Console
    from rich.text import Text

    from bot.answering.types import Answer, Citation, Note
    from index.archive import Carried, Status, Version
    from index.backup import Backup
    from index.types import Article, Hit
    from index.visits import Visit
    from ingest.take_in import Report
    from ingest.watch import Round
    from khabar.doctor import Check
    from khabar.evaluation import Evaluation, Figures

WIDEST, NARROWEST = 100, 10  # columns: what is read with ease, what words fit in
INDENT = "    "
NAMED = 3  # files passed over whose names are shown
# What is set, and which names there are, where a terminal is known to show links.
WITH_LINKS = frozenset({"WT_SESSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "WEZTERM_PANE", "DOMTERM"})
PROGRAMS_WITH_LINKS = frozenset({"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper"})
TERMS_WITH_LINKS = ("xterm-kitty", "xterm-ghostty", "alacritty", "foot", "contour")
FIRST_VTE_WITH_LINKS = 5000  # of GNOME's and Xfce's terminals, as VTE_VERSION has it
FOLDED = 10  # of a long list in the archive's state
FAILURES = 20  # shown; `khabar status` has them all


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph on the screen.

    Attributes:
        text: safe text.
        style: rich's name of it.
        mark: a number or a sign before the text; further lines stand under the text.
        base: the way it is read; that of its first letter where none is given.
        whole: never broken over lines, as an address that is to be copied.
        block: set in from the lines around it, on both sides.
        cut: one line of a terminal, whose end is left out where it doesn't fit.
        link: the address that the text leads to. Where a terminal has no links, and in a pipe, it stands below.
    """

    text: str = ""
    style: str = ""
    mark: str = ""
    base: Direction | None = None
    whole: bool = False
    block: bool = False
    cut: bool = False
    link: str = ""

    @property
    def direction(self) -> Direction:
        """The way it is read."""
        return self.base or screen.direction(self.text) or "ltr"

    @property
    def plain(self) -> str:
        """The row without a terminal's means."""
        return without_bidi(f"{INDENT if self.block else ''}{self.mark}{self.text}")

    @property
    def address(self) -> str | None:
        """The address that it leads to, if a terminal may follow it."""
        return web_address(self.link)


def show(rows: Iterable[Row], console: Console | None = None) -> None:
    """Write rows to standard output, or to a console."""
    from rich.console import Console

    console = console or Console(highlight=False)
    links = console.is_terminal and has_links(console, os.environ)
    for row in rows:
        for one in [row] if links and row.address else _spelled_out(row):
            if console.is_terminal:
                for text in _laid_out(one, console, min(console.width, WIDEST)):
                    console.print(text, soft_wrap=True)
            else:
                typer.echo(one.plain, file=console.file)


def has_links(console: Console, environment: Mapping[str, str]) -> bool:
    """Say whether a terminal shows links as links (OSC 8): one that isn't known to may swallow the address."""
    if console.color_system is None or console.legacy_windows:
        return False
    kind, vte = environment.get("TERM", ""), environment.get("VTE_VERSION", "")
    if kind.startswith(("screen", "tmux")):
        return False
    return (
        not WITH_LINKS.isdisjoint(environment)
        or environment.get("TERM_PROGRAM") in PROGRAMS_WITH_LINKS
        or kind.startswith(TERMS_WITH_LINKS)
        or (vte.isdecimal() and int(vte) >= FIRST_VTE_WITH_LINKS)
    )


def _spelled_out(row: Row) -> Iterator[Row]:
    """Yield a row, its address below it."""
    yield replace(row, link="")
    if row.link:
        yield Row(row.link, row.style, INDENT, base="ltr", whole=True)


class Live:
    """Shows the sentences that a language model writes at a terminal as they come.

    Attributes:
        shown: how many there were.
        on_text: shows one; None where there is no terminal.
    """

    def __init__(self, *, at_terminal: bool) -> None:
        self.shown = 0
        self.on_text = self._show if at_terminal else None

    def _show(self, text: str) -> None:
        self.shown += 1
        show([sentence(text)])


def answer(answer: Answer, updated: datetime | None, *, already: int = 0, site: str = "") -> Iterator[Row]:
    """An answer's sentences and what carries them, or why there is none and what is nearest.

    The first sentences may have been shown `already`, while they were written. Articles are linked to where they are
    read on the `site` that serves the archive's pages; where there is none, at their publishers'.
    """
    yield from map(_note, answer.notes)
    if any(note.code == "newest_is" for note in answer.notes):
        yield Row(say(answer.language).as_of.format(option="--as-of DATE"), "dim")
    if not already and (above := label(answer)):
        yield Row(_ours(above), "" if answer.kind == "chat" else "bold")
    if answer.opening and not already:
        yield Row(answer.opening, "bold")
    if answer.nearest:
        yield from (Row(), Row(say(answer.language).nearest, "dim"))
    yield from _sentences(answer, already)
    quoted = [citation for citation in answer.citations if citation.quote in answer.text]
    if quoted:
        yield Row()
        yield from _sources(quoted, answer.language, site)
    for citation in answer.citations or answer.nearest:
        if citation not in quoted:
            yield Row()
            yield from _sources([citation], answer.language, site)
            yield from _quote(citation, answer.language, "dim" if answer.nearest else "")
    yield from _freshness(answer, updated)


def _note(note: Note) -> Row:
    """A note: one that has a sign of its own stands out, the others stand back."""
    if note.code not in OF_NOTES:
        return Row(_ours(note.text), "dim")
    return Row(_ours(noted(note)), "bold" if note.code == "sources_differ" else "yellow")


def _sentences(answer: Answer, already: int) -> Iterator[Row]:
    """The sentences that were not shown yet: a quote stands by itself under what leads to it, the best one bold."""
    base = tongue(answer.language).direction
    cited = {citation.number: citation for citation in answer.citations}
    for number, sentence in enumerate(answer.sentences[already:], already):
        if sentence.asked:
            yield from (Row(), Row(line(sentence.asked), "underline"))
        marks = "".join(f"[{one}]" for one in sentence.citations)
        if sentence.quote is None:
            yield Row(f"{reisolated(sentence.text, base)} {marks}", base=base)
            continue
        if number and not sentence.asked:
            yield Row()
        lead = reisolated(leading(sentence.lead, answer.language), base) if sentence.lead else ""
        is_dated = answer.form == "overview"  # there the dates are looked for
        yield _numbered(marks, lead, base, "bold" if is_dated else "")
        is_best = answer.kind == "answer" and (not number or bool(sentence.asked))
        yield from _quote(cited[sentence.quote], answer.language, "bold" if is_best else "")


def sentence(marked: str) -> Row:
    """A sentence with its marks, shown while the answer is still being written."""
    base = screen.direction(marked) or "ltr"
    return Row(reisolated(marked, base), base=base)


def _numbered(marks: str, text: str, base: Direction, style: str = "") -> Row:
    """A line after its number, which stands where the line begins."""
    if base == "ltr" and text:
        return Row(text, style, f"{marks} ", base)
    return Row(f"{marks} {text}".strip(), style, base=base)


def _quote(citation: Citation, language: str, style: str) -> Iterator[Row]:
    """A quote in its own direction, and what helps to read one in another language."""
    own = screen.direction(citation.article.text) or "ltr"
    opening, closing = say(citation.article.language).quotes
    yield Row(f"{opening}{line(citation.quote)}{closing}", style, base=own, block=True)
    base = tongue(language).direction
    pairs = [(one.asked, ARROW[base], one.said) for one in citation.matches]
    pairs += [(one.said, EQUALS, one.written) for one in citation.readings]
    if pairs:
        told = (
            f"{isolated(line(one), base)} {sign} {isolated(line(other), base)}" for one, sign, other in pairs
        )
        yield Row(" · ".join(told), "dim", base=base, block=True)
    if made := citation.translation:
        said = say(language).translation.format(by=apart(made.by), text=apart(made.text))
        yield Row(reisolated(said, base), base=base, block=True)


def hits(found: Sequence[Hit], shortest: Callable[[str], str]) -> Iterator[Row]:
    """Ranked passages with where they are from, their articles' ids as short as `shortest` makes them."""
    if not found:
        yield Row("No passage was found.")
    for rank, hit in enumerate(found, 1):
        article = hit.passage.article
        if rank > 1:
            yield Row()
        yield Row(line(article.title), "bold", f"{rank}. ")
        yield Row(_facts(article, masked(shortest(article.id))), "dim", "   ")
        yield Row(line(hit.passage.text), mark="   ")


def article(article: Article, versions: Sequence[Version], carried: Sequence[Carried] = ()) -> Iterator[Row]:
    """One wording of an article, which wordings there are, and what others say of it."""
    yield Row(line(article.title), "bold")
    yield Row(_facts(article, article.author, article.url and public(article.url)), "dim")
    if article.teaser:
        yield Row("a teaser: the article itself is at its address", "dim")
    if article.carrier:
        yield Row(
            f"as carried by {_foreign(host(public(article.carrier)))}: not known from its publisher", "dim"
        )
    for other in carried:
        yield Row(
            f"otherwise as carried by {_foreign(masked(other.carrier))}: {_foreign(other.title)}", "dim"
        )
    yield Row(f"{line(masked(article.id))} · version {article.version} of {versions[-1].version}", "dim")
    for paragraph in safe(article.text).split("\n"):
        yield Row(paragraph.rstrip())


def difference(lines: Iterable[str]) -> Iterator[Row]:
    """A unified diff."""
    styles = {"+": "green", "-": "red", "@": "cyan"}
    return (Row(safe(text).replace("\n", " "), styles.get(text[:1], "")) for text in lines)


def removed(articles: Iterable[Article], done: str = "removed") -> Iterator[Row]:
    """Articles that are gone, or that are to go."""
    return (Row(f"{done} {line(masked(one.id))} · {_foreign(one.title)}") for one in articles)


def report(report: Report, status: Status, seconds: float) -> Iterator[Row]:
    """What became of the inputs, in numbers."""
    counts = {name: getattr(report, name) for name in ("added", "updated", "unchanged", "removed")}
    counts["failed"] = len(report.failed)
    yield Row(f"{', '.join(f'{count:,} {name}' for name, count in counts.items())} in {seconds:.1f} s")
    if report.passed_over:
        yield Row(_passed_over(report.passed_over))
    yield Row(f"the archive holds {_held(status)}")


def _passed_over(sources: Sequence[str]) -> str:
    names = ", ".join(line(Path(source).name) for source in sources[:NAMED])
    more = f" and {len(sources) - NAMED:,} more" if len(sources) > NAMED else ""
    return f"{counted(len(sources), 'file')} passed over, of kinds not read from a folder: {names}{more}"


def round_(found: Round) -> Iterator[Row]:
    """What a watch took in together, in a line; and a line for each input that could not be."""
    counts = {name: getattr(found.report, name) for name in ("added", "updated", "removed")}
    told = ", ".join(f"{count:,} {name}" for name, count in counts.items() if count) or "nothing new"
    more = f" and {len(found.sources) - 1:,} more" if len(found.sources) > 1 else ""
    yield Row(f"{clock()} {told}: {line(masked(found.sources[0]))}{more}")
    for failure in failures(found.report):
        yield Row(f"{clock()} failed: {line(failure)}", "yellow")


def failures(report: Report) -> Iterator[str]:
    """A sentence for each input that could not be taken in."""
    for failure in report.failed[:FAILURES]:
        yield masked(f"{failure.source}: {failure.reason}")
    if len(report.failed) > FAILURES:
        yield f"{len(report.failed) - FAILURES:,} more inputs failed: `khabar status --verbose` lists them"


def backed_up(backup: Backup) -> Iterator[Row]:
    """What was copied, and where to."""
    yield Row(f"{_of_backup(backup)} backed up to {line(str(backup.path))}")


def restored(backup: Backup) -> Iterator[Row]:
    """What was put back, and where what was there before is now."""
    yield Row(f"{_of_backup(backup)} restored to {line(str(backup.path))}")
    if backup.replaced:
        yield Row(
            f"what was there before is kept as {line(str(backup.replaced))}: delete it when it isn't needed"
        )


def _of_backup(backup: Backup) -> str:
    held = f"{counted(backup.articles, 'article')}, {counted(backup.passages, 'passage')}"
    return f"{held}, {backup.bytes / 1e6:,.1f} MB"


def status(status: Status, folder: str, *, whole: bool = False) -> Iterator[Row]:
    """What is in the archive, how fresh it is, what failed; long lists are folded unless it is to be the `whole`."""
    most = None if whole else FOLDED
    yield Row(f"{_held(status)}, {status.bytes / 1e6:,.1f} MB", "bold")
    yield Row(f"archive: {line(folder)}")
    if status.newest:
        yield Row(f"newest article: {when(status.newest)}")
    if status.updated:
        yield Row(f"updated: {when(status.updated)}")
    yield Row(f"embedding model: {line(status.embedding_model or 'none yet')}")
    for name, counts in (("languages", status.languages), ("sources", status.sources)):
        if counts:
            told = ", ".join(f"{_foreign(key)} {count:,}" for key, count in list(counts.items())[:most])
            yield Row(f"{name}: {told}{_more(len(counts), most)}")
    # What is wrong is not folded away behind what is well.
    visits = sorted(status.feeds, key=lambda visit: (not visit.is_silent, not visit.last_error))
    yield from map(_feed, visits[:most])
    yield from _folded(len(visits), most, "feeds and pages")
    for failure in status.failures[:most]:
        again = f" (to be tried again from {when(failure.retry_at)})" if failure.retry_at else ""
        yield Row(
            f"failed {when(failure.at)}: {line(masked(failure.source))}: {line(masked(failure.reason))}{again}",
            "yellow",
        )
    yield from _folded(len(status.failures), most, "failures")


def _folded(count: int, most: int | None, things: str) -> Iterator[Row]:
    if more := _more(count, most):
        yield Row(f"{more.strip()} {things}: `khabar status --verbose` shows all", "dim")


def _more(count: int, most: int | None) -> str:
    """Return how many are left out of a list that shows so many at most."""
    return f" and {count - most:,} more" if most is not None and count > most else ""


def _held(status: Status) -> str:
    return f"{counted(status.articles, 'article')}, {counted(status.passages, 'passage')}"


def _feed(visit: Visit) -> Row:
    last = f"last answered {when(visit.last_ok)}" if visit.last_ok else "never answered"
    told = f"{'SILENT ' if visit.is_silent else ''}{visit.kind}: {line(masked(visit.url))}: {last}"
    if not visit.last_error:
        return Row(f"{told}, {counted(visit.articles, 'article')}")
    again = f", next visit {when(visit.retry_at)}" if visit.retry_at else ""
    return Row(
        f"{told}, failed {counted(visit.failures, 'time')}: {line(masked(visit.last_error))}{again}", "yellow"
    )


def checks(found: Iterable[Check]) -> Iterator[Row]:
    """What `doctor` found, a row each."""
    for check in found:
        style = "green" if check.ok else "bold red"
        yield Row(f"{'ok     ' if check.ok else 'problem'}  {check.name}: {line(check.message)}", style)


def evaluation(found: Evaluation) -> Iterator[Row]:
    """What became of the questions of a file: a table, a line for each kind."""
    names = [line(kind) for kind in found.by_kind] + ["all"]
    width = max(map(len, ("kind", *names)))
    columns = (" questions", *(f"{name:>9}" for name in ("article", "first", "any", "refused", "wrong")))
    yield _column_row("kind", width, columns, "bold")
    for name, own in zip(names, (*found.by_kind.values(), found.total), strict=True):
        yield _column_row(name, width, _cells(own), "bold" if own is found.total else "")
    yield Row()
    if found.precision is not None and found.quotes_per_answer is not None:
        shown = f"{counted(found.quotes, 'quote')} shown, {_percent(found.precision)} of them right"
        yield Row(f"{shown}, {found.quotes_per_answer:.1f} an answer")
    yield Row(f"answered within {found.ms_p50:,.0f} ms (half of them), {found.ms_p95:,.0f} ms (95 %)")
    yield Row(
        "article: one that answers was read; first, any: the first quote is right, one of them is;"
        " wrong: answered by nothing that is right",
        "dim",
    )


def _column_row(name: str, width: int, columns: Iterable[str], style: str) -> Row:
    return Row(
        f"{isolated(name, 'ltr')}{' ' * (width - len(name))}{''.join(columns)}", style, base="ltr", whole=True
    )


def _cells(figures: Figures) -> Iterator[str]:
    yield f"{figures.n:>10,}"
    for share in (figures.article, figures.first, figures.any, figures.refused, figures.wrong):
        yield f"{_percent(share):>9}"


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}".replace("%", " %")


def _freshness(answer: Answer, updated: datetime | None) -> Iterator[Row]:
    newest, texts = answer.newest_on_topic, say(answer.language)
    parts = [f"{texts.newest} {day(newest, answer.language)}"] if newest else []
    if answer.freshness:
        base = screen.direction(answer.freshness) or tongue(answer.language).direction
        parts.append(reisolated(masked(answer.freshness), base))
    elif updated and newest:
        parts.append(f"{texts.updated} {when(updated)}")
    if parts:
        yield from (Row(), Row(" · ".join(parts), "dim"))


def _sources(citations: Iterable[Citation], language: str, site: str) -> Iterator[Row]:
    """Where quotes are from, each article once, on a line."""
    of_article: dict[tuple[str, int], list[Citation]] = {}
    for citation in citations:
        of_article.setdefault((citation.article.id, citation.article.version), []).append(citation)
    base = tongue(language).direction
    for several in of_article.values():
        marks = "".join(f"[{citation.number}]" for citation in several)
        article = several[0].article
        published = day(article.published, language) if article.published else say(language).undated
        title = article.title and with_names(line(article.title), language, language=article.language)
        facts = [isolated(line(one), base) for one in (article.source, published) if one]
        facts += [reisolated(title, base)] if title else []
        address = at(site, several[0]) or (line(public(article.url)) if article.url else "")
        yield replace(_numbered(marks, " · ".join(facts), base, "dim"), cut=True, link=address)
        yield from _also(several, language)


def _also(citations: Iterable[Citation], language: str) -> Iterator[Row]:
    """Who carried the text, and who else carries the same."""
    cited, texts = list(citations), say(language)
    carriers = [one for citation in cited for one in citation.carried_by]
    others = [one for citation in cited for one in citation.also]
    tellers = [one for citation in cited for one in citation.told_by if one not in others]
    for intro, named in (
        (texts.carried_by, carriers),
        (texts.also_in, others),
        (texts.also_told_by, tellers),
    ):
        if named:
            names = ", ".join(_foreign(one.source or public(one.url or "")) for one in dict.fromkeys(named))
            yield Row(f"{intro} {names}", "dim", base=tongue(language).direction, block=True)


def _facts(article: Article, *more: str | None) -> str:
    """Source, date and whatever else is known."""
    published = when(article.published) if article.published else say(UNKNOWN).undated
    return " · ".join(_foreign(fact) for fact in (article.source, published, *more) if fact)


def _ours(text: str) -> str:
    """A sentence of ours as one safe line."""
    return reisolated(text, screen.direction(text) or "ltr")


def _foreign(text: str) -> str:
    return isolated(line(text), "ltr")


def _laid_out(row: Row, console: Console, width: int) -> Iterator[Text]:
    """Yield a row's lines for a terminal; those read from the right stand at the right."""
    from rich.text import Text

    margin = len(INDENT) if row.block else 0
    room = max(width - len(row.mark) - 2 * margin, NARROWEST)
    for number, one in enumerate(balanced(_lines(row, console, room))):
        text = Text(one, style=row.style)
        text.highlight_regex(r"\[\d+\]", "cyan")
        if address := row.address:
            text.stylize(f"link {address}")
        if row.direction == "rtl" and not row.whole and row.text:
            text = Text.assemble(" " * (room - text.cell_len), ISOLATE["rtl"], text, POP)
        before = row.mark if number == 0 else " " * len(row.mark)
        yield Text.assemble(" " * margin, (before, "cyan"), text)


def _lines(row: Row, console: Console, room: int) -> list[str]:
    """Return a row's text in lines of a terminal."""
    from rich.text import Text

    if row.whole or not row.text:
        return [row.text]
    if row.cut:
        text = Text(row.text)
        text.truncate(room, overflow="ellipsis")
        return [text.plain]
    return [one.plain.rstrip() for one in Text(row.text).wrap(console, room)]


def balanced(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines in which every isolate closes where it opens: a terminal takes each line by itself."""
    still_open: list[str] = []
    for one in lines:
        opening = "".join(still_open)
        for character in one:
            if character in ISOLATE.values():
                still_open.append(character)
            elif character == POP and still_open:
                still_open.pop()
        yield f"{opening}{one}{POP * len(still_open)}"
