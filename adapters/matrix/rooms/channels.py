"""Private rooms that the bot makes, each bearing a marker by which it is found after a crash."""

import asyncio

from adapters.matrix.api import Api, Refused, route
from adapters.matrix.rooms.coordinators import make_coordinator
from adapters.matrix.rooms.rooms import Rooms
from bot.ports.platform import ChannelSpec

MARKER = "org.evenfloor.marker"


class Channels:
    """Makes and finds them."""

    def __init__(self, api: Api, rooms: Rooms) -> None:
        self._api = api
        self._rooms = rooms
        self._opening = asyncio.Lock()

    async def open(self, spec: ChannelSpec, me: str) -> str:
        """The room that bears the marker, made if there is none."""
        async with self._opening:
            for room_id in sorted(await self._rooms.joined()):
                if await self._bears(room_id, spec.marker, me):
                    return room_id
            return await self._create(spec)

    async def invite(self, room_id: str, who: str, coordinator: bool) -> None:
        """Ask somebody in, a coordinator with the right to run the room; harmless twice."""
        try:
            await self._api.call("POST", route("rooms", room_id, "invite"), {"user_id": who})
        except Refused:
            if who not in await self._rooms.people(room_id):
                raise
        if coordinator:
            await make_coordinator(self._rooms, room_id, who)

    async def _bears(self, room_id: str, marker: str, me: str) -> bool:
        """Only a marker of the bot's own counts: anybody may put one into a room of theirs."""
        try:
            found = await self._rooms.state(room_id, MARKER)
        except Refused:
            return False
        return found is not None and found["sender"] == me and found["content"].get("marker") == marker

    async def _create(self, spec: ChannelSpec) -> str:
        made = await self._api.call(
            "POST",
            route("createRoom"),
            {
                "preset": "private_chat",
                "visibility": "private",
                "name": spec.name,
                "topic": spec.topic,
                "initial_state": [{"type": MARKER, "state_key": "", "content": {"marker": spec.marker}}],
            },
        )
        return str(made["room_id"])
