"""Having the database for oneself, as with SQLite: nothing to wait for and nobody to wake."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.ports.coordination import ProcessCoordination
from bot.ports.store import Store


@dataclass(frozen=True)
class SingleProcess:
    """bot.ports.coordination.Leases where everything is held from the start."""

    store: Store

    async def while_held(self, name: str, work: Callable[[Store], Awaitable[None]]) -> None:
        """At once, and for good."""
        del name
        await work(self.store)


class NoWakeups:
    """bot.ports.coordination.Wakeups where nobody else is."""

    def notify(self) -> None:
        """Nobody to wake."""

    async def listen(self, wake: Callable[[], None]) -> None:
        """Nothing will be heard."""
        del wake
        await asyncio.Event().wait()


def single_process(store: Store) -> ProcessCoordination:
    """For the only process on a store."""
    return ProcessCoordination(SingleProcess(store), NoWakeups())
