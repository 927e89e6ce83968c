"""Rooms in which the bot is, and may not write: told once, and once more when it may again."""

import json
from typing import Final

from msgspec import Struct, field

from adapters.matrix.api import Json
from adapters.matrix.outbound.markup import NAME
from adapters.matrix.rooms.rights import lacking, listed_to_write
from adapters.matrix.rooms.rooms import Rooms
from adapters.matrix.session import Session
from bot.domain.identity import Place
from bot.domain.message import say
from bot.ports.platform import Inbox
from bot.ports.sync_positions import SyncPositions

_KEPT: Final = "matrix:muted"


class Powers(Struct, frozen=True):
    """The powers in a room were changed, by that event, or are read anew."""

    room_id: str
    event_id: str
    levels: Json


class Muting(Struct):
    """Kept across restarts, since a homeserver tells how the powers are and not how they were."""

    session: Session
    rooms: Rooms
    sync_positions: SyncPositions
    _muted: set[str] = field(default_factory=set)

    async def load(self) -> None:
        """Those of before a restart."""
        self._muted = set(json.loads(await self.sync_positions.load(_KEPT) or "[]"))

    async def look(self, inbox: Inbox, place: Place, powers: Powers) -> None:
        """See whether the bot may write, and say so where that has changed."""
        room_id, me = powers.room_id, self.session.me
        # The homeserver is asked only where it matters: at each start there is a word of every room.
        may = listed_to_write(me, powers.levels)
        needed = None if may else await lacking(self.rooms, room_id, me)
        if (needed is not None) == (room_id in self._muted):
            return
        if needed is None:
            await inbox.regained(place, f"{NAME}/back/{powers.event_id}")
            self._muted.discard(room_id)
        else:
            await inbox.warn(say("matrix-muted", level=needed), f"{NAME}/lost/{powers.event_id}", place)
            self._muted.add(room_id)
        await self.sync_positions.save(_KEPT, json.dumps(sorted(self._muted)))
