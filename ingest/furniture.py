"""Lines that stand around an article without being its text: follow us, most read, advertisements, rights.

Every pattern describes a whole line. Where its words could begin a real sentence, it demands more than the
words:
"share this article" is furniture, "share prices fell" is news.
"""

from __future__ import annotations

import re

# Code points; no furniture is longer.
LONGEST = 260

NETWORK = (
    r"(?:facebook|twitter|x|instagram|whats\s?app|telegram|youtube|linkedin|google news|tik\s?tok|فيسبوك"
    r"|تويتر|واتس ?[اآ]ب|تليجرام|تلغرام|تيليجرام|انستجرام|إنستغرام|يوتيوب|أخبار جوجل|جوجل|تيك توك)"
)
COLON = r"\s*[::]"
ALSO = r"(?:أيضا|أيضاً|أيضًا|ايضا|ايضاً|كذلك)"

FOLLOW = (
    r"(?:follow|like|find|join) us(?: (?:on|at|via) .{1,80})?",
    rf"follow (?:@\w+|[\w .]{{1,40}}) on {NETWORK}.{{0,60}}",
    r"share(?: this)?(?: (?:article|story|page|post|link))?(?: (?:on|via|with) .{1,40})?",
    rf"(?:share|tweet|email|print|save|like|pin|{NETWORK})(?:\W+(?:share|tweet|email|print|save|{NETWORK}))*",
    r"(?:sign up|subscribe|register)(?: (?:now|here|today))?",
    r"(?:sign up|subscribe)\b.{0,80}\b(?:newsletters?|inbox|channel)\b.{0,40}",
    r"تابعن[اي]|تابعونا|(?:تابعنا|تابعونا) (?:على|عبر)\s.{1,40}",
    rf"(?:تابعنا|تابعونا)\s.{{0,60}}(?:على|عبر|في)\s.{{0,40}}{NETWORK}.{{0,40}}",
    rf"تابعوا? (?:صفحت|حساب|قنات|آخر|أحدث|جميع|أخبار)\w*\s.{{0,60}}(?:على|عبر|في)\s.{{0,9}}{NETWORK}.{{0,9}}",
    r"شارك(?:ها|ه|نا|وا)?(?: (?:هذا |هذه )?(?:المقال|الخبر|الموضوع|الصفحة|القصة|المقالة))?|مشاركة",
    rf"شارك(?: المقال| الخبر)? (?:على|عبر|من خلال) .{{0,10}}{NETWORK}.{{0,40}}",
    r"(?:اشترك|اشتركوا|سجل|سجّل) (?:الآن|معنا|في (?:النشرة|نشرتنا|خدمة|قناتنا|قناة)\b.{0,60})",
    r"للاشتراك في .{0,60}(?:النشرة|نشرتنا|قناة|خدمة).{0,60}",
)
# What a list of other articles' headlines comes under.
LISTS = (
    r"(?:the )?(?:most|top) (?:read|popular|viewed|shared|commented|watched|stories)",
    r"(?:most|top) (?:read|popular|viewed|shared|commented|watched) (?:stories|articles|news|today|now)",
    r"trending(?: now| stories)?|editor'?s'? picks?|recommended(?: for you| stories)?",
    r"(?:read|see|watch) (?:also|more|next)|also read|more on this(?: story| topic)?",
    r"related(?: (?:articles?|stor(?:y|ies)|topics?|content|news|links?|coverage))?",
    (
        r"(?:ال)?[اأ]كثر (?:تداولاً?|تداولًا|قراءةً?|مشاهدةً?|تعليقاً?|شعبيةً?|شيوعاً?|زيارةً?)"
        r"(?: (?:اليوم|الآن|الأسبوع|هذا الأسبوع|في الموقع|خلال .{0,20}))?"
    ),
    rf"(?:اقرأ|إقرأ|اقرا|أقرأ|اقرئي|شاهد|انظر|طالع|تابع) {ALSO}",
    r"(?:مواضيع|موضوعات|أخبار|اخبار|مقالات|قصص|روابط|محتوى) (?:ذات صلة|متعلقة|مشابهة|أخرى|مرتبطة|مقترحة)",
    rf"ذات صلة|قد يعجبك(?: {ALSO})?|موصى به|مقالات أخرى للكاتب",
)
ONE_OTHER = (
    rf"(?:read|see|watch) (?:also|more|next){COLON}.{{1,150}}|also read{COLON}.{{1,150}}",
    rf"(?:more on this(?: story)?|related(?: (?:article|story|news|coverage))?|recommended){COLON}.{{1,150}}",
    rf"(?:اقرأ|إقرأ|اقرا|أقرأ|شاهد|انظر|طالع|تابع) {ALSO}\s*[::.…].{{0,150}}",
    r"(?:اقرأ|إقرأ|شاهد|للمزيد) (?:المزيد|المزيد عن .{0,60})|\W*المزيد\W*",
    rf"(?:مواضيع|أخبار|مقالات) ذات صلة{COLON}.{{1,150}}",
)
PAGE = (
    r"(?:story|article|report) continues below(?: (?:this )?(?:ad|advertisement))?",
    r"continue reading(?: below| the main story)?|skip (?:to .{1,30}|ad|advertisement)",
    r"advert(?:isement|ising)?|sponsored(?: content)?",
    r"إعلان(?:ات)?|إعلان ممول|مساحة إعلانية|محتوى مموّ?ل|تخطى الإعلان",
    r"تجاوز .{0,40}(?:واصل القراءة|أكمل القراءة).{0,10}",
    r"print|copy link|bookmark|loading|comments?|leave a comment|\d+ comments?|font size",
    r"\d+ min(?:ute)?s? read",
    r"listen to (?:this )?(?:article|story)",
    r"just watched .{1,110} replay more videos .{1,130}",
    r"طباعة|حجم الخط|نسخ الرابط|تم نسخ الرابط|استمع(?: إلى المقال| للمقال| للخبر)?|مدة القراءة.{0,20}",
    r"(?:لا توجد )?(?:ال)?تعليقات?|\d+ تعليق(?:ات)?|أضف تعليقا?ً?|\d+ دقائق? قراءة",
)
PICTURE = (
    r"(?:image|photo|picture) (?:source|credit|caption)\s*[,::].{0,60}",
    r"(?:photo|photograph|image|picture|file photo)(?: (?:by|credit|courtesy of))?\s*[::/]\s*.{1,60}",
    r"(?:صورة|الصورة|صورة أرشيفية|تصوير)\s*[::/]\s*.{1,60}",
)
RIGHTS = (
    r"(?:copyright\s*)?(?:©|\(c\)|copyright\s+\d{4}).{0,150}|all rights reserved.{0,60}",
    r"(?:جميع|كافة|كل) (?:ال)?حقوق محفوظة?.{0,60}|حقوق (?:النشر|الطبع)(?: والنشر)? .{0,20}محفوظة.{0,60}",
)
SIGN_OFF = (
    rf"(?:tags?|keywords?|filed under|topics?|الوسوم|وسوم){COLON}.{{0,150}}",
    rf"(?:الكلمات المفتاحية|كلمات مفتاحية|كلمات دلالية|الكلمات الدلالية){COLON}.{{0,150}}",
    r"our standards: the thomson reuters trust principles.?",
    r"\(?(?:additional )?reporting by .{3,200}(?:editing|writing) by .{3,100}",
    r"\(?(?:editing|compiled|writing) by (?-i:[A-Z]\w+ [A-Z]).{2,80}",
    r"\W*(?:انتهى|انتهي)\W*|\W*\bends\b\W*|#{2,}|[-_*=~•·.]{3,}|(?:\* ?){2,}",
)

HEADING = re.compile("|".join(LISTS), re.IGNORECASE)
LINE = re.compile("|".join((*FOLLOW, *LISTS, *ONE_OTHER, *PAGE, *PICTURE, *RIGHTS, *SIGN_OFF)), re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?؟…۔]\W*\Z")


def is_furniture(line: str) -> bool:
    """Tell whether a line is known furniture."""
    bare = line.strip(" :>»|\t")
    return 0 < len(bare) <= LONGEST and LINE.fullmatch(bare) is not None


def without_lists(lines: list[str]) -> list[str]:
    """Return the lines up to the last "most read" heading below which only headlines follow."""
    for number in range(len(lines) - 1, 0, -1):
        line = lines[number].strip(" :\t")
        if len(line) > LONGEST or SENTENCE_END.search(line[-5:]):
            break
        if HEADING.fullmatch(line):
            return lines[:number]
    return lines
