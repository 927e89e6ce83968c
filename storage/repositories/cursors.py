"""How far platforms have been read: bot.ports.store.Cursors over a connection."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from storage.repositories.upsert import put
from storage.tables import cursor


@dataclass(frozen=True)
class SqlCursors:
    """How far each platform connection has been read."""

    connection: Connection

    def get(self, name: str) -> str | None:
        """The last value."""
        return self.connection.scalar(select(cursor.c.value).where(cursor.c.name == name))

    def set(self, name: str, value: str) -> None:
        """Replace it."""
        put(self.connection, cursor, {"name": name, "value": value})
