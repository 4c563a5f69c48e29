"""What a new wording of an article corrects: a correction is a changed sentence, and nothing else is one.

Two wordings are compared as sets of sentences, so that paragraphs may change places. White space, typographic marks,
counters ("2,105 views", "5 minutes ago"), share bars and links to other articles don't count. Whatever reads a text
sees to its sentences (`Cut.sentences`); one that is split otherwise now is no other sentence.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from index.furniture import SENTENCE_END, is_furniture, is_heading, without_counters
from index.known_names import among, known
from index.lexicon import lexicon
from index.terms import TOKEN, fold, term_id
from index.tongues.registry import of_word, tongue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index.types import Span

# The kinds of change, as they are stored and shown.
KINDS = NUMBER, NAME, ADDED, REMOVED, HEADLINE, WORDING = (
    "number",
    "name",
    "sentence added",
    "sentence removed",
    "headline",
    "wording",
)

ALIKE = 0.5  # of the words of two sentences: one may be the other corrected
MOST_PAIRS = 20_000  # compared: of texts that differ more no sentence is the other's
HEADLINES = 12  # of other articles below a heading, at most
RARE = 8  # times seen in the lexicon's training: a first word that is seen less is taken for a name

# How a sentence is written without being another: marks that are no letters of their own, and those of typography.
_PLAIN = str.maketrans(
    {
        **{
            chr(c): None
            for c in (0xAD, 0x640, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF)
        },
        **dict.fromkeys("“”„‟″«»＂", '"'),
        **dict.fromkeys("‘’‚‛‹›`´′", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
    }
)


class Wording(NamedTuple):
    """What is compared of a wording of an article.

    Attributes:
        title: its headline.
        language: ISO 639-1.
        sentences: in their order.
    """

    title: str
    language: str
    sentences: tuple[str, ...]

    @classmethod
    def of(cls, title: str, language: str, text: str, sentences: Iterable[Span]) -> Wording:
        """Return what is compared of a text; a sentence is what stands between its beginning and the next one's."""
        starts = [span.start for span in sentences]
        return cls(title, language, tuple(text[start:end] for start, end in pairwise([*starts, len(text)])))


def between(old: Wording, new: Wording) -> tuple[str, ...]:
    """Return of which `KINDS` the changes from one wording to another are; none where no sentence changed."""
    kinds = _kinds(*_changed(old, new), new.language)
    if _headline(old) != _headline(new):
        kinds.add(HEADLINE)
    return tuple(kind for kind in KINDS if kind in kinds)


def _changed(old: Wording, new: Wording) -> tuple[list[str], list[str]]:
    """Return the sentences that only the one wording has, and those that only the other has."""
    before, after = _counting(old), _counting(new)
    gone = [sentence for key, sentence in before.items() if key not in after]
    come = [sentence for key, sentence in after.items() if key not in before]
    split_otherwise = "".join(map(_key, gone)) == "".join(map(_key, come))
    return ([], []) if split_otherwise else (gone, come)


def _counting(wording: Wording) -> dict[str, str]:
    """Return the sentences that count, by their keys."""
    return {_key(sentence): sentence for sentence in _own(wording.sentences) if _key(sentence)}


def _own(sentences: Sequence[str]) -> Iterator[str]:
    """Yield sentences without furniture, counters, and the headlines below a heading such as "related stories"."""
    others = 0
    for each in sentences:
        sentence = without_counters(each.strip())
        if is_heading(sentence.strip(" :\t")):
            others = HEADLINES
        elif others and not SENTENCE_END.search(sentence):
            others -= 1
        else:
            others = 0
            if sentence and not is_furniture(sentence):
                yield sentence


def _key(sentence: str) -> str:
    """Return what two ways of writing one sentence have in common."""
    return "".join(unicodedata.normalize("NFC", sentence.translate(_PLAIN)).split())


def _headline(wording: Wording) -> str:
    """Return what is compared of a headline; nothing of one that the text only begins a sentence with."""
    key = _key(wording.title).removesuffix("...")
    keys = [_key(sentence) for sentence in wording.sentences]
    # A made title (`ingest.title`) may go beyond a very short sentence.
    made = any("".join(keys[place : place + 3]).startswith(key) for place in range(len(keys)))
    return "" if made else key


def _kinds(gone: Sequence[str], come: Sequence[str], language: str) -> set[str]:
    pairs = _pairs(gone, come)
    kinds = {kind for one, other in pairs for kind in _of_pair(gone[one], come[other], language)}
    if len(pairs) < len(come):
        kinds.add(ADDED)
    if len(pairs) < len(gone):
        kinds.add(REMOVED)
    return kinds


def _pairs(gone: Sequence[str], come: Sequence[str]) -> list[tuple[int, int]]:
    """Return which sentence is which one corrected: the most alike first, each once."""
    if len(gone) * len(come) > MOST_PAIRS:
        return []
    before, after = ([Counter(_tokens(one)) for one in each] for each in (gone, come))
    ranked = sorted(
        (-share, one, other)
        for one, words in enumerate(before)
        for other, others in enumerate(after)
        if (share := _alike(words, others)) >= ALIKE
    )
    found: dict[int, int] = {}
    for _, one, other in ranked:
        if one not in found and other not in found.values():
            found[one] = other
    return list(found.items())


def _alike(one: Counter[str], other: Counter[str]) -> float:
    """Return which share of their words two sentences have in common (Dice)."""
    return 2 * (one & other).total() / max(one.total() + other.total(), 1)


def _of_pair(old: str, new: str, language: str) -> set[str]:
    """Return the kinds of the changes in a sentence."""
    before, after = _tokens(old), _tokens(new)
    common = Counter(before) & Counter(after)
    kinds: set[str] = set()
    for words in (before, after):
        changed = Counter(words) - common
        first = words[0] if words else ""
        kinds |= {kind for word in changed if (kind := _of_word(word, language, first=word == first))}
    return kinds or {WORDING}


def _tokens(sentence: str) -> list[str]:
    return [match[0] for match in TOKEN.finditer(sentence)]


def _of_word(word: str, language: str, *, first: bool) -> str | None:
    """Return what a changed word is, None for an ordinary one; any may have a capital where it stands first."""
    folded = fold(word)
    if word[0].isdigit() or folded in _number_words(of_word(word, language).code):
        return NUMBER
    if of_word(word, language).names.capitals:
        is_name = word[0].isupper() and not (first and _is_ordinary(folded))
    else:
        joined = folded[0] in of_word(word, language).names.joined
        is_name = any(among(known().likely, form) for form in (folded, folded[1:] if joined else folded))
    return NAME if is_name else None


def _is_ordinary(folded: str) -> bool:
    return not among(known().sure, folded) and lexicon().seen(term_id(folded)) >= RARE


@cache
def _number_words(language: str) -> frozenset[str]:
    """Return the folded words that are numbers in a language, from two on: one is often an article."""
    own = tongue(language).numerals
    written = (
        *own.small.split(" ")[2:],
        own.tens,
        own.hundred,
        own.hundreds,
        *(words for _, words in own.scales),
    )
    return frozenset(fold(word) for words in written for word in words.replace("|", " ").split())
