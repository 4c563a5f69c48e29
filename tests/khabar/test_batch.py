"""`khabar ask -` and `khabar search -`: a question a line."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from command import one_sentence

if TYPE_CHECKING:
    from pathlib import Path

    from command import Khabar
    from typer.testing import Result


def documents(result: Result, status: int = 0) -> list[dict[str, Any]]:
    assert result.exit_code == status, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_there_is_a_document_for_each_line_in_order(filled: Khabar) -> None:
    questions = [
        "How many people died in Derna?",
        "What did Germany propose for Sirte?",
        "What did the bridge cost?",
    ]
    found = documents(filled("ask", "-", "--json", stdin="\n".join(questions)))
    assert [one["question"] for one in found] == questions
    assert [one["citations"][0]["article"]["language"] for one in found] == ["en", "ar", "en"]


def test_a_refusal_in_a_batch_is_no_failure(filled: Khabar) -> None:
    found = documents(filled("ask", "-", "--json", stdin="Who won the chess championship in 1972?\n"))
    assert found[0]["refused"]


def test_a_line_that_is_an_object_sets_options_for_itself(filled: Khabar) -> None:
    lines = [
        {"query": "Derna Mosul Sirte", "lang": "en", "k": 1},
        {"question": "Derna Mosul Sirte", "since": "2022-01-01", "until": None},
        {"query": "Derna Mosul Sirte", "source": "TRT عربي"},
        {"query": "Derna Mosul Sirte", "as-of": "2021-12-31"},
    ]
    found = documents(filled("search", "-", "--json", stdin="\n".join(json.dumps(line) for line in lines)))
    assert [len(one["hits"]) for one in found[:1]] == [1]
    assert {hit["article"]["id"] for hit in found[1]["hits"]} == {"flood"}
    assert {hit["article"]["language"] for hit in found[2]["hits"]} == {"ar"}
    assert {hit["article"]["id"] for hit in found[3]["hits"]} == {"bridge"}


def test_a_lines_options_go_before_the_commands(filled: Khabar) -> None:
    lines = 'Derna\n{"query": "Derna", "lang": "ar"}\n'
    found = documents(filled("search", "-", "--json", "--lang", "en", stdin=lines))
    assert [{hit["article"]["language"] for hit in one["hits"]} for one in found] == [{"en"}, {"ar"}]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"question": "Derna"', "no JSON object"),
        ('{"since": "2020-01-01"}', '"question"'),
        ('{"question": 7}', '"question"'),
        ('{"question": "Derna", "query": "Derna"}', '"question"'),
        ('{"question": " "}', "empty"),
        ('{"question": "Derna", "sinse": "2020-01-01"}', "sinse"),
        ('{"question": "Derna", "since": 2020}', "since"),
        ('{"question": "Derna", "since": "soon"}', "soon"),
        ('{"question": "Derna", "k": true}', "whole number"),
        ('{"question": "Derna", "source": "Gulf Wier"}', "Gulf Wire"),
        ('{"question": "Derna", "k": -1}', "from 1"),
        (b"caf\xe9?", "UTF-8"),
        ("{" * 100_000, "no JSON object"),
        ("x" * 10_001, "10,000"),
    ],
)
def test_a_bad_line_gets_an_error_document_and_the_others_their_answers(
    filled: Khabar, line: str | bytes, said: str
) -> None:
    bad = line if isinstance(line, bytes) else line.encode()
    found = documents(filled("search", "-", "--json", stdin=b"Derna\n\n" + bad + b"\nMosul\n"), 4)
    assert [next(iter(one)) for one in found] == ["query", "error", "query"]
    assert found[1]["line"] == 3
    assert said in found[1]["error"]


def test_one_question_that_fails_inside_costs_no_other_its_answer(
    filled: Khabar, monkeypatch: pytest.MonkeyPatch
) -> None:
    from index.retriever import Retriever

    original = Retriever.search

    def search(self: Retriever, question: str, **options: Any) -> Any:
        if question == "break":
            message = "a bug"
            raise RuntimeError(message)
        return original(self, question, **options)

    monkeypatch.setattr(Retriever, "search", search)
    found = documents(filled("search", "-", "--json", stdin="break\nDerna\n"), 4)
    assert "RuntimeError (a bug)" in found[0]["error"]
    assert found[1]["hits"]


def test_a_mistake_on_the_command_line_is_told_once(filled: Khabar) -> None:
    one_sentence(filled("search", "-", "--since", "soon", stdin="Derna\nMosul\n"), 2)


def test_without_json_each_question_stands_above_its_reply(filled: Khabar) -> None:
    result = filled("search", "-", "-k", "1", stdin="Derna\n{}\n")
    assert result.exit_code == 4
    assert result.stdout.startswith("Derna\n1. Floods in Derna\n")
    assert result.stderr == 'khabar: line 2: the line needs one "question", a text\n'


def test_no_lines_are_no_documents(filled: Khabar) -> None:
    assert documents(filled("ask", "-", "--json", stdin="")) == []


def test_a_script_can_wait_for_each_answer_before_it_asks_on(made: Path) -> None:
    command = [sys.executable, "-m", "khabar", "--archive", str(made), "search", "-", "--json"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        for query in ("Derna", "Mosul"):
            process.stdin.write(f"{query}\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["query"] == query
        process.stdin.close()
        assert process.wait(30) == 0
