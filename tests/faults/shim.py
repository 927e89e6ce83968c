"""As much of Python's database interface over apsw as SQLAlchemy's dialect for SQLite asks for.

Python's own sqlite3 cannot be given a file system; apsw can.
"""

from collections.abc import Callable, Iterable, Sequence

import apsw

Value = int | float | bytes | str | None
Values = Sequence[Value]


class ApswConnection:
    """A connection that begins no transaction by itself."""

    isolation_level = None

    def __init__(self, uri: str, vfs: str, pragmas: Iterable[str]) -> None:
        flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_URI
        self.connection = apsw.Connection(uri, flags=flags, vfs=vfs)
        for pragma in pragmas:
            self.connection.execute(f"PRAGMA {pragma}").fetchall()

    def cursor(self) -> "ApswCursor":
        return ApswCursor(self.connection)

    def create_function(
        self, name: str, narg: int, func: Callable[..., Value], *, deterministic: bool = False
    ) -> None:
        self.connection.create_scalar_function(name, func, narg, deterministic=deterministic)

    def commit(self) -> None:
        if self.connection.in_transaction:
            self.connection.execute("COMMIT")

    def rollback(self) -> None:
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")

    def close(self) -> None:
        self.connection.close()


class ApswCursor:
    """One statement at a time, its rows read at once."""

    arraysize = 1

    def __init__(self, connection: apsw.Connection) -> None:
        self.connection = connection
        self.description: Sequence[tuple[str | None, ...]] | None = None
        self.rowcount, self.lastrowid = -1, 0
        self.rows: list[Values] = []

    def execute(self, statement: str, values: Values = ()) -> "ApswCursor":
        before = self.connection.total_changes()
        cursor = self.connection.cursor()
        cursor.exec_trace = self._note_columns  # later they cannot be asked for if there are no rows
        cursor.execute(statement, values)
        self.rows = list(cursor.fetchall())
        # What triggers change beside it does not count, as with Python's own.
        self.rowcount = self.connection.changes() if self.connection.total_changes() > before else 0
        self.lastrowid = self.connection.last_insert_rowid()
        return self

    def _note_columns(self, cursor: apsw.Cursor, _statement: str, _values: object) -> bool:
        columns = cursor.get_description()
        self.description = [(each[0], *[None] * 6) for each in columns] or None
        return True

    def executemany(self, statement: str, rows: Iterable[Values]) -> "ApswCursor":
        changed = 0
        for values in rows:
            changed += self.execute(statement, values).rowcount
        self.rowcount = changed
        return self

    def fetchone(self) -> Values | None:
        return self.rows.pop(0) if self.rows else None

    def fetchmany(self, size: int = 1) -> list[Values]:
        taken, self.rows = self.rows[:size], self.rows[size:]
        return taken

    def fetchall(self) -> list[Values]:
        taken, self.rows = self.rows, []
        return taken

    def close(self) -> None:
        self.rows = []
