"""What an answer looks like in a chat, judged by what the test server, as strict as Telegram, shows of it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from bot_api import BotApi, User
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.addresses import at
from bot.answering.types import Also, Answer, Citation, Match, Note, Reading, Sentence, Translation
from bot.phrases import lead, leading, quoted
from bot.screen import line
from bot.telegram import render
from bot.telegram.press import Press
from index.types import Article, Passage, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot_api import Message
    from markup import Formatted

    from bot.telegram.message import Keyboard, Part

KEY = "AbC-_123xyz"
UPDATED = datetime(2023, 9, 14, 8, 5, tzinfo=UTC)
# What Telegram makes of plain words, by itself; nothing in an answer may be one.
FOUND_IN_PLAIN_WORDS = {
    "url", "email", "mention", "bot_command", "hashtag", "cashtag", "phone_number", "bank_card",
}  # fmt: skip

DERNA = Article(
    id="derna",
    text=(
        "Floods swept through Derna on Sunday. Rescue teams came from Egypt.\n\n"
        "The mayor of Derna said that 5,300 people had died. Two dams had burst during the storm. "
        "The army closed the road.\n" + "It rained for two days. " * 80
    ),
    title="Floods in Derna",
    language="en",
    source="Gulf Wire",
    url="https://gulf.example/derna?a=1&b=2",
    author="Nadia Haddad",
    published=datetime(2023, 9, 12, 8, tzinfo=UTC),
)
SIRTE = Article(
    id="sirte",
    text="دعا وزير الخارجية الألماني هايكو ماس إلى جعل سرت منطقة منزوعة السلاح. وقال إن الوضع يزداد سوءاً.",
    title="ماس يدعو إلى هدنة في سرت",
    language="ar",
    source="TRT عربي",
)


def cite(number: int, article: Article, quote: str, passage: str | None = None) -> Citation:
    start = article.text.index(quote)
    passage_start = article.text.index(passage or quote)
    span = Span(passage_start, passage_start + len(passage or quote))
    return Citation(number, Passage(number, article, span, ()), Span(start, start + len(quote)))


def quoting(*citations: Citation, language: str = "en", **more: Any) -> Answer:
    sentences = tuple(said_of(one, language) for one in citations)
    return Answer("?", language, sentences, citations, newest_on_topic=date(2023, 9, 12), **more)


def said_of(cited: Citation, language: str) -> Sentence:
    article = cited.article
    known = lead(language, source=article.source, published=article.published, who=None)
    return Sentence(quoted(cited.quote, known, language), (cited.number,), known, cited.number)


DIED = "The mayor of Derna said that 5,300 people had died."
IN_PASSAGE = f"{DIED} Two dams had burst during the storm."
ZONE = "دعا وزير الخارجية الألماني هايكو ماس إلى جعل سرت منطقة منزوعة السلاح."
BOTH = quoting(cite(1, DERNA, DIED, IN_PASSAGE), cite(2, SIRTE, ZONE))


class Chat:
    """A chat with a server as strict as Telegram, without the network between."""

    def __init__(self) -> None:
        self.api = BotApi()
        self.ada: User = self.api.user()

    def send(self, *parts: Part) -> list[Message]:
        """Send parts and return the messages that stand in the chat for them, none of them refused."""
        for part in parts:
            given = {
                "chat_id": self.ada.id,
                "text": part.html,
                "parse_mode": "HTML",
                "reply_markup": {"inline_keyboard": as_sent(part.keyboard)},
                "link_preview_options": {"is_disabled": True},
            }
            answer = self.api.answer(self.api.token, "sendMessage", given)
            assert answer
            assert answer[0] == 200, (answer, part.html)
        return self.api.replies(self.ada)[-len(parts) :]


def as_sent(keyboard: Keyboard) -> list[list[dict[str, str]]]:
    return [
        [
            {"text": one.text, **({"callback_data": one.data} if one.data else {"url": one.url or ""})}
            for one in row
        ]
        for row in keyboard
    ]


def visible(text: str) -> str:
    """A text without spaces and what isn't seen: joiners, marks of direction, isolates, what Telegram leaves out."""
    return re.sub(
        "[\\s\x00-\x1f\u2060\u200e\u200f\u2066-\u2069\u202a-\u202e\u0333\u033f\u030a\ufffd]", "", text
    )


def shown(*parts: Part) -> Formatted:
    (message,) = Chat().send(*parts)
    return message.content


def test_an_answer_to_whether_something_is_so_begins_with_it() -> None:
    content = shown(*render.answer(replace(BOTH, verdict="yes", opening="Yes."), KEY))
    assert content.text.startswith("Yes.\n\n")


def test_an_answer_is_shown_with_marks_sources_dates_and_freshness() -> None:
    content = shown(*render.answer(BOTH, KEY))
    assert re.sub("[\u200e\u200f\u2060]", "", content.text).split("\n\n") == [
        f"[1] Gulf Wire, 12 September 2023:\n{DIED}",
        f"[2] \u2066TRT عربي\u2069:\n{ZONE}",
        "[1] Gulf Wire · 12 September 2023 · Floods in Derna",
        "[2] \u2066TRT عربي\u2069 · undated · \u2067ماس يدعو إلى هدنة في سرت\u2069",
        "Newest article on this: 12 September 2023",
    ]
    assert content.marked("blockquote") == [DIED, ZONE]


def test_a_quote_without_a_source_stands_under_its_number() -> None:
    unknown = replace(SIRTE, source=None)
    content = shown(*render.answer(quoting(cite(1, unknown, ZONE)), KEY))
    assert content.text.startswith(f"\u200e[1]\n{ZONE}\n\n")


def test_beside_a_foreign_quote_stand_what_was_matched_and_a_translation_that_says_it_is_one() -> None:
    helped = replace(
        cite(1, SIRTE, ZONE),
        matches=(Match("Sirte", "سرت", Span(0, 3)), Match("proposed", "دعا", Span(4, 7))),
        readings=(Reading("٨ تموز", "8 July", Span(9, 15)),),
        translation=Translation("Germany’s minister called for …", "en", "opus"),
    )
    for language, matched, translated in (
        (
            "en",
            "Sirte → \u2067سرت\u2069 · proposed → \u2067دعا\u2069 · \u2067٨ تموز\u2069 = 8 July",
            "Machine translation (opus): Germany’s",
        ),
        (
            "ar",
            "\u200f\u2066Sirte\u2069 ← سرت · \u2066proposed\u2069 ← دعا · ٨ تموز = \u20668 July\u2069",
            "ترجمة آلية (\u2066opus\u2069): ",
        ),
    ):
        text = shown(*render.answer(quoting(helped, language=language), KEY)).text
        assert f"{ZONE}\n{matched}\n{translated}" in text


def test_an_arabic_answer_speaks_arabic() -> None:
    content = shown(*render.answer(replace(BOTH, language="ar"), KEY))
    assert "أحدث مقال في الموضوع: 12 سبتمبر 2023" in content.text
    # It is read from the right, though it begins with Latin letters.
    assert content.text.startswith("\u200f[1] \u2066Gulf Wire\u2069")


def test_a_french_answer_speaks_french() -> None:
    (passage,) = [render.passage(replace(BOTH, language="fr"), BOTH.citations[0], KEY)]
    assert "Gulf Wire · 12 septembre 2023" in shown(passage).text
    assert [one.text for row in passage.keyboard for one in row] == [
        "‹ Avant", "Après ›", "[2]", "Retour à la réponse",
    ]  # fmt: skip


def test_an_answer_in_hebrew_is_read_from_the_right_and_our_english_from_the_left() -> None:
    *_, sentence, newest = shown(
        *render.answer(quoting(cite(1, SIRTE, ZONE), language="he"), KEY)
    ).text.split("\n\n")
    assert sentence.startswith("\u200f")
    assert newest == "Newest article on this: 12 September 2023"


def test_notes_stand_before_the_answer_and_their_quotes_apart() -> None:
    noted = replace(BOTH, notes=(Note("understood", "Understood as: \u2068من يتوسط؟\u2069"),))
    content = shown(*render.answer(noted, KEY))
    assert content.text.startswith("Understood as: \u2067من يتوسط؟\u2069\n\n")


def test_each_question_of_a_message_stands_above_its_answer() -> None:
    asked = ("Who died in /derna?", "وماذا عن سرت؟")
    sentences = tuple(replace(one, asked=own) for one, own in zip(BOTH.sentences, asked, strict=True))
    content = shown(*render.answer(replace(BOTH, sentences=sentences), KEY))
    paragraphs = [visible(one) for one in content.text.split("\n\n")]
    for question, citation in zip(asked, BOTH.citations, strict=True):
        place = paragraphs.index(visible(question))
        assert visible(citation.quote) in "".join(paragraphs[place + 1 : place + 3])
    assert not FOUND_IN_PLAIN_WORDS & {one.type for one in content.entities}


def test_what_a_model_wrote_is_followed_by_the_quotes_that_carry_it() -> None:
    written = Answer(
        "?", "en", (Sentence("Thousands died.", (1,)),), (cite(1, DERNA, DIED),), mode="generated"
    )
    content = shown(*render.answer(written, KEY))
    assert content.text.startswith("Thousands died. [1]\n\n")
    assert content.marked("blockquote") == [DIED]


def test_who_tells_of_the_same_event_is_said() -> None:
    told = replace(BOTH.citations[0], told_by=(Also("Wire", None), Also("Post", "https://post.example/x")))
    content = shown(*render.answer(quoting(told), KEY))
    assert "also told by: Wire, Post" in re.sub("[\u200e\u2060]", "", content.text)


def test_who_else_carries_the_text_and_how_fresh_the_archive_is_are_said() -> None:
    copied = replace(BOTH.citations[0], also=(Also("وكالة", None), Also(None, "https://evil.example/x")))
    answer = replace(quoting(copied), freshness="archive up to date to 14 September 2023 08:05")
    content = shown(*render.answer(answer, KEY))
    *_, source, fresh = re.sub("[\u200e\u2060]", "", content.text).split("\n\n")
    assert source.endswith(" · also in: \u2067وكالة\u2069, https://evil.example/x")
    assert (
        fresh == "Newest article on this: 12 September 2023 · archive up to date to 14 September 2023 08:05"
    )
    assert not FOUND_IN_PLAIN_WORDS & {one.type for one in content.entities}


def test_a_refusal_shows_the_nearest_passages_and_where_they_are_from() -> None:
    refused = Answer("?", "en", reason="The archive holds no answer.", nearest=(cite(1, DERNA, DIED),))
    (part,) = render.answer(refused, KEY)
    content = shown(part)
    assert content.text.startswith("∅ The archive holds no answer.\n\nThe nearest passages:\n\n[1] Gulf Wire")
    assert content.marked("blockquote") == [DIED]
    assert "Gulf Wire · 12 September 2023 · Floods in Derna" in content.text
    assert part.keyboard[0][0].data == Press("cite", KEY, 1).data


def test_an_article_quoted_twice_is_named_once() -> None:
    twice = quoting(cite(1, DERNA, DIED), cite(2, DERNA, "Two dams had burst during the storm."))
    content = shown(*render.answer(twice, KEY))
    assert content.text.count("Floods in Derna") == 1
    assert "[1][2] Gulf Wire" in content.text


def test_a_headline_among_the_sources_is_short() -> None:
    for title, shown_as in (
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 60 + "…"),
        (f"{'x' * 30} {'y' * 31}", "x" * 30 + "…"),
        (f"{'x' * 29} {'y' * 31}", f"{'x' * 29} {'y' * 30}…"),
    ):
        headline = replace(DERNA, title=title)
        assert f" · {shown_as}\n" in shown(*render.answer(quoting(cite(1, headline, DIED)), KEY)).text


def test_under_an_answer_is_a_button_for_each_citation_and_two_to_rate_it() -> None:
    (part,) = render.answer(BOTH, KEY)
    assert [[one.text for one in row] for row in part.keyboard] == [
        ["[1] Gulf Wire", "[2] TRT عربي"],
        ["👍", "👎"],
    ]
    presses = [Press.of(one.data or "") for row in part.keyboard for one in row]
    assert presses == [Press("cite", KEY, 1), Press("cite", KEY, 2), Press("good", KEY), Press("bad", KEY)]


def test_buttons_stand_under_the_last_of_several_messages() -> None:
    long = quoting(*(cite(n, DERNA, DERNA.text[70:]) for n in range(1, 5)))
    parts = render.answer(long, KEY)
    assert len(parts) > 1
    assert [bool(part.keyboard) for part in parts] == [False] * (len(parts) - 1) + [True]
    Chat().send(*parts)


def test_many_citations_have_buttons_in_rows_that_telegram_takes() -> None:
    many = quoting(*(cite(n, DERNA, "It rained for two days.") for n in range(1, 31)))
    assert list(Chat().send(*render.answer(many, KEY))[-1].buttons)[29] == "[30]"


def test_sent_to_another_chat_an_answer_is_one_message_without_buttons() -> None:
    long = quoting(*(cite(n, DERNA, DERNA.text[70:]) for n in range(1, 5)))
    part = render.inline(long)
    assert shown(part).text.endswith("…")
    assert part.keyboard == ()


# Passages


def test_a_citation_opens_its_sentence_in_bold_within_its_passage() -> None:
    content = shown(render.passage(BOTH, BOTH.citations[0], KEY))
    assert content.marked("bold") == ["Floods in Derna", DIED]
    assert content.marked("blockquote") == [IN_PASSAGE]
    assert "[1] Gulf Wire · 12 September 2023 · Nadia Haddad" in content.text


def test_a_passage_links_to_the_words_at_the_publisher() -> None:
    content = shown(render.passage(BOTH, BOTH.citations[0], KEY))
    (link,) = (one for one in content.entities if one.type == "text_link")
    assert link.url == (
        "https://gulf.example/derna?a=1&b=2#:~:text=The%20mayor%20of%20Derna%20said%20that%205%2C300%20people"
    )
    assert content.text.endswith("Read it at Gulf Wire")


def test_a_passage_links_to_its_page_where_there_is_one() -> None:
    content = shown(render.passage(BOTH, BOTH.citations[0], KEY, site="https://khabar.example"))
    own, _ = (one.url for one in content.entities if one.type == "text_link")
    span = BOTH.citations[0].span
    assert (
        own == f"https://khabar.example/a/{DERNA.id}?v=1&s={span.start}-{span.end}#s={span.start}-{span.end}"
    )
    assert "Read it in the article" in content.text


def test_an_id_that_gives_a_secret_away_is_in_no_link() -> None:
    secret = replace(DERNA, id="https://gulf.example/derna?token=4f3c2b1a9d8e7f60")
    assert at("https://khabar.example", cite(1, secret, DIED)) is None


@pytest.mark.parametrize(
    "url", [None, "javascript:alert(1)", "tg://resolve?domain=x", "https://a@b.example/"]
)
def test_an_address_that_is_none_of_the_web_is_not_linked(url: str | None) -> None:
    answer = quoting(cite(1, replace(DERNA, url=url), DIED))
    assert shown(render.passage(answer, answer.citations[0], KEY)).marked("text_link") == []


def test_one_leafs_through_the_whole_article_and_back() -> None:
    cited = BOTH.citations[0]
    step, said = 0, ""
    while (data := pressed(render.passage(BOTH, cited, KEY, step=step), "‹ Before")) is not None:
        step = data.step
    assert step < 0
    while True:
        part = render.passage(BOTH, cited, KEY, step=step)
        said += "".join(shown(part).marked("blockquote"))
        following = pressed(part, "After ›")
        if following is None:
            break
        step = following.step
    assert visible(said) == visible(DERNA.text)
    assert step > 0


def pressed(part: Part, label: str) -> Press | None:
    return next((Press.of(one.data or "") for row in part.keyboard for one in row if one.text == label), None)


def test_beyond_the_ends_of_an_article_is_its_last_page() -> None:
    first, last = (render.passage(BOTH, BOTH.citations[0], KEY, step=step) for step in (-9999, 9999))
    assert pressed(first, "‹ Before") is pressed(last, "After ›") is None
    assert shown(first).marked("blockquote")[0].startswith("Floods swept")
    assert shown(last).marked("blockquote")[0].endswith("for two days.")


def test_from_a_passage_lead_buttons_to_the_others_and_back_to_the_answer() -> None:
    part = render.passage(BOTH, BOTH.citations[0], KEY)
    assert pressed(part, "[1]") is None
    assert pressed(part, "[2]") == Press("cite", KEY, 2)
    assert pressed(part, "Back to the answer") == Press("back", KEY)


def test_a_passage_says_that_its_article_was_changed_since() -> None:
    changed = shown(render.passage(BOTH, BOTH.citations[0], KEY, corrected=True))
    assert "changed since" in changed.text
    assert DIED in changed.text
    assert "changed since" not in shown(render.passage(BOTH, BOTH.citations[0], KEY)).text


def test_a_passage_says_that_its_article_was_withdrawn() -> None:
    answer = quoting(cite(1, replace(DERNA, withdrawn=UPDATED), DIED))
    content = shown(render.passage(answer, answer.citations[0], KEY))
    assert "The article quoted in [1] was withdrawn by its publisher on 14 September 2023." in content.text


def test_what_was_removed_says_so_and_leads_back() -> None:
    part = render.removed(BOTH, KEY)
    assert "taken out" in shown(part).text
    assert pressed(part, "Back to the answer") == Press("back", KEY)


def test_a_passage_too_long_for_a_message_is_shown_around_its_sentence() -> None:
    text = "word " * 3000 + "HERE IT STANDS. " + "more " * 3000
    article = replace(DERNA, text=text)
    span = Span(0, len(text))
    start = text.index("HERE")
    cited = Citation(1, Passage(1, article, span, ()), Span(start, start + 15))
    content = shown(render.passage(quoting(cited), cited, KEY))
    assert content.marked("bold")[1] == "HERE IT STANDS."
    (quote,) = content.marked("blockquote")
    assert quote.startswith("…")
    assert quote.endswith("…")


# Text that would rather be something else

HOSTILE = (
    '</blockquote></b><b>bold</b> &lt;i&gt; &amp; <a href="https://evil.example">win</a> [x](tg://user?id=1) *b* _i_'
    " https://evil.example/x evil.com t.me/evil tg://resolve?domain=evil @evil_bot /start /forget@khabar_test_bot"
    " #evil $EVIL ada@evil.example +49 30 12345678 4111 1111 1111 1111 \u202egnikcah\u202c \u2067left open \x1b[2J"
)


def test_an_article_full_of_markup_and_links_is_shown_as_text() -> None:
    article = Article("evil", HOSTILE + "\n" + HOSTILE, HOSTILE, "en", HOSTILE, "https://a.example/", HOSTILE)
    cited = cite(1, article, HOSTILE)
    answer = quoting(cited)
    refused = Answer("?", "en", reason="No.", nearest=(cited,), notes=(Note("understood", HOSTILE),))
    for parts in (
        render.answer(answer, KEY),
        render.answer(refused, KEY),
        (render.inline(answer),),
        (render.passage(answer, cited, KEY),),
        (render.passage(answer, cited, KEY, step=1),),
    ):
        content = shown(*parts)
        assert visible(HOSTILE) in visible(content.text)
        assert not FOUND_IN_PLAIN_WORDS & {one.type for one in content.entities}
        assert {one.url for one in content.entities if one.type == "text_link"} <= {cited_link(cited)}
        assert not set("\u202a\u202b\u202c\u202d\u202e\x1b") & set("".join(part.html for part in parts))
        assert content.text.count("\u2067") + content.text.count("\u2066") == content.text.count("\u2069")


def cited_link(cited: Citation) -> str:
    return (cited.link or "").replace("'", "%27")


def test_the_same_text_without_markup_says_the_same() -> None:
    parts = (*render.answer(BOTH, KEY), render.passage(BOTH, BOTH.citations[0], KEY))
    for part, message in zip(parts, Chat().send(*parts), strict=True):
        assert render.plain(part.html) == message.text


# Any answer at all

SCRAPS = (
    *HOSTILE.split(" "),
    *(
        "سرت. ",
        "قال ماس إن الوضع يزداد سوءاً؛ ",
        "<b>",
        "&",
        "😀",
        "👨\u200d👩",
        "\u202e",
        ". ",
        "\n",
        "e\u0301",
    ),
)
pieces = st.text(min_size=1, max_size=20) | st.sampled_from(SCRAPS)
texts = st.builds(
    lambda some, times: ("".join(some) * times)[:20_000],
    st.lists(pieces, min_size=1, max_size=12),
    st.sampled_from([1, 1, 1, 3, 50, 800]),
)


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    citations = tuple(draw(citation(number)) for number in range(1, draw(st.integers(1, 4)) + 1))
    language = draw(st.sampled_from(["en", "ar"]))
    notes = tuple(Note("understood", text) for text in draw(st.lists(texts, max_size=1)))
    if draw(st.integers(0, 4)) == 0:
        return Answer("?", language, reason="No answer.", nearest=citations, notes=notes)
    answer = quoting(*citations, language=language, notes=notes)
    if draw(st.booleans()):
        return answer
    return replace(answer, sentences=tuple(Sentence(draw(texts), one.citations) for one in answer.sentences))


@st.composite
def citation(draw: st.DrawFn, number: int) -> Citation:
    text = draw(texts)
    ends = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 4)))
    article = Article(
        id="x", text=text, title=draw(pieces), language="en", source=draw(st.none() | pieces), author=draw(pieces),
        url=draw(st.none() | pieces | st.just("https://a.example/x")), published=draw(st.none() | st.just(UPDATED)),
    )  # fmt: skip
    return Citation(number, Passage(1, article, Span(ends[0], ends[3]), ()), Span(ends[1], ends[2]))


def texts_of(sentence: Sentence, answer: Answer) -> tuple[str, ...]:
    """What is shown of a sentence, in order."""
    marks = "".join(f"[{n}]" for n in sentence.citations)
    if sentence.quote is None:
        return sentence.text, marks
    said = leading(sentence.lead, answer.language) if sentence.lead else ""
    return marks, said, answer.citations[sentence.quote - 1].quote


def check(answer: Answer) -> None:
    """None of an answer's messages is refused, none makes a link, and together they say the answer, in order."""
    chat = Chat()
    parts = render.answer(answer, KEY)
    messages = chat.send(*parts)
    together = visible("".join(message.text for message in messages))
    said: Sequence[str] = [
        *(note.text for note in answer.notes),
        *([answer.reason] if answer.reason else []),
        *(text for one in answer.sentences for text in texts_of(one, answer)),
    ]
    quotes = answer.nearest or [one for one in answer.citations if line(one.quote) not in line(answer.text)]
    if not answer.refused:
        assert together.startswith(visible("".join(map(line, said))))
    place = 0
    for one in (*said, *(quote.quote for quote in quotes)):
        place = together.index(visible(line(one)), place)
    for cited in answer.citations or answer.nearest:
        for step in (0, -1, 1):
            messages += chat.send(render.passage(answer, cited, KEY, step=step))
    for message in messages:
        assert message.content.dropped == 0
        assert not FOUND_IN_PLAIN_WORDS & {one.type for one in message.content.entities}, message.text


@given(answers())
@settings(max_examples=200)
def test_any_answer_is_taken_by_telegram_and_shown_whole(answer: Answer) -> None:
    check(answer)


@pytest.mark.slow
@given(answers())
@settings(max_examples=10_000)
def test_ten_thousand_answers_are_taken_by_telegram_and_shown_whole(answer: Answer) -> None:
    check(answer)


@given(answers(), st.integers(-3, 3))
@settings(max_examples=30)
def test_a_sentence_opens_verbatim_in_any_article(answer: Answer, step: int) -> None:
    for cited in answer.citations or answer.nearest:
        (message,) = Chat().send(render.passage(answer, cited, KEY, step=step))
        if step == 0 and len(cited.quote) < 250 and visible(line(cited.quote)):
            assert visible(line(cited.quote)) in visible("".join(message.content.marked("bold")))


def test_presses_fit_what_telegram_takes_and_come_back_as_they_went() -> None:
    longest = Press("cite", "k" * 32, 9999, -9999)
    assert len(longest.data.encode()) <= 64
    assert Press.of(longest.data) == longest


@pytest.mark.parametrize(
    "data", ["", "c:", "c:k:1", "x:k:1:0", "c:k:1:0:0", "c:k k:1:0", "c:k:٣:0", "c:k:1:99999"]
)
def test_a_forged_press_is_none(data: str) -> None:
    assert Press.of(data) is None
