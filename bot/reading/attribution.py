"""Who a sentence says it is from: the speaker, in the sentence's own words, where it names one plainly.

Rules that would rather find nobody than the wrong one: a speaker stands beside a reporting verb and is short; what
stands inside quotation marks is not looked at; where two people speak, one reporting the other, nobody is named.
A sentence that reports speech without a plain speaker is known for what it is (`Attribution.reported`), so that a
claim is never shown as a fact.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bot.reading.wording import INVISIBLE

if TYPE_CHECKING:
    from collections.abc import Iterator


class Attribution(NamedTuple):
    """Whose words a sentence reports.

    Attributes:
        who: the words that name the speaker, verbatim; None where it isn't plain.
        reported: whether the sentence reports what somebody says at all.
    """

    who: str | None
    reported: bool


LONGEST = 80  # code points; more is a clause, not a name
QUOTED = re.compile(r"[\"“”«][^\"“”«»]*[\"“”»]?|(?<!\w)['‘][^'‘’]{12,}['’](?!\w)")
QUOTATION = re.compile(r"[\"“«][^\"“”«»]{12,}|(?<!\w)['‘][^'‘’]{20,}")

VERBS_AR = (
    "قال|قالت|يقول|تقول|أعلن|أعلنت|أكد|أكدت|أضاف|أضافت|صرح|صرحت|ذكر|ذكرت|دعا|دعت|طالب|طالبت|اقترح|اقترحت|حذر|حذرت|أوضح|أوضحت|"
    "شدد|شددت|نفى|نفت|تعهد|تعهدت|أشار|أشارت|اعتبر|اعتبرت|كتب|كتبت|أخبر|أخبرت|أبلغ|أبلغت|أفاد|أفادت|زعم|زعمت|ادعى|ادعت"
)
VERBS_EN = (
    "said|says|told|announced|added|proposed|suggested|urged|warned|claimed|claims|demanded|insisted|argued|argues|"
    "tweeted|wrote|denied|confirmed|promised|stressed|vowed|explained|reported|stated|noted"
)
# "told Reuters": whom, not who. "reported" and "noted" stand behind their subject only.
INVERTED_EN = "said|says|added|explained|insisted|wrote|tweeted|argued|announced|warned|claimed"
NAME_EN = r"(?<![\w’'-])[A-Z][\w.’'-]*(?:[ ,]{1,2}(?:of |the |for |and )*[A-Z][\w.’'-]*){0,9}"
# Speakers without a name: as the article calls them.
GROUP_EN = (
    r"(?:[Tt]he |[Aa]n? |[Ss]ome |[Ll]ocal |[Ii]ts )?(?:[\w’'-]+ ){0,4}?(?:police|officials?|authorities|agency|ministry|government|court|"
    r"spokes(?:man|woman|person)|source|sources|witnesses|residents|group|company|commission|committee|army|military|aide|"
    r"doctors|experts|prosecutors?|lawyers?|creator|press|report|statement|release|organi[sz]ers|party|union|bank)"
)
NO_NAME = re.compile(
    r"^(?:(?:he|she|it|they|we|i|you|this|that|there|who|which|but|and|the|a|an)$"
    r"|(?:إن|أن|إنه|إنها|أنه|أنها|أنهم|إنهم|هو|هي|هم|ذلك|هذا|هذه|في|على|من|إلى|عن|لا|لم|لن|ما|كل|بعد|قبل|خلال|قد|أيضا"
    r"|(?:في|ب|ل|عن|من|علي|إلي|لدي)(?:ه|ها|هم))(?!\w))",
    re.IGNORECASE,
)
OPENING = re.compile(
    r"^(?:But|And|However|Meanwhile|Yet|So|Also|Then|Still|(?:(?:On|Last|This|Late|Early) )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),? "
)
PREPOSITION = re.compile(r" (?:in|at|of|from|and|praised|with|by|on|for) (?:the )?$")
ADDRESSED = re.compile(r"(?: ل)?[ ,.]*$")  # 'وقالت مصادر ل"الرياض"': the paper's name is quoted
COMMA = re.compile(r"\w, $")
CLOSING = 30  # code points: "…, Mr. Doseba said." closes a sentence
PLACE_OR_TIME = re.compile(
    r"^(?:In|On|At|For|From|By|After|Before|Since|While|When|As|With|During|Last|This|If)(?: |$)"
)

END_AR = (
    "إن|أن|إنه|إنها|أنه|أنها|إنهم|أنهم|إلى|خلال|في|عن|على|من|بأن|بأنه|لوكالة|للصحفيين|لصحيفة|لمجلة|لدى|أمس|اليوم|يوم|الأطراف|بينما|إثناء|"
    "أثناء|وهو|وهي|الذي|التي|حصلت?|صدرت?|الصادرة?|نشرت|قوله|قولها|موقع|شبكة|الجمعية العامة"
)
WHO_AR = rf"(?P<who>[^\W\d_][^،,:؛.\"«»“”()]*?)(?=\s*(?:[،,:؛.\"«“(]|$|(?<!\w)(?:{END_AR})(?!\w)))"
# Arabic puts the verb first: "وقال ماس خلال الجلسة، إن …"; a preposition or particle ends the speaker's name.
ARABIC = (
    re.compile(rf"(?<!\w)[وف]?(?:كما )?(?:{VERBS_AR})\s+(?!لل){WHO_AR}"),  # "أكد للمسؤولين" says to whom
    re.compile(rf"(?<!\w)[وف]?(?:بحسب|حسب|وفق|نقلا عن|نقل عن) (?!ما(?!\w)|(?:بحسب|وفقا)(?!\w)){WHO_AR}"),
    re.compile(rf"(?<!\w)[وف]?(?:وفقا|طبقا) (?:ل(?=[^ل]))?(?!ما(?!\w)){WHO_AR}"),
    re.compile(rf"(?<!\w)[وف]?(?:حسبما|وفق ما|بحسب ما|كما|وحسبما)\s+(?:{VERBS_AR})\s+{WHO_AR}"),
    re.compile(rf"(?<!\w)عن {WHO_AR} (?:قوله|قولها|قولهم)(?!\w)"),
    re.compile(
        r"(?:^|[،.] ?)(?:و?لكن )?(?P<who>(?!و?لكن )[^\W\d_]{2,}(?: [^\W\d_]{2,}){0,2}) (?:قال|قالت)،? (?:إن|أن|إنه|إنها)"
    ),
)
# "قال ماس إن كونتي قال إن …": whose words they are in the end can't be told.
NESTED = re.compile(rf"(?<!\w)[إأ]نه?ا? [^،.]*?(?<!\w)(?:{VERBS_AR}) [إأ]نه?ا?(?!\w)")
SUBJECT = (
    re.compile(
        rf"(?P<who>{NAME_EN})(?:, [^,]{{3,120}},)? (?:has |have |had )?(?:also |later )?(?:{VERBS_EN})\b"
    ),
    re.compile(rf"(?<![\w’'-])(?P<who>{GROUP_EN}) (?:has |have |had )?(?:also |later )?(?:{VERBS_EN})\b"),
)
# "The mayor of Derna, Abdulmenam al-Ghaithi, said …"
PART_EN = r"(?:al-|el-|ben-)?[A-Z][\w.’'-]*"
OFFICE_EN = rf"(?:[a-z][\w’'-]* ){{1,4}}(?:of|for|at) (?:the )?{PART_EN}(?: {PART_EN}){{0,3}}"
ENGLISH = (
    re.compile(
        rf"^(?:The|A|An) (?P<who>{OFFICE_EN}(?:, {PART_EN}(?: {PART_EN}){{1,4}})?),? (?:has |had )?(?:also )?(?:{VERBS_EN})\b"
    ),
    re.compile(rf"[Aa]ccording to (?P<who>(?:the )?{NAME_EN}|{GROUP_EN})(?![\w’'])"),
    re.compile(rf"[,”\"’'] (?:{INVERTED_EN}) (?P<who>{NAME_EN})"),
    re.compile(rf"(?P<who>{NAME_EN}) (?:was|were|is|are) (?:also )?quoted (?:by [\w ]+ )?as saying"),
    re.compile(
        rf"\b(?:said|announced|reported|confirmed|claimed|stated) by (?P<who>(?:the )?{NAME_EN}|{GROUP_EN})(?![\w’'])"
    ),
)
REPORTING = re.compile(
    rf"(?<!\w)(?:[وف]?(?:{VERBS_AR}|قيل|نقل|نقلت|قوله|قولها|قائلا|قائلة|مضيفا|مضيفة|مؤكدا|مؤكدة|بحسب|وفقا|نقلا|حسبما)|{VERBS_EN}|according to|saying|quoted)(?!\w)"
)


def speaker(sentence: str) -> str | None:
    """Return the words that name who said what a sentence reports, verbatim; None where it isn't plain."""
    return attribution(sentence).who


def attribution(sentence: str) -> Attribution:
    """Return who is speaking in a sentence, and whether anybody is."""
    places = [place for place, letter in enumerate(sentence) if INVISIBLE.get(ord(letter), "") is not None]
    plain = "".join(sentence[place] for place in places)
    told = QUOTED.sub(
        lambda quote: quote[0][0] + " " * (len(quote[0]) - 2) + quote[0][-1] if len(quote[0]) > 1 else "",
        plain,
    )
    if len(told) != len(plain):
        told = plain
    spans = set(_speakers(told))
    found = {
        sentence[places[start] : places[end - 1] + 1]
        for start, end in spans
        if not any(outer != (start, end) and outer[0] <= start and end <= outer[1] for outer in spans)
    }
    reported = bool(REPORTING.search(told) or QUOTATION.search(plain))
    who = found.pop() if len(found) == 1 and not NESTED.search(told) else None
    # "وفقا للشرطة": the preposition has swallowed the first letter of the article.
    return Attribution(f"ال{who[2:]}" if who and who.startswith("لل") else who, reported)


def _speakers(told: str) -> Iterator[tuple[int, int]]:
    """Yield where the speakers of a sentence are named; two of them: one reports the other."""
    for pattern in (*ARABIC, *SUBJECT, *ENGLISH):
        for match in pattern.finditer(told):
            start, end = match.span("who")
            if pattern in SUBJECT and (comma := told.rfind(", the ", start, end)) >= 0:
                start = comma + len(", ")  # "during Storm Daniel, the Red Crescent said"
            elif pattern in SUBJECT and _goes_on(told, start, match.end()):
                continue
            if opening := OPENING.match(told[start:end]):
                start += opening.end()
            end = start + len(ADDRESSED.sub("", told[start:end]))
            if _is_name(told[start:end]):
                yield start, end


def _goes_on(told: str, start: int, end: int) -> bool:
    """Say whether what looks like a name ends a longer phrase: "Berzofsky, of the institute in Bethesda, said"."""
    return bool(PREPOSITION.search(told[:start])) or (
        bool(COMMA.search(told[:start])) and len(told) - end > CLOSING
    )


def _is_name(who: str) -> bool:
    return 1 < len(who) <= LONGEST and not NO_NAME.match(who) and not PLACE_OR_TIME.match(who)
