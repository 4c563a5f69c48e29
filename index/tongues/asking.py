"""How questions are put: what they ask with and for, how they begin, what in them points back.

All patterns are for folded text (`index.terms.plain`), and all of them may be left out: a language about which nothing
is known has questions of no particular kind, none of which is a follow-up.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.tongues.pattern import NEVER, Pattern

if TYPE_CHECKING:
    from collections.abc import Mapping


def rules(*pairs: tuple[str, str]) -> tuple[tuple[Pattern, str], ...]:
    """Return pairs of a regular expression and a text with the expressions as patterns."""
    return tuple((Pattern(found), written) for found, written in pairs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How questions are put in a language.

    Attributes:
        kinds: (kind of answer, pattern); what is found first in a question decides, of two at one place the earlier
            here. The kinds are those of `bot.asking.question.AnswerKind`, by value.
        signs: kind of answer → what a sentence has that holds one: the words for money, shares, times, reasons, speech;
            titles of persons under "who", words before places under "where", number words under "number".
        bodies: words for those who do and decide and have no name: "police", "the company".
        measures: (name, asked, told): what is measured, and the units it comes in; in each language under one name.
        amounts: the same for "how much" of something: the units that it comes in are looked for first, but a number
            without one of them may do too.
        many: up to the words for what is counted: "how many".
        name_of: up to the words for what has the name asked for: "the name of the".
        naming: in a sentence, that something is given a name: "named", "called".
        speaker: up to the words for who has said what is asked: "what did".
        topic: where the words for the speaker end.
        which: the words for the thing asked for, as its first group: "which hospital".
        age: words that are no name though they stand beside one.
        calendar: names of months and days.
        culprit: asks who has done something that somebody is blamed for.
        culprits: in a sentence as written, who is blamed for it, as the group `who`.
        counts: words after which stands what is counted.
        persons: words for people that are counted whatever they are.
        conjunctions: words between the clauses of a sentence.
        empty: words that ask, or that say nothing without the rest: no subject by themselves; beside the stop words.
        saying: verbs of saying; a follow-up has one of its own.
        asked: how a question asks ("In which city", `ask`), what it asks of (`noun`), and the rest of it (`rest`).
        only_asks: the same where nothing follows (`ask`, `rest`).
        verb_first: how a question begins that has no question word: "Did".
        begins: what a follow-up opens with: "And".
        about: asks for another subject, which is its group: "What about Egypt?".
        more: asks for more of the same.
        further: asks how what was quoted goes on: "Tell me more". It is asked before `more`, which may find it too.
        doubts: doubts what was answered, or asks whose word it is: "Really?".
        bare: a question word alone, or with nothing but "did it happen".
        unfinished: asks what somebody said, and not about what.
        nobody_said: asks what was said, and not who said it.
        defines: asks who or what somebody or something is.
        back: words that point back, unless their noun stands before them in the same question.
        back_after_verb: the same where they follow the verb that opens the question: "Is that".
        back_at_end: the same at a question's end.
        no_pronoun: "it" and "there" that stand for nothing.
        title_end: a title's last words, in letters as written, that look like pronouns: "I Love It".
        attached: a word, as written, with a pronoun written onto it; left out: pronouns are words of their own.
        not_attached: words that only look so.
        bound: asking words for which a pronoun in the question stands.
        relative: words that open a clause whose pronouns stand for a word before it.
        articles: what stands before a name, and gives way where another name comes with its own: "en " of "en Tunisie",
            asked "Et au Maroc ?".
        placing: prepositions, each with a space behind it: after "How many died in Libya?", "And in Egypt?" takes the
            place of what such a word stands before.
        joined: (pattern, replacement): what takes off a word what is written onto it.
        and_asks: what stands before the second question of a sentence: ", and" of "Who led it, and who paid?".
        compares: asks to compare two things, the groups `one` and `other`, of what is said before them (`of`) and
            behind them (`rest`).
        happened: asks what happened, and not for one fact, up to what it asks about.
        newest_first: asks what is new, or for the newest first: what happened is then told backwards.
        oldest_first: asks for the oldest first.
        ordered: the words that only say in which order: "latest first".
        colloquial: (pattern, replacement): how people write to somebody they know, and what that is in the language as
            it is taught, in the order in which they are replaced; a backslash and a number stand for a group, as it was
            written. No pattern may match nothing.
        informal: what every message has that any of these could find: others are looked at no further.
        mark: the question mark.
        comma: between words that are listed.
    """

    kinds: tuple[tuple[str, Pattern], ...] = ()
    signs: Mapping[str, Pattern] = field(default_factory=dict)
    bodies: Pattern = NEVER
    measures: tuple[tuple[str, Pattern, Pattern], ...] = ()
    amounts: tuple[tuple[str, Pattern, Pattern], ...] = ()
    many: Pattern = NEVER
    name_of: Pattern = NEVER
    naming: Pattern = NEVER
    speaker: Pattern = NEVER
    topic: Pattern = NEVER
    which: Pattern = NEVER
    age: Pattern = NEVER
    calendar: Pattern = NEVER
    culprit: Pattern = NEVER
    culprits: tuple[Pattern, ...] = ()
    counts: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    conjunctions: frozenset[str] = frozenset()
    empty: frozenset[str] = frozenset()
    saying: frozenset[str] = frozenset()
    asked: Pattern = NEVER
    only_asks: Pattern = NEVER
    verb_first: Pattern = NEVER
    begins: Pattern = NEVER
    about: Pattern = NEVER
    more: Pattern = NEVER
    further: Pattern = NEVER
    doubts: Pattern = NEVER
    bare: Pattern = NEVER
    unfinished: Pattern = NEVER
    nobody_said: Pattern = NEVER
    defines: Pattern = NEVER
    back: Pattern = NEVER
    back_after_verb: Pattern = NEVER
    back_at_end: Pattern = NEVER
    no_pronoun: Pattern = NEVER
    title_end: Pattern = NEVER
    attached: Pattern | None = None
    not_attached: frozenset[str] = frozenset()
    bound: Pattern = NEVER
    relative: Pattern = NEVER
    articles: tuple[str, ...] = ()
    placing: tuple[str, ...] = ()
    joined: tuple[tuple[str, str], ...] = ()
    and_asks: Pattern = NEVER
    compares: tuple[Pattern, ...] = ()
    happened: Pattern = NEVER
    newest_first: Pattern = NEVER
    oldest_first: Pattern = NEVER
    ordered: Pattern = NEVER
    colloquial: tuple[tuple[Pattern, str], ...] = ()
    informal: Pattern = NEVER
    mark: str = "?"
    comma: str = ", "
