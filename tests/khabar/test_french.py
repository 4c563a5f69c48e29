"""The command in French: files of French articles taken in, and questions in French over them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from command import SAMPLES, document

if TYPE_CHECKING:
    from pathlib import Path

    from command import Khabar

DATA = json.loads((SAMPLES.parent / "tests" / "data" / "french.json").read_text("utf-8"))
ISOLATES = re.compile("[\u2066-\u2069]")


def as_file(record: dict[str, Any], *above: str) -> str:
    """An article as somebody copies it from a page: its title, lines on who wrote it and when, its paragraphs."""
    title = "" if above[0].startswith("Titre") else record["title"]
    return "\n\n".join([title, "\n".join(above), *record["paragraphs"]]).lstrip()


def article(name: str) -> dict[str, Any]:
    return next(one for one in DATA["articles"] if one["id"] == name)


@pytest.fixture
def taken_in(khabar: Khabar, tmp_path: Path) -> Khabar:
    """The command over some French articles, ingested as text files."""
    folder = tmp_path / "articles"
    folder.mkdir()
    lines = {
        "syrte": ("Publié le 8 juillet 2020 à 14h30", "Par Amina Benali"),
        "pont": ("Par Rachid Boudjemaa", "Publié le lundi 2 mars 2020 à 8 h 00"),
        "tripoli": ("Georges Nassar", "Mis à jour le 18 mai 2020"),
        "greve": (
            f"Titre : {article('greve')['title']}",
            "Source : Maghreb Éco",
            "Date : 21 octobre 2020",
            "Auteur : Sonia Trabelsi",
        ),
    }
    for name, above in lines.items():
        (folder / f"{name}.txt").write_text(as_file(article(name), *above), "utf-8")
    assert document(khabar("ingest", folder, "--json"))["added"] == len(lines)
    return khabar


@pytest.mark.parametrize(
    ("question", "name", "author", "published"),
    [
        ("Qui a proposé une zone démilitarisée à Syrte ?", "syrte", "Amina Benali", "2020-07-08T14:30:00Z"),
        ("Combien a coûté le pont de Constantine ?", "pont", "Rachid Boudjemaa", "2020-03-02T08:00:00Z"),
        (
            "Pourquoi les dockers de Radès avaient-ils cessé le travail ?",
            "greve",
            "Sonia Trabelsi",
            "2020-10-21T00:00:00Z",
        ),
    ],
)
def test_the_lines_above_an_article_say_who_wrote_it_and_when(
    taken_in: Khabar, question: str, name: str, author: str, published: str
) -> None:
    found = document(taken_in("ask", question, "--json"))["citations"][0]["article"]
    assert (found["title"], found["language"]) == (article(name)["title"], "fr")
    assert (found["author"], found["published"]) == (author, published)


def test_no_line_above_an_article_is_part_of_its_text(taken_in: Khabar) -> None:
    for name in ("syrte", "pont", "greve"):
        citation = document(taken_in("ask", article(name)["title"], "--json"))["citations"][0]["article"]
        stored = document(taken_in("article", citation["id"], "--json"))
        assert stored["text"] == "\n\n".join(article(name)["paragraphs"])


def test_a_person_who_asks_in_french_is_answered_in_french(taken_in: Khabar) -> None:
    result = taken_in("ask", "Qui a proposé une zone démilitarisée à Syrte ?")
    told = ISOLATES.sub("", result.stdout)
    assert result.exit_code == 0
    assert "8 juillet 2020" in told
    assert "«\u00a0L’Allemagne a proposé" in told
    assert not re.search(r"\b(?:according|Published|July|Newest|up to date)\b", told)


def test_a_person_who_asks_in_french_is_refused_in_french(taken_in: Khabar) -> None:
    result = taken_in("ask", "Qui a remporté la Coupe du monde de football en 1998 ?")
    assert result.exit_code == 3
    assert result.stdout.startswith("∅ L’archive ne contient pas de réponse à cette question.\n")
