"""What no output, log or trace may hold: keys in use, and what in an address opens a door.

`masked` is for text that tells of something (an error, a log, a trace, the state of a feed): a secret gives way to "…".
`public` is for an address that a reader may follow: what is secret in it is taken out, and its host is in ASCII, so
that letters that look like others (UTS 39, "confusables") are seen for what they are. Both rest on the same patterns.

Quotes and articles' texts go through neither: they are verbatim.
"""

from __future__ import annotations

import os
import re
from base64 import b64encode
from contextlib import suppress
from functools import cache
from typing import Any
from urllib.parse import quote, unquote, urlsplit, urlunsplit

MASK = "…"
SHORTEST = 8  # characters of a key: what is shorter can't be told from a word
PART, OF = 8, 16  # a part of so many characters of a key that has so many gives it away too

# Names of an address's parameters, and of variables of the environment, whose values are secret: a word of the name.
_WORDS = frozenset(
    """key apikey appkey accesskey authkey clientkey feedkey licensekey privatekey rsskey secretkey sharedkey userkey
    token accesstoken apitoken authtoken bearer jwt secret clientsecret password passwd passphrase passwort pass pwd pw
    auth authorization credential credentials session sessionid sid sig signature hmac otp""".split()
)
_OF_ENVIRONMENT = frozenset({"key", "token", "secret", "password"})
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
# RFC 3986, section 3.2.1: what stands before the last "@" of the authority.
_USER = re.compile(r"(?<=//)[^\s/?#\"<>\u2066-\u2069]*@")
_VALUE = r"[^\s&;#\"'<>()\[\]{}\u2066-\u2069]"
_END = _VALUE.replace("[^", "[^.,:!?")  # marks at the end belong to the sentence around it
_PARAMETER = re.compile(rf"(?<=[?&;#])([\w.\[\]%-]{{1,64}})=({_VALUE}*{_END})")
_SHAPES = re.compile(
    r"(?<=/bot)\d{6,}:[\w-]{20,}"  # Telegram's, in an address
    r"|(?<![\w-])(?:sk-[\w-]{16,}|gh[opsu]_\w{20,}|github_pat_\w{20,}|xox[abprs]-[\w-]{10,}|AKIA[A-Z0-9]{16}"
    r"|AIza[\w-]{30,}|eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,})"  # providers of models, GitHub, Slack, AWS, Google; JWT
    r"|(?<=/private/)[\w-]{16,}|(?<=/token/)[\w-]{8,}|(?<=/secret/)[\w-]{8,}|(?<=/key/)[\w-]{8,}"
)
_CREDENTIALS = re.compile(r"\b(Basic|Bearer) +[\w.~+/-]{8,}=*", re.IGNORECASE)  # RFC 9110, section 11.4
_ADDRESS = re.compile(r"\b[a-z][a-z0-9+.-]{1,15}://[^\s\"'<>»”\u2066-\u2069]+", re.IGNORECASE)

_keys: set[str] = set()


def remember(*keys: str | None) -> None:
    """Have `masked` know keys that are in use in this process.

    Addresses and paths are none, though a setting for a key may hold one: parts of theirs stand in every other.
    """
    for key in keys:
        if key and len(key) >= SHORTEST and "://" not in key and not key.startswith(("/", "~", ".")):
            _keys.update({key, quote(key, safe="")})
    _parts.cache_clear()


def remember_address(address: str | None) -> None:
    """Have `masked` know the name and password in an address that is asked with them, as they go out."""
    with suppress(ValueError):
        parts = urlsplit(address or "")
        if parts.password:
            sent = f"{unquote(parts.username or '')}:{unquote(parts.password)}"
            remember(parts.password, unquote(parts.password), b64encode(sent.encode()).decode())
        remember(*(found[2] for found in _PARAMETER.finditer(address or "") if _is_secret(found[1])))


def remember_environment() -> None:
    """Have `masked` know what variables of the environment hold that are named as keys and tokens are."""
    remember(*(value for name, value in os.environ.items() if _OF_ENVIRONMENT & set(_words(name))))


def masked(text: str) -> str:
    """Return a text in which every key in use, or a part that gives it away, and every secret in an address is "…"."""
    text = _without_keys(text)
    text = _USER.sub(f"{MASK}@", text)
    text = _PARAMETER.sub(_parameter_masked, text)
    text = _CREDENTIALS.sub(rf"\g<1> {MASK}", text)
    return _SHAPES.sub(MASK, text)


def all_masked(value: Any) -> Any:  # noqa: ANN401 - whatever JSON can say
    """Return a value with every text in it masked."""
    match value:
        case str():
            return masked(value)
        case dict():
            return {key: all_masked(own) for key, own in value.items()}
        case list() | tuple():
            return [all_masked(own) for own in value]
    return value


def holds_key(text: str) -> bool:
    """Say whether a text holds a key in use, or a part that gives it away."""
    return _without_keys(text) != text


def public(address: str) -> str:
    """Return an address without name, password and secret parameters, its host in ASCII; any other text masked."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        return masked(address)
    if not parts.scheme or not host:
        return masked(address)
    authority = in_ascii(host) + (f":{port}" if port is not None else "")
    query, fragment = _without_secrets(parts.query), parts.fragment
    return masked(urlunsplit((parts.scheme, authority, parts.path, query, fragment)))


def names_only(text: str) -> str:
    """Return a text with the host's name in the place of every address: what a stranger may know of a feed."""
    return _ADDRESS.sub(_name, masked(text))


def in_ascii(host: str) -> str:
    """Return a host as it is written in ASCII (RFC 5891, "A-label")."""
    if _in_ascii_already(host):
        return f"[{host}]" if ":" in host else host
    try:
        return host.encode("idna").decode()
    except UnicodeError:  # no domain, but it mustn't look like one
        return ".".join(one if _in_ascii_already(one) else _a_label(one) for one in host.split("."))


def _in_ascii_already(text: str) -> bool:
    return max(text, default="") <= "\x7f"


def _a_label(label: str) -> str:
    return f"xn--{label.encode('punycode', 'replace').decode()}"


def _name(address: re.Match[str]) -> str:
    try:
        return in_ascii((urlsplit(address[0]).hostname or MASK).removeprefix("www."))
    except ValueError:
        return MASK


def _without_secrets(query: str) -> str:
    pairs = query.split("&")
    return "&".join(pair for pair in pairs if not ("=" in pair and _is_secret(pair.partition("=")[0])))


def _parameter_masked(found: re.Match[str]) -> str:
    return f"{found[1]}={MASK}" if _is_secret(found[1]) else found[0]


def _is_secret(name: str) -> bool:
    return not _WORDS.isdisjoint(_words(unquote(name)))


def _words(name: str) -> list[str]:
    """Return the words of a name: "X-Amz-Security-Token", "accessToken", "API_KEY"."""
    return [word.lower() for word in _WORD.findall(name)]


def _without_keys(text: str) -> str:
    for key in sorted(_keys, key=len, reverse=True):
        text = text.replace(key, MASK)
    parts = _parts()
    if not parts or len(text) < PART:
        return text
    shown, at = [], 0
    for start, end in _stretches(text, parts):
        shown += [text[at:start], MASK]
        at = end
    return "".join([*shown, text[at:]])


def _stretches(text: str, parts: frozenset[str]) -> list[tuple[int, int]]:
    """Return where a text holds parts of keys, those that touch as one."""
    found: list[tuple[int, int]] = []
    for start in range(len(text) - PART + 1):
        if text[start : start + PART] in parts:
            if found and start <= found[-1][1]:
                found[-1] = (found[-1][0], start + PART)
            else:
                found.append((start, start + PART))
    return found


@cache
def _parts() -> frozenset[str]:
    return frozenset(
        key[at : at + PART] for key in tuple(_keys) if len(key) >= OF for at in range(len(key) - PART + 1)
    )
