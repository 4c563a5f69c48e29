"""Who a sentence says it is from: the speaker, in the sentence's own words, where it names one plainly.

Rules that would rather find nobody than the wrong one: a speaker stands beside a reporting verb and is short.
"""

from __future__ import annotations

import re

LONGEST = 80  # code points; more is a clause, not a name

VERBS_AR = (
    "قال|قالت|أعلن|أعلنت|أكد|أكدت|أضاف|أضافت|صرح|صرّح|صرحت|ذكر|ذكرت|دعا|دعت|طالب|طالبت|اقترح|اقترحت|حذر|حذّر|حذرت|أوضح|أوضحت|"
    "شدد|شددت|نفى|نفت|تعهد|تعهدت|أشار|أشارت|اعتبر|اعتبرت|كتب|كتبت"
)
VERBS_EN = (
    "said|says|told|announced|added|proposed|suggested|urged|warned|claimed|demanded|insisted|argued|tweeted|wrote|"
    "denied|confirmed|promised|stressed|vowed|explained"
)
NAME_EN = r"[A-Z][\w.’'-]*(?:[ ,]{1,2}(?:of|the|for|and|[A-Z][\w.’'-]*)){0,9}"
NO_NAME = re.compile(
    r"^(?:(?:he|she|it|they|we|i|you|this|that|there|but|and|the|a|an)$"
    r"|(?:إن|أن|إنه|إنها|أنه|أنها|هو|هي|هم|ذلك|هذا|هذه|في|على|من|إلى|عن|لا|لم|لن|ما|كل|بعد|قبل|خلال)(?!\w))",
    re.IGNORECASE,
)

# Arabic puts the verb first: "وقال ماس خلال الجلسة، إن …"; a preposition or particle ends the speaker's name.
ARABIC = re.compile(
    rf"(?<!\w)[وف]?(?:{VERBS_AR})\s+(?P<who>[^\W\d_][^،,:؛.\"«»“”()]*?)"
    r"(?=\s*(?:[،,:؛.\"«“(]|(?<!\w)(?:إن|أن|إنه|إنها|أنه|أنها|إلى|خلال|في|عن|على|من|بأن|بأنه|لوكالة|للصحفيين|لدى|أمس|اليوم|الأطراف)(?!\w)))"
)
ENGLISH = (
    re.compile(rf"[Aa]ccording to (?P<who>(?:the )?{NAME_EN})"),
    re.compile(rf"(?P<who>{NAME_EN})(?:, [^,]{{3,60}},)? (?:has |have |had )?(?:also )?(?:{VERBS_EN})\b"),
    re.compile(rf"[,”\"’] (?:{VERBS_EN}) (?P<who>{NAME_EN})"),
)


def speaker(sentence: str) -> str | None:
    """Return the words that name who said what a sentence reports, verbatim; None where it isn't plain."""
    for pattern in (ARABIC, *ENGLISH):
        if (match := pattern.search(sentence)) and _is_name(who := match["who"].strip(" ,.")):
            return who
    return None


def _is_name(who: str) -> bool:
    return 1 < len(who) <= LONGEST and not NO_NAME.match(who)
