"""What the tests of the pages have in their archive."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from index.failures import RecordedFailure
from index.types import Article
from index.visits import Visit

SAMPLES = Path(__file__).parents[3] / "samples"

_FLOOD = (
    "Floods swept through Derna on Sunday. The mayor of Derna, Abdulmenam al-Ghaithi, said that {dead} people had"
    " died. Two dams outside the city had burst during the storm.\nRescuers from Tunisia arrived in the harbour on"
    " Tuesday with two ships. {last}"
)
FLOOD = {
    "id": "flood",
    "title": "Floods in Derna",
    "text": _FLOOD.format(dead="5,300", last="The airport of Labraq stayed closed."),
    "source": "Gulf Wire",
    "url": "https://gulf.example/derna-floods",
    "author": "Nadia Haddad",
    "published": "2023-09-12T08:00:00Z",
}
BRIDGE = {
    "id": "bridge",
    "title": "A bridge for Mosul",
    "text": "Engineers finished the new bridge over the Tigris in Mosul. It cost 12 million dollars and opened to cars"
    " on Monday, said the governor of Nineveh.",
    "source": "Tigris Post",
    "url": "https://tigris.example/bridge",
    "published": "2021-03-02",
}
COPY = BRIDGE | {"id": "bridge-again", "source": "Nineveh Daily", "url": "https://nineveh.example/bridge"}
# Markup, a script and the ends of attributes in every field, as if no reader of a format had taken them out.
HOSTILE = "\"'><script>pwned('{0}')</script><img src=x onerror=pwned('{0}')><svg onload=pwned('{0}')>"
TRAP = Article(
    id="trap" + HOSTILE.format("id"),
    title="Zorbium prices" + HOSTILE.format("title"),
    text="The price of zorbium in Quuxville rose to 77 crowns on Friday.\n"
    + HOSTILE.format("text")
    + "\nTraders in"
    " Quuxville said javascript:pwned('words') and {{7*7}} ${7*7} &lt;b&gt; \u202eevil\u2069 \x1b[31m.",
    language="en",
    source="Quux " + HOSTILE.format("source"),
    url="https://quux.example/?q=\"><script>pwned('url')</script>",
    author="Eve " + HOSTILE.format("author"),
    published=datetime(2022, 5, 6, tzinfo=UTC),
)
FIRST = [FLOOD, BRIDGE, COPY]
LATER = [FLOOD | {"text": _FLOOD.format(dead="6,000", last="The airport of Labraq has opened again.")}]
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
FEEDS = [
    Visit("https://gulf.example/rss?key=5ecre7key5ecre7", "feed", articles=12, last_ok=NOW),
    Visit(
        "https://quux.example/feed",
        "feed",
        last_error="the server answered 503 <script>pwned('feed')</script>",
        failures=4,
        failing_since=NOW - timedelta(days=2),
        retry_at=NOW + timedelta(days=3),
    ),
]
FAILURES = [
    RecordedFailure("news/<script>pwned('file')</script>.html", "it holds no article", retry=False, at=NOW),
    RecordedFailure(
        "https://gulf.example/late",
        "the server is silent",
        retry=True,
        at=NOW,
        retry_at=NOW + timedelta(days=5),
    ),
]
