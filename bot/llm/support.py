"""Whether a sentence says what its evidence says, by and large: their words, across languages, and their vectors.

It finds a sentence that is about something else (what a model knows by itself, what an injected instruction made it
write). Whether a number, a name or a negation was changed is told by `bot.guard.check`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.answering.evidence import Wanted
from index.language import detect
from index.postings import term_ids
from index.query import analyse
from index.terms import terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.embedding import Embedder

# Least sums of the share of a sentence's terms that its evidence has and of their cosine. On news-qa dev (a question
# with its answer against the gold sentence, and sentences against their translations) they let 95 to 98 % of what
# agrees pass within a language and 88 to 95 % across, 12 to 16 % of what stands elsewhere in the translation; of the
# instructions in injection dev, against a sentence of an article, none.
SAME_LANGUAGE, OTHER_LANGUAGE = 0.47, 0.33


def supported(sentence: str, evidence: Sequence[str], embedder: Embedder) -> bool:
    """Say whether the evidence, verbatim sentences in any language, carries a sentence."""
    query = analyse(sentence)
    if not query.mixtures or not evidence:
        return False
    wanted = Wanted(query.mixtures)
    languages = [detect(text) for text in evidence]
    ids = [
        id_
        for text, language in zip(evidence, languages, strict=True)
        for term in terms(text, language)
        for id_ in term_ids(term)
    ]
    share = float(wanted.likely(ids).mean())
    cosine = float(np.max(embedder.passages(evidence) @ embedder.query(sentence)))
    return share + cosine >= (SAME_LANGUAGE if query.language in languages else OTHER_LANGUAGE)
