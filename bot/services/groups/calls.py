"""The calls of a group: meetings in its own rooms, opened when their date comes."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct

from bot.domain.group.rows import Call, KeyDate
from bot.domain.group.working import call_plan
from bot.domain.meeting.decision import Change, Keep, SideEffect
from bot.domain.meeting.events import Opened
from bot.domain.meeting.state import Meeting
from bot.domain.message import Moment, RawText, say
from bot.domain.plan import Phase
from bot.ports.store import Transaction
from bot.reactions.effects import Effect, Tell
from bot.services.event_writer import Cause, EventWriter
from bot.services.groups.founding import Door
from bot.services.inbound.meeting_finder import other_in_rooms
from bot.services.meeting_repository import MeetingRepository, VersionedMeeting
from bot.views.group.dates import title

LATEST: Final = timedelta(hours=1)
"""So long after its moment a call is still opened, where the bot was away."""


class Calls(Struct, frozen=True):
    """Opens them."""

    repository: MeetingRepository
    event_writer: EventWriter
    phases: tuple[Phase, ...]
    """The agenda of every call."""

    def open(
        self, tx: Transaction, group: Meeting, date: KeyDate, at: datetime, cause: Cause
    ) -> tuple[Sequence[SideEffect], Sequence[Effect]]:
        """What the group keeps of it, and what it is told where it cannot be opened."""
        if cause.now - at > LATEST:
            return (), (Tell("rooms", say("call-missed", title=title(date), at=Moment(at, "date"))),)
        number = tx.records.of(group.plan.id).next_number(Call)
        plan = call_plan(group, number, at, self.phases)
        other = other_in_rooms(self.repository.all(tx), Meeting(plan))
        if other is not None:
            return (), (Tell("rooms", say("call-taken", title=title(date), other=RawText(other))),)
        loaded = VersionedMeeting(0, Meeting(plan))
        door = Door(tx, plan.id, loaded.meeting, cause)
        door.add(Opened(plan, None))
        for person in sorted(group.moderators):
            door.let_in(group, person)
        change = Change(tuple(door.events), tuple(door.side_effects))
        saved = self.event_writer.save(tx, loaded, change, Cause(f"{cause.key}/{plan.id}", cause.now))
        self.repository.keep(tx, plan.id, saved)
        return (Keep(Call(number, date.number, at)),), ()
