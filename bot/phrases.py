"""What Khabar says in its own words, put together from the texts of a language (`index.tongues.texts`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index.tongues.registry import tongue

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime, timedelta

    from index.tongues.texts import Texts

# Unicode bidi isolates (UAX #9): a quote keeps its own direction beside words of the other.
ISOLATE, END_ISOLATE = "\u2068", "\u2069"


class Note(NamedTuple):
    """A sentence that a reader is told beside an answer.

    Attributes:
        code: what it is about, for programs: "understood", "sources_differ".
        text: the sentence, in the reader's language.
    """

    code: str
    text: str


def say(language: str) -> Texts:
    """Return what Khabar says in a language, in English where it says nothing in that one."""
    return tongue(language).texts


def day(when: date, language: str) -> str:
    """Return a date as people write it: "8 July 2020", "8 يوليو 2020"."""
    texts = say(language)
    of_month = str(when.day) if when.day > 1 else texts.first_of_month
    return texts.date.format(day=of_month, month=texts.months[when.month - 1], year=when.year)


def changes(kinds: Sequence[str], language: str) -> str:
    """Return what was changed, by the kinds of change (`index.changes`): "a number, the headline"."""
    texts = say(language)
    return texts.separator.join(texts.changes.get(kind, kind) for kind in kinds)


def what_changed(kinds: Sequence[str], language: str) -> str:
    """Return a sentence on what was changed."""
    return say(language).what_changed.format(what=changes(kinds, language))


def figure(count: int, language: str) -> str:
    """Return a number as people write it: "12,000" in English, "12 000" in French."""
    return f"{count:,}".replace(",", say(language).thousands)


def published(since: datetime | None, until: datetime | None, language: str) -> str:
    """Return a sentence on when articles were published; "" where anything goes."""
    texts = say(language)
    first, last = (when and day(when, language) for when in (since, until))
    if first and last:
        return (texts.published_on if first == last else texts.published).format(first=first, last=last)
    if first:
        return texts.published_since.format(first=first)
    return texts.published_until.format(last=last) if last else ""


def times_not_understood(words: Sequence[str], language: str) -> str:
    """Return a sentence that says which words of a question for a time were not understood."""
    texts = say(language)
    return texts.unread_times.format(words=texts.separator.join(map(isolated, words)))


def opening(verdict: str, language: str) -> str:
    """Return what an answer begins with that is "yes", "no" or what the archive "says"."""
    texts = say(language)
    return {"yes": texts.yes, "no": texts.no}.get(verdict, texts.archive_says)


def one_side(side: str, language: str) -> Note:
    """Return a note that says which of two things that were to be compared has no quote."""
    return Note("one_side", say(language).one_side.format(side=isolated(side)))


def misspelled(words: Sequence[tuple[str, str]], language: str) -> str:
    """Return a sentence on the (spelling, word) asked for beside words that no article has."""
    texts = say(language)
    opening, closing = texts.quotes
    marked = [tuple(f"{opening}{isolated(one)}{closing}" for one in pair) for pair in words]
    told = [texts.spelling.format(spelling=spelling, word=word) for spelling, word in marked]
    return texts.misspelled.format(words=texts.separator.join(told))


def duration(time: timedelta, language: str) -> str:
    """Return a length of time in the largest whole unit: "3 days", "3 أيام"."""
    texts = say(language)
    minutes = max(int(time.total_seconds()) // 60, 1)
    units = ((1440, texts.days), (60, texts.hours), (1, texts.minutes))
    many, forms = next((minutes // size, forms) for size, forms in units if minutes >= size)
    return forms[texts.plural(many)].format(many)


def introduced(
    quote: str,
    language: str,
    *,
    source: str | None,
    published: datetime | None,
    who: str | None,
    reported: bool = False,
) -> str:
    """Return a quote in quotation marks on one line with what leads to it, as `lead` has it."""
    known = lead(language, source=source, published=published, who=who, reported=reported)
    return quoted(quote, known, language)


def quoted(quote: str, lead: str, language: str) -> str:
    """Return a quote in quotation marks, what leads to it before it."""
    texts = say(language)
    opening, closing = texts.quotes
    marked = f"{opening}{isolated(quote)}{closing}"
    return texts.introduced.format(lead=lead, quote=marked) if lead else marked


def leading(lead: str, language: str) -> str:
    """Return what leads to a quote as a line of its own above it."""
    return say(language).introduced.format(lead=lead, quote="").rstrip()


def lead(
    language: str,
    *,
    source: str | None,
    published: datetime | None,
    who: str | None,
    reported: bool = False,
) -> str:
    """Return what leads to a quote: who published it, when, and who says so, as far as known; "" where nothing is.

    Where it is `reported` speech and nobody is known to say so, that is said: a claim is not shown as a fact.
    """
    texts = say(language)
    known = [isolated(source) if source else "", day(published, language) if published else ""]
    if who:
        known.append(according_to(who, language))
    elif reported:
        known.append(texts.unnamed)
    return texts.separator.join(filter(None, known))


def according_to(who: str, language: str) -> str:
    """Return words that say whose claim it is: "according to the mayor"."""
    return say(language).according_to.format(who=with_names(who, language))


def with_names(text: str, reader: str, *, language: str | None = None) -> str:
    """Return foreign words apart from ours, the names in them in the reader's script too: "ميركل (Merkel)".

    Args:
        text: a speaker, a headline.
        reader: the reader's language, ISO 639-1.
        language: of the words; None: as it looks.
    """
    from bot.reading.transliteration import (
        in_script,
    )  # brings the models' tables, which no other sentence needs

    names = in_script(text, reader, language=language)
    return f"{isolated(text)} ({names})" if names else isolated(text)


def isolated(text: str) -> str:
    """Return a text between a first-strong isolate and its end, so that it can't reorder its surroundings."""
    return f"{ISOLATE}{text}{END_ISOLATE}"
