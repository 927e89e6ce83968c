"""The commands dealt with: bot.ports.store.Causes over a connection."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select

from storage.repositories.upsert import is_new
from storage.tables import cause as causes

_KNOWN = select(causes.c.id).where(causes.c.id == bindparam("id"))


@dataclass(frozen=True)
class SqlCauses:
    """Which commands have been dealt with already."""

    connection: Connection

    def first_time(self, cause: str, at: datetime) -> bool:
        """Remember the cause; False if it was there already."""
        return is_new(self.connection, causes, {"id": cause, "at": at})

    def known(self, cause: str) -> bool:
        """Whether it is there."""
        return self.connection.scalar(_KNOWN, {"id": cause}) is not None

    def forget(self, before: datetime) -> None:
        """Forget old ones."""
        self.connection.execute(delete(causes).where(causes.c.at < before))
