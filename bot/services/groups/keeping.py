"""What a group works with, as a decision leaves it."""

from datetime import datetime, timedelta
from typing import assert_never

from bot.domain.changing import replace
from bot.domain.group.rows import Member, Row, WorkingGroup
from bot.domain.identity import Identity
from bot.domain.meeting.decision import Discard, Forget, Keep, OfGroup, Review, Wake
from bot.domain.meeting.group.membership import is_member
from bot.domain.meeting.state import Meeting
from bot.ports.store import FORGETTING, RETENTION, Transaction

NOTED_ANEW = timedelta(days=1)
"""So exactly is kept when somebody last did something."""


def keep_record(tx: Transaction, group: str, change: OfGroup) -> None:
    """In the transaction of the decision."""
    match change:
        case Keep(row):
            tx.records.put(group, row)
        case Discard(row):
            tx.records.drop(group, row)
            tx.timers.set(owner_of(type(row)), due_id(group, row), None)
        case Wake(row, at):
            tx.timers.set(owner_of(type(row)), due_id(group, row), at)
        case Forget(meeting, person, at):
            tx.timers.set(FORGETTING, f"{meeting} {person}", at)
        case Review(at):
            tx.timers.set(RETENTION, group, at)
        case _:
            assert_never(change)


def wake_working_groups(tx: Transaction, group: str, now: datetime) -> None:
    """Somebody has left the group, so its working groups are looked at: they are of its people alone."""
    for row in tx.records.of(group).all(WorkingGroup):
        if row.closed is None:
            tx.timers.set(owner_of(WorkingGroup), due_id(group, row), now)


def note_active(tx: Transaction, group: Meeting, who: Identity, now: datetime) -> None:
    """That somebody did something in the group, as exactly as a day."""
    person = tx.people.person(group.plan.id, who)
    if person is None or not is_member(group, person):
        return
    known = tx.records.of(group.plan.id).get(Member, person) or Member(person, now, now)
    if known.since == now or now - known.active >= NOTED_ANEW:
        tx.records.put(group.plan.id, replace(known, active=now))


def owner_of(kind: type[Row]) -> str:
    """The owner of the due moments of such rows."""
    return kind.__name__.lower()


def due_id(group: str, row: Row) -> str:
    """Under which a row has its due moment."""
    return f"{group} {row.number}"


def due_cause(kind: type[Row], id: str, what: str) -> str:
    """The cause of what is done then: rows of each kind are counted from one, and can be due together."""
    return f"due/{owner_of(kind)}/{id}/{what}"


def of_due_id(id: str) -> tuple[str, int]:
    """The group and the number."""
    group, _, number = id.rpartition(" ")
    return group, int(number)
