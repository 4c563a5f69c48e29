"""How a sentence says whose words it reports."""

from __future__ import annotations

from dataclasses import dataclass

# Marks before a word, in no text: each says that the word is of some kind (`Speech.kinds`). A pattern that asks for
# kinds is compiled in no time where one that lists their words, once for each word of a name, is not.
KIND_MARKS = "".join(map(chr, range(0xE000, 0xE020)))
_WORD = r"(?!\d)[\w’'-]++"


ANY_MARKS = f"[{KIND_MARKS[0]}-{KIND_MARKS[-1]}]*"


def one_of(kinds: str) -> str:
    """Return the pattern of a word, its marks with it, that is of any of some kinds."""
    return rf"{ANY_MARKS}[{kinds}]{ANY_MARKS}+{_WORD}"


def none_of(kinds: str) -> str:
    """Return the pattern of a word, its marks with it, that is of none of some kinds."""
    return rf"(?!{ANY_MARKS}[{kinds}]){ANY_MARKS}+{_WORD}"


def word(words: str) -> str:
    """Return the pattern of any of some words, with its marks."""
    return rf"{ANY_MARKS}+(?:{words})(?!\w)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """How a sentence says whose words it reports.

    Patterns are regular expressions, with regard to case unless they say otherwise. They are read over a sentence
    without invisible characters whose quotations are blanked out.

    Attributes:
        kinds: kinds of words: a mark, one of `KIND_MARKS`, and the pattern of the words before which it stands while
            `subjects`, `speakers` and `led` are looked for. A pattern of two words tells the kind of the first.
        subjects: patterns whose group `who` is a speaker before a reporting verb. What stands there may only be the end
            of a longer phrase ("of the institute in Bethesda, said"): then it is no speaker.
        speakers: patterns whose group `who` is a speaker wherever they match.
        led: like `speakers`, each behind the kinds of words of which a sentence must have one; compiled no sooner.
        reporting: pattern of a word that tells that a sentence reports what somebody says.
        nested: pattern of one report inside another: whose words they are in the end can't be told.
        openings: pattern of a word before a name that has a capital only because it opens the sentence.
        articles: words that, after a comma, begin a speaker anew ("in Storm Daniel, the Red Crescent said").
        article: pattern of the article with which a speaker who was named is taken up again ("the ministry").
        prepositions: pattern of the end of what stands before a subject, where it is but the end of a phrase.
        addressees: pattern of the end of a speaker's name that is already to whom it was said.
        no_names: pattern of the beginning of what is no speaker; read without regard to case.
        places: pattern of the beginning of a place or a time, which is no speaker.
        respelt: (beginning of a speaker, what it is behind "according to"): a letter that a preposition has swallowed
            is back, an article that has opened the sentence has lost its capital.
        told: pattern of words with which a summary says by itself that it is somebody's claim; read without regard to
            case.
    """

    kinds: tuple[tuple[str, str], ...] = ()
    subjects: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    led: tuple[tuple[str, str], ...] = ()
    reporting: str = ""
    nested: str = ""
    openings: str = ""
    articles: tuple[str, ...] = ()
    article: str = ""
    prepositions: str = ""
    addressees: str = ""
    no_names: str = ""
    places: str = ""
    respelt: tuple[tuple[str, str], ...] = ()
    told: str = ""
