"""The real time."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime

LONGEST_NAP = 600.0
"""Seconds after which the time is looked at again, since the system's clock may be set meanwhile."""


class SystemClock:
    """bot.ports.clock.Clock by the system's clock."""

    def now(self) -> datetime:
        """The time, aware, in UTC."""
        return datetime.now(UTC)

    async def sleep_until(self, moment: datetime) -> None:
        """Return when the moment is reached."""
        while (left := (moment - self.now()).total_seconds()) > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(asyncio.Event().wait(), min(left, LONGEST_NAP))
