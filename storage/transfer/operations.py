"""What an operator can have done with a store: each of these whole, or with nothing changed."""

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct
from sqlalchemy import Connection

from storage.erasure.erase import erase_again
from storage.erasure.erased_list import ErasedList, Erasure
from storage.files import new_file
from storage.repositories.log import SqlLog
from storage.store import SqlStore
from storage.transfer.format import NotTransferred
from storage.transfer.importer import import_everything, import_meeting_rows
from storage.transfer.reader import RowFile
from storage.transfer.writer import Sink, write_everything, write_meeting


class TransferResult(Struct, frozen=True):
    """How much was moved."""

    rows: int
    meetings: int


class ImportResult(Struct, frozen=True):
    """What came out of a file, and how many people of it were erased again; None if there is no list."""

    moved: TransferResult
    erased: int | None


async def backup(store: SqlStore, path: Path) -> TransferResult:
    """Everything into a new file, as it stands at one moment, while others write. NotMoved."""
    return await store.database.read(lambda connection: _into_file(connection, path, _everything))


async def export_file(store: SqlStore, path: Path, meeting: str) -> TransferResult:
    """One meeting into a new file. NotMoved."""

    def write(connection: Connection, out: Sink) -> TransferResult:
        return TransferResult(write_meeting(connection, out, meeting), 1)

    return await store.database.read(lambda connection: _into_file(connection, path, write))


async def export(store: SqlStore, out: Sink, meeting: str) -> TransferResult:
    """One meeting to wherever it is wanted. NotMoved."""
    return await store.database.read(lambda c: TransferResult(write_meeting(c, out, meeting), 1))


async def restore(store: SqlStore, file: RowFile, erased: ErasedList) -> ImportResult:
    """Everything into a database with nothing in it, without those erased since. NotMoved."""

    def bring(connection: Connection) -> TransferResult:
        rows = import_everything(connection, file)
        return TransferResult(rows, len(SqlLog(connection, writing=False).heads().of))

    return await _import(store, bring, erased.all())


async def import_meeting(store: SqlStore, file: RowFile, erased: ErasedList) -> ImportResult:
    """One meeting beside the others, without those erased since. NotMoved."""
    everybody = erased.all()
    its = None if everybody is None else [e for e in everybody if e.meeting == file.header.meeting]
    return await _import(
        store, lambda connection: TransferResult(import_meeting_rows(connection, file), 1), its
    )


async def _import(
    store: SqlStore, bring: Callable[[Connection], TransferResult], erasures: Sequence[Erasure] | None
) -> ImportResult:
    def work(connection: Connection) -> ImportResult:
        moved = bring(connection)
        return ImportResult(moved, None if erasures is None else erase_again(connection, erasures))

    brought = await store.database.write(work)
    await store.purge()  # Who was erased stood in the database for the length of the transaction.
    return brought


def _everything(connection: Connection, out: Sink) -> TransferResult:
    return TransferResult(
        write_everything(connection, out), len(SqlLog(connection, writing=False).heads().of)
    )


def _into_file(
    connection: Connection, path: Path, write: Callable[[Connection, Sink], TransferResult]
) -> TransferResult:
    try:
        with new_file(path) as out:
            return write(connection, out)
    except FileExistsError as error:
        raise NotTransferred(f"{path} is there already; name another file, or move that one away") from error
    except OSError as error:
        raise NotTransferred(f"{path} cannot be written: {error.strerror}") from error
