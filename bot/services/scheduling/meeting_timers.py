"""What is done when the moment of a meeting has come: what is due in it is decided."""

import logging
from collections.abc import Sequence

from msgspec import Struct

from bot.domain.meeting.decide.tick import tick
from bot.domain.meeting.decision import Change
from bot.domain.meeting.events import FollowedUp, Opened
from bot.ports.clock import Clock
from bot.ports.store import MEETING, Store, Transaction, clock_cause
from bot.services.event_writer import Cause, EventWriter, remember_due
from bot.services.groups.founding import found
from bot.services.inbound.meeting_finder import other_in_rooms
from bot.services.log_redaction import STRANGE, redact
from bot.services.meeting_repository import MeetingRepository, UnknownMeeting, UnreadableMeeting
from bot.services.scheduling.scheduler import ASK_AGAIN

log = logging.getLogger(__name__)


class MeetingTimers(Struct, frozen=True):
    """bot.services.scheduling.scheduler.TimerOwner for meetings."""

    repository: MeetingRepository
    event_writer: EventWriter
    clock: Clock

    async def prepare(self, store: Store) -> None:
        """Set the moments of meetings that are planned by their files."""
        known = await store.read(lambda tx: [meeting.plan.id for meeting in self.repository.all(tx)])
        await store.write(lambda tx: self._set(tx, known))

    def happen(self, tx: Transaction, id: str) -> None:
        """Decide what is due; the next moment is set with what is saved."""
        now = self.clock.now()
        try:
            loaded = self.repository.load(tx, id)
        except UnknownMeeting:
            return  # Its file has gone, and it was never opened.
        events = tick(loaded.meeting, now)
        opens = any(isinstance(event, Opened) for event in events)
        if opens and other_in_rooms(self.repository.all(tx), loaded.meeting):
            log.warning("%s cannot open by itself: another meeting is open in its room", id)
            tx.timers.set(MEETING, id, now + ASK_AGAIN)
            return
        cause = Cause(clock_cause(id, loaded.version), now)
        saved = self.event_writer.save(tx, loaded, Change(events), cause)
        self.repository.keep(tx, id, saved)
        if FollowedUp() in events:
            found(tx, self.repository, self.event_writer, saved.meeting, cause)

    def _set(self, tx: Transaction, meetings: Sequence[str]) -> None:
        """With each log held, so that another process's decision is not answered by an older moment."""
        for id in meetings:
            try:
                remember_due(tx, self.repository.load(tx, id).meeting, self.clock.now())
            except (UnreadableMeeting, *STRANGE) as problem:
                # Its plan or its log is not as this program makes them; the others have moments as well.
                log.exception("nothing will be due in %s", id, exc_info=redact(problem))
