"""Key dates: when they come, come again, and when people are reminded of them."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from itertools import islice
from typing import Final

from msgspec import Struct

from bot.domain.calendar.recurrence import Recurrence, occurrences
from bot.domain.calendar.recurrence_words import read_recurrence
from bot.domain.calendar.reminders import (
    LEADS,
    Lead,
    Reminded,
    Reminder,
    due,
    looked_at,
    next_reminder,
    overtaken,
    read_leads,
)
from bot.domain.calendar.values import Choices, When
from bot.domain.calendar.wall_clock import moment, shown
from bot.domain.calendar.when import read_when
from bot.domain.changing import replace
from bot.domain.group.rows import Going, KeyDate
from bot.domain.message import Refusal

_AGAIN: Final = re.compile(r"[,;]|\b(?=(?:every|each|weekly|monthly)\b)", re.IGNORECASE)
"""Where in the words for a moment may begin how it comes again."""
NEVER: Final = datetime(1, 1, 1, tzinfo=UTC)
_MOMENT: Final = timedelta(microseconds=1)


class Timed(Struct, frozen=True):
    """When a date is, and the words for how it comes again, if it does."""

    when: When | Choices
    again: str = ""


def read_timed(words: str, now: datetime, zone: str) -> Timed | Refusal:
    """A moment, and perhaps behind it how it comes again."""
    whole = read_when(words, now, zone)
    if not isinstance(whole, Refusal):
        return Timed(whole)
    problem: Refusal | None = None
    for found in _AGAIN.finditer(words):
        when = read_when(words[: found.start()], now, zone)
        again = words[found.end() :].strip(" ,;")
        if isinstance(when, Refusal) or not again:
            continue
        if isinstance(when, Choices):
            return Timed(when, again)
        read = read_recurrence(again, when)
        if not isinstance(read, Refusal):
            return Timed(when, again)
        problem = problem or read
    return problem or whole


def first(date: KeyDate) -> When:
    """Its first moment, as it was given."""
    return When(date.at, date.zone, date.whole_day)


def recurrence(date: KeyDate) -> Recurrence | None:
    """How it comes again."""
    read = read_recurrence(date.repeats, first(date)) if date.repeats else None
    return None if isinstance(read, Refusal) else read


def ahead(date: KeyDate, after: datetime) -> Iterator[datetime]:
    """Its moments after that one."""
    return iter(()) if date.dropped else occurrences(first(date), recurrence(date), after)


def coming(date: KeyDate, now: datetime) -> datetime | None:
    """Its next moment."""
    return next(ahead(date, now), None)


def next_due(date: KeyDate) -> datetime | None:
    """When its reminders are to be looked at again."""
    if date.dropped:
        return None
    state, opens = _reminded(date), next_opening(date)
    reminder = next_reminder(state, state.since)
    moments = (reminder.at if reminder else None, opens)
    return min((each for each in moments if each), default=None)


def next_opening(date: KeyDate) -> datetime | None:
    """When the next call of it is to be opened, which may be a moment ago; one that was looked at is past."""
    if not date.opens or date.dropped:
        return None
    seen = date.looked is not None and date.looked >= date.since
    since = date.looked if seen and date.looked else date.since - _MOMENT
    return next(ahead(date, since), None)


def to_open(date: KeyDate, now: datetime) -> datetime | None:
    """The call that is to be opened now: of several that were missed the last."""
    first_of, last = next_opening(date), None
    while first_of is not None and first_of <= now:
        last, first_of = first_of, next(ahead(date, first_of), None)
    return last


def due_now(date: KeyDate, now: datetime) -> tuple[Reminder, ...]:
    """What people are to be reminded of now."""
    return () if date.dropped else due(_reminded(date), now)


def said_until(date: KeyDate, reminder: Reminder) -> datetime:
    """So long a reminder that is on its way says something; then the next one says it, or it has begun."""
    return overtaken(_reminded(date), reminder)


def looked(date: KeyDate, now: datetime) -> KeyDate:
    """The date when they have been."""
    state = looked_at(_reminded(date), now)
    return replace(date, looked=state.since, told="\n".join(map(_line, state.told)))


def moved(date: KeyDate, when: When, repeats: str, now: datetime) -> KeyDate:
    """Another time for it: what was told of the old one is over."""
    new = replace(date, at=when.at, zone=when.zone, whole_day=when.whole_day, repeats=repeats)
    return replace(new, since=now, looked=None, told="", sequence=date.sequence + 1)


def was_told(date: KeyDate) -> bool:
    """Whether people were reminded of a moment of it that is still ahead."""
    return bool(date.told)


def in_order(dates: Sequence[KeyDate], now: datetime) -> list[tuple[datetime, KeyDate]]:
    """Those that are still to come, each with its next moment, the nearest in front."""
    found = ((coming(date, now), date) for date in dates)
    return sorted(((at, date) for at, date in found if at), key=lambda each: (each[0], each[1].number))


def within(date: KeyDate, now: datetime, span: timedelta, most: int) -> list[datetime]:
    """Its moments within so long a time, at most so many."""
    return [at for at in islice(ahead(date, now), most) if at <= now + span]


def unattended(date: KeyDate, going: Sequence[Going]) -> bool:
    """Whether nobody has said that they take part."""
    return not any(each.date == date.number for each in going)


def _reminded(date: KeyDate) -> Reminded:
    since = max(date.since, date.looked or NEVER)
    told = tuple(_reminder(line) for line in date.told.splitlines())
    return Reminded(first(date), recurrence(date), leads(date), since, told)


def leads(date: KeyDate) -> tuple[Lead, ...]:
    """How long before people are reminded."""
    read = read_leads(date.leads) if date.leads else LEADS
    return LEADS if isinstance(read, Refusal) else read


def _line(reminder: Reminder) -> str:
    lead = reminder.lead
    return f"{reminder.at.isoformat()} {reminder.occurrence.isoformat()} {lead.days} {lead.minutes}"


def _reminder(line: str) -> Reminder:
    at, occurrence, days, minutes = line.split()
    moments = (datetime.fromisoformat(at), datetime.fromisoformat(occurrence))
    return Reminder(*moments, Lead(int(days), int(minutes)))


def last_moment(by: When) -> datetime:
    """Until when something can be done that is to be done by then: of a whole day to its last minute."""
    if not by.whole_day:
        return by.at
    return moment(datetime.combine(shown(by.at, by.zone).date(), time(23, 59)), by.zone)
