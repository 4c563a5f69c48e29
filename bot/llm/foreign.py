"""What may not stand in a sentence that a language model wrote: addresses, and quotations nobody said.

Links come from the archive, and quotations are verbatim; a sentence that brings its own is not shown.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from bot.reading.untrusted import visible
from index.tongues.marks import COMMAS, QUESTION_MARKS, SEMICOLONS
from index.tongues.registry import DECLARED, any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

# Ways to write an address past a filter ("evil[.]com", "evil dot com", "hxxp"), put back.
_DOT, _AT = any_of(lambda one: one.prose.dot), any_of(lambda one: one.prose.at)
_SPELT = "|".join(
    ("com", "net", "org", "info", "io", "me", "co", "ru", any_of(lambda one: one.prose.spelt_domains))
)
_DISGUISES = (
    (re.compile(rf"\s*[\[({{<]\s*(?:\.|{_DOT})\s*[\])}}>]\s*"), "."),
    (re.compile(rf"\s*[\[({{<]\s*(?:@|{_AT})\s*[\])}}>]\s*"), "@"),
    (re.compile(rf"\s+{_DOT}\s+(?=(?:{_SPELT})(?!\w))"), "."),
    (re.compile(r"[。｡․。]"), "."),
    (re.compile(r"hxxp"), "http"),
)
_ADDRESS = re.compile(
    r"[a-z][a-z0-9+-]{1,15}:/{1,3}[^\s\"'<>»”]+"  # a URL of any scheme
    r"|(?:mailto|javascript|data|tel|sms|tg):[^\s\"'<>»”]+"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # an e-mail address
    r"|(?<!\w)@\w{2,}"  # a handle
    r"|(?<!\w)(?:\d{1,3}\.){3}\d{1,3}(?!\w)"
    r"|(?<![\w@])(?:[\w-]{1,63}\.)+[^\W\d_]{2,24}(?![\w-])(?:/[^\s\"'<>»”]*)?"  # a domain
)
# A missing space after a full stop looks like a domain too; these endings make it one, and so does a path.
_COMMON = frozenset(
    """
    com net org info biz edu gov mil int io me co ai app dev tv cc ly gl gd us uk eu de fr nl it es pl ru ua tr ir il
    cn jp in au ca ch at be se no dk fi cz gr pt br mx za ae sa qa kw bh om eg ma dz tn jo lb sy iq ye ps sd so xyz top
    site online shop store club live link click news blog win vip icu zip mov example test invalid local onion
    """.split()
).union(*(one.prose.domains for one in DECLARED))
_MARKUP = re.compile(r"\]\s*\(|!\[|</?[a-z!][^>]*>|```", re.IGNORECASE)
_QUOTED = (re.compile(r"“([^”]+)”"), re.compile(r"„([^“”]+)[“”]"), re.compile(r"«([^»]+)»"))
_TWO_WORDS = re.compile(r"\w+\W+\w+")
_EDGES = f" \t\n.,;:!?…'’{COMMAS}{SEMICOLONS}{QUESTION_MARKS}"


def addresses(text: str) -> set[str]:
    """Return what in a text may be an address: URLs, domains, e-mail addresses, handles, in lower case."""
    return set(_ADDRESS.findall(_plain(text)))


def has_address(text: str) -> bool:
    """Say whether a text surely holds an address."""
    return any(
        "/" in found or "@" in found or ":" in found or found.rpartition(".")[2] in _COMMON
        for found in addresses(text)
    )


def foreign(sentence: str, evidence: str) -> str | None:
    """Return what a sentence has that its evidence hasn't: an address, markup or a quotation; None for nothing.

    Args:
        sentence: as a model wrote it.
        evidence: the verbatim text it must agree with.
    """
    if strange := addresses(sentence) - addresses(evidence):
        return f"address {min(strange)}"
    if found := _MARKUP.search(sentence):
        return f"markup {found.group()}"
    said = _spaced(evidence)
    for quoted in _quotations(visible(sentence)):
        if _TWO_WORDS.search(quoted) and _spaced(quoted).strip(_EDGES) not in said:
            return f"quotation {quoted.strip()}"
    return None


def _quotations(text: str) -> Iterator[str]:
    """Yield what stands between quotation marks, kind by kind; of an odd number of straight ones, between any two."""
    for pattern in _QUOTED:
        yield from pattern.findall(text)
    pieces = text.split('"')
    yield from pieces[1::2] if len(pieces) % 2 else pieces[1:-1]


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", visible(text)).lower()
    for pattern, meant in _DISGUISES:
        text = pattern.sub(meant, text)
    return text


def _spaced(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", visible(text)).casefold().split())
