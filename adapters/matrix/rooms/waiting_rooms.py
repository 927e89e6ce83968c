"""Rooms that the bot was asked into for a code: it waits there for ten minutes, and then it leaves."""

import asyncio
import json
import logging
from datetime import datetime, timedelta
from typing import Final

from adapters.matrix.outbound.markup import NAME
from adapters.matrix.rooms.rooms import Rooms
from bot.domain.identity import Identity, Place
from bot.ports.clock import Clock
from bot.ports.platform import Inbox, TryLater, Undeliverable
from bot.ports.store import Unavailable
from bot.ports.sync_positions import SyncPositions
from bot.services.log_redaction import redact

log = logging.getLogger(__name__)

PATIENCE: Final = timedelta(minutes=10)
MOST: Final = 20
"""So many rooms are waited in at once; other invitations are declined meanwhile."""
MOST_OF_ONE: Final = 3
"""So many that one account has asked into: who has a code needs two."""
_KEPT: Final = "matrix:waiting"


class WaitingRooms:
    """Kept across restarts, since a homeserver does not tell why the bot is in a room."""

    def __init__(self, rooms: Rooms, sync_positions: SyncPositions, clock: Clock) -> None:
        self._rooms = rooms
        self._sync_positions = sync_positions
        self._clock = clock
        self._until: dict[str, datetime] = {}
        self._by: dict[str, str] = {}
        self._changed = asyncio.Event()

    async def load(self) -> None:
        """Those of before a restart."""
        kept = json.loads(await self._sync_positions.load(_KEPT) or "{}")
        self._until = {room: datetime.fromisoformat(until) for room, until in kept.items()}
        self._changed.set()

    def waits(self, room_id: str) -> bool:
        """Whether a code is waited for there, or what follows one."""
        return room_id in self._until and self._rooms.place_of(room_id) is None

    async def enter(self, inbox: Inbox, room_id: str, by: str) -> bool:
        """Go in where somebody is expected to set up a meeting; remembered first, lest the bot stays."""
        if len(self._until) >= MOST or list(self._by.values()).count(by) >= MOST_OF_ONE:
            return False
        try:
            if not await inbox.expects(Identity(NAME, by)):
                return False
        except Unavailable as problem:
            raise TryLater(str(problem)) from problem
        self._by[room_id] = by
        await self.hold(room_id)
        await self._rooms.join(room_id)
        return True

    async def hold(self, room_id: str) -> None:
        """Stay in a room for as long as a meeting is set up there, and leave it if none comes of that."""
        await self._keep({**self._until, room_id: self._clock.now() + PATIENCE})

    async def keep(self, inbox: Inbox) -> None:
        """Leave each room when its time is up, until cancelled."""
        while True:
            self._changed.clear()
            now = self._clock.now()
            for room_id in [room for room, until in self._until.items() if until <= now]:
                try:
                    await self._end(inbox, room_id)
                except Exception as problem:
                    log.exception("Matrix: a room is left later", exc_info=redact(problem))
                    self._until[room_id] = now + PATIENCE
            await self._wait(min(self._until.values(), default=None))

    async def _wait(self, until: datetime | None) -> None:
        """Until that moment, or until there is another one."""
        waits: set[asyncio.Task[object]] = {asyncio.create_task(self._changed.wait())}
        if until is not None:
            waits.add(asyncio.create_task(self._reached(until)))
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in waits:
                each.cancel()

    async def _reached(self, moment: datetime) -> None:
        await self._clock.sleep_until(moment)
        if self._clock.now() < moment:  # a clock that stands still
            await asyncio.Event().wait()

    async def _end(self, inbox: Inbox, room_id: str) -> None:
        """Stay where a meeting is, or is being set up."""
        stays = False
        try:
            if self.waits(room_id):
                stays = await inbox.sets_up(Place(NAME, room_id))
                if not stays:
                    await self._rooms.leave(room_id)
        except Undeliverable as problem:
            log.info("Matrix: a room could not be left: %s", problem)
        if stays:
            await self.hold(room_id)
        else:
            self._by.pop(room_id, None)
            await self._keep({room: until for room, until in self._until.items() if room != room_id})

    async def _keep(self, until: dict[str, datetime]) -> None:
        self._until = until
        await self._sync_positions.save(
            _KEPT, json.dumps({room: at.isoformat() for room, at in until.items()})
        )
        self._changed.set()
