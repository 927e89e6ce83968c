"""What the clock brings about: wakes at the next due moment of anything, and has its owner do what is due."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Protocol

from msgspec import Struct, field

from bot.ports.clock import Clock
from bot.ports.store import Due, Store, Transaction
from bot.services.log_redaction import redact
from bot.services.scheduling.lookout import Lookout

log = logging.getLogger(__name__)

ASK_AGAIN = timedelta(minutes=1)
"""After how long something is looked at again that could not go on."""
LONGEST_PAUSE = timedelta(hours=1)
"""After how long at most what fails again and again is tried once more."""


class TimerOwner(Protocol):
    """What is done with the moments of one kind of thing."""

    async def prepare(self, store: Store) -> None:
        """Set the moments that follow from elsewhere, once at the start."""
        ...

    def happen(self, tx: Transaction, id: str) -> None:
        """Do what is due, and set the next moment if there is one; the present one goes afterwards."""
        ...


class Scheduler(Struct, frozen=True):
    """Runs while the bot runs. Moments of owners that it does not know stay, and hold up nobody."""

    store: Store
    owners: Mapping[str, TimerOwner]
    clock: Clock
    lookout: Lookout
    wake: Callable[[], None]
    prepared: asyncio.Event = field(default_factory=asyncio.Event)
    """Once the moments of all owners are known."""
    _failures: "Counter[tuple[str, str]]" = field(default_factory=Counter)
    """How often in a row each thing has failed."""

    async def run(self) -> None:
        """Follow the clock until cancelled."""
        self.lookout.begin()
        for strange in await self.store.read(lambda tx: tx.timers.owners() - self.owners.keys()):
            log.warning("moments of %s are put aside: this program does not know them", strange)
        for owner in self.owners.values():
            await owner.prepare(self.store)
        self.prepared.set()
        while True:
            due = await self.store.read(lambda tx: tx.timers.next(self.owners))
            if due is not None and due.at <= self.clock.now():
                await self._fire(due)
            else:
                await self.lookout.wait(due.at if due else None)

    async def _fire(self, due: Due) -> None:
        try:
            await self.store.write(lambda tx: self._happen(tx, due))
        except Exception as problem:
            # A mistake in one thing must not stop the others; it is told whole the first time.
            pause = self._pause(due)
            if pause == ASK_AGAIN:
                log.exception("what is due in %s failed", due.id, exc_info=redact(problem))
            else:
                log.warning("what is due in %s failed again; the next try is in %s", due.id, pause)
            moment = self.clock.now() + pause
            await self.store.write(lambda tx: tx.timers.set(due.owner, due.id, moment))
        else:
            del self._failures[due.owner, due.id]
        self.wake()

    def _pause(self, due: Due) -> timedelta:
        """Twice as long with each failure in a row."""
        before = self._failures[due.owner, due.id]
        self._failures[due.owner, due.id] += 1
        return min(LONGEST_PAUSE, ASK_AGAIN * (1 << min(before, 10)))

    def _happen(self, tx: Transaction, due: Due) -> None:
        """In one transaction, so that a moment is neither lost nor met twice.

        The owner comes first: as commands do, it locks its log before the row of the moment.
        """
        self.owners[due.owner].happen(tx, due.id)
        tx.timers.met(due)
