"""What is done when people are to be reminded of a statement, and when its deadline comes."""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from bot.domain.changing import replace
from bot.domain.meeting.decision import Change, Discard, Keep, SideEffect, Wake
from bot.domain.meeting.group.membership import is_member
from bot.domain.meeting.state import Meeting
from bot.domain.message import offering, say
from bot.domain.statement.counts import counts_of, written
from bot.domain.statement.rows import Signature, Statement, StatementReminder
from bot.domain.statement.rules import closes, next_moment, reminder, standing, to_remind
from bot.ports.clock import Clock
from bot.ports.store import Store, Transaction
from bot.reactions.effects import Effect, Tell, TellPerson
from bot.services.event_writer import Cause, EventWriter
from bot.services.groups.keeping import due_cause, of_due_id
from bot.services.inbound.deciding.everywhere import one_person
from bot.services.meeting_repository import MeetingRepository
from bot.views.statement.statements import deadline, final, steps, title


class StatementTimers(Struct, frozen=True):
    """bot.services.scheduling.scheduler.TimerOwner for statements."""

    repository: MeetingRepository
    event_writer: EventWriter
    clock: Clock

    async def prepare(self, store: Store) -> None:
        """Nothing follows from elsewhere."""
        del store

    def happen(self, tx: Transaction, id: str) -> None:
        """Either of both, once; a reminder that comes after the deadline says nothing any more."""
        group, number = of_due_id(id)
        records, now = tx.records.of(group), self.clock.now()
        statement = records.get(Statement, number)
        if statement is None or statement.final is not None:
            return
        loaded, kept, told = self.repository.load(tx, group), tuple[SideEffect, ...](), tuple[Effect, ...]()
        if now >= closes(statement):
            statement, kept, told = _ended(tx, loaded.meeting, statement, now)
        elif _due(statement, now):
            kept, told = _reminders(tx, loaded.meeting, statement)
            statement = replace(statement, reminded=now)
        change = Change((), (Keep(statement), *kept, Wake(statement, next_moment(statement))))
        cause = Cause(due_cause(Statement, id, now.isoformat()), now)
        _, following = self.event_writer.record(tx, loaded, change, cause, told)
        self.event_writer.hand_in(tx, following)


def _due(statement: Statement, now: datetime) -> bool:
    at = reminder(statement)
    return at is not None and at <= now and statement.reminded is None


def _reminders(
    tx: Transaction, group: Meeting, statement: Statement
) -> tuple[tuple[SideEffect, ...], tuple[Effect, ...]]:
    records = tx.records.of(group.plan.id)
    wish = records.all(StatementReminder, statement=statement.number)
    rows = records.all(Signature, statement=statement.number)
    signed = {
        one for each in standing(group, statement, rows) for one in one_person(tx, group.plan.id, each.person)
    }
    told = say(
        "statement-reminder", number=statement.number, title=title(statement), deadline=deadline(statement)
    )
    message, people = (
        offering(told, steps(statement)[0]),
        to_remind(group, [each.person for each in wish], signed),
    )
    effects = tuple(TellPerson(each, message, expires=closes(statement)) for each in people)
    return tuple(map(Discard, wish)), effects


def _ended(
    tx: Transaction, group: Meeting, statement: Statement, now: datetime
) -> tuple[Statement, tuple[SideEffect, ...], tuple[Effect, ...]]:
    """Who is under it then stays under it, once; of all others a number is left."""
    records = tx.records.of(group.plan.id)
    signatures = records.all(Signature, statement=statement.number)
    wish = records.all(StatementReminder, statement=statement.number)
    stand, known = _once(tx, group, standing(group, statement, signatures), frozenset())
    earlier, _ = _once(tx, group, [each for each in signatures if is_member(group, each.person)], known)
    counts = counts_of(group, [each.person for each in stand], len(earlier))
    ended = replace(statement, final=now, counts=written(counts))
    told = tuple(Tell(place, message) for place in group.channels for message in final(ended, counts.total))
    others = [Discard(each) for each in signatures if each not in stand]
    return ended, (*others, *map(Discard, wish)), told


def _once(
    tx: Transaction, group: Meeting, signatures: Sequence[Signature], known: frozenset[int]
) -> tuple[list[Signature], frozenset[int]]:
    """One of each person, whose accounts may have been linked since; and everybody whom that accounts for."""
    found = list[Signature]()
    for each in signatures:
        if each.person not in known:
            found.append(each)
            known |= frozenset(one_person(tx, group.plan.id, each.person))
    return found, known
