"""Bytes to text: which encoding a file is in, and which code points may be stored.

The encodings of a language that declares them (Arabic's) are told apart here by counting the letters and words they
would give. charset_normalizer gives up on one bad byte and mixes up the two Arabic code pages, so it only has the rest:
Shift-JIS, KOI8-R and so on.
"""

from __future__ import annotations

import codecs
import re

from index.tongues import registry as languages

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Bytes looked at when an encoding is guessed.
SAMPLE = 65_536
# A stray NUL or two make no UTF-16.
FEWEST_NULS = 3
# Bytes in which a page must declare its charset.
HEAD = 4096

DECLARED = re.compile(
    rb"""charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,80}encoding\s*=\s*["']([\w.:-]+)""", re.IGNORECASE
)
# Browsers read these labels as the Windows page that holds them (WHATWG Encoding), and so do pages' authors.
LABELS = {
    "iso-8859-1": "windows-1252",
    "latin-1": "windows-1252",
    "ascii": "windows-1252",
    "us-ascii": "windows-1252",
}
# Encodings of seven bits, which look like ASCII but for their escapes.
ESCAPED = "iso2022"
ESCAPE = b"\x1b"
MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
HIGH_BYTE = re.compile(rb"[\x80-\xff]")
LATIN_LETTER = re.compile(rb"[A-Za-z]")
# A text has one of its language's commonest words to so many letters at most.
LETTERS_PER_WORD = 100

UNSTORABLE = re.compile("[\x00\r\ud800-\udfff]")


def text(data: bytes, *, markup: bool = False, charset: str = "") -> str:
    """Return the text that bytes hold, ready to be stored (see `storable`).

    Args:
        data: a whole file or record.
        markup: whether a charset declared inside (HTML) counts.
        charset: what the server named; it counts before that, and both where the bytes themselves don't tell better.

    A byte that makes no sense becomes U+FFFD; the text around it stays right. Never raises.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return storable(data[len(mark) :].decode(encoding, "replace"))
    named = _named(charset) or (_declared(data[:HEAD]) if markup else None)
    if named and ESCAPE in data[:SAMPLE] and named.startswith(ESCAPED):
        return storable(data.decode(named, "replace"))
    try:
        decoded = data.decode("utf-8")
    except UnicodeDecodeError:
        decoded = data.decode(_guess(data, named), "replace")
    else:
        if "\0" in decoded and (wide := _bare_utf16(data)):
            decoded = data.decode(wide, "replace")
    return storable(decoded)


def storable(text: str) -> str:
    """Return the text without NUL, lone surrogates as U+FFFD, line ends as line feeds, else as written."""
    if not UNSTORABLE.search(text):
        return text
    text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    return UNSTORABLE.sub("\ufffd", text)


def _guess(data: bytes, named: str | None) -> str:
    if encoding := _bare_utf16(data):
        return encoding
    first = HIGH_BYTE.search(data)
    start = max(0, first.start() - SAMPLE // 2) if first else 0
    sample = data[start : start + SAMPLE]
    if _is_broken_utf8(sample):
        return "utf-8"
    return _code_page(sample) or named or _other(sample)


def _bare_utf16(data: bytes) -> str | None:
    """Return the byte order of UTF-16 without a mark: its spaces and line ends have NUL on one side only."""
    even, odd = data[:SAMPLE:2].count(0), data[1:SAMPLE:2].count(0)
    if len(data) % 2 or even + odd < FEWEST_NULS:
        return None
    if max(even, odd) * 25 < min(len(data), SAMPLE) or min(even, odd) * 10 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _is_broken_utf8(data: bytes) -> bool:
    """Tell whether most high bytes form UTF-8 sequences; in single-byte pages hardly any do."""
    high = len(HIGH_BYTE.findall(data))
    whole = sum(len(sequence) for sequence in MULTIBYTE.findall(data))
    return whole * 2 > high


def _code_page(data: bytes) -> str | None:
    """Return the code page in which the high bytes are words of a language that declares it, or None."""
    for prose in (one.prose for one in languages.DECLARED if one.prose.code_pages):
        words = re.compile(prose.common_words)
        counts = {page: len(words.findall(data.decode(page, "replace"))) for page in prose.code_pages}
        best = max(counts, key=counts.__getitem__)
        letters = len(re.findall(f"[{prose.common_letters}]", data.decode(best, "replace")))
        # About every eighth word is a common one; letters that only look like the language have next to none.
        if letters and counts[best] * LETTERS_PER_WORD >= letters:
            return best
    return None


def _declared(data: bytes) -> str | None:
    labels = ((names[0] or names[1]).decode("ascii") for names in DECLARED.findall(data))
    return next((encoding for label in labels if (encoding := _named(label))), None)


def _named(label: str) -> str | None:
    """Return the encoding that a label names, None where it is none of text, or UTF-8, which the bytes tell."""
    label = label.strip().lower()
    try:
        found = codecs.lookup(LABELS.get(label, label))
    except (LookupError, ValueError):  # ValueError: a NUL in it
        return None
    # "base64" and "rot13" are codecs too.
    return (
        found.name if getattr(found, "_is_text_encoding", True) and not found.name.startswith("utf") else None
    )


def _other(data: bytes) -> str:
    """Return what charset_normalizer makes of the sample; windows-1252 where it has no idea."""
    if _is_western(data):
        return "windows-1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return best.encoding if best else "windows-1252"


def _is_western(data: bytes) -> bool:
    """Tell whether high bytes are rare among ASCII letters, as accents and curly quotes are."""
    return len(HIGH_BYTE.findall(data)) * 3 <= len(LATIN_LETTER.findall(data))
