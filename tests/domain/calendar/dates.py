"""Dates for properties: any time of day in twenty zones, with every way of coming again."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from bot.domain.calendar.recurrence import MonthlyOnDay, MonthlyOnWeekday, Recurrence, Weekly
from bot.domain.calendar.reminders import Lead
from bot.domain.calendar.values import DAY_BEGINS, When
from tests.domain.calendar.oracle import DAY, moment_of
from tests.domain.calendar.zones import ZONES

START = datetime(2026, 1, 1, tzinfo=UTC)
DAYS = st.integers(0, 3 * 365).map(lambda days: START.date() + DAY * days)
ANYWHERE = st.sampled_from(ZONES)
CLOCKS = st.builds(time, st.sampled_from([0, 1, 2, 3, 9, 12, 23]), st.sampled_from([0, 15, 30]))
"""The hours in which clocks are changed, and some others."""


@st.composite
def whens(draw: st.DrawFn, zones: st.SearchStrategy[str] = ANYWHERE) -> When:
    """What a first moment can be."""
    zone, whole = draw(zones), draw(st.booleans())
    at = moment_of(draw(DAYS), DAY_BEGINS if whole else draw(CLOCKS), zone)
    return When(at, zone, whole)


@st.composite
def recurrences(draw: st.DrawFn, first: date) -> Recurrence:
    """Each way in which a date on this day can come again."""
    ends_month = (first + DAY).month != first.month
    nth = draw(st.sampled_from([min((first.day + 6) // 7, 4), -1]))
    patterns: list[Weekly | MonthlyOnDay | MonthlyOnWeekday] = [Weekly(), MonthlyOnDay(first.day)]
    patterns += [MonthlyOnDay(31)] if ends_month else []
    patterns += [MonthlyOnWeekday(nth, first.weekday())] if _is_nth(first, nth) else []
    pattern = draw(st.sampled_from(patterns))
    every = draw(st.integers(1, 5))
    until = draw(st.none() | st.integers(0, 400).map(lambda weeks: first + DAY * 7 * every * weeks))
    times = draw(st.none() | st.integers(2, 200)) if until is None else None
    return Recurrence(pattern, every, until, times)


def _is_nth(day: date, nth: int) -> bool:
    return (day + timedelta(days=7)).month != day.month if nth < 0 else (day.day + 6) // 7 == nth


@st.composite
def repeating(draw: st.DrawFn, zones: st.SearchStrategy[str] = ANYWHERE) -> tuple[When, Recurrence]:
    """A first moment, and how it comes again."""
    when = draw(whens(zones))
    return when, draw(recurrences(when.at.astimezone(ZoneInfo(when.zone)).date()))


LEADS = st.sampled_from(
    [
        *(Lead(days=days) for days in (1, 2, 7, 14, 90)),
        *(Lead(minutes=minutes) for minutes in (5, 60, 90, 1500)),
    ]
)
"""Also such as come in another order when clocks are changed: 25 hours and a day."""
