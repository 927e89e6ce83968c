"""Rooms that were given up for others: the bot goes along, and remembers it across restarts."""

import json
from typing import Final

from msgspec import Struct, field

from adapters.matrix.api import Refused
from adapters.matrix.inbound.sync_answer import part
from adapters.matrix.outbound.markup import NAME
from adapters.matrix.rooms.rooms import Rooms
from bot.domain.identity import Place
from bot.ports.platform import Inbox
from bot.ports.sync_positions import SyncPositions

_KEPT: Final = "matrix:upgrades"


class Upgrade(Struct, frozen=True):
    """A room given up for another one, as its m.room.tombstone says."""

    old: str
    new: str
    via: str = ""
    """The homeserver of whoever gave it up: one that knows the new room."""


class Upgrades(Struct):
    """Follows into a new room only if that says as well that it comes after the old one.

    Whoever may give up a room has all power there; nobody else makes both say the same.
    """

    rooms: Rooms
    sync_positions: SyncPositions
    _arriving: set[str] = field(default_factory=set)

    async def load(self) -> None:
        """Those of before a restart."""
        kept = json.loads(await self.sync_positions.load(_KEPT) or "{}")
        for old, new in part(kept, "followed", dict).items():
            self.rooms.follow(old, new)
        for new, old in part(kept, "promised", dict).items():
            self.rooms.promise(old, new)

    async def follow(self, inbox: Inbox, place: Place, upgrade: Upgrade) -> bool:
        """Go into the new room and have everything go on there; False where that is not possible (yet).

        What was promised stays so across a crash, and is taken up when somebody asks the bot in.
        """
        if self.rooms.place_of(upgrade.new) is not None:
            return False  # Another room of the meetings', in which they go on anyway.
        self.rooms.promise(upgrade.old, upgrade.new)
        await self._save()
        try:
            entered = await self._enter(upgrade)
        except Refused:
            return False
        if not await self._comes_after(upgrade):
            await self._turn_back(upgrade, entered=entered)
            return False
        await self._settle(inbox, place, upgrade)
        return True

    def arrives(self, room_id: str) -> bool:
        """Whether that the bot has come into a room is known already; asked once."""
        expected = room_id in self._arriving
        self._arriving.discard(room_id)
        return expected

    async def _enter(self, upgrade: Upgrade) -> bool:
        if upgrade.new in await self.rooms.joined():
            return False
        self._arriving.add(upgrade.new)
        try:
            await self.rooms.join(upgrade.new, upgrade.via)
        except BaseException:
            self._arriving.discard(upgrade.new)
            raise
        return True

    async def _comes_after(self, upgrade: Upgrade) -> bool:
        create = await self.rooms.state(upgrade.new, "m.room.create")
        content = part(create or {}, "content", dict)
        return part(content, "predecessor", dict).get("room_id") == upgrade.old

    async def _turn_back(self, upgrade: Upgrade, *, entered: bool) -> None:
        self.rooms.take_back(upgrade.new)
        await self._save()
        if entered:
            await self.rooms.leave(upgrade.new)

    async def _settle(self, inbox: Inbox, place: Place, upgrade: Upgrade) -> None:
        """From here on the place means the new room, before anything is sent there."""
        self.rooms.follow(upgrade.old, upgrade.new)
        try:
            await inbox.moved(place, upgrade.new, f"{NAME}/moved/{upgrade.new}")
        except BaseException:
            self.rooms.stay(upgrade.old)
            raise
        await self._save()

    async def _save(self) -> None:
        kept = {"followed": self.rooms.followed, "promised": self.rooms.promised}
        await self.sync_positions.save(_KEPT, json.dumps(kept))
