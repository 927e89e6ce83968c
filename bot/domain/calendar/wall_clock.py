"""What clocks on a wall show, and the moments at which they show it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo


def shown(at: datetime, zone: str) -> datetime:
    """What a clock there shows at a moment; without a zone, to be counted with."""
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


def moment(local: datetime, zone: str) -> datetime:
    """The moment at which a clock there shows this, as RFC 5545 takes it, and with it every calendar.

    Of a time that comes twice the first; one that is left out is as much later as the clocks jump.
    """
    return _utc(local, zone, 0)


def moments(local: datetime, zone: str) -> tuple[datetime, ...]:
    """Every moment at which a clock there shows this: two when clocks go back, none when it is left out."""
    return tuple(at for at in neighbours(local, zone) if shown(at, zone) == local)


def neighbours(local: datetime, zone: str) -> tuple[datetime, ...]:
    """Around a change of the clocks, the moments meant by those who know one side of it; else one."""
    return tuple(sorted({_utc(local, zone, fold) for fold in (0, 1)}))


def _utc(local: datetime, zone: str, fold: int) -> datetime:
    return local.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)
