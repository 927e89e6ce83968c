"""Knowing when everything that a decision brought about has happened."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from msgspec import Struct, field

from bot.ports.clock import Clock
from bot.ports.store import Store, Transaction
from bot.services.scheduling.owners import OWNERS

T = TypeVar("T")

TURNS = 20
"""Turns of the event loop after which whoever does not use the store is not about to."""


class WatchedStore(Struct, eq=False):
    """bot.ports.store.Store over another one; it tells when a bot is through with it.

    All that a bot does goes through its store, so that nobody need look again and again whether it is done.
    """

    store: Store
    _using: int = 0
    _uses: int = 0
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def write(self, work: Callable[[Transaction], T]) -> T:
        """As the store does."""
        return await self._use(self.store.write(work))

    async def read(self, work: Callable[[Transaction], T]) -> T:
        """As the store does."""
        return await self._use(self.store.read(work))

    async def _use(self, use: Awaitable[T]) -> T:
        self._using += 1
        self._uses += 1
        try:
            return await use
        finally:
            self._using -= 1
            self._changed.set()

    async def rests(self) -> int:
        """Return when nobody uses it, nor is about to; tells how often it was used so far."""
        while True:
            while self._using:
                await self._change()
            before = self._uses
            for _ in range(TURNS):
                await asyncio.sleep(0)
            if before == self._uses:
                return before

    async def used(self, before: int) -> None:
        """Return when it has been used more often than that."""
        while self._uses == before or self._using:
            await self._change()

    async def _change(self) -> None:
        self._changed.clear()
        await self._changed.wait()


async def wait_until_idle(watched: WatchedStore, clock: Clock) -> None:
    """Return when nothing is left to be sent or to be woken for at this moment.

    Meant for a clock that is moved, which stands still meanwhile, and for a bot that is given this store and
    shares its database with no other.
    """
    uses = await watched.rests()
    while not await watched.store.read(lambda tx: is_settled(tx, clock)):
        await watched.used(uses)
        uses = await watched.rests()


def is_settled(tx: Transaction, clock: Clock) -> bool:
    """Whether nothing is left to be sent or to be woken for at this moment."""
    now, due = clock.now(), tx.timers.next(OWNERS)
    if due is not None and due.at <= now:
        return False
    return all(p.not_before is not None and p.not_before > now for p in tx.outbox.heads())
