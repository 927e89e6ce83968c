"""How long a group is kept that nobody changes, and when people are told before it goes."""

import re
from datetime import datetime, timedelta
from typing import Final, Literal

from msgspec import Struct

from bot.domain.folding import fold
from bot.domain.group.rows import Settings

FIRST: Final = timedelta(days=30)
"""So long before the end people are told; never less, however late that is."""
LAST: Final = timedelta(days=7)
"""So long before the end they are told again."""
SHORTEST, LONGEST = 3, 120
"""In months."""
_TIME: Final = re.compile(r"(\d{1,3}) ?(months?|years?)")


class Step(Struct, frozen=True):
    """What is to be done now, and when to look again."""

    what: Literal["wait", "tell", "tell again", "end"]
    next: datetime
    """Where it is told or waited: the moment of the next look; else that of the end."""
    ends: datetime


def step(settings: Settings, last: datetime, now: datetime) -> Step:
    """Of a group in which something was last done at that moment."""
    ends = last + timedelta(days=settings.kept_days)
    warned = settings.warned
    if warned is None or warned < last:
        if now < ends - FIRST:
            return Step("wait", ends - FIRST, ends)
        ends = max(ends, now + FIRST)
        return Step("tell", ends - LAST, ends)
    ends = max(ends, warned + FIRST)
    if now < ends - LAST:
        return Step("wait", ends - LAST, ends)
    return Step("tell again", ends, ends) if now < ends else Step("end", ends, ends)


def read_months(text: str) -> int | None:
    """Months in "24 months" or "2 years", within the bounds; None if it says something else."""
    found = _TIME.fullmatch(fold(text).strip())
    if found is None:
        return None
    months = int(found[1]) * (12 if found[2].startswith("year") else 1)
    return months if SHORTEST <= months <= LONGEST else None


def days(months: int) -> int:
    """As they are kept; a year has 365."""
    return months * 365 // 12
