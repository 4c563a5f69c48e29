"""What a feed's entries say, and what of a feed is none."""

from __future__ import annotations

from typing import Any

import pytest

from ingest import feed

MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/"'
PICTURE = (
    "<media:content><media:title>A picture</media:title><media:description>"
    "A long description of the picture, longer than the entry's own.</media:description></media:content>"
)
OWN = "<title>No deal</title><description>It met.</description>"


def parsed(*items: str, head: str = "", names: str = MEDIA) -> dict[str, Any]:
    whole = (
        f'<?xml version="1.0"?><rss version="2.0" {names}><channel><title>Post</title>{head}{"".join(items)}'
    )
    return feed.parse(f"{whole}</channel></rss>".encode(), "http://a.example/feed")


def only(*parts: str, **options: str) -> dict[str, Any]:
    (entry,) = parsed(f"<item><link>http://a.example/1</link>{''.join(parts)}</item>", **options)["entries"]
    return dict(entry)


@pytest.mark.parametrize("parts", [(OWN, PICTURE), (PICTURE, OWN)])
def test_a_picture_s_title_and_description_are_not_the_entry_s(parts: tuple[str, str]) -> None:
    entry = only(*parts)
    assert (entry["title"], entry["text"]) == ("No deal", "It met.")


def test_any_prefix_may_stand_for_media() -> None:
    names = 'xmlns:m="http://search.yahoo.com/mrss/"'
    assert only(OWN, PICTURE.replace("media:", "m:"), names=names)["text"] == "It met."


def test_of_a_film_its_description_is_all_there_is() -> None:
    assert "longer than" in only("<title>Film</title>", PICTURE)["text"]


@pytest.mark.parametrize(
    ("parts", "authors"),
    [
        ("<author>desk@a.example (Jane Doe)</author>", ["desk@a.example (Jane Doe)"]),
        ("<dc:creator>Jane Doe</dc:creator><dc:creator>John Roe</dc:creator>", ["Jane Doe", "John Roe"]),
        (
            "<author>a@a.example (Jane Doe)</author><author>b@a.example (John Roe)</author>",
            ["Jane Doe", "John Roe"],
        ),
    ],
)
def test_all_authors_are_named(parts: str, authors: list[str]) -> None:
    found = only(OWN, parts, names='xmlns:dc="http://purl.org/dc/elements/1.1/"')["author"]
    assert [each.rstrip(")") for each in found] == [each.rstrip(")") for each in authors]


def test_a_feed_s_language_is_what_its_entries_are_likely_in() -> None:
    assert only(OWN, head="<language>ar-LY</language>")["likely_language"].lower() == "ar-ly"


def test_warnings_of_the_server_stand_in_no_entry() -> None:
    warning = (
        b"<br />\n<b>Deprecated</b>: strftime() is deprecated in <b>/srv/a.php</b> on line <b>48</b><br />\n"
    )
    whole = feed.parse(
        warning
        + f'<?xml version="1.0"?><rss version="2.0"><channel><item>{OWN}</item></channel></rss>'.encode()
    )
    assert [each["title"] for each in whole["entries"]] == ["No deal"]
