"""What a text denies: its negations and where each stands, in English and Arabic.

A word that denies by its meaning ("refused", "نفى", "unable") is kept apart from one that only negates ("not", "لم"):
a translation may say either for the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bot.guard.numerals import folded
from index.lexicon import lexicon
from index.terms import stemmer, term_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.guard.wording import Word

NEGATIONS = """
not no never none nobody nothing nowhere neither nor without cannot
لم لن لا ليس ليست ليسوا لست لسنا لستم لسن بلا بدون دون عدم ولا غير
"""
# Words that deny by their meaning, by how they begin; Arabic without clitics.
DENIALS = """
deny refuse refusal reject rejection fail failure unable inability lack hardly barely rarely seldom scarcely prevent ban prohibit avoid decline
absent absence doubt refrain except unless stop instead rather few little dismiss forget forgot miss neglect exclude disregard ignore
impossible incapable inappropriate illegal invalid irresponsible inconclusive disagree disapprove oppose dispute
abandon withhold withheld withdraw withdrew cancel end unwilling free less only minimal zero fewer bar block halt nor dead cease far loss lose lost
نفى نفت ينفي تنفي نفي رفض يرفض ترفض رفضت فشل يفشل تفشل عجز يعجز تعجز افتقر يفتقر تفتقر نقص غياب استحال مستحيل امتنع يمتنع تمتنع منع يمنع تمنع
حظر يحظر تجنب يتجنب توقف استبعد يستبعد أخفق يخفق خلو يخلو تخلو قلما نادر بالكاد فقدان انعدام ممنوع بعيد كف انتهى أبى تجاهل يتجاهل
قليل بدلا سوى إلا ألا ألّا بغض باستثناء عدا إلغاء ألغى ألغت مجهول يستحيل يصعب صعب عاجز يتعذر تعذر افتقار أنكر تنكر ينكر إنكار فقط إقلاع انقطع عار لغير عكس
رافض مرفوض معارض يعارض تعارض خال ساء سيء سوء ندر شح استثناء
"""
# Phrases that hold a negation and deny nothing, or bound a number (`bot.guard.numerals`).
HARMLESS = """
no longer than|no later than|no later|no fewer|no less|no more than|not less|not more than|not fewer|not only|not just|not exceeding|no doubt|no wonder|not least|no matter|no sooner|no one else but
لا يزال|لا تزال|لا زال|لا زالت|لايزال|ما زال|ما زالت|لم يزل|لا بد|لا سيما|لا شك|لا غنى|لا يقل|لا تقل|لا يزيد|لا تزيد|لا يتجاوز|لا تتجاوز|لا يتعدى|ليس فقط|ليست فقط
دون شك|إلا أن|إلا أنه|إلا أنها|إلا أنهم|غير أن|غير أنه|غير أنها|لم شمل|لم شمله|لم شملهم|إن لم يكن|ألا وهو|ألا وهي|لا سيّما|لا محالة|دون سن
"""
# "ما" mostly means "what"; at the head of a sentence it negates these.
MA_NEGATES = frozenset(map(folded, "كان كانت كنا كنت كانوا عاد عادت".split()))
COMMON = 20  # times seen in the lexicon's training
BEHIND, BEFORE = 5, 2  # words behind and before a negation in which it may find what it denies


@dataclass(frozen=True, slots=True)
class Denial:
    """A negation in a text.

    Attributes:
        place: of its word.
        plain: whether it only negates; if not, it denies by its meaning.
        adjective: whether it is "غير", which makes an adjective its opposite: a translation has a word for that.
    """

    place: int
    plain: bool
    adjective: bool = False


@cache
def _negations() -> frozenset[str]:
    return frozenset(map(folded, NEGATIONS.split()))


@cache
def _denials() -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that deny: the Arabic ones folded, the English ones stemmed."""
    words = list(map(folded, DENIALS.split()))
    arabic = frozenset(word for word in words if not word.isascii())
    return arabic, frozenset(_stem(word) for word in words if word.isascii())


@cache
def _harmless() -> frozenset[tuple[str, ...]]:
    return frozenset(
        tuple(folded(phrase).split())
        for line in HARMLESS.splitlines()
        for phrase in line.split("|")
        if phrase
    )


def denials(words: Sequence[Word]) -> list[Denial]:
    """Return the negations among some words, in order."""
    found: list[Denial] = []
    skipped = -1
    for place, word in enumerate(words):
        if place <= skipped:
            continue
        if length := _is_harmless(words, place):
            skipped = place + length - 1
        elif _negates(words, place):
            found.append(Denial(place, plain=True, adjective=word.folded.endswith(GHAYR)))
        elif _denies(word):
            found.append(Denial(place, plain=False))
    return found


def _is_harmless(words: Sequence[Word], place: int) -> int:
    """Return the length of the harmless phrase at a place, 0 for none."""
    for length in (4, 3, 2):
        run = words[place : place + length]
        rest = tuple(word.folded for word in run[1:])
        if len(run) == length and any((form, *rest) in _harmless() for form in run[0].forms[:2]):
            return length
    return 0


def _negates(words: Sequence[Word], place: int) -> bool:
    word = words[place]
    if _only_half(words, place):
        return False
    if any(form == "ما" for form in _openings(word)):
        return word.first and _goes_on(words, place, MA_NEGATES)
    if word.folded.isascii():
        return word.folded in _negations() or word.folded.endswith("n't")
    return any(form in _negations() or form.startswith(WITHOUT) for form in _openings(word))


def _goes_on(words: Sequence[Word], place: int, with_any: frozenset[str]) -> bool:
    return place + 1 < len(words) and words[place + 1].folded in with_any


def _only_half(words: Sequence[Word], place: int) -> bool:
    """Say whether a word that may negate does not here: "not only", "No. 10", "No, …", "غيّر اسمه"."""
    word, after = words[place], words[place + 1 : place + 5]
    if word.folded.startswith("لي") or word.folded == "not":
        return any(other.folded in ONLY for other in after)
    if word.folded in {"no", "لا"}:
        return bool(after) and (after[0].digits or "," in after[0].gap)
    if word.folded.endswith(GHAYR):
        changed = place and words[place - 1].folded in CHANGED_AFTER
        return bool(
            changed
            or (after and after[0].folded.endswith(("ه", "ها", "هم")) and len(after[0].folded) < OWNED)
        )
    return False


ONLY = frozenset(map(folded, "only just merely simply فقط فحسب وحسب وحده".split()))
WITHOUT = folded("بدون")  # also with a pronoun: "بدونه"
GHAYR = folded("غير")
CHANGED_AFTER = frozenset(map(folded, "قد الذي التي أنه أنها".split()))
OWNED = 6  # letters: "اسمه", but "صالحة" is an adjective


def _openings(word: Word) -> tuple[str, ...]:
    """Return an Arabic word, and what is left without its conjunction and preposition."""
    found = [word.folded]
    if word.folded[0] in "وف":
        found.append(word.folded[1:])
    found += [form[1:] for form in found if form[:1] in {"ب", "ل"}]
    return tuple(form for form in found if len(form) > 1)


def _denies(word: Word) -> bool:
    arabic, english = _denials()
    if word.folded.isascii():
        return _stem(word.folded) in english or _is_opposite(word.folded)
    return any(form in arabic for form in word.forms)


def _is_opposite(word: str) -> bool:
    """Say whether an English word is "un-", "in-", "-less" and a word that is common without it."""
    if word.endswith("less") or word.startswith("anonym"):
        return True
    return any(
        len(word) > len(prefix) + 3
        and word.startswith(prefix)
        and lexicon().seen(term_id(_stem(word[len(prefix) :]))) >= COMMON
        for prefix in ("un", "dis", "mis", "non", "in", "im", "ir", "il")
    )


def _stem(word: str) -> str:
    return stemmer("en")(word) or word
