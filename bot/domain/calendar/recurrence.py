"""Dates that come again: every so many weeks or months, by the clocks of their zone."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import Final

from dateutil.relativedelta import relativedelta, weekday
from msgspec import Struct

from bot.domain.calendar.names import WEEK
from bot.domain.calendar.values import When
from bot.domain.calendar.wall_clock import moment, shown
from bot.domain.message import Message, Moment, say

MOST: Final = 10_000
"""Occurrences of a date without an end."""
LAST_YEAR: Final = 9000
"""At the end of the calendar zones cannot be counted."""
ORDER: Final[Mapping[int, str]] = MappingProxyType(
    {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}
)


class Weekly(Struct, frozen=True, tag_field="type", tag="weekly"):
    """On the weekday of the first."""


class MonthlyOnDay(Struct, frozen=True, tag_field="type", tag="monthly-day"):
    """On a day of the month; in a month that is too short for it on its last."""

    day: int


class MonthlyOnWeekday(Struct, frozen=True, tag_field="type", tag="monthly-weekday"):
    """On the first to fourth, or the last (-1), such weekday of the month; 0 is Monday."""

    nth: int
    weekday: int


class Recurrence(Struct, frozen=True):
    """How a date comes again; its first is an occurrence of it."""

    pattern: Weekly | MonthlyOnDay | MonthlyOnWeekday
    every: int = 1
    """Weeks or months from one to the next."""
    until: date | None = None
    """The last day on which it may come."""
    times: int | None = None
    """How often it comes, the first time included."""


def occurrences(first: When, recurrence: Recurrence | None, after: datetime) -> Iterator[datetime]:
    """The moments of a date that lie after this one, in their order; far ones cost no more than near ones."""
    if recurrence is None:
        yield from (at for at in (first.at,) if at > after)
        return
    local = shown(first.at, first.zone)
    for index in range(_reached(local.date(), recurrence, after), recurrence.times or MOST):
        day = day_of(local.date(), recurrence, index)
        if day is None or (recurrence.until is not None and day > recurrence.until):
            return
        at = moment(datetime.combine(day, local.time()), first.zone)
        if at > after:
            yield at


def day_of(first: date, recurrence: Recurrence, index: int) -> date | None:
    """The day of an occurrence, counted from 0; None at the end of the calendar."""
    step = index * recurrence.every
    if first.year + step // (52 if isinstance(recurrence.pattern, Weekly) else 12) >= LAST_YEAR:
        return None
    match recurrence.pattern:
        case Weekly():
            return first + timedelta(weeks=step)
        case MonthlyOnDay(day):
            return first + relativedelta(months=step, day=day)
        case MonthlyOnWeekday(nth, number):
            months = relativedelta(months=step, day=1 if nth > 0 else 31, weekday=weekday(number, nth))
            return first.replace(day=1) + months


def _reached(first: date, recurrence: Recurrence, after: datetime) -> int:
    """An occurrence at or before that moment, from which the next is a few steps away."""
    then = after.astimezone(UTC).date()
    if isinstance(recurrence.pattern, Weekly):
        steps = (then - first).days // 7
    else:
        steps = (then.year - first.year) * 12 + then.month - first.month
    return max(steps // recurrence.every - 1, 0)


def fits(first: date, recurrence: Recurrence) -> bool:
    """Whether a day can be the first occurrence."""
    return day_of(first, recurrence, 0) == first


def repeats(first: When, recurrence: Recurrence) -> Message:
    """How it comes again and until when, in words; of the 31st, what happens in shorter months."""
    match recurrence.pattern:
        case Weekly():
            rhythm = say("repeats-weekly", every=recurrence.every)
        case MonthlyOnDay(day):
            rhythm = say("repeats-day", every=recurrence.every, day=day, short=_shorter(day))
        case MonthlyOnWeekday(nth, number):
            named = say("weekday", day=WEEK[number])
            rhythm = say("repeats-weekday", every=recurrence.every, nth=ORDER[nth], weekday=named)
    if recurrence.times is not None:
        return say("repeats-times", rhythm=rhythm, times=recurrence.times)
    if recurrence.until is not None:
        last = moment(datetime.combine(recurrence.until, shown(first.at, first.zone).time()), first.zone)
        return say("repeats-until", rhythm=rhythm, day=Moment(last, "day", zone=first.zone))
    return rhythm


def _shorter(day: int) -> str:
    """Whether some months lack this day: a word that the catalogue chooses by."""
    return "yes" if day > 28 else "no"
