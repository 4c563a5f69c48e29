"""Drafts of files for `khabar eval`: from the archive's headlines, or from what people thought of answers."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from datetime import UTC, datetime
from itertools import cycle
from typing import TYPE_CHECKING, Any, TypeVar

from index.errors import UsageError
from index.language import detect
from index.terms import terms, words
from khabar.evaluation import ABSENT, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from bot.telegram.chats import Feedback
    from index.archive import Archive, Headline

Draft = dict[str, Any]
Key = TypeVar("Key", str, tuple[str, str])

HEADLINE = "headline"
REWRITE = "headline: better asked as a person would"
FILL_IN = 'give "articles" or "right", or "kind": "absent" if nothing in the archive answers'
# A headline of fewer words, or fewer that say something, asks for nothing: "Opinion", "Today's weather".
WORDS, CONTENT_WORDS = 3, 2
CUT_OFF = " .…"  # how a headline ends that a feed has shortened
_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


def from_headlines(archive: Archive, count: int) -> list[Draft]:
    """Return up to `count` questions that are headlines of the archive's articles, the same ones each time.

    The languages have equal shares as far as they go, in a language its sources; of a source's articles they are spread
    over the time from the first to the last. Left out are headlines that say too little, those that several articles
    have, and those that were made from an article's beginning.

    Raises:
        UsageError: the count is none.
        ArchiveError: the archive can't be read.
    """
    if count < 1:
        raise UsageError(f"{count} questions can't be drafted: --make takes a whole number from 1")
    headlines = archive.headlines()
    borne = Counter(plain(one.title) for one in headlines)
    by_language: dict[str, dict[str, list[Headline]]] = defaultdict(lambda: defaultdict(list))
    for one in headlines:
        if not one.is_lead and borne[plain(one.title)] == 1 and _says_something(one):
            by_language[one.language][one.source or ""].append(one)
    sizes = {language: sum(map(len, sources.values())) for language, sources in by_language.items()}
    return [
        {
            "question": one.title.rstrip(CUT_OFF),
            "kind": HEADLINE,
            "lang": one.language,
            "articles": [one.article],
            "note": REWRITE,
        }
        for language, share in dealt_out(sizes, count).items()
        for one in _spread(by_language[language], share)
    ]


def from_feedback(archive: Archive) -> list[Draft]:
    """Return the questions whose answers people rated in Telegram, in the order in which they first were.

    A thumb up makes the answer's quotes and their articles what answers; a question with thumbs down alone has to be
    filled in by a person. Nothing of those who rated is in it.

    Raises:
        ArchiveError: the archive, or what is kept of the chats, can't be read.
    """
    from bot.telegram.chats import NAME, Chats

    if not (archive.folder / NAME).exists():
        return []
    by_question: dict[str, list[Feedback]] = defaultdict(list)
    with Chats.open(archive.folder) as chats:
        for one in chats.feedback():
            if one.question:
                by_question[one.question].append(one)
    return [_rated(archive, question, given) for question, given in by_question.items()]


def add(path: Path, drafts: Iterable[Draft]) -> int:
    """Add questions to a file, made if there is none, but for those that it has; return how many were added.

    Raises:
        UsageError: the file can't be read or written.
    """
    try:
        held = path.read_bytes() if path.exists() else b""
        known = {plain(question) for question in _questions(held)}
        new = [one for one in drafts if plain(one["question"]) not in known]
        with path.open("ab") as file:
            if held and not held.endswith(b"\n"):
                file.write(b"\n")
            file.writelines(f"{as_line(one)}\n".encode() for one in new)
    except OSError as error:
        raise UsageError(f"{path} can't be written to: {error.strerror or error}") from error
    return len(new)


def as_line(draft: Draft) -> str:
    """Return a question as a line of a file."""
    return json.dumps(draft, ensure_ascii=False)


def dealt_out(sizes: Mapping[Key, int], count: int) -> dict[Key, int]:
    """Return how many of `count` each gets, dealt out in turn, the largest first, to none more than it has."""
    order = sorted(sizes, key=lambda key: (-sizes[key], key))
    shares = dict.fromkeys(order, 0)
    left = min(count, sum(sizes.values()))
    for key in cycle(order):
        if not left:
            break
        if shares[key] < sizes[key]:
            shares[key] += 1
            left -= 1
    return shares


def _spread(sources: Mapping[str, Sequence[Headline]], count: int) -> Iterator[Headline]:
    """Yield so many headlines of a language: of each source its share, spread over its time."""
    shares = dealt_out({source: len(own) for source, own in sources.items()}, count)
    for source, share in shares.items():
        own = sorted(sources[source], key=lambda one: (one.published or _BEFORE_ALL, one.article))
        yield from (own[(2 * number + 1) * len(own) // (2 * share)] for number in range(share))


def _says_something(headline: Headline) -> bool:
    content = set(terms(headline.title, headline.language))
    return len(list(words(headline.title))) >= WORDS and len(content) >= CONTENT_WORDS


def _rated(archive: Archive, question: str, given: Sequence[Feedback]) -> Draft:
    from bot.answering.stored import recall

    good = [one for one in given if one.good]
    note = f"Telegram: {len(good)} up, {len(given) - len(good)} down"
    answers = [recall(one.body, question, archive).answer for one in good or given]
    quoted = [one for answer in answers for one in answer.citations if one.quote]
    quotes = list(dict.fromkeys(one.quote for one in quoted))
    draft: Draft = {"question": question, "lang": detect(question)}
    if good and quotes:
        articles = list(dict.fromkeys(one.article.id for one in quoted))
        return draft | {"articles": articles, "right": [[one] for one in quotes], "note": note}
    if good and all(answer.refused for answer in answers):
        return draft | {"kind": ABSENT, "articles": [], "note": note}
    return draft | {"quoted": quotes, "note": f"{note}; to be filled in: {FILL_IN}"}


def _questions(held: bytes) -> Iterator[str]:
    for line in held.splitlines():
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            continue  # is told when the file is measured by
        if isinstance(found, dict) and isinstance(found.get("question"), str):
            yield found["question"]
