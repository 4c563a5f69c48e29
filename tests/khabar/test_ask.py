"""`khabar ask`: the demo's answer, the contract's document, refusals."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from command import SAMPLES, document, one_sentence

if TYPE_CHECKING:
    from pathlib import Path

    from command import Khabar

DEMO = "What did Germany propose for Sirte?"
ZONE = "سرت والجفرة منطقة منزوعة السلاح"
UNKNOWN = "Who won the chess championship in Reykjavik in 1972?"


def stored(khabar: Khabar, article: dict[str, Any]) -> str:
    found = document(khabar("article", article["id"], "--version", article["version"], "--json"))
    return str(found["text"])


def test_the_demo_quotes_the_sentence_on_the_demilitarised_zone(khabar: Khabar) -> None:
    """What `make demo` does: the sample alone, taken in fresh."""
    assert khabar("ingest", SAMPLES).exit_code == 0

    found = document(khabar("ask", DEMO, "--json"))

    first = found["citations"][0]
    assert ZONE in first["quote"]
    assert stored(khabar, first["article"])[first["start"] : first["end"]] == first["quote"]
    assert first["article"]["source"] == "TRT عربي"
    assert first["article"]["language"] == "ar"
    assert (found["question_language"], found["refused"]) == ("en", False)


def test_a_person_sees_the_demos_quote_and_its_source(filled: Khabar) -> None:
    result = filled("ask", DEMO)
    assert result.exit_code == 0
    assert ZONE in result.stdout
    assert "TRT عربي" in result.stdout
    assert "[1]" in result.stdout


def test_a_person_sees_each_article_once_and_each_quote_once(filled: Khabar) -> None:
    shown = filled("ask", DEMO).stdout
    assert shown.count("عن رفضها") == 1  # its title
    assert shown.count(ZONE) == 1


def test_the_answer_document_has_the_contracts_fields(filled: Khabar) -> None:
    found = document(filled("ask", "How many people died in Derna?", "--json"))

    assert " ".join(found) == (
        "question standalone understood question_language answer sentences refused reason mode kind confidence"
        " notes citations nearest newest_on_topic archive_updated freshness timing_ms"
    )
    citation = found["citations"][0]
    assert " ".join(citation) == (
        "number quote start end passage article link also carried_by speaker matches readings translation"
        " corrected withdrawn"
    )
    assert " ".join(citation["article"]) == "id version title source url author published language teaser"
    assert citation["article"] == {
        "id": "flood",
        "version": 1,
        "title": "Floods in Derna",
        "source": "Gulf Wire",
        "url": "https://gulf.example/derna-floods",
        "author": "Nadia Haddad",
        "published": "2023-09-12T08:00:00Z",
        "language": "en",
        "teaser": False,
    }
    assert any("5,300" in one["quote"] for one in found["citations"])
    assert citation["quote"] in citation["passage"]
    assert citation["link"].startswith("https://gulf.example/derna-floods#:~:text=")
    assert citation["also"] == []
    assert found["mode"] == "extractive"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", found["newest_on_topic"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", found["archive_updated"])
    assert list(found["timing_ms"]) == ["retrieve", "answer", "total"]


def test_every_sentence_is_cited_and_every_quote_is_verbatim(filled: Khabar) -> None:
    found = document(filled("ask", "What happened in Derna?", "--json"))

    numbers = {citation["number"] for citation in found["citations"]}
    assert all(sentence["citations"] for sentence in found["sentences"])
    assert {number for sentence in found["sentences"] for number in sentence["citations"]} == numbers
    for citation in found["citations"]:
        text = stored(filled, citation["article"])
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_a_question_without_an_answer_is_refused_in_its_language(filled: Khabar) -> None:
    english = document(filled("ask", UNKNOWN, "--json"), 3)
    arabic = document(filled("ask", "من فاز ببطولة الشطرنج في ريكيافيك؟", "--json"), 3)

    assert (english["answer"], english["sentences"], english["citations"]) == ("", [], [])
    assert english["refused"]
    assert re.search("[a-z]", english["reason"])
    assert re.search("[ء-ي]", arabic["reason"])
    assert all(list(one)[:2] == ["number", "quote"] for one in english["nearest"])


def test_a_person_reads_why_and_what_is_nearest(filled: Khabar) -> None:
    near = "Which minister visited Derna?"
    reason = document(filled("ask", near, "--json"), 3)["reason"]
    result = filled("ask", near)
    assert result.exit_code == 3
    assert result.stdout.startswith(f"∅ {reason}")
    assert "The nearest passages:" in result.stdout


def test_what_a_filter_leaves_out_is_not_cited(filled: Khabar) -> None:
    result = filled("ask", "How many people died in Derna?", "--as-of", "2023-09-11", "--json")
    found = json.loads(result.stdout)
    assert "flood" not in {one["article"]["id"] for one in found["citations"] + found["nearest"]}


def test_words_need_no_quotation_marks(filled: Khabar) -> None:
    found = document(filled("ask", "--json", "How", "many", "people", "died", "in", "Derna?"))
    assert found["question"] == "How many people died in Derna?"


def test_an_empty_question_is_a_usage_error(filled: Khabar) -> None:
    assert "empty" in one_sentence(filled("ask", " "), 2)


def test_without_an_archive_the_sentence_says_how_to_make_one(khabar: Khabar, folder: Path) -> None:
    assert "khabar ingest" in one_sentence(khabar("ask", DEMO, "--json"), 5)
    assert not folder.exists()


def test_json_is_readable_arabic(filled: Khabar) -> None:
    assert ZONE in filled("ask", DEMO, "--json").stdout


def test_bytes_that_are_no_text_do_not_break_the_document(filled: Khabar) -> None:
    result = filled("ask", "Derna \udcff\x1b[2J?", "--json")
    assert json.loads(result.stdout)["question"] == "Derna \ufffd\x1b[2J?"
