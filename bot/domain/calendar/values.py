"""Moments that people agreed on, as values and in words."""

from datetime import datetime, time
from typing import Final

from msgspec import Struct

from bot.domain.calendar.wall_clock import moments, shown
from bot.domain.message import Message, Moment, say

DAY_BEGINS: Final = time(9)
"""When a whole day begins for those who are reminded of it."""


class When(Struct, frozen=True):
    """A moment, with the zone whose clocks it was said by; of a whole day, when that day begins."""

    at: datetime
    zone: str
    whole_day: bool = False


class Reading(Struct, frozen=True):
    """One thing that may be meant, and the words that mean nothing else."""

    words: str
    when: When


class Choices(Struct, frozen=True):
    """Words that may mean several things: what to ask, and the answers to choose from."""

    question: Message
    readings: tuple[Reading, ...]


def in_full(when: When) -> Message:
    """With weekday and zone, so that nobody takes it for another day; for each reader by their own clocks."""
    if when.whole_day:
        return say("when-day", day=Moment(when.at, "day", zone=when.zone))
    return say("when-full", at=Moment(when.at, "date", zone=when.zone))


def precise(when: When) -> str:
    """The words that `read_when` takes for this and for nothing else, whoever says them."""
    local = shown(when.at, when.zone)
    if when.whole_day:
        return f"{local:%Y-%m-%d} {when.zone}"
    if len(moments(local, when.zone)) == 1:
        return f"{local:%Y-%m-%d %H:%M} {when.zone}"
    return f"{local:%Y-%m-%d %H:%M} UTC{_distance(when.at, local)} {when.zone}"


def _distance(at: datetime, local: datetime) -> str:
    """How far the clocks are from UTC then: +02:00."""
    minutes = round((local - at.replace(tzinfo=None)).total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
