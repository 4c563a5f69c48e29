"""Words that are each other's opposite, in English and Arabic: "rose" must not become "fell"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from index.terms import plain, stemmer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.reading.wording import Word, Wording

# A pair of opposites a line, both sides in both languages.
PAIRS_TEXT = """
rise rose risen increase climb grow grew soar gain jump surge ارتفع ارتفعت يرتفع ترتفع ارتفاع زاد زادت ازداد ازدادت زيادة تزايد نما صعد صعود قفز | fall fell fallen decrease drop decline plunge shrink shrank slump انخفض انخفضت ينخفض تنخفض انخفاض تراجع تراجعت تراجعا هبط هبطت هبوط قل تناقص
win won victory beat defeat فاز فازت يفوز تفوز فوز انتصر انتصار هزم هزمت تغلب تغلبت | lose lost loss خسر خسرت يخسر تخسر خسارة انهزم
accept approve adopt agree قبل يقبل تقبل قبول وافق وافقت يوافق موافقة أقر أقرت | reject refuse decline رفض رفضت يرفض ترفض رفضه اعترض
open opened reopen فتح فتحت يفتح افتتح افتتاح | close closed shut أغلق أغلقت إغلاق يغلق مغلق
support back endorse favour favor أيد أيدت يؤيد تأييد دعم دعمت يدعم تدعم مؤيد | oppose opposed opposition عارض عارضت يعارض معارضة معارض
before prior قبل قبيل | after following بعد عقب
guilty convict convicted أدين إدانة أدان مذنب | innocent acquit acquitted بريء براءة تبرئة برأ
arrive arrived وصل وصلت وصول يصل | leave left depart departed غادر غادرت مغادرة يغادر
confirm confirmed أكد أكدت يؤكد تأكيد | deny denied نفى نفت ينفي نفي أنكر
best أفضل أحسن | worst أسوأ
north northern شمال شمالي شمالية الشمالي | south southern جنوب جنوبي جنوبية الجنوبي
east eastern شرق شرقي شرقية الشرقي | west western غرب غربي غربية الغربي
buy bought purchase اشترى اشترت شراء يشتري | sell sold sale باع باعت بيع يبيع
allow permit سمح سمحت يسمح السماح أجاز | ban forbid prohibit bar حظر حظرت يحظر منع منعت
success succeed successful نجح نجحت نجاح ينجح | fail failed failure فشل فشلت يفشل أخفق
released freed release أفرج الإفراج | arrested detained jailed arrest اعتقل اعتقلت اعتقال سجن أوقف احتجز
men man رجل رجال رجلا | women woman امرأة نساء
alive survived survive نجا نجت حي أحياء | dead died killed قتل قتلت مات لقي مصرع وفاة
increase raise raised hike رفع رفعت رفعه | cut reduce reduced lower خفض خفضت تخفيض
"""


@cache
def _sides() -> dict[str, list[tuple[int, int]]]:
    """Return word → the pairs it belongs to, each by its number and side; English words stemmed."""
    table: dict[str, list[tuple[int, int]]] = {}
    for number, line in enumerate(PAIRS_TEXT.strip().splitlines()):
        for side, words in enumerate(line.split("|")):
            for word in words.split():
                table.setdefault(_key(plain(word)), []).append((number, side))
    return table


def turned(said: Wording, shown: Sequence[Wording]) -> Iterator[tuple[str, str]]:
    """Yield the words of a sentence whose opposite a text has though not them, each with the opposite."""
    told = [(place, word) for text in shown for word in text.words for place in _of(word)]
    there = {place for place, _ in told}
    mine = {place for word in said.words for place in _of(word)}
    for word in said.words:
        places = _of(word)
        against = [other for (number, side), other in told if (number, 1 - side) in places]
        if against and not there.intersection(places) and not any((n, 1 - s) in mine for n, s in places):
            yield word.text, against[0].text


def _of(word: Word) -> list[tuple[int, int]]:
    sides = _sides()
    if word.folded.isascii():
        return sides.get(word.folded) or sides.get(_key(word.folded), [])
    return next((sides[form] for form in word.forms if form in sides), [])


def _key(word: str) -> str:
    return (stemmer("en")(word) or word) if word.isascii() else word
