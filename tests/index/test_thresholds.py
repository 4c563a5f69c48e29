"""The numbers that decide what is found, each by what becomes otherwise if it is halved, doubled or negated."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pytest

from index import bm25, phonetic, query, search
from index.lexicon import Lexicon
from index.phonetic import asked_key, is_unknown, key, stored_key
from index.postings import forward
from index.query import Query, analyse, loose_translations, mixture, synonyms
from index.search import Candidate, Part, balance, distinct, rank, supported, without_copies
from index.shard import Shard, ShardRow
from index.terms import term_id, terms
from index.types import Filters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

ALONG = np.array([1, 0], np.float32)


class Entry(NamedTuple):
    """A term of a small lexicon: how often it was seen, and its translations with their probabilities."""

    seen: int
    translations: dict[str, float]


def lexicon(entries: dict[str, Entry]) -> Lexicon:
    known = sorted((term_id(term), entry) for term, entry in entries.items())
    pairs = [
        (term_id(target), round(255 * probability))
        for _, entry in known
        for target, probability in entry.translations.items()
    ]
    return Lexicon(
        np.array([id_ for id_, _ in known], np.uint32),
        np.array([entry.seen for _, entry in known], np.uint16),
        np.array([0, *np.cumsum([len(entry.translations) for _, entry in known])], np.uint32),
        np.array([target for target, _ in pairs], np.uint32),
        np.array([probability for _, probability in pairs], np.uint8),
    )


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Entry]]:
    """The entries of the lexicon in use, to be filled."""
    entries: dict[str, Entry] = {}
    for module in (phonetic, query):
        monkeypatch.setattr(module, "lexicon", lambda: lexicon(entries))
    synonyms.cache_clear()
    loose_translations.cache_clear()
    yield entries
    synonyms.cache_clear()
    loose_translations.cache_clear()


def weight(term: str, other: str) -> float:
    own = mixture(term)
    return dict(zip(own.ids.tolist(), own.weights.tolist(), strict=True)).get(term_id(other), 0.0)


# ---- names by their sound


def test_three_consonants_are_a_key_and_two_are_none() -> None:
    assert key("derna") == "~drn"
    assert key("houthi") == ""


def test_a_word_seen_up_to_a_hundred_times_is_stored_by_its_sound_too(known: dict[str, Entry]) -> None:
    known |= {"tarhuna": Entry(60, {}), "karbala": Entry(150, {})}

    assert stored_key("tarhuna") == "~trn"
    assert stored_key("karbala") == ""


def test_a_word_seen_less_than_five_times_is_unknown(known: dict[str, Entry]) -> None:
    known |= {"tarhuna": Entry(4, {"x": 1.0}), "karbala": Entry(7, {"y": 1.0})}

    assert is_unknown("tarhuna")
    assert not is_unknown("karbala")
    assert asked_key("tarhuna") == "~trn"
    assert asked_key("karbala") == ""


def test_a_rare_word_without_a_likely_translation_is_asked_for_by_its_sound(known: dict[str, Entry]) -> None:
    known |= {
        "tarhuna": Entry(15, {"x": 0.2}),
        "karbala": Entry(15, {"x": 0.4}),
        "misrata": Entry(30, {"x": 0.2}),
    }

    assert [asked_key(term) for term in ("tarhuna", "karbala", "misrata")] == ["~trn", "", ""]


# ---- a question's mixtures


def test_a_second_translation_counts_nearly_as_much_as_the_first(known: dict[str, Entry]) -> None:
    known["sky"] = Entry(500, {"one": 0.6, "two": 0.25})

    assert weight("sky", "one") == pytest.approx(0.74, abs=0.02)
    assert weight("sky", "two") == pytest.approx(0.44, abs=0.02)


def test_a_word_that_sounds_the_same_counts_half(known: dict[str, Entry]) -> None:
    known["x"] = Entry(0, {})

    assert weight("tarhuna", "~trn") == 0.5


def test_a_synonym_counts_half_of_the_root_of_its_probability(known: dict[str, Entry]) -> None:
    known |= {"sky": Entry(500, {"one": 1.0}), "one": Entry(500, {"heaven": 0.64})}

    assert weight("sky", "heaven") == pytest.approx(0.4, abs=0.01)


def test_only_so_many_translations_are_followed(known: dict[str, Entry]) -> None:
    known["sky"] = Entry(500, {f"t{n}": 0.1 for n in range(10)})
    known |= {f"t{n}": Entry(500, {f"back{n}": 1.0}) for n in range(10)}

    assert len(synonyms(term_id("sky"))) == 8


def test_only_so_many_synonyms_are_kept(known: dict[str, Entry]) -> None:
    known |= {
        "sky": Entry(500, {"t": 1.0, "u": 1.0, "v": 1.0, "w": 1.0}),
        **{t: Entry(500, {f"{t}{n}": 0.1 for n in range(8)}) for t in "tuvw"},
    }

    assert len(synonyms(term_id("sky"))) == 12


def test_an_unlikely_synonym_is_left_out(known: dict[str, Entry]) -> None:
    known |= {
        "sky": Entry(500, {"one": 0.25}),
        "one": Entry(500, {"heaven": 0.12, "roof": 0.06}),  # 0.03 and 0.015 in all
    }

    assert synonyms(term_id("sky")).keys() == {term_id("heaven")}


# ---- what a passage scores


def shard(texts: Sequence[str], cosines: Sequence[float], language: str = "en") -> Shard:
    """Return a shard of passages, each an article, with vectors of such cosines to ALONG."""
    rows = []
    for number, (text, cosine) in enumerate(zip(texts, cosines, strict=True), 1):
        own = terms(text, language)
        stored = np.array([cosine, (1 - cosine**2) ** 0.5], "<f2").tobytes()
        rows.append(ShardRow(number, number, None, None, len(own), forward(own), stored))
    return Shard.build(language, 2, rows)


def plain_z(values: NDArray[np.float32], mean: float, deviation: float) -> NDArray[np.float32]:
    """Return z-scores, with 30 more values of such a mean and deviation among them."""
    count = len(values) + 30
    average = (values.sum() + 30 * mean) / count
    variance = (np.square(values).sum() + 30 * (mean**2 + deviation**2)) / count - average**2
    return (values - average) / variance**0.5


@pytest.mark.parametrize(("asked_in", "dense"), [("en", 0.4), ("ar", 0.6)])
def test_a_score_is_the_words_z_score_and_part_of_the_vectors(asked_in: str, dense: float) -> None:
    texts = ["A strike at the port.", "The strike goes on.", "Rain in London.", "A port.", "Snow fell."]
    cosines = [0.5, 0.1, 0.3, 0.0, -0.2]
    one = shard(texts, cosines)
    question = analyse("strike at the port", "en")
    (lexical,), most = bm25.scores(question.mixtures, [one])
    words = plain_z(lexical, 0.03 * most, 0.05 * most)
    vectors = plain_z(one.vectors[:, 0].astype(np.float32), 0.1, 0.1)
    own = words + dense * vectors
    # Each is alone in its article: it speaks for itself, and for the second passage that it doesn't have.
    expected = own + 0.2 * 1.6 * np.maximum(own, 0)

    found = rank(Query("", asked_in, question.mixtures), ALONG, [Part(one)], Filters())

    assert [c.score for c in sorted(found)] == pytest.approx(expected.tolist(), rel=1e-3, abs=1e-3)


def test_an_articles_best_two_passages_speak_for_each_of_them() -> None:
    found = supported([candidate(1, 10, article=1), candidate(2, 5, article=1), candidate(3, 1, article=1)])

    assert [one.score for one in found] == pytest.approx([13, 8, 4])


def test_an_article_of_one_passage_is_taken_to_have_a_second() -> None:
    (found,) = supported([candidate(1, 10, alone=True)])

    assert found.score == pytest.approx(13.2)


def test_so_many_passages_a_signal_are_looked_at() -> None:
    count = 450
    one = shard(["word"] * count, np.linspace(0, 1, count).tolist())
    lexical = np.arange(1, count + 1, dtype=np.float32)

    assert len(search.candidates(Part(one), lexical, ALONG, np.ones(count, bool))) == 200
    assert len(search.candidates(Part(one), lexical, -ALONG, np.ones(count, bool))) == 400


@pytest.mark.parametrize(("passing", "is_asked"), [(15_000, False), (25_000, True)])
def test_the_index_of_neighbours_is_asked_for_many_passages(*, passing: int, is_asked: bool) -> None:
    asked = []

    def neighbours(_: NDArray[np.float32], k: int) -> NDArray[np.int64]:
        asked.append(k)
        return np.arange(1, 1 + k)

    search._nearest(Part(Many(), neighbours), ALONG, np.arange(60_000) < passing)  # type: ignore[arg-type]

    assert bool(asked) == is_asked


@pytest.mark.parametrize(("passing", "is_asked"), [(5, False), (6, True)])
def test_where_most_of_a_small_shard_passes_its_index_is_asked(*, passing: int, is_asked: bool) -> None:
    asked = []
    one = shard(["word"] * 10, np.linspace(0, 1, 10).tolist())

    def neighbours(_: NDArray[np.float32], k: int) -> NDArray[np.int64]:
        asked.append(k)
        return np.arange(1, 1 + k)

    rows = search._nearest(Part(one, neighbours), ALONG, np.arange(10) < passing)

    assert bool(asked) == is_asked
    assert sorted(rows) == list(range(passing))


class Many:
    """As much of a large shard as the search for neighbours needs."""

    vectors = np.zeros((60_000, 2), np.float16)

    def __len__(self) -> int:
        return len(self.vectors)

    def positions(self, ids: NDArray[np.int64]) -> NDArray[np.int64]:
        return ids - 1


# ---- what is listed


def candidate(
    id_: int,
    score: float,
    *,
    article: int | None = None,
    alone: bool = False,
    covered: float = 0.5,
    vector: NDArray[np.float32] | None = None,
) -> Candidate:
    own = np.eye(64, dtype=np.float32)[id_ % 64] if vector is None else vector
    return Candidate(id_, id_ if article is None else article, alone, score, covered, own)


def at(cosine: float) -> NDArray[np.float32]:
    return np.array([cosine, (1 - cosine**2) ** 0.5], np.float32)


@pytest.mark.parametrize(("cosine", "listed"), [(0.93, [1, 2]), (0.95, [1])])
def test_passages_nearly_alike_are_one_text(cosine: float, listed: list[int]) -> None:
    ranked = [candidate(1, 2, vector=ALONG), candidate(2, 1, vector=at(cosine))]

    assert [one.id for one in distinct(ranked, 10, 2)] == listed


@pytest.mark.parametrize(("cosine", "listed"), [(0.80, 1), (0.86, 2)])
def test_the_original_is_listed_where_it_holds_the_place_that_was_found(cosine: float, listed: int) -> None:
    ranked = [candidate(1, 2, vector=ALONG), candidate(2, 1, vector=at(cosine))]

    assert [one.id for one in without_copies(ranked, {1: 2, 2: 2})] == [listed]


def test_two_passages_of_one_article_stand_in_a_list() -> None:
    texts = [f"The strike, part {'abcdefgh'[n] * 4}" for n in range(8)]
    rows = []
    for number, text in enumerate(texts, 1):
        own = terms(text)
        vector = np.eye(8, dtype="<f2")[number - 1].tobytes()
        rows.append(ShardRow(number, 1 if number < 5 else number, None, None, len(own), forward(own), vector))
    one = Shard.build("en", 8, rows)

    found = search.search(analyse("strike"), np.eye(8, dtype=np.float32)[0], [Part(one)], 5, Filters())

    assert sum(id_ < 5 for id_, _ in found) == 2


def best(first: int, score: float, covered: float = 0.5) -> list[Candidate]:
    """Return ten candidates of one language, the best first."""
    return [candidate(first + n, score - n / 100, covered=covered) for n in range(10)]


def places(*lists: list[Candidate]) -> list[int]:
    """Return how many places of ten each language has."""
    kept = {one.id for one in balance(lists, 10)}
    return [sum(one.id in kept for one in own) for own in lists]


def test_a_language_that_covers_the_question_keeps_three_places_of_ten() -> None:
    assert places(best(1, 10), best(20, 1)) == [7, 3]


def test_a_language_that_neither_covers_the_question_nor_stands_out_keeps_none() -> None:
    assert places(best(1, 10, 0.5), best(20, 1, 0.0)) == [10, 0]


@pytest.mark.parametrize(("covered", "kept"), [(0.075, 0), (0.15, 3)])
def test_covering_a_fifth_of_what_the_best_language_does_is_enough(covered: float, kept: int) -> None:
    assert places(best(1, 10, 0.5), best(20, 1, covered)) == [10 - kept, kept]


@pytest.mark.parametrize(("score", "kept"), [(4, 0), (6, 3)])
def test_standing_out_half_as_much_as_the_best_language_is_enough(score: float, kept: int) -> None:
    assert places(best(1, 10, 0.5), best(20, score, 0.0)) == [10 - kept, kept]


def test_a_language_without_candidates_reserves_no_place() -> None:
    assert places(best(1, 10), best(20, 9), [], []) == [7, 3, 0, 0]


def test_where_nothing_stands_out_the_best_are_listed() -> None:
    assert places(best(1, -1, 0.0), best(20, -2, 0.0)) == [10, 0]
