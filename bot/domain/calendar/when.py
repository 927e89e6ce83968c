"""When something is to be, from the words that people write; what may mean two things is asked."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.calendar.clock_words import Timed, read_time
from bot.domain.calendar.day_words import Days, read_days
from bot.domain.calendar.meanings import FURTHEST, Sought, meanings
from bot.domain.calendar.names import NUMBER, counted
from bot.domain.calendar.values import Choices, Reading, When, precise
from bot.domain.calendar.zones import zones_called
from bot.domain.folding import fold
from bot.domain.message import RawText, Refusal, refuse, say

LONGEST: Final = 100
"""Characters that say when; more are no date."""

_FILLERS: Final = re.compile(r"\b(?:at|on|the)\b|[,()\[\]]|(?<=\d)t(?=\d)")
_SOON: Final = re.compile(rf"in {NUMBER} (hour|minute)s?\b ?")
_ZONE: Final = re.compile(r"[^\W\d][\w/+ -]*")


def read_when(words: str, now: datetime, zone: str) -> When | Choices | Refusal:
    """When the words say, by the clocks of this zone where they name none."""
    text = " ".join(_FILLERS.sub(" ", fold(words)).split())
    if not text or len(words) > LONGEST:
        return refuse("refused-when-unreadable")
    soon = _SOON.match(text)
    if soon:
        return _soon(soon, now, zone)
    timed = read_time(text)
    return timed if isinstance(timed, Refusal) else _timed(timed, now, zone)


def _timed(timed: Timed, now: datetime, zone: str) -> When | Choices | Refusal:
    """What is left to read is the day, and the zone behind it."""
    days = _days(timed, now, [zone])
    if isinstance(days, Refusal):
        return days
    zones = _zones(days.rest, zone)
    if isinstance(zones, Refusal):
        return zones
    days = _days(timed, now, [zone, *zones])
    return days if isinstance(days, Refusal) else meanings(Sought(days, timed, zones), now)


def _days(timed: Timed, now: datetime, zones: Sequence[str]) -> Days | Refusal:
    """The days that are meant, where it is today in any of these zones; of a time alone the nearest."""
    todays = sorted({now.astimezone(ZoneInfo(zone)).date() for zone in zones})
    days = read_days(timed.rest, todays)
    if days is None and timed.times:
        days = Days((*todays, todays[-1] + timedelta(days=1)), timed.rest, nearest=True)
    return refuse("refused-when-unreadable") if days is None else days


def _zones(rest: str, zone: str) -> tuple[str, ...] | Refusal:
    """The zones that the words behind a day may name."""
    if not rest:
        return (zone,)
    if not _ZONE.fullmatch(rest):
        return refuse("refused-when-unreadable")
    return zones_called(rest) or refuse("refused-when-zone", text=RawText(rest))


def _soon(found: re.Match[str], now: datetime, zone: str) -> When | Choices | Refusal:
    """So many hours or minutes from now, to the minute."""
    zones = _zones(found.string[found.end() :], zone)
    if isinstance(zones, Refusal):
        return zones
    minutes = counted(found[1]) * (60 if found[2] == "hour" else 1)
    if not 0 < minutes <= FURTHEST / timedelta(minutes=1):
        return refuse("refused-when-far" if minutes else "refused-when-unreadable")
    at = (now.astimezone(UTC) + timedelta(minutes=minutes)).replace(second=0, microsecond=0)
    whens = [When(at, each) for each in zones]
    if len(whens) == 1:
        return whens[0]
    return Choices(say("when-which", why="zone"), tuple(Reading(precise(when), when) for when in whens))
