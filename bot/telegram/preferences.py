"""What a person may set, as buttons that say what is set."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.telegram import texts
from bot.telegram.message import Button, Part

if TYPE_CHECKING:
    from bot.telegram.chats import Preferences
    from bot.telegram.context import Context
    from bot.telegram.incoming import Where

SET = "s:"  # a button's data: s:<whose>:<what>:<value>
CHOSEN = "✓ "


def shown(context: Context, where: Where) -> Part:
    """Return a person's settings, a row of choices for each."""
    now = _values(context.chats.preferences(where.person))
    choices = texts.CHOICES[context.language(where)]
    rows = tuple(
        tuple(
            Button(f"{CHOSEN if now[name] == value else ''}{label}", f"{SET}{where.person}:{name}:{value}")
            for value, label in values.items()
        )
        for name, values in choices.items()
    )
    return Part(context.say(texts.SETTINGS, where), rows)


def choose(context: Context, where: Where, data: str) -> bool:
    """Set what a button's data says; False where it is somebody else's, or no choice there is."""
    match data.removeprefix(SET).split(":"):
        case [person, name, value] if person == str(where.person) and value in texts.CHOICES["en"].get(
            name, {}
        ):
            changed = _changed(context.chats.preferences(where.person), name, value)
            context.chats.prefer(where.person, changed, update=where.update)
            return True
    return False


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
