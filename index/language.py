"""Which language a text or a question is in.

By script first, then by letters (Arabic script) or function words (Latin script). Nothing is loaded, so a
cold `ask` pays nothing for it, and short questions are told by the words every question has ("who is").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

UNKNOWN = "und"
# Code points looked at; more changes no answer.
SAMPLE = 600
# A text below this many letters in its two main scripts is judged by its function words: names are half of a
# question.
SHORT = 200

# First and last letter of each script's part of Unicode; a language that is alone in its script stands for
# it.
SCRIPTS = (
    ("az", "latin"), ("\u00c0\u024f", "latin"), ("\u0370\u03ff", "el"), ("\u0400\u052f", "cyrillic"),
    ("\u0531\u0587", "hy"), ("\u05d0\u05ea", "he"), ("\u0620\u06ff", "arabic"), ("\u0750\u077f", "arabic"),
    ("\u0900\u097f", "hi"), ("\u0980\u09ff", "bn"), ("\u0b80\u0bff", "ta"), ("\u0e00\u0e7f", "th"),
    ("\u10a0\u10ff", "ka"), ("\u1100\u11ff", "ko"), ("\u1200\u137f", "am"), ("\u1e00\u1eff", "latin"),
    ("\u1f00\u1fff", "el"), ("\u3041\u30ff", "ja"), ("\u3400\u9fff", "zh"), ("\uac00\ud7a3", "ko"),
    ("\ufb50\ufdff", "arabic"), ("\ufe70\ufefc", "arabic"),
)  # fmt: skip
STARTS = [span[0] for span, _ in SCRIPTS]
# Arabic vowel signs and the non-joiner are no letters to `re`, but stand inside words; the "s" of "it's" is
# none.
WORD = re.compile(r"(?<![\w'’])[^\W\d_][\w\u064b-\u065f\u0670\u200c]*")

# Letters that Arabic does not have, by who has them. Persian also shares keyboards with Arabic: see
# `_arabic_script`.
URDU = "ٹڈڑںےہھۂ"
PASHTO = "ټډړښګېۍځڅږ"
KURDISH = "ێۆڕڵە"
UYGHUR = "ۇۈېەڭ"
PERSIAN = "پچژگکی"
ARABIC = "ةىيكأإ"
PERSIAN_WORDS = frozenset(
    """
    است که از به در این را با برای های شد کرد بود آن می چه کیست چیست كه است
    """.split()
)
ARABIC_WORDS = frozenset(
    """
    من هو هي هم ما ماذا لماذا متى أين اين كيف كم هل في على عن إلى الى مع التي الذي الذين أي اي أن ان لم لن
    لا قال كان كانت هذا هذه بعد قبل بين حول ومن وما وهل وكم وأين ولماذا وكيف عام يوم
    """.split()
)

# The commonest function words; those that several languages share count for each.
LATIN_WORDS = {
    "en": """
        the of and to in is was for that on with as by it from at are were be has have had this his her
        they their not but who what when where why how which did does do will would said an a he she its
        if can about there no over i up you we my into us all more says after new
    """,
    "fr": """
        le la les des du de et est une un dans que qui pour pas sur au aux avec ce cette ces il elle ils
        sont été par plus quel quelle où comment pourquoi quand combien ont nous vous leur mais se qu l
        d a
    """,
    "de": """
        der die das und ist von den dem des ein eine einen einem einer mit für auf nicht sich im zu zum
        zur wer was wann wo warum wie wird wurde auch nach bei aus sind hat haben er sie es als an in
    """,
    "es": """
        el la los las de del y es en que un una por con para se no su al lo como más qué quién cuándo
        dónde cómo cuál fue ha han son este esta pero sus entre sobre le
    """,
    "it": """
        il lo la gli le di del della dei che è un una per con non sono si da nel nella al alla anche chi
        cosa quando dove perché come più ha hanno questo questa i e ma
    """,
    "pt": """
        o a os as de do da dos das e é em um uma que para com não se por no na nos nas ao mais quem
        quando onde como qual foi são seu sua mas pelo pela
    """,
    "nl": """
        de het een van en is in dat die op te met voor niet zijn er aan ook als door naar wie wat
        wanneer waar waarom hoe werd wordt heeft bij uit maar om ik hij
    """,
    "tr": """
        ve bir bu için ile de da ne kim nerede nasıl neden niçin olan olarak daha çok gibi kadar sonra
        ama değil mi mı mu var yok en hangi kaç oldu dedi ettiği
    """,
    "sv": """
        och att det som en ett är av för på med den inte till om har de var vem vad när hur varför från
        vid sig men i
    """,
    "da": """
        og at det som en et er af for på med den ikke til om har de var hvem hvad hvornår hvordan
        hvorfor fra ved sig i
    """,
    "no": """
        og å at det som en et er av for på med den ikke til om har de var hvem hva når hvordan hvorfor
        fra ved seg i
    """,
    "fi": """
        ja on ei se että oli hän mutta ovat joka kuka mitä missä miksi milloin miten myös kun kuin ole
        tai
    """,
    "pl": """
        i w na z się nie do to że jest o jak po od za przez kto co kiedy gdzie dlaczego który która oraz
        dla są był
    """,
    "ro": """
        și de la în a cu nu pe din care este un o mai pentru cine ce când unde cum sunt fost că
    """,
    "hu": """
        a az és hogy nem is egy van volt ki mi mikor hol miért hogyan meg de csak ez azt
    """,
    "cs": """
        na se je že to do za by kdo co kdy kde proč jak který jsou byl
    """,
    "id": """
        yang dan di dari untuk dengan ini itu pada adalah tidak dalam akan oleh siapa apa kapan mana
        mengapa ke telah
    """,
}
LATIN_LETTERS = {
    "fr": "çœèêùûéà", "de": "ßäöü", "es": "ñ¿¡áéíóú", "it": "ìòàè", "pt": "ãõçáéíóú", "tr": "ğışİçöü",
    "sv": "åäö", "da": "æø", "no": "æøå", "fi": "äö", "pl": "łżźśćęąó", "ro": "țșăţşîâ", "hu": "őűöüáé",
    "cs": "ěřůčžáéí",
}  # fmt: skip
LANGUAGES_OF: dict[str, list[str]] = {}
for _language, _words in LATIN_WORDS.items():
    for _word in _words.split():
        LANGUAGES_OF.setdefault(_word, []).append(_language)
# One borrowed letter ("Erdoğan") must not outweigh two function words.
LETTER_WEIGHT = 0.7
# A headline may lack function words or hold a name with one ("Las Vegas"); so many words without accents
# lean to English.
HEADLINE = 5

# A Chinese sign says as much as several letters.
LETTERS_PER_SIGN = {"zh": 3, "ja": 3, "ko": 2}

UKRAINIAN = "іїєґ"
BELARUSIAN = "ў"
SERBIAN = "јљњћђџ"


def detect(text: str) -> str:
    """Return the ISO 639-1 code of a text's or question's language, "und" where it can't be told.

    Looks at the first `SAMPLE` code points only.
    """
    sample = text[:SAMPLE].lower()
    words: dict[str, list[str]] = {}
    for word in WORD.findall(sample):
        words.setdefault(_script(word[0]), []).append(word)
    if not words:
        return UNKNOWN
    return _by_script(_main_script(words), words, sample)


def code(name: object) -> str | None:
    """Return the ISO 639-1 code that a language field means ("ar-SA", "EN", "Arabic"), or None."""
    if not isinstance(name, str):
        return None
    primary = re.split(r"[-_\s]", name.strip().lower(), maxsplit=1)[0]
    if primary in NAMES:
        return NAMES[primary]
    return primary if re.fullmatch("[a-z]{2}", primary) else None


NAMES = {
    "arabic": "ar", "العربية": "ar", "عربي": "ar", "ara": "ar", "english": "en", "eng": "en",
    "french": "fr", "fra": "fr", "german": "de", "deu": "de", "spanish": "es", "spa": "es", "turkish": "tr",
    "tur": "tr", "russian": "ru", "rus": "ru", "persian": "fa", "farsi": "fa", "fas": "fa", "urdu": "ur",
    "urd": "ur", "chinese": "zh", "zho": "zh",
}  # fmt: skip


@cache
def _script(letter: str) -> str:
    """Return the script of a letter; "und" for scripts not told apart here."""
    place = bisect_right(STARTS, letter) - 1
    span, script = SCRIPTS[place]
    return script if place >= 0 and letter <= span[1] else UNKNOWN


def _main_script(words: dict[str, list[str]]) -> str:
    letters = {script: sum(map(len, run)) * LETTERS_PER_SIGN.get(script, 1) for script, run in words.items()}
    if "latin" in words and "arabic" in words and letters["latin"] + letters["arabic"] < SHORT:
        latin = sum(word in LANGUAGES_OF for word in words["latin"])
        arabic = sum(word in ARABIC_WORDS or word in PERSIAN_WORDS for word in words["arabic"])
        asking = "latin" if latin > arabic else "arabic"
        # A title quoted inside ("I love it") has function words too, but few letters.
        if latin != arabic and letters[asking] * 6 >= letters["latin"] + letters["arabic"]:
            return asking
    # Japanese is written with Chinese characters too; kana decide.
    return "ja" if letters.get("ja", 0) * 5 > letters.get("zh", 0) else max(letters, key=letters.__getitem__)


def _by_script(script: str, words: dict[str, list[str]], sample: str) -> str:
    if script == "latin":
        return _latin(words["latin"], sample)
    if script == "arabic":
        return _arabic_script(words["arabic"])
    return _cyrillic(sample) if script == "cyrillic" else script


def _latin(words: list[str], sample: str) -> str:
    scores = dict.fromkeys(LATIN_WORDS, 0.0)
    for word in words:
        for language in LANGUAGES_OF.get(word, ()):
            scores[language] += 1
    if sample.isascii():
        scores["en"] += len(words) > HEADLINE
    else:
        for language, letters in LATIN_LETTERS.items():
            scores[language] += LETTER_WEIGHT * _count(sample, letters)
    # English is first in the table: it wins ties and bare lists of names.
    return max(scores, key=scores.__getitem__)


def _arabic_script(words: list[str]) -> str:
    letters = "".join(words)
    counts = {"ur": _count(letters, URDU), "ps": _count(letters, PASHTO), "ku": _count(letters, KURDISH)}
    counts["ug"] = _count(letters, UYGHUR) if "ڭ" in letters or "ۈ" in letters else 0
    best = max(counts, key=counts.__getitem__)
    # A borrowed name may bring a foreign letter or two; one letter in 40 is a language.
    if counts[best] * 40 > len(letters):
        return best
    persian = _count(letters, PERSIAN) + 3 * len(PERSIAN_WORDS.intersection(words))
    arabic = _count(letters, ARABIC) + 3 * len(ARABIC_WORDS.intersection(words))
    return "fa" if persian > arabic else "ar"


def _cyrillic(sample: str) -> str:
    counts = {
        "uk": _count(sample, UKRAINIAN),
        "be": 2 * _count(sample, BELARUSIAN),
        "sr": _count(sample, SERBIAN),
    }
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] * 50 > len(sample) else "ru"


def _count(text: str, letters: str) -> int:
    return sum(map(text.count, letters))
