"""What people type, made alike for comparing: whatever keyboard, width, case or accents it comes with."""

import re
import unicodedata
from typing import Final

MARKS: Final = {
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-"),
    **dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u02bc\u02b9\u2032`"), "'"),
    **dict.fromkeys(
        map(ord, "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a\u300c\u300d\u300e\u300f"), '"'
    ),
    **dict.fromkeys(map(ord, "\u060c\u3001"), ","),
    **dict.fromkeys(map(ord, "\u2502\u2223\u00a6"), "|"),
    0x061B: ";",
    0x061F: "?",
    0x3002: ".",
}
"""Dashes, apostrophes, quotes, commas, bars and stops of other keyboards, after NFKC."""
INVISIBLE: Final = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
"""What shows nothing and joins nothing."""
SELECTORS: Final = re.compile("[\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Choose between looks of the character before them, and show nothing by themselves."""
ACCENTS: Final = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]")
"""What may be left out of a letter: accents, and the points of Hebrew and Arabic."""
LETTERS: Final = MARKS | {
    0x131: "i",
    0xE6: "ae",
    0x153: "oe",
    0xFE: "th",
    0xF0: "d",
    0x643: "\u06a9",
    0x649: "\u06cc",
    0x64A: "\u06cc",
}
"""Small letters without an accent that are written in two ways."""
STRUCK: Final = re.compile("LATIN SMALL LETTER ([A-Z]) WITH ")


def visible(text: str) -> str:
    """Without the marks of direction and the like that keyboards and copying leave between words."""
    return INVISIBLE.sub("", text)


def plain(text: str) -> str:
    """Full-width forms, foreign digits, curly quotes and dashes as ASCII has them; nothing invisible."""
    wide = unicodedata.normalize("NFKC", text).translate(MARKS)
    return "".join(_digit(c) for c in SELECTORS.sub("", wide) if unicodedata.category(c) != "Cf")


def fold(text: str) -> str:
    """As `plain`, and whatever the case."""
    return unicodedata.normalize("NFKC", plain(text).casefold())


def bare(text: str) -> str:
    """As `fold`, and without accents: "jose" for "José", "lukasz" for "Łukasz"."""
    letters = ACCENTS.sub("", unicodedata.normalize("NFKD", fold(text)))
    return "".join(_unstruck(c) for c in letters.translate(LETTERS))


def _digit(character: str) -> str:
    return str(unicodedata.decimal(character)) if character.isdecimal() else character


def _unstruck(character: str) -> str:
    """The base of a letter whose stroke or hook belongs to it: "l" for "ł"."""
    if character.isascii():
        return character
    found = STRUCK.match(unicodedata.name(character, ""))
    return found[1].lower() if found else character
