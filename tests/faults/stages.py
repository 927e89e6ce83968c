"""Databases in which a script is played, and which can be put back into the state of an earlier moment."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import psycopg
from msgspec import Struct
from psycopg.sql import SQL, Identifier

from storage.migrating import migrate
from storage.tables import metadata
from tests.postgres import Postgres, running_postgres

State = Mapping[str, bytes]
"""What each file or table holds."""


class Stage(Protocol):
    """One database, used by one life at a time."""

    @property
    def url(self) -> str:
        """Its address."""
        ...

    def save(self) -> State:
        """What is in it while no life uses it."""
        ...

    def restore(self, state: State) -> None:
        """Have nothing but that in it."""
        ...

    def bury(self) -> None:
        """A life that used it was killed, and it is as late as the next one needs it to be."""
        ...


class FileStage(Struct, frozen=True):
    """An SQLite file in a folder of its own."""

    folder: Path

    @property
    def url(self) -> str:
        return f"sqlite:///{self.folder}/evenfloor.db"

    def save(self) -> State:
        return {path.name: path.read_bytes() for path in self.folder.iterdir()}

    def restore(self, state: State) -> None:
        for path in self.folder.iterdir():
            path.unlink()
        for name, content in state.items():
            (self.folder / name).write_bytes(content)

    def bury(self) -> None:
        """The system has let go of its locks."""


class ServerStage(Struct, frozen=True):
    """A database on a server, put back row by row, which is quicker than making a new one."""

    url: str

    def save(self) -> State:
        with psycopg.connect(self.url) as connection:
            return {table.name: _rows(connection, table.name) for table in metadata.sorted_tables}

    def restore(self, state: State) -> None:
        with psycopg.connect(self.url) as connection:
            for table in reversed(metadata.sorted_tables):
                connection.execute(SQL("DELETE FROM {}").format(Identifier(table.name)))
            for name, content in state.items():
                with connection.cursor().copy(SQL("COPY {} FROM STDIN").format(Identifier(name))) as copy:
                    copy.write(content)
            connection.execute(
                "SELECT setval('outbox_id_seq', (SELECT coalesce(max(id), 0) + 1 FROM outbox), false)"
            )

    def bury(self) -> None:
        """The server has noticed that its client is gone, and the leases that it held have run out."""
        with psycopg.connect(self.url) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            connection.execute("UPDATE lease SET until = clock_timestamp()")


def _rows(connection: psycopg.Connection, table: str) -> bytes:
    with connection.cursor().copy(SQL("COPY {} TO STDOUT").format(Identifier(table))) as copy:
        return b"".join(bytes(part) for part in copy)


class Stages(Protocol):
    """Makes stages of one kind."""

    def __call__(self) -> Stage:
        """One more, empty and migrated."""
        ...


@contextmanager
def stages(kind: str) -> Iterator[Stages]:
    """A factory for "sqlite" or "postgresql"; what it made is gone at the end."""
    if kind == "sqlite":
        with tempfile.TemporaryDirectory(prefix="faults-", dir=quick_folder()) as name:
            yield lambda: _file(Path(name))
    else:
        with running_postgres() as server:
            yield lambda: _database(server)


def quick_folder() -> str | None:
    """Where there is one, a file system in memory: a process that is killed leaves the same there."""
    shared = Path(os.sep, "dev", "shm")
    return str(shared) if os.access(shared, os.W_OK) else None


def _file(folder: Path) -> Stage:
    stage = FileStage(Path(tempfile.mkdtemp(dir=folder)))
    migrate(stage.url)
    return stage


def _database(server: Postgres) -> Stage:
    stage = ServerStage(server.url(server.create()))
    migrate(stage.url)
    return stage
