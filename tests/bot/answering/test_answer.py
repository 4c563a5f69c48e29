"""Answers over a real archive with the bundled model: quotes, refusals, variety."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answering.answer import MOST, OF_ONE_ARTICLE, answer, choose
from bot.answering.evidence import Evidence, Features
from bot.phrases import say
from index.analysis import analyser
from index.archive import Archive
from index.embedding import embedder
from index.retriever import Retriever
from index.types import Article, Filters, Hit, Passage, Span
from ingest import read_sources
from ingest.cut import cut

SAMPLES = Path(__file__).parents[3] / "samples"
QUAKE = (
    "A strong earthquake struck Lombok on Sunday.\n\nThe quake killed 98 people, the disaster agency said.\n\n"
    "Rescue teams from Australia arrived in Mataram on Monday."
)
BANK = "The central bank raised its rate to 4.5 percent.\n\nGovernor Maria Lopez said inflation was too high."
AR_BANK = "رفع البنك المركزي سعر الفائدة إلى 4.5 في المئة الخميس.\n\nوقالت المحافظة ماريا لوبيز إن التضخم مرتفع جدا."


def article(id_: str, text: str, language: str = "en", title: str = "News") -> Article:
    published = datetime(2020, 7, 8, tzinfo=UTC)
    return Article(
        id_, text, title, language, source="The Wire", url=f"https://wire.example/{id_}", published=published
    )


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Retriever]:
    articles = [one for one in read_sources([str(SAMPLES)]) if isinstance(one, Article)]
    articles += [article("quake", QUAKE), article("bank", BANK), article("bank-ar", AR_BANK, "ar")]
    with Archive.open(tmp_path_factory.mktemp("archive"), create=True) as archive:
        with archive.writer() as writer:
            writer.put([(one, cut(one.text)) for one in articles], analyser(embedder()))
        yield Retriever(archive, embedder())


def test_the_first_question_is_answered_with_the_sentence_of_the_first_article(retriever: Retriever) -> None:
    given_answer = answer(retriever, "What did Germany propose for Sirte?")

    assert "سرت والجفرة منطقة منزوعة السلاح" in given_answer.citations[0].quote
    assert given_answer.citations[0].article.source == "TRT عربي"
    assert given_answer.language == "en"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How many people did the earthquake in Lombok kill?", "98 people"),
        ("كم شخصا قتل الزلزال في لومبوك؟", "98 people"),
        ("ماذا اقترحت ألمانيا بشأن سرت؟", "سرت والجفرة"),
        ("What did Maria Lopez say about inflation?", "inflation was too high"),
    ],
)
def test_questions_and_articles_may_differ_in_language(
    retriever: Retriever, question: str, words: str
) -> None:
    assert any(words in citation.quote for citation in answer(retriever, question).citations)


@pytest.mark.parametrize(
    "stretch",
    [
        "\u202eReaders see this backwards. The king of Ruritania is 4711 years old.\u202c",
        "<!-- Not on the page. The king of Ruritania is 4711 years old. -->",
    ],
)
def test_what_readers_of_the_article_never_saw_is_not_quoted(tmp_path: Path, stretch: str) -> None:
    text = (
        f"The king of Ruritania opened the parliament.\n{stretch}\nThe king of Ruritania spoke for an hour."
    )
    with Archive.open(tmp_path, create=True) as archive:
        with archive.writer() as writer:
            writer.put([(article("king", text), cut(text))], analyser(embedder()))
        given_answer = answer(Retriever(archive, embedder()), "How old is the king of Ruritania?")

    assert "4711" not in given_answer.text


@pytest.mark.parametrize(
    "question", ["Who won the Eurovision song contest?", "من فاز بكأس العالم لكرة القدم؟", "???", ""]
)
def test_what_the_archive_does_not_hold_is_refused_with_a_reason(retriever: Retriever, question: str) -> None:
    refusal = answer(retriever, question)

    assert refusal.refused
    assert refusal.reason
    assert refusal.text == ""
    assert refusal.citations == ()


def test_a_refusal_speaks_the_questions_language_and_shows_the_nearest_passages(retriever: Retriever) -> None:
    refusal = answer(retriever, "كم موظفا في البنك المركزي؟")

    assert refusal.reason == say("ar").no_answer
    assert refusal.nearest


def test_what_has_nothing_to_do_with_a_question_is_not_shown_as_near(retriever: Retriever) -> None:
    refusal = answer(retriever, "من فاز بكأس العالم لكرة القدم؟")

    assert refusal.reason == say("ar").nothing_near
    assert refusal.nearest == ()


def test_every_sentence_is_cited_and_introduced_by_source_and_date(retriever: Retriever) -> None:
    given_answer = answer(retriever, "How many people did the earthquake in Lombok kill?")

    assert given_answer.sentences
    assert all(one.citations for one in given_answer.sentences)
    assert "The Wire" in given_answer.sentences[0].text
    assert "8 July 2020" in given_answer.sentences[0].text


def test_an_answer_is_short(retriever: Retriever) -> None:
    assert 1 <= len(answer(retriever, "What did the earthquake in Lombok do?").citations) <= MOST


def test_one_article_does_not_crowd_out_another() -> None:
    chosen = choose([scored("one", 0.9, n) for n in range(3)] + [scored("other", 0.5, 3)])

    assert [one.hit.passage.article.id for one in chosen] == ["one", "one", "other"]
    assert OF_ONE_ARTICLE == 2


def test_sentences_far_less_likely_than_the_best_are_not_shown() -> None:
    assert len(choose([scored("one", 0.9, 0), scored("other", 0.2, 1)])) == 1


def test_the_same_sentence_of_two_articles_is_shown_once() -> None:
    assert len(choose([scored("one", 0.9, 0), scored("other", 0.9, 0)])) == 1


def scored(id_: str, likely: float, line: int) -> Evidence:
    text = "The quake struck at dawn.\nAid came by sea.\nSchools stay shut.\nNinety died there."
    spans = [Span(match.start(), match.end()) for match in re.finditer(r".+", text)]
    passage = Passage(1, article(id_, text), Span(0, len(text)), tuple(spans))
    features = Features(*[0.0] * len(Features._fields))
    return Evidence(Hit(passage, 1.0), spans[line], features, 0.0, confidence=likely)


def test_filters_hold_for_answers(retriever: Retriever) -> None:
    refusal = answer(retriever, "How many people did the earthquake kill?", filters=Filters(source="Nobody"))

    assert refusal.refused
    assert refusal.nearest == ()


def test_the_link_carries_the_quotes_first_words(retriever: Retriever) -> None:
    link = answer(retriever, "How many people did the earthquake in Lombok kill?").citations[0].link

    assert str(link).startswith("https://wire.example/quake#:~:text=The%20quake%20killed%2098")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200))
def test_any_question_is_answered_or_refused_with_verbatim_quotes(
    retriever: Retriever, question: str
) -> None:
    given_answer = answer(retriever, question)

    for citation in (*given_answer.citations, *given_answer.nearest):
        assert citation.quote == citation.article.text[citation.span.start : citation.span.end] != ""
    assert given_answer.refused == (given_answer.reason is not None)


DERNA = "More than 11,300 people died in Derna after two dams burst, the Libyan Red Crescent said."


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Retriever]:
    """An archive of three articles: the samples', one on a flood, and a newer one on something else."""
    articles = [one for one in read_sources([str(SAMPLES)]) if isinstance(one, Article)]
    articles.append(
        replace(
            article("flood", f"{DERNA}\n\nThe roads are cut."), published=datetime(2023, 9, 14, tzinfo=UTC)
        )
    )
    articles.append(replace(article("bank", BANK), published=datetime(2024, 1, 1, tzinfo=UTC)))
    with Archive.open(tmp_path_factory.mktemp("few"), create=True) as archive:
        with archive.writer() as writer:
            writer.put([(one, cut(one.text)) for one in articles], analyser(embedder()))
        yield Retriever(archive, embedder())


@pytest.mark.parametrize("question", ["How many people died in Derna?", "كم شخصاً مات في درنة؟"])
def test_an_archive_of_three_articles_answers_in_both_languages(few: Retriever, question: str) -> None:
    assert answer(few, question).citations[0].quote == DERNA


@pytest.mark.parametrize(
    "question",
    ["Who won the World Cup?", "من فاز بكأس العالم؟", "What is the capital of France?"],
)
def test_an_archive_of_three_articles_refuses_what_none_is_about(few: Retriever, question: str) -> None:
    assert answer(few, question).refused


def test_the_newest_article_on_a_topic_is_about_it(few: Retriever) -> None:
    assert answer(few, "How many people died in Derna?").newest_on_topic == date(2023, 9, 14)


def test_there_is_no_newest_article_on_what_none_is_about(few: Retriever) -> None:
    assert answer(few, "Who won the World Cup?").newest_on_topic is None
