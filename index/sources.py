"""Publishers as people name them: "BBC" finds "BBC News" and "bbc.com", whatever the case, accents and variants."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from index.identity import site
from index.terms import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

NEAR = 5  # named to who asks for one that isn't there
LIKE = 0.6  # share of matching characters from which a name is near another
HOST = re.compile(r"(?:https?://)?(?P<host>[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,})(?:[:/?#].*)?", re.IGNORECASE)


def named(asked: str, names: Iterable[str]) -> frozenset[str]:
    """Return those of some publishers' names that a person means: the one that is asked for, else those like it.

    Like it are names that have the words of what is asked, one after the other, and hosts of that name.
    """
    names = frozenset(names)
    same = {name for name in names if plain(name).strip() == plain(asked).strip()}
    return frozenset(same or {name for name in names if _is_like(asked, name)})


def near(asked: str, names: Iterable[str]) -> list[str]:
    """Return the names that come nearest to one that isn't there, the nearest first; the first of all if none does."""
    of_key = {_joined(name): name for name in sorted(names, reverse=True)}
    found = get_close_matches(_joined(asked), of_key, n=NEAR, cutoff=LIKE)
    words = set(_words(asked))
    sharing = [key for key, name in of_key.items() if key not in found and words & set(_words(name))]
    return [of_key[key] for key in (found + sorted(sharing) or sorted(of_key))[:NEAR]]


def _is_like(asked: str, name: str) -> bool:
    wanted, had = _words(asked), _words(name)
    if not wanted:
        return False
    within = any(had[start : start + len(wanted)] == wanted for start in range(len(had)))
    return within or "".join(wanted) == "".join(had)


def _joined(name: str) -> str:
    return "".join(_words(name))


@lru_cache(maxsize=10_000)
def _words(name: str) -> tuple[str, ...]:
    """Return a name's folded words; of a host what its owner chose: of "www.bbc.co.uk" "bbc"."""
    host = HOST.fullmatch(name.strip())
    own = (site(f"https://{host['host']}") or "").partition(".")[0] if host else name
    return tuple(re.findall(r"\w+", plain(own)))
