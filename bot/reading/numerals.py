"""The words numbers are written with in English and Arabic, their units, and what makes a number inexact."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from index.terms import plain

if TYPE_CHECKING:
    from collections.abc import Sequence


class Bound(Enum):
    """How a number is meant."""

    EXACT = "exactly"
    ABOUT = "about"
    LEAST = "at least, or more than"
    MOST = "at most, or less than"
    UP_TO = "up to"


class Part(Enum):
    """What a number word does in a number."""

    UNIT = "1 to 19"
    TEN = "20, 30, ... 90"
    HUNDREDS = "200, 300, ... 900 in one Arabic word"
    HUNDRED = "100"
    SCALE = "1,000 and on"
    PAIR = "two of a scale in one Arabic word"
    FRACTION = "half, third, quarter"
    VAGUE = "tens, hundreds, thousands"


class Entry(NamedTuple):
    """A number word of a table."""

    part: Part
    value: float
    ordinal: bool = False


@cache
def numerals() -> dict[str, Entry]:
    """Return the number words of both languages, folded."""
    table: dict[str, Entry] = {}

    def add(part: Part, values: Sequence[float], words: str, *, ordinal: bool = False) -> None:
        for value, alternatives in zip(values, words.split(), strict=True):
            for word in alternatives.split("|"):
                table.setdefault(plain(word), Entry(part, value, ordinal))

    add(
        Part.UNIT,
        range(20),
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen",
    )
    add(
        Part.UNIT,
        range(1, 20),
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
        " fifteenth sixteenth seventeenth eighteenth nineteenth",
        ordinal=True,
    )
    add(Part.TEN, range(20, 100, 10), "twenty thirty forty|fourty fifty sixty seventy eighty ninety")
    add(
        Part.TEN,
        range(20, 100, 10),
        "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth",
        ordinal=True,
    )
    add(Part.HUNDRED, (100,), "hundred|مئة|مائة|ميه")
    add(
        Part.SCALE,
        (12, 1e3, 1e6, 1e9, 1e12),
        "dozen|دزينة thousand|ألف|ألفا|آلاف million|mln|مليون|مليونا|ملايين"
        " billion|bn|مليار|مليارا|مليارات|بليون|بلايين trillion|tn|تريليون|تريليونا|تريليونات",
    )
    add(
        Part.VAGUE,
        (10, 100, 1e3, 1e6, 1e9, 1e12),
        "tens|dozens|scores|عشرات hundreds|مئات|مائات thousands millions billions trillions",
    )
    add(
        Part.UNIT,
        range(11),
        "صفر واحد|واحدة|أحد|إحدى|حادي|حادية اثنان|اثنين|اثنتان|اثنتين|اثنا|اثني|اثنتا|اثنتي|إثنان|إثنين ثلاث|ثلاثة"
        " أربع|أربعة خمس|خمسة ست|ستة سبع|سبعة ثمان|ثماني|ثمانية|ثمانيا تسع|تسعة عشر|عشرة",
    )
    add(
        Part.UNIT,
        range(1, 11),
        "أول|أولى ثان|ثاني|ثانية|ثانيا ثالث|ثالثة رابع|رابعة خامس|خامسة سادس|سادسة سابع|سابعة ثامن|ثامنة تاسع|تاسعة عاشر|عاشرة",
        ordinal=True,
    )
    add(
        Part.TEN,
        range(20, 100, 10),
        "عشرون|عشرين ثلاثون|ثلاثين أربعون|أربعين خمسون|خمسين ستون|ستين سبعون|سبعين ثمانون|ثمانين تسعون|تسعين",
    )
    add(
        Part.TEN,
        range(20, 100, 10),
        "twenties|عشرينيات|عشرينات thirties|ثلاثينيات|ثلاثينات forties|أربعينيات|أربعينات fifties|خمسينيات|خمسينات"
        " sixties|ستينيات|ستينات seventies|سبعينيات|سبعينات eighties|ثمانينيات|ثمانينات nineties|تسعينيات|تسعينات",
    )
    add(Part.HUNDREDS, (200,), "مئتان|مئتين|مائتان|مائتين|مئتا|مئتي|مائتا|مائتي")
    for value, stem in zip(range(300, 1000, 100), "ثلاث أربع خمس ست سبع ثمان|ثماني تسع".split(), strict=True):
        one_word = "|".join(f"{one}{hundred}" for one in stem.split("|") for hundred in ("مئة", "مائة"))
        add(Part.HUNDREDS, (value,), one_word)
    add(
        Part.PAIR,
        (2e3, 2e6, 2e9),
        "ألفان|ألفين|ألفي مليونان|مليونين|مليوني ملياران|مليارين|ملياري|بليونين",
    )
    add(Part.FRACTION, (0.5, 1 / 3, 2 / 3, 0.25), "half|نصف ثلث ثلثا|ثلثي|ثلثان|ثلثين quarter|ربع")
    return table


CONJUNCTIONS = frozenset({"and", "و"})
SIGNS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
ORDINAL_ENDINGS = ("st", "nd", "rd", "th")
SHORT_SCALES = {"k": 1e3, "m": 1e6, "b": 1e9, "bn": 1e9, "tn": 1e12, "mln": 1e6}
JOINED = re.compile(r"[\s\-–‑ـ]*$")  # what may stand between the words of one number
PARTS = {
    plain(word): parts
    for word, parts in (
        ("thirds", 3),
        ("quarters", 4),
        ("fifths", 5),
        ("tenths", 10),
        ("أثلاث", 3),
        ("أرباع", 4),
        ("أخماس", 5),
    )
}
TEEN_ONLY = frozenset(
    map(plain, "اثنا اثني اثنتا اثنتي".split())
)  # "twelve" goes on; alone it is another word
HALVES = {"semi": 0.5, "quarter": 0.25, "third": 1 / 3, "mid": 0.5, plain("منتصف"): 0.5, plain("ربع"): 0.25}
TWOS = frozenset("both twice couple pair double twins doubled كلا كلتا ضعف زوج زوجي".split())
ONES = frozenset("a an once single sole only alone وحيد وحيدة مرة مره".split())

UNITS_TEXT = """
year years year-old yr yrs annual anniversary عام عاما أعوام سنة سنوات سنين سنويا سنوية عامان عامين سنتان سنتين
month months شهر شهرا أشهر شهور شهران شهرين
week weeks أسبوع أسبوعا أسابيع أسبوعان أسبوعين
day days يوم يوما أيام يومان يومين
hour hours ساعة ساعات ساعتان ساعتين
minute minutes دقيقة دقائق دقيقتان دقيقتين
decade decades عقد عقود عقدا عقدان عقدين
century centuries قرن قرون قرنا قرنان قرنين
km kilometre kilometres kilometer kilometers كيلومتر كيلومترا كيلومترات كلم كيلومترين كم
mile miles mph ميل ميلا أميال
foot feet ft قدم قدما أقدام
metre metres meter meters متر مترا أمتار مترين
inch inches بوصة بوصات
kg kilogram kilograms kilo kilos كيلوغرام كيلوجرام كيلوغراما كيلوجراما كجم كغم
ton tons tonne tonnes طن طنا أطنان
usd $ dollar dollars دولار دولارا دولارات دولارين
eur € euro euros يورو
gbp £ جنيه جنيها جنيهات إسترليني
sar riyal riyals ريال ريالا ريالات
% percent pct percentage ٪ مئوية
"""
DUALS = frozenset(
    plain(word)
    for word in (
        "عامان عامين سنتان سنتين شهران شهرين أسبوعان أسبوعين يومان يومين ساعتان ساعتين دقيقتان دقيقتين عقدان عقدين قرنان قرنين "
        "مرتان مرتين شخصان شخصين رجلان رجلين امرأتان امرأتين طفلان طفلين جنديان جنديين قتيلان قتيلين هدفان هدفين مترين كيلومترين دولارين "
        "ولدان ولدين شقيقان شقيقين نقطتان نقطتين"
    ).split()
)
DUAL_ENDINGS = ("ان", "ين", "تا", "تي")

BOUNDS_BEFORE = {
    Bound.LEAST: """
        more than|over|above|at least|no fewer than|no less than|not less than|exceeding|exceeded|exceeds|exceed
        upwards of|in excess of|a minimum of|just over|well over|topped|surpassed|surpassing|not fewer than
        أكثر من|أكثر بقليل من|أكبر من|أعلى من|أزيد من|ما يزيد على|ما يزيد عن|يزيد على|يزيد عن|تزيد على|تزيد عن|زاد على|زاد عن|زادت على|زادت عن
        على الأقل|ما لا يقل عن|لا يقل عن|لا تقل عن|يفوق|تفوق|ما يفوق|يتجاوز|تتجاوز|تجاوز|تجاوزت|متجاوزا|متجاوزة|ما يتجاوز|يتعدى|تتعدى
        أكثر|زيادة عن|فوق|بحد أدنى|زيادة على|يزيدون على|يزيدون عن|يقل عن
    """,
    Bound.MOST: """
        less than|fewer than|under|below|at most|no more than|not more than|maximum of|a maximum of|just under|not exceeding
        أقل من|أقل بقليل من|ما لا يزيد عن|ما لا يزيد على|لا يزيد عن|لا يزيد على|لا تزيد عن|لا تزيد على|لا يتجاوز|لا تتجاوز|على الأكثر|كحد أقصى
        بحد أقصى|أدنى من|لم يتجاوز|لم تتجاوز|لا يتعدى
    """,
    Bound.UP_TO: """
        up to|as much as|as many as|as high as
        ما يصل إلى|يصل إلى|تصل إلى|ليصل إلى|لتصل إلى|وصل إلى|وصلت إلى|وصول إلى|بلوغ
    """,
    Bound.ABOUT: """
        about|around|approximately|roughly|some|nearly|almost|close to|an estimated|circa|approx|near|more or less|or so
        حوالي|نحو|قرابة|زهاء|ما يقارب|يقارب|تقارب|ما يقرب من|يقرب من|تقرب من|تقريبا|يناهز|تناهز|ما يناهز|بنحو|بحوالي|نحوا من|حوالى
    """,
}
BOUNDS_AFTER = {
    Bound.LEAST: "at least|or more|or above|or older|and over|or over|على الأقل|أو أكثر|فأكثر|أو يزيد|فما فوق|كحد أدنى|وأكثر|plus",
    Bound.MOST: "at most|or less|or fewer|or under|or younger|على الأكثر|أو أقل|فأقل|كحد أقصى|بحد أقصى",
    Bound.ABOUT: "or so|approximately|تقريبا|على وجه التقريب|roughly",
}
BETWEEN = frozenset(
    map(plain, "$ £ € us the a an another of s at ال الساعة ساعة إلى مبلغ نسبة عدد".split())
)  # may stand before a number
LOOK_BEFORE, LOOK_AFTER = 2, 4


@cache
def units() -> dict[str, str]:
    """Return folded word → unit."""
    lines = (line.split() for line in UNITS_TEXT.strip().splitlines())
    return {plain(word): words[0] for words in lines for word in words}


@cache
def bounds(after: bool) -> dict[tuple[str, ...], Bound]:  # noqa: FBT001
    """Return folded phrase → how it means the number before or after which it stands."""
    return {
        tuple(plain(phrase.strip()).split()): bound
        for bound, phrases in (BOUNDS_AFTER if after else BOUNDS_BEFORE).items()
        for phrase in re.split(r"\||\n", phrases)
        if phrase.strip()
    }
