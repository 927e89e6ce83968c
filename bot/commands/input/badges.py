"""What the bot calls those without a name, as people type it: "Guest 12", "hall7", "Guest #3"."""

import re
from typing import Final

from msgspec import Struct

from bot.domain.folding import fold
from bot.domain.meeting.state import Participant
from bot.domain.plan import HALL

_BADGE: Final = re.compile(r"(guest|hall)\s*#?\s*(\d{1,6})")


class Badge(Struct, frozen=True):
    """A number among the guests, or among the people of the hall."""

    hall: bool
    number: int


def badge(text: str) -> Badge | None:
    """The badge that the whole text is, if it is one."""
    found = _BADGE.fullmatch(fold(text))
    return Badge(found[1] == "hall", int(found[2])) if found else None


def badge_of(participant: Participant) -> str:
    """What names a participant and nobody else, whatever anybody is called."""
    return f"{'hall' if participant.mode == HALL else 'guest'} {participant.badge}"
