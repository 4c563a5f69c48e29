"""What in a stranger's text is not for readers: characters that draw nothing, a page's source, words to a machine.

Instructions to language models are hidden in them (OWASP LLM01:2026). A model gets a text without them; a quote keeps
every character of its article. What is kept from a model for what it says is still a quote: a reader sees what it is.
"""

from __future__ import annotations

import re
from functools import cache

from index.tongues.registry import any_of
from index.types import Span

# Soft hyphen; combining grapheme joiner; Arabic letter mark; Hangul and Khmer fillers, Mongolian selectors; zero-width
# spaces, joiners and direction marks; embeddings and overrides; word joiner to the last invisible operator; variation
# selectors; byte order mark; interlinear annotation; shorthand and musical controls; the tag block with the variation
# selectors' supplement; halves of characters (surrogates), which no file or model takes. Control characters other than
# line breaks and tabs.
_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    r"\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    r"\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
)
# What a browser takes for a comment (HTML, 13.2.5.42 and on), and what is meant to be one; open to the text's end.
_COMMENT = re.compile(r"<!\s?--.*?(?:--!?>|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
# Overrides make a reader see letters in another order than they stand in: no quote of such a text can be checked.
_OVERRIDE = re.compile("[\u202d\u202e]")
_OVERRIDDEN = re.compile(
    "[\u202d\u202e][^\n\u2029]*"
)  # an override ends with its paragraph at the latest (UAX #9, X8)
_TAG = re.compile(r"</?[^\W\d_][^<>]{0,500}>")


def visible(text: str) -> str:
    """Return a text as a reader sees it: without what draws nothing."""
    return _INVISIBLE.sub("", text)


def hidden(text: str) -> list[Span]:
    """Return where an article's text is not what its readers saw: comments of a page, letters put in another order."""
    return [Span(*match.span()) for pattern in (_COMMENT, _OVERRIDDEN) for match in pattern.finditer(text)]


def may_be_quoted(text: str) -> bool:
    """Say whether a reader may be shown a text as a quote: something to see, in its own order, no markup.

    What it says doesn't count: "Ignore traffic rules" is news.
    """
    seen = visible(text)
    return bool(seen.strip()) and not (_OVERRIDE.search(text) or _TAG.search(seen) or _COMMENT.search(seen))


def may_be_prompted(text: str) -> bool:
    """Say whether a text may go to a language model or come from one: a possible quote, and not said to a machine."""
    return may_be_quoted(text) and not _to_a_machine().search(visible(text))


@cache
def _to_a_machine() -> re.Pattern[str]:
    return re.compile(any_of(lambda one: one.prose.to_machine), re.IGNORECASE | re.DOTALL)
