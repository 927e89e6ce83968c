"""People who come to a Stage or leave it: kept where it matters to a meeting."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from msgspec import Struct, field

from bot.domain.identity import Identity, Place
from bot.domain.meeting.decision import Change
from bot.domain.meeting.events import Event
from bot.domain.meeting.stage.presence import came_to_stage, left_stage, lost_hand
from bot.domain.meeting.state import Meeting
from bot.ports.clock import Clock
from bot.ports.stage import StageAct
from bot.ports.store import Transaction
from bot.services.event_writer import Cause, EventWriter
from bot.services.inbound.rate_limit import Buckets, RateDecision, RateLimit
from bot.services.meeting_repository import MeetingRepository

SHORTLY = timedelta(hours=1)
"""So long before a meeting somebody on its Stage may mean it; a Stage serves others as well."""


class Seen(Struct, frozen=True):
    """What somebody did on a Stage, and the hand that went with it."""

    act: StageAct
    hand: str = ""


class StagePresence(Struct, frozen=True):
    """Knows whose account it is that comes and goes."""

    repository: MeetingRepository
    event_writer: EventWriter
    clock: Clock
    leaving: Buckets = field(default_factory=lambda: Buckets(RateLimit()))
    """Whoever comes and goes all the time fills no log; they are not missed for a while."""

    def too_often(self, who: Identity, act: StageAct) -> bool:
        """Whether somebody has left so often that this once is let pass."""
        return act == "left" and self.leaving.spend(who, self.clock.now()) is not RateDecision.GO

    def concerned(self, tx: Transaction, who: Identity, place: Place, seen: Seen) -> list[str]:
        """The meetings in which something comes of it; a look, since most who come and go only listen."""
        here = [meeting for meeting in self.repository.all(tx) if place in meeting.plan.stages]
        return [each.plan.id for each in here if self._events(tx, each, who, seen)]

    def keep(self, tx: Transaction, meeting: str, who: Identity, seen: Seen) -> None:
        """What comes of it now; nothing, if it was kept before."""
        loaded = self.repository.load(tx, meeting)
        events = self._events(tx, loaded.meeting, who, seen)
        if events:
            cause = Cause(f"stage:{meeting}:{loaded.version}", self.clock.now())
            self.repository.keep(tx, meeting, self.event_writer.save(tx, loaded, Change(events), cause))

    def _events(self, tx: Transaction, meeting: Meeting, who: Identity, seen: Seen) -> tuple[Event, ...]:
        """Of an account that was never seen with the others nothing is told."""
        if meeting.status != "open" or not (meeting.floor or meeting.queue):
            return ()
        account = tx.people.account(meeting.plan.id, who)
        if account is None or not account.seen & {*meeting.plan.places, *meeting.plan.stages}:
            return ()
        return _DECIDE[seen.act](meeting, account.person, seen.hand)


_DECIDE: Mapping[StageAct, Callable[[Meeting, int, str], tuple[Event, ...]]] = MappingProxyType(
    {"came": came_to_stage, "left": left_stage, "lost": lost_hand}
)


def meant_for_others(meeting: Meeting, place: Place, now: datetime) -> bool:
    """Whether a hand on this Stage is raised in something else, long before the meeting or after it."""
    early = meeting.status == "planned" and meeting.plan.start - now > SHORTLY
    return place in meeting.plan.stages and (early or meeting.status == "closed")
