"""Hands that are reactions: the bot takes a spent one away, where the room gives it the power to."""

import logging

from msgspec import Struct

from adapters.matrix.api import Refused, route
from adapters.matrix.encryption.group_encryption import SEALED
from adapters.matrix.inbound.hand_reactions import HandReactions
from adapters.matrix.outbound.markup import NAME
from adapters.matrix.outbound.sender import REACTION, tx_id
from adapters.matrix.rooms.rooms import Rooms
from adapters.matrix.session import Session
from bot.domain.identity import Place

log = logging.getLogger(__name__)


class MatrixHands(Struct, frozen=True):
    """bot.ports.capabilities.Hands over the account's rooms."""

    session: Session
    rooms: Rooms
    hand_reactions: HandReactions

    async def take_down(self, place: Place, hand: str) -> None:
        """Without the power it stays up and means nothing any more."""
        room_id, reaction = await self.rooms.id_of(place), hand.removeprefix(f"{NAME}:")
        try:
            event = await self.session.api.call("GET", route("rooms", room_id, "event", reaction))
        except Refused:
            return
        author = event.get("sender")
        if event.get("type") not in (REACTION, SEALED) or not event.get("content"):
            return
        if await self.hand_reactions.up(room_id, reaction, str(author)):
            await self._remove(room_id, reaction, str(author))

    async def _remove(self, room_id: str, reaction: str, author: str) -> None:
        path = route("rooms", room_id, "redact", reaction, tx_id(f"{reaction}/spent"))
        try:
            await self.session.api.call("PUT", path, {})
        except Refused as error:
            log.info("Matrix: a spent hand stays up: %s", error)
        else:
            await self.hand_reactions.lowered(room_id, reaction, author)
