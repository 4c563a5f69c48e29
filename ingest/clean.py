"""What stands around an article and is not its text: captions, "follow us", "most read", credits, dates.

The rules take whole lines, and of a line only the dateline at its beginning. They would rather leave furniture than
lose a sentence: a line that ends like a sentence goes only where a rule knows all of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest import credit, dates

if TYPE_CHECKING:
    from datetime import datetime

NETWORK = r"(?:facebook|twitter|x|instagram|whats\s?app|telegram|youtube|linkedin|google news|tik\s?tok|فيسبوك|تويتر|واتس ?[اآ]ب|تليجرام|تلغرام|تيليجرام|انستجرام|إنستغرام|يوتيوب|أخبار جوجل|جوجل|تيك توك)"
FURNITURE = re.compile(
    "|".join(
        (
            # follow, share, subscribe
            rf"(?:follow|like|find|join) us(?: (?:on|at|via) .{{1,80}})?|follow (?:@\w+|[\w .]{{1,40}}) on {NETWORK}.{{0,60}}",
            rf"share(?: this)?(?: (?:article|story|page|post|link))?(?: (?:on|via|with) .{{1,40}})?|(?:share|tweet|email|print|save|like|pin|{NETWORK})(?:\W+(?:share|tweet|email|print|save|{NETWORK}))*",
            r"(?:sign up|subscribe|register)(?: (?:now|here|today))?|(?:sign up|subscribe)\b.{0,80}\b(?:newsletters?|inbox|channel)\b.{0,40}",
            rf"تابعن[اي]|تابعونا|(?:تابعنا|تابعونا|تابعوا? (?:صفحت|حساب|قنات|آخر|أحدث|جميع|أخبار)\w*)\s.{{0,60}}(?:على|عبر|في)\s.{{0,40}}{NETWORK}.{{0,40}}|(?:تابعنا|تابعونا) (?:على|عبر)\s.{{1,40}}",
            rf"شارك(?:ها|ه|نا|وا)?(?: (?:هذا |هذه )?(?:المقال|الخبر|الموضوع|الصفحة|القصة|المقالة))?|شارك(?: المقال| الخبر)? (?:على|عبر|من خلال) .{{0,10}}{NETWORK}.{{0,40}}|مشاركة",
            r"(?:اشترك|اشتركوا|سجل|سجّل) (?:الآن|معنا|في (?:ال)?(?:نشرة|نشرتنا|النشرة|خدمة|قناتنا|قناة)\b.{0,60})|للاشتراك في .{0,60}(?:النشرة|نشرتنا|قناة|خدمة).{0,60}",
            # other articles
            r"(?:the )?(?:most|top) (?:read|popular|viewed|shared|commented|watched|stories)(?: (?:stories|articles|news|today|now))?|trending(?: now| stories)?|editor'?s'? picks?",
            r"(?:read|see|watch) (?:also|more|next)(?:\s*[::].{0,150})?|(?:also read|more on this(?: story| topic)?|related(?: (?:articles?|stor(?:y|ies)|topics?|content|news|links?|coverage))?|recommended(?: for you| stories)?)(?:\s*[::].{0,150})?",
            r"(?:ال)?[اأ]كثر (?:تداولاً?|تداولًا|قراءةً?|مشاهدةً?|تعليقاً?|شعبيةً?|شيوعاً?|زيارةً?)(?: (?:اليوم|الآن|الأسبوع|هذا الأسبوع|في الموقع|خلال .{0,20}))?",
            r"(?:اقرأ|إقرأ|اقرا|أقرأ|اقرئي|شاهد|انظر|طالع|تابع) (?:أيضا|أيضاً|أيضًا|ايضا|ايضاً|كذلك)\s*(?:[::.…].{0,150})?|(?:اقرأ|إقرأ|شاهد|للمزيد) (?:المزيد|المزيد عن .{0,60})|\W*المزيد\W*",
            r"(?:مواضيع|موضوعات|أخبار|اخبار|مقالات|قصص|روابط|محتوى) (?:ذات صلة|متعلقة|مشابهة|أخرى|مرتبطة|مقترحة)(?:\s*[::].{0,150})?|ذات صلة|قد يعجبك(?: أيضا| أيضاً| أيضًا)?|موصى به|مقالات أخرى للكاتب",
            # advertising, tools, pictures
            r"(?:story|article|report) continues below(?: (?:this )?(?:ad|advertisement))?|continue reading(?: below| the main story)?|advert(?:isement|ising)?|sponsored(?: content)?|skip (?:to .{1,30}|ad|advertisement)",
            r"إعلان(?:ات)?|إعلان ممول|مساحة إعلانية|محتوى مموّ?ل|تخطى الإعلان|تجاوز .{0,40}(?:واصل القراءة|أكمل القراءة).{0,10}",
            r"(?:print|copy link|bookmark|loading|comments?|leave a comment|\d+ comments?|listen to (?:this )?(?:article|story)|font size|\d+ min(?:ute)?s? read|(?:image|photo|picture) (?:source|credit|caption)\s*[,::].{0,60})",
            r"طباعة|حجم الخط|نسخ الرابط|تم نسخ الرابط|استمع(?: إلى المقال| للمقال| للخبر)?|(?:لا توجد )?(?:ال)?تعليقات?|\d+ تعليق(?:ات)?|أضف تعليقا?ً?|مدة القراءة.{0,20}|\d+ دقائق? قراءة",
            r"(?:photo|photograph|image|picture|file photo|صورة|الصورة|صورة أرشيفية|تصوير)(?: (?:by|credit|courtesy of))?\s*[::/]\s*.{1,60}",
            # tags, rights, sign-offs
            r"(?:tags?|keywords?|filed under|topics?|الوسوم|وسوم|الكلمات المفتاحية|كلمات مفتاحية|كلمات دلالية|الكلمات الدلالية)\s*[::].{0,150}",
            r"(?:copyright\s*)?(?:©|\(c\)|copyright\s+\d{4}).{0,150}|all rights reserved.{0,60}|(?:جميع|كافة|كل) (?:ال)?حقوق محفوظة?.{0,60}|حقوق (?:النشر|الطبع)(?: والنشر)? .{0,20}محفوظة.{0,60}",
            r"our standards: the thomson reuters trust principles.?|\(?(?:additional )?reporting by .{3,200}(?:editing|writing) by .{3,100}|\(?(?:editing|compiled|writing) by (?-i:[A-Z]\w+ [A-Z]).{2,80}",
            r"\W*(?:انتهى|انتهي)\W*|\W*\bends\b\W*|#{2,}|[-_*=~•·.]{3,}|(?:\* ?){2,}",
        )
    ),
    re.I,
)
# Lines that a list of other articles' headlines follows.
LIST_HEADING = re.compile(
    r"(?:the )?(?:most|top) (?:read|popular|viewed|shared|stories)\b.{0,20}|(?:related|recommended|trending|more)\b.{0,20}|read (?:also|more|next)"
    r"|(?:ال)?[اأ]كثر (?:تداول|قراء|مشاهد|شعبي|شيوع|زيار)\S*|(?:مواضيع|موضوعات|أخبار|مقالات|قصص) \S{3,8}(?: صلة)?|(?:اقرأ|شاهد) \S{4,6}",
    re.I,
)
SENTENCE_END = re.compile(r"[.!?؟…۔]\W*\Z")
LONGEST_FURNITURE = 260

DATE_LABEL = re.compile(
    r"(?P<first>(?:first )?(?:published|posted|created|date|publication date)(?: (?:on|at))?|نُ?شرت?(?: في| بتاريخ)?|تاريخ(?: النشر| الخبر| الإضافة)?|تم النشر(?: في)?)"
    r"|(?P<later>(?:last )?(?:updated|modified)(?: (?:on|at))?|(?:آخر|اخر) (?:تحديث|تعديل)|حُ?دثت?(?: في)?|تم التحديث(?: في)?)",
    re.I,
)
BYLINE = re.compile(r"(?:by\s+|(?:بقلم|كتبت?|إعداد|تقرير)\s*[::]\s*|بقلم\s+)(?P<name>.{3,60})", re.I)
LATIN_NAME = re.compile(r"[A-Z][\w.'’-]+(?: (?:[A-Z][\w.'’-]*|and|de|van|von|al|bin|der|la),?){1,6}")
ARABIC_NAME = re.compile(r"[\u0621-\u064a]+(?: [\u0621-\u064a]+){1,4}")

# How many lines from the beginning and the end may be date, credit, caption or byline.
TOP = 5
BOTTOM = 3
CAPTION_LINES = 2
LONGEST_DATE_LINE = 80


@dataclass(slots=True)
class Cleaned:
    """A text without its furniture, and what the furniture told."""

    text: str
    source: str | None = None
    author: str | None = None
    published: datetime | None = None


def clean(text: str) -> Cleaned:
    """Return the article's own text, paragraph breaks kept, and the credits and date that stood around it.

    Where the rules would leave nothing, the text stays whole.
    """
    cleaned = Cleaned(text)
    lines = _without_lists(text.split("\n"))
    kept = [line for line in lines if not _is_furniture(line.strip())]
    kept = _without_top(kept, cleaned)
    _drop_bottom(kept, cleaned)
    cleaned.text = _joined(kept, changed=len(kept) < text.count("\n") + 1)
    _take_dateline(cleaned)
    return cleaned if cleaned.text else Cleaned(text.strip())


def _is_furniture(line: str) -> bool:
    return 0 < len(line) <= LONGEST_FURNITURE and FURNITURE.fullmatch(line.rstrip(" ::>»|")) is not None


def _without_lists(lines: list[str]) -> list[str]:
    """Return the lines up to a "most read" heading that only headlines follow."""
    for number in range(len(lines) - 1, 0, -1):
        line = lines[number].strip()
        if len(line) > LONGEST_FURNITURE or SENTENCE_END.search(line):
            break
        if LIST_HEADING.fullmatch(line) and _is_furniture(line):
            return lines[:number]
    return lines


def _without_top(lines: list[str], cleaned: Cleaned) -> list[str]:
    drop = set()
    filled = [number for number, line in enumerate(lines[:50]) if line.strip()]
    for rank, number in enumerate(filled[:TOP]):
        line = lines[number].strip()
        is_caption = rank - len(drop) < CAPTION_LINES and credit.is_caption(line)
        if number != filled[-1] and (is_caption or _is_about(line, cleaned, at_end=False)):
            drop.add(number)
    return [line for number, line in enumerate(lines) if number not in drop] if drop else lines


def _drop_bottom(lines: list[str], cleaned: Cleaned) -> None:
    for _ in range(BOTTOM):
        while lines and not lines[-1].strip():
            lines.pop()
        if len(lines) < 2 or not _is_about(lines[-1].strip(), cleaned, at_end=True):  # noqa: PLR2004 - the last stays
            break
        lines.pop()


def _is_about(line: str, cleaned: Cleaned, *, at_end: bool) -> bool:
    """Tell whether a line tells of the article (when, by whom) instead of being its text; note what it tells."""
    return _is_date(line, cleaned) or _is_byline(line, cleaned) or _is_credit(line, cleaned, at_end=at_end)


def _is_date(line: str, cleaned: Cleaned) -> bool:
    """Tell whether the line is a date of publication; the first one found is kept, an update only where none is."""
    if len(line) > LONGEST_DATE_LINE or not any(map(str.isdigit, line)):
        return False
    label = DATE_LABEL.match(line)
    found = dates.in_line(line[label.end() :].strip(" ::-|") if label else line)
    if found and not (cleaned.published and label and label["later"]):
        cleaned.published = cleaned.published or found
    return found is not None


def _is_byline(line: str, cleaned: Cleaned) -> bool:
    found = BYLINE.fullmatch(line)
    name = found["name"].strip() if found else ""
    if not (LATIN_NAME.fullmatch(name) or ARABIC_NAME.fullmatch(name)):
        return False
    cleaned.author = cleaned.author or name
    return True


def _is_credit(line: str, cleaned: Cleaned, *, at_end: bool) -> bool:
    found = credit.closing(line)
    if found:
        cleaned.author = cleaned.author or found.author
        # "القاهرة - رويترز" above a text names a place; "TRT عربي - وكالات" below it names the publisher.
        cleaned.source = cleaned.source or (found.source if at_end else None)
    return found is not None


def _joined(lines: list[str], *, changed: bool) -> str:
    text = "\n".join(lines).strip()
    # A dropped line leaves its two blank neighbours behind.
    return re.sub(r"\n(?:[^\S\n]*\n){2,}", "\n\n", text) if changed else text


def _take_dateline(cleaned: Cleaned) -> None:
    length, agency = credit.dateline(cleaned.text)
    if 0 < length < len(cleaned.text):
        cleaned.text = cleaned.text[length:]
        cleaned.author = cleaned.author or agency
