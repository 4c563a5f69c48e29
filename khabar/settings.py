"""What a person sets once, in the environment or in `.env` of the current folder."""

from __future__ import annotations

from pathlib import Path

import platformdirs
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from index.errors import UsageError
from index.masking import remember, remember_address, remember_environment

PREFIX = "KHABAR_"
ENV_FILE = ".env"
NO_MODEL = "none"  # as a language model: answers are quotes


def default_archive() -> Path:
    """Return the archive's place where none is named: the platform's folder for user data."""
    return platformdirs.user_data_path("khabar", appauthor=False)


class Settings(BaseSettings):
    """The settings, environment before `.env`; an empty value counts as unset.

    Attributes:
        archive: the archive's folder.
        embedding_model: `bundled`, or a sentence-transformers name or folder.
        fetch_allow: hosts and networks, comma-separated, that may be fetched from though not public.
        telegram_token: of the bot, as BotFather gives it.
        telegram_base_url: of the Bot API, up to the token.
        telegram_webhook_url: where Telegram pushes updates to; empty: they are fetched.
        telegram_webhook_secret: what it sends along.
        telegram_webhook_listen: `HOST:PORT` where what it pushes arrives.
        telegram_allow: numbers of the people and chats that may ask, comma-separated; empty: everyone may.
        telegram_admins: numbers of the people whom no limit holds and who see more in /status.
        telegram_per_minute: questions a person may ask in a minute; 0: any number, here and below.
        telegram_per_day: questions a person may ask in a day.
        telegram_all_per_minute: questions answered in a minute.
        telegram_all_per_day: questions answered in a day.
        web_listen: `HOST:PORT` where the page and the HTTP API are served.
        web_token: that people sign in with, and programs bring along.
        web_user_header: in which a proxy says who asks.
        web_trust: addresses and networks of proxies that are believed, comma-separated.
        web_url: where readers reach it.
        web_per_minute, web_per_day, web_all_per_minute, web_all_per_day: questions, as of the bot.
        reranker: a sentence-transformers CrossEncoder, by name or folder; none: passages stay as they were ranked.
        llm: the language model that writes answers, `provider:model`; none: answers are quotes.
        llm_base_url: the server to ask instead of the provider's own.
        llm_api_key: for it.
        llm_seconds: from a question to the end of its answer.
        llm_prompt_tokens, llm_output_tokens: sent, and written, for one question.
        llm_user_tokens, llm_day_tokens: that a user, and all together, may take a day (UTC).
        translator: of quotes in another language than the reader's: `llm`, or `ctranslate2:FOLDER`; none: nobody.
        trace: a file or folder that gets a JSON line for every question.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=ENV_FILE, env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore"
    )

    archive: Path = Field(default_factory=default_archive)
    embedding_model: str = "bundled"
    fetch_allow: str = ""
    telegram_token: SecretStr = SecretStr("")
    telegram_base_url: str = "https://api.telegram.org/bot"
    telegram_webhook_url: str = ""
    telegram_webhook_secret: SecretStr = SecretStr("")
    telegram_webhook_listen: str = ""
    telegram_allow: str = ""
    telegram_admins: str = ""
    telegram_per_minute: int = Field(default=60, ge=0)
    telegram_per_day: int = Field(default=1_000, ge=0)
    telegram_all_per_minute: int = Field(default=1_500, ge=0)
    telegram_all_per_day: int = Field(default=50_000, ge=0)
    web_listen: str = "127.0.0.1:8484"
    web_token: SecretStr = SecretStr("")
    web_user_header: str = ""
    web_trust: str = ""
    web_url: str = ""
    web_per_minute: int = Field(default=60, ge=0)
    web_per_day: int = Field(default=1_000, ge=0)
    web_all_per_minute: int = Field(default=1_500, ge=0)
    web_all_per_day: int = Field(default=50_000, ge=0)
    reranker: str | None = None
    llm: str | None = None
    llm_base_url: str | None = None
    llm_api_key: SecretStr | None = None
    llm_seconds: float = Field(default=60.0, gt=0)
    llm_prompt_tokens: int = Field(default=6_000, ge=500)
    llm_output_tokens: int = Field(default=2_000, ge=50)
    llm_user_tokens: int = Field(default=200_000, ge=0)
    llm_day_tokens: int = Field(default=2_000_000, ge=0)
    translator: str | None = None
    trace: Path | None = None


def load() -> Settings:
    """Return the settings as they are now.

    Raises:
        UsageError: `.env` can't be read, or a value is none that the setting takes.
    """
    try:
        settings = Settings()
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = f"{PREFIX}{first['loc'][0]}".upper()
        raise UsageError(f"the setting {name} can't be used: {first['msg'].lower()}") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error).splitlines()[0]
        raise UsageError(f"the settings in {Path(ENV_FILE).absolute()} can't be read: {reason}") from error
    remember_environment()
    remember(*(value.get_secret_value() for _, value in settings if isinstance(value, SecretStr)))
    remember_address(settings.llm_base_url)
    return settings
