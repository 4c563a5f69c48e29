"""What a button under an answer says when it is pressed: at most 64 bytes, and enough to act on after a restart."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Act = Literal["cite", "back", "translate", "good", "bad"]

_CODES: dict[Act, str] = {"cite": "c", "back": "b", "translate": "t", "good": "g", "bad": "n"}
_ACTS = {code: act for act, code in _CODES.items()}
_DATA = re.compile(r"([cbtgn]):([\w-]{1,32})(?::(\d{1,4}):(-?\d{1,4}))?", re.ASCII)


class Press(NamedTuple):
    """What is asked for by a press.

    Attributes:
        act: "cite" opens a citation, "back" goes back to the answer, "translate" shows it with translations,
            "good" and "bad" rate it.
        answer: the key of the kept answer.
        number: of the citation.
        step: so many pages of its article before (below zero) or after the passage cited.
    """

    act: Act
    answer: str
    number: int = 0
    step: int = 0

    @property
    def data(self) -> str:
        """The press as callback data."""
        rest = f":{self.number}:{self.step}" if self.act == "cite" else ""
        return f"{_CODES[self.act]}:{self.answer}{rest}"

    @classmethod
    def of(cls, data: str) -> Press | None:
        """Return the press that callback data stands for; None for any other: a client may send what it likes."""
        found = _DATA.fullmatch(data)
        if not found:
            return None
        return cls(_ACTS[found[1]], found[2], int(found[3] or 0), int(found[4] or 0))
