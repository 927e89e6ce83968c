"""Pinned messages of a room, which stand in one list of its state."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Final

from msgspec import Struct, field

from adapters.matrix.api import Refused
from adapters.matrix.outbound.markup import NAME
from adapters.matrix.rooms.rooms import Rooms
from bot.domain.identity import Place
from bot.domain.message import say
from bot.ports.permissions import NotPermitted

_PINNED: Final = "m.room.pinned_events"


class MatrixPins(Struct, frozen=True):
    """bot.ports.capabilities.Pins over the account's rooms; what others pinned stays."""

    rooms: Rooms
    changing: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def pin(self, place: Place, message: str) -> None:
        """Behind the others."""
        await self._change(place, lambda pinned: [*pinned, message] if message not in pinned else pinned)

    async def unpin(self, place: Place, message: str) -> None:
        """Wherever it stands."""
        await self._change(place, lambda pinned: [each for each in pinned if each != message])

    async def _change(self, place: Place, change: Callable[[Sequence[str]], Sequence[str]]) -> None:
        """Read and written at once: Matrix knows no other way."""
        room_id = await self.rooms.id_of(place)
        async with self.changing:
            event = await self.rooms.state(room_id, _PINNED)
            found = event["content"].get("pinned") if event else None
            before = [str(each) for each in found] if isinstance(found, list) else []
            after = change(before)
            if after == before:
                return
            try:
                await self.rooms.set_state(room_id, _PINNED, {"pinned": after})
            except Refused as error:
                if error.code != "M_FORBIDDEN":
                    raise
                notice = say("pins-not-permitted", platform=NAME)
                raise NotPermitted("no power to pin messages", notice) from error
