"""What Khabar knows of one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from index.tongues.asking import Asking
from index.tongues.calendar import Calendar
from index.tongues.denial import Denial
from index.tongues.manners import Manners
from index.tongues.names import Names
from index.tongues.numerals import Numerals
from index.tongues.prose import Prose
from index.tongues.sounds import Sounds
from index.tongues.speech import Speech
from index.tongues.texts import Texts
from index.tongues.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """A language, declared once; everything that depends on a language asks its tongue.

    A language without a declaration has the defaults: nothing is known of its words, and Khabar speaks English there.

    Attributes:
        code: ISO 639-1.
        name: in English.
        script: of its letters, as `index.language` names scripts.
        direction: in which it is written.
        tags: what translation models' vocabularies call it: FLORES-200's code, OPUS-MT's mark.
    """

    code: str
    name: str = ""
    script: str = ""
    direction: Literal["ltr", "rtl"] = "ltr"
    tags: tuple[str, ...] = ()
    words: Words = Words()
    sounds: Sounds = Sounds()
    calendar: Calendar = Calendar()
    numerals: Numerals = Numerals()
    names: Names = Names()
    denial: Denial = Denial()
    asking: Asking = Asking()
    manners: Manners = Manners()
    speech: Speech = Speech()
    prose: Prose = Prose()
    texts: Texts = Texts()
