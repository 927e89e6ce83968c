"""PostgreSQL, for when several processes share the work.

A writer locks the rows that it decides upon (the log does), a reader sees one unchanging snapshot. What is
acknowledged is on the server's disk.
"""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from psycopg.conninfo import make_conninfo
from sqlalchemy import URL, Connection, Engine, create_engine, inspect
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.ports.store import Unavailable
from storage.databases.database import PurgeResult
from storage.databases.transaction_executor import TransactionExecutor

T = TypeVar("T")

WRITERS = 6
READERS = 4
MIGRATION_LOCK = 0x45_76_65_6E
"""An advisory lock's number ("Even"): one process migrates at a time."""

CONNECTING = {
    "connect_timeout": 5,
    # A server that vanished without a word is noticed after ten seconds and not after hours.
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
    "application_name": "evenfloor",
    # Whatever the server's default is, a commit is on its disk before it is acknowledged.
    "options": "-c synchronous_commit=on",
}


def address(url: URL) -> URL:
    """The address with the one driver that there is, and with our settings where it has none."""
    own = {name: str(value) for name, value in CONNECTING.items() if name not in url.query}
    return url.set(drivername="postgresql+psycopg").update_query_dict(own)


def _conninfo(url: URL) -> str:
    """The same for a connection of one's own, beside those of the transactions."""
    full = address(url)
    parts: dict[str, object] = {"host": full.host, "port": full.port, "dbname": full.database}
    parts |= {"user": full.username, "password": full.password, **full.query}
    return make_conninfo("", **{name: str(value) for name, value in parts.items() if value is not None})


def _engine(url: URL, connections: int = 1) -> Engine:
    # pool_pre_ping: connections that broke while nobody used them are replaced without a word.
    # hide_parameters: errors end up in logs, and parameters are names and texts.
    return create_engine(
        address(url), pool_size=connections, max_overflow=0, pool_pre_ping=True, hide_parameters=True
    )


def _reading(engine: Engine) -> Engine:
    """The same connections, for transactions with one unchanging view that cannot write."""
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def is_database(url: URL) -> bool:
    """Whatever a server calls one is one."""
    del url
    return True


def is_new(url: URL) -> bool:
    """Whether the database has no tables; Unavailable if it is not there."""
    with read_only(url) as connection:
        return not inspect(connection).get_table_names()


@contextmanager
def migrating(url: URL) -> Iterator[Connection]:
    """A transaction that may change tables, one at a time for all processes."""
    engine = _engine(url)
    try:
        with plain_errors(), engine.begin() as connection:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")
            yield connection
    finally:
        engine.dispose()


@contextmanager
def read_only(url: URL) -> Iterator[Connection]:
    """A transaction that only reads."""
    engine = _engine(url)
    try:
        with plain_errors(), _reading(engine).begin() as connection:
            yield connection
    finally:
        engine.dispose()


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn what PostgreSQL says when it cannot be used into Unavailable; other errors are our own."""
    try:
        yield
    except PoolTimeoutError as error:
        raise Unavailable("All connections to the database are busy.") from error
    except DBAPIError as error:
        reason = _reason(error)
        if reason is None:
            raise
        raise Unavailable(reason) from error


def _reason(error: DBAPIError) -> str | None:
    """By the SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html."""
    reasons = {
        "08": "The connection to the database is lost.",
        "25006": "The database cannot be written to.",
        "28": "The database does not let the program in: check database.url.",
        "3D": "There is no such database on the server: create it, and give it to the program's user.",
        "40": "Two processes stood in each other's way.",
        "42501": "The program's user may not do that in the database: check its rights.",
        "53100": "The disk is full.",
        "53": "The database has no room for another connection or piece of work.",
        "55P03": "Another program holds the database.",
        "57": "The database is being shut down or started.",
        "58": "The disk of the database failed.",
    }
    state = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return next((reasons[part] for part in (state, state[:2]) if part in reasons), None)
    # Without a code it is the connection that speaks, of hosts and users but of nothing secret.
    if isinstance(error, OperationalError | InterfaceError) or error.connection_invalidated:
        return f"The database cannot be reached: {str(error.orig).splitlines()[0]}"
    return None


class PostgresDatabase:
    """storage.databases.database.Database on a server. Writers run beside each other, but for locked rows."""

    def __init__(self, url: URL) -> None:
        self.conninfo = _conninfo(url)
        writing, reading = _engine(url, WRITERS), _reading(_engine(url, READERS))
        self._writer = TransactionExecutor(writing, ThreadPoolExecutor(WRITERS, "writer"), plain_errors)
        self._reader = TransactionExecutor(reading, ThreadPoolExecutor(READERS, "reader"), plain_errors)

    async def write(self, work: Callable[[Connection], T]) -> T:
        """Each statement sees what had been committed when it began."""
        return await self._writer.run(work)

    async def read(self, work: Callable[[Connection], T]) -> T:
        """One snapshot."""
        return await self._reader.run(work)

    async def purge(self) -> PurgeResult:
        """Deleted rows stay in the server's files until it clears them out itself (VACUUM)."""
        return "by the server"

    async def close(self) -> None:
        """Away from the event loop, since it waits for the work that runs."""
        await asyncio.to_thread(self._reader.close)
        await asyncio.to_thread(self._writer.close)
