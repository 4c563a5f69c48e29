"""What in a stranger's text is not for readers: characters that draw nothing, a page's source, words to a machine.

Instructions to language models are hidden in them (OWASP LLM01:2026). A model gets a text without them; a quote keeps
every character of its article.
"""

from __future__ import annotations

import re

from index.types import Span

# Soft hyphen; combining grapheme joiner; Arabic letter mark; Hangul and Khmer fillers, Mongolian selectors; zero-width
# spaces, joiners and direction marks; embeddings and overrides; word joiner to the last invisible operator; variation
# selectors; byte order mark; interlinear annotation; shorthand and musical controls; the tag block with the variation
# selectors' supplement. Control characters other than line breaks and tabs.
_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    r"\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
)
# What a browser takes for a comment (HTML, 13.2.5.42 and on), and what is meant to be one; open to the text's end.
_COMMENT = re.compile(r"<!\s?--.*?(?:--!?>|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
# How a text speaks to a language model, or to whoever writes an answer, rather than to a reader. It is a sieve, not a wall,
# drawn from injection dev: whoever knows it gets past.
_TO_A_MACHINE = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:above|previous|prior|preceding|earlier|instruction|prompt|"
    r"directive|rule|context|web ?page)"
    r"|\b(?:system|developer|god|debug|admin|dan)[ _-]?(?:mode|prompt|override|message)\b|</?\s*(?:system|assistant|user)\b"
    r"|\b(?:in|to|of|into|with|from|for) your (?:\w+ )?(?:answer|reply|response|output|summary)\b"
    r"|\byour (?:answer|reply|response|output) (?:must|should|with|in|to|by|using|without)\b"
    r"|\bthe (?:answer|reply|response|output) (?:must|should)\b"
    r"|\byou(?:'re|’re| are) (?:now\b|an? (?:ai|a\.i\.|assistant|chat ?bot|(?:large )?language model)\b)"
    r"|\bthe user(?:['’]?s)? (?:\w+ )?(?:e-?mail|address|password|name|location|phone|data|credentials)\b"
    r"|\bgiven (?:this|the) (?:\w+ )?(?:article|context|passage|text)\b|\bas an ai\b|\brespond only\b|\b(?:your|the) (?:password|secret key|passcode)"
    r"|^\W*(?:please |now |then )*(?:augment|modify|decode|encode|summari[sz]e|translate|explain|describe|rewrite|paraphrase|write|"
    r"compose|draft|imagine|pretend|combine|interlace|rearrange|scramble|anagram|jumble|misspell|insert|append|output|print|"
    r"repeat|tell me|give me|list|provide|generate|let's|let us|act as|incorporate|embed|attach|substitute|convert)\b"
    r"|^\W*(?:can|could|would|will) you\b"
    r"|تجاهل.{0,40}(?:تعليمات|أوامر|السابق|أعلاه|ما سبق|صفحة)|(?:انس|انسَ|إنسى|انسى) .{0,30}(?:تعليمات|أوامر|السابق)"
    r"|(?:في|إلى|من) (?:ردك|إجابتك|جوابك|رسالتك|ملخصك)|وضع (?:النظام|المطور|الإله)|بصفتك (?:نموذج|مساعد)|كلمة (?:المرور|السر) الخاصة ب"
    r"|^\W*(?:اكتب|لخص|ترجم|اشرح|صف|تخيل|تخيّل|أخبرني|اخبرني|أعطني|اعطني|هل يمكنك|دعنا|اطبع|كرر|قم ب)(?!\w)",
    re.IGNORECASE | re.DOTALL,
)
# Overrides make a reader see letters in another order than they stand in: no quote of such a text can be checked.
_OVERRIDE = re.compile("[\u202d\u202e]")
_OVERRIDDEN = re.compile(
    "[\u202d\u202e][^\n\u2029]*"
)  # an override ends with its paragraph at the latest (UAX #9, X8)
_TAG = re.compile(r"</?[a-zA-Z\u0600-\u06ff][^<>]{0,500}>")


def visible(text: str) -> str:
    """Return a text as a reader sees it: without what draws nothing."""
    return _INVISIBLE.sub("", text)


def hidden(text: str) -> list[Span]:
    """Return where an article's text is not what its readers saw: comments of a page's source, letters put in another order."""
    return [Span(*match.span()) for pattern in (_COMMENT, _OVERRIDDEN) for match in pattern.finditer(text)]


def is_for_readers(text: str) -> bool:
    """Say whether a text may be evidence: something to see, in its own order, no markup, not said to a machine."""
    seen = visible(text)
    strange = (
        _OVERRIDE.search(text) or _TAG.search(seen) or _COMMENT.search(seen) or _TO_A_MACHINE.search(seen)
    )
    return bool(seen.strip()) and not strange
