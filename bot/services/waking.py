"""Waiting for a bell or a moment, whichever comes first."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime

from bot.ports.clock import Clock


@dataclass
class Bell:
    """Wakes one waiter; a ring while nobody waits is not lost."""

    clock: Clock
    _rung: asyncio.Event = field(default_factory=asyncio.Event)

    def ring(self) -> None:
        """Wake the waiter, now or when it next waits."""
        self._rung.set()

    async def wait(self, until: datetime | None) -> None:
        """Return when rung, or at the moment, if one is given."""
        rung = asyncio.ensure_future(self._rung.wait())
        waits = [rung] if until is None else [rung, asyncio.ensure_future(self.clock.sleep_until(until))]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
            await asyncio.gather(*waits, return_exceptions=True)
        self._rung.clear()
