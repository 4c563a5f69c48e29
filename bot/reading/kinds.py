"""What kind of answer a question asks for, and whether a sentence has one of that kind.

Rules on surface words, in English and Arabic: they run in microseconds and can be read. A kind is evidence beside
the words a sentence shares with the question, never a filter: a rule that misses costs a rank, not the answer.
"""

from __future__ import annotations

import re
from enum import Enum

from index.terms import plain

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


class AnswerKind(Enum):
    """The kind of answer asked for."""

    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    MONEY = "money"
    SHARE = "share"
    NUMBER = "number"
    WHY = "why"
    SAID = "said"
    WHAT = "what"


def words(*alternatives: str) -> re.Pattern[str]:
    """Return a pattern that finds any of some folded words or phrases, whole."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)")


# What is found first in a folded question decides; of two at the same place, the one that stands higher here.
ASKED: tuple[tuple[AnswerKind, re.Pattern[str]], ...] = (
    (
        AnswerKind.MONEY,
        words(
            r"how much (?:money|cash|aid|compensation|will it cost|did it cost|does .* cost|(?:did|does|do|will|would|was|were|has|have) .*"
            r"(?:pay|paid|cost|earn|spend|spent|raise|raised|receive|invest|invested|promised|donate|donated|worth|fined?|lose|lost))",
            r"what (?:price|sum|amount of money|amount|cost)", r"how (?:expensive|costly)", r"at what price",
            r"كم (?:تكلف|يكلف|كلف|بلغت? (?:تكلفه|قيمه|سعر|كلفه)|ستبلغ (?:تكلفه|كلفه|قيمه)|سعر|ثمن|ستكلف|دفع.*|تبلغ (?:المساعدات|تكلفه|قيمه|كلفه))",
            r"(?:ما|كم) (?:هو |هي )?(?:ال)?(?:سعر|ثمن|تكلفه|كلفه|مبلغ|قيمه|راتب|تعويض).*",
            r"كم .*(?:دولار|يورو|ريال|جنيه|اموال|مال)",
        ),
    ),
    (AnswerKind.SHARE, words(r"what (?:\w+ ){0,3}(?:percentage|percent|share|proportion|fraction)", r"how many percent", r"(?:ما|كم) (?:هي |هو |كانت |بلغت )?(?:ال)?نسبه")),
    (
        AnswerKind.NUMBER,
        words(
            r"how (?:many|much|old|long|far|tall|high|big|large|fast|often|deep|heavy|wide|hot|cold|strong)",
            r"what (?:number|size|age|speed|height|distance|magnitude|score|length)", r"what (?:is|was|were|are) the (?:\w+ ){0,2}(?:number|total|age|size|magnitude|score|population|length)",
            r"[وف]?كم", r"[وب]كم", r"ما (?:هو |هي |كان )?(?:عدد|عمر|طول|حجم|مساحه|ارتفاع|سرعه|قوه|مده|المده|المسافه)", r"ما عدد", r"عدد",
        ),
    ),
    (
        AnswerKind.WHEN,
        words(
            r"when", r"(?:what|which) (?:year|month|day|date|time|century|decade|season|weekday)", r"(?:in|on|by|since) (?:what|which) (?:\w+ )?(?:year|month|day|date|century|decade)",
            r"how long ago", r"متي", r"[فوب]?ا?ي (?:عام|سنه|يوم|شهر|تاريخ|وقت|قرن|ساعه|عقد|موعد)", r"(?:في|منذ|خلال) (?:اي|ايه) (?:عام|سنه|يوم|شهر|تاريخ|وقت|قرن|ساعه|عقد|موعد)", r"ما (?:هو )?(?:تاريخ|موعد)",
        ),
    ),
    (
        AnswerKind.WHERE,
        words(
            r"where", r"(?:what|which) (?:\w+ )?(?:city|country|place|town|state|region|village|location|street|hospital|island|continent|area|venue|province|district)",
            r"(?:in|at|to|from|on) (?:what|which) (?:\w+ )?\w+",
            r"[اوف]?اين", r"(?:في|الي|من|ب)?\s?(?:اي|ايه) (?:مدينه|دوله|بلد|مكان|ولايه|منطقه|قريه|مستشفي|شارع|جزيره|قاره|محافظه|اقليم|ملعب|بلده)", r"ما (?:اسم )?(?:ال)?(?:مدينه|دوله|بلد|مكان)",
        ),
    ),
    (AnswerKind.WHY, words(r"why", r"what (?:was|is|were|are) the (?:reasons?|cause|motive)", r"what (?:caused|led|prompted|made)", r"for what reason", r"لماذا", r"ما (?:هو |هي )?(?:سبب|اسباب|السبب|الذي دفع|دافع)", r"ل?اي سبب", r"ما سبب")),
    (
        AnswerKind.SAID,
        words(
            r"(?:what|how) (?:did|does|do|has|had|have|is|was|will) .*(?:say|said|saying|propose|proposed|suggest|suggested|call for|called for|demand|demanded|tell|told|announce|announced|claim|claimed|describe|described|respond|responded|warn|warned|think|promise|promised|argue|argued|urge|ask)",
            r"what .*(?:position|stance|view|opinion|reaction|response|proposal)", r"according to", r"(?:ماذا|بماذا|ما الذي|كيف|بم|بما|الام|علام) .*(?:قال|قالت|اقترح|اقترحت|صرح|صرحت|اعلن|اعلنت|دعا|دعت|طالب|طالبت|وصف|وصفت|ذكر|ذكرت|اكد|اكدت|رد|ردت|علق|علقت|حذر|حذرت|وعد|وعدت|يري|تري)",
            r"ما (?:هو )?(?:موقف|راي|رد|تعليق|اقتراح|مقترح)", r"(?:بحسب|وفق|حسب|وفقا)",
        ),
    ),
    (AnswerKind.WHO, words(r"who", r"whom", r"whose", r"(?:what|which) (?:\w+ )?(?:person|man|woman|actor|actress|player|president|minister|singer|artist|company|team|party|group|organi[sz]ation|leader|couple|journalist|director|author|scientist|musician|politician|official|club|band|senator)", r"what (?:is|was) the name of", r"^\W*[وف]?من", r"من (?:هو|هي|هم)", r"ما (?:هو )?اسم", r"لمن", r"[وف]?منهم", r"(?:اي|ايه) (?:شركه|فريق|حزب|لاعب|رئيس|وزير|ممثل|ممثله|منظمه|شخص|صحفي)")),
)  # fmt: skip

MONTHS = (
    r"january|february|march|april|june|july|august|september|october|november|december|"
    r"يناير|فبراير|مارس|ابريل|مايو|يونيو|يوليو|اغسطس|سبتمبر|اكتوبر|نوفمبر|ديسمبر|"
    r"كانون|شباط|اذار|نيسان|ايار|حزيران|تموز|ايلول|تشرين|محرم|صفر|رجب|شعبان|رمضان|شوال"
)
DAYS = (
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    r"(?:يوم )?(?:ال)?(?:اثنين|ثلاثاء|اربعاء|خميس|جمعه|سبت|احد)"
)
NUMBER_WORDS = words(
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|dozens?|half|third|quarter|twice|double|single|one",
    r"[وبل]?(?:ال)?(?:واحد|واحده|اثن(?:ان|ين|تان|تين)|ثلاث(?:ه|ون|ين)?|اربع(?:ه|ون|ين)?|خمس(?:ه|ون|ين)?|ست(?:ه|ون|ين)?|سبع(?:ه|ون|ين)?|ثماني?(?:ه|ون|ين)?|تسع(?:ه|ون|ين)?|عشر(?:ه|ون|ين|ات)?|مي?[اي]ه|مايه|مايتين|ميات|الف|الاف|الفين|مليون|ملايين|مليار|مليارات|نصف|ثلث|ربع|عشرات)|(?:قدم|عام|يوم|شهر|ساعت|سنت|دقيقت|مرت|اسبوع|ميل|متر|عقد|مليون|مليار|طن|شخص)(?:ان|ين)",
)  # fmt: skip
MONEY = re.compile(r"[$€£¥₹]|(?<!\w)(?:usd|euros?|dollars?|pounds|sterling|yuan|yen|rubles?|rupees?|cents?|pence|riyals?|dinars?|[وب]?(?:ال)?(?:دولار|دولارا|دولارات|يورو|ريال|ريالا|ريالات|جنيه|جنيها|جنيهات|استرليني|دينار|دينارا|درهم|درهما|ليره|يوان|ين|روبل|فرنك|سنت|سنتا))(?!\w)")  # fmt: skip
PERCENT = re.compile(
    r"[%٪]|(?<!\w)(?:percent|per cent|percentage|pct|(?:في|ب)\s?ا?ل?(?:ماي?ه|مييه|ميه|مايه|مئه))(?!\w)"
)
WHEN = re.compile(rf"(?<!\d)(?:1[0-9]|20)\d\d(?!\d)|(?<!\w)(?:{MONTHS}|may \d|\d+ may|{DAYS}|yesterday|today|tonight|tomorrow|ago|(?:last|next|this) (?:week|month|year|night|summer|spring|winter|autumn|fall)|century|centuries|decades?|noon|midnight|morning|evening|[ap]\.?m\.?|\d+(?:st|nd|rd|th)|امس|اليوم|غدا|الماضي|المقبل|قبل|منذ|القرن|الساعه|عام|سنه|صباحا|مساء|فجر)(?!\w)")  # fmt: skip
YEAR = re.compile(r"(?<!\d)(?:1[0-9]|20)\d\d(?!\d)")
WHY = words(r"because|since|due|as|after|so|reason|reasons|caused|owing|thanks|therefore|in order|led to|result|fear|fears|hoping|to avoid|to prevent|wanted|[وف]?لان(?:ه|ها|هم|هما|ني|نا)?|بسبب|نتيجه|جراء|لكي|كي|من اجل|بهدف|لذلك|لذا|ل?تجنب|ادي|ادت|نظرا|خشيه|خوفا|اثر|سبب|اذ|حيث|عقب|بعدما")  # fmt: skip
SAID = re.compile(r"[\"“”«»]|(?<!\w)(?:said|says|say|told|announced|added|proposed|suggested|called|urged|warned|claimed|described|demanded|insisted|argued|according|believes?|tweeted|wrote|asked|denied|confirmed|promised|stressed|vowed|[وف]?(?:قال|قالت|يقول|تقول|اعلن|اعلنت|اكد|اكدت|اضاف|اضافت|صرح|صرحت|ذكر|ذكرت|دعا|دعت|داعيا|داعيه|طالب|طالبت|اقترح|اقترحت|وصف|وصفت|حذر|حذرت|كتب|كتبت|اوضح|اوضحت|تابع|شدد|شددت|نفي|نفت|وعد|وعدت|اشار|اشارت|مضيفا|اعتبر|اعتبرت|اعرب|اعربت|ندد|يعتقد|تعتقد|راي))(?!\w)")  # fmt: skip
NAME = re.compile(r"(?<![.!?…]\s)(?<!^)(?<!\w)[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*")
PERSON_TITLES = words(r"[وفبل]?(?:ال)?(?:رييس|رييسه|وزير|وزيره|امير|ملك|ملكه|سيد|سيده|دكتور|استاذ|شيخ|جنرال|عقيد|مدير|مديره|قايد|زعيم|نايب|سفير|ممثل|ممثله|مغني|كاتب|محامي|مدرب|لاعب|شاعر|عالم|مندوب|مندوبه|متحدث|متحدثه|مسؤول|صحفي|صحافي|ابن|بن|ابو|عبد|محمد|احمد)")  # fmt: skip
PLACE = words(r"(?:in|at|near|from|to|across|outside|around|of|on|into) (?:the )?\w+", r"[وف]?(?:في|الي|قرب|من|علي|بمدينه|مدينه|دوله|بلده|قريه|منطقه|ولايه|محافظه|شرق|غرب|شمال|جنوب) \w+", r"ب(?:ال)?\w{3,}")  # fmt: skip


def kind(question: str) -> AnswerKind:
    """Return the kind of answer a question asks for; WHAT where no rule says more."""
    asked = plain(question)
    found = [(match.start(), kind) for kind, pattern in ASKED if (match := pattern.search(asked))]
    return min(found, key=lambda first: first[0], default=(0, AnswerKind.WHAT))[1]


def answers(kind: AnswerKind, sentence: str, question: str) -> float:
    """Return how far a sentence holds an answer of a kind: 0 not at all, 1 plainly; 0.5 where no kind was asked."""
    said, asked = plain(sentence), plain(question)
    if kind in PATTERNS:
        return float(bool(PATTERNS[kind].search(said)))
    match kind:
        case AnswerKind.NUMBER:
            return 1.0 if numbers(said) - numbers(asked) else 0.6 * bool(NUMBER_WORDS.search(said))
        case AnswerKind.MONEY | AnswerKind.SHARE:
            return 0.3 * bool(numbers(said) - numbers(asked)) + 0.7 * bool(SIGNS[kind].search(said))
        case AnswerKind.WHEN:
            return 1.0 if _fresh(YEAR, said, asked) else 0.7 * _fresh(WHEN, said, asked)
        case AnswerKind.WHO | AnswerKind.WHERE:
            return _names(kind, sentence, said, asked)
        case _:
            return 0.5


PATTERNS = {AnswerKind.WHY: WHY, AnswerKind.SAID: SAID}
SIGNS = {AnswerKind.MONEY: MONEY, AnswerKind.SHARE: PERCENT}


def _fresh(pattern: re.Pattern[str], said: str, asked: str) -> bool:
    """Say whether a sentence has a match that the question hasn't."""
    return bool(
        {match[0] for match in pattern.finditer(said)} - {match[0] for match in pattern.finditer(asked)}
    )


def numbers(text: str) -> set[str]:
    """Return the numbers written in digits in a folded text."""
    return {match[0].replace(",", "") for match in NUMBER.finditer(text)}


def _names(kind: AnswerKind, sentence: str, said: str, asked: str) -> float:
    """Say whether a sentence names somebody or some place that the question doesn't."""
    if any(not all(word in asked for word in plain(name[0]).split()) for name in NAME.finditer(sentence)):
        return 1.0
    pattern = PERSON_TITLES if kind is AnswerKind.WHO else PLACE
    return 0.7 * bool(pattern.search(said))


# What is measured, and the units it comes in: (asked, told).
UNITS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (words(asked), re.compile(rf"(?<!\w)(?:{told})"))
    for asked, told in (
        (
            r"how (?:tall|high|deep|wide|far|big)",
            r"feet|foot|ft|met(?:er|re)|mile|km|kilomet|inch|cm|acre|متر|امتار|قدم|اقدام|كيلو|ميل|اميال|بوص|سنتيم",
        ),
        (r"how heavy|how much .* weigh|وزن", r"pound|lb|kilo|kg|ton|رطل|ارطال|كيلو|طن|اطنان|[جغ]رام"),
        (
            r"how long|how soon|(?:ما|كم) (?:ال)?مده|كم (?:من )?(?:ال)?وقت|كم [يست]?(?:استغرق|استمر|دام|بقي|ستغرق|ستمر|دوم|حتاج)\w*",
            r"hour|minute|day|week|month|year|second|decade|ساع|دقيق|دقايق|يوم|ايام|اسبوع|اسابيع|شهر|اشهر|عام|اعوام|سنه|سنوات|عقد|عقود|ثاني|ثواني",
        ),
        (r"how old|عمر|عمره|عمرها", r"years?.old|aged?|\d\d|عام|عمر|سنه"),
        (
            r"what time|at what time|في اي ساعه|(?:ما|كم) الساعه|في اي وقت",
            r"\d\d?[:.]\d\d|\d+ ?[ap]\.?m|noon|midnight|o'clock|الساعه|صباح|مساء|ظهر|توقيت",
        ),
        (r"(?:what|which) year|اي (?:سنه|عام)", r"(?:1[5-9]|20)\d\d"),
        (
            r"(?:what|which|birth) (?:date|day|month)|اي (?:يوم|شهر|تاريخ)|ما (?:هو )?تاريخ",
            rf"{MONTHS}|may \d|{DAYS}",
        ),
        (r"temperature|درجه (?:ال)?حراره", r"degree|°|celsius|fahrenheit|درج"),
        (r"score|نتيجه", r"\d+ ?[-–] ?\d+"),
        (r"how fast|speed|سرعه", r"mph|km/h|mile|kilomet|knot|كيلو|ميل|عقد"),
    )
)


def measured(asked: str, told: str) -> float:
    """Return 1 if a `plain` sentence has the unit that a `plain` question asks for, -1 if not, 0 if none is asked."""
    patterns = (told_pattern for asked_pattern, told_pattern in UNITS if asked_pattern.search(asked))
    unit = next(patterns, None)
    return 0.0 if unit is None else 1.0 if unit.search(told) else -1.0
