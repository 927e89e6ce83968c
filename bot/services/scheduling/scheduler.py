"""What the clock brings about: wakes at the next due moment of any meeting, and decides what is due."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from bot.domain.meeting.decide.tick import tick
from bot.domain.meeting.decision import Change
from bot.domain.meeting.events import Opened
from bot.ports.clock import Clock
from bot.ports.store import MEETING, Store, Transaction
from bot.services.event_writer import Cause, EventWriter, remember_due
from bot.services.inbound.meeting_finder import other_in_rooms
from bot.services.log_redaction import STRANGE, redact
from bot.services.meeting_repository import MeetingRepository, UnknownMeeting, UnreadableMeeting
from bot.services.scheduling.wake_event import WakeEvent

log = logging.getLogger(__name__)

ASK_AGAIN = timedelta(minutes=1)
"""After how long a meeting is looked at again that could not go on: its room is taken, or it failed."""


@dataclass(frozen=True)
class Scheduler:
    """Runs while the bot runs."""

    store: Store
    repository: MeetingRepository
    event_writer: EventWriter
    clock: Clock
    wake_event: WakeEvent
    wake: Callable[[], None]
    prepared: asyncio.Event = field(default_factory=asyncio.Event)
    """Once the moments of all meetings are known."""

    async def run(self) -> None:
        """Set the moments of meetings that are planned by their files, then follow the clock."""
        known = await self.store.read(lambda tx: [meeting.plan.id for meeting in self.repository.all(tx)])
        await self.store.write(lambda tx: self._set(tx, known))
        self.prepared.set()
        while True:
            due = await self.store.read(lambda tx: tx.timers.next())
            if due is not None and due.at <= self.clock.now():
                await self._fire(due.id)
            else:
                await self.wake_event.wait(due.at if due else None)

    async def _fire(self, meeting: str) -> None:
        try:
            await self.store.write(lambda tx: self._happen(tx, meeting))
        except Exception as problem:
            # A mistake in one meeting must not stop the others.
            log.exception("what is due in %s failed", meeting, exc_info=redact(problem))
            await self.store.write(lambda tx: self._put_off(tx, meeting))
        self.wake()

    def _set(self, tx: Transaction, meetings: Sequence[str]) -> None:
        """With each log held, so that another process's decision is not answered by an older moment."""
        for id in meetings:
            try:
                remember_due(tx, self.repository.load(tx, id).meeting, self.clock.now())
            except (UnreadableMeeting, *STRANGE) as problem:
                # Its plan or its log is not as this program makes them; the others have moments as well.
                log.exception("nothing will be due in %s", id, exc_info=redact(problem))

    def _happen(self, tx: Transaction, meeting: str) -> None:
        """Decide what is due, and replace the moment in the same transaction."""
        now = self.clock.now()
        try:
            loaded = self.repository.load(tx, meeting)
        except UnknownMeeting:
            # Its file has gone, and it was never opened.
            tx.timers.set(MEETING, meeting, None)
            return
        events = tick(loaded.meeting, now)
        opens = any(isinstance(event, Opened) for event in events)
        if opens and other_in_rooms(self.repository.all(tx), loaded.meeting):
            log.warning("%s cannot open by itself: another meeting is open in its room", meeting)
            self._put_off(tx, meeting)
            return
        saved = self.event_writer.save(
            tx, loaded, Change(events), Cause(f"clock:{meeting}:{loaded.version}", now)
        )
        self.repository.keep(tx, meeting, saved)

    def _put_off(self, tx: Transaction, meeting: str) -> None:
        tx.timers.set(MEETING, meeting, self.clock.now() + ASK_AGAIN)
