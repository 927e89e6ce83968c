"""What one process alone may do, on a database that several share: bot.ports.coordination.Leases.

Time is the database's, so that no process's clock matters. Each change of hands counts the fence up; a
holder that comes back late is refused by it, in the same transaction in which it would read or write.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeVar

from msgspec import Struct
from sqlalchemy import Connection, select, text, update

from bot.ports.coordination import Lost
from bot.ports.store import Store, Transaction, Unavailable
from storage.databases.database import Database
from storage.erasure.erased_list import IN_THIS_FOLDER, ErasedList
from storage.repositories.transaction import over
from storage.tables import lease

log = logging.getLogger(__name__)

T = TypeVar("T")

LEASE_SECONDS = 15.0
"""How long a holder may be silent before another process takes over."""
PAUSE_SECONDS = 4.0
"""Between renewals, and between attempts of those who stand by."""

_TAKE = text(
    """
    INSERT INTO lease AS held (name, owner, until, fence)
    VALUES (:name, :owner, clock_timestamp() + :seconds * interval '1 second', 1)
    ON CONFLICT (name) DO UPDATE SET
        owner = excluded.owner, until = excluded.until,
        fence = held.fence + CASE WHEN held.owner = excluded.owner THEN 0 ELSE 1 END
    WHERE held.owner = excluded.owner OR held.until <= clock_timestamp()
    RETURNING fence
    """
)


class Lease(Struct, frozen=True):
    """A name held, and the how-manieth holder this is."""

    name: str
    fence: int


class FencedStore(Struct, frozen=True):
    """bot.ports.store.Store for the holder of a lease alone."""

    database: Database
    lease: Lease
    erased: ErasedList = IN_THIS_FOLDER

    async def write(self, work: Callable[[Transaction], T]) -> T:
        """As long as the transaction runs nobody takes over."""

        def fenced(connection: Connection) -> T:
            self._check(connection, lock=True)
            return work(over(connection, writing=True, erased=self.erased))

        return await self.database.write(fenced)

    async def read(self, work: Callable[[Transaction], T]) -> T:
        """What the holder may see."""

        def fenced(connection: Connection) -> T:
            self._check(connection, lock=False)
            return work(over(connection, writing=False))

        return await self.database.read(fenced)

    def _check(self, connection: Connection, *, lock: bool) -> None:
        found = select(lease.c.fence).where(lease.c.name == self.lease.name)
        if connection.scalar(found.with_for_update(read=True) if lock else found) != self.lease.fence:
            raise Lost(self.lease.name)


class SharedLeases(Struct, frozen=True):
    """One process's part; `owner` is its own alone, and new each time it starts."""

    database: Database
    owner: str
    seconds: float = LEASE_SECONDS
    pause: float = PAUSE_SECONDS
    erased: ErasedList = IN_THIS_FOLDER

    async def while_held(self, name: str, work: Callable[[Store], Awaitable[None]]) -> None:
        """Wait for the lease, do the work until it is lost, and again."""
        while True:
            try:
                held = Lease(name, await self._waited_for(name))
                log.info("%s: this process serves it now", name)
                async with asyncio.TaskGroup() as tasks:
                    tasks.create_task(self._keep(held))
                    tasks.create_task(_forever(work(FencedStore(self.database, held, self.erased))))
            except* Lost:
                log.warning("%s: another process serves it now", name)
            finally:
                await self._let_go(name)

    async def _waited_for(self, name: str) -> int:
        told = False
        while True:
            fence = await self._try(name)
            if fence is not None:
                return fence
            if not told:
                log.info("%s: another process serves it; this one stands by", name)
                told = True
            await asyncio.sleep(self.pause)

    async def _keep(self, held: Lease) -> None:
        """Renew until it is lost. A database that is away keeps others from taking over as well."""
        while True:
            await asyncio.sleep(self.pause)
            if await self._try(held.name, held.fence) != held.fence:
                raise Lost(held.name)

    async def _try(self, name: str, otherwise: int | None = None) -> int | None:
        """The fence if the lease is ours by now, None if it is not; `otherwise` if nobody can tell."""
        values = {"name": name, "owner": self.owner, "seconds": self.seconds}
        taking = asyncio.ensure_future(
            self.database.write(lambda connection: connection.scalar(_TAKE, values))
        )
        try:
            return await asyncio.shield(taking)
        except Unavailable as problem:
            log.warning("%s: the lease cannot be looked at: %s", name, problem)
            return otherwise
        except asyncio.CancelledError:
            # What is under way would else take it again behind the one that gives it back.
            with suppress(Unavailable):
                await taking
            raise

    async def _let_go(self, name: str) -> None:
        """So that the next one need not wait."""
        ours = (lease.c.name == name) & (lease.c.owner == self.owner)
        over_now = update(lease).where(ours).values(until=text("clock_timestamp()"))
        try:
            await self.database.write(lambda connection: connection.execute(over_now))
        except Unavailable as problem:
            log.warning("%s: the lease could not be given back: %s", name, problem)


async def _forever(work: Awaitable[None]) -> None:
    await work
    raise RuntimeError("what was to go on ended by itself")
