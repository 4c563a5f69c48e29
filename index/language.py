"""Which language a text or a question is in.

By script first, then by the letters and function words that its tongues declare. Nothing is loaded, so a cold `ask`
pays nothing for it, and short questions are told by the words every question has ("who is").
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from index.tongues.registry import KNOWN, of_script, tongue
from index.tongues.scripts import LETTERS_PER_SIGN, UNKNOWN, WITHIN, script

# Code points looked at; more changes no answer.
SAMPLE = 600
# A text below this many letters in its main scripts is judged by its function words: names are half of a question.
SHORT = 200
# A title quoted inside ("I love it") has function words too, but less than this share of the letters.
QUOTED = 1 / 6
# Vowel signs and the non-joiner of Arabic script are no letters to `re`, but stand inside words; the "s" of "it's" is
# none.
WORD = re.compile(r"(?<![\w'’])[^\W\d_][\w\u064b-\u065f\u0670\u200c]*")
# Function words of two parts, one beginning where another ends: "va-t-elle" has "va-t" and "t-elle".
JOINED = re.compile(r"(?<![^\W\d_])(?=([^\W\d_]+-[^\W\d_]+))")

# A borrowed name may bring a foreign letter or two; so large a share of the letters is a language.
FOREIGN = 1 / 40
# One borrowed letter ("Erdoğan") must not outweigh two function words.
LETTER_WEIGHT = 0.7
# A headline may lack function words or hold a name with one ("Las Vegas"); more words than this without accents lean to
# the first language of the script.
HEADLINE = 5
# So many function words more speak clearly for another language than the one that is likely.
CLEARLY = 2
# A text with so many words would have a function word of its language.
FEW = 20
ACCENTED = re.compile(r"[^\x00-\x7f]")  # an accent, or another sign that no plain keyboard has


def detect(text: str, *, likely: str | None = None) -> str:
    """Return the ISO 639-1 code of a text's or question's language, "und" where it can't be told.

    Args:
        text: of which the first `SAMPLE` code points are looked at.
        likely: the language that its feed is in, which may hold others; it is believed where the text is in its script
            and little in it speaks for another language.
    """
    told = _detected(text)
    if likely is None or likely == told:
        return told
    words = WORD.findall(text[:SAMPLE].lower())
    known = tongue(likely)
    own = known.script if known.script != UNKNOWN else likely
    of: dict[str, int] = {}
    for word in words:
        of[script(word[0])] = of.get(script(word[0]), 0) + len(word)
    if not of or max(of, key=of.__getitem__) != own:
        return told
    speakers = _speakers(own)
    scores = {each: sum(each in speakers.get(word, ()) for word in words) for each in (told, likely)}
    # Letters alone tell a language where words would, if there were more of them.
    if not tongue(told).words.function:
        return likely if scores[likely] or len(words) < FEW else told
    return likely if scores[told] - scores[likely] < CLEARLY else told


def _detected(text: str) -> str:
    sample = unicodedata.normalize("NFC", text[:SAMPLE]).lower()  # an accent may be a sign of its own
    words: dict[str, list[str]] = {}
    for word in WORD.findall(sample):
        words.setdefault(script(word[0]), []).append(word)
    if not words:
        return UNKNOWN
    main = _main_script(words)
    return _by_script(main, words[main], sample) if of_script(main) else main


def code(name: object) -> str | None:
    """Return the ISO 639-1 code that a language field means ("ar-SA", "EN", "Arabic"), or None."""
    if not isinstance(name, str):
        return None
    primary = re.split(r"[-_\s]", name.strip().lower(), maxsplit=1)[0]
    if known := _codes().get(primary):
        return known
    return primary if re.fullmatch("[a-z]{2}", primary) else None


@cache
def _codes() -> dict[str, str]:
    """Return name → code: what language fields call languages."""
    return {name: one.code for one in KNOWN for name in (one.name.lower(), *one.words.called)}


@cache
def _speakers(of: str) -> dict[str, list[str]]:
    """Return function word → the languages of a script that have it; those that several share count for each."""
    speakers: dict[str, list[str]] = {}
    for one in of_script(of):
        for word in one.words.function:
            speakers.setdefault(word, []).append(one.code)
    return speakers


def _main_script(words: dict[str, list[str]]) -> str:
    letters = {of: sum(map(len, run)) * LETTERS_PER_SIGN.get(of, 1) for of, run in words.items()}
    known = [of for of in words if _speakers(of)]
    written = sum(letters[of] for of in known)
    if len(known) > 1 and written < SHORT:
        said = {of: sum(word in _speakers(of) for word in words[of]) for of in known}
        asking = max(said, key=said.__getitem__)
        if list(said.values()).count(said[asking]) == 1 and letters[asking] >= QUOTED * written:
            return asking
    for outer, inner in WITHIN.items():
        if letters.get(inner, 0) * 5 > letters.get(outer, 0):
            letters[inner] += letters.pop(outer, 0)
    return max(letters, key=letters.__getitem__)


def _by_script(of: str, words: list[str], sample: str) -> str:
    """Return the language of a text by its words in its main script."""
    foreign = {one.code: _count(sample, one.words.letters) for one in of_script(of) if not one.words.function}
    best = max(foreign, key=foreign.__getitem__, default=UNKNOWN)
    if foreign and foreign[best] > FOREIGN * sum(map(len, words)):
        return best
    return _by_function_words(of, words, sample)


def _by_function_words(of: str, words: list[str], sample: str) -> str:
    first, *_ = of_script(of)
    scores = dict.fromkeys((one.code for one in of_script(of) if one.words.function), 0.0) or {
        first.code: 0.0
    }
    speakers = _speakers(of)
    for word in (*words, *JOINED.findall(sample)):
        for language in speakers.get(word, ()):
            scores[language] += 1
    if ACCENTED.search(sample):
        for one in of_script(of):
            if one.code in scores:
                scores[one.code] += LETTER_WEIGHT * _count(sample, one.words.letters)
    else:
        scores[first.code] += len(words) > HEADLINE
    # The first wins ties and bare lists of names.
    return max(scores, key=scores.__getitem__)


def _count(text: str, letters: str) -> int:
    return sum(map(text.count, letters))
