"""A Matrix room as a place where a meeting can be set up."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from msgspec import Struct

from adapters.matrix.outbound.markup import NAME
from adapters.matrix.rooms.channels import Channels
from adapters.matrix.rooms.rights import lacking, moderates
from adapters.matrix.rooms.rooms import Rooms
from adapters.matrix.rooms.waiting_rooms import WaitingRooms
from bot.domain.identity import Identity, Place
from bot.ports.platform import ChannelSpec, Undeliverable
from bot.ports.premises import FoundRoom, Look, RoomSpec

_ACCOUNT: Final = re.compile(r"@[^\s:]{1,200}:[^\s]{1,200}")


class MatrixPremises(Struct, frozen=True):
    """bot.ports.premises.Premises: a code is for the room that it was given in."""

    rooms: Rooms
    channels: Channels
    waiting_rooms: WaitingRooms
    me: Callable[[], str]

    @property
    def whole_server(self) -> bool:
        """Rooms of one homeserver have nothing to do with each other."""
        return False

    def account(self, written: str) -> str | None:
        """An account's id in full."""
        return written if _ACCOUNT.fullmatch(written) else None

    async def may_set_up(self, who: Identity, place: Place, server: str) -> bool:
        """Power level 50 in that room."""
        del server
        return who.platform == NAME and await moderates(self.rooms, place.id, who.id)

    async def look(self, place: Place, server: str, beside: Sequence[Place]) -> Look:
        """That room, and those beside that the bot is still in; anybody may make rooms."""
        del server
        joined = await self.rooms.joined()  # of a room that one was put out of, the last state can be read
        if place.id not in joined:
            raise Undeliverable("the bot is not in the room any more")
        there = [each for each in (place, *beside) if each.id in joined]
        return Look([await self._found(each) for each in there], can_make=True)

    async def make_room(self, place: Place, server: str, who: Identity, spec: RoomSpec) -> Place:
        """A private room, run by this person."""
        del server
        made = await self.channels.open(ChannelSpec(spec.marker, spec.name, spec.topic, place), self.me())
        await self.waiting_rooms.hold(made)
        await self.channels.invite(made, who.id, coordinator=True)
        return Place(NAME, made)

    def take_up(self, places: Sequence[Place]) -> None:
        """What is said in them is heard from now on."""
        self.rooms.add(places)

    async def _found(self, place: Place) -> FoundRoom:
        named = await self.rooms.state(place.id, "m.room.name")
        rules = await self.rooms.state(place.id, "m.room.join_rules")
        name = named["content"].get("name") if named else None
        public = rules is not None and rules["content"].get("join_rule") == "public"
        return FoundRoom(place, str(name or place.id), not public, await self._lacks(place.id))

    async def _lacks(self, room_id: str) -> tuple[str, ...]:
        """What the bot needs to write there, if it has not."""
        needed = await lacking(self.rooms, room_id, self.me())
        return () if needed is None else (f"power level {needed}",)
