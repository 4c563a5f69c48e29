"""English."""

from __future__ import annotations

from index.tongues.asking import Asking
from index.tongues.calendar import Calendar
from index.tongues.denial import Denial
from index.tongues.names import Names
from index.tongues.numerals import Numerals
from index.tongues.prose import Prose
from index.tongues.sounds import Sounds
from index.tongues.speech import Speech
from index.tongues.texts import Texts
from index.tongues.tongue import Tongue
from index.tongues.words import Words

# ---- words -----------------------------------------------------------------------------------------------

WORDS = Words()

# ---- sounds ----------------------------------------------------------------------------------------------

SOUNDS = Sounds()

# ---- calendar --------------------------------------------------------------------------------------------

CALENDAR = Calendar()

# ---- numerals --------------------------------------------------------------------------------------------

NUMERALS = Numerals()

# ---- names -----------------------------------------------------------------------------------------------

NAMES = Names()

# ---- denial ----------------------------------------------------------------------------------------------

DENIAL = Denial()

# ---- asking ----------------------------------------------------------------------------------------------

ASKING = Asking()

# ---- speech ----------------------------------------------------------------------------------------------

SPEECH = Speech()

# ---- prose -----------------------------------------------------------------------------------------------

PROSE = Prose()

# ---- texts -----------------------------------------------------------------------------------------------

TEXTS = Texts()  # in English by themselves

# ---- all of it --------------------------------------------------------------------------------------------

ENGLISH = Tongue(
    code="en",
    name="English",
    script="latin",
    words=WORDS,
    sounds=SOUNDS,
    calendar=CALENDAR,
    numerals=NUMERALS,
    names=NAMES,
    denial=DENIAL,
    asking=ASKING,
    speech=SPEECH,
    prose=PROSE,
    texts=TEXTS,
)
