"""`khabar eval`: an archive measured by questions whose answers are known, and drafts of such questions."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest
from command import ARTICLES, as_lines, document, one_sentence

from khabar.drafting import dealt_out
from khabar.evaluation import Case, Quote, Reply, cases, evaluation, judged, percentile, plain
from khabar.request import Options

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from command import Khabar

DIED = "How many people died in Derna?"
COST = "What did the bridge in Mosul cost?"
CHESS = "Who won the chess championship in 1972?"
FIVE = "5,300 people had died"


def lines(*given: dict[str, Any]) -> str:
    return as_lines(list(given))


def case(**given: Any) -> Case:
    (found,) = (one for _, one in cases([json.dumps({"question": DIED} | given).encode()], Options()))
    assert isinstance(found, Case)
    return found


def reply(*texts: str, article: str = "flood", found: Sequence[str] = ()) -> Reply:
    return Reply(tuple(Quote(article, text) for text in texts), not texts, frozenset(found), 1.0)


# What is right


def test_a_quote_is_right_that_has_all_texts_of_one_list() -> None:
    asked = case(right=[["mayor", "5,300"], ["two dams"]])
    outcome = judged(asked, reply("5,300 people", "The  Mayor said 5,300", "two\ndams burst"), ())
    assert outcome.right == (False, True, True)


def test_case_white_space_diacritics_and_tatweel_make_no_difference() -> None:
    assert plain("  The\n MAYOR ") == "the mayor"
    assert plain("سِرْت والجُفـــرة") == plain("سرت والجفرة")


def test_letters_that_only_look_alike_do() -> None:
    assert plain("على") != plain("علي")


def test_without_texts_a_quote_of_the_article_is_right() -> None:
    assert judged(case(articles=["flood"]), reply("Two dams"), {"flood"}).right == (True,)
    assert judged(case(articles=["flood"]), reply("Two dams", article="bridge"), {"flood"}).right == (False,)


def test_with_texts_a_quote_of_the_article_need_not_be_right() -> None:
    asked = case(articles=["flood"], right=[["5,300"]])
    assert judged(asked, reply("Two dams", article="flood"), {"flood"}).right == (False,)


@pytest.mark.parametrize("kind", ["absent", "chat"])
def test_what_has_no_answer_is_wrong_if_quoted_whatever_is_given(kind: str) -> None:
    asked = case(kind=kind, articles=["flood"], right=[["5,300"]])
    assert judged(asked, reply("5,300"), {"flood"}).wrong
    assert not judged(asked, reply(), {"flood"}).wrong


def test_a_false_premise_may_be_refused_or_answered_by_what_is_right() -> None:
    asked = case(kind="false", right=[["had not died"]])
    wrong = [judged(asked, one, ()).wrong for one in (reply(), reply("x", "they had not died"), reply("x"))]
    assert wrong == [False, False, True]


def test_a_kind_that_is_not_given_is_told_by_the_answer() -> None:
    assert case(right=[["5,300"]]).kind == "answerable"
    assert case(articles=[]).kind == "absent"


# Figures


def test_figures_are_shares_of_those_that_can_have_them() -> None:
    same, absent = case(kind="same", articles=["flood"], right=[["5,300"]]), case(kind="absent")
    false = case(kind="false", right=[["not"]])
    outcomes = [
        judged(same, reply("5,300", "dams", found=["flood"]), {"flood"}),
        judged(same, reply("dams", "5,300", "5,300", found=["bridge"]), {"flood"}),
        judged(same, reply(found=["flood"]), {"flood"}),
        judged(same, reply("dams"), {"flood"}),
        judged(absent, reply("dams"), ()),
        judged(false, reply(), ()),
    ]
    found = evaluation(outcomes)
    assert found.by_kind["same"] == (4, 0.25, 0.5, 0.5, 0.25, 0.25)
    assert found.by_kind["absent"] == (1, None, None, None, 0, 1)
    assert found.by_kind["false"] == (1, 0, 0, None, 1, 0)
    assert found.total == (6, 0.25, 0.5, 0.5, 2 / 6, 2 / 6)
    assert (found.quotes, found.precision, found.quotes_per_answer) == (7, 3 / 7, 7 / 4)


def test_of_refusals_alone_there_is_no_share_of_quotes() -> None:
    found = evaluation([judged(case(kind="absent"), reply(), ())])
    assert (found.precision, found.quotes_per_answer) == (None, None)


@pytest.mark.parametrize(("share", "expected"), [(0.5, 2), (0.95, 4), (0.25, 1), (0.0, 1)])
def test_a_percentile_is_the_nearest_rank(share: float, expected: float) -> None:
    assert percentile([4, 1, 3, 2], share) == expected


# The command

QUESTIONS = (
    {"question": DIED, "kind": "same", "articles": ["flood"], "right": [[FIVE]], "lang": "en"},
    {"question": COST, "kind": "same", "articles": ["bridge"], "note": "any field of one's own"},
    {"question": CHESS, "kind": "absent", "articles": [], "right": []},
)


def test_the_document_is_the_contracts(filled: Khabar, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(lines(*QUESTIONS), "utf-8")
    found = document(filled("eval", file, "--json"))
    figures = {"n": 2, "first": 1.0, "any": 1.0, "article": 1.0, "refused": 0.0, "wrong": 0.0}
    assert found["questions"] == 3
    assert found["by_kind"]["same"] == figures
    assert found["by_kind"]["absent"] == {"n": 1} | dict.fromkeys(("first", "any", "article")) | {
        "refused": 1.0,
        "wrong": 0.0,
    }
    assert found["all"]["refused"] == pytest.approx(1 / 3, abs=1e-4)
    assert found["quotes"] >= 2
    assert 0 < found["precision"] <= 1
    assert found["quotes_per_answer"] == found["quotes"] / 2
    assert 0 < found["ms_p50"] <= found["ms_p95"]


def test_a_person_sees_a_line_for_each_kind(filled: Khabar) -> None:
    shown = filled("eval", "-", stdin=lines(*QUESTIONS)).stdout.splitlines()
    assert shown[0].split() == ["kind", "questions", "article", "first", "any", "refused", "wrong"]
    assert shown[1].split() == ["same", "2", "100", "%", "100", "%", "100", "%", "0", "%", "0", "%"]
    assert shown[2].split() == ["absent", "1", "–", "–", "–", "100", "%", "0", "%"]
    assert shown[3].startswith("all ")
    assert len({len(row) for row in shown[:4]}) == 1


def test_a_source_that_is_not_there_costs_no_other_question_its_answer(filled: Khabar) -> None:
    asked = ({**QUESTIONS[0], "source": "Gulf Wier"}, QUESTIONS[1])
    result = filled("eval", "-", "--json", stdin=lines(*asked))
    assert document(result, 4)["questions"] == 1
    assert "line 1: no article is of the source 'Gulf Wier' (near it: Gulf Wire" in result.stderr


def test_options_of_a_line_are_its_questions(filled: Khabar) -> None:
    """`lang` is the question's language, as in the file's own notes; `article_lang` is the option."""
    right = {"right": [[FIVE]]}
    limits: tuple[dict[str, Any], ...] = (
        {"lang": "ar"},
        {"since": "2023-01-01", "source": "Gulf Wire", "article_lang": "en", "k": 5},
        {"until": "2022-01-01"},
        {"as_of": "2022-01-01"},
        {"source": "Tigris Post"},
        {"article_lang": "ar"},
    )
    asked = [{"question": DIED, "kind": str(one), **right, **one} for one in limits]
    found = document(filled("eval", "-", "--json", stdin=lines(*asked)))["by_kind"]
    assert [own["any"] for own in found.values()] == [1, 1, 0, 0, 0, 0]


def test_an_article_may_be_named_as_anywhere_and_by_a_copy_of_it(khabar: Khabar) -> None:
    flood = {name: value for name, value in ARTICLES[0].items() if name not in {"id", "url", "source"}}
    text = flood["text"] + " Rescuers searched the ruins of the old town for survivors until the evening."
    copies = [flood | {"text": text, "id": f"{paper}-flood", "source": paper} for paper in ("one", "two")]
    khabar("ingest", "-", stdin=as_lines(copies))
    asked = [{"question": DIED, "kind": name, "articles": [name]} for name in ("one-fl", "two-flood")]
    found = document(khabar("eval", "-", "--json", stdin=lines(*asked)))["by_kind"]
    assert [(own["any"], own["article"]) for own in found.values()] == [(1, 1), (1, 1)]


def test_found_is_what_was_read_though_not_quoted(filled: Khabar) -> None:
    asked = {"question": CHESS + " Derna", "articles": ["flood"]}
    own = document(filled("eval", "-", "--json", stdin=lines(asked)))["by_kind"]["answerable"]
    assert (own["article"], own["any"]) == (1, 0)


def test_an_article_that_the_archive_lacks_is_told(filled: Khabar) -> None:
    asked = {"question": CHESS, "articles": ["nowhere"]}
    result = filled("eval", "-", "--json", stdin=lines(asked, asked))
    assert document(result)["all"]["article"] == 0
    assert (
        result.stderr == "khabar: the archive lacks 1 article that standard input names, the first: nowhere\n"
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"question": "Derna"', "no JSON object"),
        ('["question"]', "no JSON object"),
        ("Derna?", "no JSON object"),
        ('{"articles": []}', '"question"'),
        ('{"question": 7, "articles": []}', '"question"'),
        ('{"question": " ", "articles": []}', "empty"),
        ('{"question": "Derna"}', '"absent"'),
        ('{"question": "Derna", "articles": "flood"}', "articles"),
        ('{"question": "Derna", "articles": [7]}', "articles"),
        ('{"question": "Derna", "right": ["5,300"]}', "right"),
        ('{"question": "Derna", "right": [[]]}', "right"),
        ('{"question": "Derna", "right": [["\u0640 "]]}', "right"),
        ('{"question": "Derna", "kind": 1, "articles": []}', "kind"),
        ('{"question": "Derna", "articles": [], "since": "soon"}', "soon"),
        ('{"question": "Derna", "articles": [], "k": "7"}', "whole number"),
        (b"caf\xe9?", "UTF-8"),
        ("[" * 100_000, "no JSON object"),
    ],
)
def test_a_bad_line_is_told_by_file_and_number_and_the_others_count(
    filled: Khabar, tmp_path: Path, line: str | bytes, said: str
) -> None:
    file, bad = tmp_path / "questions.jsonl", line if isinstance(line, bytes) else line.encode()
    file.write_bytes(b"\xef\xbb\xbf" + lines(QUESTIONS[0]).encode() + b"\n" + bad + b"\n")
    result = filled("eval", file, "--json")
    assert document(result, 4)["questions"] == 1
    assert result.stderr.startswith(f"khabar: {file}, line 3: ")
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_one_question_that_fails_inside_costs_no_other_its_figures(
    filled: Khabar, monkeypatch: pytest.MonkeyPatch
) -> None:
    from index.retriever import Retriever

    original = Retriever.search

    def search(self: Retriever, question: Any, **options: Any) -> Any:
        if "championship" in question.text:
            message = "a bug"
            raise RuntimeError(message)
        return original(self, question, **options)

    monkeypatch.setattr(Retriever, "search", search)
    result = filled("eval", "-", "--json", stdin=lines(*QUESTIONS))
    assert document(result, 4)["questions"] == 2
    assert result.stderr.startswith("khabar: standard input, line 3: RuntimeError (a bug)")


@pytest.mark.parametrize("arguments", [(), ("missing.jsonl",), (".",), ("--make", "0"), ("--make", "-3")])
def test_what_cannot_be_measured_is_told_in_one_sentence(filled: Khabar, arguments: Sequence[str]) -> None:
    one_sentence(filled("eval", *arguments), 2)


def test_two_drafts_at_once_are_refused(filled: Khabar) -> None:
    one_sentence(filled("eval", "--make", "3", "--from-feedback"), 2)


def test_a_file_without_questions_is_told(filled: Khabar) -> None:
    assert "no question" in one_sentence(filled("eval", "-", stdin="\n"), 2)


def test_a_folder_without_an_archive_is_told(khabar: Khabar) -> None:
    one_sentence(khabar("eval", "-", stdin=lines(*QUESTIONS)), 5)


def test_progress_is_shown_to_a_terminal_only(filled: Khabar, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not filled("eval", "-", stdin=lines(*QUESTIONS)).stderr
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert " questions" in filled("eval", "-", stdin=lines(*QUESTIONS)).stderr


def test_ctrl_c_ends_it_in_one_line(made: Path, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(lines(*QUESTIONS) * 2_000, "utf-8")
    trace = tmp_path / "trace.jsonl"
    command = [sys.executable, "-m", "khabar", "--archive", str(made), "eval", str(file)]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"KHABAR_TRACE": str(trace)},
    ) as running:
        while not trace.exists() and running.poll() is None:
            time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        out, told = running.communicate(timeout=60)
    assert (running.returncode, out, told) == (130, "", "khabar: stopped\n")


# Drafts from headlines


def drafted(khabar: Khabar, *arguments: str) -> list[dict[str, Any]]:
    result = khabar("eval", "--quiet", *arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_headlines_become_questions_marked_as_such(filled: Khabar) -> None:
    questions = drafted(filled, "--make", "5")
    assert [(one["question"], one["articles"], one["lang"]) for one in questions] == [
        ("Floods in Derna", ["flood"], "en"),
        ("A bridge for Mosul", ["bridge"], "en"),
    ]
    assert all(one["kind"] == "headline" and one["note"].startswith("headline") for one in questions)


def test_a_draft_can_be_measured_by_at_once(filled: Khabar, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    assert "2 of them new" in filled("eval", file, "--make", "5").stderr
    assert document(filled("eval", file, "--json"))["by_kind"]["headline"]["article"] == 1


def test_a_question_that_the_file_has_is_not_added_again(filled: Khabar, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"question": "floods  in Derna", "articles": ["flood"]}\nno JSON', "utf-8")
    filled("eval", file, "--make", "5")
    filled("eval", file, "--make", "5")
    assert [line[:13] for line in file.read_text("utf-8").splitlines()] == [
        '{"question": ',
        "no JSON",
        '{"question": ',
    ]


def test_a_headline_that_was_cut_short_ends_with_its_last_word(khabar: Khabar) -> None:
    record = ARTICLES[0] | {"title": "Floods in Derna kill more than ..."}
    khabar("ingest", "-", stdin=as_lines([record]))
    (found,) = drafted(khabar, "--make", "1")
    assert found["question"] == "Floods in Derna kill more than"


def articles(count: int, **facts: Any) -> list[dict[str, Any]]:
    """Articles of one source, a day each, with headlines and texts of their own."""
    name = facts["source"]
    return [
        {
            "id": f"{name}-{day:02}",
            "title": f"Minister opened school number {day} {name}",
            "text": f"On day {day} the people of {name} came together at the new building. It has {day} rooms.",
            "published": f"2024-01-{day:02}",
        }
        | facts
        for day in range(1, count + 1)
    ]


def test_headlines_are_of_all_languages_and_sources_and_times(khabar: Khabar) -> None:
    arabic = [
        one | {"title": f"افتتح الوزير المدرسة رقم {one['id']}", "language": "ar"}
        for one in articles(3, source="Saba")
    ]
    records = [*articles(20, source="Large"), *articles(4, source="Small"), *arabic]
    khabar("ingest", "-", stdin=as_lines(records))
    ids = [one["articles"][0] for one in drafted(khabar, "--make", "8")]
    # Half of them Arabic, but for what there isn't; of five English ones the larger source has three.
    assert ids == [
        *("Large-04", "Large-11", "Large-17"),
        *("Small-02", "Small-04"),
        *("Saba-01", "Saba-02", "Saba-03"),
    ]
    assert [one["articles"][0] for one in drafted(khabar, "--make", "8")] == ids


@pytest.mark.parametrize(
    "left_out",
    [
        {"title": "Weather"},
        {"title": "Today in the"},
        {"title": "Floods in Derna"},  # as another article
        {"title": "Rain fell on the hills of Tarhuna"},  # as the text begins
    ],
)
def test_headlines_that_ask_for_nothing_are_left_out(khabar: Khabar, left_out: dict[str, str]) -> None:
    other = {"id": "other", "text": "Rain fell on the hills of Tarhuna and Gharyan on Sunday.", **left_out}
    second = ARTICLES[0] if left_out["title"] == ARTICLES[0]["title"] else ARTICLES[1]
    khabar("ingest", "-", stdin=as_lines([second, other]))
    asked = {one["articles"][0] for one in drafted(khabar, "--make", "9")}
    assert "other" not in asked


@pytest.mark.parametrize(
    ("count", "expected"),
    [(1, {"a": 1, "b": 0, "c": 0}), (6, {"a": 3, "b": 2, "c": 1}), (99, {"a": 5, "b": 2, "c": 1})],
)
def test_shares_are_dealt_out_in_turn(count: int, expected: dict[str, int]) -> None:
    assert dealt_out({"c": 1, "a": 5, "b": 2}, count) == expected


# Drafts from thumbs

ADA, BOB = 712_345_678, 812_345_678


def rate(folder: Path, question: str, *, good: bool, person: int = ADA) -> None:
    """Keep what a person says of the archive's answer, as the bot does."""
    from bot.answering.stored import keep
    from bot.telegram.chats import Chats, Done, Feedback, KeptAnswer, Update
    from khabar.api import Archive, ask

    with Archive.open(folder) as archive, Chats.open(folder) as chats:
        body = keep(ask(archive, question))
        asking, rating = (
            Update(number, person, person, {"text": "Ada Lovelace"}) for number in (len(question), person)
        )
        if chats.answer(question) is None:
            chats.receive([asking])
            chats.finish(asking, Done(answer=KeptAnswer(question, person, person, 1, question, body)))
        chats.receive([rating])
        chats.rate(Feedback(question, person, good, question, body, hits=[]), update=person)


def test_a_thumb_up_makes_the_quotes_right(filled: Khabar, folder: Path) -> None:
    rate(folder, DIED, good=True)
    (found,) = drafted(filled, "--from-feedback")
    assert found["question"] == DIED
    assert found["lang"] == "en"
    assert found["articles"] == ["flood"]
    assert any(FIVE in texts[0] for texts in found["right"])
    assert document(filled("eval", "-", "--json", stdin=lines(found)))["precision"] == 1


def test_a_thumb_down_is_to_be_filled_in(filled: Khabar, folder: Path) -> None:
    rate(folder, DIED, good=False)
    (found,) = drafted(filled, "--from-feedback")
    assert {"articles", "right", "kind"}.isdisjoint(found)
    assert "to be filled in" in found["note"]
    assert any(FIVE in quote for quote in found["quoted"])
    assert "line 1" in filled("eval", "-", stdin=lines(found)).stderr


def test_a_refusal_that_was_liked_says_that_there_is_no_answer(filled: Khabar, folder: Path) -> None:
    rate(folder, CHESS, good=True)
    (found,) = drafted(filled, "--from-feedback")
    assert (found["kind"], found["articles"]) == ("absent", [])


def test_of_several_thumbs_the_one_up_says_what_is_right(filled: Khabar, folder: Path) -> None:
    rate(folder, DIED, good=False)
    rate(folder, DIED, good=True, person=BOB)
    (found,) = drafted(filled, "--from-feedback")
    assert found["right"]
    assert "1 up, 1 down" in found["note"]


def test_an_answer_whose_article_is_gone_is_to_be_filled_in(filled: Khabar, folder: Path) -> None:
    rate(folder, DIED, good=True)
    filled("remove", "flood")
    (found,) = drafted(filled, "--from-feedback")
    assert found["quoted"] == []
    assert "right" not in found


def test_nobody_who_rated_is_in_it(filled: Khabar, folder: Path) -> None:
    rate(folder, DIED, good=True)
    rate(folder, COST, good=False, person=BOB)
    written = filled("eval", "--from-feedback").stdout
    assert not any(name in written for name in (str(ADA), str(BOB), "Ada", "Lovelace"))


def test_thumbs_are_added_to_a_file(filled: Khabar, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    rate(folder, DIED, good=True)
    filled("eval", file, "--from-feedback")
    rate(folder, COST, good=True)
    assert "1 of them new" in filled("eval", file, "--from-feedback").stderr
    assert len(file.read_text("utf-8").splitlines()) == 2


def test_without_a_bot_there_are_no_thumbs_and_no_store_is_made(filled: Khabar, folder: Path) -> None:
    assert drafted(filled, "--from-feedback") == []
    assert not (folder / "chats.db").exists()
