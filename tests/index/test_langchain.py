"""Khabar's parts plug into LangChain."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import pytest

from index.analysis import analyser
from index.archive import Archive
from index.embedding import embedder
from index.retriever import Retriever
from index.types import Article
from ingest.cut import cut

pytest.importorskip("langchain_core")

TEXT = "The minister proposed a demilitarised zone around the city.\n\nRain fell in London on Sunday."


@pytest.fixture
def retriever(tmp_path: Path) -> Retriever:
    archive = Archive.open(tmp_path, create=True)
    published = datetime(2020, 7, 7, 0, 30, tzinfo=timezone(timedelta(hours=3)))
    article = Article("a1", TEXT, "Talks", "en", source="Wire", published=published)
    with archive.writer() as writer:
        writer.put([(article, cut(article.text))], analyser(embedder()))
    return Retriever(archive, embedder())


def test_the_retriever_is_a_langchain_retriever_and_quotes_verbatim(retriever: Retriever) -> None:
    from langchain_core.retrievers import BaseRetriever

    from index.langchain import KhabarRetriever

    plugged = KhabarRetriever(retriever=retriever, k=3)
    (document, *_) = plugged.invoke("Which zone was proposed?")

    assert isinstance(plugged, BaseRetriever)
    assert document.page_content == TEXT[document.metadata["start"] : document.metadata["end"]]
    assert document.metadata["source"] == "Wire"
    assert document.metadata["published"] == "2020-07-06T21:30:00+00:00"


def test_the_embeddings_are_langchain_embeddings_of_length_one() -> None:
    from langchain_core.embeddings import Embeddings

    from index.langchain import KhabarEmbeddings

    embeddings = KhabarEmbeddings(embedder())

    assert isinstance(embeddings, Embeddings)
    assert np.linalg.norm(embeddings.embed_query("peace talks")) == pytest.approx(1, abs=1e-3)
    assert len(embeddings.embed_documents(["one", "two"])) == 2
