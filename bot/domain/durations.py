"""Lengths of time as people type them, in commands and in meeting files alike."""

import re
from typing import Final

from pytimeparse import parse

from bot.domain.folding import fold

DAY: Final = 86_400
_MINUTES: Final = re.compile(r"\d+")
_HOURS_AND_MINUTES: Final = re.compile(r"\d+ *h *\d+")
_READABLE: Final = re.compile(r"[\w. ]{1,40}")


def bare_number(text: str) -> int:
    """The number that stands there without a unit; 0 if it is none, or too long to be a length of time."""
    text = fold(text).strip()
    return int(text) if _MINUTES.fullmatch(text) and len(text) < 6 else 0


def parse_duration(text: str, longest: int = DAY) -> int | None:
    """Seconds in "5m", "1h30", "90s" or a bare "5" (minutes); None unless it lies in 1..longest.

    Colons are refused: "1:30" is an hour and a half to some and a minute and a half to others.
    """
    text = fold(text).strip()
    if not _READABLE.fullmatch(text):
        return None
    if _MINUTES.fullmatch(text) or _HOURS_AND_MINUTES.fullmatch(text):
        text += "m"
    seconds = parse(text)
    return int(seconds) if seconds is not None and 1 <= seconds <= longest else None
