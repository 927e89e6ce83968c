"""When the digest is due: at the group's own time, by the clocks of its zone."""

from datetime import datetime, time, timedelta
from typing import Final

from bot.domain.calendar.wall_clock import moment, shown
from bot.domain.group.rows import Settings
from bot.domain.meeting.decision import Keep, SideEffect, Wake

_AROUND: Final = range(-8, 10)
"""Days around a moment in which one before it and one behind it lie."""


def next_due(settings: Settings, after: datetime) -> datetime | None:
    """The next one behind that moment; None where there is no digest."""
    return min((at for at in _around(settings, after) if at > after), default=None)


def due_now(settings: Settings, now: datetime) -> datetime | None:
    """The moment of the one that is due; of several that were missed the last, whose digest tells all."""
    last = max((at for at in _around(settings, now) if at <= now), default=None)
    return last if last and (settings.digested is None or settings.digested < last) else None


def keeping(settings: Settings, now: datetime) -> tuple[SideEffect, ...]:
    """What is kept of the settings, and when they next have something to be done."""
    return (Keep(settings), Wake(settings, next_due(settings, now)))


def _around(settings: Settings, at: datetime) -> set[datetime]:
    if settings.digest == "off":
        return set()
    today, clock = shown(at, settings.zone).date(), time(*divmod(settings.minute, 60))
    days = (today + timedelta(days=days) for days in _AROUND)
    wanted = (day for day in days if settings.digest == "daily" or day.weekday() == settings.weekday)
    return {moment(datetime.combine(day, clock), settings.zone) for day in wanted}
