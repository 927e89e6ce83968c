"""What the clock brings about: wakes at the next due moment of anything, and has its owner do what is due."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

from bot.ports.clock import Clock
from bot.ports.store import Due, Store, Transaction
from bot.services.log_redaction import redact
from bot.services.scheduling.wake_event import WakeEvent

log = logging.getLogger(__name__)

ASK_AGAIN = timedelta(minutes=1)
"""After how long something is looked at again that could not go on."""


class TimerOwner(Protocol):
    """What is done with the moments of one kind of thing."""

    async def prepare(self, store: Store) -> None:
        """Set the moments that follow from elsewhere, once at the start."""
        ...

    def happen(self, tx: Transaction, id: str) -> None:
        """Do what is due, and set the next moment if there is one; the present one goes afterwards."""
        ...


@dataclass(frozen=True)
class Scheduler:
    """Runs while the bot runs. Moments of owners that it does not know stay, and hold up nobody."""

    store: Store
    owners: Mapping[str, TimerOwner]
    clock: Clock
    wake_event: WakeEvent
    wake: Callable[[], None]
    prepared: asyncio.Event = field(default_factory=asyncio.Event)
    """Once the moments of all owners are known."""

    async def run(self) -> None:
        """Follow the clock until cancelled."""
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
                await self.wake_event.wait(due.at if due else None)

    async def _fire(self, due: Due) -> None:
        try:
            await self.store.write(lambda tx: self._happen(tx, due))
        except Exception as problem:
            # A mistake in one thing must not stop the others.
            log.exception("what is due in %s failed", due.id, exc_info=redact(problem))
            await self.store.write(lambda tx: tx.timers.set(due.owner, due.id, self.clock.now() + ASK_AGAIN))
        self.wake()

    def _happen(self, tx: Transaction, due: Due) -> None:
        """In one transaction, so that a moment is neither lost nor met twice.

        The owner comes first: as commands do, it locks its log before the row of the moment.
        """
        self.owners[due.owner].happen(tx, due.id)
        tx.timers.met(due)
