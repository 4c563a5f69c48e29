"""A question's focus: what a sentence must say to be an answer, where the question is plain about it.

"How many viewers" is answered by a number beside viewers, "the name of the restaurant" by a name beside a restaurant,
"what did Merkel say" by a sentence that has Merkel in it. A story that leaves just that out is the hard case:
its sentences share most words with the question. Where no rule can tell what is asked for, every sentence will do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answering.kinds import NAME, has_sign, measured
from bot.asking.question import TOKEN, AnswerKind
from index.embedding import alike
from index.phonetic import is_unknown
from index.postings import term_ids
from index.terms import fold, plain, terms
from index.tongues.registry import of_word, tongue

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from bot.asking.question import AskedWord, Question

    # How well each of a query's terms is met among some term ids, translated and paraphrased: float[n].
    Likely = Callable[[Sequence[int]], NDArray[np.float64]]

# How near, in words, the focus must stand to a number or a name. Set on news-qa dev, as the two thresholds are.
BESIDE_NUMBER, BESIDE_NAME = 3, 4
SAME = 0.1  # weight of a translation or paraphrase from which it says the same
QUOTED = re.compile(r'["“«]\w')
LIKE = 0.25  # cosine of two words from which they are about the same thing


@dataclass(frozen=True, slots=True)
class Focus:
    """What is asked for.

    Attributes:
        question: that asks for it.
        words: the question's words for it.
    """

    question: Question
    words: tuple[AskedWord, ...] = ()

    def met(self, sentence: str, before: str, language: str, likely: Likely) -> bool:
        """Say whether a sentence says it; a speaker may be named in the sentence `before` it."""
        said, kind = plain(sentence), self.question.kind
        tokens = _words(sentence)
        match kind:
            case AnswerKind.MONEY | AnswerKind.SHARE:
                return has_sign(kind, said, language) and bool(self._numbers(tokens, language))
            case AnswerKind.NUMBER:
                places = self._numbers(tokens, language)
                unit = measured(self.question, said, language)
                if unit or not self.words:
                    return bool(places) and unit >= 0
                return self._beside(places, BESIDE_NUMBER, tokens, language, likely)
            case AnswerKind.SAID:
                return self._among(_words(f"{before} {sentence}"), language, likely)
            case _:
                places = self._names(sentence, tokens, language)
                gives_name = tongue(language).asking.naming.search(said) is not None
                if gives_name and self.question.named and (places or QUOTED.search(sentence)):
                    return True  # "It was named Saqr" need not say what
                return self._beside(places, BESIDE_NAME, tokens, language, likely)

    def _numbers(self, tokens: Sequence[str], language: str) -> list[int]:
        """Return where there are numbers that the question hasn't."""
        words = tongue(language).asking.signs.get(AnswerKind.NUMBER.value)
        return [
            place
            for place, token in enumerate(tokens)
            if (token[0].isdigit() and token.replace(",", "") not in self.question.numbers)
            or (words is not None and words.fullmatch(plain(token)))
        ]

    def _names(self, sentence: str, tokens: Sequence[str], language: str) -> list[int]:
        """Return where there are names that the question hasn't: capitals, or words that no dictionary knows."""
        if tongue(language).names.capitals:
            new = {word for name in NAME.findall(sentence) for word in _words(name)}
        else:
            new = {token for token in tokens if any(map(is_unknown, terms(token, language)))}
        known = set(TOKEN.findall(self.question.plain))
        return [
            place
            for place, token in enumerate(tokens)
            if token in new
            and plain(token) not in known
            and not of_word(token, language).asking.calendar.fullmatch(plain(token))
        ]

    def _beside(
        self, places: Sequence[int], reach: int, tokens: Sequence[str], language: str, likely: Likely
    ) -> bool:
        around = (
            (*tokens[max(0, place - reach) : place], *tokens[place + 1 : place + 1 + reach])
            for place in places
        )
        return any(self._among(near, language, likely) for near in around)

    def _among(self, tokens: Sequence[str], language: str, likely: Likely) -> bool:
        """Say whether one of the focus's words is among some words, in its own, in others or in another language."""
        ids = [id_ for term in terms(" ".join(tokens), language) for id_ in term_ids(term)]
        met, folded = likely(ids), [plain(token) for token in tokens]
        return any(met[place] >= SAME or alike(word, folded) >= LIKE for place, word in self.words)


def _words(text: str) -> list[str]:
    """Return a text's words, folded as far as their stems are still told: a word that is folded whole has another."""
    return TOKEN.findall(fold(text))


def focus(question: Question, weights: Sequence[float]) -> Focus | None:
    """Return what a question asks for, None where no rule can tell; `weights` are those of its query's terms."""
    match question.kind:
        case AnswerKind.MONEY | AnswerKind.SHARE:
            return Focus(question)
        case AnswerKind.NUMBER:
            return Focus(question, question.counted)
        case AnswerKind.SAID:
            # Of "Republican Senator Susan Collins" the rarest word tells the speaker best.
            told = question.speaker
            words = tuple(sorted(told, key=lambda word: -weights[word.place])[:1])
        case AnswerKind.WHETHER:
            words = ()
        case _:
            words = question.named
    return Focus(question, words) if words else None
