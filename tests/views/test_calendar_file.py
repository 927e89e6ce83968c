"""The file read back, and its rules expanded by dateutil, give the dates that the bot keeps."""

import re
from datetime import UTC, datetime
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from bot.domain.calendar.recurrence import Recurrence, Weekly, occurrences
from bot.domain.calendar.values import DAY_BEGINS, When
from bot.views.dates.calendar_file import CalendarEntry, calendar_file
from tests.domain.calendar.dates import repeating

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
STAMP = datetime(2026, 11, 26, tzinfo=UTC)
LATE = When(datetime(2027, 10, 31, 1, 30, tzinfo=UTC), "Europe/Vienna")


def entry(first: When, recurrence: Recurrence | None = None, title: str = "Call") -> CalendarEntry:
    return CalendarEntry("u-1", 3, STAMP, title, first, recurrence)


@given(repeating())
def test_its_rule_gives_the_same_dates(date: tuple[When, Recurrence]) -> None:
    first, recurrence = date
    (event,) = Calendar.from_ical(calendar_file([entry(first, recurrence)])).walk("VEVENT")
    start = event.decoded("dtstart")
    begins = start if isinstance(start, datetime) else datetime.combine(start, DAY_BEGINS)
    assert isinstance(start, datetime) != first.whole_day
    text = event.decoded("rrule").to_ical().decode()
    if first.whole_day:
        text = re.sub(r"UNTIL=(\d{8})", r"UNTIL=\1T235959", text)  # dateutil takes a day for its midnight
    found = [_moment(each, first.zone) for each in islice(rrulestr(text, dtstart=begins), 60)]
    assert found == list(islice(occurrences(first, recurrence, LONG_AGO), 60))


def _moment(at: datetime, zone: str) -> datetime:
    return (at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)


def test_clocks_are_told_for_each_zone() -> None:
    made = calendar_file([entry(When(LATE.at, zone), Recurrence(Weekly())) for zone in ("Asia/Tokyo", "UTC")])
    assert [str(each["tzid"]) for each in Calendar.from_ical(made).walk("VTIMEZONE")] == ["Asia/Tokyo"]
    assert Calendar.from_ical(calendar_file([])).walk("VEVENT") == []


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=80))
def test_hostile_text_stays_text(title: str) -> None:
    made = calendar_file([entry(LATE, title=title + "\nBEGIN:VALARM;,\\")])
    assert b"\n" not in made.replace(b"\r\n", b"")
    (event,) = Calendar.from_ical(made).walk("VEVENT")
    assert str(event["summary"]) == title + "\nBEGIN:VALARM;,\\"
    assert not event.subcomponents


def test_the_second_of_two_hours_is_kept_and_a_drop_is_said() -> None:
    made = calendar_file([CalendarEntry("u-1", 4, STAMP, "Call", LATE, cancelled=True)])
    (event,) = Calendar.from_ical(made).walk("VEVENT")
    assert event.decoded("dtstart") == LATE.at
    assert (str(event["uid"]), event.decoded("sequence"), str(event["status"])) == ("u-1", 4, "CANCELLED")
    assert event.decoded("dtstamp") == STAMP
