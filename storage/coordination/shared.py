"""How the processes on one database get on with each other, where a database can have several."""

from uuid import uuid4

from bot.ports.coordination import ProcessCoordination
from storage.coordination.leases import SharedLeases
from storage.coordination.wakeups import SharedWakeups
from storage.databases.postgresql import PostgresDatabase
from storage.store import SqlStore


def coordination_on(store: SqlStore) -> ProcessCoordination | None:
    """The part of this process, which has just started; None where it has the database to itself."""
    database, owner = store.database, uuid4().hex
    if not isinstance(database, PostgresDatabase):
        return None
    return ProcessCoordination(
        SharedLeases(database, owner, erased=store.erased), SharedWakeups(database, owner)
    )
