"""What an operator can have done with a store: each of these whole, or with nothing changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from storage.erased import ErasedList, Erasure
from storage.erasing import erase_again
from storage.files import new_file
from storage.log import SqlLog
from storage.moving.bringing import bring_in_everything, bring_in_meeting
from storage.moving.format import NotMoved
from storage.moving.reading import RowFile
from storage.moving.writing import Sink, write_everything, write_meeting
from storage.store import SqlStore


@dataclass(frozen=True)
class Moved:
    """How much was moved."""

    rows: int
    meetings: int


@dataclass(frozen=True)
class Brought:
    """What came out of a file, and how many people of it were erased again; None if there is no list."""

    moved: Moved
    erased: int | None


async def backup(store: SqlStore, path: Path) -> Moved:
    """Everything into a new file, as it stands at one moment, while others write. NotMoved."""
    return await store.database.read(lambda connection: _into_file(connection, path, _everything))


async def export_file(store: SqlStore, path: Path, meeting: str) -> Moved:
    """One meeting into a new file. NotMoved."""

    def write(connection: Connection, out: Sink) -> Moved:
        return Moved(write_meeting(connection, out, meeting), 1)

    return await store.database.read(lambda connection: _into_file(connection, path, write))


async def export(store: SqlStore, out: Sink, meeting: str) -> Moved:
    """One meeting to wherever it is wanted. NotMoved."""
    return await store.database.read(lambda c: Moved(write_meeting(c, out, meeting), 1))


async def restore(store: SqlStore, file: RowFile, erased: ErasedList) -> Brought:
    """Everything into a database with nothing in it, without those erased since. NotMoved."""

    def bring(connection: Connection) -> Moved:
        rows = bring_in_everything(connection, file)
        return Moved(rows, len(SqlLog(connection, writing=False).heads()))

    return await _bring_in(store, bring, erased.all())


async def import_meeting(store: SqlStore, file: RowFile, erased: ErasedList) -> Brought:
    """One meeting beside the others, without those erased since. NotMoved."""
    everybody = erased.all()
    its = None if everybody is None else [e for e in everybody if e.meeting == file.header.meeting]
    return await _bring_in(store, lambda connection: Moved(bring_in_meeting(connection, file), 1), its)


async def _bring_in(
    store: SqlStore, bring: Callable[[Connection], Moved], erasures: Sequence[Erasure] | None
) -> Brought:
    def work(connection: Connection) -> Brought:
        moved = bring(connection)
        return Brought(moved, None if erasures is None else erase_again(connection, erasures))

    brought = await store.database.write(work)
    await store.scrub()  # Who was erased stood in the database for the length of the transaction.
    return brought


def _everything(connection: Connection, out: Sink) -> Moved:
    return Moved(write_everything(connection, out), len(SqlLog(connection, writing=False).heads()))


def _into_file(connection: Connection, path: Path, write: Callable[[Connection, Sink], Moved]) -> Moved:
    try:
        with new_file(path) as out:
            return write(connection, out)
    except FileExistsError as error:
        raise NotMoved(f"{path} is there already; name another file, or move that one away") from error
    except OSError as error:
        raise NotMoved(f"{path} cannot be written: {error.strerror}") from error
