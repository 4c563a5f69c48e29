"""English."""

from __future__ import annotations

import re

from index.tongues.asking import Asking, rules
from index.tongues.calendar import Calendar, Stretches, date_names, dates_named, named
from index.tongues.denial import Denial
from index.tongues.manners import Manners
from index.tongues.names import Names
from index.tongues.notices import Notice, Notices
from index.tongues.numerals import Numerals
from index.tongues.pattern import BETWEEN, NEVER, Pattern, whole
from index.tongues.prose import COLON, COUNT, NETWORK, Prose
from index.tongues.sounds import Sounds
from index.tongues.speech import ANY_MARKS, KIND_MARKS, Speech, one_of, word
from index.tongues.texts import Texts
from index.tongues.tongue import Tongue
from index.tongues.whether import Form, Whether
from index.tongues.words import Words

# ---- words -----------------------------------------------------------------------------------------------

WORDS = Words(
    called=frozenset({"eng"}),
    function=frozenset(
        """
        the of and to in is was for that on with as by it from at are were be has have had this his her
        they their not but who what when where why how which did does do will would said an a he she its
        if can about there no over i up you we my into us all more says after new
        """.split()
    ),
    alphabet="abcdefghijklmnopqrstuvwxyz",
    stop=frozenset(
        """
        a about above after again against all also am an and any are as at be because been before being below between both
        but by can could did do does doing down during each else ever few for from further had has have having he her here
        hers herself him himself his how i if in into is it its itself just me more most my myself no nor not of off on
        once only or other our ours ourselves out over own same she should so some such than that the their theirs them
        themselves then there these they this those through to too under until up very was we were what when where which
        while who whom whose why will with would you your yours yourself s t don isn wasn didn doesn
        """.split()
    ),
    snowball="english",
    endings=("'s",),
    asking=(
        r"\bhow many\b",
        r"\bwhat (?:is|was|are|were) the (?:names?|number) of\b",
    ),
)

# ---- sounds ----------------------------------------------------------------------------------------------

SOUNDS = Sounds(
    groups=(
        ("sch", "$"), ("tch", "$"), ("sh", "$"), ("ch", "$"), ("ph", "f"), ("kh", "k"), ("gh", "g"), ("th", "t"),
        ("ck", "k"), ("dj", "g"), ("dg", "g"), ("x", "ks"),
        ("ce", "se"), ("ci", "si"), ("cy", "sy"),  # a soft "c"
    ),
    letters={"p": "b", "v": "f", "c": "k", "q": "k", "j": "g", "z": "s", **{c: c for c in "$bfkgstdlmnrh"}},
    unspoken=Pattern(r"(?:[ckgsdt]h|[b-df-hj-np-tv-xz]){3}|^[^aeiouy]+$"),
    # As Arabic newspapers write a foreign name: its vowels are written, one that is hardly heard is not.
    written={
        "arabic": (
            ("^(?:ei|ey|ay|ai)", "إي"), ("^(?:ou|oo|o|u)", "أو"), ("^a", "أ"), ("^[ei]", "إ"), ("^y", "ي"),
            ("t?sch|tch|ch(?=[^aeiouy]|$)", "ش"), ("ch", "تش"), ("sh", "ش"), ("th", "ث"), ("ph", "ف"), ("kh", "خ"), ("gh", "غ"),
            ("c?k+", "ك"), ("qu", "كو"), ("x", "كس"), ("c(?=[eiy])", "س"), ("c+", "ك"),
            ("ee|ea|ie", "ي"), ("oo|ou|ow(?=[^aeiouy])", "و"), ("ai|ay|ei|ey(?=.)", "اي"), ("au|aw", "او"), ("aa+", "ا"),
            ("e$|e(?=[rln](?:[std]|$))|(?<=[rln])e(?=s$)", ""), ("[eiy]", "ي"), ("o", "و"), ("u", "و"), ("a", "ا"),
            *((f"{letter}+", to) for letter, to in zip("bdfghjlmnpqrstvwz", "بدفغهجلمنبقرستفوز", strict=True)),
        )
    },
)  # fmt: skip

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
    hijri=named(
        {
            1: "muharram",
            2: "safar",
            3: "rabi al-awwal|rabi' al-awwal|rabi i",
            4: "rabi al-thani|rabi' al-thani|rabi al-akhir|rabi' al-akhir|rabi ii",
            5: "jumada al-awwal|jumada al-ula|jumada i",
            6: "jumada al-thani|jumada al-akhirah|jumada al-akhira|jumada ii",
            7: "rajab",
            8: "sha'ban|shaban|shaaban",
            9: "ramadan",
            10: "shawwal",
            11: "dhu al-qi'dah|dhu al-qidah|dhu al-qadah|dhul qadah|dhul qidah|dhu al-qa'dah",
            12: "dhu al-hijjah|dhul hijjah|dhul-hijjah",
        }
    ),
    hijri_marks=frozenset({"ah", "h", "a.h."}),
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
        on=(
            "(?:in|on) DATE",
            "(?:(?<=events )|(?<=news )|(?<=stories )|(?<=headlines )|(?<=developments ))(?:of|from|for) DATE",
        ),
        open_ended="since",
        nowadays=rf"(?<!\w)(?:even|still|is|are|does|do) (?!\w+ing)(?:{BETWEEN} )?today",
        events=(
            (
                r"(?<!\w)(?<!year )(?<!years )(?<!months )(?<!weeks )(?<!days )(?:ever )?"
                r"since (?P<what>the [\w'’-]+(?: [\w'’-]+){0,5} ?)(?=[?.!,]|$)"
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

NUMERALS = Numerals(
    small="zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen",
    small_ordinals="first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth",
    tens="twenty thirty forty|fourty fifty sixty seventy eighty ninety",
    ten_ordinals="twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth",
    decades="twenties thirties forties fifties sixties seventies eighties nineties",
    hundred="hundred",
    scales=(
        (12, "dozen"),
        (1e3, "thousand"),
        (1e6, "million mln"),
        (1e9, "billion bn"),
        (1e12, "trillion tn"),
    ),
    vague=(
        (10, "tens dozens scores"),
        (100, "hundreds"),
        (1e3, "thousands"),
        (1e6, "millions"),
        (1e9, "billions"),
        (1e12, "trillions"),
    ),
    fractions=((0.5, "half"), (0.25, "quarter")),
    parts=((3, "thirds"), (4, "quarters"), (5, "fifths"), (10, "tenths")),
    ordinal_parts=(3,),
    doubtful_fractions="quarter",
    fraction_openers="a one",
    fraction_compounds="time back",
    loose_fractions=((0.5, "semi mid"), (0.25, "quarter"), (1 / 3, "third")),
    ones="a an once single sole only alone",
    twos="both twice couple pair double twins doubled",
    compound_endings="fold some somes ball balls way part",
    conjunctions="and",
    articles="a an",
    of="of",
    ordinal_endings="st nd rd th",
    decade_endings="s",
    short_scales=((1e3, "k"), (1e6, "m mln"), (1e9, "b bn"), (1e12, "tn")),
    units=(
        ("year", "year years year-old yr yrs annual anniversary"),
        ("month", "month months"),
        ("week", "week weeks"),
        ("day", "day days"),
        ("hour", "hour hours"),
        ("minute", "minute minutes"),
        ("decade", "decade decades"),
        ("century", "century centuries"),
        ("km", "km kilometre kilometres kilometer kilometers"),
        ("mile", "mile miles mph"),
        ("foot", "foot feet ft"),
        ("metre", "metre metres meter meters"),
        ("inch", "inch inches"),
        ("kg", "kg kilogram kilograms kilo kilos"),
        ("ton", "ton tons tonne tonnes"),
        ("usd", "usd dollar dollars"),
        ("eur", "eur euro euros"),
        ("gbp", "gbp"),
        ("sar", "sar riyal riyals"),
        ("%", "percent pct percentage"),
    ),
    percent="percent|pct|percentage|per cent",
    least="""
        more than|over|above|at least|no fewer than|no less than|not less than|exceeding|exceeded|exceeds|exceed
        upwards of|in excess of|a minimum of|just over|well over|topped|surpassed|surpassing|not fewer than
    """,
    most="""
        less than|fewer than|under|below|at most|no more than|not more than|maximum of|a maximum of|just under
        not exceeding
    """,
    up_to="up to|as much as|as many as|as high as",
    about="""
        about|around|approximately|roughly|some|nearly|almost|close to|an estimated|circa|approx|near|more or less|or so
    """,
    least_after="at least|or more|or above|or older|and over|or over|plus",
    most_after="at most|or less|or fewer|or under|or younger",
    about_after="or so|approximately|roughly",
    within_a_time="over",
    between="us the a an another of s at",
)

# ---- names -----------------------------------------------------------------------------------------------

NAMES = Names(
    titles=(
        "mr mrs ms miss dr sir lord lady president prime minister sen senator sens rep gov governor king queen prince"
        " princess chancellor secretary general judge justice professor prof pope sheikh st ok det rev"
        " insp inspector father pro anti non ex vice post"
    ),
    hardly=Pattern("(?:ing|ed|ly|ful|fall|ment|tion|ness|man)$"),
    acronym_endings=("s", "'s", "’s"),
    # From Unicode CLDR (Unicode License v3), with the names that newspapers use beside them.
    countries="""
        afghanistan | albania | algeria | america | andorra | angola | argentina | armenia | australia |
        austria | azerbaijan | bahamas | bahrain | bangladesh | barbados | belarus | belgium | belize |
        benin | bhutan | bolivia | bosnia | botswana | brazil | britain | brunei | bulgaria | burkina
        faso | burma | burundi | cambodia | cameroon | canada | cape verde | central african republic |
        chad | chile | china | colombia | comoros | congo | costa rica | cote d'ivoire | croatia | cuba |
        cyprus | czech republic | czechia | denmark | djibouti | dominica | dominican republic | ecuador
        | egypt | el salvador | emirates | england | equatorial guinea | eritrea | estonia | eswatini |
        ethiopia | eu | european union | fiji | finland | france | gabon | gambia | georgia | germany |
        ghana | greece | greenland | grenada | guatemala | guinea | guinea-bissau | guyana | haiti |
        holland | honduras | hong kong | hungary | iceland | india | indonesia | iran | iraq | ireland |
        israel | italy | ivory coast | jamaica | japan | jordan | kazakhstan | kenya | kiribati | kosovo
        | kuwait | kyrgyzstan | laos | latvia | lebanon | lesotho | liberia | libya | liechtenstein |
        lithuania | luxembourg | macedonia | madagascar | malawi | malaysia | maldives | mali | malta |
        marshall islands | mauritania | mauritius | mexico | micronesia | moldova | monaco | mongolia |
        montenegro | morocco | mozambique | myanmar | namibia | nauru | nepal | netherlands | new zealand
        | nicaragua | niger | nigeria | north korea | north macedonia | norway | oman | pakistan | palau
        | palestine | palestinian territories | panama | papua new guinea | paraguay | peru | philippines
        | poland | portugal | qatar | romania | russia | rwanda | samoa | san marino | saudi arabia |
        scotland | senegal | serbia | seychelles | sierra leone | singapore | slovakia | slovenia |
        solomon islands | somalia | south africa | south korea | south sudan | spain | sri lanka | st
        lucia | sudan | suriname | sweden | switzerland | syria | taiwan | tajikistan | tanzania |
        thailand | timor-leste | togo | tonga | tunisia | turkey | turkiye | turkmenistan | tuvalu |
        uganda | uk | ukraine | united arab emirates | united kingdom | united states | uruguay | us |
        usa | uzbekistan | vanuatu | vatican city | venezuela | vietnam | wales | western sahara | yemen
        | zambia | zimbabwe
    """,
    peoples={
        "afghan": "afghan afghans",
        "arab": "arab arabs arabic",
        "armenian": "armenian armenians",
        "azeri": "azeri azeris azerbaijani",
        "cypriot": "cypriot cypriots",
        "dutch": "dutch",
        "german": "german germans",
        "greek": "greek greeks",
        "jew": "jew jews jewish",
        "kurd": "kurd kurds kurdish",
        "moroccan": "moroccan moroccans",
        "russian": "russian russians",
        "scot": "scot scots scottish",
        "serb": "serb serbs serbian",
        "swiss": "swiss",
        "turk": "turk turks turkish",
    },
    demonym=Pattern("(?:[ei]?ans?|ese|ish|is?|ites?)$"),
    derived=Pattern("(?:'s|ese|ish|ans?|ns?|ia|ic|[iyase])$"),
    sound_groups=(
        ("tsch", "$"), ("sch", "$"), ("tch", "$"), ("sh", "$"), ("ch", "$"), ("ph", "f"), ("kh", "k"), ("gh", "g"),
        ("th", "t"), ("ck", "k"), ("dj", "j"), ("dg", "j"), ("qu", "kw"), ("x", "ks"), ("ee", "i"), ("oo", "u"),
        ("ou", "u"),
        ("ce", "se"), ("ci", "si"), ("cy", "sy"),  # a soft "c"
    ),
    sounds={"p": "b", "v": "f", "c": "k", "q": "k", "z": "s", "y": "i", "w": "u", "e": "i", "o": "u"},
)  # fmt: skip

# ---- denial ----------------------------------------------------------------------------------------------

DENIAL = Denial(
    negations="not no never none nobody nothing nowhere neither nor without cannot hardly scarcely",
    endings=("n't",),
    before={"yet": "to"},  # "has yet to be determined"
    answers="no",
    harmless=(
        "no longer than|no later than|no later|no fewer|no less|no more than|not less|not more than|not fewer"
        "|not exceeding|no doubt|no wonder|not least|no matter|no sooner|no one else but|or not|yet another"
    ),
    denials={
        "deny": "deny denial dispute",
        "refuse": "refuse refusal reject rejection decline object objection oppose disapprove veto resist",
        "fail": "fail failure",
        "unable": "unable inability incapable",
        "lack": "lack absent absence deprive bereft free devoid",
        "rarely": "rarely seldom barely few rare",
        "prevent": "prevent ban prohibit forbid forbidden avoid refrain abstain stop cease",
        "exclude": "exclude except unless",
        "only": "only solely merely alone",
        "ignore": "ignore disregard neglect dismiss forget forgot overlook",
        "impossible": "impossible",
        "instead": "instead rather",
        "doubt": "doubt unlikely",
        "disagree": "disagree",
        "unfit": "inappropriate illegal invalid irresponsible inconclusive unwilling less zero minimal",
    },
    opposite=Pattern("less$|^mis(?=trust)|^dis(?=trust|honest|obe|like|loyal|respect|allow|agree|approv)"),
    opposite_prefixes={
        "un": Pattern("(?:ed|en|able|ible|ing|ful|ly)$"),
        **dict.fromkeys(("non", "in", "im", "ir", "il"), NEVER),
    },
    no_opposite=Pattern(
        r"^(?:under|unit|uni[fovq]|unless|until|unto|undo|undone|unfold|uncover|unearth|unlock|inform|invoice|import|increas"
        r"|inside|image|improv|income|incoming|insight|intend|intens|indeed|inhabit|input|inbound|inline|invest|impress"
        r"|independ|indices|inmate|incur|inland|inward|inflow|infill|impair|immigr|incorporat|iron|insist|install|instan"
        r"|impact|implie|impos|indian|insect|invent|injur|inten|bless|regardless|seamless|wireless|nevertheless|nonetheless"
        r"|doubtless|needless)"
    ),
    again="no nor",
    opposites={
        "rise": (
            "rise rose risen increase climb grow grew soar gain jump surge",
            "fall fell fallen decrease drop decline plunge shrink shrank slump",
        ),
        "win": ("win won victory beat defeat", "lose lost loss"),
        "accept": ("accept approve adopt agree", "reject refuse decline"),
        "open": ("open opened reopen", "close closed shut"),
        "support": ("support back endorse favour favor", "oppose opposed opposition"),
        "before": ("before prior", "after following"),
        "guilty": ("guilty convict convicted", "innocent acquit acquitted"),
        "arrive": ("arrive arrived", "leave left depart departed"),
        "confirm": ("confirm confirmed", "deny denied"),
        "best": ("best", "worst"),
        "north": ("north northern", "south southern"),
        "east": ("east eastern", "west western"),
        "buy": ("buy bought purchase", "sell sold sale"),
        "allow": ("allow permit", "ban forbid prohibit bar"),
        "success": ("success succeed successful", "fail failed failure"),
        "released": ("released freed release", "arrested detained jailed arrest"),
        "men": ("men man", "women woman"),
        "alive": ("alive survived survive", "dead died killed"),
        "raise": ("increase raise raised hike", "cut reduce reduced lower"),
    },
)

# ---- colloquial ------------------------------------------------------------------------------------------

_QUESTION_WORD = r"(?:how|what|which|whose|whom|who|when|where|why|wat|wut)"
_OPENS = r"^(\W*(?:(?:and|but|so|ok|okay|well|then)[ ,]+)*)"
_STARTS = r"((?:^|[.,:;!?])\W{0,9}(?:(?:and|but|so|ok|okay|well|then)[ ,]+)*)"  # "Doctor Who's" is none
_INFORMAL = Pattern(
    rf"(?<![\w']){_QUESTION_WORD}(?:'|s(?!\w))|(?<!\w)(?:pls|plz|plss|please|u|y|n|r|abt|'?bout|ppl|bcoz|becoz|cuz|b4|"
    r"wat|wut|wot|waht|whta|wats|wuts|wich|whcih|gonna|wanna|come|up|went down|hey|yo|hmm+|um+|uh+|btw|lol|tell|know|idea)(?!\w)"
)
_COLLOQUIAL = rules(
    (r"[ ,]{0,3}(?<![\w'])(?:pls|plz|plss)(?![\w'])", ""),
    (r"^\W*please[ ,]+|[ ,]{1,3}please(?=\W*$)", ""),
    (r"(?<![\w'])((?:do|can|could|would|will|did|if|what|that|as) )u(?![\w'])", r"\1you"),
    (rf"^\W*(?:hey|yo|hmm+|um+|uh+|oh|btw|lol)(?:[,!.]+ *| +(?={_QUESTION_WORD}))", ""),
    (_OPENS + r"(?:wat|wut|wot|waht|whta)(?!\w)", r"\1what"),
    (_OPENS + r"(?:wats|wuts)(?!\w)", r"\1what is"),
    (_OPENS + r"(?:wich|whcih)(?!\w)", r"\1which"),
    (_OPENS + r"y (?=(?:did|does|do|is|are|was|were|has|have|had)(?!\w))", r"\1why "),
    (rf"^\W*n (?={_QUESTION_WORD}(?!\w))", "and "),
    (
        (
            r"^\W*(?:(?:(?:can|could|would|will) you |please )*(?:tell|remind) me|(?:do|would) you (?:happen to )?know|"
            r"i (?:want to|wanna|need to|would like to) know|does any(?:one|body) know|any idea)(?: please)?[ ,:]+"
            rf"(?={_QUESTION_WORD})"
        ),
        "",
    ),
    (r"(?<![\w'])how(?:'?s| is)? come(?!\w)", "why"),
    (_STARTS + r"(what|who|where|when|how|why)'?s(?![\w'-])", r"\1\2 is"),
    (_STARTS + r"(what|who|where|when|how|why)'re(?!\w)", r"\1\2 are"),
    (_STARTS + r"(what|who|where|when|how|why)'d(?!\w)", r"\1\2 did"),
    (_STARTS + r"(what|who|where|when|how|why)'ll(?!\w)", r"\1\2 will"),
    (_STARTS + r"(what|who|where|when|how|why)'ve(?!\w)", r"\1\2 have"),
    (r"(?<![\w'])((?:what|who|where|when|how|why) )r(?!\w)", r"\1are"),
    (r"(?<![\w'])(what|how) '?bout(?!\w)", r"\1 about"),
    (r"(?<!\w)abt(?!\w)", "about"),
    (r"(?<!\w)ppl(?!\w)", "people"),
    (r"(?<!\w)(?:bcoz|becoz|cuz)(?!\w)", "because"),
    (r"(?<!\w)b4(?!\w)", "before"),
    (r"(?<!\w)gonna(?!\w)", "going to"),
    (r"(?<!\w)wanna(?!\w)", "want to"),
    (_OPENS + r"what is up (?=with|in|at|on)", r"\1what is happening "),
    (_OPENS + r"what went down(?= (?:with|in|at|on)(?!\w))", r"\1what happened"),
)

# ---- asking ----------------------------------------------------------------------------------------------

_AUXILIARY = r"(?:did|does|do|was|were|is|are|has|have|had|will|would|can|could|should|may|might)"
_ASKS = (
    r"(?:(?:in|at|on|to|from|by|with|for|of|since|until) )?"
    r"(?:how (?:many|much|old|long|far|tall|heavy|big|often|fast|deep|wide|high|large|soon)|what|which|whose|whom|who|when|where|why|how)"
)
_MUCH = rf"how much (?!{_AUXILIARY}(?!\w))(?:\w+ ){{0,2}}?"
_SUM = r"[$€£¥₹]|(?<!\w)(?:usd|euro|dollar|pound|sterling|yuan|yen|riyal|dinar)"
_MASS = r"(?<!\w)(?:tonne|ton(?!\w)|tons(?!\w)|kilo|kg|gram|ounce|lb|pound|bushel|quintal|sack|bag)"
_VOLUME = r"(?<!\w)(?:lit(?:er|re)|gallon|barrel|pint|cubic|bpd)"
_ROUND = r"(?<!\w)(?:million|billion|trillion)|\d(?:m|bn|tn)(?!\w)"
_LOADS = r"(?<!\w)(?:truck|lorr|parcel|package|box|crate|container|convoy|meal|ration|dose|tent)"
_SOME_NAME = r"(?:[A-Z][\w.’'-]*(?: (?:of |the |al-)?[A-Z][\w.’'-]*){0,4})"

_PLEASE = r"^\W*(?:(?:and|but|so|ok|please|(?:can|could) you(?: please)?),? )*"
_SIDE = r"[^,;?]{1,60}?"
_REST = r"(?:,? (?P<rest>(?:on|about|over|regarding|concerning|in(?= (?:\d|terms|relation|regard))|towards?|when|during|after|since)(?!\w).*?))?"

_DIFFERENCE = (
    rf"{_PLEASE}(?:what(?:'s| is| are| was| were) |tell me |explain )?(?:the )?(?:\w+ )?differences?"
)
_SHOW = r"(?:can you |could you |please )*(?:give|show|tell|make|write|draw)(?: me| us)?"
_CHIEF = r"(?:main|top|biggest|major|key|most important|important|leading|notable)"

ASKING = Asking(
    kinds=(
        (
            "money",
            whole(
                rf"how much (?:money|cash|compensation|will it cost|did it cost|does {BETWEEN} cost|(?:did|does|do|will|would|was|were|has|have) {BETWEEN}"
                r"(?:pay|paid|cost|earn|spend|spent|invest|invested|worth|fined?))",
                r"what (?:price|sum|amount of money|amount|cost)",
                r"how (?:expensive|costly)",
                r"how (?:big|large|high|small) (?:an? )?(?:bill|fine|fee|budget|debt|loan|bonus|salary|price|sum|loss|profit)",
                r"at what price",
            ),
        ),
        (
            "share",
            whole(r"what (?:\w+ ){0,3}(?:percentage|percent|share|proportion|fraction)", r"how many percent"),
        ),
        (
            "number",
            whole(
                r"how (?:many|much|old|long|far|tall|high|big|large|fast|often|deep|heavy|wide|hot|cold|strong)",
                r"what (?:number|size|age|speed|height|distance|magnitude|score|length)",
                r"what (?:is|was|were|are) the (?:\w+ ){0,2}(?:number|total|age|size|magnitude|score|population|length)",
            ),
        ),
        (
            "when",
            whole(
                r"when",
                r"(?:what|which) (?:year|month|day|date|time|century|decade|season|weekday)",
                r"(?:in|on|by|since) (?:what|which) (?:\w+ )?(?:year|month|day|date|century|decade)",
                r"how long ago",
            ),
        ),
        (
            "where",
            whole(
                r"where",
                r"(?:what|which) (?:\w+ )?(?:city|country|place|town|state|region|village|location|street|hospital|island|continent|area|venue|province|district)",
                r"(?:in|at|to|from|on) (?:what|which) (?:\w+ )?\w+",
            ),
        ),
        (
            "why",
            whole(
                r"why",
                r"what (?:was|is|were|are) the (?:reasons?|cause|motive)",
                r"what (?:caused|led|prompted|made)",
                r"for what reason",
            ),
        ),
        (
            "said",
            whole(
                rf"(?:what|how) (?:did|does|do|has|had|have|is|was|will) {BETWEEN}(?:say|said|saying|propose|proposed|suggest|suggested|call for|called for|demand|demanded|tell|told|announce|announced|claim|claimed|describe|described|respond|responded|warn|warned|think|promise|promised|argue|argued|urge|ask)",
                rf"what {BETWEEN}(?:position|stance|view|opinion|reaction|response|proposal)",
                r"according to",
            ),
        ),
        (
            "who",
            whole(
                r"who",
                r"whom",
                r"whose",
                r"(?:what|which) (?:\w+ )?(?:person|man|woman|actor|actress|player|president|minister|singer|artist|company|team|party|group|organi[sz]ation|leader|couple|journalist|director|author|scientist|musician|politician|official|club|band|senator)",
                r"what (?:is|was) the name of",
            ),
        ),
    ),
    signs={
        "number": whole(
            r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|dozens?|half|third|quarter|twice|double|single|one"
        ),
        "money": whole(
            r"usd|euros?|dollars?|pounds|sterling|yuan|yen|rubles?|rupees?|cents?|pence|riyals?|dinars?"
        ),
        "share": whole(r"percent|per cent|percentage|pct"),
        "when": whole(
            rf"{dates_named(CALENDAR)}|yesterday|today|tonight|tomorrow|ago|(?:last|next|this) (?:week|month|year|night|summer|spring|winter|autumn|fall)|century|centuries|decades?|noon|midnight|morning|evening|[ap]\.?m\.?|\d+(?:st|nd|rd|th)"
        ),
        "why": whole(
            r"because|since|due|as|after|so|reason|reasons|caused|owing|thanks|therefore|in order|led to|result|fear|fears|hoping|to avoid|to prevent|wanted"
        ),
        "said": whole(
            r"said|says|say|told|announced|added|proposed|suggested|called|urged|warned|claimed|described|demanded|insisted|argued|according|believes?|tweeted|wrote|asked|denied|confirmed|promised|stressed|vowed"
        ),
        "where": whole(r"(?:in|at|near|from|to|across|outside|around|of|on|into) (?:the )?\w+"),
    },
    bodies=whole(
        r"police|army|military|troops|navy|government|cabinet|ministry|parliament|senate|congress|court|prosecutors?|council|commission|"
        r"committee|agency|authorit(?:y|ies)|compan(?:y|ies)|firms?|banks?|university|hospital|groups?|part(?:y|ies)|union|federation|"
        r"organi[sz]ations?|movement|coalition|alliance|militias?|militants?|rebels?|insurgents?|gunm[ae]n|attackers?|hackers?|"
        r"protesters?|strikers|scientists?|researchers?|doctors?|officials?|airline|charity|club|team|president|minister|king|queen|"
        r"prince|mayor|governor|senator|judge|general|commander|ambassador|spokes(?:man|woman|person)|director|chairman|chief"
    ),
    measures=(
        (
            "extent",
            whole(r"how (?:tall|high|deep|wide|far|big)"),
            Pattern(r"(?<!\w)(?:feet|foot|ft|met(?:er|re)|mile|km|kilomet|inch|cm|acre)"),
        ),
        (
            "weight",
            whole(rf"how heavy|how much {BETWEEN} weigh"),
            Pattern(r"(?<!\w)(?:pound|lb|kilo|kg|ton)"),
        ),
        (
            "duration",
            whole(r"how long|how soon"),
            Pattern(r"(?<!\w)(?:hour|minute|day|week|month|year|second|decade)"),
        ),
        ("age", whole(r"how old"), Pattern(r"(?<!\w)(?:years?.old|aged?|\d\d)")),
        (
            "clock",
            whole(r"what time|at what time"),
            Pattern(r"(?<!\w)(?:\d\d?[:.]\d\d|\d+ ?[ap]\.?m|noon|midnight|o'clock)"),
        ),
        ("year", whole(r"(?:what|which) year"), Pattern(r"(?<!\w)(?:(?:1[5-9]|20)\d\d)")),
        (
            "date",
            whole(r"(?:what|which|birth) (?:date|day|month)"),
            whole(dates_named(CALENDAR)),
        ),
        ("temperature", whole(r"temperature"), Pattern(r"(?<!\w)(?:degree|°|celsius|fahrenheit)")),
        ("score", whole(r"score"), Pattern(r"(?<!\w)(?:\d+ ?[-–] ?\d+)")),
        ("speed", whole(r"how fast|speed"), Pattern(r"(?<!\w)(?:mph|km/h|mile|kilomet|knot)")),
    ),
    amounts=(
        (
            "rain",
            whole(rf"{_MUCH}(?:rain|rainfall|snow|snowfall|hail|precipitation)"),
            Pattern(r"(?<![^\W\d])(?:mm|cm|millimet|centimet|inch|foot|feet|met(?:er|re)|lit(?:er|re))"),
        ),
        (
            "liquid",
            whole(rf"{_MUCH}(?:water|oil|crude|fuel|petrol|gasoline|diesel|gas|milk|beer|wine|sewage|blood)"),
            Pattern(rf"{_VOLUME}|{_MASS}"),
        ),
        (
            "goods",
            whole(
                rf"{_MUCH}(?:wheat|grain|corn|flour|rice|sugar|food|fish|meat|gold|silver|cocaine|heroin|drugs?|hashish|cannabis|"
                r"marijuana|cement|steel|coal|waste|garbage|rubbish|explosives?|uranium|carbon|cargo)"
            ),
            Pattern(_MASS),
        ),
        (
            "land",
            whole(rf"{_MUCH}(?:land|area|territory|forest)"),
            Pattern(r"(?<!\w)(?:acre|hectare|square|sq(?!\w)|km2|feddan|dunam|dunum)"),
        ),
        (
            "power",
            whole(rf"{_MUCH}(?:electricity|power|energy)"),
            Pattern(r"(?<![^\W\d])(?:(?:kilo|mega|giga|tera)?watt|[kmgt]wh?(?!\w))"),
        ),
        (
            "time",
            whole(rf"{_MUCH}time"),
            Pattern(r"(?<!\w)(?:hour|minute|day|week|month|year|second|decade)"),
        ),
        (
            "aid",
            whole(rf"{_MUCH}(?:aid|help|assistance|relief|support|supplies)"),
            Pattern(rf"{_SUM}|{_MASS}|{_VOLUME}|{_LOADS}|{_ROUND}"),
        ),
        (
            "change",
            whole(
                rf"how much (?:did|does|do|will|would|has|have|had) {BETWEEN}(?:raised?|receive[ds]?|promised?|donated?|gives?|given|sent|"
                r"send|gain(?:ed)?|lose|lost|rise|risen|rose|fall|fell|fallen|grow|grown|drop(?:ped)?|increased?|decreased?|shrink)"
            ),
            Pattern(rf"[%٪]|(?<!\w)(?:per ?cent|pct|point)|{_SUM}|{_MASS}|{_VOLUME}|{_LOADS}|{_ROUND}"),
        ),
    ),
    many=Pattern(r"^\W*(?:\w+ ){0,2}?how many(?!\w)"),
    name_of=whole(r"names? of(?: the| an?)?"),
    naming=whole(
        r"(?:re)?named",
        r"nam(?:es|ing)",
        r"(?:is|was|are|were|been|be) called",
        r"dubbed",
        r"nicknamed",
        r"known as",
        r"names? (?:is|was)",
    ),
    speaker=whole(r"^\W*(?:what|how) (?:did|does|do|has|had|have|is|was)"),
    topic=whole(
        r"says?|said|propos\w+|suggest\w*|call\w*|demand\w*|tell|told|announce\w*|claim\w*|descri\w+|respon\w+|warn\w*|think|"
        r"promis\w+|argu\w+|urg\w+|ask\w*|position|stance|view|opinion|reaction|proposal|about|on|as"
    ),
    which=Pattern(
        r"(?<!\w)(?:which|what|whose)\s+(?!(?:is|are|was|were|did|does|do|has|had|have|will|would|can|could|might|may|should|"
        r"happen\w*|caused|led|made)(?!\w))([\w’'-]+(?:\s+[\w’'-]+){0,3}?)"
        r"(?=\W*$|[’']s?\W|\s+(?:\w+ed|did|does|do|was|were|is|are|has|have|had|will|would|can|could|might|may|should|must|to|in|of|"
        r"on|at|for|from|with|by|that|who|which)(?!\w))"
    ),
    age=Pattern(r"\d+|years?|old"),
    calendar=whole(date_names(CALENDAR), "march", "may"),
    culprit=whole(
        r"who (?:carried out|(?:was|is|were) behind|attacked|bombed|shot|killed|launched|staged|claimed)",
        r"who (?:is|was) blamed",
        r"(?:which|what) (?:\w+ )?group (?:carried out|was behind|is behind|claimed|attacked|launched|staged)",
        r"who (?:is|was) (?:responsible|to blame)",
    ),
    culprits=(
        Pattern(
            rf"(?P<who>{_SOME_NAME}) (?:has |have |had )?(?:claimed (?:responsibility for|the)|carried out"
            r"|(?:was|is|were|are) (?:behind|responsible for))"
        ),
        Pattern(rf"blamed (?:on )?(?:the )?(?P<who>{_SOME_NAME})"),
        Pattern(
            rf"(?:carried out|committed|launched|claimed|staged|perpetrated) by (?:the )?(?P<who>{_SOME_NAME})"
        ),
    ),
    counts=frozenset({"many", "number"}),
    persons=frozenset({"people", "persons", "person"}),
    conjunctions=frozenset({"and", "but"}),
    empty=frozenset(
        """
        happen happened happening happens say said says saying tell told think thinks thought respond responded react
        reacted reaction response mean means know known go went gone get got make made take took one ones else more other
        others another thing things people person exactly now next later again ago please many much long old far come
        kind sort type name number reason reasons cause details anything something someone anyone anybody everyone ok okay
        whose whom since even ever yes really true may might shall must
        """.split()
    ),
    saying=frozenset(
        """
        propose proposed proposes suggest suggested call called demand demanded announce announced claim claimed describe
        described warn warned argue argued urge urged promise promised report reported according
        """.split()
    ),
    asked=Pattern(
        rf"^\W*(?P<ask>{_ASKS})(?P<noun>(?: (?!{_AUXILIARY} )[a-z'’-]+){{0,3}}?) (?P<rest>{_AUXILIARY} .*)"
    ),
    only_asks=Pattern(rf"^\W*(?:and |but |so )?(?P<ask>{_ASKS})(?P<rest>)(?!\w)"),
    verb_first=Pattern(rf"^\W*(?:and |but |so )?{_AUXILIARY}(?:n't)? \w"),
    begins=Pattern(r"^\W*(?:(?:ok|okay|well|and|but|so|also|then|plus)(?!\w)[ ,]*)+"),
    about=Pattern(
        r"^\W*(?:(?:ok|okay|well|and|but|so)[ ,]+)*(?:what|how) about (?P<what>(?:.*\w)?)\W*$"
        r"|^\W*(?:and|but) (?P<what_and>(?!(?:what|which|whose|whom|who|when|where|why|how|then|so|if|did|does|do|was|were|is|are|has|have|had|will|would|can|could)(?!\w))(?:.*\w)?)\W*$",
        re.DOTALL,
    ),
    more=Pattern(
        r"^\W*(?:and |but |so )?(?:(?:who|what|where|anyone|anybody|anything|something) else|(?:tell me |any )?more(?: details)?(?: about (?:it|that|this))?|go on|continue)\W*$"
    ),
    further=Pattern(
        r"^\W*(?:and |but |so |ok(?:ay)?,? |please,? )?(?:(?:can you |could you |please )?(?:tell me|give me|say|i want) (?:some |a bit )?more(?: details?| info\w*)?|(?:any |some )?more details?"
        r"|go on|keep going|continue|what happened next|and then(?: what)?)(?: (?:about|on) (?:it|that|this))?(?:,? please)?\W*$"
    ),
    doubts=Pattern(
        r"^\W*(?:(?:and|but|so|oh|wait|wow|no|ok|okay|well|hm+|yes)[ ,.!]+)*(?:really|seriously|truly|honestly|no way|for real"
        r"|(?:is|was) (?:that|this|it) (?:really |actually )?(?:so|true|right|correct|certain|confirmed|official|a fact)"
        r"|(?:are |r )?(?:you )?(?:really |so )?(?:sure|certain)(?: (?:about|of) (?:that|this|it))?|are you (?:serious|kidding)"
        r"|(?:who|what|which sources?) (?:says?|claims?|reports?|confirms?)(?: so| that| this| it)?|says who|according to (?:whom|who|what)"
        r"|how (?:do|can|would) you know(?: that| this| it)?|(?:what(?:'s| is| are) )?(?:the |your )?sources?(?: (?:for|of) (?:that|this|it))?"
        r"|(?:has|have) (?:that|this|it) been confirmed|(?:can|could) (?:you|anyone|anybody) confirm(?: (?:that|this|it))?"
        r"|i (?:don't|do not|can't) believe (?:it|that|this|you))\W*$"
    ),
    bare=Pattern(
        rf"^\W*(?:and |but |so )?{_ASKS}(?: (?:{_AUXILIARY}|it|that|this|happen|happened|happening|exactly))*\W*$"
    ),
    unfinished=Pattern(
        r"^\W*(?:and |but )?(?:what|how) (?:did|does|do|has|had|have|was|is) [\w .'’-]+? (?:say|said|think|respond|react|reply|propose|suggest|answer|do|want|reaction|response|position)\W*$"
    ),
    defines=Pattern(r"^\W*(?:who|what) (?:is|are) (?!the |that |this |his |her |its |their )"),
    back=whole("he", "she", "it", "they", "him", "them", "his", "hers?", "its", "their", "theirs", "there"),
    back_after_verb=Pattern(rf"(?<!\w){_AUXILIARY} (?:not )?(?:that|this|those|these)(?!\w)"),
    back_at_end=Pattern(
        r"(?<!\w)(?:him|her|them|it|that|this|those|these|then)\W*$|(?<!is )(?<!are )(?<!was )(?<!were )(?<!been )(?<!be )(?<!\w)there\W*$"
    ),
    no_pronoun=Pattern(
        r"(?<!\w)it (?:\w+ ){0,2}?(?:take|takes|took|cost|costs|true|possible|likely|clear|known|that|to)(?!\w)|(?<!\w)(?:is|was) it (?:that|true)"
        r"|(?<!\w)there (?:is|are|was|were|be|been)(?!\w)|(?<!\w)(?:is|are|was|were|be|been) there(?!\w)"
    ),
    placing=(
        "in ",
        "at ",
        "for ",
        "from ",
        "to ",
        "on ",
        "about ",
        "near ",
        "by ",
        "with ",
        "against ",
        "of ",
    ),
    title_end=Pattern(r" (?:It|Him|Her|Them|That|This|There)\W*$"),
    colloquial=_COLLOQUIAL,
    informal=_INFORMAL,
    and_asks=Pattern(
        r"[,;]? and (?=(?:who|when|where|why|how(?: (?:many|much|long|old|far|big))?|what|which \w+)(?!\w)"
        r" (?!(?:it|he|she|they|we|you|i|the|this|that|these|those|his|her|their|its|to|a|an|much|many|long|old|far|big)(?!\w)))"
    ),
    compares=(
        Pattern(
            rf"{_PLEASE}(?:which|who)(?: \w+)? (?:is|was|are|were|has|have|had) [^,;?]{{2,40}}[,:] (?P<one>{_SIDE}),? or (?P<other>{_SIDE})\W*$"
        ),
        Pattern(
            rf"{_PLEASE}compare (?:(?P<of>.{{1,80}}? (?:of|in|by|from|for)) )?(?P<one>{_SIDE}) (?:and|with|to|against|versus|vs\.?) "
            rf"(?P<other>{_SIDE}){_REST}\W*$"
        ),
        Pattern(
            rf"{_DIFFERENCE} between (?P<of>.{{1,60}}? (?:of|in|by)) (?P<one>{_SIDE}) and (?P<other>(?!.* of ){_SIDE}){_REST}\W*$"
        ),
        Pattern(
            rf"{_DIFFERENCE} (?:in (?P<of>.{{1,80}}?) )?"
            rf"between (?P<one>{_SIDE}) and (?P<other>{_SIDE}){_REST}\W*$"
        ),
        Pattern(
            rf"{_PLEASE}how (?:do|does|did) (?P<one>{_SIDE}) and (?P<other>{_SIDE}) (?:differ|compare){_REST}\W*$"
        ),
        Pattern(
            rf"{_PLEASE}how (?:do|does|did|is|are) (?P<one>{_SIDE}) (?:differ(?:ent)?|compared?) (?:from|to|with) (?P<other>{_SIDE}){_REST}\W*$"
        ),
    ),
    happened=Pattern(
        r"^\W*(?:and |so |but |ok(?:ay)?,? |please,? )?(?:"
        r"what(?:'s| is| has| have| was| else has| else)? (?:been )?(?:happen(?:ed|ing)|going on|gone on|went on|taken place|took place|reported(?= (?:on|in|from|between|this|last|since|today|yesterday)(?!\w))|new|the latest(?: news| developments| updates?)?)(?!\w)"
        rf"|(?:{_SHOW} )?(?:a |the )?(?:(?:brief|short|full) )?(?:timeline|chronology|sequence of events|overview|round-?up|summary|history)(?= (?:of|for|on)(?!\w)|\W*$)(?: of (?:the )?(?:{_CHIEF} )?(?:news|events|stories)(?= (?:of|in|from|for|on|about|this|last|since|today)(?!\w)|\W*$))?"
        rf"|(?:(?:what(?:'s| is| are| were| was)|{_SHOW}) )?(?:the )?(?:latest|newest|most recent|recent) (?:news|developments?|updates?|headlines|stories|events)(?!\w)"
        rf"|(?:(?:what(?:'s| is| are| were| was)|{_SHOW}) )?(?:the )?{_CHIEF} (?:news|events?|stories|headlines|developments)(?!\w)"
        r"|what did i miss|(?:is there )?any(?:thing new| news| updates?)(?!\w)"
        rf"|(?:{_SHOW} )?(?:the )?(?:news|headlines)(?= (?:of|in|from|for|on|about|this|last|since|today|yesterday)(?!\w)|\W*$)"
        r")(?: (?:of|for|with|on|about|from))?"
    ),
    newest_first=whole(
        r"(?:latest|newest|most recent|last)(?: ones?)? first",
        r"reverse chronolog\w+(?: order)?",
        r"what(?:'s| is| has been| else is) new",
        r"(?:the )?(?:latest|newest|most recent|recent) (?:news|developments?|updates?|headlines|stories|events)",
        r"what(?:'s| is) the latest",
        r"any(?:thing new| news| updates?)",
        r"what did i miss",
    ),
    oldest_first=whole(
        r"(?:oldest|earliest|first)(?: ones?)? first",
        r"(?:in )?chronological(?:ly)?(?: order)?",
        r"from the (?:beginning|start)",
    ),
    ordered=Pattern(
        r"[ ,;(]*(?<!\w)(?:with the |the )?(?:(?:latest|newest|most recent|last|oldest|earliest|first)(?: ones?)? first|(?:in )?(?:reverse )?chronological(?:ly)?(?: order)?"
        r"|from the (?:beginning|start))(?!\w)[ )]*"
    ),
)

# ---- whether ---------------------------------------------------------------------------------------------

_BETWEEN = frozenset("the a an did do does has have had also already later then".split())
_IS, _WAS = frozenset({"is", "are"}), frozenset({"was", "were"})
_AND = r"^\W*(?:(?:and|but|so|well|ok|okay),? )?"

WHETHER = Whether(
    # "Can you tell me who …" wants who.
    asks=Pattern(
        rf"{_AND}(?:(?:do|can|could|would|will) you (?:know|say|tell me|confirm) (?:if|whether)"
        rf"|(?!(?:may|might|will) (?:\d|\w+\W*$))(?:{_AUXILIARY}|must)(?:n't)? (?!(?:you|i|we)(?!\w)))"
    ),
    forms=(
        Form(
            opens=Pattern(
                rf"{_AND}(?:(?:do|can|could|would|will) you (?:know|say|tell me|confirm) (?:if|whether)"
                r"|(?:is|was) it (?:really )?(?:true|right|correct|a fact) that|(?:did|does|do|has|have|had))(?!\w)"
            ),
            between=_BETWEEN,
        ),
        Form(opens=Pattern(rf"{_AND}(?:is|are)(?!\w)"), between=_BETWEEN | _IS, needs=_IS),
        Form(opens=Pattern(rf"{_AND}(?:was|were)(?!\w)"), between=_BETWEEN | _WAS, needs=_WAS),
    ),
    either=whole("or"),
    between_denied=frozenset({"any"}),
    some=frozenset({"a", "an"}),
    binds=frozenset("of s himself herself itself themselves up down off out over away back".split()),
    unsure=whole(
        r"if|whether|unless|would|could|may|might|should|will|shall|must|can|cannot|to be|(?:is|are|was|were) to|plan(?:s|ned|ning)?|"
        r"expect(?:s|ed)?|(?:un)?likely|(?:im)?possibl[ey]|potential(?:ly)?|perhaps|maybe|probabl[ey]|reportedly|alleged(?:ly)?|"
        r"supposed(?:ly)?|apparently|claim(?:s|ed)?|rumou?r(?:s|ed)?|suspect(?:s|ed)?|false(?:ly)?|fake|hoax|untrue|myth|den(?:y|ies|ied)|"
        r"almost|nearly|tr(?:y|ies|ied)|attempt(?:s|ed)?|threaten(?:s|ed)?|hope[sd]?|want(?:s|ed)?|so-called|former|ex|once|"
        r"until|only|partly|partially|film|novel|movie|fictional"
    ),
    derived=Pattern(r"(?:[ts]ion|ment|[ae]nce|al|e[rd]ness|er|or|ity|ness|ism|ist|ive|able|ings?)s?$"),
)

# ---- speech ----------------------------------------------------------------------------------------------

# Kinds of words, as `Speech.kinds` has them.
_TELLS, _ADVERBS, _INVERTED, _HEADS, _BREAKS, _UNTIL, _CITES, _PASSIVE = tuple(KIND_MARKS[:8])
_DAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
# Words that tell a report, whoever speaks.
_TELLING = (
    "said|says|told|announced|added|proposed|suggested|urged|warned|claimed|claims|demanded|insisted|argued|argues|"
    "tweeted|wrote|denied|confirmed|promised|stressed|vowed|explained|reported|stated|noted|acknowledged|admitted|testified|"
    "replied|predicted|cautioned|alleged|alleges|insists|adds|warns|writes|explains|confirms|denies"
)
_KINDS = (
    # Verbs behind their subject. "told Reuters": whom, not who.
    (
        _TELLS,
        (
            "said|says?|told|tells|announces|adds|urged|urges|warned|warns|insisted|insists|argued|argues|tweeted|wrote|writes|denies|confirms|"
            "promised|promises|stresses|vowed|vows|explained|explains|acknowledged|acknowledges|admitted|admits|testified|replied|"
            "predicted|cautioned|alleges|"
            # What is "reported later" reports nothing; nouns too: "far-right claims", "news reports".
            "(?:added|announced|claimed|confirmed|demanded|denied|noted|proposed|reported|stated|stressed|suggested)(?! (?:by|in|at|from|later|earlier|to)(?!\\w))|"
            '(?:claims|reports|notes)(?= that |[,.:;”"“]|$)'
        ),
    ),
    (
        _ADVERBS,
        (
            "has|have|had|also|later|recently|previously|since|repeatedly|once|then|already|publicly|reportedly|still|even|initially|earlier|yesterday|today|"
            f"(?:on )?{_DAY}|on(?= {_DAY})"
        ),
    ),
    # Verbs that stand before their subject, behind what is said.
    (
        _INVERTED,
        (
            "said|says|added|adds|explained|explains|insisted|insists|wrote|writes|tweeted|argued|argues|announced|warned|claimed|reported|"
            "reports|noted|notes|admitted|continued|replied"
        ),
    ),
    # Who has no name: as the article calls them.
    (
        _HEADS,
        (
            "[Pp]olice|(?:spokes|congress|states|business|chair)(?:man|men|woman|women|person|people|persons)|[Oo]fficials?|"
            "[Aa]uthorities|agency|ministry|government|court|[Ss]ources?|[Ww]itnesses|[Rr]esidents|group|company|commission|"
            "committee|army|military|aides?|[Dd]octors?|[Ee]xperts?|[Pp]rosecutors?|[Ll]awyers?|creators?|press|media|report|"
            "statement|release|organi[sz]ers|party|union|bank|[Ee]xecutives?|[Rr]esearchers?|[Ss]cientists?|[Ll]eaders?|"
            "[Tt]ravell?ers|[Cc]ritics|[Aa]nalysts?|[Ee]conomists?|[Ii]nvestigators|[Ff]irefighters|[Aa]ctivists|[Cc]ampaigners|"
            "[Ss]upporters|[Oo]pponents|[Oo]bservers|[Dd]iplomats?|[Ll]awmakers|senators?|ministers?|[Ff]amilies|[Nn]eighbou?rs|"
            "[Mm]anufacturers|[Ee]mployees|[Ww]orkers|[Aa]dvocates|[Aa]llies|[Pp]arents|[Oo]utlets|[Pp]ollsters|[Ff]orecasters|"
            "[Mm]eteorologists|[Dd]evelopers|[Rr]egulators|[Hh]istorians|[Aa]uthors|[Ss]tudents|[Tt]eachers|[Rr]escuers|"
            "[Ss]urvivors|[Vv]oters|[Pp]rotesters|[Oo]rgani[sz]ations?|[Ss]cholars|[Vv]ictims|newspaper|magazine|website|site|"
            "network|channel|broadcaster|outlet|charity|university|hospital|institute|watchdog|regulator|department|team|club|"
            "airline"
        ),
    ),
    # No noun phrase of a speaker goes across these.
    (
        _BREAKS,
        (
            "(?:newly|recently|first) (?:published|released)|is|are|was|were|be|been|being|has|have|had|will|would|could|can|cannot|may|might|must|should|shall|do|does|did|"
            "didn[’']t|don[’']t|isn[’']t|wasn[’']t|who|whom|whose|which|that|what|when|where|why|how|if|because|while|although|"
            "though|since|until|after|before|as|than|but|or|so|not|(?:he|she|it|they|we|I|you|there)(?:[’'](?:s|d|ll|re|ve|m))?|"
            "him|them|me|us|to|by|during|into|about|over|under|between|against|also|first|later|[a-z]+ing|according|said|says|say|"
            "told|announced|added|warned|claimed|claims|argued|wrote|reported|confirmed|denied|found|made|took|came|went|got|saw|"
            "released|published|provided|obtained|seen|conducted|analyzed|compiled|collected|reviewed|viewed|captured|filed|cited|"
            "shared|posted|issued|sent|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|tomorrow|last|next"
        ),
    ),
    # A name or a phrase is whole before these.
    (
        _UNTIL,
        (
            "who|which|that|released|published|provided|obtained|seen|conducted|analyzed|compiled|collected|reviewed|viewed|captured|circulating|"
            "filed|familiar|from|by|in|on|at|with|during|after|but|as|while|when|since|last|this|cited|citing|shared|posted|issued|sent|to|earlier|"
            f"yesterday|today|if|{_DAY}"
        ),
    ),
    (_CITES, "[Aa]ccording to|quoted"),
    (_PASSIVE, "(?:said|announced|reported|confirmed|claimed|stated) by"),
)
_HAS = rf"(?:{one_of(_ADVERBS)} ){{0,3}}"
_TOLD = one_of(_TELLS)
_PART = rf"{ANY_MARKS}(?:al-|el-|ben-|@)?[A-Z][\w.’'&-]*"
_SMALL = r"(?:(?:of|for|and) (?:the )?|(?:the|de la|del?|d[aiu]|van|van de[rn]|von|der|bin|ibn|[ae]l|y|&) )"
_NAME = rf"(?<![\w’'@-]){ANY_MARKS}@?[A-Z][\w.’'&-]*(?: {_SMALL}?{_PART}){{0,9}}"
_DETERMINER = r"(?:[Tt]he|[Aa]n?|[Oo]ne|[Aa]nother|[Ss]ome|[Ss]everal|[Mm]any|[Mm]ultiple|[Tt]wo|[Tt]hree|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Ll]ocal)"
_BREAK = f"(?!{ANY_MARKS}[{_BREAKS}])"
_WORD = rf"{_BREAK}{ANY_MARKS}[\w’'.&@/-]*[\w’'@]"
_PHRASE = rf"{_BREAK}{ANY_MARKS}[\w’'.&@/-]+(?: {_WORD}){{0,8}}?"
# Where a subject begins: a clause.
_CLAUSE = (
    r"(?:^(?:(?:But|And|However|Meanwhile|Yet|So|Still|Furthermore|Instead|Moreover|Additionally|Then|Also),? )?"
    r"|(?<=[\w”\"’'%)], )|(?<=[,.?!][”\"’'] )|(?<=[”\"] )|(?<=[;—–-] )|(?<= , )|(?<=\Wbut )|(?<=, and )|(?<=\Wwhile ))"
)
# "On Friday, Lopez said", "In a statement, the bank said"
_INTRODUCTION = (
    r"(?:(?:In|On|At|After|During|For|From|By|Last|Late|Early|Earlier|This|Before|Since|Following|Speaking|As|With|Under|Throughout|Within|"
    r"Over|Until|Around|About|Among) [^,“”\"]{2,80}|"
    r"(?:But|And|However|Meanwhile|Yet|So|Still|Furthermore|Instead|Moreover|Additionally|Then|Also|Afterwards?|Today|Yesterday|Nationally|"
    r"Elsewhere|Separately|Similarly|Indeed|Overall|Initially|Finally|Recently|Later)), "
)
_ASIDE = r"(?:, [^,“”\"]{3,150},| \([^()]{2,60}\))"
_AT = rf" {word('at|from|with|of|for|in|on')} (?:the )?{_NAME}"
_CLOSED = rf"(?=[,;:“”\"()]|\s*[.?!…]*[”\"’']*$| [—–(-]| (?:for|and) (?!(?:the )?[A-Z])| {one_of(_UNTIL)})"
_ONE = rf"(?:(?:the|an?|The|An?) )?{_NAME}{_CLOSED}"
_CALLED = (
    rf"(?:its|his|her|their|the|an?) [a-z][\w’' {KIND_MARKS[0]}-{KIND_MARKS[-1]}-]{{2,70}}, {_NAME}(?=[,.]|$)"
)
_NOT_FIRST = (
    rf"(?!{ANY_MARKS}(?:in|on|at|of|for|from|with|no|yes|nothing|more|all|and|just|only|up|out)(?!\w))"
)

SPEECH = Speech(
    kinds=_KINDS,
    subjects=(
        rf"(?P<who>{_NAME})(?:{_AT})?(?:{_ASIDE}|, [^,]{{3,150}}, [A-Z]\w+,)? {_HAS}{_TOLD}",  # "of the institute in Bethesda, Maryland,"
        # At the beginning of a clause anybody with an article may speak, or a group without one.
        (
            rf"{_CLAUSE}(?P<who>{_DETERMINER} {_PHRASE}(?P<name>, {_NAME}(?=, ))?)"
            rf"(?(name),|(?:{_ASIDE}|(?:, {word('which')}|,? {word('who')}) [^,]{{3,120}},?)?) {_HAS}{_TOLD}"
        ),
        rf"{_CLAUSE}(?P<who>(?:{_WORD} ){{0,4}}?{one_of(_HEADS)})(?:{_AT})?{_ASIDE}? {_HAS}{_TOLD}",
        (
            rf"(?<![\w’'-])(?P<who>{ANY_MARKS}(?:(?:[Tt]he|[Aa]n?|[Ss]ome|[Ll]ocal|[Ss]tate|[Ff]ederal|[Ss]enior|[Cc]ompany|[Cc]ity|[Cc]ounty|[Pp]olice|[Hh]ealth|"
            rf"U\.S\.|US|UK|[Ii]ts) ){{0,3}}"
            rf"{ANY_MARKS}(?:[Pp]olice|spokes(?:man|woman|person|people)|[Oo]fficials?|[Aa]uthorities|[Ss]ources?|[Ww]itnesses|[Rr]esidents|prosecutors|lawyers?)) "
            rf"{_HAS}{_TOLD}"
        ),
    ),
    led=(
        (
            _CITES,
            rf"[Aa]ccording {word('to')} (?P<who>{_ONE}|{_NOT_FIRST}{_PHRASE}(?: {word('by|from|at')} (?:the )?{_NAME})?{_CLOSED})",
        ),
        (
            _CITES,
            rf"(?P<who>{_NAME}) {word('was|were|is|are')} (?:{word('also')} )?{one_of(_CITES)} (?:{word('by')} [^,.:]{{2,60}} )?{word('as')} {word('saying')}",
        ),
        # Behind a quotation whoever follows the verb has said it.
        (
            _INVERTED,
            rf"(?:[”\"’'],?|(?<=[”\"’'])) {one_of(_INVERTED)} (?P<who>{_CALLED}|{_ONE}|{_NOT_FIRST}{_PHRASE}{_CLOSED})",
        ),
        (
            _INVERTED,
            rf"(?<=[\w%)])[,?!] {one_of(_INVERTED)} (?P<who>{_CALLED}|{_ONE}|{_NOT_FIRST}(?:{_WORD} ){{0,6}}?(?:{_NAME}|{one_of(_HEADS)}){_CLOSED})",
        ),
        (
            _PASSIVE,
            rf"{word('was|were|been|is|are')} (?:{ANY_MARKS}\w+ )?{one_of(_PASSIVE)} {word('by')} (?P<who>{_ONE}|{_PHRASE}{_CLOSED})",
        ),
    ),
    reporting=rf"(?:{_TELLING}|[Aa]ccording to|saying|quoted)",
    openings=(
        rf"^{_INTRODUCTION}|"
        # "The mayor of Derna"
        r"^(?:The|An?) (?=(?:[a-z][\w’'-]* ){1,4}(?:of|for|at) (?:the )?[A-Z])|"
        r"^(?:But|And|However|Meanwhile|Yet|So|Also|Then|Still|(?:(?:On|Last|This|Late|Early) )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),? "
    ),
    articles=("the",),
    article="(?:the|an?) ",
    prepositions=r" (?:in|at|of|from|(?<!, )and|praised|with|by|on|for|to|between|than|near|or|against) (?:the )?$",
    no_names=(
        r"^(?:he|she|it|they|we|i|you|him|her|them|us|me|this|that|those|these|there|who|which|what|but|and|the|a|an|others?|everyone|"
        r"someone|anyone|nobody|no one|people|many|(?:a )?few|a plurality|the fact|some|most|few|all|both|one|none|data|plan|schedule|law|custom|tradition|need|"
        r"few|yes|no|legend|reports|rumou?rs|republican|democrat)$|^(?:[\w’-]+ )*(?:information|data|figures|estimates)$"
    ),
    places=(
        r"^(?:In|On|At|For|From|By|After|Before|Since|While|When|As|With|During|Last|This|If)(?: |$)|"
        r"^(?:[Tt]he|[Tt]hat|[Ee]very|[Oo]ne|[Aa]) (?:(?:next|same|following|previous|other|first|last) )?(?:day|week|month|year|morning|evening|night)(?: |$)"
    ),
    told=r"\b(?:according to|sa(?:id|ys?)|told|stated|claim(?:s|ed)?|announced|report(?:s|ed)?|argued|warned|denied)\b",
)

# ---- prose -----------------------------------------------------------------------------------------------

# Names that agencies write in Latin letters, whatever the language.
_AGENCIES = (
    r"Reuters(?: Life)?|Thomson Reuters(?: Foundation)?|AFP(?: News)?|Agence France-Presse|AP(?: Photo)?"
    r"|(?:The )?Associated Press|DPA|dpa|AA|Anadolu(?: Agency)?|Bloomberg(?: News)?|Xinhua|TASS|UPI"
    r"|ANSA|EFE|EPA|PTI|ANI|IANS|WAM|SPA|QNA|KUNA|MENA|PETRA|WAFA|SANA|IRNA"
    r"|Sputnik|RIA Novosti|CNN(?: ?Business)?|CNBC|Getty(?: Images)?|PA Media|Kyodo|Yonhap"
    r"|[Aa]gencies|News Agencies|[Ww]ire(?: services| reports)?"
)
_SMALL_WORD = "de|la|le|el|al|of|the|and"
_PLACE = rf"[A-Z][\w.'’/-]*(?:[ ,/]+(?:[A-Z][\w.'’/-]*|{_SMALL_WORD}|\d{{1,2}}|\d{{4}})){{0,7}}"

_NOTICES = Notices(
    consent=Notice(
        phrases=(
            r"\b(?:we|us|our|partners|this (?:web ?)?site|this page)\b.{0,80}\bcookies?\b",
            r"\bcookies?\b.{0,80}\b(?:we|us|our|your (?:device|browser|consent|choices?|experience|privacy)|this (?:web ?)?site)\b",
            r"\b(?:we|our) (?:and our )?(?:[\d,]+ )?(?:third[- ]party )?partners\b.{0,80}\b(?:store|process|access|use|data|ads)\b",
            r"\byour (?:privacy|consent|cookie choices?|privacy choices?)\b",
            r"\bwe (?:value|care about|respect) (?:your|the) privacy\b",
            r"\bby (?:clicking|continuing|using|selecting)\b.{0,80}\b(?:agree|accept|consent)\b",
            (
                r"\byou (?:can|may) (?:agree|accept|refuse|reject|withdraw|change|choose|manage|object)\b"
                r".{0,120}\b(?:consent|purposes|settings|preferences|choices?|cookies|partners|detail)\b"
            ),
            r"\b(?:accept|reject|refuse|allow|agree to|manage) (?:all|cookies|preferences|settings|choices)$",
            r"\blegitimate interests?\b.{0,80}\b(?:object|partners|vendors|consent)\b",
        ),
        titles=(
            r"before you (?:continue|read on|go on|proceed|start)\b.*",
            r"(?:we (?:value|care about|respect) )?your privacy(?: (?:matters|choices|settings|is important)\b.*)?",
            r"(?:cookie|privacy|consent)s?(?: and (?:cookies?|privacy))? (?:consent|settings|preferences|notice|choices|wall|center|centre)",
            r"(?:manage (?:your )?)?(?:cookies?|consent)|cookies on .*|we use cookies",
        ),
    ),
    script=Notice(
        phrases=(
            r"\b(?:enable|turn on|activate|allow|switch on|requires?|needs?|without|supports?)\b.{0,40}\bjavascript\b",
            r"\bjavascript\b.{0,40}\b(?:disabled|required|enabled|turned (?:on|off)|switched (?:on|off)|not supported|blocked)\b",
        ),
        titles=(r"(?:please )?enable javascript.*|javascript (?:is )?(?:required|disabled|not available)",),
    ),
    missing=Notice(
        phrases=(
            (
                r"\b(?:page|article|story|content|url|link|file|address)\b.{0,60}"
                r"\b(?:not|no longer|cannot|can't|couldn't|doesn't|isn't|never)\b.{0,30}"
                r"\b(?:found|exists?|available|here)\b"
            ),
            (
                r"\b(?:could not|couldn't|cannot|can't|unable to|did not|didn't) (?:find|locate)\b.{0,50}"
                r"\b(?:page|article|story|looking for|requested|content)\b"
            ),
            (
                r"\b(?:page|article|story|content) (?:that )?you(?:'re| are| were|'ve| have)? (?:been )?"
                r"(?:looking for|requested|tried|trying|wanted)\b"
            ),
            r"\b(?:may|might|could) have (?:been )?(?:moved|removed|deleted|renamed|expired)\b",
            r"\b(?:error|http) ?404\b|\b404 (?:error|not found)\b|^404$",
            r"^(?:please )?(?:use|try) (?:the |our |a )?search\b",
            r"\b(?:go|return|back|head) (?:back )?to (?:the |our )?(?:home ?page|front page)\b",
        ),
        titles=(
            r"(?:error )?404\b.*|410 gone|.{0,30}\bnot found",
            (
                r"(?:this |the |that )?(?:page|article|story|content|file)(?: you .*)? (?:(?:is|was|has been) )?"
                r"(?:no longer available|not available|unavailable|does(?: not|n't) exist|missing|removed|deleted|gone)"
            ),
            r"(?:oops|sorry)\b.{0,60}|(?:we )?(?:can't|couldn't|could not|cannot) find (?:that|the|this|your) page.*",
        ),
    ),
    login=Notice(
        phrases=(
            r"\b(?:please|you (?:must|need to|have to)) (?:log|sign) ?in\b",
            (
                r"\b(?:log|sign) ?in (?:to|with|or)\b.{0,40}"
                r"\b(?:continue|your|account|register|sign up|subscribe|read|view|google|facebook|apple|email)\b"
            ),
            r"\b(?:forgot(?:ten)?|reset) (?:your |the |my )?password\b",
            r"\b(?:don't have|create|register for|no) (?:an? )?(?:free )?account\b",
            r"\balready (?:a member|registered|have an account)\b|\bremember me\b",
        ),
        titles=(
            r"(?:log|sign)[- ]?(?:in|on|up)\b.{0,40}|register(?: now)?|create (?:an |your )?account|my account",
        ),
    ),
    paywall=Notice(
        phrases=(
            r"\bsubscribe\b.{0,60}\b(?:to (?:read|continue|get|access|unlock|keep)|now|today|for (?:full|unlimited|just|only))\b",
            (
                r"\b(?:this|the (?:full|rest of (?:the|this))) (?:article|story|content|page)\b.{0,60}"
                r"\b(?:subscribers?|members|premium|subscription)\b"
            ),
            r"\b(?:continue|keep) reading\b.{0,60}\b(?:subscri\w+|register|sign|log|account|trial|member)\b",
            r"\byou(?:'ve| have) (?:reached|used|read)\b.{0,50}\b(?:free|limit)\b",
            r"\b(?:unlimited|full|digital) (?:digital )?access\b|\bcancel any ?time\b|\bfree trial\b",
            r"\b(?:become a|already a) (?:member|subscriber)\b",
        ),
        titles=(r"subscribe\b.{0,60}|subscribers? only.*|for subscribers only|subscription required",),
    ),
    blocked=Notice(
        phrases=(
            r"\b(?:verify|prove|confirm|check|make sure|verifying|checking)\b.{0,40}\b(?:human|robot|your browser|connection is secure)\b",
            r"\b(?:unusual|suspicious|automated) (?:traffic|activity|requests)\b",
            r"\baccess (?:to (?:this|the) (?:page|site|website|resource) )?(?:has been |is |was )?(?:denied|blocked|forbidden)\b",
            r"\byou (?:don't|do not) have permission to (?:access|view)\b",
            r"\b(?:not available|unavailable|blocked)\b.{0,60}\b(?:your (?:country|region|location)|european)\b",
            r"\bcaptcha\b|\bray id\b|\benable cookies\b",
            r"\b(?:under|scheduled) maintenance\b|\btemporarily unavailable\b|\btry again (?:later|in a)\b",
        ),
        titles=(
            r"just a moment.*|attention required.*|access denied|forbidden|security check.*|are you (?:a robot|human).*",
            r"(?:captcha|human verification|blocked|request (?:blocked|rejected))|(?:40[13]|429|50[0-4])\b.{0,60}",
            r"too many requests|(?:service|site) (?:temporarily )?unavailable|internal server error|bad gateway|error",
            r"(?:site )?(?:under )?maintenance(?: mode)?|database error|welcome to nginx!?|.*default page|index of /.*",
        ),
    ),
    moved=Notice(
        phrases=(
            r"\byou (?:are (?:now )?being|will (?:now )?be) redirected\b|^redirecting\b",
            r"\bif (?:nothing happens|you are not (?:automatically )?redirected)\b",
            r"^(?:this|the) (?:page|site|document|article) has (?:been )?moved\b",
        ),
        titles=(
            r"redirect(?:ing)?\b.*|(?:30[12]|object|document|page) ?moved.*|moved (?:permanently|temporarily)|please wait.*|loading.*",
        ),
    ),
    lists=(
        r"(?:tag|category|topic|author|section|archives?)s? ?(?:archives?)?: .*",
        r"(?:.{1,60} )?archives?|(?:latest|all|top|more) (?:news|stories|articles|posts)|search results?\b.*|home(?: ?page)?",
    ),
)

PROSE = Prose(
    notices=_NOTICES,
    titles=frozenset(
        """
        mr mrs ms dr prof rev hon gen col lt maj capt sgt cpl adm sen rep gov pres amb st mt ft vs messrs mme mlle
        Drs Profs Sens Reps Govs Gens Brig Cmdr Cdr Comdr Supt Insp Det Atty Asst Dep Pvt Pfc Spc Ens Msgt Ssgt Tsgt Msgr Ald
        """.split()
    ),
    before_number=frozenset(
        """
        no nos p pp vol art fig sec jan feb mar apr jun jul aug sep sept oct nov dec
        """.split()
    ),
    shortened=frozenset(
        """
        inc ltd co corp bros jr sr esq etc dept est approx ret jg calif fla mich pa mass
        Ala Ariz Ark Colo Conn Del Ga Ill Ind Kan Ky La Md Me Minn Miss Mo Mont Neb Nev Okla Ore Tenn Tex Va Vt Wash Wis Wyo
        Ont Que Alta
        """.split()
    ),
    openers=frozenset(
        """
        The A An It He She They We I You This That These Those There In On At For But And Or So If When While
        After Before As By From With Its His Her Their Our My According However Since Last What Who Why How Yet
        Both Many Some Most All No Not One Two
        """.split()
    ),
    keeping_hyphen=frozenset(
        """
        anti pro ex non self well ill half high low long short full part all so co pre post mid multi semi sub super ultra inter
        cross vice left right far first second third two three four five six
        """.split()
    ),
    page_numbers=(r"page \d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?",),
    published_labels=(r"(?:first )?(?:published|posted|created|date|publication date)(?: (?:on|at))?",),
    updated_labels=(r"(?:last )?(?:updated|modified)(?: (?:on|at))?",),
    bylines=(r"by\s+",),
    author_names=(r"[A-Z][\w.'’-]+(?: (?:[A-Z][\w.'’-]*|and|de|van|von|al|bin|der|la),?){1,6}",),
    source_labels=(r"sources?",),
    agencies=(_AGENCIES,),
    photographers=("via",),
    places=(_PLACE,),
    datelines=(rf"(?:{_PLACE}\s)?(CNN(?: ?Business)?)\s*—\s*",),  # "Tokyo CNN — "
    networks=(r"facebook|twitter|x|instagram|whats\s?app|telegram|youtube|linkedin|google news|tik\s?tok",),
    sharing=("share", "tweet", "email", "print", "save", "like", "pin"),
    lists=(
        r"(?:the )?(?:most|top) (?:read|popular|viewed|shared|commented|watched|stories)",
        r"(?:most|top) (?:read|popular|viewed|shared|commented|watched) (?:stories|articles|news|today|now)",
        r"trending(?: now| stories)?|editor'?s'? picks?|recommended(?: for you| stories)?",
        r"(?:read|see|watch) (?:also|more|next)|also read|more on this(?: story| topic)?",
        r"related(?: (?:articles?|stor(?:y|ies)|topics?|content|news|links?|coverage))?",
    ),
    counters=(
        rf"{COUNT}\s*(?:(?:page )?views?|reads?|readers?|shares?|likes?|comments?|replies|reply|reactions?|retweets?|claps?)",
        rf"(?:(?:page )?views?|reads?|readers?|shares?|likes?|comments?|replies|reactions?|hits|visits)\s*[::(]\s*{COUNT}\)?",
        rf"(?:this (?:article|story|page|post|report) (?:has been |was )?)?(?:read|viewed|seen|shared|liked) {COUNT} times?",
        rf"{COUNT}\s*(?:(?:people|readers|users|visitors|others?|persons?) )?(?:(?:is|are|have|has) )?(?:(?:now|currently) )?(?:reading|viewing|watching|read|viewed|liked|shared|found|saved) (?:this|it)(?: (?:article|story|page|post|report))?(?: (?:right now|now|today|currently|helpful|useful))?",
        rf"{COUNT}\s*(?:people |readers |users |visitors )?(?:online|reading|viewing|watching)(?: (?:right )?now)?",
        rf"(?:(?:last |first )?(?:updated|published|posted|modified|edited)\W{{0,3}})?(?:about |over |almost |less than )?(?:{COUNT}|an?|one|two|three|a few)\s?(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|mo|months?|y|yrs?|years?) ago",
        r"(?:(?:last )?(?:updated|published|posted)\W{0,3})?(?:just now|(?:a )?moments? ago)",
        rf"(?:be the first to comment|no comments yet|join the (?:conversation|discussion))(?: \(?{COUNT}\)?)?",
    ),
    furniture=(
        r"(?:follow|like|find|join) us(?: (?:on|at|via) .{1,80})?",
        rf"follow (?:@\w+|[\w .]{{1,40}}) on {NETWORK}.{{0,60}}",
        r"share(?: this)?(?: (?:article|story|page|post|link))?(?: (?:on|via|with) .{1,40})?",
        r"(?:sign up|subscribe|register)(?: (?:now|here|today))?",
        r"(?:sign up|subscribe)\b.{0,80}\b(?:newsletters?|inbox|channel)\b.{0,40}",
        rf"(?:read|see|watch) (?:also|more|next){COLON}.{{1,150}}|also read{COLON}.{{1,150}}",
        rf"(?:more on this(?: story)?|related(?: (?:article|story|news|coverage))?|recommended){COLON}.{{1,150}}",
        r"(?:story|article|report) continues below(?: (?:this )?(?:ad|advertisement))?",
        r"continue reading(?: below| the main story)?|skip (?:to .{1,30}|ad|advertisement)",
        r"advert(?:isement|ising)?|sponsored(?: content)?",
        r"print|copy link|bookmark|loading|comments?|leave a comment|\d+ comments?|font size",
        r"\d+ min(?:ute)?s? read",
        r"listen to (?:this )?(?:article|story)",
        r"just watched .{1,110} replay more videos .{1,130}",
        r"(?:image|photo|picture) (?:source|credit|caption)\s*[,::].{0,60}",
        r"(?:photo|photograph|image|picture|file photo)(?: (?:by|credit|courtesy of))?\s*[::/]\s*.{1,60}",
        r"(?:copyright\s*)?(?:©|\(c\)|copyright\s+\d{4}).{0,150}|all rights reserved.{0,60}",
        rf"(?:tags?|keywords?|filed under|topics?){COLON}.{{0,150}}",
        r"our standards: the thomson reuters trust principles.?",
        r"\(?(?:additional )?reporting by .{3,200}(?:editing|writing) by .{3,100}",
        r"\(?(?:editing|compiled|writing) by (?-i:[A-Z]\w+ [A-Z]).{2,80}",
        r"\W*\bends\b\W*",
    ),
    goes_on=(r"\b(?:read (?:more|on|the (?:full|rest)[^.]{0,40})|continue reading[^.]{0,80}|more)",),
    appeared_first=(r"the post .{1,300} (?:appeared first|first appeared) on .{1,120}",),
    headers={
        "title": ("title", "headline"),
        "source": ("source", "publisher"),
        "url": ("url", "link", "canonical", "canonical_url"),
        "published": ("date", "published", "published_at", "pubdate"),
        "author": ("author", "authors", "by", "byline"),
        "language": ("language", "lang"),
        "id": ("id",),
    },
    to_machine=(
        r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:above|previous|prior|preceding|earlier|instruction|prompt|directive|rule|context|web ?page)",
        r"\b(?:system|developer|god|debug|admin|dan)[ _-]?(?:mode|prompt|override|message)\b|</?\s*(?:system|assistant|user)\b",
        r"\b(?:in|to|of|into|with|from|for) your (?:\w+ )?(?:answer|reply|response|output|summary)\b",
        r"\byour (?:answer|reply|response|output) (?:must|should|with|in|to|by|using|without)\b",
        r"\bthe (?:answer|reply|response|output) (?:must|should)\b",
        r"\byou(?:'re|’re| are) (?:now\b|an? (?:ai|a\.i\.|assistant|chat ?bot|(?:large )?language model)\b)",
        r"\bthe user(?:['’]?s)? (?:\w+ )?(?:e-?mail|address|password|name|location|phone|data|credentials)\b",
        r"\bgiven (?:this|the) (?:\w+ )?(?:article|context|passage|text)\b|\bas an ai\b|\brespond only\b|\b(?:your|the) (?:password|secret key|passcode)",
        r"^\W*(?:please |now |then )*(?:augment|modify|decode|encode|summari[sz]e|translate|explain|describe|rewrite|paraphrase|write|compose|draft|imagine|pretend|combine|interlace|rearrange|scramble|anagram|jumble|misspell|insert|append|output|print|repeat|tell me|give me|list|provide|generate|let's|let us|act as|incorporate|embed|attach|substitute|convert)\b",
        r"^\W*(?:can|could|would|will) you\b",
    ),
    no_answer=(r"no[_ ]answer",),
    dot=("dot",),
    at=("at",),
)

# ---- texts -----------------------------------------------------------------------------------------------

TEXTS = Texts()  # in English by themselves

# ---- manners ---------------------------------------------------------------------------------------------

MANNERS = Manners(
    phrases={
        "identity": (
            r"who (?:are|r) (?:you|u)",
            r"what are you",
            r"what(?:'s| is) your name",
            r"whats your name",
            r"who (?:made|built|created|wrote|owns|runs|trained|is behind) you",
            r"are you (?:an? )?(?:bot|robot|human|ai|person|machine|real|chatgpt|gpt)",
            r"(?:who|what) is khabar",
            r"introduce yourself",
            r"tell me about yourself",
        ),
        "ability": (
            r"what (?:can|could) (?:you|u|i) (?:do|ask|answer)(?: you)?",
            r"how do (?:you|i) (?:work|use (?:you|this))",
            r"how does (?:this|it) work",
            r"what do you know(?: about)?",
            r"what do you have",
            r"(?<!the )(?<!your )help(?: me)?",
            r"how can you help(?: me)?",
            r"can you help(?: me)?",
            r"what(?:'s| is) in (?:the|your) archive",
            r"what (?:is|are) (?:you|this)(?: bot)? for",
            r"what topics do you (?:know|cover)",
        ),
        "more": (
            r"tell me more",
            r"say more",
            r"more",
            r"go on",
            r"continue",
            r"anything else",
            r"what else",
            r"keep going",
            r"and then",
        ),
        "thanks": (
            r"thanks?",
            r"thank (?:you|u)",
            r"thx",
            r"ty",
            r"cheers",
            r"much appreciated",
            r"i appreciate (?:it|that|this)",
            r"(?:that|this|it) (?:(?:really|was|is|very|so) )*(?:helped|helps|helpful|useful|great|perfect)",
            r"well done",
            r"(?:good|great|nice) (?:job|bot|answer|work)",
            r"you(?:'re| are) (?:great|awesome|helpful|the best|amazing)",
            r"great",
            r"awesome",
            r"perfect",
            r"excellent",
            r"got it",
        ),
        "farewell": (
            r"good ?bye",
            r"bye(?:[ -]?bye)?",
            r"see (?:you|ya|u)(?: (?:later|soon|tomorrow))?",
            r"good ?night",
            r"take care",
            r"farewell",
            r"have a (?:nice|good|great) (?:day|evening|night|one|weekend)",
            r"talk to you (?:later|soon)",
        ),
        "greeting": (
            r"hello",
            r"hi+",
            r"hey+",
            r"hiya",
            r"howdy",
            r"greetings",
            r"good (?:morning|afternoon|evening|day)",
            r"morning",
            r"how are (?:you|u|things)(?: doing)?",
            r"how(?:'s| is) (?:it going|everything|life)",
            r"hows it going",
            r"how do you do",
            r"what'?s up",
            r"sup",
            r"as?-?salam(?:u|o)? ?(?:alaikum|aleikum|alaykum)?",
            r"salaam",
            r"nice to meet you",
            r"pleased to meet you",
            r"are you (?:there|ok|okay|awake)",
        ),
    },
    besides=frozenset(
        """
        a again ai all am and are bot day dear do doing everybody everyone exactly fine folks for friend good guys i i'm in it just khabar
        let lot lots man mate me much my news no now of oh ok okay please pls really right sir so somebody someone that the there this to
        today tonight too very well what would yes you your
        """.split()
    ),
)

# ---- all of it --------------------------------------------------------------------------------------------

ENGLISH = Tongue(
    code="en",
    name="English",
    script="latin",
    tags=("eng_Latn", ">>eng<<"),
    words=WORDS,
    sounds=SOUNDS,
    calendar=CALENDAR,
    numerals=NUMERALS,
    names=NAMES,
    denial=DENIAL,
    asking=ASKING,
    whether=WHETHER,
    manners=MANNERS,
    speech=SPEECH,
    prose=PROSE,
    texts=TEXTS,
)
