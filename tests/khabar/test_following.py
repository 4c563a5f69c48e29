"""The archive follows its sources: what changes, vanishes, fails, is corrected, withdrawn or carried by several."""

from __future__ import annotations

import json
import os
import shutil
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from command import ARTICLES, as_lines, document

from index.archive import Archive
from index.visits import Visit

if TYPE_CHECKING:
    from pathlib import Path

    from command import Khabar

TEXTS = {
    "flood": "Floods swept through Derna on Sunday. The mayor of Derna said that 5,300 people had died there.",
    "bridge": "Engineers finished the new bridge over the Tigris in Mosul. It cost 12 million dollars to build.",
    "harvest": "The olive harvest in Sfax was the best in ten years. Farmers pressed 40,000 tonnes of oil.",
}
DERNA = "How many people died in Derna?"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder of three articles, one of them in a folder inside."""
    folder = tmp_path / "news"
    (folder / "more").mkdir(parents=True)
    for name, text in TEXTS.items():
        place = folder / "more" if name == "harvest" else folder
        (place / f"{name}.txt").write_text(text, "utf-8")
    return folder


def ingest(khabar: Khabar, *arguments: object, status: int = 0) -> Any:
    return document(khabar("ingest", "--json", *arguments), status)


def ids(khabar: Khabar, query: str) -> list[str]:
    found = document(khabar("search", query, "--json"))["hits"]
    return [hit["article"]["id"].rpartition("/")[2] for hit in found]


def test_a_vanished_file_is_removed_when_its_folder_is_ingested_again(khabar: Khabar, news: Path) -> None:
    assert ingest(khabar, news)["added"] == 3
    (news / "flood.txt").unlink()
    found = ingest(khabar, news)
    assert (found["removed"], found["unchanged"], found["articles"]) == (1, 2, 2)
    assert "flood.txt" not in ids(khabar, DERNA)


def test_a_folder_inside_that_vanished_takes_its_files_with_it(khabar: Khabar, news: Path) -> None:
    ingest(khabar, news)
    (news / "more" / "harvest.txt").unlink()
    (news / "more").rmdir()
    assert ingest(khabar, news)["removed"] == 1


def test_what_vanished_is_not_removed_by_ingesting_something_else(khabar: Khabar, news: Path) -> None:
    ingest(khabar, news)
    (news / "flood.txt").unlink()
    assert ingest(khabar, news / "bridge.txt")["removed"] == 0
    assert ingest(khabar, news / "more")["removed"] == 0
    assert ingest(khabar, f"{news}/*.txt")["removed"] == 0


def test_a_record_that_left_a_file_of_the_folder_is_removed(khabar: Khabar, tmp_path: Path) -> None:
    folder = tmp_path / "dumps"
    folder.mkdir()
    (folder / "day.jsonl").write_text(as_lines(ARTICLES), "utf-8")
    ingest(khabar, folder)
    (folder / "day.jsonl").write_text(as_lines(ARTICLES[1:]), "utf-8")
    assert ingest(khabar, folder)["removed"] == 1


def test_an_entry_that_dropped_out_of_a_feed_in_the_folder_stays(khabar: Khabar, tmp_path: Path) -> None:
    folder = tmp_path / "feeds"
    folder.mkdir()
    entry = "<item><title>{0}</title><link>https://a.example/{0}</link><description>{1}</description></item>"
    feed = '<rss version="2.0"><channel><title>A</title>{}</channel></rss>'
    entries = [entry.format(name, text) for name, text in TEXTS.items()]
    (folder / "feed.xml").write_text(feed.format("".join(entries)), "utf-8")
    assert ingest(khabar, folder)["added"] == 3
    (folder / "feed.xml").write_text(feed.format(entries[0]), "utf-8")
    assert ingest(khabar, folder)["removed"] == 0
    (folder / "feed.xml").unlink()
    (folder / "other.txt").write_text(TEXTS["flood"], "utf-8")
    assert ingest(khabar, folder)["removed"] == 3


def test_an_entry_that_dropped_out_of_a_json_feed_in_the_folder_stays(khabar: Khabar, tmp_path: Path) -> None:
    folder = tmp_path / "feeds"
    folder.mkdir()
    items = [
        {"id": name, "url": f"https://a.example/{name}", "title": name, "content_text": text}
        for name, text in TEXTS.items()
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "A", "items": items}
    (folder / "feed.json").write_text(json.dumps(feed), "utf-8")
    assert ingest(khabar, folder)["added"] == 3
    (folder / "feed.json").write_text(json.dumps(feed | {"items": items[:1]}), "utf-8")
    assert ingest(khabar, folder)["removed"] == 0


def test_an_article_that_was_seen_elsewhere_too_stays(khabar: Khabar, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "day.jsonl").write_text(as_lines(ARTICLES), "utf-8")
        ingest(khabar, tmp_path / name)
    (tmp_path / "two" / "day.jsonl").write_text(as_lines(ARTICLES[1:]), "utf-8")
    assert ingest(khabar, tmp_path / "two")["removed"] == 0
    (tmp_path / "one" / "day.jsonl").write_text(as_lines(ARTICLES[1:]), "utf-8")
    assert ingest(khabar, tmp_path / "one")["removed"] == 1


def test_an_empty_folder_removes_nothing_until_that_is_confirmed(khabar: Khabar, news: Path) -> None:
    ingest(khabar, news)
    moved = news.rename(news.with_name("unmounted"))
    news.mkdir()
    found = ingest(khabar, news, status=4)
    assert (found["removed"], found["articles"]) == (0, 3)
    (failure,) = found["failed"]
    assert failure["reason"].startswith("All 3 articles taken in from it are no longer there")
    assert "--allow-mass-delete" in failure["reason"]
    news.rmdir()
    moved.rename(news)
    assert ingest(khabar, news)["unchanged"] == 3
    assert document(khabar("status", "--json"))["failures"] == []


def test_an_emptied_folder_that_is_confirmed_is_no_failure(khabar: Khabar, news: Path) -> None:
    ingest(khabar, news)
    shutil.rmtree(news)
    news.mkdir()
    assert ingest(khabar, news, status=4)["removed"] == 0
    for removed in (3, 0):
        found = ingest(khabar, f"{news}/", "--allow-mass-delete")
        assert (found["removed"], found["failed"]) == (removed, [])
    assert document(khabar("status", "--json"))["failures"] == []


@pytest.mark.parametrize("name", ["day.jsonl", "day.json"])
def test_of_two_records_of_one_article_the_last_counts_and_reading_them_again_changes_nothing(
    khabar: Khabar, tmp_path: Path, name: str
) -> None:
    first, last = (
        ARTICLES[0] | {"text": f"{ARTICLES[0]['text']} {more}"} for more in ("At first.", "At last.")
    )

    def write(*records: dict[str, Any]) -> None:
        text = as_lines([*records]) if name.endswith("l") else json.dumps([*records])
        (tmp_path / name).write_text(text, "utf-8")

    def read() -> tuple[str, int, int]:
        found = ingest(khabar, tmp_path / name)
        article = document(khabar("article", "flood", "--json"))
        return article["text"].split(". ")[-1], article["version"], found["updated"]

    write(first, ARTICLES[1], last)
    assert read() == ("At last.", 2, 1)
    assert read() == ("At last.", 2, 0)
    write(first, ARTICLES[1], last, first | {"text": "Nothing was right."})
    assert read() == ("Nothing was right.", 3, 1)
    assert read() == ("Nothing was right.", 3, 0)
    write(first, ARTICLES[1])  # what was right once is read again where nothing gainsays it
    assert read() == ("At first.", 4, 1)
    assert read() == ("At first.", 4, 0)


def test_most_of_a_large_folder_gone_is_removed_only_if_confirmed(khabar: Khabar, tmp_path: Path) -> None:
    folder = tmp_path / "dumps"
    folder.mkdir()
    records = [ARTICLES[0] | {"id": f"a{number}", "url": None} for number in range(30)]
    (folder / "day.jsonl").write_text(as_lines(records), "utf-8")
    ingest(khabar, folder)
    (folder / "day.jsonl").write_text(as_lines(records[:4]), "utf-8")
    found = ingest(khabar, folder, status=4)
    assert (found["removed"], found["failed"][0]["reason"][:20]) == (0, "26 of the 30 article")
    assert ingest(khabar, folder, "--allow-mass-delete")["removed"] == 26
    assert document(khabar("status", "--json"))["failures"] == []


def test_a_file_that_fails_keeps_its_articles(khabar: Khabar, tmp_path: Path) -> None:
    folder = tmp_path / "dumps"
    folder.mkdir()
    (folder / "day.jsonl").write_text(as_lines(ARTICLES), "utf-8")
    ingest(khabar, folder)
    (folder / "day.jsonl").write_text(as_lines(ARTICLES[1:]) + "{broken\n", "utf-8")
    assert ingest(khabar, folder, status=4)["removed"] == 0
    (folder / "day.jsonl").write_text("", "utf-8")
    assert ingest(khabar, folder, status=4)["removed"] == 0


def test_a_folder_that_can_not_be_listed_keeps_what_came_from_it(
    khabar: Khabar, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(khabar, news)
    listed, closed = type(news).iterdir, news / "more"

    def iterdir(path: Path) -> Any:
        if path == closed:
            raise PermissionError(13, "Permission denied")
        return listed(path)

    with monkeypatch.context() as patch:
        patch.setattr(type(news), "iterdir", iterdir)
        found = ingest(khabar, news, status=4)
    assert found["removed"] == 0
    assert [one["retry"] for one in found["failed"]] == [True]


def test_an_interrupted_run_removes_nothing(
    khabar: Khabar, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(khabar, news)
    (news / "flood.txt").unlink()
    with monkeypatch.context() as patch:
        patch.setattr("ingest.plain.parse", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
        (news / "new.txt").write_text("Something new happened here today.", "utf-8")
        assert khabar("ingest", news).exit_code == 130
    assert document(khabar("status", "--json"))["articles"] == 3


def test_a_record_that_is_as_it_was_is_not_read_again(
    khabar: Khabar, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(khabar, news)
    monkeypatch.setattr("ingest.plain.parse", lambda *_, **__: pytest.fail("read again"))
    assert ingest(khabar, news)["unchanged"] == 3


def test_of_two_records_of_one_article_the_last_counts_every_time(khabar: Khabar, tmp_path: Path) -> None:
    later = ARTICLES[0] | {"text": "Floods swept through Derna. The toll was corrected to 4,000."}
    (tmp_path / "day.jsonl").write_text(as_lines([ARTICLES[0], later]), "utf-8")
    for _ in range(3):
        ingest(khabar, tmp_path / "day.jsonl")
        assert "4,000" in document(khabar("article", "flood", "--json"))["text"]


def test_another_khabar_reads_a_record_again_and_calls_no_change_a_correction(
    khabar: Khabar, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(khabar, news / "flood.txt")
    monkeypatch.setattr("ingest.ledger._reader", lambda: b"next")
    monkeypatch.setattr("ingest.plain.parse", lambda *_, **__: {"text": TEXTS["flood"] + " Said otherwise."})
    assert ingest(khabar, news / "flood.txt")["updated"] == 1
    assert document(khabar("article", str(news / "flood.txt"), "--json"))["corrected"] is None


# ---- corrections, withdrawals, copies, in an answer


def test_an_answer_says_that_its_article_was_corrected_and_when(khabar: Khabar) -> None:
    corrected = ARTICLES[0] | {
        "text": str(ARTICLES[0]["text"]).replace("5,300", "4,000"),
        "modified": "2023-09-14T10:00:00Z",
    }
    for record in (ARTICLES[0], corrected):
        document(khabar("ingest", "-", "--json", stdin=as_lines([record])))
    found = document(khabar("ask", DERNA, "--json"))
    assert found["citations"][0]["corrected"] == "2023-09-14T10:00:00Z"
    assert found["citations"][0]["article"]["version"] == 2
    assert any("corrected on 14 September 2023: a number." in note["text"] for note in found["notes"])
    arabic = json.loads(khabar("ask", "كم عدد القتلى في درنة؟", "--json").stdout)
    assert any("صُحِّح في 14 سبتمبر 2023: رقم" in note["text"] for note in arabic["notes"])


def test_the_whole_article_does_not_correct_its_teaser(khabar: Khabar) -> None:
    teaser = ARTICLES[0] | {"text": "Floods swept through Derna on Sunday.", "teaser": True}
    for record in (teaser, ARTICLES[0]):
        document(khabar("ingest", "-", "--json", stdin=as_lines([record])))
    found = document(khabar("article", "flood", "--json"))
    assert (found["version"], found["corrected"]) == (2, None)


def test_a_withdrawn_article_is_cited_with_that_note_until_it_is_seen_again(
    khabar: Khabar, folder: Path, news: Path
) -> None:
    ingest(khabar, news)
    with Archive.open(folder) as archive, archive.writer() as writer:
        assert writer.withdraw([str(news / "flood.txt")], datetime(2023, 9, 20, tzinfo=UTC)) == 1
    found = document(khabar("ask", DERNA, "--json"))
    assert found["citations"][0]["withdrawn"] == "2023-09-20T00:00:00Z"
    assert any("withdrawn by its publisher on 20 September 2023" in note["text"] for note in found["notes"])
    ingest(khabar, news)
    found = document(khabar("ask", DERNA, "--json"))
    assert (found["citations"][0]["withdrawn"], found["notes"]) == (None, [])


def test_copies_are_listed_under_the_earliest_and_count_once(khabar: Khabar) -> None:
    text = str(ARTICLES[0]["text"])
    copies = [
        ARTICLES[0]
        | {
            "id": name,
            "source": name,
            "url": f"https://{name}.example/1",
            "published": f"2023-09-{day}",
            "text": more,
        }
        for name, day, more in (
            ("late", 14, text),
            ("first", 11, text),
            ("edited", 15, text.replace("swept", "went")),
        )
    ]
    document(khabar("ingest", "-", "--json", stdin=as_lines(copies)))
    found = document(khabar("ask", DERNA, "--json"))
    assert {one["article"]["id"] for one in found["citations"]} == {"first"}
    assert found["citations"][0]["also"] == [
        {"source": "late", "url": "https://late.example/1"},
        {"source": "edited", "url": "https://edited.example/1"},
    ]
    assert len(document(khabar("search", "Derna floods", "--json"))["hits"]) == 1
    assert "also in: late, edited" in khabar("ask", DERNA).stdout
    as_of = document(khabar("ask", DERNA, "--json", "--as-of", "2023-09-14"))
    assert [one["source"] for one in as_of["citations"][0]["also"]] == ["late"]
    only = document(khabar("ask", DERNA, "--json", "--source", "late"))
    assert {one["article"]["id"] for one in only["citations"]} == {"late"}


# ---- failures and freshness


def test_what_failed_for_a_while_is_tried_again_on_the_next_run(
    khabar: Khabar, folder: Path, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flood = news / "flood.txt"
    with monkeypatch.context() as patch:
        patch.setattr("ingest.stream.read", lambda *_: (_ for _ in ()).throw(OSError(5, os.strerror(5))))
        monkeypatch.chdir(news)
        assert ingest(khabar, "flood.txt", status=4)["failed"][0]["retry"] is True
    (failure,) = document(khabar("status", "--json"))["failures"]
    assert (failure["tries"], failure["retry"]) == (1, True)
    assert failure["retry_at"] > failure["at"]
    assert "to be tried again from" in khabar("status").stdout
    assert ingest(khabar, news / "bridge.txt")["added"] == 1  # its time has not come
    with Archive.open(folder) as archive, archive.writer() as writer:
        writer._connection.execute("UPDATE failures SET retry_at = 0")
    monkeypatch.chdir("/")
    assert ingest(khabar, news / "bridge.txt")["added"] == 1
    assert document(khabar("article", str(flood), "--json"))["id"] == str(flood)
    assert document(khabar("status", "--json"))["failures"] == []


def test_a_failure_is_forgotten_when_its_file_is_gone(khabar: Khabar, news: Path) -> None:
    (news / "bad.json").write_text("{nonsense", "utf-8")
    ingest(khabar, news, status=4)
    assert len(document(khabar("status", "--json"))["failures"]) == 1
    (news / "bad.json").unlink()
    ingest(khabar, news)
    assert document(khabar("status", "--json"))["failures"] == []


def test_every_answer_says_how_fresh_the_archive_is_and_which_feed_is_silent(
    filled: Khabar, folder: Path
) -> None:
    now = datetime.now(UTC)
    silent = Visit("https://a.example/rss", "feed", last_ok=now - timedelta(days=3, hours=1), failures=5)
    with Archive.open(folder) as archive, archive.writer() as writer:
        writer.record_visits([silent, Visit("https://b.example/rss", "feed", last_ok=now)])
    found = document(filled("ask", DERNA, "--json"))["freshness"]
    assert found.startswith("archive up to date to ")
    assert "feed a.example silent for 3 days" in found
    assert "b.example" not in found
    assert "silent for 3 days" in filled("ask", DERNA).stdout
    arabic = document(filled("ask", "ماذا اقترحت ألمانيا بشأن سرت؟", "--json"))["freshness"]
    assert "لا يستجيب منذ 3 أيام" in arabic
    refused = filled("ask", "Who won the chess game in Reykjavik?", "--json")
    assert json.loads(refused.stdout)["freshness"]
