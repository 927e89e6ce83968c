"""Reactions to what a relay took across: gathered for a moment, then shown in the other channels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from bot.domain.group.rows import Copy, Utterance
from bot.domain.identity import Place
from bot.domain.meeting.state import Meeting
from bot.ports.clock import Clock
from bot.ports.store import REACTIONS, Records, Store, Transaction
from bot.services.event_writer import Cause, EventWriter
from bot.services.groups.keeping import of_due_id
from bot.services.meeting_repository import MeetingRepository, UnknownMeeting
from bot.services.outbound.actions import Planned, ShowReactions
from bot.services.relay.noting import LINE

ALINE: Final = timedelta(seconds=20)
"""How often a line is brought up to date, whatever happens meanwhile."""
WORTH: Final = timedelta(days=1)
"""So long a line is tried."""
NEWEST: Final = 20
"""So many lines are looked at where it cannot be told which one a reaction has gone from."""


@dataclass(frozen=True)
class Reacting:
    """bot.services.scheduling.scheduler.TimerOwner for lines of reactions."""

    repository: MeetingRepository
    event_writer: EventWriter
    clock: Clock

    async def prepare(self, store: Store) -> None:
        """Each moment is set when somebody reacts."""
        del store

    def heard(self, tx: Transaction, group: str, place: Place, message: str) -> bool:
        """Remember when to look; True if it matters to anybody."""
        records = tx.records.of(group)
        numbers = _reacted(records, place, message) if message else _shown(records)
        at = _next(self.clock.now())
        for number in numbers:
            tx.timers.set(REACTIONS, f"{group} {number}", at)
        return bool(numbers)

    def happen(self, tx: Transaction, id: str) -> None:
        """Wherever it stands, it is looked at what the others see."""
        group, number = of_due_id(id)
        try:
            state = self.repository.load(tx, group).meeting
        except UnknownMeeting:
            return
        row = tx.records.of(group).get(Utterance, number)
        if row is None or row.gone or state.relay == "off":
            return
        now = self.clock.now()
        planned = [
            Planned(ShowReactions(each, row.person, number), now + WORTH) for each in self._channels(state)
        ]
        self.event_writer.send(tx, group, planned, Cause(f"{REACTIONS}/{id}/{now.isoformat()}", now), LINE)

    def _channels(self, group: Meeting) -> Iterator[Place]:
        connected = self.event_writer.recipients.connected
        able = {name for name, has in connected.items() if has.relaying is not None}
        return (each for each in group.channels if each.platform in able)


def _reacted(records: Records, place: Place, message: str) -> Sequence[int]:
    """What the message says, as it was written or as a copy."""
    where = {"platform": place.platform, "message": message}
    own = [row.number for row in records.all(Utterance, **where) if not row.gone]
    return own or [each.utterance for each in records.all(Copy, **where) if each.part != LINE]


def _shown(records: Records) -> Sequence[int]:
    return [each.utterance for each in records.all(Copy, part=LINE)][-NEWEST:]


def _next(now: datetime) -> datetime:
    """Within a span of time it is the same moment, so that one reaction after another puts nothing off."""
    begin = datetime(2000, 1, 1, tzinfo=UTC)
    return begin + ((now - begin) // ALINE + 1) * ALINE
