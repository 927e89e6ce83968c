"""Who reads a direct chat: looked up once, and true for as long as the sync tells of nobody else there.

What was looked up may be relied on for an answer to what somebody wrote: whatever happened before they wrote
it, the sync has told before, or with it. For all else the homeserver is asked each time, and so it is in a
chat from which somebody has gone, or of which the sync has told of others or has left something out: a part
of the homeserver that lags behind the sync may not know yet what was told.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct

from adapters.matrix.api import Json
from adapters.matrix.inbound.events import own_member
from adapters.matrix.inbound.sync_answer import RoomUpdate, SyncAnswer, part
from adapters.matrix.rooms.rooms import Rooms
from bot.ports.clock import Clock

SILENCE: Final = timedelta(seconds=1)
"""The sync that has told nothing for longer may be behind: an answer usually follows its command sooner."""
LONGEST: Final = timedelta(minutes=10)
"""Homeservers that disagree can change who is in a room without an event that the sync tells."""
SOMEBODY: Final = ""
"""Noted where the sync does not tell who else may read."""
FEW: Final = 3
"""So many names are noted of a room: those who are alone in a chat are two."""


class _Look(Struct):
    """What the homeserver was asked, and has answered."""

    began: datetime
    people: frozenset[str] | None = None


class Readers:
    """Knows who is in a direct chat or asked in, without asking each time."""

    def __init__(self, rooms: Rooms, clock: Clock, me: Callable[[], str]) -> None:
        self._rooms = rooms
        self._clock = clock
        self._me = me
        self._looks: dict[str, _Look] = {}
        self._told: dict[str, set[str]] = {}
        """Whom the sync has told of in each room."""
        self._heard: datetime | None = None
        """When the sync last told anything."""

    async def look(self, room_id: str) -> frozenset[str]:
        """Ask the homeserver; the bot itself is one of them. TryLater or Undeliverable."""
        look = self._looks[room_id] = _Look(self._clock.now())
        look.people = await self._rooms.people(room_id)
        return look.people

    async def recall(self, room_id: str) -> frozenset[str]:
        """The same from what was looked up before, if that holds."""
        look, now = self._looks.get(room_id), self._clock.now()
        if self._heard is None or not _within(SILENCE, self._heard, now):
            return await self.look(room_id)
        if look is None or look.people is None or not _within(LONGEST, look.began, now):
            return await self.look(room_id)
        known = self._told.get(room_id, set()) <= look.people
        return look.people if known else await self.look(room_id)

    def hear(self, answer: SyncAnswer) -> None:
        """Take in what the sync tells, before anything else is done with it."""
        self._heard = self._clock.now()
        if answer.afresh:
            self._looks.clear()
        for left in answer.left:
            self._looks.pop(left.room_id, None)
            self._told.pop(left.room_id, None)
        for invitation in answer.invitations:
            self.enter(invitation.room_id)
        for room in answer.rooms:
            self._take_in(room)

    def enter(self, room_id: str) -> None:
        """Forget what was looked up before one goes into a room: what happened in between is never told."""
        self._looks.pop(room_id, None)

    def forget(self) -> None:
        """The sync has failed: nobody knows what it has not told."""
        self._looks.clear()
        self._heard = None

    def _take_in(self, room: RoomUpdate) -> None:
        """Who came or was asked in. What a gap hides from before the bot came in is older than a new look."""
        if room.gap_before is not None:
            if any(own_member(event, self._me()) == ("invite", "join") for event in room.timeline):
                self.enter(room.room_id)
            else:
                self._note(room.room_id, SOMEBODY)
        for event in (*room.state, *room.timeline):
            if event.get("type") == "m.room.member":
                self._note(room.room_id, _there(event))

    def _note(self, room_id: str, who: str) -> None:
        told = self._told.setdefault(room_id, set())
        if len(told) < FEW or who == SOMEBODY:
            told.add(who)


def _there(event: Json) -> str:
    who, standing = event.get("state_key"), part(event, "content", dict).get("membership")
    return who if isinstance(who, str) and standing in ("join", "invite") else SOMEBODY


def _within(limit: timedelta, before: datetime, now: datetime) -> bool:
    """Also false where the clock was set back meanwhile."""
    return timedelta() <= now - before <= limit
