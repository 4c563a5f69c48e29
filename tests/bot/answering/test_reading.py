"""Reading, over a real archive with the bundled reader: which sentence answers, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answering.answer import answer
from index.analysis import analyser
from index.archive import Archive
from index.embedding import embedder
from index.retriever import Retriever
from index.types import Article
from ingest.cut import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answering.types import Answer

# id: language, title, text
NEWS = {
    "obituary": (
        "ar",
        "وفاة الفنان عمر الشرقاوي",
        (
            "توفي الفنان المصري عمر الشرقاوي أمس في القاهرة عن عمر ناهز 83 عاما بعد صراع مع المرض.\n\n"
            "وشارك الشرقاوي في أكثر من سبعين فيلما، ونال جوائز كثيرة.\n\n"
            "وتشيع جنازته غدا من مسجد السيدة نفيسة."
        ),
    ),
    "soldier": (
        "en",
        "Soldier is buried in his village",
        (
            "The soldier Omar Shaheen, who was shot dead at a checkpoint, was buried in his village on Sunday.\n\n"
            "Hundreds came to the funeral. The army says it looks for two men."
        ),
    ),
    "minister": (
        "en",
        "Minister opens hospital",
        (
            "The health minister, Hani Sharqawi, opened a hospital in Minya on Tuesday.\n\n"
            "Sharqawi said that the hospital has 200 beds and cost 40 million dollars."
        ),
    ),
    "frozen": (
        "ar",
        "تركيا تجمد أموال صالح",
        (
            "جمدت تركيا أموال الرئيس اليمني السابق علي عبد الله صالح في بنوكها تنفيذا لقرار مجلس الأمن.\n\n"
            "وقالت وزارة المالية التركية إن الأموال تبلغ مليوني دولار."
        ),
    ),
    "bird": (
        "en",
        "How to roast a turkey",
        (
            "Roast the turkey for three hours and save your money: a small bird does for six people.\n\n"
            "What you do with the rest is up to you; soup is always good."
        ),
    ),
    "refused": (
        "en",
        "Salem turns Harlow United down",
        (
            "The striker Karim Salem has refused to sign with Harlow United, as it would not pay his agent.\n\n"
            "Harlow United had offered him three years. Salem stays with Brannet City until 2017."
        ),
    ),
    "strike": (
        "en",
        "Port of Brannet shut for a third day",
        (
            "The port of Brannet was shut on Wednesday for a third day.\n\n"
            "Dockers walked out after the operator cut their night pay by a fifth.\n\n"
            "The operator, Lockhart Marine, said it lost 2 million euros a day."
        ),
    ),
    "port": (
        "en",
        "Brannet's port grows",
        (
            "The port of Brannet is the largest of the coast, and the ships at the port of Brannet are many.\n\n"
            "The port of Brannet handled 3 million containers last year."
        ),
    ),
}


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Retriever]:
    articles = [Article(id_, text, title, language) for id_, (language, title, text) in NEWS.items()]
    with Archive.open(tmp_path_factory.mktemp("archive"), create=True) as archive:
        with archive.writer() as writer:
            writer.put([(one, cut(one.text)) for one in articles], analyser(embedder()))
        yield Retriever(archive, embedder())


def asked(retriever: Retriever, question: str) -> Answer:
    return answer(retriever, question)


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("هل مات عمر الشرقاوي؟", "توفي الفنان المصري عمر الشرقاوي"),
        ("Why did Karim Salem sign with Harlow United?", "has refused to sign"),
        ("Why did the dockers in Brannet go on strike?", "cut their night pay"),
        ("How many beds has the hospital in Minya?", "200 beds"),
    ],
)
def test_the_first_quote_answers(retriever: Retriever, question: str, right: str) -> None:
    given = asked(retriever, question)

    assert given.citations, "refused"
    assert right in given.citations[0].quote


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Was the port of Brannet shut?", "Yes. "),
        ("Did Karim Salem sign with Harlow United?", "The archive says: "),
        ("Who refused to sign with Harlow United?", "“"),
    ],
)
def test_a_question_that_yes_or_no_answers_begins_with_what_the_quote_is_to_it(
    retriever: Retriever, question: str, begins: str
) -> None:
    assert asked(retriever, question).text.startswith(begins)


def test_a_country_is_no_bird(retriever: Retriever) -> None:
    cited = {one.article.id for one in asked(retriever, "What did Turkey do with Saleh money?").citations}

    assert cited == {"frozen"}


def test_names_are_not_met_by_their_parts(retriever: Retriever) -> None:
    """Neither a soldier Omar Shaheen nor a minister Sharqawi is Omar Sharqawi."""
    assert asked(retriever, "Is Omar Sharqawi dead?").citations[0].article.id == "obituary"


@pytest.mark.parametrize(
    "question",
    [
        "Who won the cycling race in Brannet?",
        "من فاز بجائزة نوبل للسلام؟",
        "What did Karim Salem eat for breakfast?",
        "Hello, how are you?",
        "asdf qwer zxcv",
    ],
)
def test_what_the_archive_doesnt_say_is_refused(retriever: Retriever, question: str) -> None:
    given = asked(retriever, question)

    assert given.refused
    assert given.kind == "none"
    assert given.confidence is None


def test_one_quote_is_enough_where_one_answers(retriever: Retriever) -> None:
    assert len(asked(retriever, "How many beds has the hospital in Minya?").sentences) == 1
