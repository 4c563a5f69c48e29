"""What a page states of itself: metadata, structured data, links of its head. This file owns lxml.

Nothing is guessed here, and what a page says of other articles (a list of others in its structured data, a card with a
headline and a date) is not taken for its own.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

from index.terms import plain
from ingest import clean, dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Node = dict[str, Any]

# Names of metadata, those that leave least in doubt first.
PUBLISHED = """
    article:published_time og:article:published_time og:published_time article.published article_date_original
    datepublished date_published published_time published_at published published-date pubdate pub_date pub-date
    pdate publishdate publish-date publish_date publication_date publication-date publishtime sailthru.date
    parsely-pub-date cxenseparse:recs:publishtime originalpublicationdate citation_publication_date article:post_date
    dc.date.issued dcterms.issued dc.issued dc.date.created dcterms.created dc.created dc.date dcterms.date
    sn-post-date datecreated date
""".split()
MODIFIED = """
    article:modified_time og:article:modified_time og:modified_time og:updated_time article.updated
    article_date_updated datemodified date_modified updated_time updated-date last-modified dc.date.modified
    dcterms.modified lastmod revision_date
""".split()
# What structured data calls an article, beside all that end so.
ARTICLES = frozenset({"report", "review", "recipe"})
ARTICLE_ENDS = ("article", "posting")
NO_ARTICLES = frozenset({"jobposting"})
LISTINGS = frozenset({"collectionpage", "searchresultspage", "profilepage", "itemlist", "blog"})
MOST_NODES = 500  # of structured data
# Code points.
LONGEST_DATE = 80
LONG_PARAGRAPH = 80
HEADER_LEVELS = 4
DATE_CLASS = re.compile(
    r"(?:^|[-_\s])(?:date|time|timestamp|datetime|published|pubdate|posted)(?:$|[-_\s])|Date"
)
FIRST_CLASS = re.compile(r"publish|pubdate|entry-date", re.IGNORECASE)  # WordPress marks a date as both
LATER_CLASS = re.compile(r"updat|modif|edited", re.IGNORECASE)
ASIDE = frozenset({"nav", "aside", "footer"})
UNSEEN = frozenset({"script", "style", "template", "head"})
BLOCKS = frozenset({"p", "div", "section", "article", "li", "td", "blockquote"})
YEAR_MONTH_DAY = re.compile(
    r"(?<![\d.])((?:19|20)\d\d)(?:([-/_])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])"
    r"|(?<=/\d{4})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]))(?![\d.])"
)
YEAR_NAME_DAY = re.compile(r"/((?:19|20)\d\d)/([a-z]{3,9})/([0-3]?\d)(?=/|$)", re.IGNORECASE)
REFRESH = re.compile(r"""\s*(\d+)(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?["']?\s*([^"']+)""", re.IGNORECASE)
TITLE_SIGNS = re.compile(r"\s+[-–—|·•»:]+\s+|\s*[|»]\s*")


@dataclass
class Stated:
    """What a page states of itself.

    Attributes:
        tree: its elements.
        url: where it was fetched; empty for a file.
        metas: name, property or itemprop of metadata in lower case → its values, in the document's order.
        nodes: its structured data, but for what stands inside other things.
    """

    tree: Any
    url: str
    metas: dict[str, list[str]] = field(default_factory=dict)
    nodes: list[Node] = field(default_factory=list)

    @cached_property
    def canonical(self) -> str | None:
        """The address that the page names as its own."""
        links = self._links("canonical")
        return next((href for link in links if (href := (link.get("href") or "").strip())), None)

    @cached_property
    def feeds(self) -> list[str]:
        """The addresses of the feeds it names."""
        kinds = ("application/rss+xml", "application/atom+xml", "application/feed+json")
        found = [
            link.get("href") or ""
            for link in self._links("alternate")
            if (link.get("type") or "").lower() in kinds
        ]
        return [address for href in found if (address := _joined(self.url, href))]

    @cached_property
    def sends_on(self) -> tuple[int, str] | None:
        """After how many seconds the page sends a browser on to which other address."""
        for meta in self.tree.iter("meta"):
            if (meta.get("http-equiv") or "").lower() == "refresh":
                found = REFRESH.match(meta.get("content") or "")
                target = found and _joined(self.url, found[2].strip())
                if found and target and not _same(target, self.url):
                    return int(found[1]), target
        return None

    @cached_property
    def titles(self) -> list[str]:
        """The names it has for itself: its main headings, and of its title what stands before the site's name."""
        title = self.tree.findtext(".//title") or ""
        parts = [title, *TITLE_SIGNS.split(title)[:1]]
        named = [*self.headings, *self.metas.get("og:title", []), *parts]
        return list(dict.fromkeys(name for one in named if (name := " ".join(one.split()))))

    @cached_property
    def headings(self) -> list[str]:
        """The headings of the first level."""
        return [text for h1 in self.tree.iter("h1") if (text := _words(h1))]

    @cached_property
    def heading(self) -> Any:  # noqa: ANN401 - lxml has no types
        """The element of the article's headline, None where it can't be told."""
        found = [one for one in self.tree.iter("h1", "h2") if _words(one)]
        first = [one for one in found if one.tag == "h1"]
        title = folded(self.tree.findtext(".//title") or "")
        named = [one for one in first or found if folded(_words(one)) in title]
        return next(iter(named), first[0] if len(first) == 1 else None)

    @cached_property
    def noindex(self) -> bool:
        """Whether it asks search engines not to list it."""
        return any("noindex" in value.lower() for value in self.metas.get("robots", []))

    @cached_property
    def articles(self) -> list[Node]:
        """What its structured data says of the article of this page."""
        found = [node for node in self.nodes if _is_article(node)]
        sure = [node for node in found if self._is_own(node)]
        return sure or (found if len(found) == 1 and not self._is_other(found[0]) else [])

    @cached_property
    def says_article(self) -> bool:
        """Whether it says that it is an article: in structured data, by its type, or by a time of publication."""
        return bool(
            self.articles
            or any(value.lower() == "article" for value in self.metas.get("og:type", []))
            or self.metas.get("article:published_time")
        )

    @cached_property
    def says_listing(self) -> bool:
        """Whether it says that it is a site, or a list of articles."""
        return any(value.lower() in {"website", "blog"} for value in self.metas.get("og:type", [])) or any(
            _types(node) & LISTINGS for node in self.nodes
        )

    def published(self) -> str | None:
        """Return the time of publication that the page states, or that its address holds, in ISO 8601."""
        stated = (
            *(node.get("datePublished") for node in (*self.articles, *self._pages())),
            *self._of_metas(PUBLISHED),
            self._item("datePublished"),
            *self._header(later=False),
        )
        return _first(stated) or in_address(self._address())

    def modified(self) -> str | None:
        """Return the time of the last change that the page states, in ISO 8601."""
        return _first(
            (
                *(node.get("dateModified") for node in (*self.articles, *self._pages())),
                *self._of_metas(MODIFIED),
                self._item("dateModified"),
                *self._header(later=True),
            )
        )

    def visible(self) -> str:
        """Return all words that the page shows, or would show without its scripts."""
        return "\n".join(text for one in _seen(self.tree) if (text := " ".join(one.split())))

    def _links(self, relation: str) -> Iterator[Any]:
        return (
            link for link in self.tree.iter("link") if relation in (link.get("rel") or "").lower().split()
        )

    def _address(self) -> str:
        own = self.canonical or next(iter(self.metas.get("og:url", [])), "")
        return self.url if len(urlsplit(self.url).path) > 1 else own or self.url

    def _pages(self) -> list[Node]:
        return [
            node for node in self.nodes if "webpage" in _types(node) and not self._is_other(node, named=False)
        ]

    def _of_metas(self, names: Iterable[str]) -> Iterator[str]:
        return (value for name in names for value in self.metas.get(name, ()))

    def _is_own(self, node: Node) -> bool:
        own, theirs = self._own_places(), _places(node)
        return bool(own & theirs) or any(
            _alike(name, title) for name in _names(node) for title in self.titles
        )

    def _is_other(self, node: Node, *, named: bool = True) -> bool:
        """Tell whether structured data is plainly that of another page."""
        own, theirs = self._own_places(), _places(node) - {""}
        names_other = not named or bool(_names(node))
        return bool(own and theirs) and not own & theirs and names_other and not self._is_own(node)

    def _own_places(self) -> set[str]:
        named = (self.url, self.canonical, *self.metas.get("og:url", []))
        return {_path(one) for one in named if one} - {""}

    def _item(self, name: str) -> str | None:
        """Return the value of microdata that is the page's own: there is one, or its item has the headline in it."""
        found = [
            (one, value)
            for one in self.tree.iter()
            if isinstance(one.tag, str) and name in (one.get("itemprop") or "").split()
            if (value := one.get("datetime") or one.get("content") or _words(one)) and not _in_card(one)
        ]
        if len({value for _, value in found}) > 1:
            found = [(one, value) for one, value in found if self._has_heading(_item_of(one))]
        return found[0][1] if len({value for _, value in found}) == 1 else None

    def _has_heading(self, element: Any) -> bool:  # noqa: ANN401
        return (
            element is not None
            and self.heading is not None
            and any(element is one for one in self.heading.iterancestors())
        )

    def _header(self, *, later: bool) -> Iterator[str]:
        """Yield the dates that stand between the headline and the text, or above the headline in its header."""
        for element in self._around_heading():
            value, is_later = _date_of(element)
            if value and is_later == later and not _in_card(element):
                yield value

    def _around_heading(self) -> Iterator[Any]:
        heading = self.heading
        if heading is None:
            return
        header = next((one for one in _up(heading) if one.tag == "header"), heading)
        above = [one for one in header.iter("time") if heading not in one.iterancestors()]
        passed = False
        for one in self.tree.iter():
            passed = passed or one is heading
            if not passed or not isinstance(one.tag, str):
                continue
            if one.tag == "p" and len(_words(one)) >= LONG_PARAGRAPH:
                break
            yield one
        yield from above


def read(html: str, url: str = "") -> Stated | None:
    """Return what a page states of itself; None for what has no elements.

    Args:
        html: the page.
        url: where it was fetched.
    """
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(html.encode(), parser=parser)
    except (etree.ParserError, ValueError):
        return None
    stated = Stated(tree, url)
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or ""
        if name and (value := (meta.get("content") or "").strip()):
            stated.metas.setdefault(name.strip().lower(), []).append(value)
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            stated.nodes += list(_nodes(_json(script.text or "")))[:MOST_NODES]
    return stated


def folded(text: str) -> str:
    """Return the words of a headline, however they are set."""
    return " ".join(re.findall(r"\w+", plain(text)))


def source(element: Any) -> str:  # noqa: ANN401
    """Return an element as HTML."""
    from lxml.html import tostring

    return str(tostring(element, encoding="unicode", with_tail=False))


def in_address(url: str) -> str | None:
    """Return the day that an address holds, in ISO 8601: /2024/03/05/, /2024-03-05-…, /20240305/."""
    path = unquote(urlsplit(url).path)
    for found in YEAR_MONTH_DAY.finditer(path):
        numbers = [int(one) for one in (found[1], found[3] or found[5], found[4] or found[6])]
        if time := dates.read("{:04}-{:02}-{:02}".format(*numbers)):
            return time.isoformat()
    if (named := YEAR_NAME_DAY.search(path)) and (time := dates.read(f"{named[3]} {named[2]} {named[1]}")):
        return time.isoformat()
    return None


def _first(values: Iterable[object]) -> str | None:
    return next((time.isoformat() for value in values if (time := dates.read(value))), None)


def _json(text: str) -> object:
    """Return what a script holds, with the mistakes mended that browsers' readers of it forgive."""
    text = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$", "", text.strip())
    for attempt in (text, re.sub(r",\s*([}\]])", r"\1", text.rstrip(" ;\n"))):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: object) -> Iterator[Node]:
    """Yield what stands for itself: of what is a part of something else, only what a page is about."""
    if isinstance(value, list):
        for one in value:
            yield from _nodes(one)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            if "itemlist" not in _types(value):
                yield from _nodes(value.get(name))


def _types(node: Node) -> set[str]:
    named = node.get("@type")
    return {
        str(one).rpartition("/")[2].lower() for one in (named if isinstance(named, list) else [named]) if one
    }


def _is_article(node: Node) -> bool:
    return any(
        (one in ARTICLES or one.endswith(ARTICLE_ENDS)) and one not in NO_ARTICLES for one in _types(node)
    )


def _places(node: Node) -> set[str]:
    """Return the paths of the addresses that a node of structured data has."""
    whole = node.get("mainEntityOfPage")
    about = whole if isinstance(whole, dict) else {"@id": whole}
    named = (node.get("url"), node.get("@id"), about.get("@id"), about.get("url"))
    return {
        _path(one)
        for one in named
        if isinstance(one, str) and one.partition("#")[0].startswith(("http", "/"))
    }


def _names(node: Node) -> list[str]:
    return [one for name in ("headline", "name") if isinstance(one := node.get(name), str) and one.strip()]


def _path(url: str) -> str:
    """Return what tells an address from others of its site, empty for the front page."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return unquote(parts.path).strip("/").lower() + (f"?{parts.query}" if parts.query else "")


def _alike(one: str, other: str) -> bool:
    """Tell whether two headlines are one, of which the longer may go on with the site's name."""
    short, long = sorted((folded(one), folded(other)), key=len)
    return bool(short) and ((long.startswith(short) and len(short.split()) > 2) or long == short)  # noqa: PLR2004


def _words(element: Any) -> str:  # noqa: ANN401
    return " ".join(element.text_content().split())


def _joined(base: str, href: str) -> str | None:
    try:
        target = urljoin(base, href)
        return target if urlsplit(target).scheme in {"http", "https"} else None
    except ValueError:
        return None


def _same(one: str, other: str) -> bool:
    return one.partition("#")[0] == other.partition("#")[0]


def _up(element: Any) -> Iterator[Any]:  # noqa: ANN401
    for level, one in enumerate(element.iterancestors()):
        if level == HEADER_LEVELS:
            return
        yield one


def _item_of(element: Any) -> Any:  # noqa: ANN401
    return next((one for one in element.iterancestors() if one.get("itemscope") is not None), None)


def _in_card(element: Any) -> bool:  # noqa: ANN401
    """Tell whether an element stands beside the article or leads away from it."""
    return any(one.tag in ASIDE or (one.tag == "a" and one.get("href")) for one in element.iterancestors())


def _date_of(element: Any) -> tuple[str | None, bool]:  # noqa: ANN401
    """Return the date that an element is for, and whether it is that of a later change."""
    marks = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
    words = _words(element) if element.tag == "time" or len(element) <= 3 else ""  # noqa: PLR2004 - more is no line
    is_later = bool(LATER_CLASS.search(marks) and not FIRST_CLASS.search(marks)) or clean.is_of_update(words)
    if element.tag == "time":
        return element.get("datetime") or words or None, is_later
    if not 0 < len(words) <= LONGEST_DATE or not any(map(str.isdigit, words)):
        return None, False
    if DATE_CLASS.search(marks) and dates.parse(words):
        return words, is_later
    line = clean.date_line(words)
    return (line.isoformat() if line else None), is_later


def _seen(element: Any) -> Iterator[str]:  # noqa: ANN401
    if not isinstance(element.tag, str) or element.tag in UNSEEN:
        return
    yield element.text or ""
    for child in element:
        yield from _seen(child)
        yield child.tail or ""
