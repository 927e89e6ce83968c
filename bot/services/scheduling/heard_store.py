"""A store of whose changes those hear who wait for them."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TypeVar

from msgspec import Struct

from bot.ports.store import Store, Transaction

T = TypeVar("T")


class HeardStore(Struct, frozen=True):
    """bot.ports.store.Store over another one."""

    store: Store
    moment: Callable[[datetime], None]
    """Called with the earliest moment that a piece of work has set, when it is kept, in whichever thread."""
    unsure: Callable[[], None]
    """Called after a failure: nobody knows what was kept, also of what shared its commit."""

    async def write(self, work: Callable[[Transaction], T]) -> T:
        """As the store does."""

        def heard(tx: Transaction) -> T:
            result, soonest = work(tx), tx.timers.soonest
            if soonest is not None:
                tx.commit.then(partial(self.moment, soonest))
            return result

        try:
            return await self.store.write(heard)
        except Exception:
            self.unsure()
            raise

    async def read(self, work: Callable[[Transaction], T]) -> T:
        """As the store does."""
        return await self.store.read(work)
