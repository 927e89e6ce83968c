"""Taking back what was made only to try it: removed events stay as empty places, as Matrix has it."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from msgspec import Struct

from adapters.matrix.api import Json, Refused, route
from adapters.matrix.inbound.sync_answer import objects, part
from adapters.matrix.offers.seeds import Seeds
from adapters.matrix.outbound.sender import tx_id
from adapters.matrix.rooms.channels import MARKER
from adapters.matrix.rooms.direct_rooms import PERSON, DirectRooms
from adapters.matrix.rooms.rooms import Rooms
from adapters.matrix.session import Session
from bot.domain.identity import Identity, Place

SOON = timedelta(minutes=5)
"""So far the homeserver's clock may be from this machine's, and no chat of a later day is meant."""


class MatrixRemoval(Struct, frozen=True):
    """bot.ports.capabilities.Removal over the account's rooms."""

    session: Session
    own_rooms: Rooms
    direct_rooms: DirectRooms
    seeds: Seeds

    async def message(self, to: Place | Identity, message: str) -> None:
        """With its edits, and the signs that the bot put on it."""
        rooms = [await self.own_rooms.id_of(to)] if isinstance(to, Place) else await self._chats(to.id)
        await self.seeds.forget(message)
        for room_id in rooms:
            for event in await self._with_relations(room_id, message):
                await self._redact(room_id, event)

    async def channel(self, place: Place, invited: Sequence[Identity]) -> bool:
        """Everybody out of it, the bot at last: then the homeserver forgets it."""
        del invited
        if place.id in await self.own_rooms.joined():
            await self._close(place.id)
        return True

    async def rooms(self) -> Sequence[str]:
        """Whatever they are."""
        return sorted(await self.own_rooms.joined())

    async def chats(self, who: Identity, before: Sequence[str], at: datetime) -> None:
        """Also one that the account had no time to remember as a direct chat, or to leave."""
        for room_id in sorted(await self.own_rooms.joined() - set(before)):
            if await self._made_for(who.id, room_id, at):
                await self.direct_rooms.forget(room_id)
                await self._close(room_id)

    async def _chats(self, person: str) -> Sequence[str]:
        joined = await self.own_rooms.joined()
        return [room for room in self.direct_rooms.of(person) if room in joined]

    async def _made_for(self, person: str, room_id: str, at: datetime) -> bool:
        me = self.session.me
        create = await self.own_rooms.state(room_id, "m.room.create")
        if create is None or create["sender"] != me or self.own_rooms.place_of(room_id):
            return False
        made = datetime.fromtimestamp(part(create, "origin_server_ts", int) / 1000, UTC)
        marker = await self.own_rooms.state(room_id, MARKER)
        if abs(made - at) > SOON or (marker is not None and marker["content"].get(PERSON) != person):
            return False
        return await self.own_rooms.people(room_id) <= {me, person}

    async def _close(self, room_id: str) -> None:
        me = self.session.me
        for person in sorted(await self.own_rooms.people(room_id) - {me}):
            await self.session.api.call("POST", route("rooms", room_id, "kick"), {"user_id": person})
        await self.own_rooms.leave(room_id)
        await self.session.api.call("POST", route("rooms", room_id, "forget"), {})

    async def _with_relations(self, room_id: str, message: str) -> Sequence[Json]:
        """The bot's own events among them that still say something, the message last."""
        try:
            event = await self.session.api.call("GET", route("rooms", room_id, "event", message))
        except Refused as error:
            if error.code == "M_NOT_FOUND":
                return []
            raise
        # Relations have their place in the first version of the API alone.
        path = route("rooms", room_id, "relations", message).replace("/v3/", "/v1/", 1)
        related = objects(await self.session.api.call("GET", f"{path}?limit=100"), "chunk")
        events = [*related, event]
        return [each for each in events if each.get("sender") == self.session.me and each.get("content")]

    async def _redact(self, room_id: str, event: Json) -> None:
        id = part(event, "event_id", str)
        path = route("rooms", room_id, "redact", id, tx_id(f"{id}/removed"))
        await self.session.api.call("PUT", path, {})
