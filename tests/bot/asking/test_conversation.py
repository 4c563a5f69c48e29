"""Conversations over a real archive with the bundled model: turns, dates, lists of what happened."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from bot.asker import Asker
from bot.asking.conversation import Turn, understand
from bot.phrases import Note
from index.analysis import analyser
from index.archive import Archive
from index.embedding import embedder
from index.retriever import Retriever
from index.types import Article, Filters
from ingest.cut import cut

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bot.answering.types import Answer

NOW = datetime(2020, 10, 30, 12, tzinfo=UTC)
ARTICLES = (
    (
        "sirte",
        "2020-07-08",
        "Germany proposes a demilitarised zone for Sirte",
        """Germany proposed on Wednesday to make Sirte and Jufra a demilitarised zone.

        Britain said it backed the plan for Sirte because it wanted the fighting in Libya to end.""",
    ),
    (
        "truce",
        "2020-10-23",
        "Ceasefire agreed in Libya",
        """The warring parties in Libya agreed on a ceasefire in Geneva on Friday.

        The UN envoy Stephanie Williams called it a turning point for Libya.""",
    ),
    (
        "copy",
        "2020-10-24",
        "Ceasefire agreed in Libya",
        "The warring parties in Libya agreed on a ceasefire in Geneva on Friday.",
    ),
    (
        "cabinet",
        "2021-03-10",
        "Libya forms a unity government",
        "Libya formed a new unity government led by Abdul Hamid Dbeibah in March.",
    ),
    (
        "vote",
        "2021-12-22",
        "Elections in Libya postponed",
        "Elections in Libya planned for December were postponed over legal disputes.",
    ),
    (
        "bridge",
        None,
        "A bridge for Mosul",
        "Engineers finished the new bridge over the Tigris in Mosul. It cost 12 million dollars, said the governor.",
    ),
)
SIRTE = "What did Germany propose for Sirte?"
BARE = {0x2068: None, 0x2069: None}  # marks of direction


@pytest.fixture(scope="module")
def asker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asker]:
    articles = [
        Article(id_, text, title, "en", source="Wire", published=published and _day(published))
        for id_, published, title, text in ARTICLES
    ]
    with Archive.open(tmp_path_factory.mktemp("archive"), create=True) as archive:
        with archive.writer() as writer:
            writer.put([(one, cut(one.text)) for one in articles], analyser(embedder()))
        yield Asker(Retriever(archive, embedder()))


def _day(text: str | None) -> datetime:
    return datetime.fromisoformat(f"{text}T10:00:00+00:00")


def talk(asker: Asker, *questions: str, **options: Any) -> Answer:
    """The answer to the last of some questions, asked one after the other."""
    turns: list[Turn] = []
    for question in questions:
        found = asker.ask(question, turns=turns, now=NOW, **options)
        turns.append(found.turn)
    return found


def cited(answer: Answer) -> list[str]:
    return [one.article.id for one in answer.citations]


@pytest.mark.parametrize(
    ("questions", "quoted"),
    [
        ([SIRTE, "And what did Britain say?"], "Britain said it backed"),
        ([SIRTE, "And what did Britain say?", "Why?"], "because it wanted"),
        ([SIRTE, "متى؟"], "on Wednesday"),
        (["ماذا اقترحت ألمانيا بشأن سرت؟", "وماذا قالت بريطانيا؟"], "Britain said it backed"),
        (["Who led Libya's unity government?", "When did that happen?"], "in March"),
        (
            ["Where was the ceasefire in Libya agreed?", "Who called it a turning point?"],
            "Stephanie Williams",
        ),
    ],
)
def test_a_follow_up_finds_what_it_stands_for(asker: Asker, questions: Sequence[str], quoted: str) -> None:
    assert quoted in talk(asker, *questions).citations[0].quote


def test_a_question_without_turns_is_answered_as_asked(asker: Asker) -> None:
    found = talk(asker, "How much did the bridge in Mosul cost?")
    assert (found.standalone, found.notes) == (found.question, ())


def test_the_archive_decides_whether_a_doubtful_question_leans(asker: Asker) -> None:
    leaning = talk(asker, "Where was the ceasefire in Libya agreed?", "Who were the warring parties?")
    assert "Libya" in leaning.standalone
    for elsewhere in ("How much did the bridge cost?", "من فاز بكأس العالم 2018؟", "Who won the cup?"):
        found = talk(asker, "Where was the ceasefire in Libya agreed?", elsewhere)
        assert found.standalone == elsewhere


class Doubtful:
    """An archive that finds no article for a follow-up with what is carried over; it notes whose were asked for."""

    articles: object = None

    def fits(self, _question: str, _own: str, articles: object) -> bool:
        self.articles = articles
        return False

    def dated(self, _event: str) -> None:
        return None

    def spelling(self, _word: str, _language: str, *, name: bool) -> None:  # noqa: ARG002 - none is misspelt
        return None


def test_what_opens_with_and_goes_on_from_the_turn_before_even_where_nothing_is_carried() -> None:
    turn = Turn(SIRTE, SIRTE, answered="Germany proposed …", articles=("sirte",))
    asked, archive = "how much did the new bridge cost the town in total?", Doubtful()
    alone = understand(f"{asked}?", [turn], now=NOW, disambiguator=archive)
    going_on = understand(f"And {asked}", [turn], now=NOW, disambiguator=archive)
    assert (alone.after, going_on.after) == (None, turn)
    assert going_on.standalone == f"And {asked}"
    assert archive.articles == ("sirte",)


def test_a_follow_up_goes_on_from_the_last_turn_that_was_answered() -> None:
    answered = Turn(SIRTE, SIRTE, answered="Germany proposed …", articles=("sirte",))
    refused = Turn("When was it?", "When was it (Germany, Sirte)?")
    elsewhere = Turn("Who won the cup?", "Who won the cup?")
    for turns, after in (([answered, refused], answered), ([answered, elsewhere], None)):
        assert understand("How many were killed there?", turns, now=NOW).after is after
    assert understand("And Egypt?", [answered], now=NOW).after is None
    assert understand("Who won the 2018 World Cup?", [answered], now=NOW).after is None


def test_more_is_what_was_not_shown_before(asker: Asker) -> None:
    turns = [asker.ask(SIRTE, now=NOW).turn]
    for question in ("What else?", "And what else?", "Tell me more", "More", "ومن أيضا؟", "More"):
        found = asker.ask(question, turns=turns, now=NOW)
        assert not any(one.quote in turn.answered for turn in turns for one in found.citations)
        turns.append(found.turn)
    assert "no more" in str(found.reason)


def test_a_model_may_make_follow_ups_whole(asker: Asker) -> None:
    written = Asker(asker.retriever, rewrite=lambda _question, _turns: "What did Britain say about Sirte?")
    assert talk(written, SIRTE, "And Britain's view?").standalone == "What did Britain say about Sirte?"


@pytest.mark.parametrize("answer", [None, "", "  ", "?" * 9, "x" * 500])
def test_where_a_model_writes_no_question_the_rules_do(asker: Asker, answer: str | None) -> None:
    written = Asker(asker.retriever, rewrite=lambda _question, _turns: answer)
    assert talk(written, SIRTE, "When?").standalone == "When did Germany propose for Sirte?"


def test_a_model_that_fails_costs_no_answer(asker: Asker) -> None:
    def fail(_question: str, _turns: Sequence[Turn]) -> str | None:
        raise TimeoutError

    assert talk(Asker(asker.retriever, rewrite=fail), SIRTE, "When?").citations


def test_a_model_is_not_asked_about_a_question_that_stands_by_itself(asker: Asker) -> None:
    written = Asker(asker.retriever, rewrite=lambda _question, _turns: pytest.fail("it was asked"))
    assert talk(written, SIRTE, "How much did the bridge in Mosul cost?").citations


def test_what_happened_is_a_dated_list_in_order_without_copies(asker: Asker) -> None:
    found = talk(asker, "What happened in Libya?")
    assert cited(found) == ["sirte", "truce", "cabinet", "vote"]
    assert [one.text.partition(" · ")[0] for one in found.sentences] == [
        "8 July 2020",
        "23 October 2020",
        "10 March 2021",
        "22 December 2021",
    ]
    assert [one.citations for one in found.sentences] == [(1,), (2,), (3,), (4,)]


def test_what_happened_is_asked_in_arabic_too(asker: Asker) -> None:
    found = talk(asker, "ماذا حدث في ليبيا؟")
    assert cited(found)[-2:] == ["cabinet", "vote"]
    assert found.sentences[-1].text.startswith("22 ديسمبر 2021")


@pytest.mark.parametrize(
    ("question", "ids", "note"),
    [
        (
            "What happened in Libya in October 2020?",
            {"truce"},
            "Published from 1 October 2020 to 31 October 2020.",
        ),
        (
            "What happened in Libya in 2021?",
            {"cabinet", "vote"},
            "Published from 1 January 2021 to 31 December 2021.",
        ),
        ("What happened in Libya before October 2020?", {"sirte"}, "Published until 30 September 2020."),
        ("ماذا حدث في ليبيا في تشرين الأول ٢٠٢٠؟", {"truce"}, "المنشور من 1 أكتوبر 2020 إلى 31 أكتوبر 2020."),
        (
            "What happened in Libya since the ceasefire?",
            {"truce", "cabinet", "vote"},
            "“\u2068Ceasefire agreed",
        ),
    ],
)
def test_a_list_keeps_to_the_time_named(asker: Asker, question: str, ids: set[str], note: str) -> None:
    found = talk(asker, question)
    assert set(cited(found)) - {"copy"} == ids
    assert note in found.notes[0].text


@pytest.mark.parametrize("question", ["What happened in October 2020?", "ماذا حدث في أكتوبر 2020؟"])
def test_what_happened_at_a_time_is_what_its_articles_begin_with(asker: Asker, question: str) -> None:
    found = talk(asker, SIRTE, question)
    assert [one.quote for one in found.citations] == [
        "The warring parties in Libya agreed on a ceasefire in Geneva on Friday."
    ]
    assert found.standalone == question


def test_the_latest_news_are_the_newest_articles(asker: Asker) -> None:
    assert cited(talk(asker, "What's the latest news?")) == ["vote", "cabinet", "truce", "sirte"]


def test_an_event_the_archive_does_not_date_is_no_filter_and_that_is_told(asker: Asker) -> None:
    found = talk(asker, "What did Germany propose for Sirte since the moon landing?")
    assert cited(found)[0] == "sirte"
    assert "plainly" in found.notes[0].text


def test_a_time_that_speaks_of_the_news_is_a_limit(asker: Asker) -> None:
    found = talk(asker, "What did Germany propose for Sirte this week?")
    assert found.refused
    assert found.notes == (Note("published", "Published since 24 October 2020."),)


def test_a_time_at_which_it_may_have_happened_leaves_room_for_later_articles(asker: Asker) -> None:
    found = talk(asker, "What did Germany propose for Sirte in June 2020?")
    assert cited(found)[0] == "sirte"
    assert found.notes[-1].code == "later"
    assert talk(asker, "What did Germany propose for Sirte in August 2020?").refused


def test_undated_articles_are_told_of(asker: Asker) -> None:
    strictly = talk(asker, "How much did the bridge in Mosul cost this week?")
    assert "undated" in str(strictly.reason)
    assert strictly.nearest[0].article.id == "bridge"
    loosely = talk(asker, "How much did the bridge in Mosul cost in June 2020?")
    assert cited(loosely)[0] == "bridge"
    assert loosely.notes[-1].code == "undated"


def test_a_follow_up_keeps_the_time_of_the_question_before(asker: Asker) -> None:
    turns = [asker.ask("What was agreed in Libya this week?", now=NOW).turn]
    found = asker.ask("And what did Germany say?", turns=turns, now=NOW)
    assert found.filters.since == datetime(2020, 10, 24, tzinfo=UTC)
    assert [note.code for note in found.notes] == ["understood", "published"]
    assert "24 October 2020" in found.notes[1].text


def test_what_the_person_set_is_never_left(asker: Asker) -> None:
    until = datetime(2020, 12, 31, tzinfo=UTC)
    found = talk(asker, "What happened in Libya since September 2020?", filters=Filters(until=until))
    assert set(cited(found)) <= {"truce", "copy"}
    narrowed = understand("What happened in July 2020?", now=NOW, filters=Filters(since=until))
    assert narrowed.filters == Filters(since=until)


def test_a_bare_year_is_no_filter(asker: Asker) -> None:
    assert understand("Who won the World Cup in 2018?", now=NOW).filters == Filters()
    assert not talk(asker, "What did Germany propose for Sirte in 2019?").refused


def happened(folder: Path, question: str, texts: dict[str, str]) -> list[str]:
    """The sentences that an archive of articles, by their days of publication, answers with."""
    articles = [
        Article(day, text, "News", "en", source="Wire", published=_day(day)) for day, text in texts.items()
    ]
    with Archive.open(folder, create=True) as archive:
        with archive.writer() as writer:
            writer.put([(one, cut(one.text)) for one in articles], analyser(embedder()))
        found = talk(Asker(Retriever(archive, embedder())), question)
    return [one.text for one in found.sentences]


def test_a_claim_in_a_list_of_what_happened_is_told_as_one(tmp_path: Path) -> None:
    texts = {
        "2020-03-01": "He said the port of Zuwara had burned.",
        "2020-04-01": "He said Zuwara was safe again.",
    }
    told = happened(tmp_path, "What happened in Zuwara?", texts)
    assert [one.count("speaker not identified") for one in told] == [1, 1]


def test_a_list_of_what_happened_leaves_out_what_has_only_half_the_name(tmp_path: Path) -> None:
    texts = {
        "2023-03-10": "Silicon Valley Bank collapsed on Friday.",
        "2023-03-20": "Intel opened a factory in Silicon Valley.",
        "2023-04-27": "The collapse of Silicon Valley Bank kept markets uneasy.",
    }
    told = happened(tmp_path, "What happened to Silicon Valley Bank?", texts)
    assert [one.partition(" · ")[0] for one in told] == ["10 March 2023", "27 April 2023"]


ODD = (
    "",
    " \n",
    "?",
    "… ---",
    "a",
    "و",
    "😀",
    "2020-07-08",
    "31 June",
    "\ud800 Sirte",
    "\u202eSirte",
    "e\u0301",
    "\x00",
)


@pytest.mark.parametrize("question", ODD)
def test_whatever_is_asked_is_answered_or_refused(asker: Asker, question: str) -> None:
    found = talk(asker, question, question)
    assert all(one.quote in one.passage.article.text for one in found.citations)


def test_the_language_of_a_reply_changes_nothing_of_what_is_found(asker: Asker) -> None:
    for question in (SIRTE, "What happened in Libya?", "Who won the 1998 World Cup?"):
        english, arabic = (asker.ask(question, now=NOW, language=language) for language in ("en", "ar"))
        assert arabic.language == "ar"
        assert (arabic.citations, arabic.nearest) == (english.citations, english.nearest)


LATER = datetime(2022, 6, 1, tzinfo=UTC)  # when the archive's newest article is half a year old


def test_a_time_as_new_as_nothing_in_the_archive_is_left_and_the_newest_article_named(asker: Asker) -> None:
    found = asker.ask("What did Germany propose for Sirte this week?", now=LATER)

    assert cited(found)[0] == "sirte"
    assert [note.code for note in found.notes] == ["published", "newest_is", "loosened"]
    assert "22 December 2021" in found.notes[1].text
    assert found.loosened
    assert cited(asker.ask("What happened this week?", now=LATER))[-1] == "vote"


@pytest.mark.parametrize(
    ("asked", "standard"),
    [
        ("شو اقترحت ألمانيا لسرت", "ماذا اقترحت ألمانيا لسرت"),
        ("WHAT DID GERMANY PROPOSE FOR SIRTE", "what did germany propose for sirte"),
        ("whats germany proposed for sirte pls 🙏", "what is germany proposed for sirte"),
    ],
)
def test_colloquial_questions_find_what_standard_ones_do(asker: Asker, asked: str, standard: str) -> None:
    found = asker.ask(asked, now=NOW)

    assert (found.question, found.standalone) == (asked, standard)
    assert cited(found) == cited(asker.ask(standard, now=NOW))
    assert cited(found)[0] == "sirte"
    assert found.notes == ()


def test_a_misspelt_word_is_asked_as_the_archive_spells_it_and_that_is_said(asker: Asker) -> None:
    found = asker.ask("Where was the ceasefire in Libyia's capital agreed?", now=NOW)

    assert found.standalone == "Where was the ceasefire in Libya's capital agreed?"
    assert [(note.code, note.text.translate(BARE)) for note in found.notes] == [
        ("misspelled", "Asked as well: “Libya” for “Libyia”.")
    ]
    assert cited(found)[0] in {"truce", "copy"}


class Speller:
    """An archive that spells every word as it is asked for, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, bool]] = []

    def fits(self, _question: str, _own: str) -> bool:
        return True

    def dated(self, _event: str) -> None:
        return None

    def spelling(self, word: str, _language: str, *, name: bool) -> str:
        self.asked.append((word, name))
        return word.upper()


@pytest.mark.parametrize(
    ("question", "asked", "standalone"),
    [
        (
            "What did the UK parliment hear of Haftar’s men?",
            [("men", False), ("Haftar", True), ("hear", False), ("parliment", False)],
            "What did the UK PARLIMENT HEAR of HAFTAR’s MEN?",
        ),
        ("who is haftar", [("haftar", True)], "who is HAFTAR"),
        ("من هو حفتر؟", [("حفتر", True)], "من هو حفتر؟"),
    ],
)
def test_whatever_says_something_is_looked_up_and_told_whether_it_may_be_a_name(
    question: str, asked: list[tuple[str, bool]], standalone: str
) -> None:
    speller = Speller()

    assert understand(question, now=NOW, disambiguator=speller).standalone == standalone
    assert speller.asked == asked


def test_no_more_than_thirty_words_are_looked_up() -> None:
    speller = Speller()
    understand(f"Who met {'Haftar ' * 31}?", now=NOW, disambiguator=speller)
    assert len(speller.asked) == 30


def test_several_questions_are_answered_one_by_one_each_after_those_before(asker: Asker) -> None:
    found = asker.ask(f"{SIRTE} And what did Britain say? Who won the 1998 World Cup?", now=NOW)

    assert [one.asked for one in found.sentences if one.asked] == [SIRTE, "And what did Britain say?"]
    assert [one.number for one in found.citations] == list(range(1, len(found.citations) + 1))
    first = next(one for one in found.sentences if one.asked == "And what did Britain say?").citations[0]
    assert found.citations[first - 1].quote.startswith("Britain said it backed")
    assert [note.code for note in found.notes] == ["understood", "unanswered"]
    assert "World Cup" in found.notes[-1].text
    assert found.turn.question == "Who won the 1998 World Cup?"


def test_no_more_than_five_questions_of_a_message_are_answered(asker: Asker) -> None:
    found = asker.ask(" ".join([SIRTE] * 6), now=NOW)

    assert len(found.parts) == 5
    assert found.notes[-1].code == "too_many"
