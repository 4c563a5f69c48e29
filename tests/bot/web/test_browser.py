"""The pages in a browser: Debian's chromium, driven by Playwright, over a server on this machine."""

from __future__ import annotations

import json
import socket
import threading
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from time import sleep
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
import uvicorn
from starlette.applications import Starlette

from bot.web.pages import routes
from bot.web.people import Access, Door
from bot.web.safety import Guard, Place

CHROMIUM = which("chromium")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no chromium here: apt-get install chromium")
sync_api = pytest.importorskip(
    "playwright.sync_api", reason="playwright isn't installed: pip install playwright"
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

    from bot.answering.types import Answer
    from bot.web.site import Site

ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
)  # fmt: skip
DERNA = "How many people died in Derna?"
SIRTE = "ماذا اقترحت ألمانيا لسرت؟"
# What a page must not do, noted in the page itself: run what an article brings, break its own policy, fail.
WATCH = """
window.noted = [];
window.pwned = (where) => noted.push(`ran ${where}`);
addEventListener("securitypolicyviolation", (e) => noted.push(`${e.violatedDirective} ${e.blockedURI} ${e.sample}`));
addEventListener("error", (e) => noted.push(`error ${e.message}`));
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) window.shifted = (window.shifted || 0) + (one.hadRecentInput ? 0 : one.value);
}).observe({ type: "layout-shift", buffered: true });
"""


@contextmanager
def serving(application: Any, port: int = 0) -> Iterator[str]:
    """Serve an application, on a port of its own if none is given; give its address. In the end it is killed."""
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", port))
        server = uvicorn.Server(uvicorn.Config(application, log_level="critical", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = server.force_exit = True
        thread.join(10)


@pytest.fixture(scope="module")
def address(application: Any) -> Iterator[str]:
    with serving(application) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_api.sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)


@contextmanager
def opened(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    """Open a page that is watched: in the end nothing must be noted, and nothing asked of any other host."""
    context: BrowserContext = browser.new_context(base_url=address, **options)
    context.add_init_script(WATCH)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.set_default_timeout(10_000)
    page = context.new_page()
    yield page
    if options.get("java_script_enabled", True):
        assert page.evaluate("noted") == []
    assert [one for one in asked if not one.startswith((address, "data:"))] == []
    context.close()


def ask(page: Page, question: str) -> None:
    """Ask from the page that is open, and wait for the answer."""
    before = page.locator(".turn:not(.pending)").count()
    page.fill("#question", question)
    page.press("#question", "Enter")
    page.locator(".turn:not(.pending)").nth(before).wait_for()


@dataclass(frozen=True)
class Asked:
    language: str
    direction: str
    question: str
    quoted: str


ENGLISH = Asked("en", "ltr", DERNA, "6,000 people had died")
ARABIC = Asked("ar", "rtl", SIRTE, "منزوعة السلاح")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("asked", [ENGLISH, ARABIC], ids=["en", "ar"])
def test_from_a_question_one_stands_at_the_cited_sentence(
    browser: Browser, address: str, asked: Asked, *, script: bool
) -> None:
    with opened(browser, address, locale=asked.language, java_script_enabled=script) as page:
        page.goto("/")
        assert page.locator("html").get_attribute("dir") == asked.direction
        ask(page, asked.question)
        words = page.locator("blockquote", has_text=asked.quoted).first
        assert words.get_attribute("dir") == asked.direction
        words.locator("a").click()
        cited = page.locator("mark.cited")
        cited.wait_for()
        start, end = map(int, page.url.partition("#s=")[2].split("-"))
        assert asked.quoted in cited.inner_text()
        assert len(cited.inner_text()) == end - start
        sentence = cited.bounding_box()
        assert sentence
        assert 0 <= sentence["y"] <= page.viewport_size["height"] - sentence["height"]  # type: ignore[index]


def test_a_sentence_named_behind_the_hash_alone_is_marked_too(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.goto("/a/flood?v=2#s=38-59")
        page.locator("mark.cited").wait_for()
        assert page.locator("mark.cited").inner_text() == "The mayor of Derna, A"


def test_a_conversation_reads_the_same_when_it_is_loaded_again(browser: Browser, address: str) -> None:
    with opened(browser, address, locale="en") as page:
        page.goto("/")
        ask(page, DERNA)
        ask(page, "When?")
        page.wait_for_url("**/c/*#t2")
        shown = page.locator("#turns").inner_text()
        assert "6,000" in shown
        page.reload()
        assert page.locator("#turns").inner_text() == shown
        with opened(browser, address, locale="en") as another:
            another.goto(page.url)
            assert another.locator("#turns").inner_text() == shown


def test_a_follow_up_knows_what_was_asked_before_it(browser: Browser, address: str) -> None:
    with opened(browser, address, locale="en") as page:
        page.goto("/")
        ask(page, "How much did the bridge in Mosul cost?")
        ask(page, "When did it open?")
        assert "opened to cars on Monday" in page.locator(".turn").nth(1).inner_text()


def test_nothing_moves_once_the_answer_is_there(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.goto("/")
        ask(page, DERNA)
        page.evaluate("window.shifted = 0")
        page.wait_for_timeout(300)
        assert page.evaluate("shifted") == 0


def test_a_page_weighs_little(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        weights: list[int] = []
        page.on("response", lambda response: weights.append(len(response.body())))
        page.goto("/", wait_until="networkidle")
        ask(page, DERNA)
        page.goto("/a/flood", wait_until="networkidle")
        assert len(weights) >= 5
        assert sum(weights) <= 120_000


def test_what_was_thought_of_an_answer_is_kept(browser: Browser, address: str) -> None:
    with opened(browser, address, locale="en") as page:
        page.goto("/")
        ask(page, DERNA)
        page.get_by_role("button", name="This answer helps").click()
        page.get_by_text("Thank you, it is noted.").wait_for()
        page.reload()
        assert page.locator('.rate button[value="1"]').get_attribute("aria-pressed") == "true"


HOSTILE = quote("\"'><script>pwned(1)</script>", safe="")


def test_whatever_an_article_or_a_question_holds_runs_nowhere(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.goto("/")
        assert "<script>" in page.locator(".examples").inner_text()
        ask(page, "\"'><script>pwned('question')</script><img src=x onerror=pwned('question')>?")
        ask(page, "What did the price of zorbium in Quuxville rise to?")
        page.reload()
        assert "77 crowns" in page.locator(".card").first.inner_text()
        page.locator("blockquote a", has_text="77 crowns").first.click()
        page.locator("mark.cited").wait_for()
        assert "pwned('text')" in page.locator(".text").inner_text()
        assert "pwned('title')" in page.locator("h1").inner_text()
        assert "pwned('author')" in page.locator(".facts").inner_text()
        for path in (f"/?q={HOSTILE}", f"/?hl={HOSTILE}", f"/c/{HOSTILE}", f"/a/{HOSTILE}?v={HOSTILE}",
                     f"/t?q={HOSTILE}&since={HOSTILE}", "/t", "/archive"):  # fmt: skip
            page.goto(path)
            assert page.evaluate("noted") == []


def test_a_stretch_of_time_is_chosen_with_the_keyboard(browser: Browser, address: str) -> None:
    with opened(browser, address, locale="en") as page:
        page.goto("/t")
        page.get_by_role("slider").focus()
        page.keyboard.press("End")
        page.keyboard.press("Shift+ArrowLeft")
        assert page.locator(".chosen").inner_text() == "August 2023 – September 2023"
        page.keyboard.press("Enter")
        page.wait_for_url("**/t?since=2023-08-01&until=2023-09-30")
        assert "Derna" in page.locator(".events").inner_text()
        assert "Mosul" not in page.locator(".events").inner_text()


def test_a_stretch_of_time_is_chosen_by_dragging(browser: Browser, address: str) -> None:
    with opened(browser, address, locale="en") as page:
        page.goto("/t")
        box = page.locator("[data-slider]").bounding_box()
        assert box
        page.mouse.move(box["x"] + 1, box["y"] + 50)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] / 4, box["y"] + 50, steps=3)
        page.mouse.up()
        page.wait_for_url("**/t?since=2021-03-01&until=2021-*")
        assert "Mosul" in page.locator(".events").inner_text()


def test_the_plot_of_an_archive_that_is_looked_at_for_long_is_operated_still(
    browser: Browser, address: str
) -> None:
    with opened(browser, address, locale="en") as page:
        page.clock.install()
        page.goto("/archive")
        before = page.locator("[data-plot]").element_handle()
        page.clock.run_for(15_000)
        page.wait_for_function("(old) => !old.isConnected", arg=before)
        page.get_by_role("slider").focus()
        page.keyboard.press("Home")
        assert page.locator(".chosen").inner_text() == "March 2021; 2 articles"


def test_what_was_corrected_is_seen(browser: Browser, address: str) -> None:
    with opened(browser, address, locale="en") as page:
        page.goto("/a/flood")
        page.get_by_role("link", name="What changed").click()
        assert "5,300" in page.locator("del").first.inner_text()
        assert "6,000" in page.locator("ins").first.inner_text()


def guarded(site: Site) -> Any:
    """The pages of a site, with what stands before them."""
    return Guard(Starlette(routes=routes(site)), Door(Access()), Place())


def slowly(site: Site, rest: threading.Event) -> Any:
    """The pages, where an answer is first said sentence by sentence, as if it were written, and ends after a rest."""

    def ask(question: str, *, on_text: Any, **options: Any) -> Answer:
        found = site.ask(question, **options)
        for one in found.sentences:
            on_text(one.marked)
        rest.wait(10)
        return found

    return guarded(replace(site, ask=ask))


def test_an_answer_is_seen_while_it_is_written(browser: Browser, site: Site) -> None:
    rest = threading.Event()
    with serving(slowly(site, rest)) as address, opened(browser, address) as page:
        page.goto("/")
        page.fill("#question", DERNA)
        page.press("#question", "Enter")
        page.locator(".pending .sentence", has_text="6,000 people had died").wait_for()
        rest.set()
        page.locator("#t1 .card", has_text="6,000 people had died").wait_for()
        assert page.locator(".pending").count() == 0


def test_a_server_killed_while_it_answers_is_asked_again_when_it_is_back(
    browser: Browser, site: Site
) -> None:
    rest = threading.Event()
    with ExitStack() as up:
        address = up.enter_context(serving(slowly(site, rest)))
        with opened(browser, address, locale="en") as page:
            page.goto("/")
            page.fill("#question", DERNA)
            page.press("#question", "Enter")
            page.locator(".pending .sentence", has_text="6,000 people had died").wait_for()
            up.close()
            page.get_by_text("The connection was lost").wait_for()
            rest.set()
            with serving(guarded(site), int(address.rpartition(":")[2])):
                assert page.input_value("#question") == DERNA
                page.press("#question", "Enter")
                page.locator("#t1 .card", has_text="6,000 people had died").wait_for()


def test_two_browsers_ask_at_once(browser: Browser, address: str) -> None:
    with opened(browser, address, locale="en") as one, opened(browser, address, locale="ar") as other:
        for page, question in ((one, DERNA), (other, SIRTE)):
            page.goto("/")
            page.fill("#question", question)
            page.press("#question", "Enter")
        other.locator("#t1").wait_for()
        one.locator("#t1").wait_for()
        assert "6,000" in one.locator("#t1").inner_text()
        assert "سرت" in other.locator("#t1").inner_text()
        assert one.url != other.url


AXE = find_spec("axe_playwright_python")
PAGES = [
    "/", "/a/flood?v=2&s=38-59", "/a/flood?v=2&against=1", "/a/bridge", "/t?q=Derna&since=2023-09-01", "/archive",
    "/c/none", "/sign-in", "/api/docs",
]  # fmt: skip


@pytest.mark.skipif(not AXE, reason="axe-core isn't installed: pip install axe-playwright-python")
@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("ar", "dark")])
def test_nothing_keeps_people_from_using_a_page(
    browser: Browser, address: str, language: str, scheme: Any
) -> None:
    assert AXE
    assert AXE.origin
    axe = (Path(AXE.origin).parent / "axe.min.js").read_text("utf-8")
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    run = f"axe.run(document, {json.dumps({'runOnly': rules, 'resultTypes': ['violations']})})"

    def violations(page: Page) -> list[str]:
        page.evaluate(axe)
        found = page.evaluate(run)["violations"]
        return [f"{page.url} {one['id']}: {node['html']}" for one in found for node in one["nodes"]]

    with opened(browser, address, locale=language, color_scheme=scheme, reduced_motion="reduce") as page:
        found = []
        for path in PAGES:
            page.goto(path)
            found += violations(page)
        page.goto("/")
        for question in (DERNA, SIRTE, "What colour is the moon in Reykjavik?", "What happened in Derna?"):
            ask(page, question)
        page.reload()
        page.click("summary")
        assert found + violations(page) == []


def test_a_page_fits_any_width(browser: Browser, address: str) -> None:
    with opened(browser, address, locale="ar") as page:
        page.goto("/")
        ask(page, DERNA)
        for path in (page.url, *PAGES):
            page.goto(path)
            for width in (320, 3840):
                page.set_viewport_size({"width": width, "height": 900})
                assert page.evaluate("document.documentElement.scrollWidth") <= width, path
