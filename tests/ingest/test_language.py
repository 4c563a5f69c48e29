"""Which language a text or a question is in."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import language

TEXTS = {
    "ar": [
        "من هو خليفة حفتر؟",
        "رئيس الوزراء العراقي",
        "من هو Khalifa Haftar؟",
        "ما هي شركة Apple Inc؟",
        "هل فاز Real Madrid؟",
        "گوگل تطلق خدمة جديدة في مصر",
        'حيّر ويست الكثيرين بأداء أغنية "I Love it"، مرتديًا زجاجة بيرير.',
    ],
    "en": [
        "What did Germany propose for Sirte?",
        "Who is خليفة حفتر?",
        "When did محمد بن سلمان visit Ankara?",
        "Khalifa Haftar",
        "Tripoli mass graves",
        "What did Erdoğan say?",
        "How many people died in São Paulo?",
        "Sainsbury's plans push into UK beauty market",
        "Model T Ford prices",
    ],
    "fa": ["رئیس جمهور ایران کیست؟", "دولت آلمان چه پیشنهادی داد", "جنگ اوکراین"],
    "ur": ["وزیر اعظم کون ہے؟", "پاکستان کے وزیر خارجہ نے کہا"],
    "ps": ["د افغانستان ولسمشر څوک دی؟"],
    "fr": [
        "Qui est le président de la France ?",
        "Combien de morts à Beyrouth ?",
        "Real Madrid va-t-il racheter Inter Miami ?",
    ],
    "de": ["Wer ist der Bundeskanzler?", "Die Regierung kündigte am Dienstag eine Reform an"],
    "es": ["¿Quién es el presidente de España?", "El gobierno anunció el martes una reforma"],
    "tr": ["Türkiye'nin başkenti neresi?", "Hükümet salı günü bir reform açıkladı"],
    "ru": ["Кто президент России?"],
    "uk": ["Хто президент України?"],
    "zh": ["德国提出了什么建议", "适用于 Apple iPad 的应用程序"],
    "ja": ["ドイツは何を提案しましたか"],
    "he": ["מה הציעה גרמניה"],
    "und": ["", "   ", "12345 !!", "😀"],
}


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in TEXTS.items() for text in texts])
def test_the_language_of(code: str, text: str) -> None:
    assert language.detect(text) == code


def test_an_accent_may_be_a_sign_of_its_own() -> None:
    question = "Où est né le président ?"
    assert language.detect(unicodedata.normalize("NFD", question)) == language.detect(question) == "fr"


@given(st.text(max_size=300))
def test_any_text_has_a_language_or_none(text: str) -> None:
    assert len(language.detect(text)) in (2, 3)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("ar-SA", "ar"),
        ("EN_us", "en"),
        ("Arabic", "ar"),
        ("عربي", "ar"),
        ("x-klingon", None),
        ("", None),
        (3, None),
    ],
)
def test_a_language_field_means(name: object, code: str | None) -> None:
    assert language.code(name) == code


@pytest.mark.parametrize(
    ("text", "likely", "code"),
    [
        ("Halvik wins Tour de Brannet", "en", "en"),
        ("Real Vandro vs Al Hinar 1-1", "en", "en"),
        ("جسر دلمان الجدید یوم الاحد", "ar", "ar"),
        ("پل جدید ساخته می‌شود", "fa", "fa"),
        ("Der Rat der Stadt hat am Montag entschieden, die Schleuse nicht zu öffnen.", "en", "de"),
        ("El alcalde dijo que la esclusa no se abre en la ciudad por el hielo", "en", "es"),
        ("قالت الحكومة إن الميزانية ستقر قريبا", "en", "ar"),
        ("Halvik wins", None, "en"),
    ],
)
def test_a_feed_s_language_is_believed_where_little_speaks_against_it(
    text: str, likely: str | None, code: str
) -> None:
    assert language.detect(text, likely=likely) == code
