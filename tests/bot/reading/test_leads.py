"""An article's lead: what stands before it, and that it is found."""

from __future__ import annotations

import pytest

from bot.reading.leads import lead
from index.types import Article
from ingest.cut import cut

NEWS = "The warring parties in Libya agreed on a ceasefire in Geneva on Friday."
NEWS_AR = "اتفقت الأطراف المتحاربة في ليبيا على وقف لإطلاق النار في جنيف يوم الجمعة."
NEWS_FR = "Les parties en guerre en Libye ont conclu vendredi un cessez-le-feu à Genève."


def found(text: str, language: str = "en", title: str = "Ceasefire agreed in Libya") -> str | None:
    article = Article("a", text, title, language, source="Wire")
    span = lead(article, [span for passage in cut(text, language) for span in passage.sentences])
    return None if span is None else text[slice(*span)]


@pytest.mark.parametrize(
    "before",
    [
        "Ceasefire agreed in Libya",
        "“Ceasefire agreed in Libya”",
        "By Amina Benali and John Smith, Wire correspondents in Tripoli",
        "Updated 23 October 2020 at 10:30 GMT",
        "Last updated: 23 October 2020, 12:30 PM EST.",
        "Published on Friday 23 October 2020 at noon",
        "GENEVA (Reuters) -",
        "WHITE PLAINS, N.Y.",
        "The story at the Wire: Ceasefire agreed in Libya",
        "Delegates of both sides shake hands in Geneva on Friday. (Ahmed Ali/Reuters)",
        "Delegates shake hands in the palace of nations [AFP]",
        "From USA TODAY Network and wire reports",
        "What has been agreed in Geneva on Friday?",
        "Thomas C. Frohlich, Alexander Kent and Sam Stebbins",
        "Share this article",
        "What the parties have agreed on now",
    ],
)
def test_what_stands_before_a_lead_is_none(before: str) -> None:
    assert found(f"{before}\n\n{NEWS}") == NEWS


@pytest.mark.parametrize(
    ("before", "news", "language"),
    [
        ("سلوى المدني ـ عين اليوم", NEWS_AR, "ar"),
        ("بقلم: أمينة بن علي من طرابلس", NEWS_AR, "ar"),
        ("آخر تحديث: 23 أكتوبر 2020 الساعة 10:30", NEWS_AR, "ar"),
        ("Par Amina Benali, envoyée spéciale à Genève", NEWS_FR, "fr"),
        ("Mis à jour le 23 octobre 2020 à 10h30", NEWS_FR, "fr"),
    ],
)
def test_so_it_is_in_the_other_languages(before: str, news: str, language: str) -> None:
    assert found(f"{before}\n\n{news}", language) == news


def test_a_lead_that_opens_with_a_label_s_word_is_one() -> None:
    text = (
        "By agreeing on a ceasefire in Geneva on Friday, the warring parties of Libya have ended fifteen months of war"
        " around the capital, the United Nations said."
    )
    assert found(text) == text


def test_where_no_line_ends_like_a_sentence_the_first_that_tells_something_is_the_lead() -> None:
    told = "Warring parties in Libya agree on ceasefire"
    assert found(f"Wire\n\n{told}\n\nTalks in Geneva to go on next week", title="News") == told


@pytest.mark.parametrize("text", ["Wire", "Ceasefire agreed in Libya", "GENEVA (Reuters) -", "Why now?"])
def test_an_article_that_tells_nothing_has_no_lead(text: str) -> None:
    assert found(text) is None
