"""When people are reminded of a date: each reminder once, and none after the date has begun."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from msgspec import Struct

from bot.domain.calendar.recurrence import Recurrence, occurrences
from bot.domain.calendar.values import When
from bot.domain.calendar.wall_clock import moment, shown
from bot.domain.changing import replace
from bot.domain.folding import fold
from bot.domain.message import Refusal, refuse

_DAY: Final = 1440
_MINUTES: Final = {"w": 7 * _DAY, "d": _DAY, "h": 60, "m": 1}
_LEAD: Final = re.compile(r"(\d{1,3}) ?(w(?:eeks?)?|d(?:ays?)?|h(?:ours?)?|m(?:in(?:ute)?s?)?)")
_BETWEEN: Final = re.compile(r"[,;]|\band\b")
_NONE: Final = ("off", "none", "never")
LONGEST: Final = 90
"""Days before a date."""
SHORTEST: Final = 5
"""Minutes before a date."""
MOST: Final = 6
"""Reminders of one date."""


class Lead(Struct, frozen=True):
    """How long before a date: whole days by the clocks of its zone, minutes as they pass."""

    days: int = 0
    minutes: int = 0

    @property
    def length(self) -> int:
        """In minutes, to tell the longer one."""
        return self.days * _DAY + self.minutes


LEADS: Final = (Lead(days=14), Lead(days=1), Lead(minutes=60))
"""Where nobody chose any."""


class Reminder(Struct, frozen=True):
    """A reminder of one occurrence, and when it is due."""

    at: datetime
    occurrence: datetime
    lead: Lead


class Reminded(Struct, frozen=True):
    """A date, and how far its reminders have come."""

    first: When
    recurrence: Recurrence | None
    leads: tuple[Lead, ...]
    since: datetime
    """When it was added, moved, given other leads or last looked at: what was due until then is past."""
    told: tuple[Reminder, ...] = ()
    """What was told of occurrences that are still ahead, so that no change brings it again."""


def next_reminder(date: Reminded, after: datetime) -> Reminder | None:
    """The first that is due after this moment, and that nobody was told of."""
    start, best = max(after, date.since), None
    for ahead in _by_occurrence(date, start):
        for each in ahead:
            if each.at > start and not _told(date, each) and (best is None or each.at < best.at):
                best = each
        if not ahead or (best is not None and ahead[0].at >= best.at):
            break
    return best


def due(date: Reminded, now: datetime) -> tuple[Reminder, ...]:
    """What is to be told now: of each occurrence that has not begun one reminder, the last that is due."""
    found: list[Reminder] = []
    for ahead in _by_occurrence(date, now):
        if not ahead or ahead[0].at > now:
            break
        late = [each for each in ahead if date.since < each.at <= now and not _told(date, each)]
        found += late[-1:]
    return tuple(found)


def looked_at(date: Reminded, now: datetime) -> Reminded:
    """The date when all that was due has been told."""
    told = tuple(each for each in (*date.told, *due(date, now)) if each.occurrence > now)
    return replace(date, since=max(now, date.since), told=told)


def overtaken(date: Reminded, reminder: Reminder) -> datetime:
    """When another reminder of the same occurrence says the same, or it begins."""
    later = (_before(reminder.occurrence, lead, date.first.zone) for lead in date.leads)
    return min((at for at in later if at > reminder.at), default=reminder.occurrence)


def read_leads(words: str) -> tuple[Lead, ...] | Refusal:
    """The leads in "14d 1d 1h", the longest first; none in "off"."""
    text = " ".join(_BETWEEN.sub(" ", fold(words)).split())
    if text in _NONE:
        return ()
    lengths = {int(found[1]) * _MINUTES[found[2][0]] for found in _LEAD.finditer(text)}
    if not lengths or _LEAD.sub("", text).strip():
        return refuse("refused-remind-unreadable")
    if len(lengths) > MOST:
        return refuse("refused-remind-many", most=MOST)
    if min(lengths) < SHORTEST or max(lengths) > LONGEST * _DAY:
        return refuse("refused-remind-length", minutes=SHORTEST, days=LONGEST)
    return tuple(_lead(length) for length in sorted(lengths, reverse=True))


def _lead(minutes: int) -> Lead:
    """Of whole days by the clocks: "24h" is a day."""
    return Lead(minutes=minutes) if minutes % _DAY else Lead(days=minutes // _DAY)


def _by_occurrence(date: Reminded, after: datetime) -> Iterator[Sequence[Reminder]]:
    """For each occurrence after that moment its reminders, the longest lead first."""
    leads = sorted(date.leads, key=lambda lead: lead.length, reverse=True)
    for occurrence in occurrences(date.first, date.recurrence, after):
        each = [Reminder(_before(occurrence, lead, date.first.zone), occurrence, lead) for lead in leads]
        yield sorted((one for one in each if one.at < occurrence), key=lambda one: one.at)


def _before(occurrence: datetime, lead: Lead, zone: str) -> datetime:
    """A day before 10:00 is 10:00 of the day before, however the clocks were changed since."""
    if lead.days:
        occurrence = moment(shown(occurrence, zone) - timedelta(days=lead.days), zone)
    return occurrence.astimezone(UTC) - timedelta(minutes=lead.minutes)


def _told(date: Reminded, reminder: Reminder) -> bool:
    """Whether a reminder as late as this was told of the same occurrence."""
    return any(
        each.occurrence == reminder.occurrence and each.lead.length <= reminder.lead.length
        for each in date.told
    )
