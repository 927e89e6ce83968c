"""Names fit for a screen, told apart at a glance."""

import re
import unicodedata
from collections.abc import Collection
from enum import Enum
from itertools import count, groupby, islice

from bot.domain.joiners import INVISIBLE, only_joining
from bot.domain.looks import looks
from bot.domain.meeting.reserved import claims_role, reserved

LONGEST_NAME = 32
"""As on Discord; eleven of these fit on the board."""
MOST_MARKS = 3
"""Accents on one letter; no language needs more, and a pile of them covers the lines above."""
FILLERS = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180e\u2800\u3164\uffa0]")
"""What shows nothing without being a space or a control."""
QUOTES = "\u201a\u201e"
"""Unicode counts these among the brackets."""
BRACKETED = re.compile(r"[(\[{<\uff08\u3010\u3014].*?([)\]}>\uff09\u3011\u3015]|$)")

EDGES = " |-\u2013\u2014,:;/"
"""What stands between a name and what was left out beside it."""


class Unfit(Enum):
    """What is wrong with a name that somebody chooses."""

    EMPTY = "empty"
    LONG = "long"
    BRACKETS = "brackets"
    """In them the bot says somebody's group, and tells look-alikes apart."""
    RESERVED = "reserved"
    """It would pass for a badge, a role or the bot."""


def chosen_name(text: str) -> str | Unfit:
    """A name that somebody chooses, or why not."""
    name = _clean(text)
    if not _shows(name):
        return Unfit.EMPTY
    if len(name) > LONGEST_NAME:
        return Unfit.LONG
    if any(map(_bracket, unicodedata.normalize("NFKC", name))):
        return Unfit.BRACKETS
    return Unfit.RESERVED if reserved(name) else name


def platform_name(text: str) -> str | None:
    """The name that a platform shows, without what nobody may claim; None if nothing is left."""
    whole = _clean(text)
    plain = "".join(c for c in BRACKETED.sub(" ", whole) if not _bracket(c))
    left = " ".join(word for word in plain.split() if not claims_role(word))
    name = only_joining((whole if left == whole else left.strip(EDGES))[:LONGEST_NAME]).strip()
    return name if isinstance(chosen_name(name), str) else None


def _clean(text: str) -> str:
    """On one line, no other direction, nothing invisible but what joins letters."""
    seen = only_joining(FILLERS.sub("", unicodedata.normalize("NFC", text)))
    kept = "".join(" " if _category(c) == "C" and not INVISIBLE.match(c) else c for c in seen)
    return only_joining(_few_marks(re.sub(r"\s+", " ", kept))).strip()


def _shows(name: str) -> bool:
    return any(_category(c) in "LNPS" for c in name)


def _bracket(character: str) -> bool:
    return character in "<>" or (unicodedata.category(character) in ("Ps", "Pe") and character not in QUOTES)


def _category(character: str) -> str:
    """What Unicode says it is: Letter, Mark, Number, Punctuation, Symbol, Z for spaces, C for the rest."""
    return unicodedata.category(character)[0]


def _few_marks(text: str) -> str:
    runs = groupby(text, lambda c: _category(c) == "M")
    return "".join("".join(islice(run, MOST_MARKS) if marks else run) for marks, run in runs)


def distinct(name: str, taken: Collection[str]) -> str:
    """The name, with a number behind it if somebody goes by one that looks the same."""
    seen = {look for other in taken for look in looks(other)}
    if seen.isdisjoint(looks(name)):
        return name
    return next(f"{name} ({n})" for n in count(2) if seen.isdisjoint(looks(f"{name} ({n})")))
