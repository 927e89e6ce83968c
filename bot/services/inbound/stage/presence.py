"""People who come to a Stage or leave it: kept where it matters to a meeting."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.identity import Identity, Place
from bot.domain.meeting.decision import Change
from bot.domain.meeting.stage.presence import came_to_stage, left_stage
from bot.domain.meeting.state import Meeting
from bot.ports.clock import Clock
from bot.ports.store import Transaction
from bot.services.event_writer import Cause, EventWriter
from bot.services.meeting_repository import MeetingRepository

SHORTLY = timedelta(hours=1)
"""So long before a meeting somebody on its Stage may mean it; a Stage serves others as well."""


@dataclass(frozen=True)
class StagePresence:
    """Knows whose account it is that comes and goes."""

    repository: MeetingRepository
    event_writer: EventWriter
    clock: Clock

    def concerns(self, tx: Transaction, place: Place, *, there: bool) -> list[str]:
        """The meetings that may have to know of somebody there, found without looking anybody up."""
        return [
            meeting.plan.id
            for meeting in self.repository.all(tx)
            if meeting.status == "open"
            and place in meeting.plan.stages
            and (meeting.floor or (meeting.off_stage if there else meeting.queue))
        ]

    def moved(self, tx: Transaction, meeting: str, who: Identity, *, there: bool) -> None:
        """Somebody came or left. Of an account that was never seen with the others nothing is told."""
        loaded, account = self.repository.load(tx, meeting), tx.people.account(meeting, who)
        plan = loaded.meeting.plan
        if account is None or not account.seen & {*plan.places, *plan.stages}:
            return
        decide = came_to_stage if there else left_stage
        events = decide(loaded.meeting, account.person)
        if not events:
            return
        cause = Cause(f"stage:{meeting}:{loaded.version}", self.clock.now())
        self.repository.keep(tx, meeting, self.event_writer.save(tx, loaded, Change(events), cause))


def meant_for_others(meeting: Meeting, place: Place, now: datetime) -> bool:
    """Whether a hand on this Stage is raised in something else, long before the meeting or after it."""
    early = meeting.status == "planned" and meeting.plan.start - now > SHORTLY
    return place in meeting.plan.stages and (early or meeting.status == "closed")
