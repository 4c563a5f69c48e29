"""What Khabar says in its own words, by language; English where a language has none yet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime, timedelta

    Phrases = dict[str, str]

MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split(),
}
NO_ANSWER = {
    "en": "The archive holds no answer to this question; the nearest passages may still help.",
    "ar": "لا يحوي الأرشيف جواباً عن هذا السؤال، وقد تفيد أقرب المقاطع إليه.",
}
NOTHING_FOUND = {
    "en": "The archive holds nothing on this question within these filters.",
    "ar": "لا يحوي الأرشيف شيئاً عن هذا السؤال ضمن هذه القيود.",
}
UNDERSTOOD = {"en": "Understood as: {question}", "ar": "فُهم السؤال هكذا: {question}"}
PUBLISHED_ON = {"en": "Published on {first}.", "ar": "المنشور في {first}."}
PUBLISHED = {"en": "Published from {first} to {last}.", "ar": "المنشور من {first} إلى {last}."}
PUBLISHED_SINCE = {"en": "Published since {first}.", "ar": "المنشور منذ {first}."}
PUBLISHED_UNTIL = {"en": "Published until {last}.", "ar": "المنشور حتى {last}."}
SINCE_EVENT = {
    "en": "Published since {first}, the date of “{title}”, taken for {event}.",
    "ar": "المنشور منذ {first}، وهو تاريخ «{title}»، على أنه المقصود بـ«{event}».",
}
NO_EVENT = {
    "en": "The archive doesn't show plainly when {event} was: articles of all dates were searched.",
    "ar": "لا يتضح من الأرشيف تاريخ «{event}»، فجرى البحث في المقالات من كل التواريخ.",
}
LATER = {
    "en": "Nothing published in that time answers this; what follows was published later.",
    "ar": "لا جواب في ما نُشر خلال تلك المدة، وما يلي منشور بعدها.",
}
UNDATED = {
    "en": "What follows is from articles without a date: whether they are of that time can't be told.",
    "ar": "ما يلي من مقالات بلا تاريخ، فلا يُعرف أهي من تلك المدة أم لا.",
}
ONLY_UNDATED = {
    "en": "The articles on this are undated, so none is known to be of that time: ask without a date to search these.",
    "ar": "المقالات عن هذا بلا تاريخ، فلا يُعرف أهي من تلك المدة: اسأل بلا تاريخ ليجري البحث فيها.",
}
NO_MORE = {
    "en": "The archive holds no more on this than was shown.",
    "ar": "لا يحوي الأرشيف عن هذا أكثر مما عُرض.",
}
NEAREST = {"en": "The nearest passages:", "ar": "أقرب المقاطع:"}
NEWEST = {"en": "Newest article on this:", "ar": "أحدث مقال في الموضوع:"}
NO_DATE = {"en": "undated", "ar": "بلا تاريخ"}
UPDATED = {"en": "archive updated:", "ar": "آخر تحديث للأرشيف:"}
CORRECTED = {
    "en": "The article quoted in {marks} was corrected on {day}.",
    "ar": "المقال المقتبس منه في {marks} صُحِّح في {day}.",
}
WITHDRAWN = {
    "en": "The article quoted in {marks} was withdrawn by its publisher on {day}.",
    "ar": "المقال المقتبس منه في {marks} سحبه ناشره في {day}.",
}
FRESH = {"en": "archive up to date to {when}", "ar": "الأرشيف محدَّث حتى {when}"}
SILENT = {"en": "feed {feed} silent for {time}", "ar": "المصدر {feed} لا يستجيب منذ {time}"}
MORE_SILENT = {"en": "{count} more feeds silent", "ar": "ومصادر أخرى لا تستجيب: {count}"}
PAUSE = {"en": "; ", "ar": "؛ "}
ALSO = {"en": "also in:", "ar": "وأيضاً في:"}
# A number of things in Arabic: one, two, three to ten, more.
TIMES = {
    "en": {"d": ("1 day", "2 days", "{} days", "{} days"), "h": ("1 hour", "2 hours", "{} hours", "{} hours")}
    | {"m": ("1 minute", "2 minutes", "{} minutes", "{} minutes")},
    "ar": {"d": ("يوم", "يومين", "{} أيام", "{} يوماً"), "h": ("ساعة", "ساعتين", "{} ساعات", "{} ساعة")}
    | {"m": ("دقيقة", "دقيقتين", "{} دقائق", "{} دقيقة")},
}

# Of an answer that a language model was to write (`bot.llm.composer`).
_QUOTES_ONLY = {"en": "these are quotes from the articles", "ar": "وهذه اقتباسات من المقالات"}
MODEL_FAILED: dict[str, Phrases] = {
    "late": {
        "en": f"The language model did not answer in time; {_QUOTES_ONLY['en']}.",
        "ar": f"لم يجب النموذج اللغوي في الوقت المحدد، {_QUOTES_ONLY['ar']}.",
    },
    "failed": {
        "en": f"The language model could not answer; {_QUOTES_ONLY['en']}.",
        "ar": f"تعذّر على النموذج اللغوي أن يجيب، {_QUOTES_ONLY['ar']}.",
    },
    "paused": {
        "en": f"The language model has failed several times and is left alone for a minute; {_QUOTES_ONLY['en']}.",
        "ar": f"أخفق النموذج اللغوي مرات عدة فتُرك دقيقة، {_QUOTES_ONLY['ar']}.",
    },
    "spent": {
        "en": f"Today's allowance for the language model is used up; {_QUOTES_ONLY['en']}.",
        "ar": f"استُنفدت حصة اليوم من النموذج اللغوي، {_QUOTES_ONLY['ar']}.",
    },
}
MODEL_NOT_ASKED = {
    "en": f"The language model was not asked, since no evidence fits into its prompt; {_QUOTES_ONLY['en']}.",
    "ar": f"لم يُسأل النموذج اللغوي إذ لا تتسع رسالته لأي دليل، {_QUOTES_ONLY['ar']}.",
}
MODEL_UNUSABLE = {
    "en": f"Nothing that the language model wrote could be shown with its source; {_QUOTES_ONLY['en']}.",
    "ar": f"لم يكتب النموذج اللغوي شيئاً يمكن عرضه مع مصدره، {_QUOTES_ONLY['ar']}.",
}
MODEL_QUOTED = {
    "en": "Where the language model's sentence did not agree with its source, the source is quoted instead.",
    "ar": "حيثما خالفت جملة النموذج اللغوي مصدرها اقتُبس المصدر بدلاً منها.",
}
MODEL_DROPPED = {
    "en": "What the language model wrote without the articles saying it was left out.",
    "ar": "حُذف ما كتبه النموذج اللغوي ولم تقله المقالات.",
}
MODEL_STOPPED = {
    "en": "The language model stopped before it had finished.",
    "ar": "توقف النموذج اللغوي قبل أن يُتم جوابه.",
}
# How a sentence says that it reports what somebody says, in either language.
REPORTED = re.compile(
    r"\b(?:according to|sa(?:id|ys?)|told|stated|claim(?:s|ed)?|announced|report(?:s|ed)?|argued|warned|denied)\b"
    r"|(?<!\w)(?:بحسب|وفق(?:ا|اً|ًا)?|حسب|نقلا|قال\w*|صرح\w*|أعلن\w*|أكد\w*|ذكر\w*|زعم\w*|أفاد\w*|نفى|نفت|حذر\w*)(?!\w)",
    re.IGNORECASE,
)
SOURCES_DIFFER = {"en": "Sources differ: {first}; {last}.", "ar": "تختلف المصادر: {first}؛ {last}."}
SOURCE_UPDATED = {
    "en": "The same source later gave another figure: {first}; then {last}.",
    "ar": "ذكر المصدر نفسه لاحقاً غير ذلك: {first}؛ ثم {last}.",
}
UNNAMED = {"en": "speaker not identified", "ar": "القائل غير محدَّد"}
SAYS = {"en": "according to {who}", "ar": "بحسب {who}"}
SEPARATOR = {"en": ", ", "ar": "، "}
QUOTES = {"en": ("“", "”"), "ar": ("«", "»")}

# Unicode bidi isolates (UAX #9): a quote keeps its own direction beside words of the other.
ISOLATE, END_ISOLATE = "\u2068", "\u2069"


def say(phrases: dict[str, str], language: str) -> str:
    """Return a phrase in a language, in English where there is none."""
    return phrases.get(language, phrases["en"])


def day(when: date, language: str) -> str:
    """Return a date as people write it: "8 July 2020", "8 يوليو 2020"."""
    return f"{when.day} {MONTHS.get(language, MONTHS['en'])[when.month - 1]} {when.year}"


def published(since: datetime | None, until: datetime | None, language: str) -> str:
    """Return a sentence on when articles were published; "" where anything goes."""
    first, last = (when and day(when, language) for when in (since, until))
    if first and last:
        return say(PUBLISHED_ON if first == last else PUBLISHED, language).format(first=first, last=last)
    if first:
        return say(PUBLISHED_SINCE, language).format(first=first)
    return say(PUBLISHED_UNTIL, language).format(last=last) if last else ""


def duration(time: timedelta, language: str) -> str:
    """Return a length of time in the largest whole unit: "3 days", "3 أيام"."""
    minutes = max(int(time.total_seconds()) // 60, 1)
    units = TIMES.get(language, TIMES["en"])
    number, forms = next(
        (minutes // size, units[unit]) for unit, size in (("d", 1440), ("h", 60), ("m", 1)) if minutes >= size
    )
    form = forms[number - 1] if number <= 2 else forms[2] if 3 <= number % 100 <= 10 else forms[3]  # noqa: PLR2004
    return form.format(number)


def introduced(
    quote: str,
    language: str,
    *,
    source: str | None,
    published: datetime | None,
    who: str | None,
    reported: bool = False,
) -> str:
    """Return a quote in quotation marks, led by who published it, when, and who says so, as far as known.

    Where it is `reported` speech and nobody is known to say so, that is said: a claim is not shown as a fact.
    """
    known = [isolated(source) if source else "", day(published, language) if published else ""]
    if who:
        known.append(say(SAYS, language).format(who=isolated(who)))
    elif reported:
        known.append(say(UNNAMED, language))
    lead = say(SEPARATOR, language).join(filter(None, known))
    opening, closing = QUOTES.get(language, QUOTES["en"])
    marked = f"{opening}{isolated(quote)}{closing}"
    return f"{lead}: {marked}" if lead else marked


def isolated(text: str) -> str:
    """Return a text between a first-strong isolate and its end, so that it can't reorder its surroundings."""
    return f"{ISOLATE}{text}{END_ISOLATE}"
