"""The pages as a browser without a script gets them."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from bot.answering.types import Answer, Citation, Sentence
from index.types import Article, Passage, Span

if TYPE_CHECKING:
    from conftest import Reader

    from bot.web.site import Site

DERNA = "How many people died in Derna?"


def text_of(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


def test_an_answer_is_a_conversation_with_an_address_of_its_own(client: Reader) -> None:
    asked = client.submit("/ask", data={"question": DERNA}, follow_redirects=False)
    assert asked.status_code == 303
    assert re.fullmatch(r"/c/[\w-]{22}#t1", asked.headers["location"])
    page = client.get(asked.headers["location"])
    assert "said that 6,000 people had died" in text_of(page.text)


def test_a_quote_leads_to_its_sentence_in_the_article(client: Reader) -> None:
    page = client.submit("/ask", data={"question": DERNA}).text
    address = unescape(re.search(r'href="(/a/flood\?[^"]*)"', page)[1])  # type: ignore[index]
    read = client.get(address).text
    marked = re.search(r'<mark class="cited" id="s=(\d+-\d+)">([^<]*)</mark>', read)
    assert marked
    assert address.endswith(f"#s={marked[1]}")
    assert "6,000 people had died" in marked[2]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("  ", "Write a question first."),
        ("x" * 1_001, "The question has 1001 characters: ask in at most 1000."),
    ],
)
def test_what_is_no_question_is_told_where_it_can_be_put_right(
    client: Reader, question: str, told: str
) -> None:
    page = client.submit("/ask", data={"question": question}, follow_redirects=False)
    assert page.status_code == 400
    assert told in text_of(page.text)


def test_a_source_that_there_is_not_is_told_with_the_question_kept(client: Reader) -> None:
    page = client.submit("/ask", data={"question": DERNA, "source": "Golf Wire Times"})
    assert page.status_code == 400
    assert "no article is of the source" in text_of(page.text)
    assert f'value="{DERNA}"' in page.text
    assert '<details class="narrow" open>' in page.text


def test_a_question_is_answered_from_the_articles_that_are_chosen(client: Reader) -> None:
    page = client.submit("/ask", data={"question": DERNA, "until": "2022-01-01"})
    assert "6,000" not in page.text
    assert 'value="2022-01-01"' in page.text


def test_a_form_that_is_too_large_is_not_read(client: Reader) -> None:
    assert client.submit("/ask", data={"question": "x" * 140_000}).status_code == 413


@pytest.mark.parametrize("path", ["/c/none", "/a/none", "/a/flood?v=7", "/a/flood?v=x", "/a/flood?against=9"])
def test_where_there_is_nothing_that_is_said(client: Reader, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 404
    assert "There is nothing at this address." in page.text


def test_the_script_gets_the_turn_that_the_page_shows(client: Reader) -> None:
    events = client.submit("/ask", data={"question": DERNA}, headers={"accept": "text/event-stream"})
    name, data = events.text.strip().split("\n")[-2:]
    assert name == "event: answer"
    told = json.loads(data.removeprefix("data: "))
    page = client.get(f"/c/{told['conversation']}")
    assert told["html"].strip() in page.text


def test_the_script_is_told_what_is_wrong(client: Reader) -> None:
    asked = {"question": DERNA, "since": "soon"}
    events = client.submit("/ask", data=asked, headers={"accept": "text/event-stream"})
    assert events.text.startswith("event: problem\n")
    assert "since 'soon' is no date" in events.text


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("ar-EG,en;q=0.5", "ar"),
        ("de, fr;q=0.3, ar;q=0.1", "fr"),
        ("xx", "en"),
        ("fr;q=x, ar", "ar"),
        ("", "en"),
    ],
)
def test_a_page_is_in_the_language_that_a_browser_asks_for(
    client: Reader, accepted: str, language: str
) -> None:
    page = client.get("/", headers={"accept-language": accepted})
    assert f'<html lang="{language}"' in page.text


def test_a_language_that_is_chosen_stays(client: Reader) -> None:
    assert '<html lang="ar" dir="rtl">' in client.get("/t?q=x&hl=ar").text
    assert '<html lang="ar" dir="rtl">' in client.get("/").text
    assert '<html lang="en" dir="ltr">' in client.get("/?hl=en").text


def test_the_way_to_the_publisher_leads_to_what_is_cited(client: Reader) -> None:
    page = unescape(client.get("/a/flood?v=2&s=38-113").text)
    assert 'href="https://gulf.example/derna-floods#:~:text=The%20mayor%20of%20Derna' in page


def test_an_article_names_its_copies_and_wordings(client: Reader) -> None:
    assert "Nineveh Daily" in text_of(client.get("/a/bridge").text)
    flood = client.get("/a/flood?v=1")
    assert "This is not the article’s newest wording" in text_of(flood.text)
    assert "5,300 people" in text_of(flood.text)
    assert 'href="/a/flood?v=2&amp;against=1"' in flood.text


def test_a_topics_articles_are_counted_by_their_day(client: Reader) -> None:
    page = client.get("/t?q=Derna").text
    assert re.findall(r'data-label="([^"]*; [1-9][^"]*)"', page) == ["12 September 2023; 1 article"]
    assert "Floods swept through Derna" in text_of(page)
    assert "Mosul" not in text_of(page)


def test_the_archive_says_whose_articles_it_has_and_what_failed(client: Reader) -> None:
    page = text_of(client.get("/archive").text)
    assert "5 articles" in page
    assert "Tigris Post" in page
    assert re.search(r"gulf\.example/rss\?key=…\s+answers\s+28 November 2026\s*12", page)
    assert re.search(
        r"quux\.example/feed\s+silent the server answered 503 <script>.*again on 1 December 2026", page
    )
    assert re.search(r"it holds no article\s*is not tried again by itself", page)
    assert re.search(r"the server is silent\s*to be tried again on \d+ \w+ 20\d\d", page)


def test_a_pages_forms_send_back_what_they_must(client: Reader) -> None:
    page = client.submit("/ask", {"question": DERNA})
    token = client.cookies["khabar-csrf"]
    posted = re.findall(
        rf'<form[^>]*method="post"[^>]*>\s*<input type="hidden" name="csrf" value="{token}">', page.text
    )
    assert len(posted) == page.text.count('method="post"') >= 2


def test_a_form_without_what_its_page_had_is_refused(client: Reader) -> None:
    assert client.post("/ask", data={"question": DERNA}).status_code == 403


def test_nothing_made_from_an_article_that_is_gone_is_shown(client: Reader, site: Site) -> None:
    gone = Article("gone", "Five ships came.", "Ships", "en")
    cited = Citation(1, Passage(1, gone, Span(0, 16), ()), Span(0, 16))
    told = Answer("How many?", "en", (Sentence("There were five, says Captain Nemo.", (1,)),), (cited,))
    name, _ = site.conversations.add(None, told, {})
    page = text_of(client.get(f"/c/{name}").text)
    assert "How many?" in page
    assert "This article has been taken out of the archive." in page
    assert "Nemo" not in page


def test_a_sentence_that_a_language_model_wrote_leads_to_the_quotes_it_rests_on(
    client: Reader, site: Site
) -> None:
    flood = site.archive.article("flood")
    cited = Citation(1, Passage(1, flood, Span(0, 113), ()), Span(38, 113))
    told = Answer("How many?", "en", (Sentence("Six thousand died.", (1,)),), (cited,), mode="generated")
    name, _ = site.conversations.add(None, told, {})
    page = client.get(f"/c/{name}").text
    assert 'Six thousand died. <a class="mark" href="#t1n1">[1]</a>' in page
    assert 'id="t1n1"' in page
    assert "said that 6,000 people had died" in text_of(page)


def test_what_else_an_answer_quotes_of_an_article_is_marked_there_too(client: Reader, site: Site) -> None:
    flood = site.archive.article("flood")
    spans = Span(0, 37), Span(38, 113)
    cited = tuple(
        Citation(number, Passage(1, flood, Span(0, 113), ()), one) for number, one in enumerate(spans, 1)
    )
    told = Answer("How many?", "en", (Sentence("Many.", (1, 2)),), cited, mode="generated")
    name, _ = site.conversations.add(None, told, {})
    (address,) = set(re.findall(r'href="(/a/flood[^"]*s=38-113)"', client.get(f"/c/{name}").text))
    page = client.get(unescape(address)).text
    assert '<mark class="also" id="s=0-37">Floods swept through Derna on Sunday.</mark>' in page
    assert '<mark class="cited" id="s=38-113">The mayor' in page


def test_what_pages_bring_along_is_asked_for_again_and_sent_once(client: Reader) -> None:
    style = client.get("/static/khabar.css")
    assert style.headers["cache-control"] == "no-cache"
    assert (
        client.get("/static/khabar.css", headers={"if-none-match": style.headers["etag"]}).status_code == 304
    )
    assert client.get("/static/../pages.py").status_code == 404
