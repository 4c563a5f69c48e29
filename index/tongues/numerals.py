"""Number words, fractions, qualifiers, units and money."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Numerals:
    """Number words, fractions, qualifiers, units and money, and how numbers are put together of them.

    Words stand in a string with spaces between, and "|" between those for one number. Phrases of several words stand
    with "|" or a new line between. All are written as the language writes them; `bot.reading.numerals` folds them.

    Attributes:
        small: 0 to 19, in order, as far as each is a word of its own.
        small_ordinals: first to nineteenth.
        tens: 20, 30, ... 90.
        ten_ordinals: twentieth, thirtieth, ...
        decades: "twenties", "thirties", ...
        hundred: 100.
        hundreds: 200, 300, ... 900 where each is one word.
        scales: 12, 1,000 and on.
        pairs: two of a scale in one word.
        collectives: about so many: the French "vingtaine".
        vague: tens, hundreds, thousands: an order of magnitude only.
        vague_plurals: how words of `scales` end that alone are vague too.
        twofold: how a word of `scales` ends that is two of it where a noun follows, with its marks.
        fractions: half, third, quarter.
        parts: "thirds" behind a number.
        ordinal_parts: ordinals that behind "one" are a part: "one third".
        doubtful_fractions: fractions that are one only behind `fraction_openers` or before `of`.
        fraction_openers: see there.
        fraction_compounds: what makes another thing of a fraction it is written onto: "half-time".
        fraction_homographs: words before which a fraction is another word.
        loose_fractions: what may say a fraction without being a number: "semi".
        ones: what may say one without being a number: "a", "once".
        twos: what may say two: "both".
        duals: "two years" in one word.
        dual_endings: how such words end.
        compound_endings: what is written onto 2 to 10: "twofold".
        conjunctions: what joins the words of a number; as a clitic too.
        after_and: numbers that a conjunction joins to those before; none for any.
        articles: what may stand before a number word within a number: "half a million".
        of: what joins "tens of thousands".
        linking: what stands between a number and what it counts.
        openers: number words that begin a number and don't go on with one.
        teen_only: number words only before "ten".
        excluded_clitic: a clitic behind which no number word is seen.
        written_with: (beginning, letter): folded words so beginning are number words only if written with the letter.
        bare_of: clitics that are taken off the first word of a qualifier.
        units_first: whether units come before tens: "three and fifty".
        first_ten: from which ten on units go behind it: "dix-sept".
        four_twenties: whether four twenties are eighty.
        teens_behind: tens behind which 10 to 19 go.
        bare_hundred: whether a hundred needs no "one" behind a scale: "mille cent".
        noun_first: whether a unit may stand before its number.
        decimal: the decimal sign.
        spaced: whether digits are grouped by spaces.
        ordinal_endings: written onto digits.
        decade_endings: the same: "1980s".
        short_scales: the same: "3bn".
        hour_signs: between the digits of hours and minutes.
        units: unit → its words; the unit's own name is the English one.
        split_units: units of two words: (first, beginning of the second, unit).
        percent: phrases behind a number.
        least: phrases before a number that mean "at least" or "more than".
        most: the same for "at most" or "less than".
        up_to: the same for "up to".
        about: the same for "about".
        least_after: phrases behind a number.
        most_after: the same.
        about_after: the same.
        within_a_time: qualifiers that are none before a span of time: "over three years".
        between: what may stand between a qualifier and its number.
        against: words between the numbers of a score.
    """

    small: str = ""
    small_ordinals: str = ""
    tens: str = ""
    ten_ordinals: str = ""
    decades: str = ""
    hundred: str = ""
    hundreds: str = ""
    scales: tuple[tuple[float, str], ...] = ()
    pairs: tuple[tuple[float, str], ...] = ()
    collectives: tuple[tuple[float, str], ...] = ()
    vague: tuple[tuple[float, str], ...] = ()
    vague_plurals: str = ""
    twofold: str = ""
    fractions: tuple[tuple[float, str], ...] = ()
    parts: tuple[tuple[int, str], ...] = ()
    ordinal_parts: tuple[int, ...] = ()
    doubtful_fractions: str = ""
    fraction_openers: str = ""
    fraction_compounds: str = ""
    fraction_homographs: str = ""
    loose_fractions: tuple[tuple[float, str], ...] = ()
    ones: str = ""
    twos: str = ""
    duals: str = ""
    dual_endings: str = ""
    compound_endings: str = ""
    conjunctions: str = ""
    after_and: tuple[int, ...] = ()
    articles: str = ""
    of: str = ""
    linking: str = ""
    openers: str = ""
    teen_only: str = ""
    excluded_clitic: str = ""
    written_with: tuple[tuple[str, str], ...] = ()
    bare_of: str = ""
    units_first: bool = False
    first_ten: int = 20
    four_twenties: bool = False
    teens_behind: tuple[int, ...] = ()
    bare_hundred: bool = False
    noun_first: bool = False
    decimal: str = "."
    spaced: bool = False
    ordinal_endings: str = ""
    decade_endings: str = ""
    short_scales: tuple[tuple[float, str], ...] = ()
    hour_signs: str = ""
    units: tuple[tuple[str, str], ...] = ()
    split_units: tuple[tuple[str, str, str], ...] = ()
    percent: str = ""
    least: str = ""
    most: str = ""
    up_to: str = ""
    about: str = ""
    least_after: str = ""
    most_after: str = ""
    about_after: str = ""
    within_a_time: str = ""
    between: str = ""
    against: str = ""
