"""What OpenTelemetry gets to know of a question: a span with numbers and names of models, no word of anybody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from llm_server import KEY, MODEL, Status, does, line, serving
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from bot.asker import Asker
from bot.llm.client import Llm
from bot.llm.composer import Composer
from bot.llm.model import Budget, connect
from bot.llm.store import Store
from bot.trace import recorded
from index.analysis import analyser
from index.archive import Archive
from index.embedding import embedder
from index.retriever import Retriever
from index.types import Article
from ingest.cut import cut

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from llm_server import Asked, Server
    from opentelemetry.sdk.trace import ReadableSpan

FLOOD = Article("flood", "The mayor said that 5,300 people had died in Derna.", "Floods in Derna", "en")
DEATHS = "How many people died in Derna?"
LIMITS = Budget(20.0)


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> InMemorySpanExporter:
    """The spans of a process that was started with OpenTelemetry in it."""
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(trace, "get_tracer", provider.get_tracer)
    return exporter


@pytest.fixture
def answering(tmp_path: Path) -> Iterator[tuple[Asker, Server]]:
    """Who answers with a scripted model, and its server."""
    store = Store.open(tmp_path)
    with serving(copies) as server, Archive.open(tmp_path / "archive", create=True) as archive:
        with archive.writer() as writer:
            writer.put([(FLOOD, cut(FLOOD.text))], analyser(embedder()))
        model = connect(MODEL, base_url=server.address, api_key=KEY, limits=LIMITS)
        retriever = Retriever(archive, embedder())
        yield Asker(retriever, composer=Composer(Llm(model, store, LIMITS), retriever.embedder)), server
        model.close()
    store.close()


def copies(asked: Asked) -> Iterator[str]:
    yield line("According to the mayor, 5,300 people died in Derna.", asked.evidence[0]["number"])


def told(span: ReadableSpan) -> str:
    """All that a span says."""
    return span.to_json()


def test_a_question_makes_a_span_of_numbers(
    spans: InMemorySpanExporter, answering: tuple[Asker, Server]
) -> None:
    asker, _ = answering
    asker.ask(DEATHS)

    (span,) = spans.get_finished_spans()
    attributes = dict(span.attributes or {})
    assert span.name == "khabar.ask"
    assert (attributes["khabar.model"], attributes["khabar.mode"]) == (MODEL, "generated")
    assert attributes["khabar.hits_found"] == 1
    assert all(isinstance(attributes[f"khabar.{name}"], int | float) for name in ("prompt_tokens", "ms"))


def test_no_word_of_question_article_or_answer_is_in_it(
    spans: InMemorySpanExporter, answering: tuple[Asker, Server]
) -> None:
    asker, server = answering
    asker.ask(DEATHS)
    server.script = does(Status(500))
    asker.ask("Who died in Derna, says the mayor?")

    written = "".join(map(told, spans.get_finished_spans()))
    assert written.count("khabar.ask") == 2
    assert not [word for word in ("Derna", "died", "mayor", "5,300", KEY) if word in written]


def test_an_error_is_named_and_its_message_kept_out(spans: InMemorySpanExporter) -> None:
    with pytest.raises(ValueError, match="Derna"), recorded(()):
        raise ValueError(DEATHS)

    (span,) = spans.get_finished_spans()
    assert dict(span.attributes or {})["khabar.error"] == "ValueError"
    assert "Derna" not in told(span)
