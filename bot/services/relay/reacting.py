"""Reactions to what a relay took across: gathered for a moment, then shown in the other channels."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from msgspec import Struct, field

from bot.domain.group.rows import Copy, Utterance
from bot.domain.identity import Place
from bot.ports.clock import Clock
from bot.ports.store import REACTIONS, Records, Store, Transaction
from bot.services.event_writer import Cause, EventWriter
from bot.services.groups.keeping import of_due_id
from bot.services.meeting_repository import MeetingRepository, UnknownMeeting
from bot.services.outbound.actions import Planned, ShowReactions
from bot.services.relay.noting import LINE, channels

APART: Final = timedelta(seconds=20)
"""How often a line is brought up to date, whatever happens meanwhile."""
WORTH: Final = timedelta(days=1)
"""So long a line is tried."""
NEWEST: Final = 20
"""So many lines are looked at where it cannot be told which one a reaction has gone from."""
_ANY: Final = 0
"""In place of an utterance's number: it cannot be told which."""


class Gathered(Struct):
    """What is looked at soon anyway: of a flood of reactions one in a moment costs the database a row."""

    _moment: datetime | None = None
    _noted: set[tuple[Place, str]] = field(default_factory=set)

    def holds(self, place: Place, message: str, moment: datetime) -> bool:
        """Whether it is noted already for that moment."""
        if moment != self._moment:
            self._moment, self._noted = moment, set()
        return (place, message) in self._noted

    def add(self, place: Place, message: str, moment: datetime) -> None:
        """It is noted for then; of moments that have passed meanwhile nothing is known."""
        if moment == self._moment:
            self._noted.add((place, message))


class Reacting(Struct, frozen=True):
    """bot.services.scheduling.scheduler.TimerOwner for lines of reactions."""

    repository: MeetingRepository
    event_writer: EventWriter
    clock: Clock

    async def prepare(self, store: Store) -> None:
        """Each moment is set when somebody reacts."""
        del store

    def found(self, tx: Transaction, group: str, place: Place, message: str) -> Sequence[int]:
        """What the reactions to a message there matter to; none for what is nobody's business."""
        return _reacted(tx.records.of(group), place, message) if message else (_ANY,)

    def heard(self, tx: Transaction, group: str, numbers: Sequence[int]) -> None:
        """Remember when to look."""
        at = next_moment(self.clock.now())
        for number in numbers:
            tx.timers.set(REACTIONS, f"{group} {number}", at)

    def happen(self, tx: Transaction, id: str) -> None:
        """Wherever it stands, it is looked at what the others see."""
        group, number = of_due_id(id)
        try:
            state = self.repository.load(tx, group).meeting
        except UnknownMeeting:
            return
        records, now = tx.records.of(group), self.clock.now()
        numbers = _shown(records) if number == _ANY else (number,)
        rows = [row for each in numbers if (row := records.get(Utterance, each)) and not row.gone]
        if not rows or state.relay == "off":
            return
        planned = [
            Planned(ShowReactions(each, row.person, row.number), now + WORTH)
            for row in rows
            for each in channels(self.event_writer, state)
        ]
        self.event_writer.send(tx, group, planned, Cause(f"{REACTIONS}/{id}/{now.isoformat()}", now), LINE)


def _reacted(records: Records, place: Place, message: str) -> Sequence[int]:
    """What the message says, as it was written or as a copy."""
    where = {"platform": place.platform, "message": message}
    own = [row.number for row in records.all(Utterance, **where) if not row.gone]
    return own or [each.utterance for each in records.all(Copy, **where) if each.part != LINE]


def _shown(records: Records) -> Sequence[int]:
    return [each.utterance for each in records.all(Copy, part=LINE)][-NEWEST:]


def next_moment(now: datetime) -> datetime:
    """Within a span of time it is the same moment, so that one reaction after another puts nothing off."""
    begin = datetime(2000, 1, 1, tzinfo=UTC)
    return begin + ((now - begin) // APART + 1) * APART
