"""Transactions away from the event loop: an engine, and the threads that alone use it."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import TypeVar

from msgspec import Struct
from sqlalchemy import Connection, Engine

from storage.databases.commits import approaching

T = TypeVar("T")

PlainErrors = Callable[[], AbstractContextManager[None]]
"""Turns what a database says when it cannot be used into Unavailable."""


class TransactionExecutor(Struct, frozen=True):
    """As many transactions at once as there are threads, and as the engine has connections."""

    engine: Engine
    threads: ThreadPoolExecutor
    plain_errors: PlainErrors

    async def run(self, work: Callable[[Connection], T]) -> T:
        """One transaction in one hop. If the awaiting task is cancelled it is run whole or not at all."""
        return await asyncio.get_running_loop().run_in_executor(self.threads, self._transact, work)

    def _transact(self, work: Callable[[Connection], T]) -> T:
        with self.plain_errors():
            with self.engine.begin() as connection:
                commit = approaching(connection)
                result = finished(work, connection)
            commit.happened()
            return result

    def close(self) -> None:
        """Wait for what runs, then close."""
        self.threads.shutdown()
        self.engine.dispose()


def finished(work: Callable[[Connection], T], connection: Connection) -> T:
    """What the work returns; a StopIteration, which no future can carry, as RuntimeError."""
    try:
        return work(connection)
    except StopIteration as stop:
        raise RuntimeError("the work ran out of an iterator") from stop
