"""Moments at which the process can end itself without a word."""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from signal import SIGKILL, Signals
from threading import Lock

from msgspec import Struct, field
from sqlalchemy import Connection, Engine, Pool, event
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.pool import ConnectionPoolEntry

CHANGED, COMMITTED = "changed", "committed"


class Moment(Struct, frozen=True):
    """What happens, and the how-manieth time in one life, so that it means the same in each."""

    name: str
    nth: int = 1

    def __str__(self) -> str:
        return f"{self.name} #{self.nth}"


class Failpoints(Struct):
    """Follows the moments of one life, and ends it (or stops it) at one of them."""

    last: Moment | None = None
    signal: Signals = SIGKILL
    moments: list[Moment] = field(default_factory=list)
    _times: Counter[str] = field(default_factory=Counter)
    _lock: Lock = field(default_factory=Lock)

    def reach(self, name: str) -> None:
        """One more moment, in whichever thread."""
        with self._lock:
            self._times[name] += 1
            moment = Moment(name, self._times[name])
            self.moments.append(moment)
        if moment == self.last:
            os.kill(os.getpid(), self.signal)

    @contextmanager
    def watch_databases(self, committed: Callable[[], None]) -> Iterator[None]:
        """Around each statement that changes something, and around the commit of one that did.

        After a commit means: before anybody who waits for it can know.
        """

        def before(connection: Connection, _cursor: DBAPICursor, statement: str, *_: object) -> None:
            if _changes(statement):
                connection.info[CHANGED] = True
                self.reach(f"before {_short(statement)}")

        def after(_c: object, _cursor: DBAPICursor, statement: str, *_: object) -> None:
            if _changes(statement):
                self.reach(f"after {_short(statement)}")

        def commit(connection: Connection) -> None:
            if connection.info.pop(CHANGED, False):
                self.reach("before COMMIT")
                connection.info[COMMITTED] = True

        def rollback(connection: Connection) -> None:
            connection.info.pop(CHANGED, None)
            connection.info.pop(COMMITTED, None)

        def given_back(_: DBAPIConnection | None, entry: ConnectionPoolEntry) -> None:
            if entry.info.pop(COMMITTED, False):
                self.reach("after COMMIT")
                committed()

        watched = (
            (Engine, "before_cursor_execute", before),
            (Engine, "after_cursor_execute", after),
            (Engine, "commit", commit),
            (Engine, "rollback", rollback),
            (Pool, "checkin", given_back),
        )
        with _listening(watched):
            yield


@contextmanager
def _listening(watched: Sequence[tuple[type, str, Callable[..., None]]]) -> Iterator[None]:
    for each in watched:
        event.listen(*each)
    try:
        yield
    finally:
        for each in watched:
            event.remove(*each)


def _changes(statement: str) -> bool:
    return (
        statement.lstrip().startswith(("INSERT", "UPDATE", "DELETE", "WITH")) and " lease " not in statement
    )


def _short(statement: str) -> str:
    return " ".join(statement.split()[:3]).removesuffix(" SET")
