"""nio as the bot uses it: each event is handed to it by itself, and one that it cannot bear hurts no other.

What nio is told of rooms is the homeserver's state alone; what is inside encrypted events never is.
"""

from collections.abc import Sequence
from contextlib import suppress
from itertools import count

from nio import AsyncClient, EncryptionError, Event, MatrixRoom, MegolmEvent, SyncResponse

from adapters.matrix.api import Json
from adapters.matrix.inbound.sync_answer import RoomUpdate, SyncAnswer
from adapters.matrix.quarantine import Quarantine

STATE = ("m.room.member", "m.room.encryption")
"""What nio needs to know of a room to encrypt for those who are in it."""
POLLS = ("m.poll.start", "org.matrix.msc3381.poll.start")
STICKER = "m.sticker"
SPOKEN = ("m.room.message", "m.reaction", STICKER, *POLLS)
"""What counts when it was encrypted; all else, above all state, is only true if the homeserver says it."""
UNSPOKEN = "org.evenfloor.unspoken"
"""Stands for every other kind."""


class Locked(Exception):
    """An encrypted event whose key is not there, or not yet."""


class Unopenable(Exception):
    """An encrypted event that no key will open."""


class Crypto:
    """Keeps nio's picture of rooms, devices and keys, and opens what is encrypted."""

    def __init__(self, client: AsyncClient, quarantine: Quarantine) -> None:
        self._client = client
        self._quarantine = quarantine
        self._numbers = count(1)
        self._unencrypted: set[str] = set()
        """Rooms of which the homeserver, when it was asked, has said that they are not encrypted."""
        self._out: set[str] = set()
        """Rooms that the bot was in: of these the homeserver tells what was so when it left."""

    @property
    def enabled(self) -> bool:
        """Whether encrypted rooms can be read and written."""
        return self._client.olm is not None

    async def learn(self, told: SyncAnswer) -> None:
        """Take in what the homeserver tells of keys and members."""
        for event in told.to_device:
            if event.get("type") == "m.room.encrypted":
                await self._try("an encrypted message to the device", {"to_device": {"events": [event]}})
        if told.afresh:
            self.forget()
        for left in told.left:
            self._unencrypted.discard(left.room_id)
            self._out.add(left.room_id)
            self._forget_members(left.room_id)
        for room in told.rooms:
            await self._learn_room(room)
        await self._try("the state of the keys", told.keys)

    def open(self, room_id: str, event: Json) -> Json:
        """The event as its author wrote it; Locked while its key is missing, Unopenable if none can help.

        Who said it, where and when is what the homeserver says, whatever stands inside.
        """
        try:
            inside = self._inside(room_id, event)
            kind, content = inside["type"], inside["content"]
        except EncryptionError as error:
            raise Locked from error
        except Exception as error:
            raise Unopenable(type(error).__name__) from error
        return {**event, "type": kind if kind in SPOKEN else UNSPOKEN, "content": content}

    def _inside(self, room_id: str, event: Json) -> Json:
        sealed = Event.parse_event({**event, "room_id": room_id})
        if not isinstance(sealed, MegolmEvent):
            raise TypeError("not as Megolm seals events")
        inside: Json = self._client.decrypt_event(sealed).source
        return inside

    def has_key(self, room_id: str, event: Json) -> bool:
        """Whether the key of an encrypted event is there."""
        olm, content = self._client.olm, event["content"]
        names = content.get("sender_key"), content.get("session_id")
        return olm is not None and olm.inbound_group_store.get(room_id, *names) is not None

    def encrypted(self, room_id: str) -> bool | None:
        """Whether a room is encrypted, as far as the sync has told; None if it has told nothing yet."""
        room = self._room(room_id)
        return None if room is None else bool(room.encrypted)

    def surely_encrypted(self, room_id: str) -> bool | None:
        """The same for what is to be sent; None if the homeserver is to be asked, and `settle` to be told.

        Where the bot makes a room, the sync may tell of it before it is encrypted.
        """
        told = self.encrypted(room_id)
        return told if told or (told is False and room_id in self._unencrypted) else None

    def settle(self, room_id: str, *, encrypted: bool) -> None:
        """Take in what the homeserver has said: also where the event that says so was taken back."""
        if not encrypted and room_id not in self._out:
            self._unencrypted.add(room_id)
        elif encrypted and (room := self._room(room_id)):
            room.encrypted = True

    def doubt(self) -> None:
        """The sync has failed: rooms may be encrypted that it has not told of."""
        self._unencrypted.clear()

    def forget(self) -> None:
        """The sync may never tell what has happened meanwhile, to rooms, people and their keys."""
        self.doubt()
        if self._client.olm is not None:
            self._client.olm.tracked_users.clear()
        for room_id in self._client.rooms:
            self._forget_members(room_id)

    def display_name(self, room_id: str, user: str) -> str | None:
        """The name that a room shows for somebody."""
        room = self._room(room_id)
        member = room.users.get(user) if room else None
        return member.display_name if member else None

    def _room(self, room_id: str) -> MatrixRoom | None:
        return self._client.rooms.get(room_id)

    def _forget_members(self, room_id: str) -> None:
        if room := self._room(room_id):
            room.members_synced = False

    async def _learn_room(self, room: RoomUpdate) -> None:
        self._out.discard(room.room_id)
        if room.gap_before:
            self._forget_members(room.room_id)  # lazy loading hides who came in the gap
        state = [event for event in (*room.state, *room.timeline) if _is_state(event)]
        if not state and self._room(room.room_id) is not None:
            return
        with suppress(Exception):
            await self._take(_joined(room.room_id, state))
            return
        # One event in it is odd: again, each by itself; what was taken in may be taken in again.
        for event in state:
            await self._try("an event of a room's state", _joined(room.room_id, [event]))

    async def _try(self, what: str, answer: Json) -> None:
        with self._quarantine.apart(what):
            await self._take(answer)

    async def _take(self, answer: Json) -> None:
        """Let nio take in a part of an answer, as if it were a whole one."""
        response = SyncResponse.from_dict({"next_batch": str(next(self._numbers)), **answer})
        if not isinstance(response, SyncResponse):
            raise TypeError("nio does not read it")
        await self._client.receive_response(response)


def _is_state(event: Json) -> bool:
    return event.get("type") in STATE and isinstance(event.get("state_key"), str)


def _joined(room_id: str, state: Sequence[Json]) -> Json:
    return {"rooms": {"join": {room_id: {"state": {"events": list(state)}}}}}
