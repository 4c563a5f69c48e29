"""A question's focus: which sentences say what is asked for."""

from __future__ import annotations

import numpy as np
import pytest

from bot.answering.evidence import Evidence, Features, Wanted, _focused
from bot.answering.focus import Focus, focus
from bot.asking.question import AskedWord, Question
from index.lexicon import lexicon
from index.types import Article, Hit, Passage, Span

# What is expected, written out: a test that took these from the code would go along with any change of them.
MEETS, INSTEAD = 1.58, 1.0


def meets(question: str, sentence: str, language: str = "en", before: str = "") -> bool:
    read = Question.read(question)
    mixtures = read.query.mixtures
    asked = focus(read, tuple(1 / (1 + lexicon().seen(int(mixture.ids[0]))) for mixture in mixtures))
    assert asked is not None
    return asked.met(sentence, before, language, Wanted(mixtures).likely)


@pytest.mark.parametrize(
    ("question", "language", "right", "wrong"),
    [
        (
            "How many tourists were among the 832 people killed?",
            "en",
            "Officials said 61 foreign tourists had died.",
            "At least 384 people were killed when the waves crashed onto beaches.",
        ),
        (
            "How many shops will try the new departments?",
            "ar",
            "وستجرَّب الفكرة في 11 متجراً.",
            "وبلغت أرباح الشركة 2.8 مليار جنيه.",
        ),
        (
            "كم سائحاً أجنبياً كان بين القتلى؟",
            "ar",
            "وأعلنت السلطات مقتل ثلاثة سياح.",
            "وقُتل 384 شخصاً على الأقل في الزلزال.",
        ),
        (
            "How long will the ship need?",
            "en",
            "It will take at least three days to reach the port.",
            "The ship left the port with 120 doctors.",
        ),
        (
            "كم عدد المنشآت التي أغلقت في الميناء؟",
            "ar",
            "وأُغلقت في الميناء 14 منشأة.",
            "وشب في الميناء حريق دام 14 ساعة.",
        ),
        (
            "كم بلغت حصيلة القتلى في الزلزال؟",
            "ar",
            "وارتفعت حصيلة القتلى إلى 384.",
            "ووقع الزلزال فجرا وشعر به سكان 120 قرية.",
        ),
        (
            "كم يبلغ عرض القبعة؟",
            "ar",
            "يبلغ عرضها 60 سنتيمتراً.",
            "ظهرت القبعة أول مرة في العرض الصيفي.",
        ),
        (
            "How much compensation did the market pay the family?",
            "en",
            "The market paid the family $30,000.",
            "The family and the market are negotiating compensation.",
        ),
        (
            "What is the name of the Glasgow restaurant the actor plans to open?",
            "en",
            "His restaurant, called Shilling, will open in May.",
            "The actor has invested in a Glasgow restaurant before, a source said.",
        ),
        (
            "What is the name of the asteroid?",
            "en",
            "The observatory has named it Saqr.",
            "The observatory has watched it since May, Saqr said.",
        ),
        ("ما اسم الكويكب؟", "ar", "وأطلق عليه المرصد اسم «صقر».", "ورصده علماء «صقر» في أيار."),
        (
            "What did Republican Senator Susan Collins say about the vote?",
            "en",
            "Collins told reporters she would vote against it.",
            "Senator Flake said the vote must wait.",
        ),
        (
            "ماذا قالت ميركل عن حرية الصحافة؟",
            "ar",
            "وأكدت ميركل أن حرية الصحافة لا تُمس.",
            "وتطرقا إلى حرية الصحافة وحقوق الإنسان.",
        ),
    ],
)
def test_a_sentence_meets_the_focus_if_it_says_what_is_asked_for(
    question: str, language: str, right: str, wrong: str
) -> None:
    assert meets(question, right, language)
    assert not meets(question, wrong, language)


def test_a_number_of_the_question_is_no_answer() -> None:
    assert not meets("How many of the 832 people were children?", "Among the 832 people were children.")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("كم عدد المنشآت التي أغلقت؟", ["المنشات", "اغلقت"]),
        ("كم بلغ عدد المنشآت التي أغلقت؟", ["المنشات", "اغلقت"]),
        ("إلى كم وصل عدد القتلى؟", ["القتلي"]),
        ("كم كان إجمالي عدد القتلى؟", ["القتلي"]),
        ("ما حصيلة القتلى؟", ["القتلي"]),
        ("كم سائحا قتل؟", ["سايحا", "قتل"]),
    ],
)
def test_what_is_counted_stands_behind_how_many_however_it_is_written(
    question: str, words: list[str]
) -> None:
    assert [word for _, word in Question.read(question).counted] == words


def test_the_speaker_is_known_by_the_stem_of_the_word_as_written() -> None:
    """Folded whole, "ألمانيا" seems to begin with an article."""
    assert [word for _, word in Question.read("ماذا قالت ألمانيا عن سرت؟").speaker] == ["المانيا"]


def test_a_speaker_may_be_named_in_the_sentence_before() -> None:
    question = "What did Merkel say about Turkey?"
    assert not meets(question, "She said the talks would go on.")
    assert meets(question, "She said the talks would go on.", before="Merkel met Erdogan in Berlin.")


@pytest.mark.parametrize(
    "question",
    [
        "Why did the talks fail?",
        "Which team won the cup?",
        "ما الذي ربما زاد عدد الضحايا؟",
        "Have police revealed how many suspects there were?",
        "كم ستستثمر الوكالة في المبادرة؟",
        "كم عدد الذين ستُمنح لهم ميداليات؟",
        "كم عدد من قتلوا في درنة؟",
    ],
)
def test_no_word_is_asked_for_beside_a_number_where_none_is_counted(question: str) -> None:
    asked = focus(Question.read(question), tuple(np.ones(20)))
    assert asked is None or asked.words == ()


@pytest.mark.parametrize(("behind", "first"), [(INSTEAD - 0.1, "Biden"), (INSTEAD + 0.1, "People")])
def test_what_meets_it_goes_before_a_best_one_that_does_not_if_it_comes_near(
    behind: float, first: str
) -> None:
    text = "People in Uvalde say they want change. Biden told them that he would act."
    article, spans = Article("uvalde", text, "News", "en"), (Span(0, 38), Span(39, len(text)))
    hit = Hit(Passage(1, article, Span(0, len(text)), spans), 1.0)
    nothing = Features(*[0.0] * len(Features._fields))
    scores = (10.0, 10.0 - behind - MEETS)
    evidence = [Evidence(hit, span, nothing, score) for span, score in zip(spans, scores, strict=True)]
    question = Question.read("What did Biden say in Uvalde?")
    asked = focus(question, tuple(np.ones(20)))

    assert _focused(evidence, asked, Wanted(question.query.mixtures))[0].text.startswith(first)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("To which hospital was the boy taken?", ["hospital"]),
        ("Which match official suffered a head injury?", ["match", "official"]),
        ("What evidence did police say linked him to the scene?", ["evidence"]),
        ("What did Germany propose for Sirte?", []),
        ("Which is the largest?", []),
        ("إلى أي مستشفى نُقل الفتى؟", ["مستشفي"]),
        ("من الأستاذ الذي وضع دورة النوم الجديدة؟", ["الاستاذ"]),
        ("ما اسم المطعم الذي يعتزم افتتاحه؟", ["المطعم"]),
        ("لماذا مُنع الآلاف من الاحتشاد؟", []),
    ],
)
def test_the_thing_asked_for_is_the_noun_beside_the_question_word(question: str, words: list[str]) -> None:
    assert [word for _, word in Question.read(question).thing] == words


def beside(monkeypatch: pytest.MonkeyPatch, question: str, sentence: str, likely: float, like: float) -> bool:
    """Say whether a sentence says a question's first word by a translation of such a weight, or words so alike."""
    monkeypatch.setattr("bot.answering.focus.alike", lambda _word, _tokens: like)
    read = Question.read(question)
    asked = Focus(read, (AskedWord(0, "tourist"),))
    return asked.met(sentence, "", "en", lambda _ids: np.array([likely]))


@pytest.mark.parametrize(
    ("question", "near", "far"),
    [
        (
            "How many tourists died?",
            "Officials counted 61 of all tourists.",
            "Officials counted 61 of all those tourists.",
        ),
        (
            "How many tourists died?",
            "Tourists, we hear, 61.",
            "Tourists, so we hear, 61.",
        ),
        (
            "What is the name of the restaurant?",
            "They say Shilling will be his restaurant.",
            "They say Shilling will soon be his restaurant.",
        ),
    ],
)
def test_a_number_stands_within_three_words_of_its_focus_a_name_within_four(
    monkeypatch: pytest.MonkeyPatch, question: str, near: str, far: str
) -> None:
    monkeypatch.setattr("bot.answering.focus.alike", lambda word, tokens: float(word in tokens))
    read = Question.read(question)
    asked = focus(read, tuple(np.ones(20)))
    assert asked is not None

    def likely(_: object) -> np.ndarray:
        return np.zeros(20)

    assert asked.met(near, "", "en", likely)
    assert not asked.met(far, "", "en", likely)


@pytest.mark.parametrize(
    ("likely", "like", "met"), [(0.15, 0, True), (0.07, 0, False), (0, 0.3, True), (0, 0.2, False)]
)
def test_a_translation_or_a_like_word_says_the_focus(
    monkeypatch: pytest.MonkeyPatch, likely: float, like: float, *, met: bool
) -> None:
    assert beside(monkeypatch, "How many tourists died?", "Some 61 holidaymakers.", likely, like) is met
