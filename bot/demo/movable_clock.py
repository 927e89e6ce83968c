"""A clock for the demo: it runs like any other, and can be moved on."""

import asyncio
import time
from datetime import datetime, timedelta

from msgspec import Struct, field


class MovableClock(Struct):
    """bot.ports.clock.Clock that begins at a moment of one's choice, and jumps when told to."""

    moment: datetime
    _jumped: asyncio.Event = field(default_factory=asyncio.Event)
    _since: float | None = None

    def now(self) -> datetime:
        """The moment, and what has passed since the clock was let go; any thread may ask."""
        if self._since is None:
            return self.moment
        return self.moment + timedelta(seconds=time.monotonic() - self._since)

    def jump(self, seconds: float) -> None:
        """Let so many seconds pass at once."""
        self.moment += timedelta(seconds=seconds)
        self._jumped.set()
        self._jumped = asyncio.Event()

    def let_go(self) -> None:
        """From now on time passes by itself."""
        self._since = time.monotonic()
        self.jump(0)

    async def sleep_until(self, moment: datetime) -> None:
        """Return when the moment is reached, by running or by a jump."""
        while (left := (moment - self.now()).total_seconds()) > 0:
            jumped = self._jumped
            try:
                async with asyncio.timeout(None if self._since is None else left):
                    await jumped.wait()
            except TimeoutError:
                continue
