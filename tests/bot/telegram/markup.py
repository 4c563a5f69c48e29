"""What Telegram makes of a text: its HTML parsed, control characters cleaned out, links found in plain words.

After TDLib's `MessageEntity.cpp` (`do_parse_html`, `clean_input_string`, `find_entities`), which the real Bot API
server runs. Offsets and lengths are UTF-16 code units, as in the Bot API.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

MOST_ENTITIES = 100  # of one message; Telegram drops the others without a word

TAGS = {
    "a": "text_link",
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "tg-emoji": "custom_emoji",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
ARGUMENTS = {"a": "href", "span": "class", "code": "class", "tg-emoji": "emoji-id"}
_REFERENCE = re.compile(r"&(?:#(?:x(?P<hex>[0-9a-fA-F]+)|(?P<decimal>\d+))|(?P<name>[a-zA-Z]+));?")

_SPACES = " \t\r\n\0\v"
_WORDS = re.compile("[^<][^<&]*")
_START_TAG = re.compile(rf"<([^{_SPACES}>]*)")
_END_TAG = re.compile(rf"</([^{_SPACES}>]*)[{_SPACES}]*>")
_ATTRIBUTE = re.compile(rf"[{_SPACES}]*([^{_SPACES}=>]*)[{_SPACES}]*")
_TOKEN = re.compile(r"[a-zA-Z0-9.\-]*")
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x0c\x0e-\x1f]")
_REMOVED = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")

# Telegram knows the list of top-level domains; here every word of two letters or more counts as one.
_DOMAIN = r"(?:[\w~\-\u00c0-\u1fff\U00010000-\U0010ffff]+\.)+[^\W\d_]{2,}"
_ADDRESS = r"(?:\d{1,3}\.){3}\d{1,3}(?![\w.])"
_REST = r'(?::\d{1,5})?(?:[/?#][^\s<>"«»\u2000-\u200b\u200e\u200f\u2016-\u206f]*)?'
PLAIN = {
    "url": re.compile(
        rf"(?:(?:https?|ftp)://)?(?<![\w@.])(?:{_DOMAIN}|{_ADDRESS}){_REST}|\b(?:tg|ton|tonsite)://[\w\-]+{_REST}",
        re.IGNORECASE,
    ),
    "email": re.compile(rf"[\w.+\-]+@{_DOMAIN}"),
    "mention": re.compile(r"(?<!\w)@[a-zA-Z0-9_]{2,32}(?!\w)"),
    "bot_command": re.compile(r"(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/<>])"),
    "hashtag": re.compile("(?<![\\w\u200c])#(?=[\\d_]*[^\\W\\d_])[\\w\u200c]{1,256}(?![\\w\u200c]*#)"),
    "cashtag": re.compile("(?<![$\\w\u200c])\\$(?:1INCH|[A-Z]{1,8})(?![$\\w\u200c])"),
    # Of what the servers alone look for, no source is public: the shapes they are known to catch.
    "phone_number": re.compile(r"(?<![\w+])(?:\+\d[\d ()\-.]{5,18}\d|\d{3}[ \-.]\d{3}[ \-.]\d{4})(?!\w)"),
    "bank_card": re.compile(r"(?<![\w+.,\-])\d(?:[ \-]?\d){12,18}(?![\w\-])"),
}
# Nothing is found inside these.
CLOSED = {"code", "pre", "text_link"}


class Entity(NamedTuple):
    """A marked stretch of a message, in UTF-16 code units."""

    type: str
    offset: int
    length: int
    url: str | None = None

    def of(self, text: str) -> str:
        """The words marked."""
        units = text.encode("utf-16-le")
        return units[2 * self.offset : 2 * (self.offset + self.length)].decode("utf-16-le")

    def as_json(self) -> dict[str, Any]:
        return {name: value for name, value in self._asdict().items() if value is not None}


class Formatted(NamedTuple):
    """A message's text as it is shown."""

    text: str
    entities: tuple[Entity, ...] = ()
    dropped: int = 0

    def marked(self, type_: str) -> list[str]:
        """The stretches of one kind."""
        return [entity.of(self.text) for entity in self.entities if entity.type == type_]


class CannotParseError(ValueError):
    """The text is no HTML that Telegram takes."""


def units(text: str) -> int:
    """How many UTF-16 code units a text has."""
    return len(text.encode("utf-16-le")) // 2


def formatted(text: str, *, html: bool) -> Formatted:
    """What Telegram shows of a text that was sent."""
    found: list[Entity] = []
    if html:
        text, found = parse_html(text)
    text, found = _cleaned(text, found)
    text, found = _trimmed(text, found)
    closed = [entity for entity in found if entity.type in {"code", "pre"}]
    kept = [one for one in found if one in closed or not any(_meet(one, other) for other in closed)]
    kept += [
        one
        for one in plain_entities(text)
        if not any(_meet(one, other) for other in kept if other.type in CLOSED)
    ]
    kept.sort(key=lambda one: (one.offset, -one.length))
    return Formatted(text, tuple(kept[:MOST_ENTITIES]), len(kept[MOST_ENTITIES:]))


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """The text and its marked stretches.

    Raises:
        CannotParseError: with TDLib's words; byte offsets as TDLib counts them.
    """
    shown: list[str] = []
    offset = at = 0
    entities: list[Entity] = []
    opened: list[tuple[str, str, int]] = []  # tag, its argument, where it begins
    while at < len(source):
        if source.startswith("</", at):
            tag, argument, start, at = _end_tag(source, at, opened)
            if offset > start:
                entities += _entity(tag, argument, start, offset, "".join(shown))
        elif source[at] == "<":
            tag, argument, at = _start_tag(source, at)
            opened.append((tag, argument, offset))
        else:
            words, at = _decoded(source, at) or _words(source, at)
            shown.append(words)
            offset += units(words)
    if opened:
        raise CannotParseError(f'Can\'t find end tag corresponding to start tag "{opened[-1][0]}"')
    return "".join(shown), entities


def plain_entities(text: str) -> list[Entity]:
    """What Telegram makes links of in plain words; of two that meet, the longer one."""
    found = [
        Entity(type_, units(text[: match.start()]), units(match[0]))
        for type_, pattern in PLAIN.items()
        for match in pattern.finditer(text)
    ]
    kept: list[Entity] = []
    for one in sorted(found, key=lambda one: (-one.length, one.offset)):
        if not any(_meet(one, other) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.offset)


def _end_tag(source: str, begin: int, opened: list[tuple[str, str, int]]) -> tuple[str, str, int, int]:
    """What an end tag closes: tag, argument, where it begins; and where the text goes on."""
    if not opened:
        raise CannotParseError(f"Unexpected end tag at byte offset {_byte(source, begin)}")
    end = _END_TAG.match(source, begin)
    if not end:
        raise CannotParseError(f"Unclosed end tag at byte offset {_byte(source, begin)}")
    tag, argument, start = opened.pop()
    if end[1] and end[1].lower() != tag:
        raise CannotParseError(
            f"Unmatched end tag at byte offset {_byte(source, begin)},"
            f' expected "</{tag}>", found "</{end[1]}>"'
        )
    return tag, argument, start, end.end()


def _start_tag(source: str, begin: int) -> tuple[str, str, int]:
    """A start tag's name and argument, and where the text goes on."""
    name = _START_TAG.match(source, begin)
    assert name
    tag, byte = name[1].lower(), _byte(source, begin)
    if name.end() == len(source):
        raise CannotParseError(f"Unclosed start tag at byte offset {byte}")
    if tag not in TAGS:
        raise CannotParseError(f'Unsupported start tag "{tag}" at byte offset {byte}')
    attributes, at = _attributes(source, name.end(), tag, byte)
    argument = attributes.get(ARGUMENTS.get(tag, ""), "")
    if tag == "span" and argument != "tg-spoiler":
        raise CannotParseError(f'Tag "span" must have class "tg-spoiler" at byte offset {byte}')
    return tag, argument, at


def _attributes(source: str, at: int, tag: str, byte: int) -> tuple[dict[str, str], int]:
    """A start tag's attributes, and where the text goes on."""
    unclosed = CannotParseError(f"Unclosed start tag at byte offset {byte}")
    attributes: dict[str, str] = {}
    while True:
        found = _ATTRIBUTE.match(source, at)
        assert found
        at = found.end()
        if at == len(source):
            raise unclosed
        if not found[1] and source[at] == ">":
            return attributes, at + 1
        if not found[1]:
            raise CannotParseError(f'Empty attribute name in the tag "{tag}" at byte offset {byte}')
        if (tag, found[1]) == ("blockquote", "expandable") and source[at] != "=":
            continue
        if source[at] != "=":
            raise CannotParseError(
                f'Expected equal sign in declaration of an attribute of the tag "{tag}" at byte offset {byte}'
            )
        attributes[found[1]], at = _attribute_value(source, at + 1, unclosed)


def _attribute_value(source: str, at: int, unclosed: CannotParseError) -> tuple[str, int]:
    while source[at : at + 1] and source[at] in _SPACES:
        at += 1
    if at >= len(source):
        raise unclosed
    if source[at] not in "'\"":
        token = _TOKEN.match(source, at)
        assert token
        at = token.end()
        if at >= len(source):
            raise unclosed
        if source[at] not in _SPACES + ">":
            raise CannotParseError(f"Unexpected end of name token at byte offset {_byte(source, at)}")
        return token[0].lower(), at
    end = source.find(source[at], at + 1)
    if end < 0 or end + 1 >= len(source):
        raise unclosed
    value = _REFERENCE.sub(lambda match: (_decoded(match[0], 0) or (match[0],))[0], source[at + 1 : end])
    return value, end + 1


def _byte(source: str, at: int) -> int:
    return len(source[:at].encode())


def _words(source: str, at: int) -> tuple[str, int]:
    """The text up to the next tag or reference, and where it goes on."""
    words = _WORDS.match(source, at)
    assert words
    return words[0], words.end()


def _decoded(source: str, at: int) -> tuple[str, int] | None:
    """The character that a reference stands for, and where the text goes on; None where it stands for itself."""
    match = _REFERENCE.match(source, at)
    if not match:
        return None
    if match["name"]:
        return (NAMED[match["name"]], match.end()) if match["name"] in NAMED else None
    code = int(match["hex"], 16) if match["hex"] else int(match["decimal"])
    if not 0 < code < 0x10FFFF or 0xD800 <= code < 0xE000:
        return None
    return chr(code), match.end()


def _entity(tag: str, argument: str, start: int, end: int, shown: str) -> list[Entity]:
    if tag != "a":
        return [Entity(TAGS[tag], start, end - start)]
    url = argument or Entity("", start, end - start).of(shown)
    if re.match(r"(?:https?|tg)://[^\s/]+|mailto:", url):
        return [Entity("text_link", start, end - start, url)]
    return []  # Telegram shows the words and no link


def _cleaned(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    text = _CONTROLS.sub(" ", text)
    gone = [units(text[: match.start()]) for match in _REMOVED.finditer(text)]
    for position in reversed(gone):
        entities = _without(entities, position, 1)
    return _REMOVED.sub("", text), entities


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    left = len(text) - len(text.lstrip(" \n"))
    text = text.strip(" \n")
    entities = _without(entities, 0, left)
    most = units(text)
    clipped = (one._replace(length=min(one.length, most - one.offset)) for one in entities)
    return text, [one for one in clipped if one.length > 0]


def _without(entities: list[Entity], position: int, count: int) -> list[Entity]:
    """Entities after `count` units at a position are gone."""

    def moved(at: int) -> int:
        return at if at <= position else max(position, at - count)

    return [
        one._replace(offset=moved(one.offset), length=moved(one.offset + one.length) - moved(one.offset))
        for one in entities
    ]


def _meet(one: Entity, other: Entity) -> bool:
    return one.offset < other.offset + other.length and other.offset < one.offset + one.length
