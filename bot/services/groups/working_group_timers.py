"""What is done about a working group: it is begun, kept to the group's people, and closed."""

from collections.abc import Sequence

from msgspec import Struct

from bot.domain.changing import replace
from bot.domain.group.digest.times import keeping
from bot.domain.group.rows import ActionItem, KeyDate, Settings, WorkingGroup, text_id
from bot.domain.group.working import working_plan
from bot.domain.meeting.decision import Change, Keep, SideEffect, Wake
from bot.domain.meeting.events import (
    CoordinatorNamed,
    CoordinatorReleased,
    Event,
    GroupClosed,
    GroupFed,
    Left,
)
from bot.domain.meeting.group.membership import is_member, members
from bot.domain.meeting.state import Meeting
from bot.domain.message import offering, say
from bot.domain.plan import working_group_id
from bot.domain.statement.rows import Statement
from bot.ports.clock import Clock
from bot.ports.store import RETENTION, Records, Store, Transaction
from bot.reactions.effects import Effect, Tell
from bot.services.event_writer import Cause, EventWriter
from bot.services.groups.founding import Door
from bot.services.groups.keeping import due_cause, of_due_id
from bot.services.meeting_repository import MeetingRepository, UnknownMeeting, VersionedMeeting
from bot.views.wg.working_groups import closed, join, name


class WorkingGroupTimers(Struct, frozen=True):
    """bot.services.scheduling.scheduler.TimerOwner for working groups."""

    repository: MeetingRepository
    event_writer: EventWriter
    clock: Clock

    async def prepare(self, store: Store) -> None:
        """Nothing follows from elsewhere."""
        del store

    def happen(self, tx: Transaction, id: str) -> None:
        """Whatever it has come to; each is done once, since what is done is not to be done any more."""
        group, number = of_due_id(id)
        row = tx.records.of(group).get(WorkingGroup, number)
        if row is None or row.closed is not None:
            return
        whole, now = self.repository.load(tx, group), self.clock.now()
        working, told = working_group_id(group, number), list[Effect]()
        try:
            loaded = self.repository.load(tx, working)
        except UnknownMeeting:
            self._begin(tx, whole.meeting, row, Cause(due_cause(WorkingGroup, id, "begun"), now))
            loaded = self.repository.load(tx, working)
        cause = Cause(due_cause(WorkingGroup, id, str(loaded.version)), now)
        if row.closing:
            at_rest = _at_rest(tx.records.of(working))
            elsewhere = [Tell(place, closed()) for place in whole.meeting.channels]
            self._save(tx, loaded, Change((GroupClosed(),), at_rest), cause, elsewhere)
            row = replace(row, closed=now)
        elif gone := _gone(tx, whole.meeting, loaded.meeting):
            self._save(tx, loaded, Change(gone), cause)
            if not self.repository.load(tx, working).meeting.moderators:
                told = [Tell("moderators", offering(say("wg-nobody", name=name(row)), join(row)))]
        change = Change((), (Keep(row), Wake(row, None)))
        _, following = self.event_writer.record(tx, whole, change, Cause(f"{cause.key}/whole", now), told)
        self.event_writer.hand_in(tx, following)

    def _begin(self, tx: Transaction, whole: Meeting, row: WorkingGroup, cause: Cause) -> None:
        """With whoever began it as its coordinator; if they have gone meanwhile, with nobody."""
        texts = tx.records.of(whole.plan.id).texts([text_id(row, "name"), text_id(row, "purpose")])
        called, purpose = (texts.get(text_id(row, each), "") for each in ("name", "purpose"))
        plan = working_plan(whole.plan, row.number, called, purpose)
        loaded = VersionedMeeting(0, Meeting(plan))
        door = Door(tx, plan.id, loaded.meeting, cause)
        if row.author is not None and is_member(whole, row.author):
            person = door.let_in(whole, row.author)
            if person not in door.group.moderators:
                door.add(CoordinatorNamed(person, granted=True))
        door.add(GroupFed(whole.fed[-1], plan))
        door.side_effects += keeping(Settings(1, plan.zone, digested=cause.now), cause.now)
        self._save(tx, loaded, Change(tuple(door.events), tuple(door.side_effects)), cause)
        tx.timers.set(RETENTION, plan.id, cause.now)

    def _save(
        self,
        tx: Transaction,
        loaded: VersionedMeeting,
        change: Change,
        cause: Cause,
        beside: Sequence[Effect] = (),
    ) -> None:
        saved, following = self.event_writer.record(tx, loaded, change, cause, beside)
        self.repository.keep(tx, saved.meeting.plan.id, saved)
        self.event_writer.hand_in(tx, following)


def _gone(tx: Transaction, whole: Meeting, working: Meeting) -> tuple[Event, ...]:
    """Who is not in the group, or not any more, is in no working group of it either."""
    accounts = tx.people.accounts(working.plan.id, {each.person for each in members(working)})
    theirs = [(each.person, tx.people.person(whole.plan.id, each.identity)) for each in accounts]
    inside = {person for person, there in theirs if is_member(whole, there)}
    gone: list[Event] = []
    for person in dict.fromkeys(person for person, _ in theirs if person not in inside):
        left = (Left(person),) if working.participants[person].stays else ()
        released = (CoordinatorReleased(person),) if person in working.moderators else ()
        gone += (*left, *released)
    return tuple(gone)


def _at_rest(records: Records) -> tuple[SideEffect, ...]:
    """Nobody is reminded of anything any more."""
    kinds = (ActionItem, KeyDate, Settings, Statement)
    rows = [row for kind in kinds for row in records.all(kind)]
    return tuple(Wake(row, None) for row in rows)
