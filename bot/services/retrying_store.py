"""A store for what runs by itself, which nobody could ask to try again."""

import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from msgspec import Struct

from bot.ports.clock import Clock
from bot.ports.store import Store, Transaction, Unavailable
from bot.services.backoff import Backoff

log = logging.getLogger(__name__)

T = TypeVar("T")


class RetryingStore(Struct, frozen=True):
    """bot.ports.store.Store that waits while the database cannot be used, and then goes on."""

    store: Store
    clock: Clock
    backoff: Backoff

    async def write(self, work: Callable[[Transaction], T]) -> T:
        """The work in a transaction, as soon as there can be one; it may begin several times."""
        return await self._once_possible(lambda: self.store.write(work))

    async def read(self, work: Callable[[Transaction], T]) -> T:
        """Reading, as soon as it is possible."""
        return await self._once_possible(lambda: self.store.read(work))

    async def _once_possible(self, attempt: Callable[[], Awaitable[T]]) -> T:
        failures = 0
        while True:
            try:
                return await attempt()
            except Unavailable as problem:
                seconds = self.backoff.seconds(failures)
                log.warning("the database is tried again in %.1f s: %s", seconds, problem)
                await self.clock.sleep_until(self.clock.now() + timedelta(seconds=seconds))
                failures += 1
