"""Whatever the folder, the umask and the past: what is private is its owner's alone."""

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url

from bot.private_files import make_private, shut
from storage.databases.sqlite import SqliteDatabase
from storage.files import append_lines
from storage.migrating import migrate


@pytest.fixture(autouse=True)
def open_to_all() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def modes(folder: Path) -> set[int]:
    return {mode(each) for each in folder.iterdir()}


def test_a_new_file_and_an_older_one_are_their_owners_alone(tmp_path: Path) -> None:
    new, old = tmp_path / "new", tmp_path / "old"
    old.write_text("kept")
    old.chmod(0o664)
    for path in (new, old):
        make_private(path)
        assert mode(path) == 0o600
    assert old.read_text() == "kept"
    assert not shut(old)
    assert not shut(tmp_path / "none")


def test_a_list_that_was_open_to_all_is_shut_when_it_grows(tmp_path: Path) -> None:
    path = tmp_path / "erased.jsonl"
    path.touch(mode=0o666)
    append_lines(path, b"7\n")
    assert mode(path) == 0o600


async def test_a_database_that_was_copied_from_elsewhere_is_shut(tmp_path: Path) -> None:
    path = tmp_path / "evenfloor.db"
    migrate(f"sqlite:///{path}")
    assert mode(path) == 0o600
    path.chmod(0o644)
    database = SqliteDatabase(make_url(f"sqlite:///{path}"))
    try:
        await database.write(lambda connection: connection.exec_driver_sql("CREATE TABLE more (id INTEGER)"))
        assert modes(tmp_path) == {0o600}, "its log and its index too"
    finally:
        await database.close()


async def test_what_a_kill_left_beside_a_copied_database_is_shut_too(tmp_path: Path) -> None:
    left, copy = tmp_path / "left", tmp_path / "copy"
    left.mkdir()
    copy.mkdir()
    with closing(sqlite3.connect(left / "evenfloor.db")) as running:
        running.execute("PRAGMA journal_mode=WAL")
        running.execute("CREATE TABLE names (name TEXT)")
        running.commit()
        for file in left.iterdir():
            (copy / file.name).write_bytes(file.read_bytes())
    assert modes(copy) == {0o666}
    database = SqliteDatabase(make_url(f"sqlite:///{copy / 'evenfloor.db'}"))
    try:
        assert modes(copy) == {0o600}
        await database.read(lambda connection: connection.exec_driver_sql("SELECT * FROM names").all())
        assert modes(copy) == {0o600}
    finally:
        await database.close()
