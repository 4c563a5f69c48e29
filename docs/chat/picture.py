"""docs/chat.png: a conversation with the bot, drawn from what the tests' Bot API server kept of it (`make docs-chat`).

The bot is the command itself, the archive holds the sample and two short English articles. Needs Debian's chromium
and fonts-noto-core.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from html import escape
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

HERE = Path(__file__).parent
HOME = HERE.parents[1]
sys.path += [str(HOME / "tests" / "bot" / "telegram"), str(HOME / "tests" / "khabar")]

from bot_api import BotApi  # noqa: E402
from command import ARTICLES, SAMPLES, as_lines  # noqa: E402
from markup import units  # noqa: E402

from bot.screen import direction  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot_api import Message, User

QUESTIONS = ("What did Germany propose for Sirte?", "كم بلغت كلفة جسر الموصل الجديد؟")
PRESSED = "[1]"
WIDTH, HEIGHT, SCALE = 1200, 480, 1.5
CHROMIUM = (
    "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
TAGS = {"bold": "b", "italic": "i", "underline": "u", "text_link": "a", "code": "code"}


def main() -> None:
    """Hold the conversation and draw it."""
    if not shutil.which(CHROMIUM[0]):
        sys.exit("no chromium here: apt-get install chromium fonts-noto-core")
    with TemporaryDirectory() as folder, BotApi() as telegram:
        archive = Path(folder) / "archive"
        khabar = (sys.executable, "-m", "khabar", "--archive", str(archive))
        subprocess.run(
            [*khabar, "ingest", "--quiet", SAMPLES, "-"], input=as_lines(ARTICLES), text=True, check=True
        )
        settings = {"KHABAR_TELEGRAM_TOKEN": telegram.token, "KHABAR_TELEGRAM_BASE_URL": telegram.base_url}
        bot = subprocess.Popen([*khabar, "telegram"], env=os.environ | settings, cwd=folder)
        try:
            screens = list(conversation(telegram, telegram.user("Layla", language="en")))
        finally:
            bot.terminate()
            bot.wait()
        draw(screens, Path(folder))


def conversation(telegram: BotApi, person: User) -> Iterator[str]:
    """Yield what stands in the chat: a question and its answer, the passage behind a button, another question."""
    messages = telegram.chats[person.id].messages
    for number, question in enumerate(QUESTIONS, 1):
        telegram.say(person, question)
        answer = telegram.wait_for_reply(person, number)
        yield chat(list(messages.values())[-2:])
        if number == 1:
            telegram.press(person, answer, PRESSED)
            telegram.wait_for_edit(answer)
            yield chat([answer])


def draw(screens: list[str], folder: Path) -> None:
    """Write the page and take its picture."""
    page = folder / "chat.html"
    page.write_text(
        (HERE / "page.html").read_text("utf-8").replace("<!-- chats -->", "\n".join(screens)), "utf-8"
    )
    picture = HOME / "docs" / "chat.png"
    size = (f"--window-size={WIDTH},{HEIGHT}", f"--force-device-scale-factor={SCALE}")
    to = (f"--screenshot={picture}", f"--user-data-dir={folder / 'profile'}", page.as_uri())
    subprocess.run([*CHROMIUM, *size, *to], check=True, stderr=subprocess.DEVNULL)
    print(picture)


def chat(messages: list[Message]) -> str:
    """A screen with messages, as HTML."""
    return f'<section class="chat">{"".join(map(bubble, messages))}</section>'


def bubble(message: Message) -> str:
    """A message with the buttons under it."""
    rows = (
        f'<div class="row">{"".join(f"<span dir=auto>{escape(label)}</span>" for label in labels)}</div>'
        for labels in ([button["text"] for button in row] for row in message.keyboard)
    )
    who = "person" if message.sender else "bot"
    text = "".join(paragraphs(message))
    return f'<article class="{who}"><div class="text">{text}</div>{"".join(rows)}</article>'


def paragraphs(message: Message) -> Iterator[str]:
    """A message's lines, those of a quotation together; each is read the way its first letter is."""
    lines: list[tuple[bool, str, str]] = []
    at = 0
    for line in message.text.split("\n"):
        end = at + units(line)
        lines.append(("blockquote" in marks(message, at), line, words(message, at, end)))
        at = end + 1
    for quoted, several in groupby(lines, key=lambda one: one[0]):
        shown = [(direction(text) or "ltr", html) for _, text, html in several]
        html = "".join(f"<p dir={way}>{html}&#8203;</p>" for way, html in shown)
        yield f"<blockquote dir={shown[0][0]}>{html}</blockquote>" if quoted else html


def words(message: Message, start: int, end: int) -> str:
    """A line's words with their markup; offsets are UTF-16 code units."""
    encoded = message.text.encode("utf-16-le")
    html = ""
    for kinds, places in groupby(range(start, end), key=lambda at: marks(message, at)):
        where = list(places)
        text = escape(encoded[2 * where[0] : 2 * where[-1] + 2].decode("utf-16-le"))
        for kind in sorted(kinds & TAGS.keys()):
            text = f"<{TAGS[kind]}>{text}</{TAGS[kind]}>"
        html += text
    return html


def marks(message: Message, at: int) -> frozenset[str]:
    """What is marked at a place."""
    entities = message.content.entities
    return frozenset(one.type for one in entities if one.offset <= at < one.offset + one.length)


if __name__ == "__main__":
    main()
