"""Bytes in the encodings news comes in, and what must never be stored."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import decode

ARABIC = (
    'أعربت الولايات المتحدة الأربعاء، عن رفضها "كل تدخل عسكري أجنبي" في ليبيا.\n'
    "وقال وزير الخارجية إن الحكومة التي تشكلت من ستة أحزاب لن تقبل هذا القرار؟\n"
)
FRENCH = "Le président français a déclaré à l’Élysée qu’il était « très préoccupé » par l’été.\n"
RUSSIAN = "Правительство объявило о новой реформе во вторник, сообщил министр финансов.\n"
JAPANESE = "ドイツの外相は火曜日に新しい提案を発表しました。会議は来週開かれる予定です。\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((ARABIC, each) for each in ("utf-8", "utf-8-sig", "windows-1256", "iso8859-6")),
        *((ARABIC, each) for each in ("utf-16", "utf-16-le", "utf-16-be", "utf-32")),
        ("قال الوزير إن بلاده سترد.", "windows-1256"),
        ("قال الوزير إن بلاده سترد.", "iso8859-6"),
        (FRENCH, "utf-8"),
        (FRENCH, "windows-1252"),
        (FRENCH, "utf-16"),
        ("café", "windows-1252"),
        (RUSSIAN, "utf-8"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "windows-1251"),
        (JAPANESE, "shift_jis"),
        ("", "utf-8"),
        ("\n", "utf-8-sig"),
    ],
)
def test_text_comes_back_from_its_encoding(text: str, encoding: str) -> None:
    assert decode.text(text.encode(encoding)) == text


@pytest.mark.parametrize("place", [0, 51, -1])
def test_a_few_bad_bytes_change_nothing_else(place: int) -> None:
    data = ARABIC.encode() * 20
    cut = place % len(data)
    read = decode.text(data[:cut] + b"\xfa\xff\xc0" + data[cut:])
    assert read.count("\ufffd") <= 5
    assert read.count("الولايات المتحدة الأربعاء") >= 19


def test_a_bad_byte_far_into_the_file_changes_nothing_else() -> None:
    data = b"Plain English first. " * 10_000 + b"\xff " + ARABIC.encode()
    assert decode.text(data).endswith("\ufffd " + ARABIC)


@pytest.mark.parametrize("declared", ["windows-1256", "utf-8", "iso-8859-1", "no-such-charset"])
def test_arabic_is_told_whatever_the_page_declares(declared: str) -> None:
    page = f'<html><meta charset="{declared}"><p>{ARABIC}'
    assert decode.text(page.encode("windows-1256"), markup=True) == page


def test_a_declared_charset_counts_where_bytes_alone_say_little() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1250"><p>Řád'
    assert decode.text(page.encode("windows-1250"), markup=True) == page


def test_valid_utf8_counts_more_than_the_declaration() -> None:
    page = f"<meta charset=windows-1256><p>{ARABIC}"
    assert decode.text(page.encode(), markup=True) == page


def test_stray_nul_bytes_are_no_utf16() -> None:
    assert decode.text(b"a\0bc\0d ef") == "abcd ef"


@given(st.binary(max_size=300))
def test_any_bytes_give_text_that_can_be_stored(data: bytes) -> None:
    text = decode.text(data)
    assert "\0" not in text
    assert "\r" not in text
    text.encode()


@given(st.text(max_size=200))
def test_storable_text_is_left_as_written(text: str) -> None:
    kept = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    assert decode.storable(text) == kept


@pytest.mark.parametrize(
    ("data", "text"), [(b"abc\0def\0", "abcdef"), ("abcdم".encode("utf-16-le"), "abcdم")], ids=["two", "four"]
)
def test_from_three_nul_bytes_on_a_text_may_be_utf16(data: bytes, text: str) -> None:
    assert decode.text(data) == text


@pytest.mark.parametrize(("before", "counts"), [(3_000, True), (5_000, False)])
def test_a_page_declares_its_charset_near_its_beginning(before: int, counts: bool) -> None:  # noqa: FBT001
    page = f"{' ' * before}<meta charset=windows-1250><p>Řád"
    assert (decode.text(page.encode("windows-1250"), markup=True) == page) == counts


@pytest.mark.parametrize(("further", "counts"), [(25_000, True), (50_000, False)])
def test_an_encoding_is_told_by_what_is_around_the_first_high_byte(further: int, counts: bool) -> None:  # noqa: FBT001
    data = b"a " * 20_000 + b"\xe9" + b" a" * (further // 2) + ARABIC.encode("windows-1256") * 50
    assert decode.text(data).endswith(ARABIC) == counts


@pytest.mark.parametrize(("words", "is_arabic"), [(2, True), (1, False), (0, False)])
def test_arabic_is_told_by_its_common_words(words: int, is_arabic: bool) -> None:  # noqa: FBT001
    text = "كتب " * 40 + "في " * words
    assert (decode.text(text.encode("windows-1256")) == text) == is_arabic


def test_a_server_s_charset_counts_where_the_bytes_don_t_tell() -> None:
    written = "Zażółć gęślą jaźń"
    assert decode.text(written.encode("iso-8859-2"), charset="ISO-8859-2") == written
    assert decode.text(written.encode(), charset="ISO-8859-2") == written
    assert decode.text("こんにちは".encode("iso-2022-jp"), charset="iso-2022-jp") == "こんにちは"


@pytest.mark.parametrize("charset", ["base64", "x-unknown", "\0", "utf-8", ""])
def test_a_charset_that_is_none_is_ignored(charset: str) -> None:
    assert decode.text("café".encode("windows-1252"), charset=charset) == "café"
