"""Which platforms and rooms cannot be served: bot.ports.store.Outages over a connection."""

from datetime import datetime

from msgspec import Struct
from sqlalchemy import Connection, delete, select

from storage.repositories.upsert import is_new
from storage.tables import outage


class SqlOutages(Struct, frozen=True):
    """Since when each of them stands still."""

    connection: Connection

    def begin(self, what: str, at: datetime) -> bool:
        """Note it; False if it stands still already."""
        return is_new(self.connection, outage, {"platform": what, "since": at})

    def since(self, what: str) -> datetime | None:
        """Since when it stands still; None if it does not."""
        return self.connection.scalar(select(outage.c.since).where(outage.c.platform == what))

    def end(self, what: str) -> datetime | None:
        """Note that it is over, and return since when it was so; None if it was not."""
        its = outage.c.platform == what
        since = self.connection.scalar(select(outage.c.since).where(its).with_for_update())
        self.connection.execute(delete(outage).where(its))
        return since
