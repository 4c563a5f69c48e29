"""News as a web server has it: feeds and pages for the tests."""

from __future__ import annotations

from html import escape

SENTENCES = (
    "The council of {place} met on Tuesday and agreed to rebuild the old harbour before the winter storms come.",
    "Its chairman told reporters in {place} that the work would cost 12 million dollars and take two years.",
    "Fishermen had asked for a new pier since a storm in March destroyed the wooden one at the northern end.",
    "Opposition members said that the money of {place} should rather be spent on schools and on the hospital.",
)
PLACES = ("Sirte", "Derna", "Tobruk", "Zliten", "Ghat", "Murzuq", "Hun", "Brak")


def story(place: str) -> str:
    return " ".join(SENTENCES).format(place=place)


def page(place: str, *, head: str = "", text: str | None = None) -> str:
    paragraphs = (text or story(place)).split(". ")
    body = "".join(f"<p>{escape(each.rstrip('.'))}.</p>" for each in paragraphs)
    return (
        f"<!DOCTYPE html><html><head><title>The harbour of {place}</title>{head}</head>"
        f"<body><article><h1>The harbour of {place}</h1>{body}</article></body></html>"
    )


def rss(*items: str, title: str = "Gulf Wire") -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{"".join(items)}</channel></rss>'


def item(url: str, place: str, *, text: str | None = None, guid: str = "") -> str:
    return (
        f"<item><title>The harbour of {place}</title><link>{escape(url)}</link>"
        f"<description>{escape(text or story(place))}</description>"
        f"{f'<guid>{guid}</guid>' if guid else ''}<pubDate>Wed, 08 Jul 2020 10:00:00 GMT</pubDate></item>"
    )
