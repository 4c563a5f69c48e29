"""What Khabar says in a language.

Every text is English by itself: that is what is said in a language without a declaration, or where one lacks a text.
What stands in braces is filled in, and every language's text has the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def one_or_more(number: int) -> int:
    """Return which form a counted thing takes in English: 0 for one, 1 for more."""
    return int(number != 1)


# Compared, hashed and shown by identity: nobody looks into a hundred texts for that.
@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class TelegramTexts:
    """What the bot says in Telegram; these are Telegram's HTML, but for words on buttons and over them.

    Attributes:
        commands: what the bot offers as (command, description); the commands are the same in every language.
        language_asked: a choice in the settings: replies in each question's language.
    """

    commands: tuple[tuple[str, str], ...] = (
        ("ask", "Ask a question (in groups)"),
        ("new", "Start a new conversation"),
        ("watch", "Tell me when new articles answer a question"),
        ("watches", "What you watch"),
        ("unwatch", "Stop watching a question"),
        ("settings", "Language, length, period"),
        ("sources", "Whose articles there are"),
        ("status", "How fresh the archive is"),
        ("privacy", "What is kept about you"),
        ("forget", "Erase all that is kept about you"),
        ("help", "What I can do"),
    )
    start: str = (
        "<b>Ask me about the news.</b>\n\nSend a question, in English or Arabic. I answer from an archive of articles"
        " in both, and every sentence is a quote: tap its number to see it where it stands. Where the archive holds no"
        " answer, I say so.\n\n/help shows what else I can do."
    )
    help: str = (
        "Send a question, then ask on: “and what did Britain say?” is understood. /new starts afresh.\n\n"
        "In a group, mention me, reply to me, or write /ask and the question. In any other chat, type my name and a"
        " question to send the answer there.\n\n"
        "/watch and a question: I write to you when new articles answer it\n"
        "/watches – what you watch · /unwatch – stop\n"
        "/settings – language, length, period\n"
        "/sources – whose articles there are · /status – how fresh they are\n"
        "/privacy – what is kept about you · /forget – erase it"
    )
    privacy: str = (
        "<b>What is kept about you</b>\n\nOn the computer that runs this bot, and nowhere else: your Telegram number,"
        " your questions of the last 30 days with what they were answered from, and what you thought of answers; for a"
        " year, which articles an answer's buttons open, and your settings and what you watch since you last used"
        " them. Messages are erased as soon as they are handled. Questions are not used to teach any"
        " model.{model}\n\n/forget erases all of it at once, but for how many questions were asked in the last day,"
        " which is kept without your number. What stands in the chat is for you to delete."
    )
    privacy_model: str = (
        " Answers are written by a language model, which is sent your question and passages of articles."
    )
    forgotten: str = "Everything that was kept about you is erased."
    forgotten_soon: str = (
        "Everything that was kept about you is deleted. Its last traces are in the file still, which is busy, and will"
        " be gone by {when}."
    )
    late: str = "You asked this {time} ago; I could not answer before now."
    afresh: str = "A new conversation: what you asked before no longer matters."
    ask_how: str = "Write your question after it: <code>/ask who mediated in the port dispute?</code>"
    mentioned: str = "Yes? Write your question in the same message."
    unknown_command: str = "I don't know this command. /help shows those I know; a question needs none."
    only_text: str = "I understand only text so far. Please write your question."
    too_long: str = "That is a long question: {length} characters. Please ask in at most {most}."
    too_many_at_once: str = "That is a lot of questions at once. Please ask again in a minute."
    too_many_today: str = "That is all I can answer for you today. Please ask again tomorrow."
    too_many_people: str = "Very many people are asking now. Please ask again in a while."
    not_allowed: str = (
        "This bot answers only those whom its owner has named. Your number is <code>{person}</code>."
    )
    archive_trouble: str = "The archive can't be read just now. Please ask again later."
    trouble: str = "Something went wrong with this question, and it is noted. Please ask in other words."
    expired: str = "This answer is no longer kept. Please ask again."
    not_yours: str = "These are somebody else's."
    thanks: str = "Thank you."
    translate: str = "Translate"

    watching: str = "I'll write here when new articles answer: {question}"
    watch_how: str = "Write the question after it: <code>/watch what is new about the port dispute?</code>"
    watches_full: str = "You watch {most} questions, which is all I can. /unwatch ends one."
    watches: str = "<b>You watch</b>; tap one to stop:"
    no_watches: str = "You watch nothing. /watch and a question: I write when new articles answer it."
    news: str = "<b>New on</b> {question}"

    sources: str = "<b>Whose articles there are</b>"
    more_sources: str = "… and {count} more"
    no_articles: str = "The archive is empty so far."
    status: str = (
        "<b>The archive</b>\n{articles} articles: {languages}\nNewest article: {newest}\nUpdated: {updated}"
    )
    unknown: str = "unknown"
    for_admins: str = (
        "Questions: {minute} in the last minute, {day} in the last day; waiting: {waiting}\n"
        "People watching: {watches}\nUpdates that could not be handled in 30 days: {parked}"
    )

    settings: str = "<b>Settings</b>\nLanguage of replies · length of answers · articles from which time"
    language_asked: str = "As asked"
    full: str = "Full"
    short: str = "Short"
    any_time: str = "Any time"
    year: str = "Year"
    month: str = "Month"
    week: str = "Week"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ChatTexts:
    """What `khabar chat` says, and the commands that it hears; those of every language are heard in all.

    Attributes:
        new: commands that start afresh.
        more: commands that ask for help.
        translate: commands that ask for the last answer's quotes in one's own language.
        end: commands that end the conversation.
        leave: words that do, in small letters, where nothing else is typed.
    """

    new: tuple[str, ...] = ("/new",)
    more: tuple[str, ...] = ("/help",)
    translate: tuple[str, ...] = ("/translate",)
    end: tuple[str, ...] = ("/quit", "/exit")
    leave: tuple[str, ...] = ("quit", "exit")
    welcome: str = "Ask about your articles. /new starts afresh, /help says more, /quit ends."
    help: str = (
        "Ask in English or Arabic; a follow-up may leave out what was said: “When?”, “And what did Britain say?”. "
        "Dates are understood: “this week”, “since July”. “What happened in Derna?” brings a dated list. "
        "/translate translates the last answer’s quotes, where a translator is set. "
        "/new forgets what was asked, /quit or Ctrl-D ends."
    )
    no_translator: str = "No translator is set (KHABAR_TRANSLATOR)."
    nothing_to_translate: str = "No quote in another language was shown last."
    afresh: str = "What was asked before is forgotten."
    unknown_command: str = "there is no command {command}: /new, /help, /translate and /quit are known"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class WebTexts:
    """What the pages in a browser say.

    Attributes:
        promise: under the first field: what answers are.
        kept: who can read a conversation, and how long.
        version: of an article, as a line of a list.
        compare: leads to two wordings side by side.
        taken, came: what stands struck through or underlined, for those who hear the page.
        otherwise: what feeds of other hosts say of an article.
        choose: how a stretch of time is chosen on a plot.
        articles: forms of so many articles.
        by_hand: of an input that failed for good.
    """

    title: str = "Ask the archive"
    skip: str = "Skip to the content"
    menu: str = "Pages"
    question: str = "Your question"
    ask: str = "Ask"
    afresh: str = "New conversation"
    narrow: str = "Only some articles"
    since: str = "Published from"
    until: str = "Published until"
    source: str = "Source"
    language: str = "Language of the articles"
    any: str = "Any"
    spoken: str = "Language of this page"
    promise: str = "Every answer is a quote. Open one to read it where it stands."
    examples: str = "In the newest articles"
    waiting: str = "Looking in the archive …"
    lost: str = "The connection was lost before the answer was there: ask again."
    nothing_asked: str = "Write a question first."
    good: str = "This answer helps"
    bad: str = "This answer does not help"
    thanks: str = "Thank you, it is noted."
    in_full: str = "Read it in the article"
    evidence: str = "Quoted"
    no_page: str = "There is nothing at this address. A conversation is kept for 30 days."
    home: str = "To the first page"
    kept: str = (
        "Whoever has this page’s address can read the conversation and go on with it. It is kept for 30 days."
    )
    versions: str = "Its wordings"
    version: str = "Version {number}, seen on {day}"
    this_version: str = "shown here"
    compare: str = "What changed"
    compared: str = (
        "Version {old} and version {new}: what was taken out is struck through, what came in is underlined."
    )
    taken: str = "taken out"
    came: str = "put in"
    same: str = "The wording is the same."
    older: str = "This is not the article’s newest wording."
    newest: str = "Read the newest"
    was_corrected: str = "Corrected on {day}."
    was_withdrawn: str = "Withdrawn by its publisher on {day}."
    copies: str = "The same text elsewhere"
    otherwise: str = "Told otherwise by feeds of others"
    quote: str = "The sentence quoted"
    timeline: str = "Timeline"
    topic: str = "What about?"
    show: str = "Show"
    a_day: str = "Articles a day"
    a_month: str = "Articles a month"
    a_year: str = "Articles a year"
    choose: str = "Drag over the bars, or use the arrow keys and Enter, to see a stretch of time."
    whole: str = "The whole time"
    nothing_told: str = "The archive tells nothing of this in this time."
    archive: str = "The archive"
    by_source: str = "By source"
    by_language: str = "By language"
    feeds: str = "Feeds"
    failures: str = "What could not be read"
    what: str = "What"
    state: str = "State"
    when: str = "When"
    count: str = "Articles"
    well: str = "answers"
    quiet: str = "silent"
    again: str = "to be tried again on {day}"
    by_hand: str = "is not tried again by itself: put it right and take it in again"
    all_well: str = "Nothing failed."
    other_sources: str = "{count} more"
    trouble: str = "The archive can’t be read just now: try again later."
    too_long: str = "The question has {length} characters: ask in at most {most}."
    sign_in: str = "Sign in"
    sign_out: str = "Sign out"
    key: str = "Token"
    key_from: str = "Ask who runs this server for the token."
    wrong_key: str = "This is not the token."
    is_signed_in: str = "You are signed in."
    articles: tuple[str, ...] = ("{} article", "{} articles")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class MannersTexts:
    """What is said to a greeting, to thanks, to who asks whom they speak with.

    Attributes:
        nothing_before: to who asks for more where nothing was asked.
        offer: what can be asked, by the headlines of the newest articles.
    """

    greeting: str = "Hello! Ask me about the news."
    thanks: str = "You're welcome."
    farewell: str = "Goodbye."
    identity: str = (
        "I am Khabar. I answer questions from an archive of news articles, in their own words, and say whose they"
        " are."
    )
    ability: str = (
        "Ask me a question about the news, in your own language. I answer with sentences of the articles, each with its"
        " source; where they hold no answer, I say so."
    )
    nothing_before: str = "Nothing was asked before. What would you like to know?"
    offer: str = "You could ask, for example, about {stories}."


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Texts:
    """What Khabar says in a language: the parts that answers are put together from, and what it says by itself.

    Attributes:
        own_name: what the language calls itself.
        languages: ISO 639-1 → what this language calls others.
        changes: kind of change (`index.changes`) → what was changed.
        months: from January on.
        date: of a day, a month and a year.
        first_of_month: the day in the date of a month's first.
        thousands: between groups of three digits.
        plural: which of the forms of a counted thing a number takes, as gettext's plural expressions do.
        days: forms of so many days; likewise `hours`, `minutes` and `sources`.
        quotes: marks around a quote.
        altered: kind of fault (`bot.guard`) → what a translation changes.
        introduced: a quote after what leads to it.
        separator: between what leads to a quote, or names.
        pause: between clauses of one line.
    """

    own_name: str = "English"
    languages: Mapping[str, str] = field(
        default_factory=lambda: {"en": "English", "ar": "Arabic", "fr": "French"}
    )
    months: tuple[str, ...] = tuple(
        "January February March April May June July August September October November December".split()
    )
    date: str = "{day} {month} {year}"
    first_of_month: str = "1"
    thousands: str = ","
    plural: Callable[[int], int] = one_or_more
    days: tuple[str, ...] = ("{} day", "{} days")
    hours: tuple[str, ...] = ("{} hour", "{} hours")
    minutes: tuple[str, ...] = ("{} minute", "{} minutes")
    quotes: tuple[str, str] = ("“", "”")
    introduced: str = "{lead}: {quote}"
    separator: str = ", "
    pause: str = "; "

    # Answers, and why there is none.
    no_answer: str = "The archive holds no answer to this question; the nearest passages may still help."
    nothing_near: str = "The archive holds no answer to this question."
    nothing_found: str = "The archive holds nothing on this question within these filters."
    no_more: str = "The archive holds no more on this than was shown."
    nearest: str = "The nearest passages:"
    possibly: str = "Possibly:"
    timeline: str = "Timeline:"
    translation: str = "Machine translation ({by}): {text}"
    yes: str = "Yes."
    no: str = "No."
    archive_says: str = "The archive says:"
    one_side: str = "The archive holds nothing on {side} to compare."
    newest: str = "Newest article on this:"
    undated: str = "undated"
    according_to: str = "according to {who}"
    unnamed: str = "speaker not identified"
    sources_differ: str = "Sources differ: {first}; {last}."
    source_updated: str = "The same source later gave another figure: {first}; then {last}."
    told_by_others: str = "Other sources in the archive tell of this too: what they say is quoted with it."
    told_by_none: str = "No other source in the archive tells of this."
    sources: tuple[str, ...] = ("{} source", "{} sources")
    also_told_by: str = "also told by:"
    also_in: str = "also in:"
    carried_by: str = "as carried by"
    corrected: str = "The article quoted in {marks} was corrected on {day}."
    corrected_what: str = "The article quoted in {marks} was corrected on {day}: {what}."
    what_changed: str = "Changed: {what}."
    changes: Mapping[str, str] = field(
        default_factory=lambda: {
            "number": "a number",
            "name": "a name",
            "sentence added": "a sentence added",
            "sentence removed": "a sentence removed",
            "headline": "the headline",
            "wording": "the wording",
        }
    )
    withdrawn: str = "The article quoted in {marks} was withdrawn by its publisher on {day}."

    # How a question was understood, and the time it is about.
    understood: str = "Understood as: {question}"
    published_on: str = "Published on {first}."
    published: str = "Published from {first} to {last}."
    published_since: str = "Published since {first}."
    published_until: str = "Published until {last}."
    since_event: str = "Published since {first}, the date of “{title}”, taken for {event}."
    no_event: str = "The archive doesn't show plainly when {event} was: articles of all dates were searched."
    too_many_questions: str = "Only the first {count} questions were answered: ask the others again."
    misspelled: str = "Asked as well: {words}."
    spelling: str = "{spelling} for {word}"
    unread_times: str = "Not understood as a time: {words}."
    later: str = "Nothing published in that time answers this; what follows was published later."
    newest_is: str = "The newest article is of {day}."
    loosened: str = "Nothing is as new as what was asked about; what follows is older."
    as_of: str = "{option} asks as of an earlier day."
    from_undated: str = (
        "What follows is from articles without a date: whether they are of that time can't be told."
    )
    only_undated: str = (
        "The articles on this are undated, so none is known to be of that time: ask without a date to search"
        " these."
    )

    # How fresh the archive is.
    updated: str = "archive updated:"
    up_to_date: str = "archive up to date to {when}"
    silent: str = "feed {feed} silent for {time}"
    more_silent: str = "{count} more feeds silent"

    # Of an answer that a language model was to write.
    model_late: str = "The language model did not answer in time; these are quotes from the articles."
    model_failed: str = "The language model could not answer; these are quotes from the articles."
    model_unreachable: str = (
        "The language model's server can't be reached; these are quotes from the articles."
    )
    model_no_key: str = (
        "There is no key for the language model (KHABAR_LLM_API_KEY); these are quotes from the articles."
    )
    model_key_refused: str = (
        "The language model's provider refused the key (KHABAR_LLM_API_KEY);"
        " these are quotes from the articles."
    )
    model_paused: str = (
        "The language model has failed several times and is left alone for a minute;"
        " these are quotes from the articles."
    )
    model_spent: str = (
        "Today's allowance for the language model is used up; these are quotes from the articles."
    )
    model_not_asked: str = (
        "The language model was not asked, since no evidence fits into its prompt;"
        " these are quotes from the articles."
    )
    model_unusable: str = (
        "Nothing that the language model wrote could be shown with its source;"
        " these are quotes from the articles."
    )
    model_quoted: str = (
        "Where the language model's sentence did not agree with its source, the source is quoted instead."
    )
    model_dropped: str = "What the language model wrote without the articles saying it was left out."
    model_stopped: str = "The language model stopped before it had finished."

    # A quote's translation.
    translation_withheld: str = "The translation of {marks} is not shown: it changes {what}."
    translation_unusable: str = "The translation of {marks} is not shown: what came back is none."
    translation_late: str = "There was no time to translate {marks}."
    translation_pair: str = "The translator does not know the language of {marks}."
    translation_failed: str = "{marks} could not be translated now."
    altered: Mapping[str, str] = field(
        default_factory=lambda: {
            "number": "a number",
            "qualifier": "how exact a number is",
            "date": "a date",
            "name": "a name",
            "negation": "what is denied",
            "opposite": "a word into its opposite",
        }
    )

    # A passage behind a button.
    taken_out: str = "This article has been taken out of the archive."
    changed: str = "The article has been changed since. This is the wording that was quoted."
    teaser: str = "Only the article's announcement is in the archive."
    read_at: str = "Read it at {where}"
    the_publisher: str = "the publisher’s"
    before: str = "‹ Before"
    after: str = "After ›"
    back: str = "Back to the answer"

    telegram: TelegramTexts = field(default_factory=TelegramTexts)
    chat: ChatTexts = field(default_factory=ChatTexts)
    web: WebTexts = field(default_factory=WebTexts)
    manners: MannersTexts = field(default_factory=MannersTexts)
