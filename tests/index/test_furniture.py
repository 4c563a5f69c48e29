"""What of a line counts its readers or tells its age, and what only looks so."""

from __future__ import annotations

import pytest

from index.furniture import LONGEST, without_counters


@pytest.mark.parametrize(
    "line",
    [
        "2,105 views",
        "(12 Comments)",
        "Views: 1.2K",
        "Read 512 times",
        "31 people are reading this article right now",
        "Updated 4 minutes ago.",
        "a moment ago",
        "٢١٠٥ مشاهدة",
        "عدد المشاهدات: 2105",
        "آخر تحديث: منذ 3 ساعات",
        "2 105 vues",
        "Mis à jour il y a 4 minutes",
        "2,105 views | 12 comments · 3h ago",
    ],
)
def test_a_line_that_only_counts_is_nothing_without(line: str) -> None:
    assert without_counters(line) == ""


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("By Jane Doe | 3 hours ago", "By Jane Doe"),
        ("2,105 views · Snow closes the pass", "Snow closes the pass"),
        ("By Jane Doe – Kelmora – 12 comments", "By Jane Doe Kelmora"),
        ("كتبت سارة | منذ ساعتين", "كتبت سارة"),
    ],
)
def test_a_part_that_counts_is_taken_out_and_the_others_stay(line: str, left: str) -> None:
    assert without_counters(line) == left


@pytest.mark.parametrize(
    "line",
    [
        "The film had 2,105 views on Monday.",
        "The bridge burned down 3 days ago.",
        "3 days ago the bridge burned down.",
        "12 readers of the paper sued it.",
        "12 people read this letter aloud.",
        "He read the letter 12 times.",
        "Kelmora beat Brannet 3 - 2",
        "12 - 14 degrees",
        "By Jane Doe | Kelmora",
        "12 million",
        "قبل 3 أيام احترق الجسر.",
        "شاهد الفيلم 12 وزيرا",
        "Le pont a brûlé il y a 3 jours.",
        "",
    ],
)
def test_a_sentence_with_a_number_is_left_as_it_is(line: str) -> None:
    assert without_counters(line) == line


def test_a_line_longer_than_furniture_is_left_as_it_is() -> None:
    end = " | 12 views"
    words = "x" * (LONGEST - len(end))
    assert without_counters(words + end) == words
    assert without_counters(f"x{words}{end}") == f"x{words}{end}"
