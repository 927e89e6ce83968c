"""Having the database for oneself, as with SQLite: nothing to wait for and no other bot to wake."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final

from msgspec import Struct

from bot.ports.clock import Clock
from bot.ports.coordination import ProcessCoordination
from bot.ports.store import Store

LOOK_ANYWAY: Final = timedelta(minutes=1)
"""How long it takes at most until what an operator's command left in the database is seen."""


class SingleProcess(Struct, frozen=True):
    """bot.ports.coordination.Leases where everything is held from the start."""

    store: Store

    async def while_held(self, name: str, work: Callable[[Store], Awaitable[None]]) -> None:
        """At once, and for good."""
        del name
        await work(self.store)


class NoWakeups(Struct, frozen=True):
    """bot.ports.coordination.Wakeups where no other bot is; `evenfloor erase` writes and says nothing."""

    clock: Clock

    def notify(self) -> None:
        """Nobody to wake."""

    async def listen(self, wake: Callable[[], None]) -> None:
        """Nothing will be heard, so this looks now and then."""
        while True:
            await self.clock.sleep_until(self.clock.now() + LOOK_ANYWAY)
            wake()


def single_process(store: Store, clock: Clock) -> ProcessCoordination:
    """For the only process on a store."""
    return ProcessCoordination(SingleProcess(store), NoWakeups(clock))
