"""The dates of a group as an iCalendar file, which a calendar takes as changes of what it has already."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event
from msgspec import Struct

from bot.domain.calendar.recurrence import MonthlyOnDay, MonthlyOnWeekday, Recurrence, Weekly
from bot.domain.calendar.values import When
from bot.domain.calendar.wall_clock import moment, shown

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ZONES_AHEAD = timedelta(days=3653)
"""How far the changes of clocks are told; the file is made anew long before."""


class CalendarEntry(Struct, frozen=True):
    """A date as calendars keep it."""

    uid: str
    """The same for every version of a date, and no other date's anywhere."""
    sequence: int
    """Rises with each change."""
    stamp: datetime
    title: str
    first: When
    recurrence: Recurrence | None = None
    length: timedelta = timedelta(hours=1)
    place: str = ""
    link: str = ""
    description: str = ""
    cancelled: bool = False


def calendar_file(entries: Sequence[CalendarEntry]) -> bytes:
    """One event for each, with the clocks of their zones."""
    whole = Calendar()
    whole.add("prodid", "-//Evenfloor//Evenfloor//EN")
    whole.add("version", "2.0")
    for entry in entries:
        whole.add_component(_event(entry))
    if entries:
        days = [entry.first.at.date() for entry in entries]
        whole.add_missing_timezones(min(days) - timedelta(days=1), max(days) + ZONES_AHEAD)
    return bytes(whole.to_ical())


def _event(entry: CalendarEntry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.stamp)
    event.add("sequence", entry.sequence)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("summary", entry.title)
    for name, text in (("description", entry.description), ("location", entry.place), ("url", entry.link)):
        if text:
            event.add(name, text)
    _add_time(event, entry)
    if entry.recurrence is not None:
        event.add("rrule", rule(entry.first, entry.recurrence))
    return event


def _add_time(event: Event, entry: CalendarEntry) -> None:
    """By the clocks of its zone; in UTC where these show that time twice, and it is the second."""
    first = entry.first
    local = shown(first.at, first.zone)
    if first.whole_day:
        event.add("dtstart", local.date())
        return
    plain = moment(local, first.zone) == first.at and first.zone != "UTC"
    event.add("dtstart", local.replace(tzinfo=ZoneInfo(first.zone)) if plain else first.at.astimezone(UTC))
    event.add("duration", entry.length)


def rule(first: When, recurrence: Recurrence) -> dict[str, object]:
    """The same occurrences as RFC 5545 writes them."""
    parts: dict[str, object] = {"freq": "weekly" if isinstance(recurrence.pattern, Weekly) else "monthly"}
    parts["interval"] = recurrence.every
    match recurrence.pattern:
        case MonthlyOnDay(day) if day > 28:
            parts |= {"bymonthday": list(range(28, day + 1)), "bysetpos": -1}
        case MonthlyOnDay(day):
            parts["bymonthday"] = day
        case MonthlyOnWeekday(nth, weekday):
            parts["byday"] = f"{nth}{WEEKDAYS[weekday]}"
    if recurrence.times is not None:
        parts["count"] = recurrence.times
    if recurrence.until is not None:
        last = moment(datetime.combine(recurrence.until, time(23, 59)), first.zone)
        parts["until"] = recurrence.until if first.whole_day else last
    return parts
