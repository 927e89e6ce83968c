"""How far the platforms have been read: bot.ports.sync_positions.SyncPositions in the database."""

from msgspec import Struct
from sqlalchemy import select

from storage.databases.database import Database
from storage.repositories.upsert import put
from storage.tables import cursor


class SqlSyncPositions(Struct, frozen=True):
    """Each in a transaction of its own: no decision depends on them."""

    database: Database

    async def load(self, name: str) -> str | None:
        """The last value saved under the name."""
        wanted = select(cursor.c.value).where(cursor.c.name == name)
        return await self.database.read(lambda connection: connection.scalar(wanted))

    async def save(self, name: str, value: str) -> None:
        """Keep the value; on return it is kept."""
        await self.database.write(lambda connection: put(connection, cursor, {"name": name, "value": value}))
