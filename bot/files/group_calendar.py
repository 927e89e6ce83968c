"""The dates of a group for calendars: those ahead, those just over, and those dropped not long ago."""

from datetime import datetime, timedelta
from typing import Final

from bot.domain.group.dates import coming, first, recurrence
from bot.domain.group.rows import KeyDate, text_id
from bot.ports.store import Records
from bot.views.dates.calendar_file import CalendarEntry, calendar_file

KEPT: Final = timedelta(days=90)
"""So long what is over, or was dropped, stays in the file, for calendars that take it seldom."""
_TEXTS: Final = ("title", "place", "link", "how")


def group_calendar(records: Records, now: datetime) -> bytes:
    """The file as it is now."""
    dates = [date for date in records.all(KeyDate) if _matters(date, now)]
    texts = records.texts([text_id(date, name) for date in dates for name in _TEXTS])
    return calendar_file(
        [_entry(date, {n: texts.get(text_id(date, n), "") for n in _TEXTS}) for date in dates]
    )


def _matters(date: KeyDate, now: datetime) -> bool:
    if date.dropped:
        return date.since >= now - KEPT
    return date.at >= now - KEPT or coming(date, now - KEPT) is not None


def _entry(date: KeyDate, texts: dict[str, str]) -> CalendarEntry:
    return CalendarEntry(
        date.uid,
        date.sequence,
        date.since,
        texts["title"],
        first(date),
        recurrence(date),
        place=texts["place"],
        link=texts["link"],
        description=texts["how"],
        cancelled=date.dropped,
    )
