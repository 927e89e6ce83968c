"""Names fit for a screen, told apart at a glance."""

import re
import unicodedata
from collections.abc import Collection
from itertools import count, groupby, islice

from bot.domain.joiners import INVISIBLE, only_joining

LONGEST_NAME = 32
"""As on Discord; eleven of these fit on the board."""
MOST_MARKS = 3
"""Accents on one letter; no language needs more, and a pile of them covers the lines above."""
BADGE = re.compile(r"(guest|hall)\d+")
"""The look of those without a name ("Guest 7"); nobody else may go by it."""
FILLERS = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180e\u2800\u3164\uffa0]")
"""What shows nothing without being a space or a control."""
ACCENTS = re.compile("[\u0300-\u036f]")
TWINS = str.maketrans(
    "\u0430\u0432\u0435\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445\u0455\u0456\u0458\u04bb\u04cf\u0501\u051b\u051d"
    "\u03b1\u03b2\u03b5\u03b6\u03b7\u03b9\u03ba\u03bc\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7",
    "abekmhopctyxsijhldqwabezhikmnoptyx",
)
"""Cyrillic and Greek letters that look like a Latin one, as small or capital letters (from Unicode TS 39)."""


def tidy_name(text: str) -> str | None:
    """A name fit for a screen: one line, no other direction, nothing invisible but what joins letters.

    None if nothing is left.
    """
    seen = only_joining(FILLERS.sub("", unicodedata.normalize("NFC", text)))
    kept = "".join(" " if _category(c) == "C" and not INVISIBLE.match(c) else c for c in seen)
    cut = _few_marks(re.sub(r"\s+", " ", kept)).strip()[:LONGEST_NAME]
    name = only_joining(cut).strip()
    visible = any(_category(c) in "LNPS" for c in name)
    return None if not visible or BADGE.fullmatch(_look(name)) else name


def _category(character: str) -> str:
    """What Unicode says it is: Letter, Mark, Number, Punctuation, Symbol, Z for spaces, C for the rest."""
    return unicodedata.category(character)[0]


def _few_marks(text: str) -> str:
    runs = groupby(text, lambda c: _category(c) == "M")
    return "".join("".join(islice(run, MOST_MARKS) if marks else run) for marks, run in runs)


def distinct(name: str, taken: Collection[str]) -> str:
    """The name, with a number behind it if somebody goes by one that looks the same."""
    looks = {_look(other) for other in taken}
    if _look(name) not in looks:
        return name
    return next(f"{name} ({n})" for n in count(2) if _look(f"{name} ({n})") not in looks)


def _look(name: str) -> str:
    """What a reader sees at a glance: without case, accents, width, spacing, punctuation or script."""
    bare = ACCENTS.sub("", unicodedata.normalize("NFKD", INVISIBLE.sub("", name))).casefold()
    return "".join(c for c in bare if _category(c) in "LMNS").translate(TWINS)
