"""HTML and Markdown inside a text field, taken down to readable text. Whole pages are `page.py`'s."""

from __future__ import annotations

import re
from html import unescape

TAG = re.compile(r"(<[!/?a-zA-Z][^<>]*>)")
LOOKS_LIKE_HTML = re.compile(
    r"</(?:p|div|a|b|i|em|strong|span|li|ul|h[1-6]|br|td|font|article|section|blockquote)\s*>|<(?:br|p|img|hr)\b[^<>]*>",
    re.IGNORECASE,
)
ENTITY = re.compile(
    r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos|nbsp|[lr][sd]quo|[lr]aquo|[nm]dash|hellip|zwnj|zwj);"
)
PARAGRAPH_TAG = re.compile(
    r"</?(?:p|div|h[1-6]|ul|ol|blockquote|article|section|table|figure|figcaption|hr|header|footer|pre)\b",
    re.IGNORECASE,
)
LINE_TAG = re.compile(r"<(?:br|/?li|/?tr|/?dt|/?dd)\b", re.IGNORECASE)
UNSEEN = re.compile(r"<(/?)(?:script|style|noscript|template|iframe|svg)\b", re.IGNORECASE)
SPACES = re.compile(r"[^\S\n]+")
BLANK_LINES = re.compile(r"\n\s*\n")

# Bounded, so that a line of brackets costs no more than any other line.
MARKDOWN_LINK = re.compile(r"(!?)\[([^\[\]\n]{0,500})\]\([^()\s]{0,2000}(?:\s+\"[^\"\n]{0,200}\")?\)")
MARKDOWN_HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t]*#*$", re.MULTILINE)
EMPHASIS = re.compile(r"(?<![\w*_])(\*{1,3}|_{1,3})(?=\S)([^*_\n]{1,500})(?<=\S)\1(?![\w*_])")
CODE = re.compile(r"`([^`\n]{1,500})`")
QUOTE_MARK = re.compile(r"^(?:>[ \t]?)+", re.MULTILINE)


def from_html(text: str) -> str:
    """Return the readable text of an HTML fragment; a text without tags and entities comes back as it was."""
    if "<" in text and LOOKS_LIKE_HTML.search(text):
        return _spaced(unescape("".join(_seen(TAG.split(text)))))
    return unescape(text) if "&" in text and ENTITY.search(text) else text


def _seen(parts: list[str]) -> list[str]:
    """Return what a browser would show of text and tags in turn; block tags become line ends."""
    shown = []
    hidden = False
    for number, part in enumerate(parts):
        if number % 2 == 0:
            shown.append("" if hidden else SPACES.sub(" ", part.replace("\n", " ")))
        elif unseen := UNSEEN.match(part):
            hidden = not unseen[1]
        else:
            shown.append(_break_of(part))
    return shown


def _break_of(tag: str) -> str:
    if PARAGRAPH_TAG.match(tag):
        return "\n\n"
    return "\n" if LINE_TAG.match(tag) else ""


def _spaced(text: str) -> str:
    lines = (line.strip() for line in text.split("\n"))
    return BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def from_markdown(text: str) -> str:
    """Return Markdown without the signs of links, pictures, headings, emphasis and quotation."""
    text = MARKDOWN_LINK.sub(lambda link: "" if link[1] else link[2], text)
    text = MARKDOWN_HEADING.sub(r"\1", QUOTE_MARK.sub("", text))
    return EMPHASIS.sub(r"\2", CODE.sub(r"\1", text))
