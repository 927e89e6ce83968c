"""The way into a room, and out of one of the bot's own."""

from collections import Counter
from collections.abc import Callable
from typing import Final
from urllib.parse import quote, urlencode

from msgspec import Struct

from adapters.matrix.api import Api, Refused, route
from adapters.matrix.outbound.markup import NAME
from adapters.matrix.rooms.rooms import Rooms
from bot.domain.identity import Identity, Place
from bot.domain.message import say
from bot.ports.permissions import NotPermitted

_SERVERS: Final = 3
"""So many a link names through which the room is found, as Matrix advises."""


class MatrixJoining(Struct, frozen=True):
    """bot.ports.capabilities.Joining over the account's rooms."""

    api: Api
    rooms: Rooms
    me: Callable[[], str]

    async def link_to(self, place: Place) -> str | None:
        """A matrix.to link by way of the servers with most people in the room."""
        room_id = await self.rooms.id_of(place)
        people = await self.rooms.members(room_id)
        servers = Counter(sorted(person.partition(":")[2] for person in people))
        via = [("via", server) for server, _ in servers.most_common(_SERVERS)]
        address = place.id if place.id.startswith("#") else room_id
        return f"https://matrix.to/#/{quote(address, safe='')}?{urlencode(via)}"

    def link_to_chat(self) -> str | None:
        """A matrix.to link to the account; a private room lets nobody in by a link of its own."""
        return f"https://matrix.to/#/{quote(self.me(), safe='@')}"

    async def eject(self, place: Place, who: Identity, reason: str) -> None:
        """Not somebody of as much power as the bot, as coordinators are in rooms of before version 12."""
        room_id = await self.rooms.id_of(place)
        try:
            kicked = {"user_id": who.id, "reason": reason}
            await self.api.call("POST", route("rooms", room_id, "kick"), kicked)
        except Refused as error:
            if who.id not in await self.rooms.people(room_id):
                return
            if error.code != "M_FORBIDDEN":
                raise
            notice = say("eject-not-permitted", platform=NAME)
            raise NotPermitted("no power to take somebody out of a room", notice) from error
