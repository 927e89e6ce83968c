"""How the processes on one database get on with each other, where a database can have several."""

from uuid import uuid4

from bot.ports.colleagues import Colleagues
from storage.leases import SharedLeases
from storage.postgresql import PostgresDatabase
from storage.store import SqlStore
from storage.wakeups import SharedWakeups


def colleagues_on(store: SqlStore) -> Colleagues | None:
    """The part of this process, which has just started; None where it has the database to itself."""
    database, owner = store.database, uuid4().hex
    if not isinstance(database, PostgresDatabase):
        return None
    return Colleagues(SharedLeases(database, owner), SharedWakeups(database, owner))
