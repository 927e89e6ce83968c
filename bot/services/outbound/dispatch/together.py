"""Commands given in an open room that private answers cannot keep up with: answered there in one line."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from msgspec import Struct, field

from bot.domain.identity import Place
from bot.domain.meeting.queue_view import queue_position
from bot.domain.meeting.state import Meeting
from bot.domain.message import Listing, Message, Name, say
from bot.ports.clock import Clock
from bot.ports.store import Pending, Transaction
from bot.services.event_writer import Cause, EventWriter
from bot.services.meeting_repository import MeetingRepository, UnknownMeeting, UnreadableMeeting
from bot.services.outbound.actions import DirectMessage, Planned, Post
from bot.services.outbound.dispatch.weights import Weight
from bot.services.serializer import Serializer

FEW = 2
"""Somebody alone is answered alone."""
MOST = 40
"""So many are named in one line; the others follow in the next."""
COMPANY, LONGEST = timedelta(seconds=2), timedelta(seconds=10)
"""So long each waits for others, and the first one at most."""
STALE = timedelta(minutes=15)
"""After this a line would only confuse, as an answer would."""


class _Asked(Struct, frozen=True):
    """An answer that waits, and whose it is."""

    row: Pending
    person: int
    joined: bool


class Gathering(Struct):
    """Finds the answers that a line can take the place of, and writes it."""

    repository: MeetingRepository
    event_writer: EventWriter
    serializer: Serializer
    clock: Clock
    _alone: set[int] = field(default_factory=set)
    """What was looked at and cannot be said in a room."""

    def found(self, due: Sequence[Pending]) -> Sequence[Pending]:
        """What can be said in a room."""
        self._alone &= {each.id for each in due}
        return [each for each in due if self._room(each)][:MOST]

    def complete(self, found: Sequence[Pending]) -> datetime:
        """When nobody else is waited for."""
        return min(max(each.delivery.created for each in found) + COMPANY, self.late(found))

    def weight(self, found: Sequence[Pending]) -> Weight:
        """Nobody is left without a word for the sake of a turn that may come."""
        return Weight.PHASE if self.late(found) <= self.clock.now() else Weight.TOGETHER

    def late(self, found: Sequence[Pending]) -> datetime:
        """When the first of them has waited long enough."""
        return min(each.delivery.created for each in found) + LONGEST

    def write(self, tx: Transaction, rows: Sequence[Pending]) -> Sequence[Pending]:
        """A line in each room in place of these answers; returns those that are off the outbox with it."""
        rooms: dict[tuple[str, Place], list[Pending]] = {}
        for row in rows:
            if room := self._room(row):
                rooms.setdefault((row.delivery.meeting, room), []).append(row)
        settled = [row for (id, room), these in rooms.items() for row in self._line(tx, id, room, these)]
        self._alone |= {row.id for row in rows} - {row.id for row in settled}
        return settled

    def _room(self, row: Pending) -> Place | None:
        if row.id in self._alone:
            return None
        action = self._action(row)
        return action.answering.place if action and action.answering and action.answering.shown else None

    def _action(self, row: Pending) -> DirectMessage | None:
        try:
            action = self.serializer.action(row.delivery.payload)
        except ValueError:
            return None
        return action if isinstance(action, DirectMessage) else None

    def _line(self, tx: Transaction, id: str, room: Place, rows: Sequence[Pending]) -> Sequence[Pending]:
        try:
            meeting = self.repository.load(tx, id).meeting
        except (UnknownMeeting, UnreadableMeeting):
            return []
        asked, now = self._asked(tx, id, rows), self.clock.now()
        if len({each.person for each in asked}) < FEW:
            return []
        for each in asked:
            tx.outbox.drop(each.row.id, "expired", now)
        if line := together(meeting, {each.person: each.joined for each in asked}, now):
            cause = Cause(asked[0].row.delivery.key, now)
            self.event_writer.send(tx, id, [Planned(Post(room, line), now + STALE)], cause, "together")
        return [each.row for each in asked]

    def _asked(self, tx: Transaction, id: str, rows: Sequence[Pending]) -> Sequence[_Asked]:
        """Whoever goes by another name than their account's is not told of beside what they typed."""
        asked = []
        for row in rows:
            action = self._action(row)
            person = tx.people.person(id, action.to) if action else None
            if action and person is not None:
                asked.append(_Asked(row, person, action.message.key == "joined"))
        profiles = tx.people.profiles(id, {each.person for each in asked})
        return [
            each for each in asked if each.person in profiles and profiles[each.person].kind == "platform"
        ]


def together(meeting: Meeting, asked: Mapping[int, bool], now: datetime) -> Message | None:
    """Who of these is in the queue now, as they asked (True), and who is out of it; None if nobody is.

    What came of it later, they are told by itself: it may have been asked for in private.
    """
    waiting = {person for person, joined in asked.items() if joined and meeting.ticket(person)}
    out = [person for person, joined in asked.items() if not joined and not meeting.ticket(person)]
    lines = [_in(meeting, waiting, now)] if waiting else []
    if out:
        lines.append(say("together-out", names=Listing(tuple(Name(person) for person in out))))
    return say("together", lines=Listing(tuple(lines), lines=True)) if lines else None


def _in(meeting: Meeting, people: Collection[int], now: datetime) -> Message:
    """The first to be called first; whoever is on hold has no place."""
    stands = {person: queue_position(meeting, person, now) for person in people}
    placed = sorted((position.place, person) for person, position in stands.items() if position)
    held = sorted(person for person, position in stands.items() if position is None)
    names = [say("together-place", name=Name(person), place=place) for place, person in placed]
    return say("together-in", names=Listing((*names, *(Name(person) for person in held))))
