"""Erasing a participant of a meeting: what is known of them goes, and what the log counts stays true.

The log knows people by numbers, and so it stays as it is; its texts are gone where they stood.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import ColumnElement, Connection, delete, select, update

from bot.domain.identity import Identity
from bot.domain.meeting.events import Admitted, Linked
from bot.ports.store import EventRow, alone_with
from storage.erasure.erased_list import ErasedList, Erasure
from storage.repositories.log import SqlLog
from storage.repositories.looks import looks_of
from storage.repositories.people import SqlPeople
from storage.store import SqlStore
from storage.tables import account, fact, free_text, outbox, person, sighting, used


@dataclass(frozen=True)
class Traces:
    """All that is known of a participant."""

    meeting: str
    numbers: tuple[int, ...]
    """Theirs first, then those of people who turned out to be them: older copies know them by these."""
    named: bool
    """Whether there is a name or a language."""
    accounts: tuple[Identity, ...]
    used: tuple[Identity, ...]
    """Those of the accounts whose direct chat is about this meeting."""
    texts: tuple[str, ...]
    messages: tuple[int, ...]
    """What was or is to be sent to them alone, by its number in the outbox."""

    @property
    def any(self) -> bool:
        """Whether anything is left to erase."""
        return self.named or any((self.accounts, self.used, self.texts, self.messages))


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
        return traces

    return await store.database.write(work)


def traces_of(connection: Connection, meeting: str, number: int) -> Traces:
    """Everything there is of them; nothing is changed yet."""
    people = SqlPeople(connection)
    profile = people.profiles(meeting).get(number)
    accounts = tuple(each.identity for each in people.accounts(meeting) if each.person == number)
    messages = _messages(connection, meeting, accounts)
    return Traces(
        meeting,
        (number, *_linked(connection, meeting, number)),
        named=profile is not None and (profile.name is not None or profile.language is not None),
        accounts=accounts,
        used=tuple(each for each in accounts if people.used(each) == meeting),
        texts=_texts(connection, meeting, number, messages.values()),
        messages=tuple(messages),
    )


def erase(connection: Connection, traces: Traces) -> None:
    """Take it all away; the number stays, as a guest's without a name."""
    where = (person.c.meeting == traces.meeting) & (person.c.number == traces.numbers[0])
    nothing = {"name": None, "kind": "guest", "language": None, **looks_of(None)}
    connection.execute(update(person).where(where).values(**nothing))
    theirs = (account.c.meeting == traces.meeting) & (account.c.person == traces.numbers[0])
    connection.execute(delete(account).where(theirs))
    for each in traces.accounts:
        where = (sighting.c.platform == each.platform) & (sighting.c.native_id == each.id)
        connection.execute(delete(sighting).where(where, sighting.c.meeting == traces.meeting))
    for each in traces.used:
        connection.execute(delete(used).where(used.c.platform == each.platform, used.c.native_id == each.id))
    connection.execute(delete(outbox).where(outbox.c.id.in_(traces.messages)))
    connection.execute(
        delete(free_text).where(_in(free_text.c.meeting, traces.meeting), free_text.c.id.in_(traces.texts))
    )


def remember_and_erase(connection: Connection, traces: Traces, erased: ErasedList, now: datetime) -> None:
    """The same, with the numbers on the list before anything goes: better there twice than not at all."""
    given = _given(connection, traces.meeting)
    at = max([now, *(given[number] for number in traces.numbers if number in given)])
    erased.remember([Erasure(traces.meeting, number, at) for number in traces.numbers])
    erase(connection, traces)


def erase_again(connection: Connection, erasures: Iterable[Erasure]) -> int:
    """Of rows that came from an older copy, those of people erased since; how many people those were."""
    count = 0
    for meeting, its in groupby(sorted(erasures, key=lambda each: each.meeting), lambda each: each.meeting):
        given = _given(connection, meeting)
        # A number given out later than it was erased is somebody else's: the log had gone back in between.
        for number in {e.person for e in its if e.person not in given or given[e.person] <= e.at}:
            traces = traces_of(connection, meeting, number)
            erase(connection, traces)
            count += traces.any
    return count


def _messages(connection: Connection, meeting: str, accounts: Sequence[Identity]) -> dict[int, str]:
    """By their number the keys of those to these accounts, sent or not, and of what lets them in or speak."""
    c, alone = outbox.c, {alone_with(each) for each in accounts}
    wanted = select(c.id, c.key, c.destination, c.payload).where(
        _in(c.meeting, meeting),
        c.destination.in_(alone) | (c.action.in_(("let-in", "seat")) & c.state.in_(("new", "aside"))),
    )
    whose = [{"platform": each.platform, "id": each.id} for each in accounts]
    rows = connection.execute(wanted).all()
    return {row.id: row.key for row in rows if row.destination in alone or row.payload.get("who") in whose}


def _texts(connection: Connection, meeting: str, number: int, keys: Collection[str]) -> tuple[str, ...]:
    """What they wrote, and what messages to them quoted."""
    c = free_text.c
    own = (c.meeting == meeting) & (c.person == number)
    theirs = select(c.id).where(_in(c.meeting, meeting), own | c.delivery.in_(keys))
    return tuple(connection.scalars(theirs))


def _in(column: ColumnElement[str], meeting: str) -> ColumnElement[bool]:
    """Of the meeting, or of none, as answers are that were given before it was clear which one was meant."""
    return column.in_((meeting, ""))


def _linked(connection: Connection, meeting: str, number: int) -> Sequence[int]:
    """Those who turned out to be the same person, the last one first; who is gone takes in nobody more."""
    numbers = [number]
    for row in reversed(_events(connection, meeting, Linked.kind)):
        if row.data["kept"] in numbers:
            numbers.append(int(str(row.data["gone"])))
    return numbers[1:]


def _given(connection: Connection, meeting: str) -> Mapping[int, datetime]:
    """When each number was given out."""
    admitted = _events(connection, meeting, Admitted.kind)
    return {int(str(row.data["person"])): row.at for row in admitted}


def _events(connection: Connection, meeting: str, kind: str) -> Sequence[EventRow]:
    c = fact.c
    wanted = select(c.seq, c.at, c.kind, c.data, c.cause).where(c.meeting == meeting, c.kind == kind)
    return [EventRow(*row) for row in connection.execute(wanted.order_by(c.seq))]
