"""The next due moments: bot.ports.store.Timers over a connection."""

from collections.abc import Collection
from datetime import datetime

from msgspec import Struct, field
from sqlalchemy import Connection, bindparam, delete, select

from bot.ports.store import Due
from storage.repositories.upsert import put
from storage.tables import due

_NEXT = (
    select(due.c.owner, due.c.id, due.c.at)
    # Not by the owner, of which there are few: then SQLite would sort all moments of thousands of things.
    .where(due.c.owner.concat("").in_(bindparam("owners", expanding=True)))
    .order_by(due.c.at, due.c.owner, due.c.id)
    .limit(1)
)


class SqlTimers(Struct, frozen=True):
    """The next due moment of each thing that has one."""

    connection: Connection
    _set: list[datetime] = field(default_factory=list)

    @property
    def soonest(self) -> datetime | None:
        """Of those that were set over this connection's present piece of work."""
        return min(self._set, default=None)

    def met(self, moment: Due) -> None:
        """Take the moment away, unless another has been set in its place."""
        same = (due.c.owner == moment.owner) & (due.c.id == moment.id) & (due.c.at == moment.at)
        self.connection.execute(delete(due).where(same))

    def set(self, owner: str, id: str, at: datetime | None) -> None:
        """Replace the moment; None takes it away."""
        if at is None:
            self.connection.execute(delete(due).where(due.c.owner == owner, due.c.id == id))
        else:
            put(self.connection, due, {"owner": owner, "id": id, "at": at})
            self._set.append(at)

    def next(self, owners: Collection[str]) -> Due | None:
        """The earliest of these owners."""
        row = self.connection.execute(_NEXT, {"owners": list(owners)}).first()
        return None if row is None else Due(*row)

    def owners(self) -> frozenset[str]:
        """Whoever has any."""
        return frozenset(self.connection.scalars(select(due.c.owner).distinct()))
