"""In the morning after a note came, coordinators are told that it waits: never at the moment it came."""

from msgspec import Struct

from bot.domain.changing import replace
from bot.domain.impact.rows import Impact
from bot.domain.meeting.decision import Change, Keep, Wake
from bot.domain.message import CommandText, offering, say
from bot.ports.clock import Clock
from bot.ports.store import Store, Transaction
from bot.reactions.effects import Tell
from bot.services.event_writer import Cause, EventWriter
from bot.services.groups.keeping import of_due_id
from bot.services.meeting_repository import MeetingRepository
from bot.views.group.impacts import REVIEW


class ImpactTimers(Struct, frozen=True):
    """bot.services.scheduling.scheduler.TimerOwner for impact notes."""

    repository: MeetingRepository
    event_writer: EventWriter
    clock: Clock

    async def prepare(self, store: Store) -> None:
        """Nothing follows from elsewhere."""
        del store

    def happen(self, tx: Transaction, id: str) -> None:
        """One word for all that came on that day; each row is written anew, and so leaves its neighbours."""
        group, number = of_due_id(id)
        records, now = tx.records.of(group), self.clock.now()
        note = records.get(Impact, number)
        if note is None or note.told:
            return
        loaded = self.repository.load(tx, group)
        same = [each for each in records.all(Impact, at=note.at) if not each.told]
        told = tuple(each for row in same for each in (Keep(replace(row, told=True)), Wake(row, None)))
        waiting = sum(each.state == "waiting" for each in records.all(Impact))
        message = say("impact-waiting", waiting=waiting, review=CommandText("impact review", alone=True))
        effects = (Tell("moderators", offering(message, REVIEW)),) if waiting else ()
        cause = Cause(f"due/{id}/{now.isoformat()}", now)
        _, following = self.event_writer.record(tx, loaded, Change((), told), cause, effects)
        self.event_writer.hand_in(tx, following)
