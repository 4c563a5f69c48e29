"""What a text denies: its negations and where each stands, in English and Arabic.

A word that denies by its meaning ("refused", "نفى", "unable") is kept apart from one that only negates ("not", "لم"):
a translation may say either for the other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from index.lexicon import lexicon
from index.terms import plain, stemmer, term_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reading.wording import Word

NEGATIONS = """
not no never none nobody nothing nowhere neither nor without cannot hardly scarcely
لم لن لا ليس ليست ليسوا لست لسنا لستم لسن بلا بدون دون عدم ولا غير
"""
# Words that deny by their meaning, by how they begin, those a line that translate each other; Arabic without clitics.
DENIALS = """
deny denial dispute نفى نفت ينفي تنفي نفي أنكر أنكرت تنكر ينكر إنكار
refuse refusal reject rejection decline object objection oppose disapprove veto resist رفض يرفض ترفض رفضت رافض رافضة مرفوض أبى اعترض اعترضت اعتراض معارض عارض يعارض تعارض معارضة
fail failure فشل يفشل تفشل فشلت أخفق أخفقت يخفق تخفق إخفاق
unable inability incapable عجز يعجز تعجز عاجز عاجزة يتعذر تعذر
lack absent absence deprive bereft free devoid افتقر افتقرت يفتقر تفتقر افتقار نقص ينقص غياب خلو يخلو تخلو خال خالية انعدام فقدان شح
rarely seldom barely few rare نادر نادرا قلما بالكاد قليل قليلا قليلة ندر
prevent ban prohibit forbid forbidden avoid refrain abstain stop cease منع يمنع تمنع منعت ممنوع حظر يحظر تحظر محظور تجنب يتجنب تتجنب امتنع يمتنع تمتنع امتناع كف توقف توقفت
exclude except unless استبعد يستبعد تستبعد استثنى باستثناء عدا سوى إلا
only solely merely alone فقط فحسب وحسب وحده وحدها مجرد
ignore disregard neglect dismiss forget forgot overlook تجاهل يتجاهل تتجاهل تجاهلت أهمل بغض
impossible مستحيل مستحيلة يستحيل استحال المحال
instead rather بدلا عوضا
doubt unlikely شك شكوك
disagree اختلف
inappropriate illegal invalid irresponsible inconclusive unwilling less zero minimal
لغير مجهول عار حجب إبطال
"""
# Phrases that hold a negation and deny nothing, or bound a number (`bot.reading.numerals`).
HARMLESS = """
no longer than|no later than|no later|no fewer|no less|no more than|not less|not more than|not fewer|not exceeding|no doubt|no wonder|not least|no matter|no sooner|no one else but
لا يزال|لا تزال|لا زال|لا زالت|لايزال|ما زال|ما زالت|لم يزل|لا بد|لا سيما|لا شك|لا غنى|لا يقل|لا تقل|لا يزيد|لا تزيد|لا يتجاوز|لا تتجاوز|لا يتعدى
دون شك|إلا أن|إلا أنه|إلا أنها|إلا أنهم|غير أن|غير أنه|غير أنها|لم شمل|لم شمله|لم شملهم|إن لم يكن|ألا وهو|ألا وهي|لا سيّما|لا محالة|دون سن|أم لا|أو لا|أو عدمه|or not|not least|yet another
"""
# "ما" mostly means "what"; at the head of a sentence it negates these.
MA_NEGATES = frozenset(map(plain, "كان كانت كنا كنت كانوا عاد عادت".split()))
COMMON = 20  # times seen in the lexicon's training
BEHIND, BEFORE = 5, 2  # words behind and before a negation in which it may find what it denies


@dataclass(frozen=True, slots=True)
class Denial:
    """A negation in a text.

    Attributes:
        place: of its word.
        plain: whether it only negates; if not, it denies by its meaning.
        adjective: whether it is "غير", which makes an adjective its opposite: a translation has a word for that.
        denied: what it denies within its own word: "likely" in "unlikely".
        way: a number that it has in common with its translations; 0 for none.
    """

    place: int
    plain: bool
    adjective: bool = False
    denied: str = ""
    way: int = 0


@cache
def _negations() -> frozenset[str]:
    return frozenset(map(plain, NEGATIONS.split()))


@cache
def _denials() -> dict[str, int]:
    """Return the words that deny, folded, the English ones stemmed, each with its line."""
    return {
        plain(word) if not word.isascii() else _stem(word): line
        for line, words in enumerate(DENIALS.strip().splitlines(), 1)
        for word in words.split()
    }


@cache
def _harmless() -> frozenset[tuple[str, ...]]:
    return frozenset(
        tuple(plain(phrase).split()) for line in HARMLESS.splitlines() for phrase in line.split("|") if phrase
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
        elif _negates(words, place) or _yet_to(words, place):
            found.append(Denial(place, plain=True, adjective=word.folded.endswith(GHAYR)))
        elif (opposite := _opposite_of(word.folded)) or (way := _way(word)):
            found.append(Denial(place, plain=False, denied=opposite, way=0 if opposite else way))
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
    if MUST_NOT.fullmatch(word.text):
        return True
    if any(form == "ما" for form in _openings(word)):
        return word.first and _goes_on(words, place, MA_NEGATES)
    if word.folded.isascii():
        return word.folded in _negations() or word.folded.endswith("n't")
    return any(form in _negations() or form.startswith(WITHOUT) for form in _openings(word))


MUST_NOT = re.compile("[وفب]?ألا")  # "that … not"; folded it would be "إلا", "except"


def _yet_to(words: Sequence[Word], place: int) -> bool:
    """Say whether "yet" says that something hasn't been: "has yet to be determined"."""
    return words[place].folded == "yet" and _goes_on(words, place, frozenset({"to"}))


def _goes_on(words: Sequence[Word], place: int, with_any: frozenset[str]) -> bool:
    return place + 1 < len(words) and words[place + 1].folded in with_any


def _only_half(words: Sequence[Word], place: int) -> bool:
    """Say whether a word that may negate does not here: "No. 10", "No, …", "غيّر اسمه"."""
    word, after = words[place], words[place + 1 : place + 2]
    if word.folded in {"no", "لا"}:
        return bool(after) and (after[0].digits or bool(re.search("[,،]", after[0].gap)))
    if word.folded.endswith(GHAYR):
        changed = place and words[place - 1].folded in CHANGED_AFTER
        return bool(
            changed or (after and after[0].text.endswith(("ه", "ها", "هم")) and len(after[0].folded) < OWNED)
        )
    return False


WITHOUT = plain("بدون")  # also with a pronoun: "بدونه"
GHAYR = plain("غير")
CHANGED_AFTER = frozenset(map(plain, "قد الذي التي أنه أنها".split()))
OWNED = 6  # letters: "اسمه", but "صالحة" is an adjective


def _openings(word: Word) -> tuple[str, ...]:
    """Return an Arabic word, and what is left without its conjunction and preposition."""
    found = [word.folded]
    if word.folded[0] in "وف":
        found.append(word.folded[1:])
    found += [form[1:] for form in found if form[:1] in {"ب", "ل"}]
    return tuple(form for form in found if len(form) > 1)


def _way(word: Word) -> int:
    """Return the line of `DENIALS` that has a word, 0 for none."""
    if word.folded.isascii():
        return _denials().get(_stem(word.folded), 0)
    return next((line for form in word.forms if (line := _denials().get(form, 0))), 0)


def _opposite_of(word: str) -> str:
    """Return what an English word is the opposite of: "likely" for "unlikely", "power" for "powerless"; empty for nothing."""
    if NO_OPPOSITE.match(word):
        return ""
    if word.endswith("less"):
        return word.removesuffix("less")
    if word.startswith(DIS):
        return word[3:]
    for prefix in ("un", "non", "in", "im", "ir", "il"):
        rest = word.removeprefix(prefix)
        if (
            rest != word
            and len(rest) > SHORT
            and (
                lexicon().seen(term_id(_stem(rest))) >= COMMON or (prefix == "un" and ADJECTIVE.search(rest))
            )
        ):
            return rest
    return ""


DIS = tuple(
    "mistrust distrust dishonest disobe dislike disloyal disrespect disallow disagree disapprov".split()
)
SHORT = 3  # letters
ADJECTIVE = re.compile("(?:ed|en|able|ible|ing|ful|ly)$")
# What only begins or ends so.
NO_OPPOSITE = re.compile(
    r"(?:under|unit|uni[fovq]|unless|until|unto|undo|undone|unfold|uncover|unearth|unlock|inform|invoice|import|increas|inside|image"
    r"|improv|income|incoming|insight|intend|intens|indeed|inhabit|input|inbound|inline|invest|impress|independ|indices|inmate|incur"
    r"|inland|inward|inflow|infill|impair|immigr|incorporat|iron|insist|install|instan|impact|implie|impos|indian|insect|invent"
    r"|injur|inten|bless|regardless|seamless|wireless|nevertheless|nonetheless|doubtless|needless)"
)


def _stem(word: str) -> str:
    return stemmer("en")(word) or word
