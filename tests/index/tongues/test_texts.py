"""What Khabar says: whole in every declared language, and fit to be filled in as English is."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from string import Formatter
from typing import TYPE_CHECKING, Any

import pytest

from index.tongues.registry import DECLARED, tongue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.tongues.tongue import Tongue

ENGLISH = tongue("en")
OTHERS = [one for one in DECLARED if one is not ENGLISH]
# What a language may share with English.
SHARED = {"date", "first_of_month", "thousands", "plural", "minutes", "introduced", "separator", "pause"}
others = pytest.mark.parametrize("language", OTHERS, ids=lambda one: one.code)


def texts(of: Any, within: str = "") -> Iterator[tuple[str, Any]]:
    """Every text by its name."""
    for one in fields(of):
        value = getattr(of, one.name)
        if is_dataclass(value):
            yield from texts(value, f"{one.name}.")
        else:
            yield f"{within}{one.name}", value


def strings(value: Any) -> list[str]:
    """The text or texts of a field, those of a command too."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return strings(tuple(value.values()))
    return [text for one in value for text in strings(one)] if isinstance(value, tuple) else []


def places(text: str) -> set[str]:
    """What is filled in."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@others
def test_a_declared_language_has_every_text(language: Tongue) -> None:
    english = dict(texts(ENGLISH.texts))
    left = {name for name, value in texts(language.texts) if value == english[name]}
    assert left <= SHARED


@others
def test_a_text_is_filled_in_with_what_englishs_is(language: Tongue) -> None:
    english = dict(texts(ENGLISH.texts))
    for name, value in texts(language.texts):
        if isinstance(value, str):
            assert places(value) == places(english[name]), name


@pytest.mark.parametrize("language", DECLARED, ids=lambda one: one.code)
def test_every_number_of_days_has_a_form(language: Tongue) -> None:
    own = language.texts
    for forms in (own.days, own.hours, own.minutes):
        assert {own.plural(number) for number in range(1, 1000)} == set(range(len(forms)))
        assert places(forms[-1]) == {""}


@others
def test_the_commands_are_the_same(language: Tongue) -> None:
    commands = [name for name, _ in language.texts.telegram.commands]
    assert commands == [name for name, _ in ENGLISH.texts.telegram.commands]


@pytest.mark.parametrize("language", DECLARED, ids=lambda one: one.code)
def test_declared_languages_have_a_name_in_each_and_a_year_its_months(language: Tongue) -> None:
    assert language.texts.languages.keys() >= {one.code for one in DECLARED}
    assert len(set(language.texts.months)) == 12


def test_french_has_no_break_spaces_where_it_sets_them() -> None:
    for name, value in texts(tongue("fr").texts):
        for text in strings(value):
            assert not re.search(r"(?<![\u00a0\d])[:;?!»](?!//)|«(?!\u00a0)", text), name


def test_an_undeclared_language_is_spoken_to_in_english() -> None:
    assert tongue("de").texts.no_answer == ENGLISH.texts.no_answer


@pytest.mark.parametrize(
    ("code", "direction"),
    [("ar", "rtl"), ("he", "rtl"), ("fa", "rtl"), ("ur", "rtl"), ("ru", "ltr"), ("fr", "ltr")],
)
def test_a_language_is_read_in_its_direction(code: str, direction: str) -> None:
    assert tongue(code).direction == direction
