"""What happened to a question, for whoever runs Khabar: to a file as JSON lines, to a log, to OpenTelemetry.

A record holds the question and what was made of it, so it goes only where somebody asked for it (`KHABAR_TRACE`,
`--verbose`); a span of OpenTelemetry gets numbers and names of models alone. Keys and tokens are in neither: what
a server repeats of them, whole or in pieces, is masked (`index.masking`).
"""

from __future__ import annotations

import json
import logging
import os
import sys
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import perf_counter
from typing import TYPE_CHECKING, Any

from index.masking import all_masked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from index.retriever import Found
    from index.types import Filters

    Sink = Callable[[dict[str, Any]], None]

log = logging.getLogger(__name__)

SPAN = "khabar.ask"
# What a span may carry: nothing that anybody wrote.
IN_A_SPAN = (
    "model",
    "prompt_tokens",
    "mode",
    "refused",
    "failure_kind",
    "error",
    "cached",
    "hits_found",
    "shown",
    "ms",
)


@dataclass
class Record:
    """What happened to one question, in the order it did."""

    facts: dict[str, Any] = field(default_factory=dict)

    def add(self, **facts: Any) -> None:  # noqa: ANN401 - whatever JSON can say
        """Note some facts."""
        self.facts |= facts

    def found(self, found: Found) -> None:
        """Note what was found for a question: passages by id, with their scores."""
        hits = [
            {
                "article": hit.passage.article.id,
                "version": hit.passage.article.version,
                "start": hit.passage.span.start,
                "end": hit.passage.span.end,
                "score": round(float(hit.score), 4),
            }
            for hit in found.hits
        ]
        self.add(hits_found=len(hits), hits=hits)


@contextmanager
def recorded(sinks: tuple[Sink, ...]) -> Iterator[Record]:
    """Give a record to fill in; at the end it goes to every sink, and in part to a span."""
    record, begun = Record({"at": datetime.now(UTC).isoformat(timespec="milliseconds")}), perf_counter()
    with _span() as span:
        try:
            yield record
        except BaseException as error:
            record.add(error=type(error).__name__)
            raise
        finally:
            record.add(ms=round(1000 * (perf_counter() - begun), 1))
            for name in IN_A_SPAN if span else ():
                if record.facts.get(name) is not None:
                    span.set_attribute(f"khabar.{name}", record.facts[name])
            for sink in sinks:
                sink(all_masked(record.facts))


def _span() -> Any:  # noqa: ANN401 - of whichever OpenTelemetry the person has
    """Return a span where the process was started with OpenTelemetry in it (`opentelemetry-instrument khabar …`).

    An error's message may hold what was asked: the span is told its name alone.
    """
    trace = sys.modules.get("opentelemetry.trace")
    if not trace:
        return nullcontext()
    return trace.get_tracer("khabar").start_as_current_span(
        SPAN, record_exception=False, set_status_on_exception=False
    )


def to_file(place: Path) -> Sink:
    """Return a sink that adds a line of JSON to a file, or to a file a day (UTC) in a folder.

    A place that exists as a folder, or whose name has no ending, is a folder. Only its owner may read what is written.
    """

    def write(facts: dict[str, Any]) -> None:
        try:
            path = place / f"{facts['at'][:10]}.jsonl" if place.is_dir() or not place.suffix else place
            path.parent.mkdir(parents=True, exist_ok=True)
            line = json.dumps(facts, ensure_ascii=False, default=str).encode("utf-8", "replace") + b"\n"
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            with suppress(OSError), open(file, "ab", buffering=0) as lines:  # noqa: PTH123 - a descriptor
                lines.write(line)
        except OSError as error:
            log.warning("the trace can't be written to %s (%s)", place, error.strerror or error)

    return write


def to_log(facts: dict[str, Any]) -> None:
    """Write a record to the log, a fact a line: the sink of `--verbose`."""
    for name, value in facts.items():
        log.info(
            "%s: %s",
            name,
            value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str),
        )


def of_filters(filters: Filters) -> dict[str, Any]:
    """Return filters as a record has them: those that are set."""
    given = {
        "since": filters.since,
        "until": filters.until,
        "source": filters.source,
        "language": filters.language,
    }
    return {name: str(value) for name, value in given.items() if value is not None}
