"""A group that nobody has changed for long: people are told, and then all that is in it goes."""

import logging
from datetime import datetime

from msgspec import Struct

from bot.domain.changing import replace
from bot.domain.group.retention import step
from bot.domain.group.rows import Member, Settings
from bot.domain.meeting.decision import Change, Keep, SideEffect
from bot.domain.meeting.events import GroupEnded
from bot.domain.message import Moment, Offer, PlanText, offering, say
from bot.ports.clock import Clock
from bot.ports.store import RETENTION, Store, Transaction, Unavailable
from bot.reactions.effects import Effect, Tell
from bot.services.event_writer import Cause, EventWriter
from bot.services.meeting_repository import MeetingRepository, UnknownMeeting, VersionedMeeting
from bot.services.scheduling.scheduler import ASK_AGAIN

log = logging.getLogger(__name__)

KEEP = Offer("keep", say("offer-keep"), "main")


class Ending(Struct, frozen=True):
    """bot.services.scheduling.scheduler.TimerOwner for how long groups are kept."""

    repository: MeetingRepository
    event_writer: EventWriter
    clock: Clock

    async def prepare(self, store: Store) -> None:
        """Nothing follows from elsewhere."""
        del store

    def happen(self, tx: Transaction, id: str) -> None:
        """Wait, tell, or end it; whoever did something meanwhile has put it off."""
        try:
            loaded = self.repository.load(tx, id)
        except UnknownMeeting:
            return
        now, records = self.clock.now(), tx.records.of(id)
        settings = records.get(Settings, 1) or Settings(1, loaded.meeting.plan.zone)
        coming = step(settings, _last(tx, id, loaded), now)
        if coming.what == "end":
            self._end(tx, id, loaded)
            return
        tx.timers.set(RETENTION, id, coming.next)
        if coming.what == "wait":
            return
        warned: tuple[SideEffect, ...] = (
            (Keep(replace(settings, warned=now)),) if coming.what == "tell" else ()
        )
        message = offering(say("group-ends", title=TITLE, at=Moment(coming.ends, "date")), KEEP)
        told: tuple[Effect, ...] = (Tell("rooms", message), Tell("moderators", message))
        cause = Cause(f"retention:{id}:{coming.what}:{coming.ends.isoformat()}", now)
        saved, following = self.event_writer.record(tx, loaded, Change((), warned), cause, told)
        self.repository.keep(tx, id, saved)
        self.event_writer.hand_in(tx, following)

    def _end(self, tx: Transaction, id: str, loaded: VersionedMeeting) -> None:
        """Nothing of it is left but the log, which knows nobody."""
        now = self.clock.now()
        try:
            tx.erasing.end(id, now)
        except Unavailable as problem:
            # Other things that are due must not wait for the list of the erased.
            log.warning("%s is not deleted yet: %s", id, problem)
            tx.timers.set(RETENTION, id, now + ASK_AGAIN)
            return
        cause = Cause(f"retention:{id}:ended:{loaded.version}", now)
        self.repository.keep(tx, id, self.event_writer.save(tx, loaded, Change((GroupEnded(),)), cause))


TITLE = PlanText(("title",))


def _last(tx: Transaction, id: str, loaded: VersionedMeeting) -> datetime:
    """When something was last done in the group."""
    members = [each.active for each in tx.records.of(id).all(Member)]
    return max([*members, *(row.at for row in tx.log.after(id, loaded.version - 1))])
