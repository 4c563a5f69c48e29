"""True sentences made false, one thing at a time: what `bench/guard.py` and the guard's tests feed to the guard.

The word lists here are written for this and share nothing with the guard's own tables. A mutation that finds nothing to
change in a sentence makes none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

ARABIC_DIGITS = "٠١٢٣٤٥٦٧٨٩"
DIGITS = re.compile(r"[0-9٠-٩]+")
COUNTS = re.compile(r"(?<![\w$£€.,:/-])[0-9٠-٩]+(?:[.,][0-9٠-٩]+)*(?= [^\W\d_]{3,})")  # and what is counted
NUMBER_WORDS = {
    "en": "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty".split(),
    "ar": "ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرون ثلاثون أربعون خمسون".split(),
}
MONTHS = {
    "en": "January February March April June July August September October November December".split(),
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split(),
}
WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "ar": "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد".split(),
}
# A qualifier before a number, and what it is turned into; the empty one drops it.
QUALIFIERS = {
    "en": {
        "more than": ("less than", "about", ""), "at least": ("at most", "nearly", ""), "less than": ("more than", ""),
        "over": ("under", ""), "nearly": ("more than", ""), "almost": ("more than", ""), "about": ("at least", ""),
        "around": ("more than", ""), "fewer than": ("more than", ""),
    },
    "ar": {
        "أكثر من": ("أقل من", "حوالي", ""), "أقل من": ("أكثر من", ""), "حوالي": ("أكثر من", ""), "قرابة": ("أقل من", ""),
        "ما لا يقل عن": ("أقل من", ""), "ما يقرب من": ("أكثر من", ""), "نحو": ("أكثر من", ""),
    },
}  # fmt: skip
# Names of the news-qa documents, each in English and in Arabic as its translators spell it.
NAMES_TEXT = """
Trump ترامب|Kavanaugh كافانو|West ويست|Pompeo بومبيو|Nugroho نوجروهو|Spieth سبيث|Molinari موليناري|Willoughby ويلوبي|Jones جونز
Feinstein فاينشتاين|Graham غراهام|Flake فليك|Waters ووترز|Gerrard جيرارد|Sturridge ستوريدج|Hazard هازارد|Morales موراليس
Corbyn كوربين|Johnson جونسون|Kennedy كينيدي|Zaev زائيف|Fleetwood فليتوود|Kelly كيلي|Simpson سيمبسون|Cromwell كرومويل
Indonesia إندونيسيا|China الصين|Russia روسيا|Bolivia بوليفيا|Chile تشيلي|Greece اليونان|Mexico المكسيك|Turkey تركيا|Germany ألمانيا
Scotland اسكتلندا|Britain بريطانيا|Macedonia مقدونيا|Arizona أريزونا|California كاليفورنيا|Utah يوتا|Virginia فيرجينيا
Palu بالو|London لندن|Paris باريس|Washington واشنطن|Barcelona برشلونة|Belfast بلفاست|Singapore سنغافورة|Pyongyang بيونغيانغ
Harlem هارلم|Phoenix فينيكس|Lombok لومبوك|Donggala دونغالا|Skopje سكوبي|Birkenhead بيركينهيد|Nottingham نوتنغهام
Google جوجل|Twitter تويتر|Instagram إنستغرام|Microsoft مايكروسوفت|Reuters رويترز|Harvard هارفارد|Chelsea تشيلسي
Liverpool ليفربول|Rangers رينجرز|Livingston ليفينغستون|Brighton برايتون|Lakers ليكرز|Sainsbury سينسبري|Nielsen نيلسن
"""
NAMES = [tuple(pair.split()) for pair in NAMES_TEXT.replace("\n", "|").split("|") if pair]
# What is said, and the same denied.
DENIED_EN = re.compile(
    r"\b(is|was|are|were|has|have|had|will|would|can|could|should|may|must)\b(?! (?:not|no|never)\b|n't)"
)
DENIED_AR = (
    (re.compile(r"(?<!\w)كان(?= )"), "لم يكن"),
    (re.compile(r"(?<!\w)كانت(?= )"), "لم تكن"),
    (re.compile(r"(?<!\w)(يمكن|يجب|يريد|يعتقد|يوجد)(?= )"), r"لا \1"),
    (re.compile(r"(?<!\w)(?:سوف )([يتن]\w{3,})"), r"لن \1"),
    (re.compile(r"(?<!\w)س([يت]\w{4,})"), r"لن \1"),
    (re.compile(r"(?<!\w)تم(?= )"), "لم يتم"),
    (re.compile(r"(?<!\w)قال(?= )"), "لم يقل"),
    (re.compile(r"(?<!\w)(أن) ([يت]\w{3,})"), r"\1 لا \2"),
)
SAID_EN = (
    (re.compile(r"\b(is|was|are|were|has|have|had|will|would|could|should|may|must|did|does|do) not\b"), r"\1"),
    (re.compile(r"\b(is|was|are|were|has|have|had|would|could|should|did|does|do)n['’]t\b"), r"\1"),
    (re.compile(r"\bcan(?:not|['’]t)\b"), "can"),
    (re.compile(r"\bwon['’]t\b"), "will"),
    (re.compile(r"\b(?:never|not) "), ""),
    (re.compile(r"\bwithout\b"), "with"),
    (re.compile(r"\bno (?=[a-z])(?!longer|one|matter)"), "some "),
)  # fmt: skip
SAID_AR = (
    (re.compile(r"(?<!\w)(و?)(?:لم|لا|لن) (?=[يتن]\w)(?!يزال|تزال|يقل|تقل)"), r"\1"),
    (re.compile(r"(?<!\w)(و?)(?:ليس|ليست) "), r"\1"),
    (re.compile(r"(?<!\w)(?:بدون|دون) "), "مع "),
    (re.compile(r"(?<!\w)عدم "), ""),
)  # fmt: skip


def digit(sentence: str, _language: str, random: Random) -> str | None:
    """Change one digit."""
    found = [match for match in DIGITS.finditer(sentence) if match[0].strip("0٠")]
    if not found:
        return None
    match = random.choice(found)
    place = random.randrange(match.start(), match.end())
    row = ARABIC_DIGITS if sentence[place] in ARABIC_DIGITS else "0123456789"
    first = place == match.start()
    other = random.choice([digit for digit in row[first:] if digit != sentence[place]])
    return sentence[:place] + other + sentence[place + 1 :]


def number_word(sentence: str, language: str, random: Random) -> str | None:
    """Change a number written in words."""
    return _replaced(sentence, language, NUMBER_WORDS[language], random)


def swapped_numbers(sentence: str, _language: str, random: Random) -> str | None:
    """Put two counts in each other's place: "3 soldiers and 5 civilians" becomes "5 soldiers and 3 civilians"."""
    found = list(COUNTS.finditer(sentence))
    pairs = [
        (one, other) for one in found for other in found if one.start() < other.start() and one[0] != other[0]
    ]
    if not pairs:
        return None
    one, other = random.choice(pairs)
    between = sentence[one.end() : other.start()]
    return sentence[: one.start()] + other[0] + between + one[0] + sentence[other.end() :]


def month(sentence: str, language: str, random: Random) -> str | None:
    """Change a month."""
    return _replaced(sentence, language, MONTHS[language], random)


def weekday(sentence: str, language: str, random: Random) -> str | None:
    """Change a day of the week."""
    return _replaced(sentence, language, WEEKDAYS[language], random)


def name(sentence: str, language: str, random: Random) -> str | None:
    """Put another name in a name's place."""
    side = ("en", "ar").index(language)
    own = [pair[side] for pair in NAMES]
    present = [one for one in own if re.search(rf"(?<!\w){one}(?!\w)", sentence)]
    if not present:
        return None
    gone = random.choice(present)
    new = random.choice([one for one in own if one not in sentence])
    return re.sub(rf"(?<!\w){gone}(?!\w)", new, sentence)


def qualifier(sentence: str, language: str, random: Random) -> str | None:
    """Flip or drop what makes a number inexact."""
    found = [
        (match, turned)
        for words, options in QUALIFIERS[language].items()
        for match in re.finditer(rf"(?i)(?<!\w){words}(?= (?:[$£€]?[0-9٠-٩]))", sentence)
        for turned in options
    ]
    if not found:
        return None
    match, turned = random.choice(found)
    return re.sub(r"\s+", " ", sentence[: match.start()] + turned + sentence[match.end() :]).strip()


def negation_in(sentence: str, language: str, random: Random) -> str | None:
    """Deny what is said."""
    if language == "en":
        found = list(DENIED_EN.finditer(sentence))
        if not found:
            return None
        match = random.choice(found)
        return f"{sentence[: match.end()]} not{sentence[match.end() :]}"
    return _first_of(sentence, DENIED_AR, random)


def negation_out(sentence: str, language: str, random: Random) -> str | None:
    """Say what is denied."""
    return _first_of(sentence, SAID_EN if language == "en" else SAID_AR, random)


MUTATIONS: dict[str, Callable[[str, str, Random], str | None]] = {
    "a digit changed": digit,
    "a number word changed": number_word,
    "a qualifier flipped or dropped": qualifier,
    "a month changed": month,
    "a weekday changed": weekday,
    "a name swapped": name,
    "a negation put in": negation_in,
    "a negation taken out": negation_out,
    "two counts swapped": swapped_numbers,
}


def mutations(sentence: str, language: str, random: Random) -> Iterator[tuple[str, str]]:
    """Yield (kind, tampered sentence) for each kind of mutation that a sentence allows."""
    for kind, mutate in MUTATIONS.items():
        tampered = mutate(sentence, language, random)
        if tampered is not None and tampered != sentence:
            yield kind, tampered


def _replaced(sentence: str, language: str, options: list[str], random: Random) -> str | None:
    """Put one of some words in the place of another of them."""
    before = "" if language == "en" else "و?"
    found = [
        match
        for one in options
        for match in re.finditer(
            rf"(?<!\w){before}(?P<word>{one})(?!\w)", sentence, 0 if one[0].isupper() else re.IGNORECASE
        )
    ]
    if not found:
        return None
    match = random.choice(found)
    new = random.choice([one for one in options if one != match["word"].lower() and one != match["word"]])
    return sentence[: match.start("word")] + new + sentence[match.end("word") :]


def _first_of(sentence: str, rules: tuple[tuple[re.Pattern[str], str], ...], random: Random) -> str | None:
    """Apply one rule that finds something, at one place."""
    found = [(match, new) for pattern, new in rules for match in pattern.finditer(sentence)]
    if not found:
        return None
    match, new = random.choice(found)
    return sentence[: match.start()] + match.expand(new) + sentence[match.end() :]
