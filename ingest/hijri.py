"""Days of the Hijri calendar to days of ours, by the Umm al-Qura calendar: the civil one of Saudi Arabia.

No rule makes its months; they are told by a table. Other countries begin a month a day sooner or later at times.
"""

from __future__ import annotations

from datetime import date, timedelta

FIRST_YEAR = 1411
FIRST_DAY = date(1990, 7, 23)
# Three hexadecimal digits a year, one bit a month, the first month first: set where it has 30 days, not 29.
LONG_MONTHS = (
    "5b49ba4db25d52daa5ad4aea56d4bd23d91da95b4ab5a56d2b693b49b6556a9754b6a56caad555b29b92ba95d4"
    "ada55aaab595749764baa5b52b6a56d2ae9572a75535a95d49ba4dd26d535aaaad4b6a57527a95b4ab5536c9ae"
    "4b6a96b4ada55d25d92dc96d4ad6556d2b693749b64d72ab54b6a5752b6956b2ad94dc95d4aea56caad5556c97"
)
YEARS = range(FIRST_YEAR, FIRST_YEAR + len(LONG_MONTHS) // 3)
MONTHS = 12


def day(year: int, month: int, day_: int) -> date | None:
    """Return the day of our calendar, or None for a day that there is not, or that the table doesn't reach."""
    if year not in YEARS or not 1 <= month <= MONTHS:
        return None
    bits = f"{int(LONG_MONTHS, 16):0{len(LONG_MONTHS) * 4}b}"
    number = (year - FIRST_YEAR) * MONTHS + month - 1
    if not 1 <= day_ <= 29 + int(bits[number]):
        return None
    return FIRST_DAY + timedelta(29 * number + bits[:number].count("1") + day_ - 1)
