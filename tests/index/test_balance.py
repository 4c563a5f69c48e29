"""Places in a list over several languages, with the bundled model: known answers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from index.analysis import analyser
from index.archive import Archive
from index.embedding import embedder
from index.retriever import Retriever
from index.types import Article
from ingest.cut import cut

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TOWNS = """
    Aldbury Barford Calne Darwen Easton Fareham Goole Hexham Ilkley Jarrow Kendal Ludlow Malton Nelson Oakham Penrith
    Quorn Ripon Selby Tring Ulverston Ventnor Wells Yarm
""".split()
EVENTS = (
    "The river flooded the old town of {} on Sunday night and hundreds of people had to leave their homes.",
    "The council of {} voted for a new school near the market, and builders begin in the spring.",
    "A fire destroyed the furniture factory in {}, but none of the forty workers was hurt.",
    "The football club of {} won the final by two goals and celebrated with its supporters.",
    "A hospital in {} opens a ward for children, paid for by a local company.",
    "Police in {} arrested three men after a jewellery shop was robbed in the morning.",
    "The museum of {} shows paintings that were kept in a cellar for eighty years.",
    "Bus drivers in {} went on strike for higher pay, and most lines stood still.",
    "The harbour of {} gets a longer pier, so that larger ships can call there.",
    "A new railway line joins {} to the capital, and the journey takes an hour less.",
)
STRAYS = {
    "de": (
        "Der Bundestag berät am Freitag über das neue Heizungsgesetz.",
        "In Köln hat der Karneval begonnen, Tausende feiern auf den Straßen.",
        "Die Bayern gewannen am Samstag mit drei zu null.",
    ),
    "es": (
        "El gobierno anunció el martes una reforma de las pensiones.",
        "El festival de cine comenzó anoche en San Sebastián.",
        "El equipo ganó la liga este año por primera vez.",
    ),
    "ru": (
        "Президент подписал новый закон о бюджете.",
        "В Москве открылась выставка старых карт.",
        "Сборная выиграла матч со счетом два ноль.",
    ),
    "tr": (
        "Hükümet salı günü yeni bir reform paketi açıkladı.",
        "İstanbul'da yeni bir köprü açıldı.",
        "Takım maçı üç sıfır kazandı.",
    ),
}


def retriever(archive: Archive, texts: dict[str, Sequence[str]]) -> Retriever:
    batch = [
        Article(f"{language}-{number}", text, text[:30], language)
        for language, own in texts.items()
        for number, text in enumerate(own)
    ]
    with archive.writer() as writer:
        writer.put([(article, cut(article.text)) for article in batch], analyser(embedder()))
    return Retriever(archive, embedder())


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Retriever]:
    """240 English paragraphs and three short articles in each of four other languages."""
    english = [event.format(town) for event in EVENTS for town in TOWNS]
    with Archive.open(tmp_path_factory.mktemp("mixed"), create=True) as archive:
        yield retriever(archive, {"en": english, **STRAYS})


@pytest.mark.parametrize(
    "question",
    [
        "Which towns were flooded on Sunday?",
        "Where did bus drivers go on strike?",
        "Which museums show paintings from a cellar?",
        "أين أضرب سائقو الحافلات؟",
    ],
)
def test_a_few_stray_articles_do_not_crowd_out_a_language(mixed: Retriever, question: str) -> None:
    languages = Counter(hit.passage.article.language for hit in mixed.search(question, k=10).hits)

    assert languages["en"] >= 9
