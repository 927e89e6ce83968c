"""One transaction, with its parts bundled."""

from msgspec import Struct
from sqlalchemy import Connection

from bot.ports.store import Commit
from storage.databases.commits import commit_of
from storage.erasure.erased_list import IN_THIS_FOLDER, ErasedList
from storage.erasure.erasing import SqlErasing
from storage.groups.records import SqlRecords
from storage.people.accounts import KnownAccounts
from storage.repositories.boards import SqlBoards
from storage.repositories.causes import SqlCauses
from storage.repositories.log import SqlLog
from storage.repositories.outages import SqlOutages
from storage.repositories.outbox import SqlOutbox
from storage.repositories.people import SqlPeople
from storage.repositories.setup import SqlPlanned, SqlSetup
from storage.repositories.timers import SqlTimers


class SqlTransaction(Struct, frozen=True):
    """bot.ports.store.Transaction over one connection."""

    log: SqlLog
    causes: SqlCauses
    outbox: SqlOutbox
    timers: SqlTimers
    people: SqlPeople
    erasing: SqlErasing
    boards: SqlBoards
    outages: SqlOutages
    planned: SqlPlanned
    setup: SqlSetup
    records: SqlRecords
    commit: Commit


def over(connection: Connection, *, writing: bool, erased: ErasedList = IN_THIS_FOLDER) -> SqlTransaction:
    """The parts over a connection whose transaction has begun."""
    known_accounts = KnownAccounts()
    return SqlTransaction(
        SqlLog(connection, writing),
        SqlCauses(connection),
        SqlOutbox(connection),
        SqlTimers(connection),
        SqlPeople(connection, known_accounts),
        SqlErasing(connection, erased, known_accounts),
        SqlBoards(connection),
        SqlOutages(connection),
        SqlPlanned(connection),
        SqlSetup(connection),
        SqlRecords(connection),
        commit_of(connection),
    )
