"""Which commit a connection's transaction is on its way to."""

from sqlalchemy import Connection

from bot.ports.store import Commit

_KEY = "evenfloor.commit"


def approaching(connection: Connection) -> Commit:
    """The end of a transaction that has just begun."""
    commit = Commit()
    connection.info[_KEY] = commit
    return commit


def commit_of(connection: Connection) -> Commit:
    """The end of the transaction that is under way."""
    found: Commit = connection.info[_KEY]
    return found
