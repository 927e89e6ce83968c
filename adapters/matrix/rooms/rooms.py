"""The rooms of the meetings: their ids, whether the bot is in them, and who is there."""

import logging
from collections.abc import Sequence

from adapters.matrix.api import Api, Json, Refused, route
from adapters.matrix.outbound.markup import NAME
from bot.domain.identity import Place
from bot.ports.platform import TryLater, Undeliverable

log = logging.getLogger(__name__)


class Rooms:
    """Configured places by room id and back, since a place may name a room by its alias."""

    def __init__(self, api: Api, places: Sequence[Place]) -> None:
        self._api = api
        self._places = tuple(place for place in places if place.platform == NAME)
        self._ids: dict[Place, str] = {}

    async def id_of(self, place: Place) -> str:
        """The room's id; raises Undeliverable where an alias leads nowhere."""
        if not place.id.startswith("#"):
            return place.id
        if place not in self._ids:
            found = await self._api.call("GET", route("directory", "room", place.id))
            self._ids[place] = str(found["room_id"])
        return self._ids[place]

    def place_of(self, room_id: str) -> Place | None:
        """The place as the meetings name it; None for any other room."""
        for place in self._places:
            if room_id in (place.id, self._ids.get(place)):
                return place
        return None

    def add(self, places: Sequence[Place]) -> None:
        """These are a meeting's as well."""
        self._places = tuple(dict.fromkeys((*self._places, *places)))

    def configured(self, place: Place) -> bool:
        """Whether the place is a meeting's."""
        return place in self._places or self.place_of(place.id) is not None

    async def resolve(self) -> None:
        """Find the rooms behind those aliases that led nowhere so far."""
        for place in self._places:
            try:
                await self.id_of(place)
            except (Undeliverable, TryLater) as error:
                log.warning("Matrix: room %s is not found: %s", place.id, error)

    async def enter(self) -> None:
        """Go into the meetings' rooms that one is not in; those closed to the bot wait for an invitation."""
        await self.resolve()
        joined = await self.joined()
        for place in self._places:
            if self._ids.get(place, place.id) not in joined:
                await self._enter(place)

    async def _enter(self, place: Place) -> None:
        try:
            await self.join(await self.id_of(place))
        except (Undeliverable, TryLater) as error:
            log.warning("Matrix: not in room %s, invite the bot there: %s", place.id, error)

    async def join(self, room_id: str) -> None:
        """Go into a room; harmless if one is in it."""
        await self._api.call("POST", route("join", room_id), {})

    async def leave(self, room_id: str) -> None:
        """Leave a room, or decline an invitation to it."""
        await self._api.call("POST", route("rooms", room_id, "leave"), {})

    async def joined(self) -> frozenset[str]:
        """The rooms that the bot is in."""
        return frozenset((await self._api.call("GET", route("joined_rooms")))["joined_rooms"])

    async def people(self, room_id: str) -> frozenset[str]:
        """Everybody who is in the room or invited, the bot too."""
        return await self._members(room_id, "join", "invite")

    async def members(self, room_id: str) -> frozenset[str]:
        """Everybody who is in the room, the bot too."""
        return await self._members(room_id, "join")

    async def _members(self, room_id: str, *standings: str) -> frozenset[str]:
        members = await self._api.call("GET", route("rooms", room_id, "members"))
        return frozenset(
            event["state_key"]
            for event in members["chunk"]
            if event["content"].get("membership") in standings
        )

    async def set_state(self, room_id: str, kind: str, content: Json) -> None:
        """Replace the content of one state event."""
        await self._api.call("PUT", route("rooms", room_id, "state", kind, ""), content)

    async def state(self, room_id: str, kind: str, key: str = "") -> Json | None:
        """One state event with its sender; None if it is not set."""
        path = f"{route('rooms', room_id, 'state', kind, key)}?format=event"
        try:
            return await self._api.call("GET", path)
        except Refused as error:
            if error.code == "M_NOT_FOUND":
                return None
            raise
