"""Yes or no: which quotes plainly confirm or deny what was asked, in each language and across two."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.answering.verdict import verdict
from bot.asking.question import AnswerKind, Question
from index.language import detect

DAY = datetime(2020, 7, 8, tzinfo=UTC)  # a Wednesday


def told(question: str, quote: str) -> str:
    return verdict(Question.read(question), quote, detect(quote), DAY)


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("Did Germany propose a truce?", "Germany proposed a truce."),
        ("did germany propose a truce", "Germany proposed a truce."),
        ("Did Germany propose a truce?", "Germany has proposed a truce for Sirte, the country's oil port."),
        ("Did Germany propose a truce?", "On Monday, Germany also proposed a short humanitarian truce."),
        ("Did Germany propose a truce on Wednesday?", "Germany proposed a truce on Wednesday."),
        ("Has the minister resigned?", "The minister resigned on Monday."),
        ("Was the port of Brannet shut?", "The port of Brannet was shut on Wednesday for a third day."),
        ("Is it true that Germany proposed a truce?", "Germany proposed a truce."),
        ("Do you know whether Germany proposed a truce?", "Germany proposed a truce."),
        ("Was there a fire in Berlin?", "There was a fire in Berlin."),
        ("هل اقترحت ألمانيا هدنة؟", "اقترحت ألمانيا هدنة في سرت."),
        ("هل صحيح أن ألمانيا اقترحت هدنة؟", "ألمانيا اقترحت هدنة."),
        ("Est-ce que l'Allemagne a proposé une trêve ?", "L’Allemagne a proposé mercredi une trêve."),
        ("L'Allemagne a-t-elle proposé une trêve ?", "L’Allemagne a proposé une nouvelle trêve."),
        ("Did Germany propose a truce?", "اقترحت ألمانيا هدنة."),
        ("هل اقترحت ألمانيا هدنة؟", "Germany proposed a truce."),
    ],
)
def test_a_quote_that_plainly_says_so_confirms(question: str, quote: str) -> None:
    assert told(question, quote) == "yes"


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("Did Germany propose a truce?", "Germany did not propose a truce."),
        ("Did Germany propose a truce?", "Germany didn't propose any truce, and Turkey waits."),
        ("Has the minister resigned?", "The minister has not resigned."),
        ("Was the port of Brannet shut?", "The port of Brannet was never shut."),
        ("هل اقترحت ألمانيا هدنة؟", "لم تقترح ألمانيا هدنة."),
        ("هل اقترحت ألمانيا هدنة؟", "لم تقترح ألمانيا أي هدنة."),
        ("Est-ce que l'Allemagne a proposé une trêve ?", "L’Allemagne n’a pas proposé de trêve."),
    ],
)
def test_a_quote_that_plainly_denies_it_does(question: str, quote: str) -> None:
    assert told(question, quote) == "no"


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        # The words are there, and say something else.
        ("Did Germany propose a truce?", "Germany rejected the truce that Turkey proposed."),
        ("Did Germany propose a truce?", "Germany said it proposed a truce."),
        ("Did Germany propose a truce?", "Germany proposed ending the truce."),
        ("Did Germany propose a truce?", "Germany's proposal of a truce was rejected."),
        ("Did Germany attack Turkey?", "Turkey attacked Germany."),
        ("Did Germany attack Turkey?", "Germany was attacked by Turkey."),
        ("Was the army attacked in Homs?", "The army attacked in Homs on Monday."),
        ("Did the minister resign?", "The minister's resignation was rejected."),
        ("Did the minister resign?", "The minister resigned himself to defeat."),
        ("Did the minister turn?", "The minister turned up in Berlin."),
        ("Did Germany stop the war?", "Germany stopped the war criminals."),
        ("Did Germany stop the war?", "Germany stopped the war of words."),
        ("Did Germany close the border?", "Germany closed the southern border."),
        ("Did Germany propose a truce?", "Germany proposed a new short humanitarian truce."),
        ("Is the bank closed?", "The bank was closed."),
        ("Did 5 people die?", "More than 5 people died."),
        ("Did 5 people die?", "50 people died."),
        # Nobody says that it is so.
        ("Did Germany propose a truce?", "If Germany proposed a truce, Turkey would go."),
        ("Did Germany propose a truce?", "Germany may have proposed a truce."),
        ("Did Germany propose a truce?", "Germany proposed a truce, according to Turkey."),
        ("Did Germany propose a truce?", "Germany proposed a truce, Turkey's president said."),
        ("Did Germany propose a truce?", "Germany denied that it proposed a truce."),
        ("Did Germany propose a truce?", "Germany proposed a truce in a novel of that year."),
        ("Did Germany propose a truce?", "Has Germany proposed a truce?"),
        ("Did Germany propose a truce?", "“Germany proposed a truce.”"),
        ("Will Germany propose a truce?", "Germany proposed a truce."),
        ("هل اقترحت ألمانيا هدنة؟", "قد تقترح ألمانيا هدنة."),
        ("هل اقترحت ألمانيا هدنة؟", "ستقترح ألمانيا هدنة."),
        ("هل اقترحت ألمانيا هدنة؟", "رفضت ألمانيا هدنة اقترحت."),
        ("هل غزت تركيا ألمانيا؟", "غزت ألمانيا تركيا."),
        ("Est-ce que l'Allemagne a proposé une trêve ?", "L’Allemagne proposerait une trêve."),
        ("Est-ce que l'Allemagne a proposé une trêve ?", "L’Allemagne a proposé une trêve, selon Ankara."),
        # The question offers a choice, denies, or names a time that the quote doesn't.
        ("Did Germany or France propose a truce?", "Germany proposed a truce."),
        ("Didn't Germany propose a truce?", "Germany proposed a truce."),
        ("Did Germany not propose a truce?", "Germany did not propose a truce."),
        ("Did Germany propose a truce on Monday?", "Germany proposed a truce."),
        ("Did Germany propose a truce on Monday?", "Germany proposed a truce on Friday."),
        ("Did Germany propose a truce?", "Germany did not propose a truce on Monday."),
        ("Did Germany propose a truce?", "Germany did not propose a truce alone."),
        # Across languages who does what may not be told by the words.
        ("Did Turkey invade Germany?", "غزت ألمانيا تركيا."),
        ("Was the minister killed?", "قتل الوزير."),
        ("Did the minister kill?", "قتل الوزير."),
    ],
)
def test_whatever_is_not_plain_speaks_for_itself(question: str, quote: str) -> None:
    assert told(question, quote) == "says"


def test_what_a_follow_up_was_given_states_nothing() -> None:
    question = Question.read("Did it propose a truce? (Germany)", own="Did it propose a truce?")
    assert verdict(question, "Germany proposed a truce.", "en") == "says"


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Did Germany propose a truce?", AnswerKind.WHETHER),
        ("And has it ended?", AnswerKind.WHETHER),
        ("Have police revealed how many suspects there were?", AnswerKind.WHETHER),
        ("Can you tell me who won the match?", AnswerKind.WHO),
        ("May 2020 floods in Yemen", AnswerKind.WHAT),
        ("هل اقترحت ألمانيا هدنة؟", AnswerKind.WHETHER),
        ("ألم تقترح ألمانيا هدنة؟", AnswerKind.WHETHER),
        ("هل تعرف من فاز بالمباراة؟", AnswerKind.WHAT),
        ("Est-ce que le pont est ouvert ?", AnswerKind.WHETHER),
        ("Le pont est-il ouvert ?", AnswerKind.WHETHER),
        ("Combien de morts y a-t-il ?", AnswerKind.NUMBER),
        ("Où est-il né ?", AnswerKind.WHERE),
    ],
)
def test_which_questions_yes_or_no_answers(question: str, kind: AnswerKind) -> None:
    assert Question.read(question).kind is kind
