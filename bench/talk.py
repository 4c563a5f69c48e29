"""Whether messages as people type them are understood: `python -m bench.talk [--show] [--transcript]`.

`tests/data/talk-articles.jsonl` is a small archive of our own: invented news of two months by invented outlets in
English, Arabic and French. An id that comes twice has a later wording. `tests/data/talk.jsonl` holds 200 messages, each
with what is intended. All of it must come true:

- `kind`: the kinds of answer that are fine (`Answer.kind`);
- `first`: texts, one of which stands in the first quote; `first_of`: the articles that may be quoted first;
- `each`: lists of texts; one of each list stands in some quote;
- `only`: the articles that may be quoted; `within`: the first and the last day of their publication;
- `least`: how many articles are quoted at least; `order`: whether the `oldest` or the `newest` comes first;
- `never`: texts that stand nowhere in the answer;
- `notes`: codes of notes that are there; of "a|b" one is;
- `reply`: the language of what is said around the quotes, if not the message's; `*` for any.

`before` are the messages before it, `now` the time it is asked at. `dialect` is for readers only.

`--transcript` has `khabar chat` answer a fixed conversation over the same archive, and writes it to
`docs/conversation.md`.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench import report
from bench.answers import memory
from bench.archives import fill
from bench.data import ROOT
from bot.asker import Asker
from index.embedding import embedder
from index.retriever import Retriever

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bench.data import Record
    from bot.answering.types import Answer
    from bot.asking.conversation import Turn

DATA = ROOT / "tests" / "data"
PAGE = ROOT / "docs" / "conversation.md"
TODAY = date(2024, 7, 1)  # nine days after the archive's newest article
NOW = datetime(2024, 7, 1, 12, tzinfo=UTC)
LEAST = 0.95  # of the messages
LANGUAGES = ("en", "ar", "fr")

CONVERSATION = (
    "hello",
    "what can you do?",
    "What happened in June 2024?",
    "Who discovered the asteroid?",
    "When does it pass the Earth?",
    "Is it dangerous?",
    "tell me more",
    "How many people were killed in the earthquake in Algeria?",
    "and who found the little girl?",
    "لماذا أضرب عمال ميناء الإسكندرية؟",
    "وكم كلّف ذلك؟",
    "مين اللي أنهى الإضراب؟",
    "ليش الكهرباء مقطوعة بالبصرة؟",
    "How many schools did Basra close?",
    "Is Atlas Wings buying Nile Jet?",
    "Really?",
    "Combien de migrants ont été secourus au large de Zarzis ?",
    "Et combien d'enfants ?",
    "Où a été retrouvé le masque d'or de Byblos ?",
    "Chronologie de la grève d'Alexandrie",
    "Compare the solar parks of Morocco and Egypt",
    "How much did the desalinaton plant in Sohar cost?",
    "what do fishermen think of it",
    "What happened this week?",
    "Who leads the dockers' union, and who mediated the deal?",
    "Who won the World Cup in 2022?",
    "آخر أخبار ليبيا",
    "شو قالت مبعوثة الأمم المتحدة؟",
    "شكراً جزيلاً",
    "bye",
)


@dataclass(frozen=True, slots=True)
class Message:
    """A message and what is intended with it; the fields are the file's (see the top of this page)."""

    id: str
    group: str
    language: str
    message: str
    kind: tuple[str, ...]
    dialect: str = ""
    before: tuple[str, ...] = ()
    now: datetime = NOW
    first: tuple[str, ...] = ()
    first_of: tuple[str, ...] = ()
    each: tuple[tuple[str, ...], ...] = ()
    only: tuple[str, ...] = ()
    within: tuple[date, ...] = ()
    least: int = 0
    order: str = ""
    never: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    reply: str = ""

    @classmethod
    def of(cls, record: Record) -> Message:
        """Return a line of the file."""
        fields = {name: _frozen(value) for name, value in record.items()}
        if "now" in fields:
            fields["now"] = datetime.fromisoformat(fields["now"])
        if "within" in fields:
            fields["within"] = tuple(map(date.fromisoformat, fields["within"]))
        return cls(**fields)


def messages() -> list[Message]:
    """Return the messages."""
    return [Message.of(record) for record in _records("talk.jsonl")]


def wordings() -> tuple[list[Record], list[Record]]:
    """Return the articles in their first wording and in their last."""
    records = _records("talk-articles.jsonl")
    first = list({record["id"]: record for record in reversed(records)}.values())[::-1]
    return first, list({record["id"]: record for record in records}.values())


def archive(folder: Path) -> None:
    """Make the archive in a folder."""
    for records in wordings():
        fill(folder, records, embedder()).close()


def misses(one: Message, answer: Answer) -> Iterator[str]:
    """Yield what an answer has otherwise than intended."""
    if answer.kind not in one.kind:
        yield f"kind {answer.kind}"
    if one.reply != "*" and answer.language != (one.reply or one.language):
        yield f"replied in {answer.language}"
    yield from _quote_misses(one, answer)
    yield from _article_misses(one, answer)
    codes = {note.code for note in answer.notes}
    yield from (f"no note {note}" for note in one.notes if codes.isdisjoint(note.split("|")))
    said = _said(answer)
    yield from (f"says {text}" for text in one.never if text in said)


def _quote_misses(one: Message, answer: Answer) -> Iterator[str]:
    quotes = [citation.quote for citation in answer.citations]
    ids = [citation.article.id for citation in answer.citations]
    if one.first and not _has(quotes[:1], one.first):
        yield "first quote"
    if one.first_of and not {*ids[:1]} & {*one.first_of}:
        yield f"first of {ids[:1]}"
    yield from (f"no quote has {' or '.join(texts)}" for texts in one.each if not _has(quotes, texts))


def _article_misses(one: Message, answer: Answer) -> Iterator[str]:
    articles = [citation.article for citation in answer.citations]
    ids, days = {article.id for article in articles}, [article.published for article in articles]
    if one.only and (others := ids - {*one.only}):
        yield f"quotes {', '.join(sorted(others))}"
    if len(ids) < one.least:
        yield f"quotes {len(ids)} articles"
    known = [day for day in days if day]
    if one.within and not all(one.within[0] <= day.date() <= one.within[1] for day in known):
        yield "quotes articles of other days"
    steps = [later.date() - earlier.date() for earlier, later in pairwise(known)]
    if one.order and any((step.days < 0) is (one.order == "oldest") for step in steps if step):
        yield "not in order"


def outcome(asker: Asker, one: Message) -> tuple[Answer | None, list[str]]:
    """Return what a message is answered with, after those before it, and what of that isn't as intended."""
    turns: list[Turn] = []
    try:
        for message in one.before:
            found = asker.ask(message, turns=turns, now=one.now)
            turns += [] if found.form == "chat" else [found.turn]
        answer = asker.ask(one.message, turns=turns, now=one.now)
    except Exception as error:  # noqa: BLE001 - a message that breaks it is one not answered as intended
        return None, [f"{type(error).__name__}: {error}"]
    return answer, list(misses(one, answer))


def _show(one: Message, answer: Answer | None, missed: Sequence[str]) -> None:
    asked = " | ".join((*one.before, one.message))
    print(f"\n{one.id} {one.language} {one.dialect} {asked}\n  missed: {'; '.join(missed)}")
    if answer:
        for note in answer.notes:
            print(f"  note: {note.text}")
        print(f"  {answer.kind}: {answer.reason or ''}")
        for citation in answer.citations:
            print(f"  [{citation.article.id}] {citation.quote}")


def _table(outcomes: Sequence[tuple[Message, bool]]) -> str:
    groups = dict.fromkeys(one.group for one, _ in outcomes)
    rows = [_row(group, [pair for pair in outcomes if pair[0].group == group]) for group in groups]
    header = ["group", "messages", "as intended", "share", *LANGUAGES]
    return report.table(header, [*rows, _row("**all**", outcomes)])


def _row(name: str, outcomes: Sequence[tuple[Message, bool]]) -> tuple[str, ...]:
    right = [well for _, well in outcomes]
    own = ([well for one, well in outcomes if one.language == code] for code in LANGUAGES)
    by_language = (f"{sum(some)} of {len(some)}" if some else "–" for some in own)
    return (name, str(len(right)), str(sum(right)), report.share(sum(right) / len(right)), *by_language)


def _measure(folder: Path, *, show: bool) -> None:
    from index.archive import Archive

    outcomes: list[tuple[Message, bool]] = []
    with Archive.open(folder) as opened:
        asker = Asker(Retriever(opened, embedder()))
        for one in messages():
            answer, missed = outcome(asker, one)
            outcomes.append((one, not missed))
            if missed and show:
                _show(one, answer, missed)
    right = sum(well for _, well in outcomes)
    share = right / len(outcomes)
    target = report.Target(
        "messages answered as intended", f"≥ {LEAST:.2f}", report.share(share), share >= LEAST
    )
    report.write(
        "talk",
        "Messages as people type them",
        report.targets([target]),
        f"### {len(outcomes)} messages of our own over {len(wordings()[1])} invented articles, by group and language",
        _table(outcomes),
    )


def _transcribe(folder: Path) -> None:
    """Have the command answer the conversation, and write the page."""
    replies = apart(_chat(folder, CONVERSATION), CONVERSATION)
    turns = (
        f'### {number}. {message}\n\n<pre dir="auto">\n{escape(reply.strip(), quote=False)}\n</pre>\n'
        for number, (message, reply) in enumerate(zip(CONVERSATION, replies, strict=True), 1)
    )
    head = (
        "# A conversation\n\n"
        f"What `khabar chat` answers to {len(CONVERSATION)} messages in a row, as it stands on the screen: written by "
        "`python -m bench.talk --transcript`.\nThe articles are our own inventions "
        f"(`tests/data/talk-articles.jsonl`), and it is asked as of {TODAY.isoformat()}.\n"
    )
    PAGE.write_text("\n".join((head, *turns)), encoding="utf-8")
    print(f"{PAGE} is written")


def _chat(folder: Path, lines: Iterable[str]) -> str:
    """Return what the command says to messages, in one conversation, with the default settings."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KHABAR_")}
    command = [sys.executable, "-m", "khabar", "--archive", str(folder), "chat", "--as-of", TODAY.isoformat()]
    ran = subprocess.run(
        command,
        input="\n".join(lines),
        cwd=folder.parent,  # no `.env` is there
        env=environment | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if ran.stderr:
        print(ran.stderr, file=sys.stderr)
    return ran.stdout


def apart(output: str, asked: Iterable[str]) -> list[str]:
    """Return the replies in an output, in which each message stands on a line of its own before its reply.

    Raises:
        ValueError: a message doesn't stand there.
    """
    lines, starts = output.splitlines(), list[int]()
    for message in asked:
        begun = starts[-1] + 1 if starts else 0
        starts.append(lines.index(message, begun))
    return ["\n".join(lines[start + 1 : end]) for start, end in pairwise([*starts, len(lines)])]


def _records(name: str) -> list[Record]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


def _frozen(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _has(quotes: Iterable[str], texts: Iterable[str]) -> bool:
    wanted = [text.casefold() for text in texts]
    return any(text in quote.casefold() for quote in quotes for text in wanted)


def _said(answer: Answer) -> str:
    notes = (note.text for note in answer.notes)
    quotes = (citation.quote for citation in (*answer.citations, *answer.nearest))
    return "\n".join((answer.text, answer.reason or "", *notes, *quotes))


def main() -> None:
    """Measure, print, and write the page's part; or write the transcript."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--show", action="store_true", help="print the messages not answered as intended")
    parser.add_argument("--transcript", action="store_true", help=f"write docs/{PAGE.name}, measure nothing")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="khabar-bench-", dir=memory()) as temporary:
        folder = Path(temporary) / "archive"
        archive(folder)
        if arguments.transcript:
            _transcribe(folder)
        else:
            _measure(folder, show=arguments.show)


if __name__ == "__main__":
    main()
