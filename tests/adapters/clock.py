"""A clock that stands still, for adapters that only need the time of day."""

from datetime import UTC, datetime


class StoppedClock:
    """Always the same moment."""

    def now(self) -> datetime:
        return datetime(2026, 11, 24, 15, 10, tzinfo=UTC)

    async def sleep_until(self, moment: datetime) -> None:
        raise AssertionError(f"nobody should wait until {moment}")
