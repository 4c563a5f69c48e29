"""Whether an article has the name that a list is asked about: Aden is not Adnan, though one stem stands for both."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

from bot.answering.reading import APART, asked_names
from bot.reading.sound import ALIKE, distance
from index.lexicon import lexicon
from index.phonetic import DOUBTFUL, asked_key
from index.postings import term_ids
from index.terms import plain, stemmer, term_id, words
from index.tongues.registry import tongue

if TYPE_CHECKING:
    from bot.asking.question import Question
    from index.retriever import Found
    from index.types import Article


class Naming:
    """The rarest name of a question, or where it has none its rarest word, to be found in articles.

    A word of an article says it if it has the same stem, is a translation of it, or sounds like it and is in no
    dictionary either; a synonym doesn't.
    """

    def __init__(self, question: Question, found: Found) -> None:
        weights, mixtures = found.weights, found.query.mixtures
        groups = asked_names(question, found)
        if groups:
            self._places = max(groups, key=lambda group: sum(weights[place] for place in group))
        else:
            self._places = [max(range(len(weights)), key=lambda place: weights[place])] if weights else []
        self._ids: dict[int, set[int]] = {}  # of a term or a translation → places in the query
        self._sounds: dict[int, set[int]] = {}
        for place in self._places:
            own, sound = term_id(mixtures[place].term), asked_key(mixtures[place].term)
            for id_ in (own, *lexicon().translations(own)[0].tolist()):
                self._ids.setdefault(id_, set()).add(place)
            if sound:
                self._sounds.setdefault(term_id(sound), set()).add(place)
        stem = stemmer(question.language)
        places = {mixtures[place].term: place for place in self._places}
        # Another language of the same script may stem a name in another way.
        self._spelled = {word: places[stem(word)] for word in words(question.judged) if stem(word) in places}
        self._asked = [_unjoined(word, stem(word)) for one in question.content for word in words(one.text)]
        self._heard: dict[tuple[str, str], frozenset[int] | None] = {}

    def is_in(self, article: Article) -> bool:
        """Say whether an article has it, in its headline or its text."""
        return self.says(f"{article.title}\n{article.text}", article.language)

    def says(self, text: str, language: str) -> bool:
        """Say whether a text in a language has it, its words near each other."""
        last: dict[int, int] = {}
        number = 0
        for word in words(normalize("NFC", text)):
            heard = self._hear(word, language)
            if heard is None:
                continue
            number += 1
            if heard:
                last |= dict.fromkeys(heard, number)
                if len(last) == len(self._places) and number - min(last.values()) < len(last) + APART:
                    return True
        return not self._places

    def _hear(self, word: str, language: str) -> frozenset[int] | None:
        """Return the places in the query of what a folded word says; None for a stop word."""
        key = (word, language)
        if key not in self._heard:
            stem = stemmer(language)(word)
            self._heard[key] = frozenset(self._said(word, stem, language)) if stem else None
        return self._heard[key]

    def _said(self, word: str, stem: str, language: str) -> set[int]:
        own, *keys = term_ids(stem)
        said = set(self._ids.get(own, ()))
        if word in self._spelled:
            said.add(self._spelled[word])
        if lexicon().seen(own) < DOUBTFUL and self._sounds_asked(_unjoined(word, stem)):
            said.update(*(self._sounds.get(key, ()) for key in keys))
        return set() if said and self._is_another(_unjoined(word, stem), stem, language) else said

    def _is_another(self, whole: str, stem: str, language: str) -> bool:
        """Say whether a word is a name of its own that lost its end in the stemmer, and with it sounds as asked."""
        ends = whole != stem and whole.endswith(tongue(language).names.own_endings)
        return ends and self._sounds_asked(stem) and not self._sounds_asked(whole)

    def _sounds_asked(self, word: str) -> bool:
        return any(distance(one, word) <= ALIKE for one in self._asked)


def _unjoined(word: str, stem: str) -> str:
    """Return a word without what is written onto its beginning: from where its stem begins."""
    whole = plain(word)
    return whole[max(whole.find(stem), 0) :]
