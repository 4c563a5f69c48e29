"""WordPress as it exports itself: what of it is published news, and its text without shortcodes."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# What isn't there for readers; an attachment "inherits" the status of its post.
UNPUBLISHED = frozenset(
    "draft auto-draft pending private trash future inherit unpublished spam hidden deleted".split()
)
# Kinds of entries that are no posts; a site's own kinds ("news") are.
NO_POSTS = frozenset(
    """page attachment revision nav_menu_item custom_css customize_changeset oembed_cache user_request acf-field
    acf-field-group elementor_library feedback""".split()
)
OWN = "wp_"  # templates, blocks, styles

# A shortcode's tag: [name], [name key="value"], [/name].
SHORTCODE = re.compile(r"\[(/?)([a-zA-Z][\w-]{1,40})((?:\s[^\[\]]{0,1000})?)(/?)\]")
# What is in these is no text of the article: a picture's caption, an address.
NO_TEXT = frozenset("caption wp_caption embed gallery audio video playlist googlemaps youtube vimeo".split())
# Those that come without attributes or an end, too.
KNOWN = NO_TEXT | {"contact-form", "contact-form-7", "more", "nextpage", "divider", "spacer"}
AUTHOR = re.compile(r"<wp:author>((?:(?!<wp:author>).){1,4000}?)</wp:author>", re.DOTALL)
AUTHOR_PART = re.compile(r"<wp:author_(login|display_name)>(?:<!\[CDATA\[)?([^<\]]{1,200})")


def is_published(status: object, kind: object) -> bool:
    """Tell whether an entry is a post that readers see, by its status and its kind; what isn't said is no matter."""
    return (
        str(status or "").lower() not in UNPUBLISHED
        and str(kind or "") not in NO_POSTS
        and not str(kind or "").startswith(OWN)
    )


def left_out(entries: Iterable[tuple[str, str]]) -> str | None:
    """Return the sentence for entries that were left out, by their kinds and statuses."""
    counts = Counter(f"{kind} ({status})" if status else kind for kind, status in entries)
    if not counts:
        return None
    kinds = ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))
    return f"What is no published post was left out: {kinds}."


def authors(export: str) -> dict[str, str]:
    """Return login → the name shown, as an export lists them."""
    people = (dict(AUTHOR_PART.findall(one)) for one in AUTHOR.findall(export))
    return {one["login"]: one["display_name"] for one in people if {"login", "display_name"} <= one.keys()}


def without_shortcodes(html: str) -> str:
    """Return a post without shortcodes; what other words stand in brackets ("[sic]") stays."""
    if "[" not in html:
        return html
    tags = list(SHORTCODE.finditer(html))
    ended = {tag[2].lower() for tag in tags if tag[1]}
    tags = [tag for tag in tags if tag[2].lower() in KNOWN | ended or "=" in tag[3]]
    shown: list[str] = []
    place = 0
    for tag, end in zip(tags, _ends(tags), strict=True):
        if tag.start() >= place:
            shown.append(html[place : tag.start()])
            place = end.end()
    return "".join((*shown, html[place:]))


def _ends(tags: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return for each tag the one up to which nothing is shown: itself, or its end where it encloses no text."""
    found: list[re.Match[str]] = []
    following: dict[str, re.Match[str]] = {}
    for tag in reversed(tags):
        name = tag[2].lower()
        after = following.get(name)
        encloses = name in NO_TEXT and not (tag[1] or tag[4]) and after is not None and after[1]
        found.append(after if encloses and after else tag)
        following[name] = tag
    return found[::-1]
