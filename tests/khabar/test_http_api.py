"""The HTTP API gives what the commands write with --json, and its description is true."""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from command import ARTICLES, as_lines, document
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

sys.path.append(str(Path(__file__).parents[1]))

from llm_server import KEY, MODEL, line, serving

from bot.web.conversations import Conversations
from bot.web.desk import Desk
from bot.web.limits import Limits
from bot.web.problems import Refusal
from khabar import openapi
from khabar.api import Archive, Settings, ingest, remove
from khabar.web import application, setup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from command import Khabar
    from llm_server import Asked

DEAD = "How many people died in Derna?"
SAID = "According to the mayor, 5,300 people died in Derna."
EVENTS = {"accept": "text/event-stream"}


@pytest.fixture
def serve(made: Path, folder: Path) -> Iterator[Callable[..., TestClient]]:
    """Serve a copy of the archive with some settings."""
    shutil.copytree(made, folder)
    opened: list[Any] = []

    def served(**given: Any) -> TestClient:
        settings = Settings(_env_file=None, archive=folder, **given)
        archive, conversations = Archive.open(settings=settings), Conversations.open(folder)
        client = TestClient(
            application(archive, conversations, setup(settings)), base_url="http://127.0.0.1:8484"
        )
        opened.extend([client.__enter__(), conversations, archive])
        return client

    yield served
    for one in opened:
        one.__exit__(None, None, None)


@pytest.fixture
def client(serve: Callable[..., TestClient]) -> TestClient:
    return serve()


def without_times(found: dict[str, Any]) -> dict[str, Any]:
    return found | {"timing_ms": None}


def schema_of(client: TestClient, name: str) -> dict[str, Any]:
    described = client.get("/api/openapi.json").json()
    return described | {"$ref": f"#/components/schemas/{name}"}


def is_true(client: TestClient, name: str, found: Any) -> None:
    Draft202012Validator(schema_of(client, name)).validate(found)


def events(text: str) -> list[tuple[str, Any]]:
    blocks = [block.split("\n") for block in text.strip().split("\n\n")]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in blocks]


# ---- what the commands write


@pytest.mark.parametrize(
    ("typed", "options"),
    [
        ([], {}),
        (["--since", "2023-09-12", "-k", "3"], {"since": "2023-09-12", "k": 3.0}),
        (["--as-of", "2023-09-12", "--lang", "en"], {"as_of": "2023-09-12", "lang": "en", "until": None}),
        (["--source", "tigris post", "--llm", "none"], {"source": "tigris post", "llm": "none"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_an_answer_is_the_command_s(
    client: TestClient, khabar: Khabar, typed: list[str], options: dict[str, Any]
) -> None:
    found = client.post("/api/ask", json={"question": DEAD, **options})
    assert found.status_code == 200
    told = document(khabar("ask", DEAD, "--json", *typed), 3 if found.json()["refused"] else 0)
    assert without_times(found.json()) == without_times(told)
    is_true(client, "Answer", found.json())


def test_hits_an_article_and_the_state_are_the_command_s(client: TestClient, khabar: Khabar) -> None:
    hits = client.post("/api/search", json={"query": "the dams of Derna", "k": 2}).json()
    assert hits["hits"] == document(khabar("search", "the dams of Derna", "--json", "-k", "2"))["hits"]
    stored = client.get("/api/articles/flo").json()
    assert stored == document(khabar("article", "flood", "--json"))
    state = client.get("/api/status").json()
    # The server's own files are part of what is on the disk.
    assert state | {"bytes": 0} == document(khabar("status", "--json")) | {"bytes": 0}
    for name, found in (("Hits", hits), ("Stored", stored), ("Status", state)):
        is_true(client, name, found)


def test_a_refusal_is_an_answer_that_the_description_knows(client: TestClient) -> None:
    found = client.post("/api/ask", json={"question": "Who won the chess match in Reykjavik?"})
    assert (found.status_code, found.json()["refused"]) == (200, True)
    is_true(client, "Answer", found.json())


def test_an_early_year_is_a_time_like_others(client: TestClient) -> None:
    found = client.post("/api/ask", json={"question": DEAD, "as_of": "0199-02-17"}).json()
    assert found["limits"]["until"] == "0199-02-17T23:59:59Z"


def test_the_description_allows_nothing_that_it_does_not_name(client: TestClient) -> None:
    found = client.post("/api/ask", json={"question": DEAD}).json()
    validator = Draft202012Validator(schema_of(client, "Answer"))
    assert not validator.is_valid(found | {"more": 1})
    assert not validator.is_valid({name: value for name, value in found.items() if name != "kind"})


# ---- as it grows


def test_quotes_come_as_sentences_and_then_the_answer(client: TestClient) -> None:
    told = client.post("/api/ask", json={"question": DEAD}, headers=EVENTS)
    assert told.headers["content-type"].startswith("text/event-stream")
    *sentences, (name, answer) = events(told.text)
    assert name == "answer"
    assert [one["text"] for _, one in sentences] == [
        f"{one['text']} {''.join(f'[{number}]' for number in one['citations'])}"
        for one in answer["sentences"]
    ]
    assert without_times(answer) == without_times(client.post("/api/ask", json={"question": DEAD}).json())


def right(asked: Asked) -> Iterator[str]:
    yield from (line(SAID, one["number"]) for one in asked.evidence if "5,300" in one["sentence"])


def test_what_a_model_writes_comes_once(serve: Callable[..., TestClient]) -> None:
    with serving(right) as server:
        client = serve(llm=MODEL, llm_base_url=server.address, llm_api_key=KEY)
        told = events(client.post("/api/ask", json={"question": DEAD}, headers=EVENTS).text)
    assert [name for name, _ in told] == ["sentence", "answer"]
    assert told[0][1] == {"text": f"{SAID} [1]"}
    assert told[1][1]["mode"] == "generated"


def test_what_goes_wrong_after_the_beginning_is_an_event(client: TestClient) -> None:
    told = client.post("/api/ask", json={"question": DEAD, "source": "Nobody"}, headers=EVENTS)
    ((name, problem),) = events(told.text)
    assert (name, problem["status"]) == ("problem", 422)


# ---- conversations


def test_a_follow_up_goes_on_with_a_conversation(client: TestClient) -> None:
    begun = client.post("/api/ask", json={"question": DEAD, "conversation": "new"})
    name = begun.headers["khabar-conversation"]
    asked = client.post("/api/ask", json={"question": "Who said so?", "conversation": name})
    assert "Derna" in asked.json()["standalone"]
    assert asked.headers["khabar-conversation"] == name
    assert client.get(f"/c/{name}").status_code == 200
    assert "khabar-conversation" not in client.post("/api/ask", json={"question": DEAD}).headers
    unknown = client.post("/api/ask", json={"question": DEAD, "conversation": name[::-1]})
    assert unknown.status_code == 404


# ---- what can't be served


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        (b"{", 400, "no JSON"),
        (b'{"question": "\xff"}', 400, "no JSON"),
        (b'{"question": "a", "k": NaN}', 400, "no JSON"),
        (b"[" * 100_000, 400, "no JSON"),
        (b"[]", 400, "is not of type 'object'"),
        (b"{}", 400, "'question' is a required property"),
        (b'{"question": " "}', 400, "question: "),
        (b'{"question": "a", "sinse": "2020-01-01"}', 400, "'sinse' was unexpected"),
        (b'{"question": "a", "k": 101}', 400, "k: 101 is greater than the maximum of 100"),
        (
            b'{"question": "a", "llm": "openai:gpt-5"}',
            400,
            "llm: 'openai:gpt-5' is not one of ['none', None]",
        ),
        (b'{"question": "a", "conversation": "../x"}', 400, "conversation: "),
        (b'{"question": "a", "since": "2021-01-02", "until": "2021-01-01"}', 422, "ends before it begins"),
        (b'{"question": "a", "since": "yesterday"}', 422, "since 'yesterday' is no date"),
        (b'{"question": "a", "source": "Nobody"}', 422, "no article is of the source 'Nobody'"),
    ],
    ids=lambda value: value[:45].decode("latin-1") if isinstance(value, bytes) else "",
)
def test_what_cant_be_asked_is_a_problem_in_a_sentence(
    client: TestClient, body: bytes, status: int, said: str
) -> None:
    refused = client.post("/api/ask", content=body, headers={"content-type": "application/json"})
    assert refused.status_code == status
    assert refused.headers["content-type"] == "application/problem+json"
    assert said in refused.json()["detail"]
    is_true(client, "Problem", refused.json())


def test_what_is_not_there_is_a_problem_too(client: TestClient) -> None:
    for path, status in (
        ("/api/articles/nothing", 404),
        ("/api/articles/flood?version=9", 404),
        ("/api/articles/flood?version=0", 400),
        ("/api/articles/flood?version=1_0", 400),
        ("/api/articles/flood?version=1&version=1", 400),
        ("/api/nothing", 404),
        ("/api/ask", 405),
    ):
        refused = client.get(path)
        assert (path, refused.status_code) == (path, status)
        is_true(client, "Problem", refused.json())
    assert client.get("/api/ask").headers["allow"] == "POST"


def test_a_script_in_a_question_stays_text(client: TestClient) -> None:
    script = "<script>alert(1)</script> in Derna?"
    for path, field in (("/api/ask", "question"), ("/api/search", "query")):
        found = client.post(path, json={field: script})
        assert found.headers["content-type"] == "application/json"
        assert found.headers["x-content-type-options"] == "nosniff"
        assert found.json()[field] == script
    unread = client.post(
        "/api/ask", json={"question": DEAD, "source": script}, headers={"accept": "text/html"}
    )
    assert unread.headers["content-type"] == "application/problem+json"


def test_half_a_character_is_no_crash(client: TestClient) -> None:
    body = b'{"question": "\\ud800 Derna", "source": "\\udc80"}'
    refused = client.post("/api/ask", content=body, headers={"content-type": "application/json"})
    assert refused.status_code == 422


# ---- the server


def test_new_articles_are_answered_from_at_once_and_removed_ones_never(
    client: TestClient, folder: Path
) -> None:
    dam = ARTICLES[0] | {
        "id": "dam",
        "title": "Third dam",
        "text": "A third dam near Derna, in Labraq, held on Sunday.",
    }
    with Archive.open(folder) as archive:
        from io import BytesIO

        ingest(archive, "-", stdin=BytesIO(as_lines([dam]).encode()))
        assert (
            "held on Sunday"
            in client.post("/api/ask", json={"question": "Which dam near Labraq held?"}).json()["answer"]
        )
        remove(archive, "dam")
    assert client.get("/api/articles/dam").status_code == 404


def test_the_health_is_the_archive_s(client: TestClient, folder: Path) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    (folder / "archive.db").unlink()
    gone = client.get("/healthz")
    assert (gone.status_code, gone.headers["retry-after"]) == (503, "5")


def test_one_person_has_a_limit_and_reading_costs_less(serve: Callable[..., TestClient]) -> None:
    client = serve(web_per_minute=2)
    asked = [client.post("/api/search", json={"query": "Derna"}) for _ in range(3)]
    assert [one.status_code for one in asked] == [200, 200, 429]
    assert 0 < int(asked[2].headers["retry-after"]) <= 61
    assert {client.get("/api/articles/flood").status_code for _ in range(10)} == {200}
    assert client.get("/api/status").status_code == 429


def test_the_description_says_whether_the_token_is_needed(serve: Callable[..., TestClient]) -> None:
    client = serve(web_token="0123456789abcdef")  # noqa: S106
    bearer = {"authorization": "Bearer 0123456789abcdef"}
    assert client.get("/api/openapi.json").status_code == 401
    assert client.get("/api/openapi.json", headers=bearer).json()["security"] == [{"token": []}]
    assert client.get("/healthz").status_code == 200
    docs = client.get("/api/docs", headers=bearer)
    assert docs.status_code == 200
    assert "/api/articles/{id}" in docs.text


def test_every_schema_is_one() -> None:
    described = openapi.document(["none"], signed=False)
    for schema in (*described["components"]["schemas"].values(), openapi.asked(["none"]), openapi.SEARCHED):
        Draft202012Validator.check_schema(schema)


# ---- the desk


def test_who_comes_when_too_many_wait_is_told_to_come_again() -> None:
    async def rush() -> list[int]:
        desk, go = Desk(Limits(), at_once=1, waiting=1), threading.Event()
        at_work = [asyncio.create_task(desk.run(go.wait)) for _ in range(2)]
        await asyncio.sleep(0)
        statuses = []
        try:
            desk.admit("a")
        except Refusal as refusal:
            statuses.append(refusal.status)
        go.set()
        await asyncio.gather(*at_work)
        desk.admit("a")
        return statuses

    assert asyncio.run(rush()) == [503]


def test_who_goes_away_while_waiting_is_not_answered_and_work_begun_keeps_its_place() -> None:
    async def leave() -> tuple[list[str], bool]:
        desk, go, made = Desk(Limits(), at_once=1), threading.Event(), list[str]()
        first = asyncio.create_task(desk.run(lambda: (go.wait(), made.append("first"))))
        second = asyncio.create_task(desk.run(lambda: made.append("second")))
        third = asyncio.create_task(desk.run(lambda: made.append("third")))
        await asyncio.sleep(0)
        first.cancel()
        second.cancel()
        await asyncio.sleep(0)
        waited = not third.done() and not made
        go.set()
        await third
        return made, waited

    assert asyncio.run(leave()) == (["first", "third"], True)
