"""English."""

from __future__ import annotations

from index.tongues.asking import Asking
from index.tongues.calendar import Calendar, Stretches, named
from index.tongues.denial import Denial
from index.tongues.names import Names
from index.tongues.numerals import Numerals
from index.tongues.prose import Prose
from index.tongues.sounds import Sounds
from index.tongues.speech import Speech
from index.tongues.texts import Texts
from index.tongues.tongue import Tongue
from index.tongues.words import Words

# ---- words -----------------------------------------------------------------------------------------------

WORDS = Words()

# ---- sounds ----------------------------------------------------------------------------------------------

SOUNDS = Sounds()

# ---- calendar --------------------------------------------------------------------------------------------

# Behind a number in the thousands: whom and what news counts, up to two words of description before it.
_COUNTED = (
    r" (?:(?!(?:did|does|do|was|were|is|are|has|have|had|will|would|could|can|in|on|at|by|of|for|to|and|or|the|an?|when|"
    r"who|what|how|why|which|from|with|about|against|between|as|than|that|his|her|their|its|any|many|more|no)(?!\w))"
    r"[\w-]+ ){0,2}?"
    r"(?:people|persons|men|women|children|boys|girls|workers|employees|staff|soldiers|troops|fighters|officers|policemen|"
    r"protesters|demonstrators|prisoners|detainees|hostages|refugees|migrants|immigrants|civilians|residents|students|"
    r"pupils|teachers|doctors|nurses|patients|passengers|families|households|victims|deaths|casualties|jobs|homes|houses|"
    r"buildings|villages|schools|vehicles|cars|ships|flights|cases|tests|miners|farmers|journalists|hours|days|weeks|"
    r"months|years|miles|kilomet(?:er|re)s|met(?:er|re)s|feet|tonn?es|tons|barrels|dollars|euros|pounds|shares|votes)(?!\w)"
)

CALENDAR = Calendar(
    months=named(
        {
            1: "january|jan",
            2: "february|feb",
            3: "march|mar",
            4: "april|apr",
            5: "may",
            6: "june|jun",
            7: "july|jul",
            8: "august|aug",
            9: "september|sept|sep",
            10: "october|oct",
            11: "november|nov",
            12: "december|dec",
        }
    ),
    weekdays=named(
        {0: "monday", 1: "tuesday", 2: "wednesday", 3: "thursday", 4: "friday", 5: "saturday", 6: "sunday"}
    ),
    short_weekdays=frozenset("mon tue tues wed thu thurs fri sat sun".split()),
    capitals=True,
    doubtful=frozenset("may march mar jan jun dec mon sun sat wed".split()),
    beside_month=frozenset(
        "in of last next this since until by early late mid before after from during".split()
    ),
    counts=named(
        {
            1: "one|a|an",
            2: "two|couple of|a couple of",
            3: "three|few",
            4: "four",
            5: "five",
            6: "six",
            7: "seven",
            8: "eight",
            9: "nine",
            10: "ten",
            11: "eleven",
            12: "twelve",
        }
    ),
    units={"hour": "hours?", "day": "days?", "week": "weeks?", "month": "months?", "year": "years?"},
    nth=frozenset({"st", "nd", "rd", "th"}),
    before_day="the ",
    of=frozenset({"of"}),
    before_year=frozenset({"the year"}),
    counted=_COUNTED,
    days=named({-1: "yesterday", 0: "today|tonight", 1: "tomorrow"}),
    shifts_before=named({-1: "last|past|previous", 0: "this|current", 1: "next|coming|upcoming"}),
    periods=named(
        {
            "year": "year",
            "month": "month",
            "week": "week",
            "weekend": "weekend",
            "season": "season",
            "summer": "summer",
            "winter": "winter",
            "spring": "spring",
            "autumn": "autumn|fall",
        }
    ),
    beside_date=r"\b(?:at|on)\b",
    forenoon=r"a\.?m\b\.?",
    afternoon=r"p\.?m\b\.?",
    stretches=Stretches(
        hint="yesterday|today|this|tonight",
        between=(
            "between (?:DAY|FIRST) and DATE",
            "from (?:DAY|FIRST) (?:to|until|till|through) DATE",
            "(?:(?:on|from) )?DAY ?[-–] ?DATE",
        ),
        before_yesterday=("(?:since )?the day before yesterday",),
        yesterday=("(?:since )?yesterday",),
        past=(
            "(?:in|over|during|within|for) the (?:past|last|previous) (?:COUNT )?UNIT",
            "(?:the (?:last|past)|past) COUNT UNIT",
            # A siege may "last two weeks": without an article only behind words that end a clause.
            "(?:(?:in|over|during|within|for|since) |(?<=ed )|(?<=said )|(?<=news )|^)last COUNT UNIT",
            "the past UNIT",
        ),
        ago=("(?:since )?COUNT UNIT ago",),
        this_weekend=(
            "(?:(?:on|over|during|since) )?this weekend",
            "(?:at|on|over|during|since) the weekend(?! of)",
        ),
        last_weekend=("(?:(?:at|on|over|during|since) )?(?:the )?(?:last|past) weekend",),
        this=("since the (?:start|beginning) of (?:the |this )?LONG", "(?:in |during |since )?this LONG"),
        last=("(?:in |during |since )?last LONG",),
        weekday=("(?:on |since )?(?:last|this past) WEEKDAY", "since WEEKDAY"),
        today=("(?:since )?(?:today|tonight|this (?:morning|afternoon|evening))",),
        since=("since (?:the (?:start|beginning) of )?DATE", "from DATE on(?:wards?)?", "after DATE"),
        before=("(?:before|prior to) DATE",),
        until=("(?:until|till|up to) DATE",),
        during=("(?:during|throughout) DATE",),
        on=("(?:in|on) DATE",),
        open_ended="since",
        nowadays=r"(?<!\w)(?:even|still|is|are|does|do) (?!\w+ing)(?:.* )?today",
        events=(
            (
                r"(?<!\w)(?<!year )(?<!years )(?<!months )(?<!weeks )(?<!days )(?:ever )?"
                r"since (?P<what>the (?:[\w'’-]+ ?){1,6})(?=[?.!,]|$)"
            ),
        ),
        unread=(
            "(?:(?:the|this|last|past|next|a) )?(?:past |last )?fortnight",
            "the other (?:day|week|night|month)",
            "last night",
            "(?:last|this|next|past|during|since|before|after|until) (?:ramadan|eid(?: al[- ]\\w+)?|hajj|easter|christmas)",
            "(?:(?:in|during|since) )?(?:last|this|next|past) (?:spring|summer|autumn|fall|winter|season|quarter|decade)",
            "(?:in|since|before|until|during|from) (?:early|mid|late)[- ]?MONTH",
        ),
    ),
)

# ---- numerals --------------------------------------------------------------------------------------------

NUMERALS = Numerals()

# ---- names -----------------------------------------------------------------------------------------------

NAMES = Names()

# ---- denial ----------------------------------------------------------------------------------------------

DENIAL = Denial()

# ---- asking ----------------------------------------------------------------------------------------------

ASKING = Asking()

# ---- speech ----------------------------------------------------------------------------------------------

SPEECH = Speech()

# ---- prose -----------------------------------------------------------------------------------------------

PROSE = Prose()

# ---- texts -----------------------------------------------------------------------------------------------

TEXTS = Texts()

# ---- all of it --------------------------------------------------------------------------------------------

ENGLISH = Tongue(
    code="en",
    name="English",
    script="latin",
    words=WORDS,
    sounds=SOUNDS,
    calendar=CALENDAR,
    numerals=NUMERALS,
    names=NAMES,
    denial=DENIAL,
    asking=ASKING,
    speech=SPEECH,
    prose=PROSE,
    texts=TEXTS,
)
