"""An answer in a language model's words: the model chooses evidence and writes, code decides what is shown.

A sentence is shown if it names evidence that it was given, brings no address and no quotation of its own, says by and
large what that evidence says, and changes no number, date, name or negation of it. Its citations are the evidence's own
spans. One that changes something gives way to its quote; any other is left out. Where nothing is left, or no model
answers in time, the quotes stand that would have been shown without one.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import closing
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import TYPE_CHECKING, Literal

from bot import phrases
from bot.answering.types import Answer, Citation, Note, Sentence
from bot.guard.check import check
from bot.llm import prompt
from bot.llm.drafts import Draft, Drafts
from bot.llm.foreign import foreign
from bot.llm.model import ModelFailure
from bot.llm.rewriting import rewriting, rewritten
from bot.llm.support import supported
from bot.reading.attribution import speaker, tells_of_speech
from bot.reading.untrusted import may_be_prompted, visible
from index.language import detect
from index.masking import holds_key
from index.tongues.registry import DECLARED, tongue

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from bot.answering.evidence import Evidence
    from bot.asking.conversation import Turn
    from bot.call import Call
    from bot.llm.client import Llm
    from bot.llm.model import Prompt, Why
    from index.embedding import Embedder
    from index.tongues.texts import Texts

Judgement = Literal["shown", "quoted", "dropped"]

MOST_CITED = 4  # by a sentence: what names all it was given could be carried by anything

SAID_ALREADY, TOO_MANY = "said already", "enough was said"
HARMLESS = (SAID_ALREADY, TOO_MANY)


@dataclass(frozen=True)
class Composer:
    """Puts answers into a language model's words; threads may share it."""

    llm: Llm
    embedder: Embedder

    def write(self, plain: Answer, evidence: Sequence[Evidence], call: Call) -> Answer:
        """Return an answer in the model's words, or the plain one with a note that says why not.

        Args:
            plain: the answer in quotes, not refused.
            evidence: the sentences found for its question, best first.
            call: by when, for whom, who listens.
        """
        begun = perf_counter()
        request = prompt.request(
            plain.question, plain.language, prompt.offered(evidence), self.llm.limits.prompt
        )
        call.record.add(model=self.llm.name)
        written = (
            self._written(plain, request, call)
            if request
            else _noted(plain, Note("model_not_asked", phrases.say(plain.language).model_not_asked))
        )
        return replace(written, answer_ms=plain.answer_ms + (perf_counter() - begun) * 1000)

    def standalone(self, question: str, turns: Sequence[Turn], call: Call) -> str | None:
        """Return what a follow-up asks on its own, after the turns before it; None where the model doesn't say."""
        try:
            written = self.llm.complete(rewriting(question, turns), until=call.until, user=call.user)
        except ModelFailure as failure:
            call.record.add(rewriting_failure=failure.reason)
            return None
        call.record.add(rewriting=written)
        return rewritten(written, question, turns, self.embedder)

    def _written(self, plain: Answer, request: prompt.Request, call: Call) -> Answer:
        text, drafts, failure = Composition(plain.language, request.evidence, self.embedder), Drafts(), None
        try:
            with closing(self._drafts(plain, request, drafts, call)) as written:
                for draft in written:
                    sentence = text.add(draft)
                    if sentence and call.on_text:
                        call.on_text(sentence.marked)
        except ModelFailure as error:
            failure = error
            call.record.add(failure=error.reason, failure_kind=error.why)
        call.record.add(drafts=text.judged)
        return _finished(plain, text, failure, said_none=drafts.none)

    def _drafts(self, plain: Answer, request: prompt.Request, drafts: Drafts, call: Call) -> Generator[Draft]:
        """Yield what the model writes, or wrote when it was asked the same of the same evidence."""
        key = self._key(plain, request)
        kept = self.llm.store.kept(key)
        call.record.add(
            cached=kept is not None,
            evidence=len(request.evidence),
            prompt_tokens=request.prompt.tokens,
            prompt=request.prompt.user,
        )
        if kept is not None:
            yield from (Draft(sentence, tuple(numbers)) for sentence, numbers in kept)
            return
        made = []
        for draft in self._read(request.prompt, drafts, call):
            made.append(draft)
            yield draft
        if made and not any(holds_key(draft.sentence) for draft in made):
            self.llm.store.keep(key, made)

    def _read(self, asked: Prompt, drafts: Drafts, call: Call) -> Generator[Draft]:
        """Yield what the model writes as it is written."""
        raw = []
        try:
            with closing(self.llm.write(asked, until=call.until, user=call.user)) as pieces:
                for piece in pieces:
                    raw.append(piece)
                    yield from drafts.feed(piece)
            yield from drafts.end()
        finally:
            call.record.add(raw="".join(raw))

    def _key(self, plain: Answer, request: prompt.Request) -> str:
        """Return the hash of all that an answer is made from."""
        evidence = [
            (one.hit.passage.article.id, one.hit.passage.article.version, *one.span)
            for one in request.evidence
        ]
        model = (self.llm.model.address, self.llm.name, prompt.VERSION)
        made_from = (plain.question, plain.language, *model, evidence)
        return hashlib.sha256(json.dumps(made_from).encode()).hexdigest()


@dataclass
class Composition:
    """The sentences that may be shown so far, and the evidence they cite, numbered in order of use."""

    language: str
    evidence: Sequence[Evidence]
    embedder: Embedder
    sentences: list[Sentence] = field(default_factory=list)
    judged: list[dict[str, object]] = field(default_factory=list)
    _cited: dict[int, int] = field(default_factory=dict)  # number in the prompt → in the answer

    @property
    def citations(self) -> tuple[Citation, ...]:
        """What the sentences cite."""
        used = (self.evidence[number - 1] for number in self._cited)
        return tuple(Citation(n, one.hit.passage, one.span) for n, one in enumerate(used, 1))

    def count(self, judgement: Judgement) -> int:
        """Return how many drafts were judged so."""
        return sum(one["judgement"] == judgement for one in self.judged)

    def add(self, draft: Draft) -> Sentence | None:
        """Return the sentence that a draft becomes, or None where it is left out."""
        numbers = tuple(n for n in draft.evidence if 0 < n <= len(self.evidence))[:MOST_CITED]
        evidence = [self.evidence[number - 1] for number in numbers]
        words = " ".join(visible(draft.sentence).split())
        judgement, fault = self._judge(words, evidence)
        self.judged.append(
            {"sentence": draft.sentence, "evidence": draft.evidence, "judgement": judgement, "fault": fault}
        )
        if judgement == "shown":
            return self._add(_attributed(words, evidence, self.language), numbers)
        if judgement == "quoted":
            return self._quote(evidence[0], numbers[0])
        return None

    def _judge(self, words: str, evidence: Sequence[Evidence]) -> tuple[Judgement, str | None]:
        """Return what becomes of a sentence, and what speaks against showing it."""
        if fault := self._idle(words, evidence) or self._strange(words, evidence):
            return "dropped", fault
        if not _is_in(words, self.language):
            return self._quotable(evidence[0]), "not in the question's language"
        if faults := self._changed(words, evidence):
            return self._quotable(evidence[0]), faults
        return "shown", None

    def _idle(self, words: str, evidence: Sequence[Evidence]) -> str | None:
        """Return why a sentence adds nothing that could be shown; None if it does."""
        if not evidence:
            return "no evidence"
        if len(self.sentences) == prompt.MOST_SENTENCES:
            return TOO_MANY
        return SAID_ALREADY if any(words in one.text for one in self.sentences) else None

    def _strange(self, words: str, evidence: Sequence[Evidence]) -> str | None:
        """Return what a sentence has that is not from its evidence; None if it is about the same."""
        quotes = [one.text for one in evidence]
        if holds_key(words):
            return "a key"
        if not may_be_prompted(words):
            return "not for a reader"
        if fault := foreign(words, "\n".join(quotes)):
            return fault
        return None if supported(words, quotes, self.embedder) else "its evidence says something else"

    def _changed(self, words: str, evidence: Sequence[Evidence]) -> str:
        """Return what a sentence says otherwise than its evidence; empty for nothing."""
        articles = [one.hit.passage.article for one in evidence]
        languages = {article.language for article in articles}
        verdict = check(
            words,
            [one.text for one in evidence],
            language=self.language,
            evidence_language=languages.pop() if len(languages) == 1 else None,
            published=articles[0].published,
        )
        return "; ".join(f"{fault.kind} {fault.words}: {fault.reason}" for fault in verdict.faults)

    def _quotable(self, evidence: Evidence) -> Judgement:
        """Say whether a quote can stand for a sentence: not if it has been cited."""
        return "dropped" if self.evidence.index(evidence) + 1 in self._cited else "quoted"

    def _add(self, text: str, numbers: Sequence[int]) -> Sentence:
        sentence = Sentence(text, tuple(map(self._mark, numbers)))
        self.sentences.append(sentence)
        return sentence

    def _quote(self, evidence: Evidence, number: int) -> Sentence:
        lead, mark = _lead(evidence, self.language), self._mark(number)
        sentence = Sentence(phrases.quoted(evidence.text, lead, self.language), (mark,), lead, mark)
        self.sentences.append(sentence)
        return sentence

    def _mark(self, number: int) -> int:
        """Return the number in the answer of what has a number in the prompt."""
        return self._cited.setdefault(number, len(self._cited) + 1)


def _finished(plain: Answer, text: Composition, failure: ModelFailure | None, *, said_none: bool) -> Answer:
    """Return the answer that a text makes, with what the reader should know of how it came about."""
    texts = phrases.say(plain.language)
    if not text.sentences:
        if failure:
            return _noted(plain, _sorry(failure, texts))
        return _refused(plain) if said_none else _noted(plain, Note("model_unusable", texts.model_unusable))
    notes = []
    if text.count("quoted"):
        notes.append(Note("model_quoted", texts.model_quoted))
    if any(one["judgement"] == "dropped" and one["fault"] not in HARMLESS for one in text.judged):
        notes.append(Note("model_dropped", texts.model_dropped))
    if failure:
        notes.append(Note("model_stopped", texts.model_stopped))
    answer = replace(
        plain,
        sentences=tuple(text.sentences),
        citations=text.citations,
        mode="generated" if text.count("shown") else "extractive",
    )
    # The model has chosen its evidence: what the best quote is worth says nothing of its sentences.
    if text.count("shown"):
        answer = replace(answer, confidence=None, doubt="", verdict=None, opening="")
    return _noted(answer, *notes)


def _refused(plain: Answer) -> Answer:
    """Return the refusal of a model that found no answer; what would have been quoted is what comes nearest."""
    return replace(
        plain,
        sentences=(),
        citations=(),
        reason=phrases.say(plain.language).no_answer,
        nearest=plain.citations,
        confidence=None,
        doubt="",
        verdict=None,
        opening="",
        mode="generated",
    )


def _sorry(failure: ModelFailure, texts: Texts) -> Note:
    """Return what a reader is told of a failure."""
    told: dict[Why, str] = {
        "late": texts.model_late,
        "failed": texts.model_failed,
        "unreachable": texts.model_unreachable,
        "no_key": texts.model_no_key,
        "key_refused": texts.model_key_refused,
        "paused": texts.model_paused,
        "spent": texts.model_spent,
    }
    return Note(f"model_{failure.why}", told[failure.why])


def _noted(answer: Answer, *notes: Note) -> Answer:
    return replace(answer, notes=(*answer.notes, *notes))


def _attributed(words: str, evidence: Sequence[Evidence], language: str) -> str:
    """Return a sentence that says whose claim it is, where all its evidence is something said by somebody."""
    speakers = [speaker(one.text, one.hit.passage.article.language) for one in evidence]
    if not speakers[0] or not all(speakers):
        return words
    if speaker(words, language) or tells_of_speech(words, language):
        return words
    if any(name in words for who in speakers if who for name in who.split() if len(name) > 3):  # noqa: PLR2004
        return words
    lead = phrases.according_to(speakers[0], language)
    return phrases.say(language).introduced.format(lead=lead, quote=words)


def _is_in(words: str, language: str) -> bool:
    """Say whether a sentence is in a language: of two in one script only those that are declared are told apart."""
    told, wanted = tongue(detect(words)), tongue(language)
    if told in DECLARED and wanted in DECLARED:
        return told.code == wanted.code
    return told.script == wanted.script


def _lead(evidence: Evidence, language: str) -> str:
    article = evidence.hit.passage.article
    who = speaker(evidence.text, article.language)
    return phrases.lead(language, source=article.source, published=article.published, who=who)
