"""Questions that yes or no answers: how they are put, and what of a sentence says that something is or isn't so.

A wrong "Yes" is worse than none: what is left out here costs an answer its first word and nothing else. Patterns are
for folded text (`index.terms.plain`); words are as they are written, in lower case and without a last apostrophe.
"""

from __future__ import annotations

from dataclasses import dataclass

from index.tongues.pattern import NEVER, Pattern


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A way to make a question of a statement.

    Attributes:
        opens: what the question has and the statement hasn't, as the group `out`, or all that is found.
        between: words that may stand between those of the statement and leave it what it is: articles, auxiliaries.
        needs: of these, those of which a sentence must have one to say so: "was", where it is asked with "was".
    """

    opens: Pattern
    between: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Whether:
    """Questions that yes or no answers.

    Attributes:
        asks: tells them.
        forms: of those of which a statement can be made; the first that is found counts.
        either: what offers a choice instead: "or".
        between_denied: words that may stand between those of a statement besides, where it is denied: "any".
        some: articles after which an adjective may stand, and what is said still be so: "a (short) truce".
        binds: words that go on with the one before them: "the war of words" is no war.
        unsure: words with which a sentence doesn't say that something is so: "if", "would", "plans".
        unreal: forms of verbs that don't either: "proposerait".
        derived: how other words end that are made of a verb: a "proposal" isn't "proposed".
        persons: how a verb begins, by who does it and when; a denial may stand with another form of it.
    """

    asks: Pattern = NEVER
    forms: tuple[Form, ...] = ()
    either: Pattern = NEVER
    between_denied: frozenset[str] = frozenset()
    some: frozenset[str] = frozenset()
    binds: frozenset[str] = frozenset()
    unsure: Pattern = NEVER
    unreal: Pattern = NEVER
    derived: Pattern = NEVER
    persons: Pattern = NEVER
