"""Whether evidence carries a sentence: what agrees with it passes, what is about something else doesn't."""

import pytest

from bot.llm.support import supported
from index.embedding import embedder

EVIDENCE = "Mayor Abdulmenam Ghaithi said that 5,300 people had died in Derna."


@pytest.mark.parametrize(
    "sentence",
    ["The mayor says thousands were killed in the city.", "مات آلاف في درنة."],
    ids=["in its language", "in another"],
)
def test_what_agrees_with_its_evidence_is_supported(sentence: str) -> None:
    assert supported(sentence, [EVIDENCE], embedder())


@pytest.mark.parametrize(
    "sentence",
    [
        "The dam near Derna was built by Yugoslavs in the seventies.",
        "Many people went to a concert in Rome.",
        "زار المبعوث درنة أمس.",
    ],
)
def test_what_is_about_something_else_is_not(sentence: str) -> None:
    assert not supported(sentence, [EVIDENCE], embedder())


def test_nothing_is_supported_by_no_evidence() -> None:
    assert not supported("It rained.", [], embedder())
