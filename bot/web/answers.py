"""What a page shows of an answer: its sentences, the quotes that carry them, and where each stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import addresses
from bot.answering.labels import OF_NOTES, label, noted
from bot.phrases import day, isolated, leading, say
from bot.reading.transliteration import in_script
from bot.screen import ARROW, EQUALS, line, web_address
from bot.web.layout import own_direction
from index.masking import names_only, public
from index.tongues.registry import tongue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.answering.types import Also, Answer, Citation, Sentence

DOT = " · "


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Others that have a quote, or carried it.

    Attributes:
        intro: what they are, in the answer's language.
        names: each with its address, where it has one that may be linked.
    """

    intro: str
    names: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A quote and where it stands.

    Attributes:
        number: of the citation.
        quote: verbatim, as one safe line; empty where the article is gone.
        marks: around it, as its language has them.
        language: of the article.
        direction: of the quote.
        address: of its place in the article on this site.
        source: the article's publisher; empty: not known.
        date: of the article, in the answer's language.
        title: the article's.
        title_direction: of the title.
        names: those of the title in the reader's script.
        pairs: words of the question, or of the quote, a sign, and what says them in the quote, or to the reader.
        translation: of the quote, in a sentence of ours.
        elsewhere: who else has it.
        publisher: the name and the address of the article at its publisher's, at the quote.
        is_teaser: whether there is only the article's announcement.
    """

    number: int
    quote: str
    marks: tuple[str, str]
    language: str
    direction: str
    address: str
    source: str
    date: str
    title: str
    title_direction: str
    names: str
    pairs: tuple[tuple[str, str, str], ...]
    translation: str
    elsewhere: tuple[Elsewhere, ...]
    publisher: tuple[str, str] | None
    is_teaser: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A sentence of an answer.

    Attributes:
        asked: which of several questions it begins to answer; empty: none.
        lead: of a quote, who says so and when; of another sentence, itself.
        numbers: of the citations that carry it.
        card: the quote itself; None where it is said in other words.
        is_best: whether it is the first quote of an answer that is no doubt one.
    """

    asked: str
    lead: str
    numbers: tuple[int, ...]
    card: Card | None
    is_best: bool


@dataclass(frozen=True, slots=True)
class Remark:
    """A note beside an answer.

    Attributes:
        kind: "apart" of one that has a sign of its own, else "aside".
    """

    code: str
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer as a page shows it.

    Attributes:
        kind: as `Answer.kind`.
        language: of what is said around the quotes.
        direction: of that.
        label: what tells its kind, or why there is none.
        opening: what is said before the sentences.
        remarks: what must be known of it.
        blocks: its sentences.
        cards: the quotes that stand in no sentence: what a language model's rest on, or the nearest.
        nearest: the line above these where they are no answer; empty: they are evidence.
        freshness: how fresh the archive is.
    """

    kind: str
    language: str
    direction: str
    label: str
    opening: str
    remarks: tuple[Remark, ...]
    blocks: tuple[Block, ...]
    cards: tuple[Card, ...]
    nearest: str
    freshness: str


def shown(answer: Answer) -> Shown:
    """Return what a page shows of an answer."""
    cards = {one.number: card(one, answer) for one in answer.citations or answer.nearest}
    blocks = tuple(_blocks(answer, cards))
    in_blocks = {one.card.number for one in blocks if one.card}
    newest = answer.newest_on_topic
    texts = say(answer.language)
    fresh = (
        f"{texts.newest} {day(newest, answer.language)}" if newest else "",
        names_only(answer.freshness),
    )
    return Shown(
        kind=answer.kind,
        language=answer.language,
        direction=tongue(answer.language).direction,
        label=label(answer),
        opening=answer.opening,
        remarks=tuple(
            Remark(one.code, noted(one), "apart" if one.code in OF_NOTES else "aside") for one in answer.notes
        ),
        blocks=blocks,
        cards=tuple(one for number, one in cards.items() if number not in in_blocks),
        nearest=texts.nearest if answer.nearest else "",
        freshness=DOT.join(filter(None, fresh)),
    )


def card(citation: Citation, answer: Answer) -> Card:
    """Return what is shown of a citation of an answer."""
    article, language = citation.article, answer.language
    others = [
        one.span
        for one in answer.citations
        if one.number != citation.number
        and (one.article.id, one.article.version) == (article.id, article.version)
    ]
    texts, way = say(language), tongue(language).direction
    published = day(article.published, language) if article.published else texts.undated
    made = citation.translation
    return Card(
        number=citation.number,
        quote=line(citation.quote),
        marks=say(article.language).quotes,
        language=article.language,
        direction=own_direction(article.text, article.language),
        address=addresses.of_article(article.id, article.version, citation.span, others),
        source=line(article.source or ""),
        date=published,
        title=line(article.title),
        title_direction=own_direction(article.title, article.language),
        names=line(in_script(article.title, language, language=article.language) or ""),
        pairs=(
            *((line(one.asked), ARROW[way], line(one.said)) for one in citation.matches),
            *((line(one.said), EQUALS, line(one.written)) for one in citation.readings),
        ),
        translation=texts.translation.format(by=made.by, text=isolated(made.text)) if made else "",
        elsewhere=tuple(_elsewhere(citation, language)),
        publisher=_publisher(citation, language),
        is_teaser=article.teaser,
    )


def _blocks(answer: Answer, cards: dict[int, Card]) -> Iterator[Block]:
    for place, sentence in enumerate(answer.sentences):
        is_best = answer.kind == "answer" and (not place or bool(sentence.asked))
        quoted = sentence.quote is not None and bool(cards[sentence.quote].quote)
        yield Block(
            asked=line(sentence.asked),
            lead=_lead(sentence, answer.language) if quoted else sentence.text,
            numbers=sentence.citations,
            card=cards[sentence.quote] if quoted and sentence.quote is not None else None,
            is_best=is_best,
        )


def _lead(sentence: Sentence, language: str) -> str:
    return leading(sentence.lead, language) if sentence.lead else ""


def _elsewhere(citation: Citation, language: str) -> Iterator[Elsewhere]:
    texts = say(language)
    told: Sequence[tuple[str, Iterable[Also]]] = (
        (texts.carried_by, citation.carried_by),
        (texts.also_in, citation.also),
        (texts.also_told_by, [one for one in citation.told_by if one not in citation.also]),
    )
    for intro, others in told:
        names = {
            line(one.source or public(one.url or "")): web_address(one.url and public(one.url))
            for one in others
        }
        if named := tuple((name, address) for name, address in names.items() if name):
            yield Elsewhere(intro, named)


def _publisher(citation: Citation, language: str) -> tuple[str, str] | None:
    """Return the publisher's name and the article's address there, at the quote if a browser can find it."""
    link, plain = (
        web_address(address and public(address)) for address in (citation.link, citation.article.url)
    )
    if not (address := link or plain):
        return None
    return line(citation.article.source or say(language).the_publisher), address
