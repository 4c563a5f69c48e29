"""Who is from where: "Chilean" and "شيلية" have a root in common, "Kurdish" and "أكراد" a line of a table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.reading.sound import sounds
from index.terms import plain

if TYPE_CHECKING:
    from bot.reading.wording import Word

# Peoples whose names are not made with an ending in one of the languages.
TABLE = """
afghan afghans أفغان أفغاني أفغانية
arab arabs arabic عرب عربي عربية
armenian armenians أرمن أرمني أرمنية
azeri azeris azerbaijani أذري أذرية أذربيجاني
cypriot cypriots قبارصة قبرصي قبرصية
dutch هولندي هولندية
german germans ألمان ألماني ألمانية
greek greeks يوناني يونانية
jew jews jewish يهود يهودي يهودية
kurd kurds kurdish أكراد كردي كردية كرد
moroccan moroccans مغاربة مغربي مغربية
russian russians روس روسي روسية
scot scots scottish اسكتلندي اسكتلنديون
serb serbs serbian صرب صربي صربية
swiss سويسري سويسرية
turk turks turkish أتراك تركي تركية ترك
"""
PEOPLES = {
    names[0]: frozenset(map(plain, names)) for names in (line.split() for line in TABLE.strip().splitlines())
}
ARABIC = re.compile("(?:ي|يه|يين|يون|يات)$")
ENGLISH = re.compile("(?:[ei]?ans?|ese|ish|is?|ites?)$")
SHORT = 3  # letters that must be left


def peoples(word: Word) -> set[str]:
    """Return what a word that says where somebody is from has in common with its translation; empty for any other."""
    known = {key for key, names in PEOPLES.items() if not names.isdisjoint(word.forms)}
    ending = ENGLISH if word.folded.isascii() else ARABIC
    stems = {ending.sub("", form) for form in word.forms if ending.search(form)}
    return known | {sounds(stem) for stem in stems if len(stem) >= SHORT}
