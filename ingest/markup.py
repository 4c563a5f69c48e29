"""HTML and Markdown inside a text field, taken down to readable text. Whole pages are `page.py`'s.

What of an element isn't shown, what others say and what is raised is told here for pages too (`elements.py`).

What stands in a <blockquote>, an embedded post of a network's too, are somebody else's words: they come in quotation
marks, with who said them where that is told.
"""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from html.entities import html5
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    Attributes = Sequence[tuple[str, str | None]]

NAMES = (
    "a|abbr|address|article|aside|audio|b|bdi|bdo|big|blockquote|body|br|caption|center|cite|code|dd|del|details|dfn|div"
    "|dl|dt|em|figcaption|figure|font|footer|form|h[1-6]|header|html|i|iframe|ins|kbd|li|main|mark|nav|noscript|object|ol"
    "|p|picture|pre|q|s|script|section|small|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|template|tfoot"
    "|th|thead|time|tr|tt|u|ul|var|video"
)
# An end tag, the beginning of an element that stands alone or begins a text, a comment: a lone "<" is no HTML.
LOOKS_LIKE_HTML = re.compile(
    rf"</(?:{NAMES})\s*>|<(?:br|p|img|hr|iframe|embed)\b[^<>]*>|<!--|<!\[", re.IGNORECASE
)
# Named references are looked up; a number is read whatever it is.
REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# A tag as `HTMLParser` can't read it, with a quotation mark that is never closed.
LOOSE_TAG = re.compile(r"<([a-zA-Z][^\s<>/]*)[^<>]*>")
COMMENT_END = re.compile(r"--!?>")
CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
# What is left of a tag, by its name or an attribute, where a text was cut off.
CUT_OFF = re.compile(rf"</?(?:{NAMES}|img)(?:\s+[\w:-]+\s*=[^<]*|\s*)", re.IGNORECASE)
MOST_BROKEN = 5  # tags that can't be read; each may have been looked for as far as the end of the text

PARAGRAPHS = frozenset(
    "address article aside blockquote center details div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6"
    " header hr main nav ol p pre section summary table ul".split()
)
LINES = frozenset("br caption dd dt li tr".split())
CELLS = frozenset(("td", "th"))
# What is in them is no text for readers: code, stand-ins, pictures; what was struck out; an office program's notes.
UNSEEN = frozenset(
    """audio button canvas del head iframe noscript object s script select strike style svg template textarea video
    xml""".split()
)
STANDING_ALONE = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# Elements whose end tag may be left out, and what they end before.
ENDED_BY = {
    "p": PARAGRAPHS,
    "li": frozenset(("li",)),
    "dt": frozenset(("dt", "dd")),
    "dd": frozenset(("dt", "dd")),
    "td": frozenset(("td", "th", "tr")),
    "th": frozenset(("td", "th", "tr")),
    "tr": frozenset(("tr",)),
}
INVISIBLE = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|line-through)\b"
    r"|(?<![\w-])(?:font-size|opacity)\s*:\s*0(?:\.0{1,9})?(?:px|pt|r?em|%)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
# Classes of what isn't shown: said by programs that read a page out; a card for another page, or for a post of a
# network that shows pictures.
UNSEEN_CLASSES = frozenset(
    """screen-reader-text sr-only visually-hidden visuallyhidden instagram-media tiktok-embed text-post-media
    imgur-embed-pub wp-embedded-content embedly-card fb-video twitter-video""".split()
)
# Classes of posts of a network as pages embed them, in a <blockquote> or not.
POSTS = frozenset("twitter-tweet bluesky-embed mastodon-embed fb-post reddit-embed-bq reddit-card".split())
QUOTATION_MARKS = tuple("\"'“”„«»‘’‹")
# Who is quoted, behind a quotation.
CREDIT = re.compile(r"[—–―-][—–―\s-]{0,9}(?=[^\W\d_])")
NAMING = frozenset(("cite", "footer", "figcaption"))  # those who are quoted, below what they say
LONGEST_CREDIT = 200
# Of a text: where more stands in <blockquote> than beside it, it doesn't mean a quotation.
MOST_QUOTED = 0.5
# Where a line's end in the source means nothing, however many there are.
RUNNING = ("p", "li", "td", "th", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6")
# What shows where paragraphs and lines end; without it the text's own line ends do.
BLOCKS = re.compile(r"<(?:p|br|div|li|tr|h[1-6]|section|article)\b", re.IGNORECASE)
RAISED = str.maketrans("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")
RAISABLE = frozenset("0123456789+-−=()")

SPACES = re.compile(r"[^\S\n]+")
BLANK_LINES = re.compile(r"\n\s*\n")

# Bounded, so that a line of brackets costs no more than any other line.
MARKDOWN_LINK = re.compile(r"(!?)\[([^\[\]\n]{0,500})\]\([^()\s]{0,2000}(?:\s+\"[^\"\n]{0,200}\")?\)")
MARKDOWN_HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t]*#*$", re.MULTILINE)
EMPHASIS = re.compile(r"(?<![\w*_])(\*{1,3}|_{1,3})(?=\S)([^*_\n]{1,500})(?<=\S)\1(?![\w*_])")
CODE = re.compile(r"`([^`\n]{1,500})`")
QUOTE_MARK = re.compile(r"^(?:>[ \t]?)+", re.MULTILINE)


def from_html(text: str) -> str:
    """Return the readable text of an HTML fragment; a text without tags and references comes back as it was."""
    if "<" in text and LOOKS_LIKE_HTML.search(text):
        return _spaced(_Reader(keeps_lines=BLOCKS.search(text) is None).read(CDATA.sub("", text)))
    return REFERENCE.sub(_referred, text) if "&" in text else text


def quotation(html: str) -> str:
    """Return what the element says that somebody else is quoted in, in quotation marks, and behind it who says it."""
    return _spaced(_Reader(keeps_lines=False, is_quotation=True).read(html))


def is_unseen(tag: str, attributes: Attributes) -> bool:
    """Tell whether what is in an element is no text for readers."""
    return tag in UNSEEN or not UNSEEN_CLASSES.isdisjoint(_classes(attributes)) or _is_hidden(attributes)


def is_quoted(tag: str, attributes: Attributes) -> bool:
    """Tell whether an element holds somebody else's words."""
    return tag == "blockquote" or is_post(attributes)


def is_post(attributes: Attributes) -> bool:
    """Tell whether an element is a post of a network that a page embeds."""
    return not POSTS.isdisjoint(_classes(attributes))


def raised(text: str, before: str) -> str:
    """Return raised text so that it isn't read as part of the number before it.

    Args:
        text: what is raised.
        before: what stands before it.
    """
    bare = text.strip()
    if RAISABLE.issuperset(bare):
        return bare.translate(RAISED)
    behind_digit = before[-1:].isdigit() and bare[0].isdigit()
    return (" " if "/" in bare else "^") + bare if behind_digit else text


def _referred(reference: re.Match[str]) -> str:
    written = reference[0]
    return unescape(written) if written[1] == "#" or written[1:] in html5 else written


class _Quoted(NamedTuple):
    """What somebody else says: how many elements are open around it, which of the pieces shown it is."""

    depth: int
    start: int
    is_post: bool
    end: int = 0


class _Reader(HTMLParser):
    """Takes down what a browser would show of a fragment; block elements become line ends.

    However broken the fragment, nothing is looked for again and again as far as its end.
    """

    CDATA_CONTENT_ELEMENTS = ("script", "style")  # type: ignore[misc] # so that no version has others
    RCDATA_CONTENT_ELEMENTS = ()  # type: ignore[misc]

    def __init__(self, *, keeps_lines: bool, is_quotation: bool = False) -> None:
        super().__init__(convert_charrefs=True)
        self._keeps_lines = keeps_lines
        self._is_quotation = is_quotation  # the whole of it
        self._quoted: list[_Quoted] = []
        self._quoting: _Quoted | None = None  # the open one
        self._shown: list[str] = []
        self._open: list[str] = []
        self._count: Counter[str] = Counter()  # of the open elements, by name
        self._unseen_from: int | None = None  # how many elements are open around the one that isn't shown
        self._is_cut_off = False  # inside a comment that has no end
        self._broken = 0
        self._line_has_text = False
        self._next_cell = False

    def read(self, html: str) -> str:
        """Return the text, its line ends and spaces still as they came."""
        # Behind the last ">" no tag is whole, and the library would look for one from every "<" there.
        end = html.rfind(">") + 1
        self.feed(html[:end])
        self.close()
        if not (self._is_cut_off or self.cdata_elem):
            self.handle_data(unescape(_without_cut_off(html[end:])))
        while self._open:
            self._close_last()
        return self._with_quotations()

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Open an element."""
        if self._open and tag in ENDED_BY.get(self._open[-1], ()):
            self._close_last()
        self._break(tag, begins=True)
        if tag in STANDING_ALONE:
            return
        if self._unseen_from is None and is_unseen(tag, attrs):
            self._unseen_from = len(self._open)
        elif self._unseen_from is None and self._quoting is None and is_quoted(tag, attrs):
            self._quoting = _Quoted(len(self._open), len(self._shown), is_post(attrs))
        elif tag in NAMING and self._quoting and self._quoting.depth == len(self._open) - 1:
            self._shown.append("\n\n— ")
        self._open.append(tag)
        self._count[tag] += 1

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and those in it that were left open; an end without a beginning closes nothing."""
        while self._count[tag] and self._close_last() != tag:
            pass
        if tag not in STANDING_ALONE:  # `<br/>` is its own end
            self._break(tag, begins=False)

    def handle_data(self, data: str) -> None:
        """Show text, unless it is in something that isn't shown."""
        if self._unseen_from is not None or self._is_cut_off:
            return
        if data.strip():
            if self._next_cell:
                self._shown.append(" | ")
            self._next_cell, self._line_has_text = False, True
        data = SPACES.sub(" ", self._lined(data))
        before = self._shown[-1] if self._shown else ""
        self._shown.append(raised(data, before) if self._count["sup"] else data)

    def parse_starttag(self, i: int) -> int:
        """Read a start tag, by its brackets alone where its quotation marks make no sense."""
        end = super().parse_starttag(i) if self._broken < MOST_BROKEN else -1
        if end >= 0:
            return end
        self._broken += 1
        tag = LOOSE_TAG.match(self.rawdata, i)
        if tag:
            self.handle_starttag(tag[1].lower(), ())
            return tag.end()
        self.handle_data("<")
        return i + 1

    def parse_comment(self, i: int, report: bool = True) -> int:  # noqa: ARG002, FBT001, FBT002 - the library's own
        """Pass over a comment; one without an end has all the rest in it."""
        end = COMMENT_END.search(self.rawdata, i + 2)
        self._is_cut_off = end is None
        return end.end() if end else len(self.rawdata)

    def parse_html_declaration(self, i: int) -> int:
        """Pass over a doctype, or a condition of an office program's (`<![if …]>`), which the library can't read."""
        return self.rawdata.find(">", i) + 1

    def _lined(self, data: str) -> str:
        """Return text with the line ends that mean something: WordPress keeps paragraphs as blank lines."""
        if "\n" not in data or self._keeps_lines or self._count["pre"]:
            return data
        if any(self._count[tag] for tag in RUNNING):
            return data.replace("\n", " ")
        return "\n\n".join(part.replace("\n", " ") for part in BLANK_LINES.split(data))

    def _with_quotations(self) -> str:
        """Return what was shown, what others say in quotation marks."""
        texts = [("".join(self._shown[each.start : each.end]), each) for each in self._quoted]
        length = sum(len(text) for text, each in texts if not each.is_post)
        is_meant = self._is_quotation or length <= MOST_QUOTED * sum(map(len, self._shown))
        parts: list[str] = []
        place = 0
        for text, each in texts:
            shown = f"\n\n{_quotation(text)}\n\n" if is_meant or each.is_post else text
            parts += [*self._shown[place : each.start], shown]
            place = each.end
        return "".join((*parts, *self._shown[place:]))

    def _close_last(self) -> str:
        tag = self._open.pop()
        self._count[tag] -= 1
        if self._quoting and self._quoting.depth == len(self._open):
            self._quoted.append(self._quoting._replace(end=len(self._shown)))
            self._quoting = None
        if len(self._open) == self._unseen_from:
            self._unseen_from = None
        if tag == "q":
            self._mark()
        return tag

    def _break(self, tag: str, *, begins: bool) -> None:
        if self._unseen_from is not None:
            return
        if tag in PARAGRAPHS or tag in LINES:
            self._shown.append("\n\n" if tag in PARAGRAPHS else "\n")
            self._line_has_text = self._next_cell = False
        elif tag in CELLS:
            self._next_cell = self._line_has_text
        elif tag == "q" and begins:
            self._mark()

    def _mark(self) -> None:
        self.handle_data('"')


def _classes(attributes: Attributes) -> frozenset[str]:
    return frozenset(
        name for key, value in attributes if key == "class" for name in (value or "").lower().split()
    )


def _quotation(text: str) -> str:
    """Return what is quoted in quotation marks, paragraph by paragraph, and behind it who says it."""
    paragraphs = [part for part in _spaced(text).split("\n\n") if part]
    last, _, credit = paragraphs[-1].rpartition("\n") if paragraphs else ("", "", "")
    if not (CREDIT.match(credit) and len(credit) <= LONGEST_CREDIT and (last or len(paragraphs) > 1)):
        credit = ""
    elif last:
        paragraphs[-1] = last
    else:
        paragraphs.pop()
    marked = [part if part.startswith(QUOTATION_MARKS) else f"“{part}”" for part in paragraphs]
    return "\n\n".join(marked) + (f" — {CREDIT.sub('', credit, count=1)}" if credit else "")


def _is_hidden(attributes: Attributes) -> bool:
    """Tell whether an element says of itself that it isn't shown, or not read out."""
    said = dict(attributes)
    return (
        "hidden" in said
        or (said.get("aria-hidden") or "").strip().lower() == "true"
        or INVISIBLE.search(said.get("style") or "") is not None
    )


def _without_cut_off(rest: str) -> str:
    """Return the end of a fragment, in which no tag is whole, without the one that is cut off there."""
    rest = rest.partition("<!--")[0]
    start = rest.rfind("<")
    return rest[:start] if start >= 0 and CUT_OFF.fullmatch(rest, start) else rest


def _spaced(text: str) -> str:
    lines = (line.strip() for line in SPACES.sub(" ", text).split("\n"))
    return BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def from_markdown(text: str) -> str:
    """Return Markdown without the signs of links, pictures, headings, emphasis and quotation."""
    text = MARKDOWN_LINK.sub(lambda link: "" if link[1] else link[2], text)
    text = MARKDOWN_HEADING.sub(r"\1", QUOTE_MARK.sub("", text))
    return EMPHASIS.sub(r"\2", CODE.sub(r"\1", text))
