"""Waiting for a wake event or a moment, whichever comes first."""

import asyncio
from datetime import datetime

from msgspec import Struct, field

from bot.ports.clock import Clock


class WakeEvent(Struct):
    """Wakes one waiter; a ring while nobody waits is not lost."""

    clock: Clock
    _set: asyncio.Event = field(default_factory=asyncio.Event)

    def set(self) -> None:
        """Wake the waiter, now or when it next waits."""
        self._set.set()

    async def wait(self, until: datetime | None) -> None:
        """Return when woken, or at the moment, if one is given."""
        woken = asyncio.ensure_future(self._set.wait())
        waits = [woken] if until is None else [woken, asyncio.ensure_future(self.clock.sleep_until(until))]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
            await asyncio.gather(*waits, return_exceptions=True)
        self._set.clear()
