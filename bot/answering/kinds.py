"""Whether a sentence holds an answer of the kind that a question asks for.

Rules on surface words, which run in microseconds and can be read. A kind is evidence beside the words a sentence shares
with the question, never a filter: a rule that misses costs a rank, not the answer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.asking.question import AnswerKind
from bot.guard.statement import Statement
from bot.reading.alignment import Alignment
from bot.reading.digits import YEAR, numbers
from bot.reading.names import names
from bot.reading.wording import read
from index.terms import plain
from index.tongues.registry import tongue

if TYPE_CHECKING:
    from bot.asking.question import Question

# Capitals that no sentence's beginning explains.
NAME = re.compile(r"(?<![.!?…]\s)(?<!^)(?<!\w)[A-ZÀ-ÖØ-Þ][\w’'-]+(?:\s+[A-ZÀ-ÖØ-Þ][\w’'-]+)*")
# What says it in any language, beside its words.
SIGNS = {
    AnswerKind.MONEY: re.compile(r"[$€£¥₹]"),
    AnswerKind.SHARE: re.compile(r"[%٪]"),
    AnswerKind.WHEN: YEAR,
    AnswerKind.SAID: re.compile(r"[\"“”«»]"),
}


def answers(question: Question, sentence: str, language: str) -> float:
    """Return how far a sentence in a language holds an answer of the kind asked for.

    0 is not at all, 1 plainly; 0.5 where no kind was asked.
    """
    kind, said = question.kind, plain(sentence)
    match kind:
        case AnswerKind.WHY | AnswerKind.SAID:
            return float(has_sign(kind, said, language))
        case AnswerKind.NUMBER:
            return 1.0 if numbers(said) - question.numbers else 0.6 * has_sign(kind, said, language)
        case AnswerKind.MONEY | AnswerKind.SHARE:
            return 0.3 * bool(numbers(said) - question.numbers) + 0.7 * has_sign(kind, said, language)
        case AnswerKind.WHEN:
            fresh = set(YEAR.findall(said)) - set(YEAR.findall(question.plain))
            return (
                1.0
                if fresh
                else 0.7 * bool(_signs(kind, said, language) - _signs(kind, question.plain, language))
            )
        case AnswerKind.WHO | AnswerKind.WHERE:
            return _names(question, sentence, said, language)
        case _:
            return 0.5


def holds(question: Question, sentence: str, language: str) -> bool:
    """Say whether a sentence has what is wanted of an answer and not demanded; True where nothing is.

    Of "who" it is a person or a body that the question doesn't name, of "why" a reason, of "how much aid" what that is
    measured in.
    """
    match question.kind:
        case AnswerKind.WHO if not question.asking.defines.search(question.plain):
            return _names_another(question, sentence, language)
        case AnswerKind.WHY:
            return has_sign(AnswerKind.WHY, plain(sentence), language)
        case AnswerKind.NUMBER if question.amount:
            return measured(question, plain(sentence), language) > 0
        case _:
            return True


def _names_another(question: Question, sentence: str, language: str) -> bool:
    """Say whether a sentence has a name, or a body without one ("the police"), that the question hasn't."""
    said = Statement.of(read(sentence, language))
    beside = Alignment(said.wording, read(question.judged, question.language))
    named = {place for name in names(said.wording, said.taken) for place in name.places}
    if any(not beside.names(place) for place in named):
        return True
    bodies = tongue(language).asking.bodies
    return any(
        bodies.fullmatch(word.folded) and not beside.counterparts(place)
        for place, word in enumerate(said.wording.words)
    )


def has_sign(kind: AnswerKind, said: str, language: str) -> bool:
    """Say whether a folded sentence has what tells an answer of a kind: "%" or "percent" a share."""
    return bool(_signs(kind, said, language))


def measured(question: Question, said: str, language: str) -> float:
    """Return 1 if a folded sentence has the unit that a question asks for, -1 if not, 0 if none is asked.

    Of an amount ("how much aid") other units, or none, may be told too: a sentence without is none the worse.
    """
    asking = tongue(language).asking
    told_of = {name: told for name, _, told in asking.amounts}.get(question.amount or "")
    if told_of:
        return float(bool(told_of.search(said)))
    units = {name: told for name, _, told in asking.measures}
    if question.measure not in units:
        return 0.0
    return 1.0 if units[question.measure].search(said) else -1.0


def _signs(kind: AnswerKind, text: str, language: str) -> set[str]:
    patterns = (SIGNS.get(kind), tongue(language).asking.signs.get(kind.value))
    return {match[0] for pattern in patterns if pattern for match in pattern.finditer(text)}


def _names(question: Question, sentence: str, said: str, language: str) -> float:
    """Say whether a sentence names somebody or some place that the question doesn't."""
    if any(
        not all(word in question.plain for word in plain(name[0]).split()) for name in NAME.finditer(sentence)
    ):
        return 1.0
    return 0.7 * has_sign(question.kind, said, language)
