"""What the store needs of a database, so that each one is a small file of its own."""

from collections.abc import Callable
from typing import Literal, Protocol, TypeVar

from sqlalchemy import Connection

T = TypeVar("T")

PurgeResult = Literal["clean", "not yet", "by the server"]
"""What was deleted is gone; it still stands beside the data, since others read; or a server decides when."""


class Database(Protocol):
    """Transactions, each run in one go away from the event loop.

    Both raise bot.ports.store.Unavailable where the database, not the work, is at fault.
    """

    async def write(self, work: Callable[[Connection], T]) -> T:
        """Run the work and commit it durably before returning; on any exception roll it back.

        What it has locked nobody else changes meanwhile; on SQLite that is everything.
        """
        ...

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Run work on one unchanging view of what has been committed; it cannot write."""
        ...

    async def purge(self) -> PurgeResult:
        """Take what was deleted out of the database's own files as well, as far as that can be done now."""
        ...

    async def close(self) -> None:
        """Let the running work end, and let go of the database."""
        ...
