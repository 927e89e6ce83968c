"""What is done when a group as a whole is to be looked at."""

from msgspec import Struct

from bot.domain.meeting.decision import Change
from bot.ports.clock import Clock
from bot.ports.store import Store, Transaction, clock_cause
from bot.reactions.group.channels import once_more
from bot.services.event_writer import Cause, EventWriter
from bot.services.meeting_repository import MeetingRepository, UnknownMeeting


class GroupTimers(Struct, frozen=True):
    """bot.services.scheduling.scheduler.TimerOwner for groups."""

    repository: MeetingRepository
    event_writer: EventWriter
    clock: Clock

    async def prepare(self, store: Store) -> None:
        """Nothing follows from elsewhere."""
        del store

    def happen(self, tx: Transaction, id: str) -> None:
        """What was refused, or can be missing, is done once more."""
        try:
            loaded = self.repository.load(tx, id)
        except UnknownMeeting:
            return  # No meeting has fed it yet.
        now = self.clock.now()
        cause = Cause(f"{clock_cause(id, loaded.version)}/{now.isoformat()}", now)
        _, following = self.event_writer.record(tx, loaded, Change(), cause, once_more(loaded.meeting))
        self.event_writer.hand_in(tx, following)
