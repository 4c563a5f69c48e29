"""What is put into an archive comes out of it, and nothing else."""

from __future__ import annotations

import random
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from archives import ANALYSER, DIMENSIONS, analyse, holding, nearest, piece

from index import database
from index.analysis import Analyser
from index.errors import ModelMismatchError, UsageError
from index.failures import RecordedFailure
from index.types import Cut, Span
from index.writer import PutCounts, wording_hash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.analysis import Analysis
    from index.archive import Archive


EARLY = datetime(2020, 7, 7, 0, 30, tzinfo=timezone(timedelta(hours=3)))


class Recorder:
    """The tests' analyser, remembering the texts it was given, a list a call."""

    def __init__(self) -> None:
        self.calls: list[list[str]] = []

    @property
    def analyser(self) -> Analyser:
        return Analyser(ANALYSER.embedding_model, DIMENSIONS, self._analyse)

    def _analyse(
        self, texts: Sequence[str], languages: Sequence[str], titles: Sequence[str]
    ) -> list[Analysis]:
        self.calls.append(list(texts))
        return analyse(texts, languages, titles)


def put(archive: Archive, *pieces: object, analyser: Analyser = ANALYSER) -> PutCounts:
    with archive.writer() as writer:
        return writer.put(pieces, analyser)  # type: ignore[arg-type]


def test_an_article_comes_back_as_it_was_put(archive: Archive) -> None:
    when = datetime(2020, 7, 8, 12, 30, tzinfo=UTC)
    article, cuts = piece(
        "https://example.org/1",
        "سرت\0 😀\nثانية\n",
        language="ar",
        source="TRT",
        url="https://example.org/1",
        author="A",
        published=when,
        origin="a.txt",
    )
    put(archive, (article, cuts))
    assert archive.article(article.id) == article


def test_a_passage_comes_back_with_its_spans_and_shares_its_article(archive: Archive) -> None:
    article, cuts = piece("a", "first line\nsecond line 😀\nthird")
    put(archive, (article, cuts))
    passages = list(archive.passages(range(1, 10)).values())
    assert [(passage.span, passage.sentences) for passage in passages] == [
        (cut.span, cut.sentences) for cut in cuts
    ]
    assert [passage.text for passage in passages] == ["first line\n", "second line 😀\n", "third"]
    assert len({id(passage.article) for passage in passages}) == 1


def test_times_before_1970_and_without_a_fraction_of_a_second_are_kept(archive: Archive) -> None:
    old = datetime(1948, 5, 15, 23, 59, 59, tzinfo=UTC)
    put(archive, piece("old", "x", published=old))
    assert archive.article("old").published == old


def test_the_same_wording_is_unchanged_and_costs_no_analysis(archive: Archive) -> None:
    recorder = Recorder()
    assert put(archive, piece("a", "one\ntwo"), analyser=recorder.analyser) == (1, 0, 0)
    assert put(archive, piece("a", "one\ntwo"), analyser=recorder.analyser) == (0, 0, 1)
    assert recorder.calls == [["one\n", "two"]]
    assert [version.version for version in archive.versions("a")] == [1]


def test_an_unchanged_article_need_not_be_cut(archive: Archive) -> None:
    article, cuts = piece("a", "one\ntwo")
    put(archive, (article, cuts))
    assert archive.wording_hash("a") == wording_hash(article.title, article.text)
    assert put(archive, (article, [])) == (0, 0, 1)
    assert archive.status().passages == 2


def test_a_new_wording_becomes_the_next_version_and_only_its_new_passages_are_analysed(
    archive: Archive,
) -> None:
    recorder = Recorder()
    put(archive, piece("a", "one\ntwo\nthree\n"), analyser=recorder.analyser)
    assert put(archive, piece("a", "one\nzwei\nthree\n"), analyser=recorder.analyser) == (0, 1, 0)
    assert recorder.calls == [["one\n", "two\n", "three\n"], ["zwei\n"]]
    assert [archive.article("a", version).text for version in (1, 2)] == [
        "one\ntwo\nthree\n",
        "one\nzwei\nthree\n",
    ]
    assert archive.article("a").version == 2
    assert holding(archive, "zwei") == ["a"]
    assert holding(archive, "two") == []


def test_a_new_title_is_a_new_wording_and_its_passages_are_analysed_again(archive: Archive) -> None:
    recorder = Recorder()
    put(archive, piece("a", "one", title="Old"), analyser=recorder.analyser)
    put(archive, piece("a", "one", title="New"), analyser=recorder.analyser)
    assert recorder.calls == [["one"], ["one"]]


def test_one_call_analyses_a_batch_and_each_text_once(archive: Archive) -> None:
    recorder = Recorder()
    put(
        archive,
        piece("a", "same", title="T"),
        piece("b", "same", title="T"),
        piece("c", "x"),
        analyser=recorder.analyser,
    )
    assert recorder.calls == [["same", "x"]]
    assert holding(archive, "same") == ["a", "b"]


def test_wordings_of_one_article_in_one_batch_are_taken_in_order(archive: Archive) -> None:
    counts = put(archive, piece("a", "one"), piece("a", "two"), piece("a", "two"), piece("a", "one"))
    assert counts == (1, 2, 1)
    assert [archive.article("a", version).text for version in (1, 2, 3)] == ["one", "two", "one"]
    assert archive.status().passages == 1


def test_a_replaced_wording_takes_little_space_and_comes_back_whole(archive: Archive) -> None:
    lines = [f"line {number} of {number * 7919 % 10_007} things\n" for number in range(400)]
    texts = []
    for turn in range(10):
        lines[turn * 30] = f"corrected in {turn}\n"
        texts.append("".join(lines))
        put(archive, piece("a", texts[-1]))
    assert [archive.article("a", number + 1).text for number in range(10)] == texts
    stored = archive._connection.execute("SELECT length(text) FROM versions ORDER BY number").fetchall()
    assert max(size for (size,) in stored[:-1]) < len(texts[0]) / 50


def test_a_file_that_change_after_change_left_full_of_holes_is_written_anew(archive: Archive) -> None:
    """Seen red without `database.compact` in `settle`: 1.35 times the size."""
    chance = random.Random(1)

    def story(number: int) -> Any:
        return piece(f"{number}", "".join(f"line {n} of {number} is {chance.random()}\n" for n in range(10)))

    put(archive, *map(story, range(300)))
    for _ in range(8):
        put(archive, *map(story, chance.sample(range(300), 100)))
    path = archive.folder / database.NAME
    churned = path.stat().st_size
    with archive.writer() as writer:
        database.compact(writer._connection)
    assert churned <= 1.2 * path.stat().st_size
    assert archive.check() == []


def test_other_facts_of_an_unchanged_wording_are_renewed_without_analysis(archive: Archive) -> None:
    recorder = Recorder()
    put(archive, piece("a", "one", source="Old", author="X"), analyser=recorder.analyser)
    when = datetime(2021, 1, 1, tzinfo=UTC)
    put(archive, piece("a", "one", source="New", published=when, origin="b.txt"), analyser=recorder.analyser)
    article = archive.article("a")
    assert (article.source, article.author, article.published, article.origin) == ("New", None, when, "b.txt")
    assert len(recorder.calls) == 1


def test_a_renewed_source_and_date_reach_a_search_although_a_generation_has_the_old_ones(
    archive: Archive,
) -> None:
    put(archive, piece("a", "one", source="Old"), piece("b", "two", source="Other"))
    with archive.writer() as writer:
        writer.publish(force=True)
    put(archive, piece("a", "one", source="New", published=datetime(2021, 1, 1, tzinfo=UTC)))
    seen = {
        (part.shard.source_names[part.shard.sources[row]], int(part.shard.published[row]))
        for part in archive.snapshot().parts
        for row in np.flatnonzero(part.shard.live)
        if part.shard.published[row] > 0
    }
    assert seen == {("New", 1609459200)}
    assert holding(archive, "one") == ["a"]


def own_time(archive: Archive) -> str:
    published = archive.article("a").published
    return published.isoformat() if published else ""


def test_a_time_comes_back_in_its_own_zone(archive: Archive) -> None:
    put(archive, piece("a", "one", published=EARLY))
    with archive.writer() as writer:
        writer.carry([piece("a", "two", published=EARLY, carrier="https://feeds.example/rss")[0]])
    times = [
        archive.versions("a")[0].published,
        archive.carried("a")[0].published,
        archive.headlines()[0].published,
    ]
    assert own_time(archive) == "2020-07-07T00:30:00+03:00"
    assert {time.isoformat() for time in times if time} == {"2020-07-07T00:30:00+03:00"}
    assert [part.shard.published.tolist() for part in archive.snapshot().parts] == [[int(EARLY.timestamp())]]


def test_the_zone_stays_where_the_same_time_is_told_without_one(archive: Archive) -> None:
    put(archive, piece("a", "one", published=EARLY))
    assert put(archive, piece("a", "one", published=EARLY.astimezone(UTC), author="X")) == (0, 0, 1)
    assert (own_time(archive), archive.article("a").author) == ("2020-07-07T00:30:00+03:00", "X")


def test_the_zone_stays_where_another_wording_of_the_same_time_has_none(archive: Archive) -> None:
    put(archive, piece("a", "one", published=EARLY))
    assert put(archive, piece("a", "two", published=EARLY.astimezone(UTC))) == (0, 1, 0)
    assert own_time(archive) == "2020-07-07T00:30:00+03:00"


def test_a_zone_that_becomes_known_makes_no_version_and_no_new_passages(archive: Archive) -> None:
    put(archive, piece("a", "one", published=EARLY.astimezone(UTC)))
    before = holding(archive, "one"), archive._connection.execute("SELECT id FROM passages").fetchall()
    assert put(archive, piece("a", "one", published=EARLY)) == (0, 0, 1)
    assert (own_time(archive), len(archive.versions("a"))) == ("2020-07-07T00:30:00+03:00", 1)
    assert before == (
        holding(archive, "one"),
        archive._connection.execute("SELECT id FROM passages").fetchall(),
    )


def test_another_time_is_in_its_own_zone(archive: Archive) -> None:
    put(archive, piece("a", "one", published=EARLY))
    later = EARLY + timedelta(hours=1)
    put(archive, piece("a", "one", published=later.astimezone(UTC)))
    assert own_time(archive) == "2020-07-06T22:30:00+00:00"
    put(archive, piece("a", "two", published=later))
    assert own_time(archive) == "2020-07-07T01:30:00+03:00"


def test_a_removed_article_is_gone_everywhere(archive: Archive) -> None:
    put(archive, piece("a", "secretword one"), piece("b", "two"))
    put(archive, piece("a", "secretword again"))
    held = list(archive.passages(range(10)))
    with archive.writer() as writer:
        assert writer.remove(["a", "unknown"]) == 1
    with pytest.raises(UsageError, match="no article's id begins with 'a'"):
        archive.article("a")
    assert holding(archive, "secretword") == []
    assert set(archive.passages(held)) == {2}
    files = [path for path in archive.folder.rglob("*") if path.is_file()]
    assert [path for path in files if b"secretword" in path.read_bytes()] == []


def test_an_article_put_again_after_removal_begins_anew_under_new_passage_ids(archive: Archive) -> None:
    put(archive, piece("a", "one"))
    (before,) = archive.passages(range(100))
    with archive.writer() as writer:
        writer.remove(["a"])
    put(archive, piece("a", "one"))
    (after,) = archive.passages(range(100))
    assert after > before
    assert [version.version for version in archive.versions("a")] == [1]


def test_a_prefix_names_an_article_unless_it_is_ambiguous(archive: Archive) -> None:
    put(archive, *(piece(id_, id_) for id_ in ("news/1", "news/10", "news/2", "other", "نبأ")))
    assert archive.article("o").id == "other"
    assert archive.article("news/1").id == "news/1"
    assert archive.article("نب").id == "نبأ"
    with pytest.raises(UsageError, match="news/1, news/10, news/2"):
        archive.article("news/")


def test_an_id_is_shown_as_short_as_finds_it(archive: Archive) -> None:
    ids = (
        "flood",
        "0123456789abcdef",
        "https://e.example/news",
        "https://e.example/news?id=5",
        "https://e.example/a b",
        "https://e.example/a-1",
    )
    put(archive, *(piece(one, one) for one in ids))
    assert [archive.shortest(one) for one in ids] == [
        "flood",
        "01234567",
        "https://e.example/news",
        "https://e.example/news?i",  # with "?" alone it is another way to write the address before
        "https://e.example/a b",
        "https://e.example/a-",
    ]
    assert [archive.article(archive.shortest(one)).id for one in ids] == list(ids)


def test_an_ambiguous_prefix_names_five_candidates_at_most(archive: Archive) -> None:
    put(archive, *(piece(f"n{number}", "x") for number in range(7)))
    with pytest.raises(UsageError, match=r"n0, n1, n2, n3, n4, …$"):
        archive.article("n")


def test_an_unknown_version_is_a_usage_error(archive: Archive) -> None:
    put(archive, piece("a", "one"))
    with pytest.raises(UsageError, match="a has no version 2"):
        archive.article("a", 2)


def test_status_counts_what_is_there(archive: Archive) -> None:
    when = datetime(2020, 7, 8, tzinfo=UTC)
    put(
        archive,
        piece("a", "one\ntwo", language="ar", source="TRT", published=when),
        piece("b", "x", source="TRT"),
    )
    with archive.writer() as writer:
        bad, feed = (
            RecordedFailure("bad.html", "No text.", retry=False, at=when),
            RecordedFailure("feed", "It was silent.", retry=True, at=when),
        )
        writer.record_failures([bad, feed])
        writer.record_failures([feed._replace(reason="It answered 500.")])
        writer.clear_failures(["bad.html"])
    status = archive.status()
    assert (status.articles, status.passages, status.newest) == (2, 3, when)
    assert (status.languages, status.sources) == ({"ar": 1, "en": 1}, {"TRT": 2})
    again = when + timedelta(minutes=2)
    assert status.failures == [
        RecordedFailure("feed", "It answered 500.", retry=True, at=when, tries=2, retry_at=again)
    ]
    assert status.embedding_model == "words"
    assert status.updated is not None
    assert status.bytes > 4096


def test_another_embedding_model_is_refused_and_reindex_named(archive: Archive) -> None:
    put(archive, piece("a", "one"))
    other = Analyser("other", 8, analyse)
    with pytest.raises(ModelMismatchError, match=r"words.*16.*other.*8.*khabar reindex"):
        put(archive, piece("b", "two"), analyser=other)
    with pytest.raises(ModelMismatchError):
        archive.require_model("other", 8)
    archive.require_model("words", DIMENSIONS)


def test_a_cut_outside_the_text_is_refused_and_nothing_of_its_batch_is_stored(archive: Archive) -> None:
    article, _ = piece("b", "short")
    with pytest.raises(ValueError, match="outside"):
        put(archive, piece("a", "one"), (article, [Cut(Span(0, 6), ())]))
    assert archive.status().articles == 0


def test_vectors_that_are_no_numbers_are_refused(archive: Archive) -> None:
    def broken(texts: Sequence[str], *rest: Sequence[str]) -> list[Analysis]:
        bad = np.full(DIMENSIONS, np.nan, "<f2").tobytes()
        return [made._replace(vector=bad) for made in analyse(texts, *rest)]

    with pytest.raises(ValueError, match="finite"):
        put(archive, piece("a", "one"), analyser=Analyser("words", DIMENSIONS, broken))


def test_a_sound_archive_has_no_problems_and_a_span_beyond_its_text_is_one(archive: Archive) -> None:
    put(archive, piece("a", "one\ntwo"), piece("b", "three"))
    assert archive.check() == []
    with archive.writer() as writer:
        writer._connection.execute('UPDATE passages SET "end" = 99 WHERE id = 2')
    (problem,) = archive.check()
    assert problem.startswith("passage 2 of a lies outside its text")


def test_reanalysing_changes_every_vector_and_the_model_and_nothing_else(archive: Archive) -> None:
    put(archive, piece("a", "one\ntwo"), piece("b", "three", language="ar"))
    passages = [passage.text for passage in archive.passages(range(100)).values()]
    told: list[tuple[int, int]] = []
    with archive.writer() as writer:
        writer.publish(force=True)
        writer.reanalyse(Analyser("half", 8, _halves), lambda done, total: told.append((done, total)))
    snapshot = archive.snapshot()
    assert (snapshot.embedding_model, snapshot.dimensions, archive.embedding_model) == ("half", 8, "half")
    assert {part.shard.vectors.shape[1] for part in snapshot.parts} == {8}
    ids = [int(id_) for part in snapshot.parts for id_ in part.shard.ids]
    assert sorted(passage.text for passage in archive.passages(ids).values()) == sorted(passages)
    assert told == [(0, 3), (3, 3)]
    assert archive.check() == []
    assert put(archive, piece("c", "four"), analyser=Analyser("half", 8, _halves)) == (1, 0, 0)


def test_an_interrupted_reanalysis_changes_nothing(archive: Archive) -> None:
    put(archive, piece("a", "one\ntwo"), piece("b", "three"))
    before = nearest(archive, "one")
    with archive.writer() as writer, pytest.raises(KeyboardInterrupt):
        writer.reanalyse(Analyser("half", 8, _halves), _interrupt)
    assert archive.embedding_model == "words"
    assert nearest(archive, "one") == before
    assert archive.check() == []


def _halves(texts: Sequence[str], languages: Sequence[str], titles: Sequence[str]) -> list[Analysis]:
    return [made._replace(vector=made.vector[:16]) for made in analyse(texts, languages, titles)]


def _interrupt(done: int, _: int) -> None:
    if done:
        raise KeyboardInterrupt


def test_importing_the_archive_imports_nothing_heavy() -> None:
    heavy = "{'numpy', 'chromadb', 'filelock', 'torch'} & set(sys.modules)"
    code = f"import sys, index.archive; sys.exit(bool({heavy}))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
