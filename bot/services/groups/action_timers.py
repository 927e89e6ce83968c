"""What is done when somebody is to be reminded of an action."""

from datetime import datetime

from msgspec import Struct

from bot.domain.changing import replace
from bot.domain.group.actions import due_now, next_reminder, reminders, said_until
from bot.domain.group.rows import ActionItem
from bot.domain.meeting.decision import Change, Keep, Wake
from bot.domain.message import offering, say
from bot.ports.clock import Clock
from bot.ports.store import Store, Transaction
from bot.reactions.effects import Effect, TellPerson
from bot.services.event_writer import Cause, EventWriter
from bot.services.groups.keeping import due_cause, of_due_id
from bot.services.meeting_repository import MeetingRepository
from bot.views.group.actions import action_line, steps


class ActionTimers(Struct, frozen=True):
    """bot.services.scheduling.scheduler.TimerOwner for actions."""

    repository: MeetingRepository
    event_writer: EventWriter
    clock: Clock

    async def prepare(self, store: Store) -> None:
        """Nothing follows from elsewhere."""
        del store

    def happen(self, tx: Transaction, id: str) -> None:
        """Remind its owner, unless it is too late for that."""
        group, number = of_due_id(id)
        action, now = tx.records.of(group).get(ActionItem, number), self.clock.now()
        if action is None:
            return
        loaded = self.repository.load(tx, group)
        told = self._told(action, now) if due_now(action, now) else ()
        action = replace(action, reminded=now)
        change = Change((), (Keep(action), Wake(action, next_reminder(action, now))))
        cause = Cause(due_cause(ActionItem, id, now.isoformat()), now)
        _, following = self.event_writer.record(tx, loaded, change, cause, told)
        self.event_writer.hand_in(tx, following)

    def _told(self, action: ActionItem, now: datetime) -> tuple[Effect, ...]:
        owner, (_, morning) = action.owner, reminders(action)
        day = "today" if now >= morning else "eve"
        message = offering(say("action-reminder", day=day, action=action_line(action)), *steps(action))
        return () if owner is None else (TellPerson(owner, message, said_until(action, now)),)
