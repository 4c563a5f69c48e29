"""A page's elements, made ready for its main text to be looked for.

What isn't shown is gone, what others say stands in quotation marks, what is raised is no part of the number before it:
as `markup`, which says what is meant by all this, reads a text field.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ingest import markup
from ingest.stated import LONG_PARAGRAPH, source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

# What a page states of itself stands in them.
STATED = frozenset(("script", "style"))
# These hold what they hold, and aren't there for one quotation's sake.
NO_FRAMES = frozenset(("body", "main", "article", "section", "td", "th", "li"))
MOST_FRAMED = 5  # elements, of which all but one are there for the one: its scripts, empty ones
# Of a page's paragraphs: where more is hidden, a script shows the article.
MOST_HIDDEN = 0.5
SEVERAL = 2  # paragraphs make a part of an article


def prepare(tree: Any) -> None:  # noqa: ANN401 - lxml has no types
    """Change a page's elements so that its main text reads as `markup` would have read it."""
    body = tree.find("body")
    if body is None:
        return
    _drop_unseen(body)
    _set_quotations_apart(body)
    _join_parts(body)
    for one in list(body.iter("sup")):
        _become(one, markup.raised(one.text_content(), _before(one)))
    for one in list(body.iter("q")):
        _become(one, f'"{one.text_content()}"')


def words(element: Any) -> str:  # noqa: ANN401
    """Return the words in an element, on one line."""
    return " ".join(element.text_content().split())


def _drop_unseen(body: Any) -> None:  # noqa: ANN401
    unseen = list(_outermost(body, _is_unseen))
    if length(unseen) <= MOST_HIDDEN * length([body]):
        for one in unseen:
            one.drop_tree()


def _is_unseen(element: Any) -> bool:  # noqa: ANN401
    return element.tag not in STATED and markup.is_unseen(element.tag, element.items())


def _set_quotations_apart(body: Any) -> None:  # noqa: ANN401
    """Put what others say into quotation marks, unless it is most of the page, which means something else then."""
    quoted = list(_outermost(body, lambda one: markup.is_quoted(one.tag, one.items())))
    others = [one for one in quoted if not markup.is_post(one.items())]
    is_meant = length(others) <= markup.MOST_QUOTED * length([body])
    for one in quoted if is_meant else set(quoted).difference(others):
        if text := markup.quotation(source(one)):
            _become_paragraphs(one, text)


def _join_parts(body: Any) -> None:  # noqa: ANN401
    """Mark what is around the parts of an article that stands in containers of one kind, advertisements between them.

    They are its parts if it begins in the first one: comments, too, stand in containers of one kind.
    """
    parts: dict[tuple[Any, str, str], list[Any]] = {}
    for one in body.iter("div", "section"):
        article = next(one.iterancestors("article", "main"), None)
        if article is not None and one.get("class") and len(_long_paragraphs(one)) >= SEVERAL:
            parts.setdefault((article, one.tag, one.get("class")), []).append(one)
    for (article, _, _), (first, *others) in parts.items():
        begins = next(one for one in article.iter("p") if _is_long(one))
        if others and begins in _long_paragraphs(first):
            around = first.iterancestors()
            whole = next(one for one in around if all(one in other.iterancestors() for other in others))
            whole.set("itemprop", "articleBody")


def _long_paragraphs(element: Any) -> list[Any]:  # noqa: ANN401
    return [one for one in element.iterchildren("p") if _is_long(one)]


def _is_long(paragraph: Any) -> bool:  # noqa: ANN401
    return len(words(paragraph)) >= LONG_PARAGRAPH


def _become_paragraphs(element: Any, text: str) -> None:  # noqa: ANN401
    """Put paragraphs in the place of an element, and of the frame that is there for it alone."""
    for figure in element.iterancestors("figure"):
        figure.tag = "div"  # which may hold text, and more than a picture's
    while _is_framed(element):
        element = element.getparent()
    for part in text.split("\n\n"):
        paragraph = element.makeelement("p")
        paragraph.text, *lines = part.split("\n")
        for line in lines:
            paragraph.append(paragraph.makeelement("br"))
            paragraph[-1].tail = line
        element.addprevious(paragraph)
    element.drop_tree()


def _is_framed(element: Any) -> bool:  # noqa: ANN401
    """Tell whether nothing stands beside an element in what is around it."""
    frame = element.getparent()
    if frame.tag in NO_FRAMES or len(frame) > MOST_FRAMED or (frame.text or "").strip():
        return False
    beside = (one for one in frame if one is not element and one.tag not in STATED)
    return not any((one.tail or "").strip() for one in frame) and not any(map(words, beside))


def _become(element: Any, text: str) -> None:  # noqa: ANN401
    """Put text in the place of an element."""
    element.tail = text + (element.tail or "")
    element.drop_tree()


def _before(element: Any) -> str:  # noqa: ANN401
    """Return the text right before an element."""
    previous = element.getprevious()
    before = element.getparent().text or "" if previous is None else previous.tail or previous.text_content()
    return str(before)


def length(elements: Iterable[Any]) -> int:
    """Return how many letters the paragraphs in elements have; all of an element that has no paragraphs."""
    return sum(
        len(words(part))
        for one in elements
        for part in ([one] if one.tag == "p" else list(one.iter("p")) or [one])
    )


def _outermost(element: Any, is_meant: Callable[[Any], bool]) -> Iterator[Any]:  # noqa: ANN401
    for child in element:
        if isinstance(child.tag, str):
            if is_meant(child):
                yield child
            else:
                yield from _outermost(child, is_meant)
