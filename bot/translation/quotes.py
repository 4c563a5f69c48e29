"""The quotes of an answer in the reader's language: a machine's translation beside each, never in its place.

A translation is shown only if the tamper guard finds what the quote gives in it, and nothing else: numbers, dates,
names and negations. It is kept by its quote where the language model's answers are (`bot.llm.store`), and goes as they
do: after a week, when there are too many, and when articles are taken out.
"""

from __future__ import annotations

import hashlib
import logging
from collections import defaultdict
from dataclasses import dataclass, replace
from time import monotonic
from typing import TYPE_CHECKING

from bot import phrases
from bot.answering.types import Note, Translation
from bot.guard.check import check
from bot.llm.foreign import has_address
from bot.reading.untrusted import may_be_quoted, visible
from bot.translation.translator import TranslationFailure
from index.language import detect
from index.masking import holds_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.answering.types import Answer, Citation
    from bot.llm.store import Store
    from bot.translation.translator import Translator

    # Why translations are missing → the numbers of their citations.
    Missing = dict[tuple[str, ...], list[int]]

log = logging.getLogger(__name__)

# Characters of a translation for one of its quote: Arabic is the shorter, and neither is so much.
LEAST, MOST = 0.4, 3.0
# Of what a quote gives and its translation lacks: names are spelled in too many ways to be asked for backwards.
MUST_STAY = frozenset({"number", "date", "negation"})
UNUSABLE, WITHHELD = "unusable", "translation_withheld"


@dataclass(frozen=True)
class Quotes:
    """Translates the quotes of answers; threads may share it.

    Attributes:
        translator: that makes the translations.
        store: where they are kept.
        seconds: that an answer's translations may take.
    """

    translator: Translator
    store: Store
    seconds: float

    def translated(self, answer: Answer, user: str = "") -> Answer:
        """Return an answer whose quotes of other languages have translations, and notes on those that have none."""
        until, missing = monotonic() + self.seconds, defaultdict[tuple[str, ...], list[int]](list)

        def of(citations: Sequence[Citation]) -> tuple[Citation, ...]:
            return tuple(
                self._with_translation(one, answer.language, until, user, missing) for one in citations
            )

        citations, nearest = of(answer.citations), of(answer.nearest)
        notes = tuple(_notes(missing, answer.language))
        return replace(answer, citations=citations, nearest=nearest, notes=(*answer.notes, *notes))

    def _with_translation(
        self, citation: Citation, target: str, until: float, user: str, missing: Missing
    ) -> Citation:
        """Return a citation with a translation, or as it is, its number noted under the reason."""
        if not is_foreign(citation, target):
            return citation
        source, quote = citation.article.language, " ".join(citation.quote.split())
        try:
            said = self._said(quote, source, target, until, user)
        except TranslationFailure as failure:
            log.info("no translation of a quote: %s", failure.reason)
            missing[(failure.why,)].append(citation.number)
            return citation
        if wrong := faults(said, citation, target):
            log.info("a translation is withheld: %s", ", ".join(wrong))
            missing[wrong].append(citation.number)
            return citation
        return replace(citation, translation=Translation(said, target, self.translator.name))

    def _said(self, quote: str, source: str, target: str, until: float, user: str) -> str:
        """Return a quote's translation, kept or made now.

        Raises:
            TranslationFailure: there is none.
        """
        parts = ("translation", self.translator.name, source, target, quote)
        key = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
        kept = self.store.kept(key)
        if isinstance(kept, str):
            return kept
        said = " ".join(
            visible(self.translator.translate(quote, source, target, until=until, user=user)).split()
        )
        if said and not holds_key(said):
            self.store.keep(key, said)
        return said


def is_foreign(citation: Citation, reader: str) -> bool:
    """Say whether a citation's quote is in another language than the reader's, and there at all."""
    return citation.article.language != reader and bool(citation.quote.strip())


def faults(said: str, citation: Citation, target: str) -> tuple[str, ...]:
    """Return what is wrong with a translation, in a word each: kinds of fault (`bot.guard`), or `UNUSABLE`."""
    article, quote = citation.article, citation.quote
    length = len(said) / len(quote)
    if not (LEAST <= length <= MOST and may_be_quoted(said) and detect(said, likely=target) == target):
        return (UNUSABLE,)
    if has_address(said) and not has_address(quote):
        return (UNUSABLE,)
    added = check(
        said, [quote], language=target, evidence_language=article.language, published=article.published
    )
    lost = check(
        quote, [said], language=article.language, evidence_language=target, published=article.published
    )
    kinds = [one.kind for one in added.faults] + [one.kind for one in lost.faults if one.kind in MUST_STAY]
    return tuple(dict.fromkeys(kinds))


def _notes(missing: Missing, language: str) -> Iterator[Note]:
    """Yield a note for each reason why quotes have no translation, with their numbers."""
    texts = phrases.say(language)
    reasons = {
        "late": ("translation_late", texts.translation_late),
        "pair": ("translation_failed", texts.translation_pair),
        "failed": ("translation_failed", texts.translation_failed),
        UNUSABLE: (WITHHELD, texts.translation_unusable),
    }
    for whys, numbers in missing.items():
        code, text = reasons.get(whys[0], (WITHHELD, texts.translation_withheld))
        what = texts.separator.join(texts.altered.get(why, "") for why in whys)
        yield Note(code, text.format(marks="".join(f"[{number}]" for number in numbers), what=what))
