"""The commands dealt with: bot.ports.store.Causes over a connection."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete

from storage.repositories.upsert import is_new
from storage.tables import cause as causes


@dataclass(frozen=True)
class SqlCauses:
    """Which commands have been dealt with already."""

    connection: Connection

    def first_time(self, cause: str, at: datetime) -> bool:
        """Remember the cause; False if it was there already."""
        return is_new(self.connection, causes, {"id": cause, "at": at})

    def forget(self, before: datetime) -> None:
        """Forget old ones."""
        self.connection.execute(delete(causes).where(causes.c.at < before))
