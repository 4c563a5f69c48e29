"""What people say to somebody who answers them and that asks an archive nothing: greetings, thanks, who are you.

Phrases are for folded text (`index.terms.plain`), as regular expressions, and all of them may be left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """Small talk in a language.

    Attributes:
        phrases: kind of small talk → its phrases. The kinds are those of `bot.asking.manners.SmallTalk`, by value.
        besides: words that may stand beside them; whatever else is said makes a message a question.
    """

    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    besides: frozenset[str] = frozenset()
