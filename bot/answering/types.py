"""What an answer is: sentences, each carried by exact spans of stored articles. Channels render it; none makes one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import quote

from bot.asking.conversation import Turn
from bot.phrases import Note
from index.retriever import NO_FILTERS

if TYPE_CHECKING:
    from datetime import date

    from index.types import Article, Filters, Passage, Span

__all__ = ["Also", "Answer", "Citation", "Match", "Note", "Reading", "Sentence", "Translation"]

# A text fragment of a whole long sentence breaks at the smallest change of the page; its first words find it too.
FRAGMENT_WORDS = 8


class Also(NamedTuple):
    """Another outlet that carries the same text, and its address; one of the two may be unknown."""

    source: str | None
    url: str | None


class Match(NamedTuple):
    """Words of a question and what says them in a quote of another language.

    Attributes:
        asked: as the question has them.
        said: as the quote has them.
        span: of these in the quote, in code points.
    """

    asked: str
    said: str
    span: Span


class Reading(NamedTuple):
    """A date or a number of a quote in another language, as the reader writes it.

    Attributes:
        said: as the quote has it.
        written: as the reader does.
        span: of the words in the quote, in code points.
    """

    said: str
    written: str
    span: Span


class Translation(NamedTuple):
    """A quote in the reader's language, made by a machine.

    Attributes:
        language: ISO 639-1.
        by: what made it.
    """

    text: str
    language: str
    by: str


@dataclass(frozen=True, slots=True)
class Citation:
    """An exact span of a stored article.

    Attributes:
        number: from 1, as in the answer's text.
        passage: the passage around the span.
        span: code points in the article's text.
        also: who else carries the quote, in a copy of the same text.
        carried_by: the feeds of other hosts that the quoted wording is known from, where it isn't known from its own.
        speaker: who says so, as the article names them; None where it doesn't plainly.
        matches: the question's words and what says them in a quote of another language.
        readings: the dates and numbers of such a quote in the reader's form.
        translation: of such a quote, if there is a translator.
    """

    number: int
    passage: Passage
    span: Span
    also: tuple[Also, ...] = ()
    carried_by: tuple[Also, ...] = ()
    speaker: str | None = None
    matches: tuple[Match, ...] = ()
    readings: tuple[Reading, ...] = ()
    translation: Translation | None = None

    @property
    def article(self) -> Article:
        """The article quoted, in the version quoted."""
        return self.passage.article

    @property
    def quote(self) -> str:
        """The words quoted, verbatim."""
        return self.article.text[self.span.start : self.span.end]

    @property
    def link(self) -> str | None:
        """The article's address with a fragment that scrolls to the quote (WICG Text Fragments), if known."""
        if not self.article.url:
            return None
        words = " ".join(self.quote.split()[:FRAGMENT_WORDS])
        mark = "" if "#" in self.article.url else "#"  # an address may end in a route
        return f"{self.article.url}{mark}:~:text={quote(words, safe='').replace('-', '%2D')}"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an answer.

    Attributes:
        text: on one line; of a quote, what leads to it and the quote in quotation marks.
        citations: the numbers of those that carry it; at least one.
        lead: of a quote, who published it, when, and who says so, in the answer's language; empty: nothing is known.
        quote: the number of the citation whose quote it is; None where it is said in other words.
    """

    text: str
    citations: tuple[int, ...]
    lead: str = ""
    quote: int | None = None

    @property
    def marked(self) -> str:
        """The sentence followed by its citation marks."""
        return f"{self.text} {''.join(f'[{number}]' for number in self.citations)}"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, or a refusal.

    Attributes:
        question: as asked.
        language: of the question and of what is said around the quotes, ISO 639-1.
        sentences: none when refused.
        citations: numbered from 1, in order of use.
        reason: why it is refused, in the question's language; None when answered.
        nearest: when refused, the closest passages.
        newest_on_topic: the latest publication date among the articles found that are about the question.
        mode: whether the sentences are quotes, or written by a language model over quotes.
        form: what the sentences are: an answer, what happened when, or what outlets say differently; "chat" where there
            are none, as nothing was asked: `reason` is what is said to that.
        confidence: how likely the best quote answers, 0 to 1, calibrated; None where none was read for that.
        doubt: what is said before sentences that may be no answer ("Possibly:"), in the language; empty: none is.
        standalone: what the question was taken to ask; empty: as asked.
        filters: which articles it was answered from.
        notes: what to show with the answer, in the question's language, each a sentence with a code.
        freshness: until when the archive is up to date and which feeds are silent, in the question's language.
        retrieve_ms: time taken to find passages, in milliseconds.
        answer_ms: time taken to answer from them, in milliseconds.
    """

    question: str
    language: str
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    reason: str | None = None
    nearest: tuple[Citation, ...] = ()
    newest_on_topic: date | None = None
    mode: Literal["extractive", "generated"] = "extractive"
    form: Literal["answer", "overview", "disagreement", "chat"] = "answer"
    confidence: float | None = None
    doubt: str = ""
    standalone: str = ""
    filters: Filters = NO_FILTERS
    notes: tuple[Note, ...] = ()
    freshness: str = ""
    retrieve_ms: float = 0.0
    answer_ms: float = 0.0

    @property
    def refused(self) -> bool:
        """Whether the archive holds no answer."""
        return not self.sentences

    @property
    def text(self) -> str:
        """The answer in plain text, each sentence followed by its citation marks; empty when refused."""
        return " ".join(filter(None, (self.doubt, *(one.marked for one in self.sentences))))

    @property
    def kind(self) -> str:
        """How it should be read: `answer`, `possible`, `overview`, `disagreement`; if refused, `none` or `chat`."""
        if self.refused:
            return "chat" if self.form == "chat" else "none"
        return "possible" if self.doubt else self.form

    @property
    def turn(self) -> Turn:
        """The turn of a conversation that it ends."""
        quotes = " ".join(citation.quote for citation in self.citations)
        return Turn(self.question, self.standalone or self.question, self.filters, quotes)
