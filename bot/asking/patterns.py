"""How questions are put, in English and Arabic: what they ask with, how they begin, what in them points back.

All patterns are for folded text (`index.terms.plain`); they are what `bot.asking.followup` goes by.
"""

from __future__ import annotations

import re

from bot.reading.kinds import words as any_of
from index.terms import STOP_WORDS_AR, STOP_WORDS_EN

# What a question asks with, and what says nothing without the rest: no subject by itself.
EMPTY = (
    STOP_WORDS_EN
    | STOP_WORDS_AR
    | frozenset(
        """
    happen happened happening happens say said says saying tell told think thinks thought respond responded react
    reacted reaction response mean means know known go went gone get got make made take took one ones else more other
    others another thing things people person exactly now next later again ago please many much long old far come
    kind sort type name number reason reasons cause details anything something someone anyone anybody everyone ok okay
    whose whom since even ever yes really true may might shall must
    حدث يحدث وقع جري يجري حصل قال قالت قالوا يقول صار تم اخر اخري اخرون المزيد شيء شييا شخص شخصا اشخاص الناس ناس عدد
    اسم سبب السبب الاسباب اسباب تفاصيل بالضبط تحديدا الان طيب حسنا فعلا صحيح بماذا لماذا ماهو ماهي متي كم اين كيف
    ايضا بعدها بعد قبل عنهما فيهما لهما غيره غيرها غيرهم بشان بخصوص تجاه ازاء بحسب حسب وفق وفقا
    """.split()
    )
)

# Where a question begins to ask: "In which city", "How many people", "كم شخصا".
ASKS_EN = (
    r"(?:(?:in|at|on|to|from|by|with|for|of|since|until) )?"
    r"(?:how (?:many|much|old|long|far|tall|heavy|big|often|fast|deep|wide|high|large|soon)|what|which|whose|whom|who|when|where|why|how)"
)
AUXILIARY = r"(?:did|does|do|was|were|is|are|has|have|had|will|would|can|could|should|may|might)"
ASKING = re.compile(rf"^\W*(?P<ask>{ASKS_EN})(?P<noun>(?: (?!{AUXILIARY} )[a-z'’-]+){{0,3}}?) (?P<rest>{AUXILIARY} .*)")  # fmt: skip
ASKS_AR = (
    r"[وف]?(?:(?:في|من|الي|علي|منذ|عن) )?"
    r"(?:(?:ب|ل)?كم(?: \w+[اةه])?|(?:اي|ايه) \w+|ما (?:اسم|عدد|سبب|هو|هي)|ما الذي|من الذي|من هو|من هي|بماذا|ماذا|متي|اين|كيف|لماذا|ما|من|هل)"
)
ASKING_AR = re.compile(rf"^\W*(?P<ask>{ASKS_AR}) (?P<rest>.*)")

BEGINS = re.compile(
    r"^\W*(?:(?:ok|okay|well|and|but|so|also|then|plus)(?!\w)[ ,]*)+"
    r"|^\W*(?:(?:طيب|حسنا|ولكن|لكن)[ ،,]*)?[وف](?=(?:ماذا|متي|من|كم|اين|لماذا|كيف|هل|اي|ما|بماذا|في اي)(?!\w))"
)
ABOUT = re.compile(
    r"^\W*(?:(?:ok|okay|well|and|but|so)[ ,]+)*(?:what|how) about (?P<what>.*?)\W*$"
    r"|^\W*(?:طيب |حسنا )?[وف]?(?:ماذا عن|ماذا بشان|بالنسبه الي|بخصوص) (?P<what_ar>.*?)\W*$"
    r"|^\W*(?:and|but) (?P<what_and>(?!(?:what|which|whose|whom|who|when|where|why|how|then|so|if|did|does|do|was|were|is|are|has|have|had|will|would|can|could)(?!\w)).*?)\W*$"
    r"|^\W*و(?P<what_wa>(?!(?:ماذا|متي|من|كم|اين|لماذا|كيف|هل|اي|ما|بعد|في اي|الي اي|علي اي|لا|قد|هو|هي)(?!\w))\w+(?: \w+)?)\W*$",
    re.DOTALL,
)
MORE = re.compile(
    r"^\W*(?:and |but |so )?(?:(?:who|what|where|anyone|anybody|anything|something) else|(?:tell me |any )?more(?: details)?(?: about (?:it|that|this))?|go on|continue)\W*$"
    r"|^\W*(?:[وف]?(?:من|ماذا|اين|ما|هل) (?:ايضا|غير(?:ه|ها|هم|ذلك)|غير ذلك|كذلك)|[وف]?المزيد|اكمل|تابع|(?:اخبرني|حدثني|قل لي) (?:ال)?مزيدا?(?: عن(?:ه|ها| ذلك| هذا)?)?)\W*$"
)

ONLY_ASKS = re.compile(rf"^\W*(?:and |but |so )?(?P<ask>{ASKS_EN}|{ASKS_AR})(?P<rest>)(?!\w)")

# A question word alone, or with nothing but "did it happen".
BARE = re.compile(
    rf"^\W*(?:and |but |so )?{ASKS_EN}(?: (?:{AUXILIARY}|it|that|this|happen|happened|happening|exactly))*\W*$"
    rf"|^\W*(?!.*(?<!\w)(?:هو|هي|هم)\W*$){ASKS_AR}(?: (?:كان|كانت|حدث|وقع|جري|حصل|تم|ذلك|هذا|بالضبط|تحديدا))*\W*$"
)

# What points back. A pronoun whose noun stands before it in the same question does not.
BACK = any_of("he", "she", "it", "they", "him", "them", "his", "hers?", "its", "their", "theirs", "there")
AFTER_AUXILIARY = re.compile(rf"(?<!\w){AUXILIARY} (?:not )?(?:that|this|those|these)(?!\w)")
AT_THE_END = re.compile(r"(?<!\w)(?:him|her|them|it|that|this|those|these|then)\W*$|(?<!is )(?<!are )(?<!was )(?<!were )(?<!been )(?<!be )(?<!\w)there\W*$")  # fmt: skip
NO_PRONOUN = re.compile(
    r"(?<!\w)it (?:\w+ ){0,2}?(?:take|takes|took|cost|costs|true|possible|likely|clear|known|that|to)(?!\w)|(?<!\w)(?:is|was) it (?:that|true)"
    r"|(?<!\w)there (?:is|are|was|were|be|been)(?!\w)|(?<!\w)(?:is|are|was|were|be|been) there(?!\w)"
)
BACK_AR = any_of(
    r"[وفبلك]?(?:ذلك|تلك|هناك|ذاك)",
    r"[وف]?(?:عن|من|في|ب|ل|علي|لدي|مع|بين|ضد|حول|الي|غير|بعد|قبل|عند|خلال|امام|حسب|بحسب)(?:ه|ها|هم|هما)",
)
# "أي فريق سيواجهه", "ما الذي قاله": what is asked for is what a pronoun after it stands for.
BINDS_AR = re.compile(r"(?:اي|ايه|كم) \w|الذي")
# "عمره", "زوجها": a noun or verb with a pronoun on it. These only look like it.
ATTACHED = re.compile(r"^(?!ال)[\u0621-\u0652]{2,}(?:ه|ها|هم|هما)$")
NOT_ATTACHED = frozenset("اهم مهم متهم درهم سهم اسهم فهم وهم الله لله والله وجه اتجاه تجاه مياه المياه شبه انتباه بعضهم هذه هذة فيه وجوه فقه شاه".split())  # fmt: skip
RELATIVE = any_of("الذي", "التي", "الذين", "اللذان", "اللتان", "من", "ما")
# "ماذا قالت عن تركيا؟": nobody is named as the speaker.
NOBODY_SAID = re.compile(
    r"^\W*[وف]?(?:ماذا|بماذا|بم|ما الذي|كيف|علام|الام) (?:قال|اقترح|صرح|اعلن|دعا|طالب|وصف|ذكر|اكد|رد|علق|حذر|فعل)(?:ت|وا)?"
    r"(?:ه|ها|هم)?(?: (?:عن|حول|بشان|في|علي|ان|انه|انها|الي|من|بعد|قبل|خلال)(?!\w)|\W*$)"
)
SAID_WITHOUT_TOPIC = re.compile(
    r"^\W*(?:and |but )?(?:what|how) (?:did|does|do|has|had|have|was|is) [\w .'’-]+? (?:say|said|think|respond|react|reply|propose|suggest|answer|do|want|reaction|response|position)\W*$"
    r"|^\W*[وف]?(?:ماذا|بماذا|كيف|بم) (?:قال|اقترح|صرح|اعلن|طالب|رد|علق|فعل)ت? \w+(?: \w+)?\W*$"
)
DEFINES = re.compile(r"^\W*(?:who|what) (?:is|are) (?!the |that |this |his |her |its |their )")


# Verbs of saying: a follow-up has one of its own.
SAYING = frozenset(
    """
    propose proposed proposes suggest suggested call called demand demanded announce announced claim claimed describe
    described warn warned argue argued urge urged promise promised report reported according
    اقترح اقترحت اعلن اعلنت دعا دعت طالب طالبت وصف وصفت ذكر ذكرت اكد اكدت رد ردت علق علقت حذر حذرت وعد وعدت يري تري
    اضاف اضافت صرح صرحت
    """.split()
)

# A question that asks for what happened, and not for one fact.
WHAT_HAPPENED = re.compile(
    r"^\W*(?:and |so |but )?(?:"
    r"what(?:'s| is| has| have| was)? (?:been )?(?:happen(?:ed|ing)|going on|gone on|went on|taken place|took place|new|the latest(?: news| developments| updates?)?)(?!\w)"
    r"|(?:(?:give|show|tell|make|write|draw)(?: me)? )?(?:a |the )?(?:timeline|chronology|sequence of events)(?!\w)"
    r"|(?:what(?:'s| is| are) )?(?:the )?latest (?:news|developments|updates?)(?!\w))(?: (?:of|for|with|on|about))?"
    r"|^\W*[وف]?(?:ماذا|ما الذي|ما) (?:حدث|جري|حصل|وقع|يحدث|يجري|يحصل)(?!\w)"
    r"|^\W*[وف]?(?:ما (?:هو |هي )?)?(?:(?:ال)?تسلسل (?:ال)?(?:زمني|احداث)(?: لاحداث)?|(?:ال)?(?:خط|جدول) (?:ال)?زمني|اخر (?:ال)?(?:اخبار|تطورات|مستجدات)|(?:ال)?اخبار|(?:ال)?تطورات|(?:ال)?جديد)(?: (?:عن|في|بشان))?(?!\w)"
)
