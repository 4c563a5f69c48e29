"""What stands on a page in place of an article, in the words of one language.

All patterns are for folded text (`index.terms.plain`), without capturing groups. A phrase is looked for within a
sentence: it speaks to the reader, as news doesn't ("we and our partners", "sign in to continue"). A title is what such
a page calls itself, the whole of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["consent", "script", "missing", "login", "paywall", "blocked", "moved"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """How one kind of notice is worded.

    Attributes:
        phrases: patterns found in its sentences.
        titles: patterns of the whole of its title.
    """

    phrases: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Notices:
    """What stands on a page in place of an article.

    Attributes:
        consent: asks for leave to store cookies or to use what is known of the reader.
        script: asks for JavaScript.
        missing: says that there is no such page.
        login: asks for a name and a password.
        paywall: asks for a subscription.
        blocked: keeps robots or countries out, or says that the server is out of order.
        moved: says that the reader is being sent on.
        lists: patterns of the whole title of a page that lists articles: of a tag, a category, an author.
    """

    consent: Notice = field(default_factory=Notice)
    script: Notice = field(default_factory=Notice)
    missing: Notice = field(default_factory=Notice)
    login: Notice = field(default_factory=Notice)
    paywall: Notice = field(default_factory=Notice)
    blocked: Notice = field(default_factory=Notice)
    moved: Notice = field(default_factory=Notice)
    lists: tuple[str, ...] = ()

    def kinds(self) -> Iterator[tuple[Kind, Notice]]:
        """Yield each kind with its wording."""
        for one in fields(self):
            if one.name != "lists":
                yield one.name, getattr(self, one.name)  # type: ignore[misc]
