"""What a person sets once, in the environment or in `.env` of the current folder."""

from __future__ import annotations

from pathlib import Path

import platformdirs
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from index.errors import UsageError

PREFIX = "KHABAR_"
ENV_FILE = ".env"


def default_archive() -> Path:
    """Return the archive's place where none is named: the platform's folder for user data."""
    return platformdirs.user_data_path("khabar", appauthor=False)


class Settings(BaseSettings):
    """The settings, environment before `.env`; an empty value counts as unset.

    Attributes:
        archive: the archive's folder.
        embedding_model: `bundled`, or a sentence-transformers name or folder.
        fetch_allow: hosts and networks, comma-separated, that may be fetched from though not public.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=ENV_FILE, env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore"
    )

    archive: Path = Field(default_factory=default_archive)
    embedding_model: str = "bundled"
    fetch_allow: str = ""


def load() -> Settings:
    """Return the settings as they are now.

    Raises:
        UsageError: `.env` can't be read.
    """
    try:
        return Settings()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error).splitlines()[0]
        raise UsageError(f"the settings in {Path(ENV_FILE).absolute()} can't be read: {reason}") from error
