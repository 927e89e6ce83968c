"""The same dates found by plain means: a walk over days, and a look at the clocks; without dateutil."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from bot.domain.calendar.recurrence import MonthlyOnDay, MonthlyOnWeekday, Recurrence, Weekly
from bot.domain.calendar.reminders import Lead

DAY = timedelta(days=1)


def moment_of(day: date, clock: time, zone: str) -> datetime:
    """The first moment at which clocks there show this; where none do, as if they were not changed yet."""
    wanted = datetime.combine(day, clock, UTC)
    offsets = [(wanted + DAY * away).astimezone(ZoneInfo(zone)).utcoffset() for away in (-2, 2)]
    fitting = []
    for offset in offsets:
        assert offset is not None
        at = wanted - offset
        if at.astimezone(ZoneInfo(zone)).replace(tzinfo=UTC, fold=0) == wanted:
            fitting.append(at)
    assert offsets[0] is not None
    return min(fitting) if fitting else wanted - offsets[0]


def moments_of(start: datetime, zone: str, recurrence: Recurrence | None, years: int) -> list[datetime]:
    """Every occurrence in so many years, from a walk over their days."""
    local = start.astimezone(ZoneInfo(zone))
    if recurrence is None:
        return [start]
    days = islice(_days(local.date(), recurrence, years), recurrence.times)
    return [moment_of(day, local.time(), zone) for day in days]


def _days(first: date, recurrence: Recurrence, years: int) -> Iterator[date]:
    for number in range(years * 365):
        day = first + DAY * number
        if recurrence.until is not None and day > recurrence.until:
            return
        if _comes(day, first, recurrence):
            yield day


def _comes(day: date, first: date, recurrence: Recurrence) -> bool:
    months = day.year * 12 + day.month - first.year * 12 - first.month
    ends_month = (day + DAY).month != day.month
    match recurrence.pattern:
        case Weekly():
            return (day - first).days % (7 * recurrence.every) == 0
        case MonthlyOnDay(number):
            return months % recurrence.every == 0 and (day.day == number or (ends_month and day.day < number))
        case MonthlyOnWeekday(nth, weekday):
            place = (day.day + 6) // 7 == nth if nth > 0 else (day + 7 * DAY).month != day.month
            return months % recurrence.every == 0 and day.weekday() == weekday and place


def due_moments(occurrence: datetime, leads: tuple[Lead, ...], zone: str) -> dict[Lead, datetime]:
    """When each lead of an occurrence is due."""
    local = occurrence.astimezone(ZoneInfo(zone))
    found = {}
    for lead in leads:
        start = moment_of(local.date() - DAY * lead.days, local.time(), zone) if lead.days else occurrence
        found[lead] = start - timedelta(minutes=lead.minutes)
    return {lead: at for lead, at in found.items() if at < occurrence}
