"""The store that the services are given: each piece of work is one transaction."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from msgspec import Struct
from sqlalchemy import make_url

from bot.ports.store import Transaction
from storage.databases.database import Database, PurgeResult
from storage.databases.engines import engine_of
from storage.erasure.erased_list import IN_THIS_FOLDER, ErasedList, erased_list
from storage.repositories.transaction import over

T = TypeVar("T")


class SqlStore(Struct, frozen=True):
    """bot.ports.store.Store on any database."""

    database: Database
    erased: ErasedList = IN_THIS_FOLDER
    """Where those are noted who are erased."""

    async def write(self, work: Callable[[Transaction], T]) -> T:
        """Run the function in a transaction of its own and commit; on any exception nothing is changed."""
        return await self.database.write(
            lambda connection: work(over(connection, writing=True, erased=self.erased))
        )

    async def read(self, work: Callable[[Transaction], T]) -> T:
        """Run a function that only reads."""
        return await self.database.read(lambda connection: work(over(connection, writing=False)))

    async def purge(self) -> PurgeResult:
        """Take what was deleted out of the database's own files; how far that could be done."""
        return await self.database.purge()


@asynccontextmanager
async def open_store(url: str, erased: Path | None = None) -> AsyncIterator[SqlStore]:
    """The store on a migrated database, e.g. "sqlite:///evenfloor.db"; closed at the end.

    `erased` is where those are noted who are erased, if that is not where it goes by itself.
    """
    target = make_url(url)
    database = engine_of(target).database(target)
    try:
        yield SqlStore(database, erased_list(url, erased))
    finally:
        await database.close()
