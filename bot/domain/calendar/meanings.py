"""Everything that a day, a time and a zone may mean together: one moment, several to choose from, or none."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import product
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct

from bot.domain.calendar.clock_words import Timed
from bot.domain.calendar.day_words import Days
from bot.domain.calendar.values import DAY_BEGINS, Choices, Reading, When, in_full, precise
from bot.domain.calendar.wall_clock import moment, moments, neighbours, shown
from bot.domain.message import Refusal, refuse, say

FURTHEST: Final = timedelta(days=3653)
"""How far ahead a date may lie: ten years."""
MOST_CHOICES: Final = 5
"""What is less clear than this is written anew rather than chosen."""
_DAY: Final = timedelta(days=1)


class Sought(Struct, frozen=True):
    """What the words say, each part by itself."""

    days: Days
    timed: Timed
    zones: tuple[str, ...]


def meanings(sought: Sought, now: datetime) -> When | Choices | Refusal:
    """What is meant, of all that lies ahead."""
    today, last = now.date(), (now + FURTHEST).date()
    days = [day for day in sought.days.days if today - _DAY <= day <= last]
    if not days:
        return refuse("refused-when-far" if sought.days.days[-1] > last else "refused-when-over")
    every: list[When] = []
    ahead: list[When] = []
    for zone, clock in product(sought.zones, sought.timed.times or (DAY_BEGINS,)):
        whens = [list(_on(day, clock, zone, sought.timed)) for day in days]
        left = [kept for each in whens if (kept := [when for when in each if not _over(when, now)])]
        every += [when for each in whens for when in each]
        ahead += [when for each in left[: 1 if sought.days.nearest else None] for when in each]
    if not ahead:
        return refuse("refused-when-past", when=in_full(every[0])) if every else refuse("refused-when-offset")
    return _one_or_several(list(dict.fromkeys(ahead)), sought.timed)


def _on(day: date, clock: time, zone: str, timed: Timed) -> Iterator[When]:
    """The moments that are meant on this day; around it, where clocks leave it out."""
    local = datetime.combine(day, clock)
    if not timed.times:
        yield When(moment(local, zone), zone, whole_day=True)
    elif timed.offset is None:
        yield from (When(at, zone) for at in moments(local, zone) or neighbours(local, zone))
    else:
        for at in moments(local, zone):
            if at.astimezone(ZoneInfo(zone)).utcoffset() == timed.offset:
                yield When(at, zone)


def _over(when: When, now: datetime) -> bool:
    """A whole day is over when it ends."""
    if when.whole_day:
        return shown(when.at, when.zone).date() < shown(now, when.zone).date()
    return when.at <= now


def _one_or_several(found: Sequence[When], timed: Timed) -> When | Choices | Refusal:
    why = _unclear(found, timed)
    if why is None:
        return found[0]
    if len(found) > MOST_CHOICES:
        return refuse("refused-when-unclear")
    return Choices(say("when-which", why=why), tuple(Reading(precise(when), when) for when in found))


def _unclear(found: Sequence[When], timed: Timed) -> str | None:
    """Why it has to be asked; None if it has not."""
    local = [(shown(when.at, when.zone), when.zone) for when in found]
    if timed.times and any(clock.time() not in timed.times for clock, _ in local):
        return "gap"
    if len(found) == 1:
        return None
    if len({zone for _, zone in local}) > 1:
        return "zone"
    if len({*local}) < len(found):
        return "twice"
    return "time" if len({clock.date() for clock, _ in local}) == 1 else "day"
