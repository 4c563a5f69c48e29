"""What people do and what the bot says: in private, in groups, from other chats; by commands and buttons."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from running import BRIDGE, FLOOD, HOW_MANY, MAYOR, Bot, ingest, remove

from bot.phrases import say
from bot.telegram import pace, watching
from bot.telegram.context import Access, Limits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot_api import BotApi, Message


@pytest.fixture
def bot(telegram: BotApi, folder: Path) -> Iterator[Bot]:
    with Bot(telegram, folder) as running:
        yield running


@pytest.fixture(autouse=True)
def _without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Telegram's limits, and the time between two looks at the archive, are other tests' matter."""
    monkeypatch.setattr(pace, "OF_A_CHAT", 0.0)
    monkeypatch.setattr(watching, "LOOK_SECONDS", 0.1)


# Asking


@pytest.mark.usefixtures("bot")
def test_a_text_in_private_is_a_question_and_typing_shows_at_once(telegram: BotApi) -> None:
    ada = telegram.user()
    telegram.say(ada, HOW_MANY)
    answer = telegram.wait_for_reply(ada)
    assert MAYOR in answer.text
    # A message is read on another day, too, and in another zone than the bot's.
    assert re.search(r"archive up to date to \d+ \w+ \d{4} \d\d:\d\d UTC$", answer.text)
    assert set(telegram.chats[ada.id].actions) == {"typing"}
    methods = [call.method for call in telegram.calls]
    assert methods.index("sendChatAction") < methods.index("sendMessage")


@pytest.mark.usefixtures("bot")
def test_in_a_group_only_what_is_meant_for_the_bot_is_answered(telegram: BotApi) -> None:
    ada, ben = telegram.user("Ada"), telegram.user("Ben")
    group = telegram.group("News", ada, ben)
    telegram.say(ada, HOW_MANY, chat=group)
    telegram.say(ada, f"/ask@some_other_bot {HOW_MANY}", chat=group)
    telegram.say(ben, "/start@some_other_bot", chat=group)
    mention = telegram.say(ada, f"@Khabar_test_bot {HOW_MANY}", chat=group)
    first = telegram.wait_for_reply(group)
    assert first.reply_to == mention.id
    telegram.say(ben, "How much did the bridge in Mosul cost?", chat=group, reply_to=first)
    assert "12 million dollars" in telegram.wait_for_reply(group, 2).text
    telegram.say(ben, f"/ask {HOW_MANY}", chat=group)
    assert MAYOR in telegram.wait_for_reply(group, 3).text
    telegram.say(ben, f"/ask@khabar_test_bot {HOW_MANY}", chat=group)
    telegram.wait_for_reply(group, 4)
    assert len(telegram.replies(group)) == 4


@pytest.mark.usefixtures("bot")
def test_an_inline_question_is_answered_by_articles_and_choosing_one_is_no_question(telegram: BotApi) -> None:
    ada = telegram.user()
    query = telegram.ask_inline(ada, HOW_MANY)
    telegram.wait(lambda: telegram.inline_answers.get(query))
    chosen = telegram.choose_inline(ada, query)
    assert MAYOR in chosen.text
    assert not chosen.buttons
    nothing = telegram.ask_inline(ada, "x")
    telegram.wait(lambda: nothing in telegram.inline_answers)
    assert telegram.inline_answers[nothing] == []
    assert telegram.replies(ada) == []


@pytest.mark.usefixtures("bot")
def test_an_edited_question_is_answered_anew_if_its_words_changed(telegram: BotApi) -> None:
    ada = telegram.user()
    question = telegram.say(ada, "How much did the bridge in Mosul cost?")
    telegram.wait_for_reply(ada)
    telegram.edit(question, "How much did the bridge in Mosul cost?")  # Telegram says so of other changes too
    telegram.edit(question, HOW_MANY)
    assert MAYOR in telegram.wait_for_reply(ada, 2).text
    telegram.say(ada, "/help")
    telegram.wait_for_reply(ada, 3)
    assert len(telegram.replies(ada)) == 3


@pytest.mark.usefixtures("bot")
def test_what_is_no_text_gets_a_friendly_word_in_the_persons_language(telegram: BotApi) -> None:
    ali = telegram.user("Ali", language="ar")
    telegram.send(ali, voice={"file_id": "f", "file_unique_id": "u", "duration": 3})
    assert telegram.wait_for_reply(ali).text == say("ar").telegram.only_text
    sticker = {"file_id": "f", "file_unique_id": "u", "type": "regular", "width": 1, "height": 1}
    telegram.send(ali, sticker=sticker | {"is_animated": False, "is_video": False})
    telegram.wait_for_reply(ali, 2)


@pytest.mark.usefixtures("bot")
def test_an_update_of_no_known_form_holds_up_nothing(telegram: BotApi) -> None:
    ada = telegram.user()
    telegram.deliver({"something_new": {"id": 1}})
    telegram.deliver({"message": {"message_id": "no number", "chat": 7}})
    telegram.deliver(
        {"channel_post": {"message_id": 1, "date": 1, "chat": {"id": -5, "type": "channel"}, "text": "x"}}
    )
    telegram.say(ada, HOW_MANY)
    telegram.wait_for_reply(ada)


@pytest.mark.usefixtures("bot")
def test_an_over_long_question_is_refused_kindly(telegram: BotApi) -> None:
    ada = telegram.user()
    telegram.say(ada, "why " * 300)
    assert "1199 characters" in telegram.wait_for_reply(ada).text


@pytest.mark.usefixtures("bot")
def test_a_group_that_becomes_a_supergroup_is_answered_there(telegram: BotApi) -> None:
    ada = telegram.user()
    group = telegram.group("News", ada)
    with telegram.held():
        telegram.say(ada, f"/ask {HOW_MANY}", chat=group)
        new = telegram.move(group)
    assert MAYOR in telegram.wait_for_reply(new).text


# Commands


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("language", ["en", "ar", "fr"])
def test_commands_answer_in_the_persons_language(telegram: BotApi, language: str) -> None:
    ada = telegram.user(language=language)
    for number, (command, marks) in enumerate(
        {
            "/start": {
                "en": "Ask me about the news",
                "ar": "اسألني عن الأخبار",
                "fr": "Interrogez-moi sur l’actualité",
            },
            "/help": {"en": "/watch and a question", "ar": "/watch مع سؤال", "fr": "/watch et une question"},
            "/privacy": {"en": "your Telegram number", "ar": "رقمك في تلغرام", "fr": "votre numéro Telegram"},
            "/sources": {"en": "Gulf Wire – 1", "ar": "Gulf Wire – 1", "fr": "Gulf Wire – 1"},
            "/status": {"en": "2 articles: English 2", "ar": "الإنجليزية 2", "fr": "articles : anglais 2"},
            "/ask": {"en": "/ask who", "ar": "/ask من", "fr": "/ask qui"},
            "/nothing": {"en": "/help", "ar": "/help", "fr": "/help"},
        }.items(),
        1,
    ):
        telegram.say(ada, command)
        assert marks[language] in telegram.wait_for_reply(ada, number).text


@pytest.mark.usefixtures("bot")
def test_commands_are_registered_in_every_language(telegram: BotApi) -> None:
    telegram.wait(lambda: len(telegram.commands) == 4)
    for language in ("", "en", "ar", "fr"):
        listed = [(one["command"], one["description"]) for one in telegram.commands["default", language]]
        assert listed == list(say(language).telegram.commands)


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("spoken", "thanks"), [("fr-CA", "Merci."), ("ar-EG", "شكراً لك."), ("de", "Thank you.")]
)
def test_a_person_is_spoken_to_in_telegrams_language(telegram: BotApi, spoken: str, thanks: str) -> None:
    ada = telegram.user(language=spoken)
    telegram.say(ada, HOW_MANY)
    query = telegram.press(ada, telegram.wait_for_reply(ada), "👍")
    telegram.wait(lambda: query in telegram.callback_answers)
    assert telegram.callback_answers[query]["text"] == thanks


@pytest.mark.usefixtures("bot")
def test_french_may_be_chosen(telegram: BotApi) -> None:
    ada = telegram.user("Ada")
    telegram.say(ada, "/settings")
    settings = telegram.wait_for_reply(ada)
    telegram.press(ada, settings, "Français")
    telegram.wait_for_edit(settings)
    assert "✓ Français" in settings.buttons
    telegram.say(ada, HOW_MANY)
    answer = telegram.wait_for_reply(ada, 2).text
    assert answer.startswith("[1] Gulf Wire, 12 septembre 2023, selon ")
    assert f"\u00a0:\n{MAYOR}\n\n" in answer
    assert "Article le plus récent à ce sujet\u00a0: 12 septembre 2023" in answer


@pytest.mark.usefixtures("bot")
def test_settings_are_chosen_by_buttons_and_used(telegram: BotApi) -> None:
    ada, ben = telegram.user("Ada"), telegram.user("Ben")
    telegram.say(ada, "/settings")
    settings = telegram.wait_for_reply(ada)
    telegram.press(ada, settings, "العربية")
    telegram.wait_for_edit(settings)
    assert "✓ العربية" in settings.buttons
    telegram.press(ada, settings, "أسبوع")
    telegram.wait_for_edit(settings, 2)
    telegram.say(ada, HOW_MANY)
    refused = telegram.wait_for_reply(ada, 2)
    assert MAYOR not in refused.text  # older than a week
    telegram.press(ada, settings, "كل وقت")
    telegram.press(ada, settings, "قصير")
    telegram.wait_for_edit(settings, 4)
    telegram.say(ada, HOW_MANY)
    short = telegram.wait_for_reply(ada, 3)
    assert [label for label in short.buttons if label.startswith("[")] == ["[1] Gulf Wire"]
    assert "أحدث مقال" in short.text
    assert "بحسب" in short.text
    telegram.say(ben, HOW_MANY)
    assert "Newest article" in telegram.wait_for_reply(ben).text


@pytest.mark.usefixtures("bot")
def test_nobody_sets_another_persons_settings(telegram: BotApi) -> None:
    ada, ben = telegram.user("Ada"), telegram.user("Ben")
    group = telegram.group("News", ada, ben)
    telegram.say(ada, "/settings", chat=group)
    settings = telegram.wait_for_reply(group)
    query = telegram.press(ben, settings, "English")
    telegram.wait(lambda: query in telegram.callback_answers)
    assert telegram.callback_answers[query]["text"] == say("en").telegram.not_yours
    assert not settings.edits


# Buttons


def cited(telegram: BotApi) -> tuple[object, Message]:
    ada = telegram.user()
    telegram.say(ada, HOW_MANY)
    return ada, telegram.wait_for_reply(ada)


def test_every_button_shows_its_sentence_and_goes_back_before_and_after_a_restart(
    telegram: BotApi, folder: Path
) -> None:
    with Bot(telegram, folder):
        ada, answer = cited(telegram)
        said, labels = answer.text, [label for label in answer.buttons if label.startswith("[")]
        assert labels
    edits = 0
    for _ in range(2):
        with Bot(telegram, folder):
            for label in labels:
                telegram.press(ada, answer, label)
                edits += 1
                telegram.wait_for_edit(answer, edits)
                bold = [e.of(answer.text) for e in answer.content.entities if e.type == "bold"]
                assert any(quote in said for quote in bold[1:])
                telegram.press(ada, answer, "Back")
                edits += 1
                telegram.wait_for_edit(answer, edits)
                assert answer.text == said


def test_a_button_shows_the_wording_cited_when_the_article_was_corrected_and_says_so(
    telegram: BotApi, folder: Path
) -> None:
    with Bot(telegram, folder):
        ada, answer = cited(telegram)
        ingest(folder, replace(FLOOD, text=FLOOD.text.replace("5,300", "11,300")))
        telegram.press(ada, answer, "[1]")
        telegram.wait_for_edit(answer)
        assert MAYOR in answer.text
        assert "has been changed since" in answer.text
        telegram.press(ada, answer, "Back")
        assert MAYOR in telegram.wait_for_edit(answer, 2).text


def test_a_button_says_that_its_article_was_taken_out_and_no_word_of_it_is_shown_again(
    telegram: BotApi, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        watching, "LOOK_SECONDS", 3_600.0
    )  # the button is pressed before the bot itself looks
    with Bot(telegram, folder):
        ada, answer = cited(telegram)
        remove(folder, FLOOD.id)
        telegram.press(ada, answer, "[1]")
        telegram.wait_for_edit(answer)
        assert "taken out of the archive" in answer.text
        telegram.press(ada, answer, "Back")
        telegram.wait_for_edit(answer, 2)
        assert "5,300" not in answer.text


@pytest.mark.usefixtures("bot")
def test_an_answer_opens_in_its_own_chat_only(telegram: BotApi) -> None:
    _, answer = cited(telegram)
    eve = telegram.user("Eve")
    telegram.say(eve, "/help")
    own = telegram.wait_for_reply(eve)
    for data in (
        answer.buttons["[1] Gulf Wire"]["callback_data"],
        "c:nothing:1:0",
        "s:1:days:7",
        "u:1",
        "",
        "x" * 64,
    ):
        query = telegram.press_data(eve, own, data)
        telegram.wait(lambda query=query: query in telegram.callback_answers)
    assert not own.edits


def test_thumbs_are_kept_with_question_answer_and_hits(telegram: BotApi, folder: Path) -> None:
    from bot.telegram.chats import Chats

    with Bot(telegram, folder):
        ada, answer = cited(telegram)
        for thumb in ("👍", "👎"):
            query = telegram.press(ada, answer, thumb)
            telegram.wait(lambda query=query: query in telegram.callback_answers)
    with Chats.open(folder) as chats:
        (kept,) = chats.feedback()  # the last word counts
    assert (kept.question, kept.good) == (HOW_MANY, False)
    assert kept.body["citations"][0]["article"] == FLOOD.id
    assert kept.hits[0]["article"] == FLOOD.id


# Conversations, watches, forgetting


def test_a_watch_tells_of_new_articles_that_answer_and_of_no_others(telegram: BotApi, folder: Path) -> None:
    with Bot(telegram, folder):
        ada = telegram.user()
        telegram.say(ada, f"/watch {HOW_MANY}")
        telegram.wait_for_reply(ada)
        other = replace(
            BRIDGE, id="school", text="A school opened in Basra. Its roof is green.", title="School"
        )
        ingest(folder, other)
        later = "The governor of Derna said that 11,300 people had died in the floods of Derna."
        ingest(folder, replace(FLOOD, id="flood-2", title="Derna's dead", text=later, source="Derna Post"))
        telegram.wait(lambda: any(later in message.text for message in telegram.replies(ada)))
        assert [message.text for message in telegram.replies(ada)][1] == f"New on {HOW_MANY}"
        telegram.say(ada, "/unwatch")
        telegram.wait(lambda: "You watch" in telegram.replies(ada)[-1].text)
        listed = telegram.replies(ada)[-1]
        telegram.press(ada, listed, "✕ 1.")
        assert "You watch nothing" in telegram.wait_for_edit(listed).text


def test_a_watch_hears_of_what_came_while_the_bot_was_down(telegram: BotApi, folder: Path) -> None:
    with Bot(telegram, folder):
        ada = telegram.user()
        telegram.say(ada, HOW_MANY)
        telegram.wait_for_reply(ada)
        telegram.say(ada, "/watch")  # the question before
        assert HOW_MANY in telegram.wait_for_reply(ada, 2).text
    later = "The governor of Derna said that 11,300 people had died in the floods of Derna."
    ingest(folder, replace(FLOOD, id="flood-2", title="Derna's dead", text=later, source="Derna Post"))
    with Bot(telegram, folder):
        telegram.wait(lambda: any(later in message.text for message in telegram.replies(ada)))


def test_forget_erases_every_row_of_a_person(telegram: BotApi, folder: Path) -> None:
    from bot.telegram.chats import NAME

    with Bot(telegram, folder):
        ada, answer = cited(telegram)
        query = telegram.press(ada, answer, "👍")
        telegram.wait(lambda: query in telegram.callback_answers)
        telegram.say(ada, f"/watch {HOW_MANY}")
        telegram.say(ada, "/forget")
        telegram.wait(lambda: telegram.replies(ada)[-1].text == say("en").telegram.forgotten)
    for file in folder.glob(f"{NAME}*"):
        content = file.read_bytes()
        assert HOW_MANY.encode() not in content
        assert MAYOR.encode() not in content


# Limits and admission


def test_who_asks_too_much_is_told_once(telegram: BotApi, folder: Path) -> None:
    with Bot(telegram, folder, limits=Limits(minute=3)):
        ada, ben = telegram.user("Ada"), telegram.user("Ben")
        for _ in range(8):
            telegram.say(ada, HOW_MANY)
        telegram.wait_for_reply(ada, 4)
        telegram.say(ben, HOW_MANY)
        telegram.wait_for_reply(ben)
        telegram.say(ada, "/help")
        telegram.wait_for_reply(ada, 5)
    said = [message.text for message in telegram.replies(ada)]
    assert said.count(say("en").telegram.too_many_at_once) == 1
    assert sum(MAYOR in text for text in said) == 3


def test_admins_have_no_limits_and_see_more(telegram: BotApi, folder: Path) -> None:
    ada = telegram.user()
    with Bot(telegram, folder, limits=Limits(minute=1), access=Access(admins=frozenset({ada.id}))):
        for _ in range(2):
            telegram.say(ada, HOW_MANY)
        assert MAYOR in telegram.wait_for_reply(ada, 2).text
        telegram.say(ada, "/status")
        assert "in the last minute" in telegram.wait_for_reply(ada, 3).text


def test_strangers_are_told_once_and_may_be_forgotten(telegram: BotApi, folder: Path) -> None:
    ada, eve = telegram.user("Ada"), telegram.user("Eve")
    group = telegram.group("News", eve)
    with Bot(telegram, folder, access=Access(allowed=frozenset({ada.id, group.id}))):
        telegram.say(ada, HOW_MANY)
        assert MAYOR in telegram.wait_for_reply(ada).text
        for _ in range(3):
            telegram.say(eve, HOW_MANY)
        assert str(eve.id) in telegram.wait_for_reply(eve).text
        telegram.say(eve, f"/ask {HOW_MANY}", chat=group)
        assert MAYOR in telegram.wait_for_reply(group).text
        telegram.say(eve, "/forget")
        assert telegram.wait_for_reply(eve, 2).text == say("en").telegram.forgotten
        query = telegram.ask_inline(eve, HOW_MANY)
        telegram.wait(lambda: telegram.inline_answers.get(query) == [])


def test_the_global_limit_holds_for_everyone(telegram: BotApi, folder: Path) -> None:
    with Bot(telegram, folder, limits=Limits(all_minute=1)):
        ada, ben = telegram.user("Ada"), telegram.user("Ben")
        telegram.say(ada, HOW_MANY)
        telegram.wait_for_reply(ada)
        telegram.say(ben, HOW_MANY)
        assert telegram.wait_for_reply(ben).text == say("en").telegram.too_many_people
