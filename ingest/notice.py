"""Pages that are no articles: walls, errors, front pages, lists; told by several signs of a page, never by one phrase.

A page is a notice where the greater part of its text speaks as notices do, or where it is named as one, is short, and
doesn't say that it is an article. It is a list where the greater part of its text stands below headlines that lead
elsewhere, and a front page by its address. A mistake costs an article, so whatever is in doubt is one.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import unquote, urlsplit

from index.terms import plain
from index.tongues import others
from index.tongues.marks import FULL_STOPS, QUESTION_MARKS
from index.tongues.registry import DECLARED
from ingest.cards import leads_away

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.tongues.notices import Kind, Notices
    from ingest.stated import Stated

Other = Literal["front", "list", "gone"]

# Code points.
SHORT = 700  # a notice has seldom more
HARDLY_ANY = 100  # of text beside a field for a password
LITTLE = 250  # of text below which a page that sends on has none of its own
LONGEST_TITLE = 120
MOST_READ = 6_000
LONGEST_SENTENCE = 400
# Shares of a text.
NEARLY_ALL, MOST, SOME = 0.85, 0.5, 0.25
LISTED = 0.6
# A list has at least so many headlines that lead elsewhere.
CARDS = 2
SOON = 30  # seconds within which a page sends on; a news page that loads itself anew waits for longer

SENTENCE = re.compile(rf"(?<=[.!?…{FULL_STOPS}{QUESTION_MARKS}])\s+|\n+")
ENDS = f" .!?…|-{FULL_STOPS}{QUESTION_MARKS}"
FRONT = re.compile(
    r"(?:index|home|default|accueil|main)(?:\.\w{2,5})?|[a-z]{2}(?:[-_][a-z]{2})?", re.IGNORECASE
)
FRONT_STEPS = 2  # "/en/index.html"
LIST_PATHS = re.compile(
    r"/(?:tags?|categor(?:y|ies|ia|ie)|topics?|sections?|authors?|archives?|search|label|keywords?|themes?|"
    r"page/\d+)(?:/|$)",
    re.IGNORECASE,
)
NOTICE_PATHS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("missing", re.compile(r"/(?:404|error[-_]?404|(?:page-?)?not-?found)(?:[./]|$)", re.IGNORECASE)),
    ("login", re.compile(r"/(?:login|log-in|signin|sign-in|register|wp-login)(?:[./]|$)", re.IGNORECASE)),
    ("paywall", re.compile(r"/(?:subscribe|subscription|paywall)(?:[./]|$)", re.IGNORECASE)),
    ("consent", re.compile(r"/(?:consent|cookie-?consent|cookiewall|gdpr)(?:[./]|$)", re.IGNORECASE)),
    ("blocked", re.compile(r"/(?:captcha|challenge|access-?denied|maintenance)(?:[./]|$)", re.IGNORECASE)),
)
NOTICE_HOSTS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("consent", re.compile(r"(?:consent|myprivacy|privacy|guce)\.", re.IGNORECASE)),
    ("login", re.compile(r"(?:login|auth|accounts?|sso|id)\.", re.IGNORECASE)),
)

ELSEWHERE = "open it in a browser, or take in the site's feed"
REASONS: dict[Kind | Other, str] = {
    "consent": f"The page is a notice about cookies or privacy and no article: {ELSEWHERE}.",
    "script": f"The page asks for JavaScript and shows no article without it: {ELSEWHERE}.",
    "missing": "The page says that there is nothing at this address (any more): look for the article's new one.",
    "login": "The page asks to log in and shows no article: log in with a browser, and save the article from there.",
    "paywall": "The page asks for a subscription and shows no article: save it from a browser that has one.",
    "blocked": "The page keeps robots out, or says that the site is out of order, and is no article: try it later.",
    "moved": "The page only sends its readers on elsewhere: take in the address that a browser ends at.",
    "front": "The page is the front page of a site and no article.",
    "list": "The page lists articles and is none itself: take in the articles' own addresses.",
    "gone": "The address leads to the site's front page now, as those of removed articles do: no article is there.",
}
FEED = " The site has a feed, which can be taken in instead: {}"


def why(page: Stated, text: str, asked: str = "") -> str | None:
    """Return why a page is no article, a sentence for the person; None where it is one.

    Args:
        page: what it states of itself.
        text: its main text, empty where none was found.
        asked: the address that was asked for, which led to the page's.
    """
    led = of_redirect(asked, page.url, article=page.says_article) if asked else None
    kind = led or _notice(page, text) or _list(page, text)
    if kind is None:
        return None
    feed = FEED.format(page.feeds[0]) if page.feeds and kind in {"front", "list", "gone"} else ""
    return REASONS[kind] + feed


def sends_on(page: Stated, text: str) -> str | None:
    """Return the address that a page does nothing but send its readers on to."""
    if page.sends_on is None or page.sends_on[0] > SOON or page.says_article:
        return None
    own = text or page.visible()
    short = len(own) <= LITTLE or (len(own) <= SHORT and _spoken(own)[0] == "moved")
    return page.sends_on[1] if short else None


def of_redirect(asked: str, url: str, *, article: bool) -> Kind | Other | None:
    """Tell what an address leads to, by the two addresses alone."""
    try:
        before, after = urlsplit(asked), urlsplit(url)
    except ValueError:
        return None
    if is_front(url) and not is_front(asked) and not article:
        return "gone"
    for kind, pattern in NOTICE_PATHS:
        if pattern.search(after.path) and not pattern.search(before.path):
            return kind
    moved = before.netloc != after.netloc
    return next((kind for kind, pattern in NOTICE_HOSTS if moved and pattern.match(after.netloc)), None)


def is_front(url: str) -> bool:
    """Tell whether an address is that of a site's front page."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    steps = [step for step in unquote(parts.path).split("/") if step]
    shallow = len(steps) <= FRONT_STEPS and all(FRONT.fullmatch(step) for step in steps)
    return bool(parts.netloc) and not parts.query and shallow


def _notice(page: Stated, text: str) -> Kind | None:
    own = text.strip() or page.visible()
    spoken, share, sure = _spoken(own[:MOST_READ])
    named = _named(page.titles)
    if share >= MOST and (sure or share >= NEARLY_ALL or named):
        return named or spoken
    if named and not page.says_article:
        short = len(own) <= SHORT or page.noindex or len(text.strip()) <= LITTLE
        return named if short or share >= SOME else None
    if not text.strip() and spoken:
        return spoken
    return "login" if len(text) <= HARDLY_ANY and not page.says_article and _asks_password(page) else None


def _asks_password(page: Stated) -> bool:
    return any((one.get("type") or "").lower() == "password" for one in page.tree.iter("input"))


def _spoken(text: str) -> tuple[Kind | None, float, bool]:
    """Return as what kind of notice most of a text's sentences speak, what share of it any do, and if several do."""
    found: Counter[Kind] = Counter()
    sentences = [one for whole in SENTENCE.split(text) if (one := plain(whole).strip(ENDS))]
    several = 0
    for sentence in sentences:
        kind = next(
            (kind for kind, pattern in _phrases() if pattern.search(sentence[:LONGEST_SENTENCE])), None
        )
        if kind:
            found[kind] += len(sentence)
            several += 1
    most = max(found, key=lambda kind: found[kind], default=None)
    return most, found.total() / max(1, sum(map(len, sentences))), several > 1


def _named(titles: Iterable[str]) -> Kind | None:
    folded = [name for title in titles if (name := plain(title).strip(ENDS))]
    for name in folded:
        for kind, pattern in _titles():
            if len(name) <= LONGEST_TITLE and pattern.fullmatch(name):
                return kind
    return None


def _list(page: Stated, text: str) -> Other | None:
    """Tell whether a page is a front page or a list of articles."""
    if page.articles:
        return None
    front, listed, cards = is_front(page.url), *_listed(page, text)
    if front and not page.says_article and (cards or page.says_listing or page.feeds or not page.headings):
        return "front"
    if page.says_article and not page.says_listing:
        return None
    signs = page.says_listing + bool(LIST_PATHS.search(urlsplit(page.url).path)) + _is_list_title(page.titles)
    if cards >= CARDS and (listed >= LISTED or (signs and listed >= SOME)):
        return "list"
    return "list" if signs > 1 and not page.says_article and (cards or listed >= SOME) else None


def _is_list_title(titles: Iterable[str]) -> bool:
    return any(
        _list_titles().fullmatch(plain(title).strip()) for title in titles if len(title) <= LONGEST_TITLE
    )


def _listed(page: Stated, text: str) -> tuple[float, int]:
    """Return the share of a text that stands below headlines which lead elsewhere, and how many of these there are."""
    lines = {one for whole in text.split("\n") if (one := " ".join(whole.split()))}
    led, cards = set[str](), 0
    for heading in page.tree.iter("h1", "h2", "h3", "h4"):
        if not leads_away(heading, page.url):
            continue
        below = {one for one in _below(heading) if one in lines}
        name = " ".join(heading.text_content().split())
        cards += bool(below) or name in lines
        led |= below | {name}
    for link in page.tree.iter("a"):
        led.add(" ".join(link.text_content().split()))
    whole = sum(map(len, lines))
    return (sum(len(one) for one in lines if one in led) / whole if whole else 0.0), cards


def _below(heading: Any) -> Iterable[str]:  # noqa: ANN401
    """Yield the lines that stand between a heading and the next one, in its card or after it."""
    root = heading
    while (
        root.getparent() is not None
        and root.getnext() is None
        and root.getparent().tag not in {"body", "main"}
    ):
        root = root.getparent()
    for one in root.itersiblings():
        if not isinstance(one.tag, str):
            continue
        if one.tag in {"h1", "h2", "h3", "h4"} or next(one.iter("h1", "h2", "h3", "h4"), None) is not None:
            return
        for part in (one, *one.iterdescendants("p", "div", "span")):
            yield " ".join(part.text_content().split())


# --- Patterns of all languages, compiled when the first page is judged ------------------------------------------------


def _notices() -> tuple[Notices, ...]:
    return (*(tongue.prose.notices for tongue in DECLARED), *others.NOTICES)


@cache
def _phrases() -> list[tuple[Kind, re.Pattern[str]]]:
    return [
        (kind, re.compile("|".join(notice.phrases)))
        for one in _notices()
        for kind, notice in one.kinds()
        if notice.phrases
    ]


@cache
def _titles() -> list[tuple[Kind, re.Pattern[str]]]:
    return [
        (kind, re.compile("|".join(notice.titles)))
        for one in _notices()
        for kind, notice in one.kinds()
        if notice.titles
    ]


@cache
def _list_titles() -> re.Pattern[str]:
    return re.compile("|".join(pattern for one in _notices() for pattern in one.lists))
