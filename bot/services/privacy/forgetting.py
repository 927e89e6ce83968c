"""Somebody who asked for it is erased: out of the group and its channels first, then out of the database."""

import logging
from datetime import timedelta

from msgspec import Struct

from bot.domain.meeting.decision import Change, Forget
from bot.domain.meeting.group.coordinating import leaving
from bot.ports.clock import Clock
from bot.ports.store import Store, Transaction, Unavailable
from bot.reactions.effects import ShowPages
from bot.services.event_writer import Cause, EventWriter
from bot.services.groups.keeping import keep_record, of_due_id
from bot.services.meeting_repository import MeetingRepository, UnknownMeeting, UnreadableMeeting
from bot.services.privacy.taking_back import take_back
from bot.services.scheduling.scheduler import ASK_AGAIN

log = logging.getLogger(__name__)

SOON = timedelta(seconds=10)
"""After so long what was to be said to them has usually gone out."""
AT_MOST = timedelta(hours=1)
"""No longer is waited for what is on its way to them, or out of a channel."""


class Forgetting(Struct, frozen=True):
    """bot.services.scheduling.scheduler.TimerOwner for people who are to be erased."""

    repository: MeetingRepository
    event_writer: EventWriter
    clock: Clock

    async def prepare(self, store: Store) -> None:
        """Nothing follows from elsewhere."""
        del store

    def happen(self, tx: Transaction, id: str) -> None:
        """One step: they leave; what says so goes out; what is said of them is taken back; all goes."""
        meeting, person = of_due_id(id)
        if self._leaves(tx, meeting, person):
            self._again(tx, id, SOON)
            return
        tx.log.head(meeting)  # Others wait, and add nothing about them meanwhile.
        traces, now = tx.erasing.traces(meeting, person), self.clock.now()
        if tx.erasing.awaited(traces, now - AT_MOST):
            self._again(tx, id, SOON)
            return
        if take_back(tx, self.event_writer, traces, now):
            self._again(tx, id, SOON)
            return
        try:
            if traces.any:  # An operator may have done it.
                tx.erasing.erase(traces, now)
        except Unavailable as problem:
            # Other things that are due must not wait for the list of the erased.
            log.warning("somebody in %s is not erased yet: %s", meeting, problem)
            self._again(tx, id, ASK_AGAIN)
            return
        self._show_what_is_left(tx, id)

    def _again(self, tx: Transaction, id: str, after: timedelta) -> None:
        meeting, person = of_due_id(id)
        keep_record(tx, meeting, Forget(meeting, person, self.clock.now() + after))

    def _show_what_is_left(self, tx: Transaction, id: str) -> None:
        """In the channels, of which they may have been the last to share something."""
        meeting, _ = of_due_id(id)
        try:
            group = self.repository.load(tx, meeting).meeting
        except (UnknownMeeting, UnreadableMeeting):
            return
        now = self.clock.now()
        planned = self.event_writer.plan(tx, group, (ShowPages(),) if group.plan.is_group else ())
        self.event_writer.send(tx, meeting, planned, Cause(f"forgotten:{id}:{now.isoformat()}", now))

    def _leaves(self, tx: Transaction, meeting: str, person: int) -> bool:
        """Whether they had to leave something first."""
        try:
            loaded = self.repository.load(tx, meeting)
        except (UnknownMeeting, UnreadableMeeting):
            return False
        events = leaving(loaded.meeting, person)
        if events:
            cause = Cause(f"forgetting:{meeting}:{person}:{loaded.version}", self.clock.now())
            self.repository.keep(tx, meeting, self.event_writer.save(tx, loaded, Change(events), cause))
        return bool(events)
