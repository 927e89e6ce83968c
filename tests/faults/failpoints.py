"""Moments at which the process can end itself without a word."""

import os
import signal
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.interfaces import DBAPICursor

CHANGED = "changed"


@dataclass
class Failpoints:
    """Counts the moments of one life, and kills it at the one of that number (0: never)."""

    last: int = 0
    passed: int = 0
    names: list[str] = field(default_factory=list)

    def reach(self, name: str) -> None:
        """One more moment."""
        self.passed += 1
        self.names.append(name)
        if self.passed == self.last:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch_databases(self) -> None:
        """Before and after each statement that changes something, and before the commit of one that did."""

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

        event.listen(Engine, "before_cursor_execute", before)
        event.listen(Engine, "after_cursor_execute", after)
        event.listen(Engine, "commit", commit)


def _changes(statement: str) -> bool:
    return statement.lstrip().startswith(("INSERT", "UPDATE", "DELETE")) and " lease " not in statement


def _short(statement: str) -> str:
    return " ".join(statement.split()[:3])
