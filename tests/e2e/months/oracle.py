"""What must come, and when: counted from the wall clocks of each zone, and from nothing of the bot."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct

DAY: Final = timedelta(days=1)
HOUR: Final = timedelta(hours=1)
LEADS: Final = (14 * DAY, DAY, HOUR)
DIGEST: Final = "What is new in the group"
ACTION: Final = "Your action is due"


class Due(Struct, frozen=True, order=True):
    """A message that must come at that moment, to a channel or a person by name."""

    at: datetime
    who: str
    words: str


class Dated(Struct, frozen=True):
    """A date as it is from one moment until another, by the clocks of its zone."""

    number: int
    title: str
    zone: str
    first: datetime
    since: datetime
    until: datetime
    leads: tuple[timedelta, ...] = LEADS
    monthly: bool = False
    alone: tuple[str, ...] = ()
    """Who takes part unseen."""

    @property
    def words(self) -> str:
        """By which its reminders are known."""
        return f"“{self.title}” is on"

    @property
    def line(self) -> str:
        """When it is, in the words of a command."""
        again = ", monthly" if self.monthly else ""
        return f"{self.first:%Y-%m-%d %H:%M} {self.zone}{again}"

    @property
    def begins(self) -> datetime:
        """Its first moment."""
        return self.first.replace(tzinfo=ZoneInfo(self.zone))


def reminders(date: Dated, channels: Sequence[str]) -> Iterator[Due]:
    """Days before count by the wall clock, hours as they pass."""
    for local in _moments(date):
        for lead in date.leads:
            days = lead if lead >= DAY else timedelta()
            at = _there(local - days, date.zone) - (lead - days)
            if date.since < at <= date.until:
                yield from (Due(at, who, date.words) for who in (*channels, *date.alone))


def digests(zone: str, since: datetime, until: datetime, who: Sequence[str]) -> Iterator[Due]:
    """Every Monday at nine."""
    day = since.astimezone(ZoneInfo(zone)).date()
    while (at := _there(datetime.combine(day, time(9)), zone)) <= until:
        if day.weekday() == 0 and at > since:
            yield from (Due(at, each, DIGEST) for each in who)
        day += DAY


def of_action(day: datetime, zone: str, owner: str, until: datetime) -> Iterator[Due]:
    """At nine on the day before, and on the day, until it is done."""
    for local in (day - DAY, day):
        at = _there(datetime.combine(local.date(), time(9)), zone)
        if at <= until:
            yield Due(at, owner, ACTION)


def _moments(date: Dated) -> Iterator[datetime]:
    months = range(24) if date.monthly else range(1)
    for month in (date.first.month - 1 + ahead for ahead in months):
        yield date.first.replace(year=date.first.year + month // 12, month=month % 12 + 1)


def _there(local: datetime, zone: str) -> datetime:
    return local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
