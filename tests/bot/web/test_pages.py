"""The pages as a browser without a script gets them."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.testclient import TestClient

DERNA = "How many people died in Derna?"


def text_of(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


def test_an_answer_is_a_conversation_with_an_address_of_its_own(client: TestClient) -> None:
    asked = client.post("/ask", data={"question": DERNA}, follow_redirects=False)
    assert asked.status_code == 303
    assert re.fullmatch(r"/c/[\w-]{22}#t1", asked.headers["location"])
    page = client.get(asked.headers["location"])
    assert "said that 6,000 people had died" in text_of(page.text)


def test_a_quote_leads_to_its_sentence_in_the_article(client: TestClient) -> None:
    page = client.post("/ask", data={"question": DERNA}).text
    address = unescape(re.search(r'href="(/a/flood\?[^"]*)"', page)[1])  # type: ignore[index]
    read = client.get(address).text
    marked = re.search(r'<mark class="cited" id="s=(\d+-\d+)">([^<]*)</mark>', read)
    assert marked
    assert address.endswith(f"#s={marked[1]}")
    assert "6,000 people had died" in marked[2]
