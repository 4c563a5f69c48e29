"""What an answer looks like in a chat, and the passages behind its buttons.

Under an answer stands a button for each citation. It opens the passage in the place of the answer, the sentence cited
in bold; from there one leafs through the article, or goes back.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.addresses import at
from bot.answering.labels import OF_NOTES, label, noted
from bot.answering.provenance import standing
from bot.phrases import day, isolated, leading, say
from bot.reading.transliteration import in_script
from bot.screen import ARROW, EQUALS, direction, line, safe, stretches, web_address
from bot.telegram.message import Button, Part
from bot.telegram.pages import around, pages
from bot.telegram.press import Press
from bot.telegram.text import GAP, MOST, Paragraph, Piece, messages, piece, plain, units
from bot.translation.quotes import is_foreign
from index.masking import names_only, public
from index.tongues.registry import tongue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.answering.types import Answer, Citation, Note, Sentence
    from bot.screen import Direction
    from bot.telegram.message import Keyboard
    from index.types import Article, Span

__all__ = ["answer", "inline", "passage", "plain", "removed", "unfinished"]

NAMED = 6  # citations whose buttons have their publishers' names; of more, the numbers alone
IN_A_ROW, NUMBERS_IN_A_ROW = 2, 6
LABEL = 24  # characters on a button
TITLE, NAME = 300, 100  # characters shown of a headline, of a publisher's or author's name
SOURCE_TITLE = 60  # of a headline in a list of sources
PASSAGE = (2400, 1200, 600, 300)  # characters shown around a sentence, fewer where they take too much room

GOOD, BAD = "👍", "👎"
DOT = " · "
CUT = "…"


def answer(answer: Answer, key: str, *, translates: bool = False) -> tuple[Part, ...]:
    """Return an answer, or a refusal, as the messages it takes.

    Args:
        answer: to be shown.
        key: what the buttons under the last message send.
        translates: whether its foreign quotes can be translated.
    """
    htmls = messages(_answer(answer))
    return (*map(Part, htmls[:-1]), Part(htmls[-1], _under(answer, key, translates=translates)))


def unfinished(sentences: Iterable[str]) -> Part:
    """Return the beginning of an answer, of sentences with their citation marks, as one message."""
    so_far = (_sentence(one, "", direction(one) or "ltr") for one in sentences)
    return Part(messages((*so_far, Paragraph((Piece(CUT),))))[0])


def inline(answer: Answer) -> Part:
    """Return an answer as one message without buttons, to be sent to some other chat by who asked."""
    first, *more = messages(_answer(answer))
    if not more:
        return Part(first)
    left_out = f"{GAP}{CUT}"
    return Part(messages(_answer(answer), MOST - units(left_out))[0] + left_out)


def passage(
    answer: Answer, cited: Citation, key: str, *, step: int = 0, corrected: bool = False, site: str = ""
) -> Part:
    """Return the passage of a citation, its sentence in bold, or what stands before or after it in the article.

    Args:
        answer: which the citation is of.
        cited: the citation.
        key: names the answer in what the buttons send.
        step: so many pages before (below zero) or after the passage; the last there is, if there aren't so many.
        corrected: whether the archive holds a newer wording.
        site: where the archive's pages are read; empty: nowhere.
    """
    leaves = pages(cited.article.text, cited.passage.span)
    step = min(max(step, min(leaves)), max(leaves))
    head, foot = _head(cited, answer.language), _foot(cited, answer.language, site, corrected=corrected)
    tried = (messages((*head, _page(cited, leaves[step], most), *foot)) for most in PASSAGE)
    html = next(htmls[0] for htmls in tried if len(htmls) == 1)
    texts = say(answer.language)
    leafing = tuple(
        Button(label, Press("cite", key, cited.number, to).data)
        for label, to in ((texts.before, step - 1), (texts.after, step + 1))
        if to in leaves
    )
    return Part(html, (*filter(None, [leafing]), *_elsewhere(answer, key, cited.number)))


def removed(answer: Answer, key: str) -> Part:
    """Return what stands in the place of a passage whose article is in the archive no more."""
    (html,) = messages([_aside(say(answer.language).taken_out, answer.language)])
    return Part(html, _elsewhere(answer, key))


# The answer


def _answer(answer: Answer) -> Iterator[Paragraph]:
    language = answer.language
    yield from (_note(note, language) for note in answer.notes)
    if above := label(answer):
        yield _sentence(above, "", _own(above, language), "" if answer.kind == "chat" else "b")
    if answer.opening:
        yield _sentence(answer.opening, "", tongue(language).direction, "b")
    if answer.nearest:
        yield _aside(say(language).nearest, language)
    cited = {one.number: one for one in answer.citations}
    for sentence in answer.sentences:
        if sentence.asked:
            yield Paragraph((piece(line(sentence.asked), "u"),), _own(sentence.asked, language))
        if sentence.quote is None:
            yield _sentence(sentence.text, _marks(sentence.citations), tongue(language).direction)
        else:
            yield _lead(sentence, language)
            yield from _quote(cited[sentence.quote], language)
    quoted = [one for one in answer.citations if line(one.quote) in line(answer.text)]
    yield from _sources(quoted, language)
    for citation in answer.citations or answer.nearest:
        if citation not in quoted:
            yield from _sources([citation], language)
            yield from _quote(citation, language)
    newest = (
        f"{say(language).newest} {day(answer.newest_on_topic, language)}" if answer.newest_on_topic else ""
    )
    if fresh := DOT.join(filter(None, (newest, names_only(answer.freshness)))):
        yield _aside(fresh, language)


def _note(note: Note, language: str) -> Paragraph:
    """Return a note: one that has a sign of its own isn't said aside."""
    if note.code not in OF_NOTES:
        return _aside(note.text, language)
    told = noted(note)
    return _sentence(told, "", _own(told, language), "b" if note.code == "sources_differ" else "")


def _sentence(text: str, marks: str, base: Direction, tag: str = "") -> Paragraph:
    """Return a sentence of ours; what it quotes is kept apart from it."""
    words = (piece(one, tag, apart=apart) for one, apart in stretches(text))
    return Paragraph((*words, *([Piece(f" {marks}")] if marks else [])), base)


def _lead(sentence: Sentence, language: str) -> Paragraph:
    """Return the line above a quote: its number, and what leads to it."""
    number, base = Piece(_marks(sentence.citations)), tongue(language).direction
    if not sentence.lead:
        return Paragraph((number,), base)
    said = _sentence(leading(sentence.lead, language), "", base)
    return Paragraph((Piece(f"{number.text} "), *said.pieces), base)


def _quote(citation: Citation, language: str) -> Iterator[Paragraph]:
    """Yield a quote in its own direction, right under the line on where it is from, and what helps to read it."""
    yield Paragraph((piece(line(citation.quote)),), _base_of(citation.article), quoted=True, close=True)
    if citation.matches or citation.readings:
        yield replace(_matches(citation, tongue(language).direction), close=True)
    if made := citation.translation:
        said = say(language).translation.format(by=isolated(made.by), text=isolated(made.text))
        yield replace(_aside(said, language), close=True)


def _matches(citation: Citation, base: Direction) -> Paragraph:
    """Return the question's words, each beside what says it, and the quote's figures as the reader writes them."""
    pairs = [(one.asked, ARROW[base], one.said) for one in citation.matches]
    pairs += [(one.said, EQUALS, one.written) for one in citation.readings]
    pieces: list[Piece] = []
    for one, sign, other in pairs:
        pieces += [Piece(DOT)] if pieces else []
        pieces += [piece(line(one), apart=True), Piece(f" {sign} "), piece(line(other), apart=True)]
    return Paragraph(tuple(pieces), base)


def _sources(citations: Iterable[Citation], language: str) -> Iterator[Paragraph]:
    """Yield where quotes are from, each article once."""
    of_article: dict[Article, list[Citation]] = {}
    for one in citations:
        of_article.setdefault(one.article, []).append(one)
    for article, cited in of_article.items():
        pieces = (Piece(f"{_marks(one.number for one in cited)} "), *_facts(article, language))
        title = _shortened(article.title, SOURCE_TITLE)
        if title:
            pieces += (Piece(DOT), piece(title, _slanted(direction(title) or "ltr"), apart=True))
            names = in_script(article.title, language, language=article.language)
            pieces += (Piece(f" ({names})"),) if names else ()
        yield Paragraph((*pieces, *_also(cited, language)), tongue(language).direction)


def _also(citations: Iterable[Citation], language: str) -> Iterator[Piece]:
    """Yield who carried the text, and who else carries the same."""
    cited, texts = list(citations), say(language)
    carriers = [one for citation in cited for one in citation.carried_by]
    others = [one for citation in cited for one in citation.also]
    tellers = [one for citation in cited for one in citation.told_by if one not in others]
    for intro, named in (
        (texts.carried_by, carriers),
        (texts.also_in, others),
        (texts.also_told_by, tellers),
    ):
        for number, name in enumerate(
            filter(None, dict.fromkeys(one.source or public(one.url or "") for one in named))
        ):
            yield Piece(texts.separator if number else f"{DOT}{intro} ")
            yield piece(_shortened(name, NAME), apart=True)


def _facts(article: Article, language: str, *more: str | None) -> tuple[Piece, ...]:
    """Return source, date and whatever else is known, in this order."""
    published = day(article.published, language) if article.published else say(language).undated
    facts = [piece(_shortened(fact, NAME), apart=True) for fact in (article.source, published, *more) if fact]
    return tuple(one for fact in facts for one in (Piece(DOT), fact))[1:]


def _under(answer: Answer, key: str, *, translates: bool) -> Keyboard:
    """Return the buttons under an answer."""
    citations = answer.citations or answer.nearest
    labels = [_label(one) if len(citations) <= NAMED else f"[{one.number}]" for one in citations]
    buttons = [
        Button(label, Press("cite", key, one.number).data)
        for label, one in zip(labels, citations, strict=True)
    ]
    rate: tuple[Button, ...] = (Button(GOOD, Press("good", key).data), Button(BAD, Press("bad", key).data))
    foreign = any(is_foreign(one, answer.language) and not one.translation for one in citations)
    if translates and foreign:
        rate = (Button(say(answer.language).telegram.translate, Press("translate", key).data), *rate)
    return (*_rows(buttons, IN_A_ROW if len(citations) <= NAMED else NUMBERS_IN_A_ROW), rate)


# The passage


def _head(cited: Citation, language: str) -> tuple[Paragraph, ...]:
    article = cited.article
    author = article.author if article.author != article.source else None
    facts = Paragraph(
        (Piece(f"[{cited.number}] "), *_facts(article, language, author)), tongue(language).direction
    )
    title = _shortened(article.title, TITLE)
    return Paragraph((piece(title, "b"),), direction(title) or tongue(language).direction), facts


def _page(cited: Citation, page: Span, most: int) -> Paragraph:
    """Return at most so many code points of an article's page, what is quoted on it in bold."""
    shown, quoted = around(page, cited.span, most), cited.span

    def prose(start: int, end: int) -> str:
        return _prose(cited.article.text[max(start, shown.start) : min(end, shown.end)])

    words = (
        piece((CUT if shown.start > page.start else "") + prose(page.start, quoted.start)),
        piece(prose(quoted.start, quoted.end), "b"),
        piece(prose(quoted.end, page.end) + (CUT if shown.end < page.end else "")),
    )
    return Paragraph(tuple(one for one in words if one.text), _base_of(cited.article), quoted=True)


def _foot(cited: Citation, language: str, site: str, *, corrected: bool) -> tuple[Paragraph, ...]:
    texts = say(language)
    notes = [noted(note) for note in standing([cited], language)]
    notes += [texts.changed] if corrected else []
    notes += [texts.teaser] if cited.article.teaser else []
    foot = tuple(_aside(note, language) for note in notes)
    if here := at(site, cited):
        foot += (Paragraph((piece(texts.web.in_full, url=here),), tongue(language).direction),)
    address = web_address(cited.link) or web_address(cited.article.url)
    if not address:
        return foot
    where = _shortened(cited.article.source or texts.the_publisher, NAME)
    before, _, after = texts.read_at.partition("{where}")
    link = (Piece(before), piece(where, url=public(address), apart=True), Piece(after))
    return *foot, Paragraph(tuple(one for one in link if one.text), tongue(language).direction)


def _elsewhere(answer: Answer, key: str, here: int = 0) -> Keyboard:
    """Return the buttons to the other citations and back to the answer."""
    others = [
        Button(f"[{one.number}]", Press("cite", key, one.number).data)
        for one in answer.citations or answer.nearest
        if one.number != here
    ]
    back = Button(say(answer.language).back, Press("back", key).data)
    return (*_rows(others, NUMBERS_IN_A_ROW), (back,))


# Words


def _aside(text: str, language: str) -> Paragraph:
    """Return a line of our own about what is shown."""
    base = _own(text, language)
    return _sentence(text, "", base, _slanted(base))


def _slanted(way: Direction) -> str:
    """Return the tag of italics; Arabic has none."""
    return "i" if way == "ltr" else ""


def _prose(text: str) -> str:
    """Return an article's text as safe lines without empty ones between them; spaces at its ends stay."""
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"[^\S\n]+", " ", safe(text)))


def _shortened(text: str, most: int) -> str:
    """Return the beginning of a text as one line, cut between words if one ends in its latter half."""
    text = line(text)
    if len(text) <= most:
        return text
    end = text.rfind(" ", most // 2, most + 1)
    return f"{text[: end if end > 0 else most]}{CUT}"


def _label(citation: Citation) -> str:
    name = citation.article.source or citation.article.title
    return f"[{citation.number}] {_shortened(name, LABEL)}"


def _marks(numbers: Iterable[int]) -> str:
    return "".join(f"[{number}]" for number in numbers)


def _rows(buttons: Sequence[Button], in_a_row: int) -> Iterator[tuple[Button, ...]]:
    return (tuple(buttons[at : at + in_a_row]) for at in range(0, len(buttons), in_a_row))


def _own(text: str, language: str) -> Direction:
    """Return the direction of our own words: those of a language in which we say nothing are English."""
    return direction(text) or tongue(language).direction


def _base_of(article: Article) -> Direction:
    return direction(article.text) or "ltr"
