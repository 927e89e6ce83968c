"""PostgreSQL's NOTIFY and LISTEN: bot.ports.coordination.Wakeups."""

import asyncio
import logging
from collections.abc import Callable

import psycopg
from sqlalchemy import Connection, func, select

from bot.ports.store import Unavailable
from storage.databases.postgresql import PostgresDatabase

log = logging.getLogger(__name__)

CHANNEL = "evenfloor"
LOOK_ANYWAY_SECONDS = 10.0
"""How long it takes at most until what a process saved is seen that died before it could say so."""
PAUSE_SECONDS = 2.0


class SharedWakeups:
    """One process's part. Several notes in a row become one; one's own are not heard."""

    def __init__(self, database: PostgresDatabase, owner: str) -> None:
        self._database = database
        self._owner = owner
        self._news = asyncio.Event()

    def notify(self) -> None:
        """Not inside the transaction: there a note would make all processes commit one after the other."""
        self._news.set()

    async def listen(self, wake: Callable[[], None]) -> None:
        """Hear and tell until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._hear(wake))
            tasks.create_task(self._tell())

    async def _tell(self) -> None:
        while True:
            await self._news.wait()
            self._news.clear()
            try:
                await self._database.write(self._note)
            except Unavailable as problem:
                log.warning("other processes could not be woken: %s", problem)

    def _note(self, connection: Connection) -> None:
        connection.execute(select(func.pg_notify(CHANNEL, self._owner)))

    async def _hear(self, wake: Callable[[], None]) -> None:
        while True:
            try:
                await self._hear_on_one_connection(wake)
            except psycopg.Error as problem:
                log.warning("other processes are not heard for a moment: %s", type(problem).__name__)
            await asyncio.sleep(PAUSE_SECONDS)

    async def _hear_on_one_connection(self, wake: Callable[[], None]) -> None:
        connection = await psycopg.AsyncConnection.connect(self._database.conninfo, autocommit=True)
        async with connection:
            await connection.execute(f"LISTEN {CHANNEL}".encode())
            while True:
                wake()  # Something may have been said before this process listened.
                async for note in connection.notifies(timeout=LOOK_ANYWAY_SECONDS):
                    if note.payload != self._owner:
                        wake()
