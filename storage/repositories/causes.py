"""The commands dealt with: bot.ports.store.Causes over a connection."""

from datetime import datetime
from functools import cache

from msgspec import Struct
from sqlalchemy import Connection, Executable, bindparam, delete, select

from bot.ports.store import Begun
from storage.repositories.log import MOVES, SqlLog
from storage.repositories.upsert import adding_new, is_new
from storage.tables import cause as causes
from storage.tables import meeting as meetings
from storage.types import UtcTime

_KNOWN = select(causes.c.id).where(causes.c.id == bindparam("id"))


class SqlCauses(Struct, frozen=True):
    """Which commands have been dealt with already."""

    connection: Connection

    def begin(self, cause: str, at: datetime, meeting: str) -> Begun | None:
        """In one statement, for each one more is a way to the server and back."""
        wanted = {"cause": cause, "moment": at, "of": meeting}
        found = self.connection.execute(_beginning(self.connection.dialect.name), wanted).first()
        if found is None:
            return None
        head, moves = found
        return Begun(SqlLog(self.connection, writing=True).head(meeting) if head is None else head, moves)

    def first_time(self, cause: str, at: datetime) -> bool:
        """Remember the cause; False if it was there already."""
        return is_new(self.connection, causes, {"id": cause, "at": at})

    def known(self, cause: str) -> bool:
        """Whether it is there."""
        return self.connection.scalar(_KNOWN, {"id": cause}) is not None

    def forget(self, before: datetime) -> None:
        """Forget old ones."""
        self.connection.execute(delete(causes).where(causes.c.at < before))


@cache
def _beginning(dialect: str) -> Executable:
    head = select(meetings.c.head).where(meetings.c.id == bindparam("of")).with_for_update()
    values = {"id": bindparam("cause"), "at": bindparam("moment", type_=UtcTime)}
    return adding_new(dialect, causes).values(values).returning(head.scalar_subquery(), MOVES)
