"""A backup is one moment, taken while others write, and it is there whole or not at all."""

import asyncio
import errno
import json
import os
import stat
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from sqlalchemy import Connection

from bot.ports.store import Store, Transaction
from storage.files import append_lines, new_file
from storage.store import open_store
from storage.transfer.format import NotTransferred
from storage.transfer.writer import Sink, write_everything, write_meeting
from tests.contracts.store.samples import delivery, row
from tests.storage.transfer.conftest import BackUp


def one_more(tx: Transaction) -> None:
    """An event and its outbox row at once."""
    head = tx.log.head("m") + 1
    tx.log.append("m", [row(head)])
    tx.outbox.add([delivery(str(head), meeting="m")])


class Busy:
    """Takes lines; while it has the first of many rows, somebody else commits."""

    def __init__(self, store: Store, loop: asyncio.AbstractEventLoop) -> None:
        self.lines: list[bytes] = []
        self._store, self._loop = store, loop
        self._rows: dict[str, int] = {}

    def write(self, line: bytes) -> None:
        self.lines.append(line)
        table = json.loads(line).get("table", "")
        self._rows[table] = self._rows.get(table, 0) + 1
        if self._rows[table] == 1:
            committed = asyncio.run_coroutine_threadsafe(self._store.write(one_more), self._loop)
            committed.result(timeout=20)

    def count(self, table: str) -> int:
        return self._rows.get(table, 0)


WRITING: Mapping[str, Callable[[Connection, Sink], int]] = {
    "everything": write_everything,
    "a meeting": lambda connection, out: write_meeting(connection, out, "m"),
}


@pytest.mark.parametrize("what", WRITING)
async def test_it_is_one_moment_and_holds_up_nobody(what: str, source: str) -> None:
    async with open_store(source) as store:
        for _ in range(3):
            await store.write(one_more)
        out = Busy(store, asyncio.get_running_loop())
        await store.database.read(lambda connection: WRITING[what](connection, out))
        head = next(json.loads(line)["head"] for line in out.lines if b'"table":"meeting"' in line)
        assert (out.count("fact"), out.count("outbox")) == (head, head)
        assert await store.read(lambda tx: tx.log.head("m")) > head >= 3


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("mine")
    with pytest.raises(FileExistsError), new_file(path):
        pass
    assert path.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [path]


def test_one_that_came_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "file"

    def write() -> None:
        with new_file(path) as out:
            out.write(b"ours")
            path.write_text("mine")

    with pytest.raises(FileExistsError):
        write()
    assert path.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [path]


def test_half_a_file_has_no_name_and_does_not_stay(tmp_path: Path) -> None:
    def write() -> None:
        with new_file(tmp_path / "file") as out:
            out.write(b"half")
            assert [each.suffix for each in tmp_path.iterdir()] == [".part"]
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        write()
    assert list(tmp_path.iterdir()) == []


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with new_file(tmp_path / "file") as out:
            out.write(b"whole")
        append_lines(tmp_path / "list", b"a\n")
    finally:
        os.umask(before)
    assert [stat.S_IMODE(each.stat().st_mode) for each in tmp_path.iterdir()] == [0o600, 0o600]
    assert (tmp_path / "file").read_bytes() == b"whole"


def test_a_line_is_added_behind_half_a_one(tmp_path: Path) -> None:
    path = tmp_path / "list"
    append_lines(path, b"a\n")
    path.write_bytes(b"a\nha")
    append_lines(path, b"b\nc\n")
    assert path.read_bytes() == b"a\nha\nb\nc\n"


async def test_where_nothing_can_be_written_it_is_told(here: str, back_up: BackUp) -> None:
    with pytest.raises(NotTransferred, match="nowhere/file cannot be written: No such file"):
        await back_up(here, "nowhere/file")
    await back_up(here, "file")
    with pytest.raises(NotTransferred, match="file is there already; name another"):
        await back_up(here, "file")
