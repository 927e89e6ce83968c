"""Rooms of a meeting that are lost to the bot, told to those who can mend it, and those it is back in.

A room that was given up for another is lost only where the bot cannot go along.
"""

import logging
import re
from collections.abc import Iterator

from msgspec import Struct, field

from adapters.matrix.api import Json
from adapters.matrix.inbound.events import homeserver, own_member, redacted, sound
from adapters.matrix.inbound.sync_answer import RoomUpdate, SyncAnswer, part
from adapters.matrix.inbound.timeline import UPGRADE
from adapters.matrix.outbound.markup import NAME
from adapters.matrix.quarantine import Quarantine, RetryBudget
from adapters.matrix.room_news.muting import Muting, Powers
from adapters.matrix.room_news.upgrades import Upgrade, Upgrades
from adapters.matrix.rooms.rights import LEVELS
from adapters.matrix.rooms.rooms import Rooms
from adapters.matrix.session import Session
from bot.domain.identity import Place
from bot.domain.message import Message, say
from bot.ports.platform import Inbox
from bot.ports.store import Unavailable
from bot.ports.sync_positions import SyncPositions

log = logging.getLogger(__name__)

MOST_FAILURES = 3
"""So often one loss is told that fails, before it is put aside."""
_ROOM_ID = re.compile(r"![\w.~+/=-]{1,200}(:[\w.:\[\]-]{1,50})?", re.ASCII)
"""What an id looks like that is shown to people: whoever gives up a room may write anything there."""


class Loss(Struct, frozen=True):
    """One room gone, by the event that did it."""

    room_id: str
    event_id: str
    notice: Message
    upgrade: Upgrade | None = None
    """Where to go instead, if the room was given up for another."""


class Return(Struct, frozen=True):
    """The bot is in a room that it was not in, by the event of its going in."""

    room_id: str
    event_id: str


Change = Loss | Return | Powers


class LostRooms(Struct):
    """Tells of each loss and each return once, however often the homeserver tells of it."""

    session: Session
    rooms: Rooms
    upgrades: Upgrades
    muting: Muting
    quarantine: Quarantine
    _told: set[str] = field(default_factory=set)
    _budget: RetryBudget = field(default_factory=RetryBudget)

    async def load(self) -> None:
        """What is to be known of rooms after a restart."""
        await self.upgrades.load()
        await self.muting.load()

    async def arrive(self, inbox: Inbox, answer: SyncAnswer) -> None:
        """Take up the rooms to come that the bot was asked into, before what is said in them is taken."""
        for change in returns(answer, self.session.me):
            if change.room_id in self.rooms.promised and change.event_id not in self._told:
                await self._tell(inbox, change)

    async def tell(self, inbox: Inbox, answer: SyncAnswer) -> None:
        """Hand in what was lost and what is back; then it is kept, or put aside where it keeps failing."""
        me = self.session.me
        changes: list[Change] = [*losses(answer, me), *returns(answer, me), *powers(answer)]
        for change in changes:
            if change.event_id not in self._told:
                await self._tell(inbox, change)

    async def _tell(self, inbox: Inbox, change: Change) -> None:
        place = self._place(change)
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

    def _place(self, change: Change) -> Place | None:
        """Which of the meetings' rooms it is about: none for what becomes of one that the bot has left."""
        room_id, rooms = change.room_id, self.rooms
        if isinstance(change, Return) and room_id in rooms.promised:
            return rooms.place_of(rooms.promised[room_id])
        return rooms.place_of(room_id) if rooms.current(room_id) == room_id else None

    async def _hand_in(self, inbox: Inbox, change: Change, place: Place) -> None:
        match change:
            case Loss(upgrade=Upgrade() as upgrade) if await self.upgrades.follow(inbox, place, upgrade):
                log.warning("Matrix: room %s goes on in %s", place.id, upgrade.new)
            case Loss(notice=notice):
                await inbox.warn(notice, f"{NAME}/lost/{change.event_id}", place)
                log.warning("Matrix: room %s is lost (%s)", place.id, notice.key)
            case Return(room_id) if room_id in self.rooms.promised:
                await self.upgrades.follow(inbox, place, Upgrade(self.rooms.promised[room_id], room_id))
            case Return(room_id):
                if not self.upgrades.arrives(room_id):
                    await inbox.regained(place, f"{NAME}/back/{change.event_id}")
            case Powers():
                await self.muting.look(inbox, place, change)


def lost_rooms(
    session: Session, rooms: Rooms, sync_positions: SyncPositions, quarantine: Quarantine
) -> LostRooms:
    """All that looks after the rooms of one account."""
    upgrades, muting = Upgrades(rooms, sync_positions), Muting(session, rooms, sync_positions)
    return LostRooms(session, rooms, upgrades, muting, quarantine)


def losses(answer: SyncAnswer, me: str) -> Iterator[Loss]:
    """What the homeserver tells of rooms from which the bot was put out, or that were upgraded."""
    for room in answer.left:
        for event in _events(room):
            if notice := _put_out(event, me):
                yield Loss(room.room_id, event["event_id"], notice)
    for room in answer.rooms:
        for event in _events(room):
            if _given_up(event):
                yield _upgraded(room.room_id, event)


def returns(answer: SyncAnswer, me: str) -> Iterator[Return]:
    """The rooms that the bot has just gone into: what is told as state, or afresh, may be long ago."""
    for room in () if answer.afresh else answer.rooms:
        for event in filter(sound, room.timeline):
            change = own_member(event, me)
            if change is not None and change[1] == "join":
                yield Return(room.room_id, event["event_id"])


def powers(answer: SyncAnswer) -> Iterator[Powers]:
    """The newest word in each room on who may do what."""
    for room in answer.rooms:
        told = [event for event in _events(room) if (event["type"], event.get("state_key")) == (LEVELS, "")]
        for event in told[-1:]:
            yield Powers(room.room_id, event["event_id"], part(event, "content", dict))


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


def _given_up(event: Json) -> bool:
    return (event["type"], event.get("state_key")) == (UPGRADE, "") and not redacted(event)


def _upgraded(room_id: str, event: Json) -> Loss:
    new = part(part(event, "content", dict), "replacement_room", str)
    if not _ROOM_ID.fullmatch(new):
        return Loss(room_id, event["event_id"], say("matrix-upgraded", new="none"))
    upgrade = Upgrade(room_id, new, homeserver(event["sender"]))
    return Loss(room_id, event["event_id"], say("matrix-upgraded", new=new), upgrade)
