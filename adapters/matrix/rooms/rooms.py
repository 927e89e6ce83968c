"""The rooms of the meetings: their ids, whether the bot is in them, and who is there."""

import logging
from collections.abc import Sequence
from urllib.parse import urlencode

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
        self.followed: dict[str, str] = {}
        """Into which room the bot went for one that was given up."""
        self.promised: dict[str, str] = {}
        """New rooms in which the bot is not yet, each with the one that was given up for it."""

    async def id_of(self, place: Place) -> str:
        """The id of the room that it is now; raises Undeliverable where an alias leads nowhere."""
        if not place.id.startswith("#"):
            return self.current(place.id)
        if place not in self._ids:
            found = await self._api.call("GET", route("directory", "room", place.id))
            self._ids[place] = str(found["room_id"])
        return self.current(self._ids[place])

    def place_of(self, room_id: str) -> Place | None:
        """The place as the meetings name it, also of a room that was given up; None for any other room."""
        for place in self._places:
            if room_id == place.id or room_id in self._line(self._ids.get(place, place.id)):
                return place
        return None

    def wanted(self, room_id: str) -> bool:
        """Whether an invitation there is for a meeting: its room, or the one that it was given up for."""
        return self.place_of(room_id) is not None or self.place_of(self.promised.get(room_id, "")) is not None

    def current(self, room_id: str) -> str:
        """The room in which things go on now; that one itself where it was not given up."""
        return self._line(room_id)[-1]

    def replaces(self, room_id: str) -> bool:
        """Whether the bot went there for a room that was given up."""
        return room_id in self.followed.values()

    def promise(self, old: str, new: str) -> None:
        """A room was given up for another, in which the bot is to be."""
        self.promised[new] = old

    def take_back(self, new: str) -> None:
        """It is no room of the meetings' after all."""
        self.promised.pop(new, None)

    def follow(self, old: str, new: str) -> None:
        """What is meant for the old room is for the new one from now on."""
        self.take_back(new)
        self.followed[old] = new

    def stay(self, old: str) -> None:
        """It is not: it could not be kept."""
        self.promise(old, self.followed.pop(old))

    def _line(self, room_id: str) -> list[str]:
        """A room and those that came after it, one after the other."""
        line = [room_id]
        while (new := self.followed.get(line[-1])) is not None and new not in line:
            line.append(new)
        return line

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
            if self.current(self._ids.get(place, place.id)) not in joined:
                await self._enter(place)

    async def _enter(self, place: Place) -> None:
        try:
            await self.join(await self.id_of(place))
        except (Undeliverable, TryLater) as error:
            log.warning("Matrix: not in room %s, invite the bot there: %s", place.id, error)

    async def join(self, room_id: str, via: str = "") -> None:
        """Go into a room, by way of a homeserver that knows it; harmless if one is in it."""
        # Homeservers of before 2024 know `via` by its older name.
        asked = f"?{urlencode({'via': via, 'server_name': via})}" if via else ""
        await self._api.call("POST", f"{route('join', room_id)}{asked}", {})

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
