"""What couldn't be taken in is tried again: later each time, and not for ever."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from index.archive import Archive
from index.failures import RecordedFailure

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def test_it_is_tried_again_after_a_minute_then_twice_as_late_each_time_and_twenty_times_at_most(
    tmp_path: Path,
) -> None:
    waits = []
    with Archive.open(tmp_path, create=True) as archive, archive.writer() as writer:
        for _ in range(20):
            writer.record_failures(
                [RecordedFailure("a.html", "Broken.", retry=True, at=NOW, place="/a.html")]
            )
            (failure,) = archive.status().failures
            waits.append(failure.retry_at and (failure.retry_at - NOW).total_seconds())
    assert waits[:4] == [60, 120, 240, 480]
    assert waits[10:13] == [61_440, 86_400, 86_400]
    assert waits[18:] == [86_400, None]
