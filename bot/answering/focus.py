"""A question's focus: what a sentence must say to be an answer, where the question is plain about it.

"How many viewers" is answered by a number beside viewers, "the name of the restaurant" by a name beside a restaurant,
"what did Merkel say" by a sentence that has Merkel in it. A story that leaves just that out is the hard case:
its sentences share most words with the question. Where no rule can tell what is asked for, every sentence will do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.reading.kinds import (
    DAYS,
    MONTHS,
    NAME,
    NUMBER_WORDS,
    SIGNS,
    AnswerKind,
    kind,
    measured,
    numbers,
    words,
)
from index.embedding import alike
from index.phonetic import is_unknown
from index.postings import term_ids
from index.terms import plain, terms

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from index.query import Query
    from index.retriever import Found

    AskedWord = tuple[int, str]  # its place among the query's terms, and itself, folded
    # How well each of a query's terms is met among some term ids, translated and paraphrased: float[n].
    Likely = Callable[[Sequence[int]], NDArray[np.float64]]

# How near, in words, the focus must stand to a number or a name. Set on news-qa dev, as the two thresholds are.
BESIDE_NUMBER, BESIDE_NAME = 3, 4
SAME = 0.1  # weight of a translation or paraphrase from which it says the same
LIKE = 0.25  # cosine of two words from which they are about the same thing

TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w+")
# Where the words that tell the focus begin in a folded question, and where those that tell a speaker end. After كم
# comes a noun in the accusative; a verb there asks for an amount of whatever it says.
MANY = re.compile(
    r"^\W*(?:\w+ ){0,2}?(?:how many|[وفب]?كم(?: من(?! الوقت))?(?! (?:س?[تين]\w*[^\Wاه]|كان|سعر|ثمن|بقي|بلغ|من)(?!\w))"
    r"|(?:كم|ما)(?: (?:هو|هي|كان|كانت|بلغ|س?[تي]بلغ|يكون)){0,2} (?:ال)?عدد)(?!\w)"
)
NAME_OF = re.compile(r"(?<!\w)(?:names? of(?: the| an?)?|ما (?:هو |هي )?(?:اسم|اسماء))(?!\w)")
SPEAKER = words(
    r"^\W*(?:what|how) (?:did|does|do|has|had|have|is|was)",
    r"^\W*(?:ماذا|بماذا|كيف|بم|ما الذي) (?:قال|اقترح|صرح|اعلن|دعا|دع|طالب|وصف|ذكر|اكد|رد|علق|حذر)ت?",
    r"^\W*ما (?:هو )?(?:موقف|راي|رد|تعليق)",
)
TOPIC = words(
    r"says?|said|propos\w+|suggest\w*|call\w*|demand\w*|tell|told|announce\w*|claim\w*|descri\w+|respon\w+|warn\w*|think|"
    r"promis\w+|argu\w+|urg\w+|ask\w*|position|stance|view|opinion|reaction|proposal|about|on|as",
    r"عن|حول|بشان|من|على|علي|ان|انه|انها|انهم|تجاه|ازاء|في|خلال|بعد|الي",
)
# The thing asked for by "which" and its like, up to a verb or a preposition; in Arabic the noun and one word more.
WHICH = {
    "en": re.compile(
        r"(?<!\w)(?:which|what|whose)\s+(?!(?:is|are|was|were|did|does|do|has|had|have|will|would|can|could|might|may|should|"
        r"happen\w*|caused|led|made)(?!\w))([\w’'-]+(?:\s+[\w’'-]+){0,3}?)"
        r"(?=\W*$|[’']s?\W|\s+(?:\w+ed|did|does|do|was|were|is|are|has|have|had|will|would|can|could|might|may|should|must|to|in|of|"
        r"on|at|for|from|with|by|that|who|which)(?!\w))"
    ),
    "ar": re.compile(
        r"(?<!\w)(?:[فوبل]?(?:اي|ايه)|ما (?:اسم|اسماء|عنوان)|^\W*(?:ما|من)(?: هو| هي)?(?= ال))\s+"
        r"(\w+(?:\s+(?!ال(?:ذي|تي|ذين|لذان|لتان|لواتي)(?!\w))(?:ال\w+|\w+ي|\w+يه)(?!\w))?)"
    ),
}
NEXT = 6
AGE = re.compile(r"\d+|years?|old|عام|عاما|سنه")
CALENDAR = words(MONTHS, "may", DAYS)


@dataclass(frozen=True, slots=True)
class Focus:
    """What is asked for.

    Attributes:
        kind: of the answer.
        asked: the question, folded.
        words: the question's words for it.
    """

    kind: AnswerKind
    asked: str
    words: tuple[AskedWord, ...] = ()

    def met(self, sentence: str, before: str, language: str, likely: Likely) -> bool:
        """Say whether a sentence says it; a speaker may be named in the sentence `before` it."""
        said = plain(sentence)
        tokens = TOKEN.findall(said)
        match self.kind:
            case AnswerKind.MONEY | AnswerKind.SHARE:
                return bool(SIGNS[self.kind].search(said)) and bool(self._numbers(tokens))
            case AnswerKind.NUMBER:
                places = self._numbers(tokens)
                unit = measured(self.asked, said)
                if unit or not self.words:
                    return bool(places) and unit >= 0
                return self._beside(places, BESIDE_NUMBER, tokens, language, likely)
            case AnswerKind.SAID:
                return self._among(TOKEN.findall(plain(f"{before} {sentence}")), language, likely)
            case _:
                places = self._names(sentence, tokens, language)
                return self._beside(places, BESIDE_NAME, tokens, language, likely)

    def _numbers(self, tokens: Sequence[str]) -> list[int]:
        """Return where there are numbers that the question hasn't."""
        known = numbers(self.asked)
        return [
            place
            for place, token in enumerate(tokens)
            if (token[0].isdigit() and token.replace(",", "") not in known) or NUMBER_WORDS.fullmatch(token)
        ]

    def _names(self, sentence: str, tokens: Sequence[str], language: str) -> list[int]:
        """Return where there are names that the question hasn't: capitals, or in Arabic words no dictionary knows."""
        if language == "ar":
            new = {token for token in tokens if any(map(is_unknown, terms(token, language)))}
        else:
            new = {word for name in NAME.findall(sentence) for word in TOKEN.findall(plain(name))}
        known = set(TOKEN.findall(self.asked))
        return [
            place
            for place, token in enumerate(tokens)
            if token in new - known and not CALENDAR.fullmatch(token)
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
        met = likely(ids)
        return any(met[place] >= SAME or alike(word, tokens) >= LIKE for place, word in self.words)


def focus(found: Found) -> Focus | None:
    """Return what a question asks for, None where no rule can tell."""
    query = found.query
    asked, of = plain(query.text), kind(query.text)
    if of in {AnswerKind.MONEY, AnswerKind.SHARE}:
        return Focus(of, asked)
    if of is AnswerKind.NUMBER:
        counted = MANY.search(asked)
        return Focus(of, asked, _content(asked[counted.end() :], query)[:2] if counted else ())
    told = _speaker(asked, found) if of is AnswerKind.SAID else _named(asked, query)
    return Focus(of, asked, told) if told else None


def thing(query: Query) -> tuple[AskedWord, ...]:
    """Return the words for the thing asked for: of "Which hospital was he taken to?" the hospital."""
    asked = WHICH[query.language].search(plain(query.text)) if query.language in WHICH else None
    return _content(asked[1], query) if asked else ()


def _speaker(asked: str, found: Found) -> tuple[AskedWord, ...]:
    """Return the word that tells the speaker best: of "Republican Senator Susan Collins" the rarest."""
    start = SPEAKER.search(asked)
    if not start:
        return ()
    told = _content(TOPIC.split(asked[start.end() :])[0], found.query)
    return (max(told, key=lambda word: found.weights[word[0]]),) if told else ()


def _named(asked: str, query: Query) -> tuple[AskedWord, ...]:
    """Return the word for what has the name: of "the name of the Glasgow restaurant" the restaurant."""
    start = NAME_OF.search(asked)
    if not start:
        return ()
    capitals = {plain(token) for token in TOKEN.findall(query.text) if token[0].isupper()}
    told = _content(asked[start.end() :], query)
    return tuple(word for word in told if word[1] not in capitals and not AGE.fullmatch(word[1]))[:1]


def _content(text: str, query: Query) -> tuple[AskedWord, ...]:
    """Return the content words among the next few of a folded question."""
    places = {mixture.term: place for place, mixture in enumerate(query.mixtures)}
    return tuple(
        (places[term], word)
        for word in TOKEN.findall(text)[:NEXT]
        for term in terms(word, query.language)
        if term in places
    )
