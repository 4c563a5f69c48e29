"""English."""

from __future__ import annotations

import re

from index.tongues.asking import Asking
from index.tongues.calendar import Calendar
from index.tongues.denial import Denial
from index.tongues.names import Names
from index.tongues.numerals import Numerals
from index.tongues.pattern import Pattern, whole
from index.tongues.prose import COLON, NETWORK, Prose
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

CALENDAR = Calendar()

# ---- numerals --------------------------------------------------------------------------------------------

NUMERALS = Numerals()

# ---- names -----------------------------------------------------------------------------------------------

NAMES = Names()

# ---- denial ----------------------------------------------------------------------------------------------

DENIAL = Denial()

# ---- asking ----------------------------------------------------------------------------------------------

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_AUXILIARY = r"(?:did|does|do|was|were|is|are|has|have|had|will|would|can|could|should|may|might)"
_ASKS = (
    r"(?:(?:in|at|on|to|from|by|with|for|of|since|until) )?"
    r"(?:how (?:many|much|old|long|far|tall|heavy|big|often|fast|deep|wide|high|large|soon)|what|which|whose|whom|who|when|where|why|how)"
)
_SOME_NAME = r"(?:[A-Z][\w.’'-]*(?:[ -](?:of |the |al-)?[A-Z][\w.’'-]*){0,4})"

ASKING = Asking(
    kinds=(
        (
            "money",
            whole(
                r"how much (?:money|cash|aid|compensation|will it cost|did it cost|does .* cost|(?:did|does|do|will|would|was|were|has|have) .*"
                r"(?:pay|paid|cost|earn|spend|spent|raise|raised|receive|invest|invested|promised|donate|donated|worth|fined?|lose|lost))",
                r"what (?:price|sum|amount of money|amount|cost)",
                r"how (?:expensive|costly)",
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
                r"(?:what|how) (?:did|does|do|has|had|have|is|was|will) .*(?:say|said|saying|propose|proposed|suggest|suggested|call for|called for|demand|demanded|tell|told|announce|announced|claim|claimed|describe|described|respond|responded|warn|warned|think|promise|promised|argue|argued|urge|ask)",
                r"what .*(?:position|stance|view|opinion|reaction|response|proposal)",
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
            rf"{_MONTHS.replace('|may|', '|')}|may \d|\d+ may|{_DAYS}|yesterday|today|tonight|tomorrow|ago|(?:last|next|this) (?:week|month|year|night|summer|spring|winter|autumn|fall)|century|centuries|decades?|noon|midnight|morning|evening|[ap]\.?m\.?|\d+(?:st|nd|rd|th)"
        ),
        "why": whole(
            r"because|since|due|as|after|so|reason|reasons|caused|owing|thanks|therefore|in order|led to|result|fear|fears|hoping|to avoid|to prevent|wanted"
        ),
        "said": whole(
            r"said|says|say|told|announced|added|proposed|suggested|called|urged|warned|claimed|described|demanded|insisted|argued|according|believes?|tweeted|wrote|asked|denied|confirmed|promised|stressed|vowed"
        ),
        "where": whole(r"(?:in|at|near|from|to|across|outside|around|of|on|into) (?:the )?\w+"),
    },
    measures=(
        (
            "extent",
            whole(r"how (?:tall|high|deep|wide|far|big)"),
            Pattern(r"(?<!\w)(?:feet|foot|ft|met(?:er|re)|mile|km|kilomet|inch|cm|acre)"),
        ),
        ("weight", whole(r"how heavy|how much .* weigh"), Pattern(r"(?<!\w)(?:pound|lb|kilo|kg|ton)")),
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
            Pattern(rf"(?<!\w)(?:{_MONTHS.replace('|may|', '|')}|may \d|{_DAYS})"),
        ),
        ("temperature", whole(r"temperature"), Pattern(r"(?<!\w)(?:degree|°|celsius|fahrenheit)")),
        ("score", whole(r"score"), Pattern(r"(?<!\w)(?:\d+ ?[-–] ?\d+)")),
        ("speed", whole(r"how fast|speed"), Pattern(r"(?<!\w)(?:mph|km/h|mile|kilomet|knot)")),
    ),
    many=Pattern(r"^\W*(?:\w+ ){0,2}?how many(?!\w)"),
    name_of=whole(r"names? of(?: the| an?)?"),
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
    calendar=whole(_MONTHS, _DAYS),
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
    begins=Pattern(r"^\W*(?:(?:ok|okay|well|and|but|so|also|then|plus)(?!\w)[ ,]*)+"),
    about=Pattern(
        r"^\W*(?:(?:ok|okay|well|and|but|so)[ ,]+)*(?:what|how) about (?P<what>.*?)\W*$"
        r"|^\W*(?:and|but) (?P<what_and>(?!(?:what|which|whose|whom|who|when|where|why|how|then|so|if|did|does|do|was|were|is|are|has|have|had|will|would|can|could)(?!\w)).*?)\W*$",
        re.DOTALL,
    ),
    more=Pattern(
        r"^\W*(?:and |but |so )?(?:(?:who|what|where|anyone|anybody|anything|something) else|(?:tell me |any )?more(?: details)?(?: about (?:it|that|this))?|go on|continue)\W*$"
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
    title_end=Pattern(r" (?:It|Him|Her|Them|That|This|There)\W*$"),
    happened=Pattern(
        r"^\W*(?:and |so |but )?(?:"
        r"what(?:'s| is| has| have| was)? (?:been )?(?:happen(?:ed|ing)|going on|gone on|went on|taken place|took place|new|the latest(?: news| developments| updates?)?)(?!\w)"
        r"|(?:(?:give|show|tell|make|write|draw)(?: me)? )?(?:a |the )?(?:timeline|chronology|sequence of events)(?!\w)"
        r"|(?:what(?:'s| is| are) )?(?:the )?latest (?:news|developments|updates?)(?!\w))(?: (?:of|for|with|on|about))?"
    ),
)

# ---- speech ----------------------------------------------------------------------------------------------

_VERBS = (
    "said|says|told|announced|added|proposed|suggested|urged|warned|claimed|claims|demanded|insisted|argued|argues|"
    "tweeted|wrote|denied|confirmed|promised|stressed|vowed|explained|reported|stated|noted"
)
# "told Reuters": whom, not who. "reported" and "noted" stand behind their subject only.
_INVERTED = "said|says|added|explained|insisted|wrote|tweeted|argued|announced|warned|claimed"
_NAME = r"(?<![\w’'-])[A-Z][\w.’'-]*(?:[ ,]{1,2}(?:of |the |for |and )*[A-Z][\w.’'-]*){0,9}"
# Speakers without a name: as the article calls them.
_GROUP = (
    r"(?:[Tt]he |[Aa]n? |[Ss]ome |[Ll]ocal |[Ii]ts )?(?:[\w’'-]+ ){0,4}?(?:police|officials?|authorities|agency|ministry|government|court|"
    r"spokes(?:man|woman|person)|source|sources|witnesses|residents|group|company|commission|committee|army|military|aide|"
    r"doctors|experts|prosecutors?|lawyers?|creator|press|report|statement|release|organi[sz]ers|party|union|bank)"
)
# "The mayor of Derna, Abdulmenam al-Ghaithi, said …"
_PART = r"(?:al-|el-|ben-)?[A-Z][\w.’'-]*"
_OFFICE = rf"(?:[a-z][\w’'-]* ){{1,4}}(?:of|for|at) (?:the )?{_PART}(?: {_PART}){{0,3}}"

SPEECH = Speech(
    subjects=(
        rf"(?P<who>{_NAME})(?:, [^,]{{3,120}},)? (?:has |have |had )?(?:also |later )?(?:{_VERBS})\b",
        rf"(?<![\w’'-])(?P<who>{_GROUP}) (?:has |have |had )?(?:also |later )?(?:{_VERBS})\b",
    ),
    speakers=(
        rf"^(?:The|A|An) (?P<who>{_OFFICE}(?:, {_PART}(?: {_PART}){{1,4}})?),? (?:has |had )?(?:also )?(?:{_VERBS})\b",
        rf"[Aa]ccording to (?P<who>(?:the )?{_NAME}|{_GROUP})(?![\w’'])",
        rf"[,”\"’'] (?:{_INVERTED}) (?P<who>{_NAME})",
        rf"(?P<who>{_NAME}) (?:was|were|is|are) (?:also )?quoted (?:by [\w ]+ )?as saying",
        rf"\b(?:said|announced|reported|confirmed|claimed|stated) by (?P<who>(?:the )?{_NAME}|{_GROUP})(?![\w’'])",
    ),
    reporting=rf"(?:{_VERBS}|according to|saying|quoted)",
    openings=r"^(?:But|And|However|Meanwhile|Yet|So|Also|Then|Still|(?:(?:On|Last|This|Late|Early) )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),? ",
    articles=("the",),
    prepositions=r" (?:in|at|of|from|and|praised|with|by|on|for) (?:the )?$",
    no_names=r"^(?:he|she|it|they|we|i|you|this|that|there|who|which|but|and|the|a|an)$",
    places=r"^(?:In|On|At|For|From|By|After|Before|Since|While|When|As|With|During|Last|This|If)(?: |$)",
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

PROSE = Prose(
    titles=frozenset(
        """
        mr mrs ms dr prof rev hon gen col lt maj capt sgt cpl adm sen rep gov pres amb st mt ft vs messrs mme
        mlle
        """.split()
    ),
    before_number=frozenset(
        """
        no nos p pp vol art fig sec jan feb mar apr jun jul aug sep sept oct nov dec
        """.split()
    ),
    shortened=frozenset(
        """
        inc ltd co corp bros jr sr etc dept est approx calif fla mass mich pa
        """.split()
    ),
    openers=frozenset(
        """
        The A An It He She They We I You This That These Those There In On At For But And Or So If When While
        After Before As By From With Its His Her Their Our My According However Since Last What Who Why How Yet
        Both Many Some Most All No Not One Two
        """.split()
    ),
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
