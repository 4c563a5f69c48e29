"""A page with an article of four paragraphs, for tests of what else stands in it."""

from __future__ import annotations

from ingest import page

ADDRESS = "https://tesmar.example/news/lock"
FIRST, LAST = (
    "The mayor of Tesmar denied on Friday that the lock would ever be sold to anybody, whoever asked for it.",
    "The town council meets again on Monday and hears what the harbour office has to say about its letters.",
)
BEFORE = f"""<p>{FIRST}</p>
<p>The harbour office had written to eleven shipping companies in spring, as the Courier found out in March. The
letters named a price, and a day by which the companies were to answer; none of them was shown to the council.</p>
<p>Four of them answered, and one of them offered thirteen million crowns for the lock and the land around it.</p>"""
AFTER = f"""<p>Who works there was told nothing of it. The lock keeper, who has been there thirty years, said that he
had heard of the letters on the radio, and that he had gone on opening the gates as he did on any other day.</p>
<p>It was built a hundred and forty years ago, and has been closed for repairs in two winters since the flood.</p>
<p>{LAST}</p>"""


def text_of(article: str) -> str:
    """Return the text of a page with this HTML in its article, below the headline."""
    head = "<title>No sale of the lock</title>"
    html = f"<html><head>{head}</head><body><article><h1>No sale of the lock</h1>{article}</article></body></html>"
    return str(page.parse(html.encode(), ADDRESS)["text"])
