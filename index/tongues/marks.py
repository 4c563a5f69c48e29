"""The marks of every language that is declared, beside those of ASCII: a text may hold those of several."""

from __future__ import annotations

from index.tongues.registry import DECLARED

FULL_STOPS = "".join(one.prose.full_stops for one in DECLARED)
QUESTION_MARKS = "".join(one.prose.question_marks for one in DECLARED)
COMMAS = "".join(one.prose.commas for one in DECLARED)
SEMICOLONS = "".join(one.prose.semicolons for one in DECLARED)
