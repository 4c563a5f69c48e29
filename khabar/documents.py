"""What `--json` writes: answers, hits, articles and the archive's state as the contract has them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import typer

from bot.screen import without_bidi
from index.identity import host
from index.masking import masked, public

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.types import Also, Answer, Citation, Match, Reading, Sentence
    from index.archive import Carried, Status, Version
    from index.backup import Backup
    from index.types import Article, Hit
    from index.visits import Visit
    from ingest.take_in import Report
    from ingest.watch import Round
    from khabar.evaluation import Evaluation, Figures

Document = dict[str, Any]


def write(document: Document) -> None:
    """Write a document to standard output as one line, and at once: a script may wait for it."""
    typer.echo(json.dumps(document, ensure_ascii=False))


def of_answer(answer: Answer, updated: datetime | None) -> Document:
    """Return `ask --json` of an answer; `updated` is when the archive last changed."""
    return {
        "question": answer.question,
        "standalone": answer.standalone or answer.question,
        "understood": answer.standalone or answer.question,
        "question_language": answer.language,
        "answer": without_bidi(answer.text),
        "sentences": [_sentence(one) for one in answer.sentences],
        "refused": answer.refused,
        "reason": answer.reason and without_bidi(answer.reason),
        "mode": answer.mode,
        "kind": answer.kind,
        "confidence": None if answer.confidence is None else round(answer.confidence, 3),
        "verdict": answer.verdict,
        "notes": [{"code": note.code, "text": without_bidi(note.text)} for note in answer.notes],
        "limits": _limits(answer),
        "citations": [_citation(citation) for citation in answer.citations],
        "nearest": [_citation(citation) for citation in answer.nearest],
        "newest_on_topic": answer.newest_on_topic and answer.newest_on_topic.isoformat(),
        "archive_updated": _time(updated),
        "freshness": masked(without_bidi(answer.freshness)),
        "timing_ms": _timing(retrieve=answer.retrieve_ms, answer=answer.answer_ms),
    }


def _sentence(sentence: Sentence) -> Document:
    asked = {"asked": sentence.asked} if sentence.asked else {}
    return {"text": without_bidi(sentence.text), "citations": list(sentence.citations)} | asked


def _limits(answer: Answer) -> Document:
    """Return what was applied: what the person set, and the time that the question names unless it was left."""
    filters = answer.filters
    return {
        "since": _time(filters.since),
        "until": _time(filters.until),
        "as_of": _time(answer.as_of),
        "source": filters.source,
        "lang": filters.language,
        "loosened": answer.loosened,
    }


def of_hits(query: str, hits: Sequence[Hit], retrieve_ms: float) -> Document:
    """Return `search --json` of a search's hits, best first."""
    return {
        "query": query,
        "hits": [{"rank": rank} | _hit(hit) for rank, hit in enumerate(hits, 1)],
        "timing_ms": _timing(retrieve=retrieve_ms),
    }


def of_article(
    article: Article,
    versions: Sequence[Version],
    carriers: Sequence[str] = (),
    carried: Sequence[Carried] = (),
) -> Document:
    """Return `article --json` of a wording and of the wordings there are.

    `carriers` are the feeds of other hosts that the wording is known from, `carried` is what others say of the article.
    """
    seen = [
        {"version": one.version, "seen": _time(one.seen), "published": _time(one.published)}
        | {"change": list(one.change)}
        for one in versions
    ]
    more = {"modified": _time(article.modified), "corrected": _time(article.corrected)}
    more |= {
        "withdrawn": _time(article.withdrawn),
        "origin": article.origin and masked(article.origin),
        "text": article.text,
    }
    others: Document = {
        "carried_by": [{"source": host(public(feed)), "url": public(feed)} for feed in carriers],
        "otherwise": [_carried(one) for one in carried if one.carrier not in carriers],
    }
    return _article(article) | {"versions": seen} | others | more


def _carried(carried: Carried) -> Document:
    return {
        "source": host(public(carried.carrier)),
        "url": public(carried.carrier),
        "title": carried.title,
        "text": carried.text,
        "published": _time(carried.published),
        "seen": _time(carried.seen),
    }


def of_backup(backup: Backup, seconds: float) -> Document:
    """Return `backup --json`, and `restore --json`, which says too what was there before, and where it is now."""
    replaced = {"replaced": str(backup.replaced)} if backup.replaced else {}
    return {
        "path": str(backup.path),
        "articles": backup.articles,
        "passages": backup.passages,
        "bytes": backup.bytes,
        "seconds": round(seconds, 3),
    } | replaced


def of_status(status: Status) -> Document:
    """Return `status --json`."""
    return {
        "articles": status.articles,
        "passages": status.passages,
        "languages": status.languages,
        "sources": status.sources,
        "newest": _time(status.newest),
        "updated": _time(status.updated),
        "embedding_model": status.embedding_model,
        "bytes": status.bytes,
        "failures": [
            {
                "source": masked(one.source),
                "reason": masked(one.reason),
                "retry": one.retry,
                "at": _time(one.at),
            }
            | {"tries": one.tries, "retry_at": _time(one.retry_at)}
            for one in status.failures
        ],
        "feeds": [_feed(visit) for visit in status.feeds],
    }


def _feed(visit: Visit) -> Document:
    return {
        "url": masked(visit.url),
        "last_ok": _time(visit.last_ok),
        "last_error": visit.last_error and masked(visit.last_error),
        "failures": visit.failures,
        "retry_at": _time(visit.retry_at),
        "articles": visit.articles,
        "silent": visit.is_silent,
    }


def of_report(report: Report, status: Status, seconds: float) -> Document:
    """Return `ingest --json`: what became of the inputs, and what the archive holds now."""
    return {
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "failed": [
            {"source": masked(one.source), "reason": masked(one.reason), "retry": one.retry}
            for one in report.failed
        ],
        "articles": status.articles,
        "passages": status.passages,
        "seconds": round(seconds, 3),
    }


def of_evaluation(found: Evaluation) -> Document:
    """Return `eval --json`; shares are from 0 to 1, null where there is nothing to have a share of."""
    return {
        "questions": found.total.n,
        "by_kind": {kind: _figures(own) for kind, own in found.by_kind.items()},
        "all": _figures(found.total),
        "quotes": found.quotes,
        "precision": _rounded(found.precision),
        "quotes_per_answer": _rounded(found.quotes_per_answer),
        "ms_p50": round(found.ms_p50, 1),
        "ms_p95": round(found.ms_p95, 1),
    }


def _figures(figures: Figures) -> Document:
    return {name: _rounded(value) for name, value in figures._asdict().items()}


def _rounded(value: float | None) -> float | None:
    return value if value is None or isinstance(value, int) else round(value, 4)


def of_round(found: Round, status: Status) -> Document:
    """Return what `watch --json` writes of what it took in together, a line each."""
    report = of_report(found.report, status, 0)
    del report["seconds"]
    return {"at": _time(datetime.now(UTC)), "sources": list(map(masked, found.sources))} | report


def _citation(citation: Citation) -> Document:
    return {
        "number": citation.number,
        "quote": citation.quote,
        "start": citation.span.start,
        "end": citation.span.end,
        "passage": citation.passage.text,
        "article": _article(citation.article),
        "link": citation.link and public(citation.link),
        "also": list(map(_also, citation.also)),
        "carried_by": list(map(_also, citation.carried_by)),
        "speaker": citation.speaker,
        "matches": list(map(_match, citation.matches)),
        "readings": list(map(_reading, citation.readings)),
        "translation": citation.translation and citation.translation._asdict(),
        "told_by": list(map(_also, citation.told_by)),
        "corrected": _time(citation.article.corrected),
        "withdrawn": _time(citation.article.withdrawn),
    }


def _also(other: Also) -> Document:
    return {"source": other.source, "url": other.url and public(other.url)}


def _match(match: Match) -> Document:
    return {"asked": match.asked, "said": match.said, "start": match.span.start, "end": match.span.end}


def _reading(reading: Reading) -> Document:
    span = reading.span
    return {"said": reading.said, "written": reading.written, "start": span.start, "end": span.end}


def _hit(hit: Hit) -> Document:
    passage = hit.passage
    return {
        "score": round(float(hit.score), 4),
        "article": _article(passage.article),
        "passage": passage.text,
        "start": passage.span.start,
        "end": passage.span.end,
    }


def _article(article: Article) -> Document:
    return {
        "id": article.id,
        "version": article.version,
        "title": article.title,
        "source": article.source,
        "url": article.url and public(article.url),
        "author": article.author,
        "published": _time(article.published),
        "language": article.language,
        "teaser": article.teaser,
    }


def _time(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    # Of years before 1000, strftime writes three digits on some systems.
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def _timing(**parts: float) -> Document:
    rounded = {name: round(milliseconds, 1) for name, milliseconds in parts.items()}
    return rounded | {"total": round(sum(parts.values()), 1)}
