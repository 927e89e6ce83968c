"""Times of day as people write them, taken out of the words around them."""

import re
from datetime import time, timedelta
from typing import Final

from msgspec import Struct

from bot.domain.message import Refusal, refuse

_OFFSET: Final = re.compile(r"(?<![\w/])(?:utc|gmt)(?: ?([+-])(\d{1,2})(?::?(\d{2}))?\b| (?=\w+/))")
_TIME: Final = re.compile(
    r"(?<![\w:./+-])(?:(\d{1,3}):(\d{2})(?::00)?(?![\d:])|(\d{1,3})(?= ?[ap]\.?m\b)) ?([ap])?(?(4)\.?m\b\.?)"
)


class Timed(Struct, frozen=True):
    """What the words say of the time, and the words without it."""

    rest: str
    times: tuple[time, ...] = ()
    """Every time of day that is meant; none for a whole day."""
    offset: timedelta | None = None
    """How far the clocks are from UTC then, where it is said."""


def read_time(text: str) -> Timed | Refusal:
    """The time of day in folded words, if one is in them."""
    distance = _OFFSET.search(text)
    if distance:
        text = _without(distance)
    found = _TIME.search(text)
    if not found:
        return Timed(text if not distance else distance.string)
    times = _times(int(found[1] or found[3]), int(found[2] or 0), found[4])
    if not times:
        return refuse("refused-when-time", time=found[0].strip())
    return Timed(_without(found), times, _length(distance) if distance else None)


def _times(hour: int, minute: int, half: str | None) -> tuple[time, ...]:
    """12 am and 12 pm are noon to some and midnight to others."""
    if minute > 59 or hour > (12 if half else 23) or (half and not hour):
        return ()
    if half and hour == 12:
        return time(0, minute), time(12, minute)
    return (time(hour + (12 if half == "p" else 0), minute),)


def _length(found: re.Match[str]) -> timedelta:
    length = timedelta(hours=int(found[2] or 0), minutes=int(found[3] or 0))
    return -length if found[1] == "-" else length


def _without(found: re.Match[str]) -> str:
    return " ".join(f"{found.string[: found.start()]} {found.string[found.end() :]}".split())
