"""Which article a record, a page or a feed's entry is: one for all it comes by, and not one for several."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from command import as_lines, document

sys.path.append(str(Path(__file__).parents[1] / "ingest"))

from news import page, story
from web import Page, serving

from index.archive import Archive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from command import Khabar
    from web import Web

MILL = {
    "title": "Mill burns",
    "text": "The old mill of Ostrava burnt down on Friday; the brigade came with 9 engines.",
}
FERRY = {
    "title": "Ferry late",
    "text": "The ferry to Hirta was four hours late because of fog, the harbour master said.",
}
CHOIR = {
    "title": "Choir sings",
    "text": "The miners' choir sang in the cathedral of Uppsala for the first time in years.",
}
BEES = {
    "title": "Bees return",
    "text": "Beekeepers counted twice as many swarms in the valley as they had the year before.",
}


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    monkeypatch.setenv("KHABAR_FETCH_ALLOW", "127.0.0.1")
    monkeypatch.setattr("ingest.polite.REST", 0.0)
    with serving() as server:
        yield server


def ingest(khabar: Khabar, *sources: object, stdin: str | None = None) -> tuple[int, int, int, int]:
    """Take sources in; how many were added, updated, unchanged, removed."""
    found = document(khabar("ingest", "--json", *sources, stdin=stdin))
    return found["added"], found["updated"], found["unchanged"], found["removed"]


def held(folder: Path) -> dict[str, tuple[int, str]]:
    """What the archive has: versions and texts, by id."""
    with Archive.open(folder) as archive:
        ids = [row[0] for row in archive._connection.execute("SELECT id FROM articles")]
        articles = [archive.article(id_) for id_ in ids]
        assert archive.check() == []
    return {one.id: (one.version, one.text) for one in articles}


def versions(folder: Path) -> list[int]:
    return sorted(version for version, _ in held(folder).values())


# ---- records


class Folder:
    """A folder with a file of records that have no names."""

    def __init__(self, place: Path, name: str) -> None:
        self.path, self.name = place / "in", name
        self.path.mkdir()

    def write(self, *records: dict[str, Any]) -> Path:
        text = as_lines([*records]) if self.name.endswith("l") else json.dumps(records)
        (self.path / self.name).write_text(text, "utf-8")
        return self.path


@pytest.fixture(params=["day.jsonl", "day.json"])
def records(request: pytest.FixtureRequest, tmp_path: Path) -> Folder:
    return Folder(tmp_path, request.param)


def test_a_record_put_first_moved_or_taken_out_changes_no_other(
    khabar: Khabar, folder: Path, records: Folder
) -> None:
    assert ingest(khabar, records.write(MILL, FERRY, CHOIR)) == (3, 0, 0, 0)
    assert ingest(khabar, records.write(BEES, MILL, FERRY, CHOIR)) == (1, 0, 3, 0)
    assert ingest(khabar, records.write(CHOIR, BEES, FERRY, MILL)) == (0, 0, 4, 0)
    assert ingest(khabar, records.write(CHOIR, FERRY, MILL)) == (0, 0, 3, 1)
    assert ingest(khabar, records.path) == (0, 0, 3, 0)
    assert versions(folder) == [1, 1, 1]


def test_a_record_in_the_place_of_one_on_something_else_is_not_its_correction(
    khabar: Khabar, folder: Path, records: Folder
) -> None:
    ingest(khabar, records.write(MILL, FERRY))
    assert ingest(khabar, records.write(BEES, FERRY)) == (1, 0, 1, 1)
    assert versions(folder) == [1, 1]


def test_a_changed_record_is_a_wording_of_the_one_it_is_most_like(
    khabar: Khabar, folder: Path, records: Folder
) -> None:
    corrected = MILL | {"text": MILL["text"].replace("9 engines", "13 engines")}
    ingest(khabar, records.write(MILL, FERRY))
    (before,) = (id_ for id_, (_, text) in held(folder).items() if "mill" in text)
    assert ingest(khabar, records.write(BEES, FERRY, corrected)) == (1, 1, 1, 0)
    assert held(folder)[before] == (2, corrected["text"])
    assert ingest(khabar, records.path) == (0, 0, 3, 0)


def test_an_id_counts_within_its_source(khabar: Khabar, folder: Path, tmp_path: Path) -> None:
    def dump(name: str, source: str, *records: dict[str, Any]) -> Path:
        numbered = [one | {"id": number, "source": source} for number, one in enumerate(records, 1)]
        (tmp_path / name).write_text(json.dumps(numbered), "utf-8")
        return tmp_path / name

    assert ingest(khabar, dump("a.json", "Post", MILL, FERRY), dump("b.json", "Gazette", CHOIR, BEES))[0] == 4
    assert set(held(folder)) == {"1", "2", "Gazette:1", "Gazette:2"}
    corrected = CHOIR | {"text": CHOIR["text"].replace("first", "second")}
    later = dump("later.json", "gazette", corrected, BEES)
    assert ingest(khabar, later) == (0, 1, 1, 0)
    assert held(folder)["Gazette:1"] == (2, corrected["text"])
    assert held(folder)["1"] == (1, MILL["text"])
    assert ingest(khabar, tmp_path / "a.json", later) == (0, 0, 4, 0)


def test_an_id_without_a_source_counts_within_its_file(khabar: Khabar, folder: Path, tmp_path: Path) -> None:
    for name, record in (("a.jsonl", MILL), ("b.jsonl", FERRY)):
        (tmp_path / name).write_text(as_lines([record | {"id": "x"}]), "utf-8")
        ingest(khabar, tmp_path / name)
    assert held(folder) == {"x": (1, MILL["text"]), f"{tmp_path / 'b.jsonl'}:x": (1, FERRY["text"])}
    assert ingest(khabar, tmp_path / "a.jsonl", tmp_path / "b.jsonl") == (0, 0, 2, 0)


def test_of_several_records_with_one_qualified_id_the_last_counts_every_time(
    khabar: Khabar, folder: Path, tmp_path: Path
) -> None:
    later = CHOIR | {"text": CHOIR["text"].replace("first", "second")}
    lines = [one | {"id": 1, "source": "Gazette"} for one in (CHOIR, later)]
    (tmp_path / "a.jsonl").write_text(as_lines([MILL | {"id": 1, "source": "Post"}, *lines]), "utf-8")
    ingest(khabar, tmp_path / "a.jsonl")
    ingest(khabar, tmp_path / "a.jsonl")
    assert held(folder) == {"1": (1, MILL["text"]), "Gazette:1": (2, later["text"])}


def test_records_that_all_name_the_front_page_are_articles_each(khabar: Khabar, records: Folder) -> None:
    home = {"url": "https://post.example/"}
    assert ingest(khabar, records.write(MILL | home, FERRY | home, CHOIR | home)) == (3, 0, 0, 0)
    assert ingest(khabar, records.write(BEES | home, MILL | home, FERRY | home, CHOIR | home))[:2] == (1, 0)


def test_of_two_wordings_in_a_file_the_newer_counts_wherever_it_stands(
    khabar: Khabar, tmp_path: Path
) -> None:
    new = MILL | {
        "text": MILL["text"].replace("9 engines", "13 engines"),
        "published": "2024-05-01T16:00:00Z",
    }
    old = MILL | {"published": "2024-05-01T10:00:00Z"}
    (tmp_path / "a.jsonl").write_text(as_lines([one | {"id": "mill"} for one in (new, old)]), "utf-8")
    for _ in range(2):
        ingest(khabar, tmp_path / "a.jsonl")
        found = document(khabar("article", "mill", "--json"))
        assert ("13 engines" in found["text"], found["version"]) == (True, 1)


# ---- pages


def canonical(address: str) -> str:
    return f'<link rel="canonical" href="{address}">'


@pytest.mark.parametrize("named", ["/", "/index.html", "/news", "/derna"])
def test_pages_that_name_one_address_as_theirs_are_articles_each(
    khabar: Khabar, web: Web, folder: Path, named: str
) -> None:
    texts = {"sirte": BEES, "derna": MILL, "ghat": FERRY}
    for name, one in texts.items():
        web[f"/{name}"] = page(name, head=canonical(named), text=f"{one['text']} {one['text']}")
    urls = [web.url(f"/{name}") for name in texts]
    assert ingest(khabar, *urls) == (3, 0, 0, 0)
    assert ingest(khabar, *reversed(urls)) == (0, 0, 3, 0)
    assert versions(folder) == [1, 1, 1]


def test_variants_of_a_page_that_name_it_are_one_article(khabar: Khabar, web: Web, folder: Path) -> None:
    for path in ("/derna/amp", "/m/derna", "/derna"):
        web[path] = page("Derna", head=canonical("/derna"))
    assert ingest(khabar, *map(web.url, ("/derna/amp", "/m/derna", "/derna"))) == (1, 0, 2, 0)
    assert list(held(folder)) == [web.url("/derna")]


def test_a_page_that_sends_on_is_where_it_sends_to(khabar: Khabar, web: Web) -> None:
    web["/old"] = page("Derna")
    ingest(khabar, web.url("/old"))
    web["/new"] = page("Derna", text=story("Derna").replace("12 million", "15 million"))
    web["/old"] = Page(status=301, headers={"Location": web.url("/new")})
    assert ingest(khabar, web.url("/old")) == (0, 1, 0, 0)
    assert ingest(khabar, web.url("/new")) == (0, 0, 1, 0)
    assert document(khabar("article", web.url("/new"), "--json"))["id"] == web.url("/old")


# ---- feeds


def rss(*entries: tuple[str, str, dict[str, str], str]) -> str:
    """A feed of entries: what it knows them by, their links, title and text, the hour of the day."""
    known = {guid: f"<guid isPermaLink='false'>{guid}</guid>" if guid else "" for guid, *_ in entries}
    dated = {
        hour: f"<pubDate>Wed, 01 May 2024 {hour}:00:00 GMT</pubDate>" if hour else "" for *_, hour in entries
    }
    items = "".join(
        f"<item><title>{one['title']}</title>{known[guid]}<link>{link}</link>"
        f"<description>{one['text']}</description>{dated[hour]}</item>"
        for guid, link, one, hour in entries
    )
    return f'<rss version="2.0"><channel><title>Post</title>{items}</channel></rss>'


MORE = {"title": "Mill burns, 13 engines", "text": MILL["text"].replace("9 engines", "13 engines")}


def test_what_a_feed_knows_an_entry_by_carries_it_through_a_changed_link(
    khabar: Khabar, web: Web, folder: Path
) -> None:
    web["/feed"] = rss(("n-7", web.url("/mill-9"), MILL, ""))
    ingest(khabar, web.url("/feed"))
    web["/feed"] = rss(("n-7", web.url("/mill-13"), MORE, ""))
    assert ingest(khabar, web.url("/feed")) == (0, 1, 0, 0)
    assert held(folder) == {web.url("/mill-9"): (2, MORE["text"])}
    assert ingest(khabar, web.url("/feed")) == (0, 0, 1, 0)
    web["/mill-13"] = page("mill", text=f"{MORE['text']} {MORE['text']}")
    ingest(khabar, web.url("/mill-13"))
    assert list(held(folder)) == [web.url("/mill-9")]


def test_a_number_that_a_feed_uses_again_for_another_story_carries_nothing(
    khabar: Khabar, web: Web, folder: Path
) -> None:
    for one in (MILL, FERRY):
        web["/feed"] = rss(("1", web.url(f"/{one['title'][:4]}"), one, ""))
        ingest(khabar, web.url("/feed"))
    assert versions(folder) == [1, 1]


@pytest.mark.parametrize("guids", [("w-1", "w-2", "w-3"), ("", "", "")], ids=["guids", "places in the page"])
def test_entries_with_one_link_are_articles_each(
    khabar: Khabar, web: Web, folder: Path, guids: tuple[str, ...]
) -> None:
    links = [web.url(f"/live{'' if guids[0] else f'#e-{number}'}") for number in range(3)]
    entries = [*zip(guids, links, (MILL, FERRY, CHOIR), ("10", "11", "12"), strict=True)]
    web["/feed"] = rss(entries[0])
    ingest(khabar, web.url("/feed"))
    web["/feed"] = rss(*reversed(entries))
    assert ingest(khabar, web.url("/feed")) == (2, 0, 1, 0)
    assert ingest(khabar, web.url("/feed")) == (0, 0, 3, 0)
    web["/feed"] = rss(entries[2])
    assert ingest(khabar, web.url("/feed")) == (0, 0, 1, 0)
    assert versions(folder) == [1, 1, 1]


def test_one_entry_after_another_with_the_same_link_and_other_stories_are_articles_each(
    khabar: Khabar, web: Web, folder: Path
) -> None:
    for guid, one in (("w-1", MILL), ("w-2", FERRY)):
        web["/feed"] = rss((guid, web.url("/warnings"), one, ""))
        assert ingest(khabar, web.url("/feed")) == (1, 0, 0, 0)
    assert versions(folder) == [1, 1]


def test_an_entry_that_its_feed_gives_a_new_name_with_each_change_is_one(
    khabar: Khabar, web: Web, folder: Path
) -> None:
    for guid, one in (("mill#0", MILL), ("mill#1", MORE)):
        web["/feed"] = rss((guid, web.url("/mill"), one, ""))
        ingest(khabar, web.url("/feed"))
    assert versions(folder) == [2]


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_wordings_in_a_feed_the_newer_counts(
    khabar: Khabar, web: Web, folder: Path, order: int
) -> None:
    web["/feed"] = rss(*[("", web.url("/mill"), MORE, "16"), ("", web.url("/mill"), MILL, "10")][::order])
    ingest(khabar, web.url("/feed"))
    assert held(folder) == {web.url("/mill"): (1, MORE["text"])}


def test_a_feed_behind_another_of_its_host_changes_nothing_back(
    khabar: Khabar, web: Web, folder: Path
) -> None:
    web["/one"], web["/two"] = (
        rss(("", web.url("/mill"), one, hour)) for one, hour in ((MORE, "16"), (MILL, "10"))
    )
    for path in ("/one", "/two", "/one", "/two"):
        ingest(khabar, web.url(path))
    assert held(folder) == {web.url("/mill"): (1, MORE["text"])}
