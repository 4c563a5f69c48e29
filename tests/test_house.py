"""The house's rules, read off the code: which room may import which, which file owns which library."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

HOME = Path(__file__).parents[1]
ROOMS = ("ingest", "index", "bot", "khabar")
MAY_IMPORT = {
    "index": {"index"},
    "ingest": {"ingest", "index"},
    "bot": {"bot", "index"},
    "khabar": {"khabar", "ingest", "index", "bot"},  # where the rooms are put together
}
OWNED = (
    "chromadb",
    "ctranslate2",
    "defusedxml",
    "feedparser",
    "filelock",
    "jsonschema",
    "langchain",
    "onnxruntime",
    "openai",
    "safetensors",
    "sentence_transformers",
    "sentencepiece",
    "tokenizers",
    "httpx",
    "jinja2",
    "lxml",
    "protego",
    "watchfiles",
    "trafilatura",
    "Stemmer",
    "tld",
    "uvicorn",
    "yaml",
)


def files(room: str) -> list[Path]:
    return sorted((HOME / room).rglob("*.py"))


@cache
def imported(path: Path) -> frozenset[str]:
    """The modules a file imports, anywhere in it, for type checking or not."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path} imports relatively"
            found |= {f"{node.module}.{name.name}" for name in node.names} | {str(node.module)}
    return frozenset(found)


def top(module: str) -> str:
    return module.partition(".")[0]


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_the_rooms_it_may(room: str) -> None:
    ours = {*ROOMS, "bench", "tests", "models"}
    for path in files(room):
        strange = {module for module in imported(path) if top(module) in ours - MAY_IMPORT[room]}
        assert not strange, f"{path.relative_to(HOME)} imports {sorted(strange)}"


@pytest.mark.parametrize("library", OWNED)
def test_a_foreign_library_is_imported_by_one_file(library: str) -> None:
    owners = [
        path
        for room in ROOMS
        for path in files(room)
        if library in {top(module) for module in imported(path)}
    ]
    assert len(owners) == 1, [str(path.relative_to(HOME)) for path in owners]


# The rooms of `bot/`, each of which may import those above it. A file of `bot/` itself is a room of its own.
ORDER = (
    "reading", "phrases", "screen", "threads", "trace", "call", "asking", "guard", "answering", "addresses", "llm",
    "translation", "asker", "web", "telegram",
)  # fmt: skip


def _bot_room(module: str) -> str | None:
    first, _, rest = module.partition(".")
    return rest.partition(".")[0] if first == "bot" else None


def test_rooms_of_the_bot_import_only_what_stands_before_them() -> None:
    for path in files("bot"):
        own = _bot_room(".".join(path.relative_to(HOME).with_suffix("").parts))
        if own == "__init__":
            continue
        assert own in ORDER, f"{own} has no place in the order of rooms"
        for module in imported(path):
            other = _bot_room(module)
            if other and other in ORDER:
                assert ORDER.index(other) <= ORDER.index(own), f"{path.relative_to(HOME)} imports {module}"


def _modules() -> dict[str, frozenset[str]]:
    """Module → the modules of ours that it imports, anywhere."""
    paths = {
        ".".join(path.relative_to(HOME).with_suffix("").parts): path for room in ROOMS for path in files(room)
    }
    return {name: frozenset(imported(path) & paths.keys()) for name, path in paths.items()}


def test_no_files_import_each_other_in_a_circle() -> None:
    left = dict(_modules())
    while free := {name for name, needs in left.items() if not needs & left.keys() - {name}}:
        left = {name: needs for name, needs in left.items() if name not in free}
    assert not left, f"in a circle, or behind one: {sorted(left)}"


# What may know a language beside `index/tongues/`, and why.
KNOW_A_LANGUAGE: dict[str, str] = {
    "index/pieces.py": "the bundled reader was taught English word pieces and Arabic stems",
}
LETTERS_OF_A_LANGUAGE = re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff]")
CODES = {"en", "ar", "fr"}


def _docstrings(tree: ast.AST) -> set[ast.expr]:
    """The strings of a module that explain it, which may give examples in any language."""
    return {
        node.value
        for outer in ast.walk(tree)
        for node in ast.iter_child_nodes(outer)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def languages_named(path: Path) -> list[str]:
    """What in a file's code names a language or its letters: strings, names of variables, tests for ASCII letters."""
    tree = ast.parse(path.read_text("utf-8"))
    found, explains = [], _docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in explains:
            if node.value in CODES or LETTERS_OF_A_LANGUAGE.search(node.value):
                found.append(node.value)
        elif isinstance(node, ast.Name) and re.search(r"ENGLISH|ARABIC|FRENCH|_(?:EN|AR|FR)$", node.id):
            found.append(node.id)
        elif isinstance(node, ast.Attribute) and node.attr == "isascii":
            found.append(node.attr)
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_what_is_known_of_a_language_is_known_by_its_tongue(room: str) -> None:
    for path in files(room):
        name = str(path.relative_to(HOME))
        if not name.startswith("index/tongues/") and name not in KNOW_A_LANGUAGE:
            assert not languages_named(path), f"{name} knows a language: {languages_named(path)[:5]}"


def test_what_may_know_a_language_does() -> None:
    assert len(KNOW_A_LANGUAGE) <= 6
    for name in KNOW_A_LANGUAGE:
        assert languages_named(HOME / name), f"{name} needs no leave to know a language any more"


def words_of(path: Path) -> set[str]:
    """The words of four letters and more in a file's strings, docstrings apart, in lower case."""
    tree = ast.parse(path.read_text("utf-8"))
    explains = _docstrings(tree)
    texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and node not in explains)
    return {
        word for text in texts if isinstance(text, str) for word in re.findall(r"[^\W\d_]{4,}", text.lower())
    }


def test_french_is_known_in_one_file() -> None:
    """What English has too ("citation", "font") may stand anywhere: a few such words are no French."""
    tongues = HOME / "index" / "tongues"
    others = set[str]().union(*(words_of(path) for path in tongues.glob("*.py") if path.name != "fr.py"))
    french = words_of(tongues / "fr.py") - others
    assert len(french) > 500
    for path in (path for room in ROOMS for path in files(room) if tongues not in path.parents):
        assert len(words_of(path) & french) <= 3, (
            f"{path} knows French: {sorted(words_of(path) & french)[:5]}"
        )


def test_what_serves_over_http_is_known_where_pages_are_made() -> None:
    for path in (path for room in ROOMS for path in files(room)):
        if {"starlette", "markupsafe"} & {top(module) for module in imported(path)}:
            assert path.parent in {HOME / "bot" / "web", HOME / "khabar"}, path


def test_pages_hold_no_script_no_style_no_address_of_others_and_nothing_unescaped() -> None:
    templates = sorted((HOME / "bot" / "web" / "templates").glob("*.html"))
    assert templates
    for path in templates:
        text = path.read_text("utf-8")
        assert not re.search(
            r"<script(?! src=\"/static/)|<style|\bstyle=|\bon[a-z]+=|\|\s*safe\b|autoescape", text
        ), path
        assert "://" not in text.replace("http://www.w3.org/", ""), path


def test_what_pages_say_is_said_by_the_tongues() -> None:
    """Words between tags, or in what is read aloud; the product's name is its own."""
    for path in (HOME / "bot" / "web" / "templates").glob("*.html"):
        bare = re.sub(
            r"\{% block (?:kind|title) %\}.*?\{% endblock %\}|\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<[^>]*>",
            " ",
            path.read_text("utf-8"),
            flags=re.DOTALL,
        )
        assert set(re.findall(r"[^\W\d_]{2,}", bare)) <= {"Khabar", "خبر"}, path
        assert not re.search(r'(?:aria-label|title|placeholder|alt)="[^"{]', path.read_text("utf-8")), path


def test_every_room_is_looked_at() -> None:
    assert all(len(files(room)) > 3 for room in ROOMS)
