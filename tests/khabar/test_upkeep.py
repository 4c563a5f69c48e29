"""`khabar reindex` and `khabar doctor`."""

from __future__ import annotations

from string import ascii_lowercase
from typing import TYPE_CHECKING

import numpy as np
import pytest
from command import SAMPLES, document, one_sentence

from index import embedding

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from command import Khabar
    from numpy.typing import NDArray

DERNA = "people died in Derna"


class Letters:
    """An embedding model of no wit: a text's vector counts its letters."""

    name = "letters"

    @property
    def dimensions(self) -> int:
        return 26

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        counts = [[text.lower().count(letter) + 0.01 for letter in ascii_lowercase] for text in texts]
        vectors = np.array(counts, np.float32)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    def query(self, text: str) -> NDArray[np.float32]:
        return self.passages([text])[0]


@pytest.fixture
def other_model(monkeypatch: pytest.MonkeyPatch) -> str:
    """Another embedding model is set."""
    load = embedding.embedder
    monkeypatch.setattr(
        embedding, "embedder", lambda name="bundled": Letters() if name == "letters" else load(name)
    )
    monkeypatch.setenv("KHABAR_EMBEDDING_MODEL", "letters")
    return "letters"


def test_reindex_keeps_the_articles_and_finds_as_before(filled: Khabar) -> None:
    before = document(filled("search", DERNA, "--json"))["hits"]

    found = document(filled("reindex", "--json"))

    assert list(found) == ["passages", "embedding_model", "seconds"]
    assert found["passages"] == document(filled("status", "--json"))["passages"]
    assert document(filled("search", DERNA, "--json"))["hits"] == before


def test_a_person_reads_what_was_reindexed(filled: Khabar) -> None:
    assert " passages reindexed with bundled" in filled("reindex").stdout
    assert not filled("reindex", "--quiet").output


@pytest.mark.parametrize("command", [["search", DERNA], ["ask", DERNA], ["ingest", str(SAMPLES)]])
def test_another_embedding_model_is_refused_until_the_archive_is_reindexed(
    filled: Khabar, other_model: str, command: list[str]
) -> None:
    sentence = one_sentence(filled(*command), 5)
    assert other_model in sentence
    assert "khabar reindex" in sentence
    assert sentence.endswith("or set KHABAR_EMBEDDING_MODEL=bundled")


def test_an_earlier_bundled_model_can_only_be_left(filled: Khabar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "BUNDLED_NAME", "bundled-99")
    monkeypatch.setattr(embedding.BundledModel, "name", "bundled-99")
    assert one_sentence(filled("search", DERNA), 5).endswith("run `khabar reindex` to change over")


@pytest.mark.parametrize("command", ["ask", "ingest", "watch"])
def test_another_embedding_model_is_refused_before_it_is_loaded(
    filled: Khabar, other_model: str, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Letters, "dimensions", property(lambda _: pytest.fail("it was loaded")))
    monkeypatch.setattr(Letters, "passages", lambda *_: pytest.fail("it was loaded"))
    assert other_model in one_sentence(filled(command, str(SAMPLES)), 5)


def test_reindex_takes_the_archive_over_to_another_model(filled: Khabar, other_model: str) -> None:
    assert document(filled("reindex", "--json"))["embedding_model"] == other_model
    assert document(filled("search", DERNA, "--json"))["hits"]


@pytest.mark.slow
def test_a_sentence_transformers_folder_serves_as_model(
    filled: Khabar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KHABAR_EMBEDDING_MODEL", str(embedding.FOLDER))
    assert document(filled("reindex", "--json"))["embedding_model"] == str(embedding.FOLDER)
    assert document(filled("search", DERNA, "--json"))["hits"][0]["article"]["id"] == "flood"


def test_an_interrupted_reindex_leaves_the_archive_as_it_was(
    filled: Khabar, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("index.terms.terms", interrupt)
        assert "as it was before" in one_sentence(filled("reindex", "--json"), 130)
    assert document(filled("search", DERNA, "--json"))["hits"]


def test_there_is_nothing_to_reindex_without_an_archive(khabar: Khabar) -> None:
    assert "khabar ingest" in one_sentence(khabar("reindex"), 5)


def test_doctor_finds_all_well(filled: Khabar) -> None:
    found = document(filled("doctor", "--json"))
    assert found["ok"]
    assert [list(check) for check in found["checks"]] == [["name", "ok", "message"]] * len(found["checks"])
    assert {check["name"]: check["ok"] for check in found["checks"]} == dict.fromkeys(
        (
            "python",
            "settings",
            "bundled model",
            "archive",
            "feeds",
            "embedding model",
            "disk space",
            "telegram",
            "web",
        ),
        True,
    )


def test_doctor_before_the_first_article_says_what_to_do(khabar: Khabar, folder: Path) -> None:
    result = khabar("doctor")
    assert result.exit_code == 0
    assert f"none at {folder} yet: take articles in with `khabar ingest SOURCE`" in result.stdout


def test_doctor_finds_a_damaged_archive(filled: Khabar, folder: Path) -> None:
    (folder / "archive.db").write_bytes(b"not a database at all" * 1000)
    found = document(filled("doctor", "--json"), 5)
    (bad,) = [check for check in found["checks"] if check["name"] == "archive"]
    assert not found["ok"]
    assert "is damaged" in bad["message"]


def test_doctor_finds_another_embedding_model(filled: Khabar, other_model: str) -> None:
    result = filled("doctor", "--quiet")
    assert result.exit_code == 5
    (line,) = result.stdout.splitlines()
    assert line.startswith("problem  embedding model: ")
    assert "khabar reindex" in line
    assert other_model in line


def test_doctor_finds_a_full_disk(filled: Khabar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("khabar.doctor.SPARE", 10**18)
    result = filled("doctor")
    assert result.exit_code == 1
    assert "problem  disk space: " in result.stdout


def test_doctor_finds_a_broken_installation(
    filled: Khabar, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("index.embedding.FOLDER", tmp_path / "nowhere")
    monkeypatch.setattr("index.embedding.embedder", lambda *_: embedding.BundledModel())
    found = document(filled("doctor", "--json"), 5)
    (bad,) = [check for check in found["checks"] if check["name"] == "bundled model"]
    assert "install Khabar again" in bad["message"]


def test_doctor_shows_the_settings_that_were_made_and_no_others(
    filled: Khabar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KHABAR_LLM_SECONDS", "7")
    monkeypatch.setenv("KHABAR_TELEGRAM_TOKEN", "12:AAE")
    (shown,) = [line for line in filled("doctor").stdout.splitlines() if " settings: " in line]
    assert "KHABAR_LLM_SECONDS=7.0" in shown
    assert "KHABAR_EMBEDDING_MODEL" not in shown
    assert "12:AAE" not in shown


def test_doctor_names_settings_that_this_version_does_not_know(
    filled: Khabar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KHABAR_ARCHVE", "elsewhere")
    assert "takes no notice of KHABAR_ARCHVE" in filled("doctor").stdout
