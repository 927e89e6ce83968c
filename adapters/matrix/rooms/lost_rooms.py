"""Rooms of a meeting that are lost to the bot, told to those who can mend it, and those it is back in."""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from adapters.matrix.api import Json
from adapters.matrix.inbound.events import own_member, redacted, sound
from adapters.matrix.inbound.sync_answer import RoomUpdate, SyncAnswer, part
from adapters.matrix.inbound.timeline import UPGRADE
from adapters.matrix.outbound.markup import NAME
from adapters.matrix.quarantine import Quarantine, RetryBudget
from adapters.matrix.rooms.rooms import Rooms
from adapters.matrix.session import Session
from bot.domain.identity import Place
from bot.domain.message import Message, say
from bot.ports.platform import Inbox
from bot.ports.store import Unavailable

log = logging.getLogger(__name__)

MOST_FAILURES = 3
"""So often one loss is told that fails, before it is put aside."""
_ROOM_ID = re.compile(r"![\w.~+/=-]{1,200}(:[\w.:\[\]-]{1,50})?", re.ASCII)
"""What an id looks like that is shown to people: whoever gives up a room may write anything there."""


@dataclass(frozen=True)
class Loss:
    """One room gone, by the event that did it."""

    room_id: str
    event_id: str
    notice: Message


@dataclass(frozen=True)
class Return:
    """The bot is in a room that it was not in, by the event of its going in."""

    room_id: str
    event_id: str


@dataclass
class LostRooms:
    """Tells of each loss and each return once, however often the homeserver tells of it."""

    session: Session
    rooms: Rooms
    quarantine: Quarantine
    _told: set[str] = field(default_factory=set)
    _budget: RetryBudget = field(default_factory=RetryBudget)

    async def tell(self, inbox: Inbox, answer: SyncAnswer) -> None:
        """Hand in what was lost and what is back; then it is kept, or put aside where it keeps failing."""
        changes: list[Loss | Return] = [*losses(answer, self.session.me), *returns(answer, self.session.me)]
        for change in changes:
            if change.event_id not in self._told:
                await self._tell(inbox, change)

    async def _tell(self, inbox: Inbox, change: Loss | Return) -> None:
        place = self.rooms.place_of(change.room_id)
        if place is None:
            return
        try:
            await self._hand_in(inbox, change, place)
        except Unavailable:
            raise  # The loss has no part in it: nothing can be kept now, the position neither.
        except Exception as problem:
            if not self._budget.ends(change.event_id, MOST_FAILURES):
                raise
            self.quarantine.put("word of a lost room", problem)
        else:
            self._budget.renew(change.event_id)
        self._told.add(change.event_id)

    async def _hand_in(self, inbox: Inbox, change: Loss | Return, place: Place) -> None:
        match change:
            case Loss(notice=notice):
                await inbox.warn(notice, f"{NAME}/lost/{change.event_id}", place)
                log.warning("Matrix: room %s is lost (%s)", place.id, notice.key)
            case Return():
                await inbox.regained(place, f"{NAME}/back/{change.event_id}")


def losses(answer: SyncAnswer, me: str) -> Iterator[Loss]:
    """What the homeserver tells of rooms from which the bot was put out, or that were upgraded."""
    for room in answer.left:
        for event in _events(room):
            if notice := _put_out(event, me):
                yield Loss(room.room_id, event["event_id"], notice)
    for room in answer.rooms:
        for event in _events(room):
            if notice := _upgraded(event):
                yield Loss(room.room_id, event["event_id"], notice)


def returns(answer: SyncAnswer, me: str) -> Iterator[Return]:
    """The rooms that the bot has just gone into: what is told as state, or afresh, may be long ago."""
    for room in () if answer.afresh else answer.rooms:
        for event in filter(sound, room.timeline):
            change = own_member(event, me)
            if change is not None and change[1] == "join":
                yield Return(room.room_id, event["event_id"])


def _events(room: RoomUpdate) -> Iterator[Json]:
    return (event for event in (*room.state, *room.timeline) if sound(event))


def _put_out(event: Json, me: str) -> Message | None:
    """Only who was in the room is put out: not by an invitation taken back, nor by a ban lifted."""
    if (event["type"], event.get("state_key")) != ("m.room.member", me):
        return None
    before = part(part(event, "unsigned", dict), "prev_content", dict).get("membership", "join")
    match before, part(event, "content", dict).get("membership"):
        case "join", "ban":
            return say("matrix-banned")
        case "join", "leave":
            return say("matrix-put-out")
    return None


def _upgraded(event: Json) -> Message | None:
    if (event["type"], event.get("state_key")) != (UPGRADE, "") or redacted(event):
        return None
    new = part(part(event, "content", dict), "replacement_room", str)
    return say("matrix-upgraded", new=new if _ROOM_ID.fullmatch(new) else "none")
