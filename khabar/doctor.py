"""Looks at the installation, the settings and the archive, and says what to do."""

from __future__ import annotations

import os
import shutil
import sys
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from index.errors import ArchiveError, KhabarError
from index.masking import masked
from khabar.settings import NO_MODEL, PREFIX

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.llm.model import ModelFailure
    from index.visits import Visit
    from khabar.settings import Settings

PYTHON = (3, 11)
OTHERS = 0o077  # of a file's mode: what others than its owner may do
SPARE = 200_000_000  # bytes free beside what a rebuilt archive takes
MODEL_SECONDS, MODEL_TOKENS = 20.0, 50  # that a language model is given to say a word


class Check(NamedTuple):
    """One thing looked at: whether it is well, and what was found or is to be done."""

    name: str
    ok: bool
    message: str


class Problem(Exception):  # noqa: N818 - not an error of this program
    """Raised by a check with what is wrong."""


# Without these an archive can't be used, which has an exit status of its own.
OF_THE_ARCHIVE = ("archive", "embedding model")


def examine(settings: Settings) -> list[Check]:
    """Return what every check found."""
    checks: dict[str, Callable[[], str]] = {
        "python": _python,
        "settings": lambda: _settings(settings),
        "bundled model": _bundled_model,
        "archive": lambda: _archive(settings.archive),
        "feeds": lambda: _feeds(settings.archive),
        "embedding model": lambda: _embedding_model(settings),
        "disk space": lambda: _disk_space(settings.archive),
        "telegram": lambda: _telegram(settings),
        "web": lambda: _web(settings),
    }
    if settings.reranker:
        checks["reranker"] = lambda: _reranker(settings)
    if settings.llm not in {None, NO_MODEL}:
        checks["language model"] = lambda: _language_model(settings, str(settings.llm))
    if settings.translator:
        checks["translator"] = lambda: _translator(settings, str(settings.translator))
    return [_check(name, look) for name, look in checks.items()]


def exit_code(checks: list[Check]) -> int:
    """Return 0 when all is well, an unusable archive's status when it is one, else 1."""
    failed = {check.name for check in checks if not check.ok}
    return ArchiveError.exit_code if failed & set(OF_THE_ARCHIVE) else int(bool(failed))


def _check(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name, ok=True, message=masked(look()))
    except (Problem, KhabarError) as error:
        return Check(name, ok=False, message=masked(str(error)))
    except Exception as error:  # noqa: BLE001 - whatever a check meets is its finding
        return Check(name, ok=False, message=masked(f"{type(error).__name__}: {error}"))


def _python() -> str:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] < PYTHON:
        raise Problem(f"Python {version} is too old: install Khabar with Python 3.11 or newer")
    return f"Python {version}"


def _settings(settings: Settings) -> str:
    known = {PREFIX + name.upper() for name in type(settings).model_fields}
    strange = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)
    given = settings.model_fields_set
    made = ", ".join(f"{PREFIX}{name.upper()}={value}" for name, value in settings if name in given)
    unread = f"; this version takes no notice of {', '.join(strange)}" if strange else ""
    return f"{made}; the others are as .env.example has them{unread}"


def _bundled_model() -> str:
    from index.embedding import embedder
    from index.lexicon import lexicon
    from index.tongues.registry import DECLARED

    again = "install Khabar again, its model files are missing or damaged"
    try:
        known, model = len(lexicon().terms), embedder()
        if not model.query(" ".join(one.texts.own_name for one in DECLARED)).any():
            raise Problem(f"the bundled model knows no words: {again}")
    except (OSError, ValueError, KeyError) as error:
        raise Problem(f"{again} ({error})") from error
    return f"{model.name}, {model.dimensions} dimensions, {known:,} terms in the lexicon"


def _archive(folder: Path) -> str:
    from bot.screen import counted
    from index import database
    from index.archive import Archive

    if not (folder / database.NAME).exists():
        return f"none at {folder} yet: take articles in with `khabar ingest SOURCE`"
    with Archive.open(folder) as archive:
        if problems := archive.check():
            raise Problem("; ".join(problems))
        status = archive.status()
    held = f"{counted(status.articles, 'article')} and {counted(status.passages, 'passage')}"
    mode = folder.stat().st_mode
    others = f"; others on this machine may read it: `chmod -R go= {folder}`" if mode & OTHERS else ""
    return f"{held} at {folder}, all of it in order{others}"


def _feeds(folder: Path) -> str:
    from index import database
    from index.archive import Archive

    if not (folder / database.NAME).exists():
        return "none followed yet: `khabar ingest URL` takes one in, `khabar watch` follows it"
    with Archive.open(folder) as archive:
        feeds = archive.feeds()
    if silent := [feed for feed in feeds if feed.is_silent]:
        raise Problem("; ".join(map(_silence, silent)))
    return f"{len(feeds):,} followed, none silent"


def _silence(feed: Visit) -> str:
    since = f"{feed.last_ok:%Y-%m-%d %H:%M} UTC" if feed.last_ok else "it was first visited"
    return f"{feed.url} has been silent since {since} ({feed.failures:,} visits): {feed.last_error}"


def _embedding_model(settings: Settings) -> str:
    from index import database
    from index.archive import Archive
    from index.embedding import embedder

    model = embedder(settings.embedding_model)
    if (settings.archive / database.NAME).exists():
        with Archive.open(settings.archive) as archive:
            archive.require_model(model.name)  # before it is loaded
            archive.require_model(model.name, model.dimensions)
    return f"{model.name}, {model.dimensions} dimensions"


def _telegram(settings: Settings) -> str:
    from khabar.telegram import check

    return check(settings)


def _web(settings: Settings) -> str:
    from khabar.web import check

    return check(settings)


def _reranker(settings: Settings) -> str:
    from index.hub import Reranker

    Reranker(str(settings.reranker)).load()
    return str(settings.reranker)


def _language_model(settings: Settings, name: str) -> str:
    """Ask the model for a word, and return how long that took."""
    from bot.llm.model import Budget, ModelFailure, Prompt, connect

    key = settings.llm_api_key.get_secret_value() if settings.llm_api_key else None
    limits = Budget(seconds=min(settings.llm_seconds, MODEL_SECONDS), output=MODEL_TOKENS)
    server = settings.llm_base_url or "its provider"
    model = connect(name, base_url=settings.llm_base_url, api_key=key, limits=limits)
    begun = monotonic()
    try:
        written = "".join(model.write(Prompt("You are tested.", "Say yes."), until=begun + limits.seconds))
    except ModelFailure as failure:
        raise Problem(_no_answer(name, server, failure)) from None
    finally:
        model.close()
    said = "answered" if written.strip() else "answered, with no word,"
    return f"{name} {said} in {monotonic() - begun:.1f} s; it was asked at {server}"


def _no_answer(name: str, server: str, failure: ModelFailure) -> str:
    """Return what is wrong with a language model, and what to do; questions are answered in quotes meanwhile."""
    match failure.why:
        case "no_key":
            advice = "there is no key for it: set KHABAR_LLM_API_KEY"
        case "key_refused":
            advice = f"{server} refused the key ({failure.reason}): check KHABAR_LLM_API_KEY"
        case "unreachable":
            advice = f"nobody listens at {server}: start it, or check KHABAR_LLM_BASE_URL"
        case "late":
            advice = f"{server} didn't answer within {MODEL_SECONDS:.0f} s: see whether it is well"
        case _:
            advice = f"{server} failed ({failure.reason}): check KHABAR_LLM and KHABAR_LLM_BASE_URL"
    return f"{name} can't be used: {advice}; until then answers are quotes"


def _translator(settings: Settings, named: str) -> str:
    """Load what translates, and return how long that took."""
    from khabar.archive import BY_MODEL, translation_models

    if named == BY_MODEL:
        if settings.llm in {None, NO_MODEL}:
            raise Problem(f"KHABAR_TRANSLATOR is {BY_MODEL}, but no language model is set: set KHABAR_LLM")
        return f"{settings.llm} translates too"
    begun, models = monotonic(), translation_models(named)
    models.load()
    return f"{models.name} loaded in {monotonic() - begun:.1f} s"


def _disk_space(folder: Path) -> str:
    place = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
    held = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    free = shutil.disk_usage(place).free
    if free < held + SPARE:
        raise Problem(
            f"{_megabytes(free)} free at {place}: rebuilding the archive may take {_megabytes(held + SPARE)}"
        )
    return f"{_megabytes(free)} free at {place}"


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.0f} MB"
