"""SQLite with the settings that lose nothing: one writer, commits on the disk, readers beside it.

Each setting was measured: with FULL no power cut lost an acknowledged commit, and with BEGIN IMMEDIATE no
concurrent read-modify-write was lost; SQLAlchemy's own way of beginning lost most of them.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from bot.ports.store import Unavailable
from bot.private_files import make_private, shut
from storage.databases.appending import HEAD_FOLLOWS
from storage.databases.database import PurgeResult
from storage.databases.group_commit import GroupCommitExecutor
from storage.databases.transaction_executor import TransactionExecutor
from storage.people.arriving import ARRIVING

T = TypeVar("T")

WRITER_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
READER_PRAGMAS = ("query_only=ON",)
MIGRATION_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=OFF", "secure_delete=ON")
"""Foreign keys are off, for a table that is rebuilt would take its children's rows with it."""

_MAGIC = b"SQLite format 3\0"
READERS = 2
BUSY_SECONDS = 5.0
SCRUB_SECONDS = 0.5
"""How long readers are waited for, and writers with them, before it is left for another time."""


def path_of(url: URL) -> Path:
    """The file; ValueError for a database in memory, which each connection would have alone."""
    if not url.database or url.database == ":memory:":
        raise ValueError("the database must be a file, for example sqlite:///evenfloor.db")
    return Path(url.database).resolve()


def is_new(url: URL) -> bool:
    """Whether there is no file, so that making one destroys nothing."""
    return not path_of(url).exists()


def is_database(url: URL) -> bool:
    """Whether the file begins as those of SQLite do: opening another can take away what lies beside it."""
    try:
        with path_of(url).open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


@contextmanager
def migrating(url: URL) -> Iterator[Connection]:
    """A transaction that may change tables; the file is made if there is none."""
    _create_file(path_of(url))
    engine = writing_engine(url, MIGRATION_PRAGMAS)
    try:
        with plain_errors(), engine.begin() as connection:
            yield connection
            _check_foreign_keys(connection)
    finally:
        engine.dispose()


@contextmanager
def read_only(url: URL) -> Iterator[Connection]:
    """A transaction that only reads."""
    engine = reading_engine(url)
    try:
        with plain_errors(), engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _create_file(path: Path) -> None:
    """An empty database that its owner alone can read, for names stand in it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        make_private(path)
    except OSError as error:
        raise Unavailable(f"The database {path} cannot be created: {error.strerror}.") from error


def _check_foreign_keys(connection: Connection) -> None:
    """What SQLite leaves to us after a migration, which runs without them; RuntimeError for a row astray."""
    if astray := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        raise RuntimeError(f"{len(astray)} rows have lost the row they belong to")


def writing_engine(url: URL, pragmas: Sequence[str] = WRITER_PRAGMAS) -> Engine:
    """One connection; BEGIN IMMEDIATE, so that what a transaction reads stays true until it commits."""
    return _engine(url, pragmas, begin="BEGIN IMMEDIATE", connections=1)


def reading_engine(url: URL) -> Engine:
    """Connections that cannot write and never hold up the writer."""
    return _engine(url, READER_PRAGMAS, begin="BEGIN", connections=READERS)


def _engine(url: URL, pragmas: Sequence[str], *, begin: str, connections: int) -> Engine:
    # mode=rw: a missing file is an error and not a new, empty database.
    # isolation_level=None before any pragma: otherwise the driver begins transactions of its own.
    # The driver's timeout is SQLite's busy_timeout.
    source = f"{path_of(url).as_uri()}?mode=rw"
    timeout = float(str(url.query.get("timeout", BUSY_SECONDS)))

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            source, uri=True, timeout=timeout, isolation_level=None, check_same_thread=False
        )
        try:
            for pragma in pragmas:
                connection.execute(f"PRAGMA {pragma}")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def begin_transaction(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    # hide_parameters: errors end up in logs, and parameters are names and texts.
    engine = create_engine(
        url, creator=connect, poolclass=QueuePool, pool_size=connections, max_overflow=0, hide_parameters=True
    )
    event.listen(engine, "begin", begin_transaction)
    return engine


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn what SQLite says when it cannot be used into Unavailable; other errors are the program's own."""
    try:
        yield
    except DBAPIError as error:
        reason = _reason(error.orig)
        if reason is None:
            raise
        raise Unavailable(reason) from error


def _reason(error: BaseException | None) -> str | None:
    reasons = {
        sqlite3.SQLITE_BUSY: "Another program holds the database.",
        sqlite3.SQLITE_LOCKED: "Another program holds the database.",
        sqlite3.SQLITE_FULL: "The disk is full.",
        sqlite3.SQLITE_READONLY: "The database cannot be written to.",
        sqlite3.SQLITE_PERM: "The database cannot be written to.",
        sqlite3.SQLITE_IOERR: "The disk failed.",
        sqlite3.SQLITE_CANTOPEN: "The database file cannot be opened.",
        sqlite3.SQLITE_NOTADB: "The file is not an SQLite database.",
        sqlite3.SQLITE_CORRUPT: "The database is damaged.",
    }
    extended: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK)
    return reasons.get(extended & 0xFF)


def write_together(connection: DBAPIConnection, _: object) -> None:
    """For the "connect" of an engine that writes: what changes several tables in one statement."""
    for statement in (HEAD_FOLLOWS, *ARRIVING):
        connection.cursor().execute(statement)


def _empty_log(path: Path) -> PurgeResult:
    source = f"{path.as_uri()}?mode=rw"
    try:
        with closing(sqlite3.connect(source, uri=True, timeout=SCRUB_SECONDS)) as connection:
            busy: int = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.OperationalError:  # Whatever it is, those who write meet it as well, and tell of it.
        busy = 1
    return "not yet" if busy else "clean"


class SqliteDatabase:
    """storage.databases.database.Database on a file."""

    def __init__(self, url: URL) -> None:
        self._path = path_of(url)
        for end in ("", "-wal", "-shm"):  # they may have been copied here from elsewhere
            shut(self._path.with_name(self._path.name + end))
        engine = writing_engine(url)
        event.listen(engine, "connect", write_together)
        self._writer = GroupCommitExecutor(engine, ThreadPoolExecutor(1, "writer"), plain_errors)
        self._reader = TransactionExecutor(
            reading_engine(url), ThreadPoolExecutor(READERS, "reader"), plain_errors
        )

    async def write(self, work: Callable[[Connection], T]) -> T:
        """In the one writing thread, in order; what waits at the same time is committed together."""
        return await self._writer.run(work)

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Beside the writer."""
        return await self._reader.run(work)

    async def purge(self) -> PurgeResult:
        """Empty the write-ahead log, in which deleted rows still stand."""
        return await asyncio.to_thread(_empty_log, self._path)

    async def close(self) -> None:
        """Away from the event loop, since it waits for the work that runs."""
        await asyncio.to_thread(self._reader.close)
        await asyncio.to_thread(self._writer.close)
