"""A clock that moves only when a test says so."""

import asyncio
from datetime import UTC, datetime, timedelta

from msgspec import Struct, field

START = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)


class MovedClock(Struct):
    """bot.ports.clock.Clock for tests; whoever sleeps is woken when the moment is reached."""

    moment: datetime = START
    _sleepers: list[tuple[datetime, "asyncio.Future[None]"]] = field(default_factory=list)

    def now(self) -> datetime:
        return self.moment

    async def sleep_until(self, moment: datetime) -> None:
        if moment > self.moment:
            sleeper = asyncio.get_running_loop().create_future()
            self._sleepers.append((moment, sleeper))
            await sleeper

    def awaited(self, moment: datetime) -> bool:
        """Whether somebody sleeps until then."""
        return any(until == moment for until, _ in self._sleepers)

    def move(self, seconds: float) -> None:
        """Let so many seconds pass at once."""
        self.move_to(self.moment + timedelta(seconds=seconds))

    def set_back(self, seconds: float) -> None:
        """As when somebody corrects the computer's clock."""
        self.moment -= timedelta(seconds=seconds)

    def move_to(self, moment: datetime) -> None:
        """Let the time be this; never back."""
        self.moment = max(moment, self.moment)
        due = [s for s in self._sleepers if s[0] <= self.moment]
        self._sleepers = [s for s in self._sleepers if s[0] > self.moment]
        for _, sleeper in due:
            if not sleeper.done():
                sleeper.set_result(None)
