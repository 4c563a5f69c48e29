"""How often the speaker of a sentence is found, and rightly: `python -m bench.attribution`.

72 sentences of the news-qa documents, drawn at random among those with a reporting word, read and labelled by hand:
`bench/speakers.json` has document and line → the core of the speaker's name in English and in Arabic, null where the
sentence names nobody.
"""

from __future__ import annotations

import json
from typing import NamedTuple

from bench import data, report
from bot.reading.attribution import speaker

LABELS = data.ROOT / "bench" / "speakers.json"
PRECISION = 0.95  # asked for at least


class Label(NamedTuple):
    """A sentence, who speaks in it, and who is found."""

    language: str
    sentence: str
    who: str | None
    found: str | None

    @property
    def right(self) -> bool:
        """Whether the speaker was found."""
        return (
            self.who is not None and self.found is not None and self.who.casefold() in self.found.casefold()
        )


def labels() -> list[Label]:
    """Return the labelled sentences."""
    documents = {one.id: one for one in data.news_documents()}
    found = []
    for place, names in json.loads(LABELS.read_text("utf-8")).items():
        document, _, line = place.rpartition(":")
        for language, who in zip(("en", "ar"), names, strict=True):
            sentence = documents[document].line(language, int(line))
            found.append(Label(language, sentence, who, speaker(sentence, language)))
    return found


def main() -> None:
    """Measure, print, and write the page's part."""
    judged = labels()
    rows = []
    for language, name in (("en", "English"), ("ar", "Arabic")):
        own = [one for one in judged if one.language == language]
        named, told = [one for one in own if one.who], [one for one in own if one.found]
        right = sum(one.right for one in own)
        rows.append((name, str(len(own)), f"{right} of {len(told)}", f"{right} of {len(named)}"))
    told = [one for one in judged if one.found]
    precision = sum(one.right for one in told) / len(told)
    for one in judged:
        if (one.found and not one.right) or (one.who and not one.found):
            print(one.language, one.who, "|", one.found, "|", one.sentence[:150])
    report.write(
        "attribution",
        "Who said what",
        report.targets(
            [
                report.Target(
                    "speakers named rightly", "≥ 95 %", report.percent(precision), precision >= PRECISION
                )
            ]
        ),
        report.table(["", "sentences", "named, rightly", "speakers found"], rows),
    )


if __name__ == "__main__":
    main()
