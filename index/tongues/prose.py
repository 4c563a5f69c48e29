"""Abbreviations, and the lines around an article that are not its text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.tongues.notices import Notices

if TYPE_CHECKING:
    from collections.abc import Mapping

# In a pattern of `furniture` or `lists`: the name of any network that any language has.
NETWORK = "<network>"
# Between a label and what it labels.
COLON = r"\s*[::]"
# A number as a page counts: "2,105", "2 105", "1.2K".
COUNT = r"\d(?:[\d.,٬٫'’\u00a0\u202f ]{0,11}\d)?(?:\s?[km]\b)?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """Abbreviations, and the lines around an article that are not its text.

    A pattern is a regular expression without capturing groups unless it says otherwise, read without regard to case
    unless it says so. Furniture is often of another language than its article, so what the languages know of it is
    put together: a pattern that stands for a whole line must not fit a sentence of another language.

    Attributes:
        titles: words, shortened with a full stop, that a name or a number always follows: never the end of a sentence.
            One with a capital counts only as written.
        letter_titles: pattern of one-letter words that are shortened so too.
        before_number: shortened words that end a sentence unless a number follows ("No. 5").
        shortened: shortened words that may end a sentence; they do where the next word is one of `openers`.
            One with a capital counts only as written ("Ill.").
        openers: words that sentences open with, as written.
        before_ordinal: words before a number whose full stop makes an ordinal of it ("am 8. Juli"), in lower case.
        after_ordinal: words, as written, after such a number.
        keeping_hyphen: first parts of compounds, in lower case: a hyphen behind one of them at a line's end is no
            hyphenation ("ex-minister").
        page_numbers: patterns of what numbers the pages of a document ("Page 2 of 3").
        elisions: pattern of what is written onto the beginning of a word ("l’art. 5").
        glued: letters, as a class of characters holds them, that writers put right behind a sentence's mark.
        quotes_apart: whether a space stands before closing quotation marks ("« Non ! »").
        full_stops, question_marks, commas, semicolons: marks of its own that do what those of ASCII do.
        dashes: what beside dashes stands for one.
        conjunctions: what stands between the last two of a list of numbers ("1 and 2").
        code_pages: the one-byte encodings its news may be in.
        common_words: pattern of words and parts of words that every eighth word of any text has; tells `code_pages`.
        common_letters: its letters, as a class of characters holds them; likewise.
        published_labels, updated_labels: patterns of what stands before the date of an article or its last change.
        bylines: patterns of what stands before an author's name on a line of its own.
        author_names: patterns of a name there, with regard to case.
        source_labels: patterns of what stands before a publisher's name.
        agencies: patterns of the names of news agencies, with regard to case.
        credit_prefixes: patterns of what may stand before an agency in parentheses ("avec AFP").
        photographers: words between an agency and a further name in a caption ("AFP via Getty").
        places: patterns of a place at the beginning of a dateline, with regard to case.
        datelines: patterns of further datelines, with regard to case; their one group is the agency.
        networks: patterns of the names of social networks.
        sharing: the words on buttons that share, print or keep an article.
        lists: patterns of a whole line below which headlines of other articles follow.
        counters: patterns of a whole line, or of a part of one, that says how often something was read, shared or
            discussed, how many are reading it, or how long ago it was written: what changes while an article doesn't.
        furniture: patterns of any other whole line that is no text of an article.
        notices: what stands on a page in place of an article.
        goes_on: patterns of how a text ends that goes on elsewhere.
        appeared_first: patterns of the line that blogs put behind an entry in their feed, its last full stop left out:
            "The post … appeared first on …".
        headers: a field of a record → the labels a text file's first lines give it under, in lower case.
        to_machine: patterns of how a text speaks to a language model, or to whoever writes an answer, rather than to a
            reader. They are a sieve, not a wall, drawn from injection dev: whoever knows them gets past.
        no_answer: patterns of what a language model writes that finds no answer.
        dot, at: how the marks of an address are spelt to get it past a filter.
        domains: endings of addresses in its script.
        spelt_domains: those that are known for one behind a dot that is spelt out.
    """

    titles: frozenset[str] = frozenset()
    letter_titles: str = ""
    before_number: frozenset[str] = frozenset()
    shortened: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    before_ordinal: frozenset[str] = frozenset()
    after_ordinal: frozenset[str] = frozenset()
    keeping_hyphen: frozenset[str] = frozenset()
    page_numbers: tuple[str, ...] = ()
    elisions: str = ""
    glued: str = ""
    quotes_apart: bool = False
    full_stops: str = ""
    question_marks: str = ""
    commas: str = ""
    semicolons: str = ""
    dashes: str = ""
    conjunctions: tuple[str, ...] = ()
    code_pages: tuple[str, ...] = ()
    common_words: str = ""
    common_letters: str = ""
    published_labels: tuple[str, ...] = ()
    updated_labels: tuple[str, ...] = ()
    bylines: tuple[str, ...] = ()
    author_names: tuple[str, ...] = ()
    source_labels: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    credit_prefixes: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    datelines: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    sharing: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    counters: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()
    notices: Notices = field(default_factory=Notices)
    goes_on: tuple[str, ...] = ()
    appeared_first: tuple[str, ...] = ()
    headers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    to_machine: tuple[str, ...] = ()
    no_answer: tuple[str, ...] = ()
    dot: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    domains: frozenset[str] = frozenset()
    spelt_domains: tuple[str, ...] = ()
