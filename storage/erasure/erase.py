"""Erasing a participant of a meeting: what is known of them goes, and what the log counts stays true.

The log knows people by numbers, and so it stays as it is; its texts are gone where they stood.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from sqlalchemy import ColumnElement, Connection, delete, select, update

from bot.domain.identity import Identity
from bot.domain.meeting.events import Admitted, Linked
from bot.domain.plan import GROUP
from bot.domain.tags import tag_of
from bot.ports.store import FORGETTING, EventRow, Traces, alone_with
from storage.erasure.erased_list import ErasedList, Erasure
from storage.erasure.works import erase_all_works, erase_works, staying, works_of
from storage.people.looks import looks_of
from storage.repositories.people import SqlPeople
from storage.repositories.timers import SqlTimers
from storage.tables import account, draft, fact, free_text, outbox, person, said, sighting, used


def traces_of(connection: Connection, meeting: str, number: int) -> Traces:
    """Everything there is of them; nothing is changed yet."""
    people = SqlPeople(connection)
    profile = people.profiles(meeting).get(number)
    accounts = tuple(each.identity for each in people.accounts(meeting) if each.person == number)
    numbers = (number, *_linked(connection, meeting, number))
    messages = _messages(connection, meeting, accounts, numbers)
    works = works_of(connection, meeting, numbers)
    return Traces(
        meeting,
        numbers,
        named=profile is not None and (profile.name is not None or profile.language is not None),
        accounts=accounts,
        used=tuple(each for each in accounts if _uses(people, each, meeting)),
        texts=_texts(connection, meeting, number, messages.values(), staying(works)),
        messages=tuple(messages),
        drafts=tuple(each for each in accounts if _drafts(connection, each)),
        works=works,
    )


def erase(connection: Connection, traces: Traces) -> None:
    """Take it all away; the number stays, as a guest's without a name."""
    erase_works(connection, traces.meeting, traces.numbers, traces.works)
    where = (person.c.meeting == traces.meeting) & (person.c.number == traces.numbers[0])
    nothing = {"name": None, "kind": "guest", "language": None, **looks_of(None)}
    connection.execute(update(person).where(where).values(**nothing))
    theirs = (account.c.meeting == traces.meeting) & (account.c.person == traces.numbers[0])
    connection.execute(delete(account).where(theirs))
    for each in traces.accounts:
        where = (sighting.c.platform == each.platform) & (sighting.c.native_id == each.id)
        connection.execute(delete(sighting).where(where, sighting.c.meeting == traces.meeting))
        alone = said.c.alone.in_([True]) & (said.c.platform == each.platform) & (said.c.where == each.id)
        connection.execute(delete(said).where(said.c.meeting == traces.meeting, alone))
    for each in traces.used:
        connection.execute(delete(used).where(used.c.platform == each.platform, used.c.native_id == each.id))
    for each in traces.drafts:
        connection.execute(delete(draft).where(_is_of(each)))
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


def end_group(connection: Connection, group: str, erased: ErasedList, at: datetime) -> None:
    """Everybody in a group, and all that they worked with there."""
    people = sorted(SqlPeople(connection).profiles(group))
    erased.remember([Erasure(group, number, at) for number in people])
    for number in people:
        erase(connection, traces_of(connection, group, number))
    erase_all_works(connection, group)


def leave_group(connection: Connection, traces: Traces, at: datetime) -> None:
    """The bot takes them out of the group, if it was one, when it next runs."""
    if traces.meeting.startswith(GROUP):
        SqlTimers(connection).set(FORGETTING, f"{traces.meeting} {traces.numbers[0]}", at)


def erase_again(connection: Connection, erasures: Iterable[Erasure]) -> int:
    """Of rows that came from an older copy, those of people erased since; how many people those were."""
    count = 0
    for meeting, its in groupby(sorted(erasures, key=lambda each: each.meeting), lambda each: each.meeting):
        given, entries = _given(connection, meeting), list(its)
        # A number given out later than it was erased is somebody else's: the log had gone back in between.
        for number in {e.person for e in entries if e.person not in given or given[e.person] <= e.at}:
            traces = traces_of(connection, meeting, number)
            erase(connection, traces)
            leave_group(connection, traces, max(each.at for each in entries))
            count += traces.any
    return count


def _messages(
    connection: Connection, meeting: str, accounts: Sequence[Identity], numbers: Collection[int]
) -> dict[int, str]:
    """Keys by number: what went or goes to these accounts, what lets them in, out or speak, or takes back."""
    c, alone = outbox.c, {alone_with(each) for each in accounts}
    wanted = select(c.id, c.key, c.destination, c.payload).where(
        _in(c.meeting, meeting),
        c.destination.in_(alone)
        | (
            c.action.in_(("let-in", "take-out", "seat", "take-back", "relay", "unrelay"))
            & c.state.in_(("new", "aside"))
        ),
    )
    whose = [{"platform": each.platform, "id": each.id} for each in accounts]
    rows = connection.execute(wanted).all()
    return {
        row.id: row.key
        for row in rows
        if row.destination in alone or row.payload.get("who") in whose or row.payload.get("person") in numbers
    }


def _uses(people: SqlPeople, who: Identity, meeting: str) -> bool:
    """Whether the account's direct chat is about this meeting, or about one that knows nothing of it."""
    used_in = people.used(who)
    return used_in is not None and (used_in == meeting or people.person(used_in, who) is None)


def _drafts(connection: Connection, who: Identity) -> bool:
    return connection.scalar(select(draft.c.round).where(_is_of(who))) is not None


def _is_of(who: Identity) -> ColumnElement[bool]:
    return (draft.c.platform == who.platform) & (draft.c.native_id == who.id)


def _texts(
    connection: Connection,
    meeting: str,
    number: int,
    keys: Collection[str],
    stays: ColumnElement[bool],
) -> tuple[str, ...]:
    """What they wrote and does not stay without them, and what messages to them quoted."""
    c = free_text.c
    own = (c.meeting == meeting) & (c.person == number) & ~stays
    theirs = select(c.id).where(_in(c.meeting, meeting), own | c.delivery.in_(keys))
    return tuple(connection.scalars(theirs))


def _in(column: ColumnElement[str], meeting: str) -> ColumnElement[bool]:
    """Of the meeting, or of none, as answers are that were given before it was clear which one was meant."""
    return column.in_((meeting, ""))


def _linked(connection: Connection, meeting: str, number: int) -> Sequence[int]:
    """Those who turned out to be the same person, the last one first; who is gone takes in nobody more."""
    numbers = [number]
    for row in reversed(_events(connection, meeting, tag_of(Linked))):
        if row.data["kept"] in numbers:
            numbers.append(int(str(row.data["gone"])))
    return numbers[1:]


def _given(connection: Connection, meeting: str) -> Mapping[int, datetime]:
    """When each number was given out."""
    admitted = _events(connection, meeting, tag_of(Admitted))
    return {int(str(row.data["person"])): row.at for row in admitted}


def _events(connection: Connection, meeting: str, kind: str) -> Sequence[EventRow]:
    c = fact.c
    wanted = select(c.seq, c.at, c.kind, c.data, c.cause).where(c.meeting == meeting, c.kind == kind)
    return [EventRow(*row) for row in connection.execute(wanted.order_by(c.seq))]
