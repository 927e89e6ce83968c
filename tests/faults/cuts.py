"""The bot's own transactions on a disk whose power is cut, and a look at what is found afterwards."""

import argparse
import asyncio
import hashlib
import random
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from msgspec import Struct
from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Table,
    TextClause,
    create_engine,
    event,
    make_url,
    select,
    text,
)
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import QueuePool

from bot.messages.catalogue import load_catalogues
from storage.databases.commits import approaching
from storage.databases.database import PurgeResult
from storage.databases.sqlite import WRITER_PRAGMAS, write_together, writing_engine
from storage.store import SqlStore
from storage.tables import metadata
from tests.faults.bugs import Bug
from tests.faults.disk import Acknowledged, Disk, Done, Platter
from tests.faults.life import ready
from tests.faults.record import Record
from tests.faults.script import ENDS
from tests.faults.sharing import shared_work
from tests.faults.shim import ApswConnection
from tests.faults.stages import quick_folder, stages
from tests.faults.table import Row

T = TypeVar("T")

FILE = "evenfloor.db"
OFTEN = "wal_autocheckpoint=40"
"""Pages until the log is moved into the database: so few that a short meeting sees it often."""


class Recording(Struct, frozen=True):
    """A meeting as the disk saw it, and how the database was after each transaction that changed it."""

    empty: bytes
    done: Sequence[Done]
    digests: Sequence[str]


class NotedDatabase(Struct, frozen=True):
    """storage.databases.database.Database on a disk that notes everything, each commit with its digest."""

    engine: Engine
    disk: Disk
    thread: ThreadPoolExecutor

    async def write(self, work: Callable[[Connection], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self.thread, self._write, work)

    async def read(self, work: Callable[[Connection], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self.thread, self._read, work)

    async def purge(self) -> PurgeResult:
        return "not yet"

    async def close(self) -> None:
        await asyncio.to_thread(self.thread.shutdown)
        self.engine.dispose()

    def _write(self, work: Callable[[Connection], T]) -> T:
        with self.engine.begin() as connection:
            commit = approaching(connection)
            done = work(connection)
        commit.happened()
        self.disk.done.append(Acknowledged(self._read(digest)))
        return done

    def _read(self, work: Callable[[Connection], T]) -> T:
        with self.engine.begin() as connection:
            approaching(connection)
            return work(connection)


def digest(connection: Connection) -> str:
    """The same for the same rows in all tables."""
    found = hashlib.blake2b()
    for table in metadata.sorted_tables:
        rows = connection.execute(select(text("*")).select_from(table).order_by(*_order(table)))
        found.update(repr([tuple(row) for row in rows]).encode())
    return found.hexdigest()


def _order(table: Table) -> Sequence[ColumnElement[object] | TextClause]:
    """As the rows came, where the table tells that; else by their key."""
    return (text("rowid"),) if table.dialect_options["sqlite"]["with_rowid"] else tuple(table.primary_key)


def record(folder: Path, bug: Bug | None) -> Recording:
    """The whole script, undisturbed."""
    with stages("sqlite") as new:
        empty = new().save()[FILE]
    (folder / FILE).write_bytes(empty)
    disk = Disk("noted")
    database = NotedDatabase(_engine(folder, disk, bug), disk, ThreadPoolExecutor(1))
    asyncio.run(_live(database, folder))
    digests = [done.digest for done in disk.done if isinstance(done, Acknowledged)]
    return Recording(empty, disk.done, [digest for digest, _ in groupby(digests)])


async def _live(database: NotedDatabase, folder: Path) -> None:
    await database.write(lambda _: None)  # so that the first digest is that of the empty database
    await ready(SqlStore(database), Record(folder), load_catalogues()).live(ENDS[-1])


def _engine(folder: Path, disk: Disk, bug: Bug | None) -> Engine:
    pragmas = [*WRITER_PRAGMAS, OFTEN]
    if bug is Bug.UNSYNCED:
        pragmas[pragmas.index("synchronous=FULL")] = "synchronous=NORMAL"
    uri = f"{(folder / FILE).as_uri()}?mode=rw"
    engine = create_engine(
        "sqlite://",
        creator=lambda: ApswConnection(uri, disk.name, pragmas),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
    )

    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    event.listen(engine, "begin", begin)
    event.listen(engine, "connect", write_together)
    return engine


class Inspection(Struct, frozen=True):
    """Looks at what is found, through the product's own engine."""

    folder: Path
    engine: Engine
    digests: Sequence[str]

    def look(self, files: dict[str, bytes], acknowledged: int) -> Iterator[str]:
        """What is wrong, if the state of that number has been acknowledged."""
        for path in self.folder.iterdir():
            path.unlink()
        for name, content in files.items():
            (self.folder / name).write_bytes(content)
        try:
            with self.engine.begin() as connection:
                yield from self._check(connection, acknowledged)
        except DatabaseError as problem:
            yield f"it cannot be opened: {problem.orig}"
        finally:
            self.engine.dispose()

    def _check(self, connection: Connection, acknowledged: int) -> Iterator[str]:
        for pragma in ("integrity_check", "foreign_key_check"):
            for row in connection.exec_driver_sql(f"PRAGMA {pragma}"):
                if tuple(row) != ("ok",):
                    yield f"{pragma}: {tuple(row)}"
        found = digest(connection)
        if found not in self.digests[acknowledged : acknowledged + 2]:
            if found in self.digests:
                there = self.digests.index(found)
                yield f"{acknowledged} transactions were acknowledged, {there} are there"
            else:
                yield "a transaction is there in part"


def cuts(wanted: argparse.Namespace) -> Row:
    """So many, at random moments."""
    row, begin = Row("power cut", "sqlite"), time.monotonic()
    with shared_work(wanted.processes, lambda number: _share(number, wanted)) as found:
        for where, problems in found:
            row.count(1, where, problems)
            if wanted.stop and row.wrong:
                break
    row.seconds = time.monotonic() - begin
    return row


def _share(number: int, wanted: argparse.Namespace) -> Iterator[tuple[str, Sequence[str]]]:
    chance = random.Random(f"{wanted.seed} {number}")
    with tempfile.TemporaryDirectory(dir=quick_folder()) as name:
        before, after = Path(name, "before"), Path(name, "after")
        before.mkdir()
        after.mkdir()
        recording = record(before, wanted.bug)
        engine = writing_engine(make_url(f"sqlite:///{after}/{FILE}"))
        share = len(range(number, wanted.cuts, wanted.processes))
        moments = sorted(chance.randrange(len(recording.done)) for _ in range(share))
        yield from _cut(recording, Inspection(after, engine, recording.digests), moments, chance)


def _cut(
    recording: Recording, inspection: Inspection, moments: Iterable[int], chance: random.Random
) -> Iterator[tuple[str, Sequence[str]]]:
    platter, acknowledged, at = Platter({FILE: recording.empty}), 0, 0
    for moment in moments:
        for done in recording.done[at:moment]:
            platter.follow(done)
            if isinstance(done, Acknowledged) and done.digest != recording.digests[acknowledged]:
                acknowledged += 1
        at = moment
        problems = list(inspection.look(dict(platter.cut(chance)), acknowledged))
        yield f"cut at {moment} of {len(recording.done)}", problems
