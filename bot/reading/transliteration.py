"""Names in the reader's script: "أنجيلا ميركل" is "Angela Merkel".

A word is spelled as a bundled table has it (`index.spellings`); one that this doesn't know, letter by letter, as its
tongue says (`index.tongues.sounds`).
"""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from bot.reading.names import is_acronym, names, spellings
from bot.reading.tables import folded
from bot.reading.wording import read
from index.lexicon import lexicon
from index.spellings import spellings as table
from index.terms import fold, term_id, terms
from index.tongues.registry import of_word, tongue
from index.tongues.scripts import UNKNOWN, script_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reading.wording import Word, Wording

LIKELY = 0.03  # probability from which a translation counts
# Times seen in the lexicon's training: from ORDINARY on, what isn't translated by its sound is an ordinary word; up to
# RARE it is nobody's, and may be spelled letter by letter; behind a name, up to COMMON, it may be a name too.
ORDINARY, RARE, COMMON = 30, 8, 150


def in_script(text: str, reader: str, *, language: str | None = None) -> str | None:
    """Return the names in a text as a reader writes them; None where there are none in another script.

    Args:
        text: a speaker as a sentence names him, a headline.
        reader: the reader's language, ISO 639-1.
        language: of the text; None: as it looks.
    """
    wording = read(text, language)
    places = {place for name in names(wording) for place in name.proper}
    if _only_begins(wording) and 1 not in places:
        places.discard(0)
    spelled: dict[int, str | None] = {}
    for place, word in enumerate(wording.words):
        behind_one = bool(spelled.get(place - 1)) and word.gap.isspace() and _may_be_name(word)
        behind_one = behind_one and _seen(word) < COMMON
        if place in places or behind_one:
            spelled[place] = _spelled(word, tongue(reader).script, surely=behind_one)
    runs = _in_a_row([place for place, name in spelled.items() if name])
    whole = [run for run in runs if not _begins_before(wording, run) and not _goes_on(wording, run)]
    found = (" ".join(spelled[place] or "" for place in run) for run in whole)
    return tongue(reader).texts.separator.join(dict.fromkeys(found)) or None


def _only_begins(wording: Wording) -> bool:
    """Say whether a text begins with an ordinary word, whose capital is that of a beginning: "Gun murders continue"."""
    capitals = tongue(wording.language).names.capitals
    return capitals and bool(wording.words) and _seen(wording.words[0]) >= ORDINARY


def _in_a_row(places: Sequence[int]) -> list[list[int]]:
    """Return places, ascending, parted where one is missing: words in a row are one name."""
    runs = groupby(enumerate(places), lambda one: one[1] - one[0])
    return [[place for _, place in run] for _, run in runs]


def _begins_before(wording: Wording, run: Sequence[int]) -> bool:
    """Say whether a name may begin before its words, with one that is nobody's word: where no capital tells."""
    if not run[0] or tongue(wording.language).names.capitals:
        return False
    before, first = wording.words[run[0] - 1], wording.words[run[0]]
    return first.gap.isspace() and _may_be_name(before) and _seen(before) < ORDINARY


def _goes_on(wording: Wording, run: Sequence[int]) -> bool:
    """Say whether a name may go on behind its one word: of "محمد الشهري" the first alone would be another man's."""
    if len(run) > 1 or run[0] + 1 == len(wording.words):
        return False
    following = wording.words[run[0] + 1]
    return following.gap.isspace() and _may_be_name(following)


def _may_be_name(word: Word) -> bool:
    lower = word.text[0] == word.text[0].lower() != word.text[0].upper()
    return not (word.stop or lower or word.digits or is_acronym(word))


def _seen(word: Word) -> int:
    """Return how often the lexicon's training had a word."""
    return max((lexicon().seen(id_) for id_ in _ids(word.text, word.language)), default=0)


def _spelled(word: Word, script: str, *, surely: bool) -> str | None:
    """Return a name word in a script; None where it is in that already, can't be written in it, or is a word too.

    What the lexicon knows well it translates: "Ford" is a name, since that has "فورد" for it, "White" is none. What is
    `surely` a name, "ماس" behind "هايكو", need not be known for one.
    """
    if word.script == script or _is_people(word):
        return None
    seen = _seen(word)
    for form in spellings(word):
        known = table().get(form, "")
        if script_of(known) == script and (surely or seen < ORDINARY or _translates(word, known)):
            return _capitalised(known)
    by_sound = by_letters(word.text.lower(), script)
    return (
        _capitalised(by_sound)
        if by_sound and (surely or seen < RARE or _translates(word, by_sound))
        else None
    )


def _is_people(word: Word) -> bool:
    """Say whether a word is a people's: a "German" is no Mr German."""
    tables = tongue(word.language).names.peoples.values()
    return any(not folded(names).isdisjoint(word.forms) for names in tables)


def _translates(word: Word, known: str) -> bool:
    """Say whether the lexicon takes a word for a name of another script."""
    wanted = _ids(known, of_word(known, UNKNOWN).code)
    found = (lexicon().translations(id_) for id_ in _ids(word.text, word.language))
    return any(
        int(id_) in wanted and probability >= LIKELY
        for ids, probabilities in found
        for id_, probability in zip(ids, probabilities, strict=True)
    )


def _ids(word: str, language: str) -> tuple[int, ...]:
    return tuple(map(term_id, terms(word, language)))


def _capitalised(word: str) -> str:
    """Return a name with a capital where its script has them: "al-Asad", "Merkel"."""
    article, hyphen, rest = word.rpartition("-")
    return f"{article}{hyphen}{rest[:1].upper()}{rest[1:]}"


def by_letters(word: str, script: str) -> str:
    """Return a word in lower case letter by letter; "" where nobody could say what comes of it."""
    rules = _rules(of_word(word, UNKNOWN).code, script)
    if rules is None:
        return ""
    letters = "".join(letter if letter in rules.letters else fold(letter) for letter in word)
    written = rules.pattern.sub(lambda match: rules.written[(match.lastindex or 1) - 1], letters)
    return "" if of_word(written, UNKNOWN).sounds.unspoken.search(written) else written


class _Rules(NamedTuple):
    """How names of a script are written in another: a pattern with a group a rule, and what each stands for.

    Attributes:
        letters: those that the rules name; any other is folded first.
    """

    pattern: re.Pattern[str]
    written: tuple[str, ...]
    letters: frozenset[str]


@cache
def _rules(code: str, script: str) -> _Rules | None:
    written = tongue(code).sounds.written.get(script)
    if not written:
        return None
    patterns = [pattern for pattern, _ in written]
    whole = "|".join(f"({pattern})" for pattern in (*patterns, "(?s:.)"))
    return _Rules(re.compile(whole), (*(to for _, to in written), ""), frozenset("".join(patterns)))
