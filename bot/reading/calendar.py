"""The words that dates are written with, in English and Arabic: months, weekdays, units of time, small numbers.

Arabic has three sets of month names: those of Egypt and the Gulf, of the Levant and Iraq, and of the Maghreb. All words
here are folded (`index.terms.plain`).
"""

from __future__ import annotations

MONTH_NAMES = (
    "january|jan|يناير|كانون الثاني|جانفي", "february|feb|فبراير|شباط|فيفري", "march|mar|مارس|اذار",
    "april|apr|ابريل|نيسان|افريل", "may|مايو|ايار|ماي", "june|jun|يونيو|يونيه|حزيران|جوان",
    "july|jul|يوليو|يوليه|تموز|جويليه|يوليوز", "august|aug|اغسطس|اب|اوت|غشت",
    "september|sept|sep|سبتمبر|ايلول|شتنبر", "october|oct|اكتوبر|تشرين الاول",
    "november|nov|نوفمبر|تشرين الثاني|نونبر", "december|dec|ديسمبر|كانون الاول|دجنبر",
)  # fmt: skip
WEEKDAY_NAMES = (
    "monday|اثنين", "tuesday|ثلاثاء", "wednesday|اربعاء", "thursday|خميس", "friday|جمعه", "saturday|سبت",
    "sunday|احد",
)  # fmt: skip
NUMBER_NAMES = (
    "one|a|an|واحد|واحده", "two|couple of|a couple of", "three|few|ثلاث|ثلاثه", "four|اربع|اربعه",
    "five|خمس|خمسه", "six|ست|سته", "seven|سبع|سبعه", "eight|ثماني|ثمانيه", "nine|تسع|تسعه", "ten|عشر|عشره",
    "eleven|احد عشر", "twelve|اثني عشر|اثنا عشر",
)  # fmt: skip


def numbered(names: tuple[str, ...], start: int) -> dict[str, int]:
    """Return each name with its place in the table, counted from `start`."""
    return {name: number for number, some in enumerate(names, start) for name in some.split("|")}


MONTH = numbered(MONTH_NAMES, 1)
WEEKDAY = numbered(WEEKDAY_NAMES, 0)  # as `datetime.date.weekday` counts
NUMBER = numbered(NUMBER_NAMES, 1)

DAYS = "days?|يوم|ايام|يومين"
WEEKS = "weeks?|اسبوع|اسابيع|اسبوعين"
MONTHS = "months?|شهر|اشهر|شهور|شهرين"
YEARS = "years?|عام|اعوام|سنه|سنوات|سنين|عامين|سنتين"
UNITS = {"day": DAYS, "week": WEEKS, "month": MONTHS, "year": YEARS}


def either(words: dict[str, int]) -> str:
    """Return a pattern for any of some words, the longest first: "july" before "jul"."""
    return "|".join(sorted(words, key=len, reverse=True))


def number(text: str) -> int:
    """Return the number that digits, or a word of `NUMBER`, say."""
    return int(text) if text.isdigit() else NUMBER[text]
