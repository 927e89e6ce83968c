"""What an operator has done: erasing somebody by number or account, while the bot serves or not."""

from datetime import datetime

from sqlalchemy import Connection

from bot.domain.identity import Identity
from bot.ports.store import Traces
from storage.erasure.erase import leave_group, remember_and_erase, traces_of
from storage.erasure.erased_list import ErasedList
from storage.repositories.log import SqlLog
from storage.repositories.people import SqlPeople
from storage.store import SqlStore


class Nobody(LookupError):
    """The meeting has no such participant."""


def find(connection: Connection, meeting: str, who: int | Identity) -> Traces:
    """By their number or one of their accounts; Nobody if there is none."""
    people = SqlPeople(connection)
    number = people.person(meeting, who) if isinstance(who, Identity) else who
    if number is None or number not in people.profiles(meeting):
        raise Nobody(f"the meeting {meeting} has no such participant in the database")
    return traces_of(connection, meeting, number)


async def known(store: SqlStore, meeting: str, who: int | Identity) -> Traces:
    """What would be erased; Nobody if there is no such participant."""
    return await store.database.read(lambda connection: find(connection, meeting, who))


async def erase_person(
    store: SqlStore, meeting: str, who: int | Identity, erased: ErasedList, now: datetime
) -> Traces:
    """Erase a participant, and return what there was of them; Nobody if there is no such one."""

    def work(connection: Connection) -> Traces:
        SqlLog(connection, writing=True).head(meeting)  # Others wait, and add nothing about them meanwhile.
        traces = find(connection, meeting, who)
        remember_and_erase(connection, traces, erased, now)
        leave_group(connection, traces, now)
        return traces

    return await store.database.write(work)
