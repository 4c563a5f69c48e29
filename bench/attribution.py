"""How often the speaker of a sentence is found, and rightly: `python -m bench.attribution`.

Sentences of newspapers, drawn at random with a fixed seed, one an article and equally many an outlet, among those with
a word of speech (more words than the rules know), and marked by reading before it was looked at what the code says of
them. `bench/speakers-newspapers.jsonl` has each by its article's address and places in code points: where the sentence
begins and ends; where a speaker may begin and where end ("Governor Lopez" or "Lopez"), none where nobody is named or
two speak. With `optional` nobody is right too. The text itself is read from `$KHABAR_SHARED`.

150 sentences a language are the sample `marked`: what it showed to be wrong was mended, kind by kind. 50 more are
`fresh`: nothing was changed after looking at them.

Beside these, 72 sentences of the news-qa documents: `bench/speakers.json` has document and line → the core of the
speaker's name in English and in Arabic, null where the sentence names nobody.
"""

from __future__ import annotations

import json
import sys
from typing import NamedTuple

from bench import data, report
from bot.reading.attribution import speaker

NEWSPAPERS = data.ROOT / "bench" / "speakers-newspapers.jsonl"
DOCUMENTS = data.ROOT / "bench" / "speakers.json"
PRECISION, RECALL = 0.97, 0.75  # asked for at least
LANGUAGES = {"en": "English", "ar": "Arabic"}
SWALLOWED = ("لل", "ال")  # "وفقا للشرطة": the code shows the article as it is without the preposition


class Judged(NamedTuple):
    """A sentence, and who is found to speak in it.

    Attributes:
        named: whether somebody speaks in it who has to be found.
        right: whether the speaker found is one.
    """

    language: str
    sample: str
    sentence: str
    found: str | None
    named: bool
    right: bool


def newspapers() -> list[Judged]:
    """Return the sentences of newspapers."""
    texts: dict[str, str] = {}
    for record in data.quiz_articles():
        texts.setdefault(record["url"], record["text"])
    for record in data.saudi_articles():
        texts.setdefault(record["url"], record["content"])
    judged = []
    for line in NEWSPAPERS.read_text("utf-8").splitlines():
        mark = json.loads(line)
        text, language = texts[mark["url"]], mark["language"]
        start, end = mark["sentence"]
        found = speaker(text[start:end], language)
        right = {
            _shown(text[a:b]) for starts, ends in mark["speakers"] for a in starts for b in ends if a < b
        }
        named = bool(mark["speakers"]) and not mark.get("optional", False)
        judged.append(Judged(language, mark["sample"], text[start:end], found, named, found in right))
    return judged


def documents() -> list[Judged]:
    """Return the sentences of the news-qa documents."""
    found = []
    texts = {one.id: one for one in data.news_documents()}
    for place, names in json.loads(DOCUMENTS.read_text("utf-8")).items():
        document, _, line = place.rpartition(":")
        for language, who in zip(LANGUAGES, names, strict=True):
            sentence = texts[document].line(language, int(line))
            told = speaker(sentence, language)
            right = told is not None and who is not None and who.casefold() in told.casefold()
            found.append(Judged(language, "news-qa", sentence, told, who is not None, right))
    return found


def _shown(words: str) -> str:
    cut, whole = SWALLOWED
    return whole + words.removeprefix(cut) if words.startswith(cut) else words


def _row(name: str, judged: list[Judged]) -> tuple[str, ...]:
    told, named = [one for one in judged if one.found], [one for one in judged if one.named]
    right, found = sum(one.right for one in told), sum(one.right for one in named)
    return (
        name,
        str(len(judged)),
        f"{right} of {len(told)}, {report.percent(right / len(told))}",
        f"{found} of {len(named)}, {report.percent(found / len(named))}",
    )


def _targets(language: str, judged: list[Judged]) -> list[report.Target]:
    told, named = [one for one in judged if one.found], [one for one in judged if one.named]
    precision, recall = (
        sum(one.right for one in told) / len(told),
        sum(one.right for one in named) / len(named),
    )
    return [
        report.Target(
            f"{language}: speakers shown that are right",
            "≥ 97 %",
            report.percent(precision),
            precision >= PRECISION,
        ),
        report.Target(f"{language}: speakers found", "≥ 75 %", report.percent(recall), recall >= RECALL),
    ]


def main() -> None:
    """Measure, print, and write the page's part; `--wrong` prints the marked sentences that are not right."""
    judged = [*newspapers(), *documents()]
    rows, targets = [], []
    for language, name in LANGUAGES.items():
        own = [one for one in judged if one.language == language]
        targets += _targets(name, [one for one in own if one.sample == "marked"])
        rows += [
            _row(f"{name}, {sample}", [one for one in own if one.sample == sample])
            for sample in ("marked", "fresh", "news-qa")
        ]
    if "--wrong" in sys.argv:
        for one in judged:
            if one.sample != "fresh" and (one.named or one.found) and not one.right:
                print(one.language, one.found, "|", one.sentence[:150])
    report.write(
        "attribution",
        "Who said what",
        report.targets(targets),
        "What `marked` showed to be wrong was mended, kind by kind; nothing was changed after a look at `fresh`.",
        report.table(["", "sentences", "shown that are right", "found of those there are"], rows),
    )


if __name__ == "__main__":
    main()
