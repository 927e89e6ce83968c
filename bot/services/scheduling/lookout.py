"""Waiting for the next moment, and hearing of one before it: nobody looks after each thing that is kept."""

import asyncio
from datetime import datetime

from msgspec import Struct

from bot.services.scheduling.wake_event import WakeEvent


class Lookout(Struct):
    """Knows for which moment one waiter waits, and wakes it for one that comes before that."""

    wake_event: WakeEvent
    _loop: asyncio.AbstractEventLoop | None = None
    _waiting: "tuple[datetime | None] | None" = None
    """Until when it waits; None while it looks, and whatever is set may have come too late to be seen."""

    def begin(self) -> None:
        """Hear of what is set from here on."""
        self._loop = asyncio.get_running_loop()

    async def wait(self, until: datetime | None) -> None:
        """Return at the moment, if there is one, or when another one may have to be met first."""
        self._waiting = (until,)
        try:
            await self.wake_event.wait(until)
        finally:
            self._waiting = None

    def heard(self, moment: datetime) -> None:
        """One was set and kept, in whichever thread."""
        waiting = self._waiting
        if waiting is None or waiting[0] is None or moment < waiting[0]:
            self.look()

    def look(self) -> None:
        """Any may have been set."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self.wake_event.set)
