"""Days as people write them: every day that the words may mean, so that none is guessed."""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from bot.domain.calendar.names import MONTHS, NUMBER, WEEK, WEEKDAYS, counted, one_of
from bot.domain.message import Refusal, refuse, say

WEEK_STARTS: Final = (0, 5, 6)
"""Weeks begin on Monday, on Saturday or on Sunday, and with them "next Friday" is another day."""
LEAP: Final = 8
"""Years from one 29 February to the next, at most."""
LAST_YEAR: Final = 9000
"""At the end of the calendar zones cannot be counted."""
FURTHEST: Final = 100_000

Read = Callable[[re.Match[str], date], Sequence[date] | Refusal]


class Days(Struct, frozen=True):
    """The days that the words may mean, and the words behind them."""

    days: tuple[date, ...]
    rest: str = ""
    nearest: bool = False
    """True where the first is meant that is ahead."""


def read_days(text: str, todays: Sequence[date]) -> Days | Refusal | None:
    """The day that folded words begin with, where today is one of these; None if they begin with none."""
    weekday = _BEFORE.match(text)
    for pattern, read in _DATES:
        found = pattern.match(text, weekday.end() if weekday else 0)
        if found:
            days = _each(found, read, todays)
            return _on(days, WEEKDAYS[weekday[1]]) if weekday and isinstance(days, Days) else days
    for pattern, read in _RELATIVE:
        found = pattern.match(text)
        if found:
            return _each(found, read, todays)
    return None


def _each(found: re.Match[str], read: Read, todays: Sequence[date]) -> Days | Refusal:
    days: set[date] = set()
    for today in todays:
        read_days = read(found, today)
        if isinstance(read_days, Refusal):
            return read_days
        days |= set(read_days)
    yearless = read in (_day_month, _month_day) and found[3] is None
    return Days(tuple(sorted(days)), found.string[found.end() :].strip(), yearless)


def _on(read: Days, weekday: int) -> Days | Refusal:
    """Those that fall on the weekday which was said before them."""
    days = tuple(day for day in read.days if day.weekday() == weekday)
    if not days:
        return refuse("refused-when-weekday", weekday=say("weekday", day=WEEK[read.days[0].weekday()]))
    return Days(days, read.rest, read.nearest)


def _year_first(found: re.Match[str], _today: date) -> Sequence[date] | Refusal:
    return _day(found[1], int(found[2]), int(found[3]))


def _numbers(found: re.Match[str], _today: date) -> Sequence[date] | Refusal:
    """Day and month in either order, where both are in the calendar."""
    first, second = int(found[1]), int(found[2])
    usual, other = _day(found[3], second, first), _day(found[3], first, second)
    both = [
        *(usual if not isinstance(usual, Refusal) else ()),
        *(other if not isinstance(other, Refusal) else ()),
    ]
    return both or usual


def _day_month(found: re.Match[str], today: date) -> Sequence[date] | Refusal:
    return _with_year(found[3], MONTHS[found[2]], int(found[1]), today)


def _month_day(found: re.Match[str], today: date) -> Sequence[date] | Refusal:
    return _with_year(found[3], MONTHS[found[1]], int(found[2]), today)


def _with_year(year: str | None, month: int, day: int, today: date) -> Sequence[date] | Refusal:
    """In that year; without one, the next two: today's time may be over."""
    if year:
        return _day(year, month, day)
    years = [_day(str(today.year + more), month, day) for more in range(2 * LEAP + 1)]
    days = [each for read in years if not isinstance(read, Refusal) for each in read if each >= today]
    return days[:2] or years[0]


def _day(year: str, month: int, day: int) -> Sequence[date] | Refusal:
    if len(year) < 4 or not int(year):
        return refuse("refused-when-year")
    if len(year) > 4 or int(year) > LAST_YEAR:
        return refuse("refused-when-far")
    try:
        return [date(int(year), month, day)]
    except ValueError:
        return _not_in_calendar(int(year), month, day)


def _not_in_calendar(year: int, month: int, day: int) -> Refusal:
    if not 1 <= month <= 12:
        return refuse("refused-when-month", month=month)
    if not 1 <= day <= 31:
        return refuse("refused-when-day", day=day)
    following = date(year + month // 12, month % 12 + 1, 1)
    return refuse("refused-when-month-end", last=(following - timedelta(days=1)).day)


def _named(found: re.Match[str], today: date) -> Sequence[date]:
    return [today + timedelta(days=1 if found[1] == "tomorrow" else 0)]


def _ahead(found: re.Match[str], today: date) -> Sequence[date] | Refusal:
    days = counted(found[1]) * (7 if found[2] == "week" else 1)
    return [today + timedelta(days=days)] if days < FURTHEST else refuse("refused-when-far")


def _weekday(found: re.Match[str], today: date) -> Sequence[date]:
    """The next such day. On that day it may be today; "next" may skip the one that this week still has."""
    days = (WEEKDAYS[found[2]] - today.weekday()) % 7
    coming, week = today + timedelta(days=days), timedelta(days=7)
    if not days:
        return [coming + week] if found[1] else [coming, coming + week]
    this_week = any(days < 7 - (today.weekday() - start) % 7 for start in WEEK_STARTS)
    return [coming, coming + week] if found[1] and this_week else [coming]


_MONTH: Final = one_of(MONTHS)
_WEEKDAY: Final = one_of(WEEKDAYS)
_DAY: Final = r"(\d{1,2})(?:st|nd|rd|th)?\b"
_BEFORE: Final = re.compile(rf"{_WEEKDAY}(?= (?:\d|{_MONTH} \d)) ")
_DATES: Final[Sequence[tuple[re.Pattern[str], Read]]] = (
    (re.compile(r"(\d{4,})[-/.](\d{1,2})[-/.](\d{1,2})(?![\w./-])"), _year_first),
    (re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d+)(?![\w./-])"), _numbers),
    (re.compile(rf"{_DAY} (?:of )?{_MONTH}(?: (\d+)\b)?"), _day_month),
    (re.compile(rf"{_MONTH} {_DAY}(?: (\d+)\b)?"), _month_day),
)
_RELATIVE: Final[Sequence[tuple[re.Pattern[str], Read]]] = (
    (re.compile(r"(today|tomorrow)\b"), _named),
    (re.compile(rf"in {NUMBER} (day|week)s?\b"), _ahead),
    (re.compile(rf"(next )?{_WEEKDAY}"), _weekday),
)
