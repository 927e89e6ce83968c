"""Using a database alone, where it can be used by one running program only."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import make_url

from storage.databases.sqlite import path_of


class LockTaken(Exception):
    """Another program runs on the database, and what to do about it."""


@contextmanager
def file_lock(url: str) -> Iterator[None]:
    """Of an SQLite file, until the end or the process's death; Taken if another process has it.

    Two bots on one file would each answer everything. PostgreSQL is made to be shared.
    """
    target = make_url(url)
    if target.get_backend_name() != "sqlite":
        yield
        return
    lock = path_of(target).with_name(f"{path_of(target).name}.lock")
    file = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise LockTaken(
                f"Another `evenfloor run` uses {target.database}. Stop it; to run several, use PostgreSQL."
            ) from error
        yield
    finally:
        os.close(file)
