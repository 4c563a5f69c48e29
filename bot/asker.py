"""Who answers: the one way from a question to its answer that every channel takes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from bot import phrases
from bot.answering.answer import PASSAGES, answer
from bot.answering.disambiguation import Disambiguator
from bot.answering.manners import reply
from bot.answering.matches import explained
from bot.answering.provenance import with_provenance
from bot.answering.time_limits import answer_in_time
from bot.answering.timeline import timeline
from bot.asking.conversation import understand
from bot.asking.manners import small_talk
from bot.call import Call
from bot.trace import of_filters, recorded
from index.retriever import NO_FILTERS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.answering.evidence import Evidence
    from bot.answering.types import Answer
    from bot.asking.conversation import Rewrite, Turn, Understood
    from bot.llm.composer import Composer
    from bot.trace import Sink
    from bot.translation.quotes import Quotes
    from index.retriever import Found, Retriever
    from index.types import Filters


@dataclass(frozen=True, slots=True)
class Asker:
    """Answers questions from an archive; threads may share it.

    Attributes:
        retriever: of the archive.
        rewrite: a way to make follow-ups whole; without one the composer's is taken, and rules do without that.
        composer: puts answers into a language model's words; None: they are quotes.
        sinks: get the record of each question.
        quotes: translates them; None: nobody does.
    """

    retriever: Retriever
    rewrite: Rewrite | None = None
    composer: Composer | None = None
    sinks: tuple[Sink, ...] = ()
    quotes: Quotes | None = None

    def translated(self, answer: Answer, user: str = "") -> Answer:
        """Return an answer with translations of its foreign quotes, as it is without a translator.

        Args:
            answer: as it was given.
            user: whose tokens a language model spends; empty: of the command line.
        """
        return self.quotes.translated(answer, user) if self.quotes else answer

    def ask(
        self,
        question: str,
        *,
        k: int = PASSAGES,
        filters: Filters = NO_FILTERS,
        turns: Sequence[Turn] = (),
        now: datetime | None = None,
        language: str | None = None,
        user: str = "",
        on_text: Callable[[str], None] | None = None,
    ) -> Answer:
        """Return the archive's answer to a question, read from its k best passages.

        Args:
            question: in any language, as the person wrote it.
            k: how many passages are read.
            filters: which articles may be quoted.
            turns: what was asked before in the same conversation, oldest first.
            now: what "today" means in the question, with the reader's zone; the present time, UTC, if not given.
            language: of what is said around the quotes, ISO 639-1; None: that of the question.
            user: whose tokens a language model spends; empty: of the command line.
            on_text: gets each sentence that a language model writes, with its citation marks, as soon as it may be
                shown; the answer begins with them.

        Raises:
            ModelMismatchError: the archive was written with another embedding model.
            ArchiveError: the archive can't be read.
        """
        until = self.composer.llm.deadline() if self.composer else 0.0
        with recorded(self.sinks) as record:
            call = Call(until, user, on_text, record)
            found = self._found(
                question,
                call,
                k=k,
                filters=filters,
                turns=turns,
                now=now or datetime.now(UTC),
                language=language,
            )
            record.add(mode=found.mode, refused=found.refused, shown=len(found.sentences))
            record.add(notes=[note._asdict() for note in found.notes])
            return found

    def _found(
        self,
        question: str,
        call: Call,
        *,
        k: int,
        filters: Filters,
        turns: Sequence[Turn],
        now: datetime,
        language: str | None,
    ) -> Answer:
        if said := small_talk(question, after=bool(turns)):
            call.record.add(question=question, small_talk=said.kind.value)
            return reply(question, said, self.retriever, language or said.language, now)
        understood = understand(
            question,
            turns,
            now=now,
            filters=filters,
            disambiguator=Disambiguator(self.retriever, filters),
            rewrite=self._rewrite(call),
        )
        spoken = language or understood.language
        call.record.add(
            question=question, standalone=understood.standalone, filters=of_filters(understood.filters)
        )
        shown = [turn.answered for turn in turns if turn.standalone == understood.standalone]
        besides = " ".join(shown) if understood.more else ""
        found = answer_in_time(
            lambda narrowed: self._answer(
                understood, k, narrowed, besides=besides, language=spoken, call=call
            ),
            lambda narrowed: self._answer(understood, k, narrowed, besides=besides, language=spoken),
            understood,
            filters,
        )
        if found.refused and besides:
            found = replace(found, reason=phrases.say(found.language).no_more)
        notes = (*understood.shown, *found.notes)
        found = replace(found, question=question, standalone=understood.standalone, notes=notes)
        return with_provenance(explained(found, understood.question), self.retriever.archive, now)

    def _rewrite(self, call: Call) -> Rewrite | None:
        return self.rewrite or (partial(self.composer.standalone, call=call) if self.composer else None)

    def _answer(
        self,
        understood: Understood,
        k: int,
        filters: Filters,
        *,
        besides: str,
        language: str,
        call: Call | None = None,
    ) -> Answer:
        """Return the answer from the articles that pass some filters; without a call, in quotes."""
        listed = understood.timeline and timeline(
            self.retriever, understood.question, filters=filters, language=language, besides=besides
        )
        found = listed or answer(
            self.retriever,
            understood.question,
            k=k,
            filters=filters,
            language=language,
            besides=besides,
            put=partial(self._put, call) if call else None,
        )
        return replace(found, filters=filters)

    def _put(self, call: Call, plain: Answer, found: Found, evidence: Sequence[Evidence]) -> Answer:
        """Return an answer in a language model's words where there is a model and something to say."""
        call.record.found(found)
        return plain if self.composer is None or plain.refused else self.composer.write(plain, evidence, call)
