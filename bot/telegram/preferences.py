"""What a person may set, as buttons that say what is set."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.telegram.message import Button, Part
from index.tongues.registry import DECLARED

if TYPE_CHECKING:
    from bot.telegram.chats import Preferences
    from bot.telegram.context import Context
    from bot.telegram.incoming import Where
    from index.tongues.texts import TelegramTexts

SET = "s:"  # a button's data: s:<whose>:<what>:<value>
CHOSEN = "✓ "


def shown(context: Context, where: Where) -> Part:
    """Return a person's settings, a row of choices for each."""
    now = _values(context.chats.preferences(where.person))
    rows = tuple(
        tuple(
            Button(f"{CHOSEN if now[name] == value else ''}{label}", f"{SET}{where.person}:{name}:{value}")
            for value, label in values.items()
        )
        for name, values in _choices(context.say(where)).items()
    )
    return Part(context.say(where).settings, rows)


def choose(context: Context, where: Where, data: str) -> bool:
    """Set what a button's data says; False where it is somebody else's, or no choice there is."""
    match data.removeprefix(SET).split(":"):
        case [person, name, value] if person == str(where.person) and value in _choices(
            context.say(where)
        ).get(name, {}):
            changed = _changed(context.chats.preferences(where.person), name, value)
            context.chats.prefer(where.person, changed, update=where.update)
            return True
    return False


def _choices(texts: TelegramTexts) -> dict[str, dict[str, str]]:
    """Return what may be set, to which values, and what these are called."""
    return {
        "language": {"": texts.language_asked} | {one.code: one.texts.own_name for one in DECLARED},
        "length": {"": texts.full, "short": texts.short},
        "days": {"": texts.any_time, "365": texts.year, "30": texts.month, "7": texts.week},
    }


def _changed(preferences: Preferences, name: str, value: str) -> Preferences:
    match name:
        case "language":
            return replace(preferences, language=value or None)
        case "length":
            return replace(preferences, short=value == "short")
        case _:
            return replace(preferences, days=int(value) if value else None)


def _values(preferences: Preferences) -> dict[str, str]:
    return {
        "language": preferences.language or "",
        "length": "short" if preferences.short else "",
        "days": str(preferences.days or ""),
    }
