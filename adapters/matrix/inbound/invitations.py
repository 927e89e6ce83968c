"""Invitations: the meetings' rooms and direct chats are accepted, everything else is declined."""

import asyncio
import json
import logging
from collections import deque
from collections.abc import Sequence
from urllib.parse import quote

from adapters.matrix.api import Api, Refused, route
from adapters.matrix.inbound.sync_answer import Invitation, invitations
from adapters.matrix.reconnecting import Sleep
from adapters.matrix.rooms.direct_rooms import DirectRooms
from adapters.matrix.rooms.rooms import Rooms
from bot.ports.platform import TryLater
from bot.services.log_redaction import redact

log = logging.getLogger(__name__)

A_MINUTE = 60
"""How many invitations are answered in any minute; more wait, none is lost."""
WORKERS = 4
"""A slow homeserver of one guest holds up one of them."""
_INVITES_ONLY = {
    "presence": {"types": []},
    "account_data": {"types": []},
    "room": {kind: {"types": []} for kind in ("timeline", "state", "ephemeral", "account_data")},
}


async def waiting(api: Api, me: str) -> Sequence[Invitation]:
    """All invitations that have not been answered."""
    return invitations(
        await api.call("GET", f"{route('sync')}?filter={quote(json.dumps(_INVITES_ONLY))}"), me
    )


class InvitationHandler:
    """Answers invitations beside the sync loop, which must not wait for a join."""

    def __init__(self, api: Api, rooms: Rooms, direct_rooms: DirectRooms, sleep: Sleep) -> None:
        self._api = api
        self._rooms = rooms
        self._direct_rooms = direct_rooms
        self._sleep = sleep
        self._waiting: asyncio.Queue[Invitation] = asyncio.Queue()
        self._answered: deque[float] = deque(maxlen=A_MINUTE)

    def enqueue(self, invited: Invitation) -> None:
        """Take note of an invitation."""
        self._waiting.put_nowait(invited)

    async def find_waiting(self, me: str) -> None:
        """Those that came while the bot was down: an ordinary sync tells of each only once."""
        for invited in await waiting(self._api, me):
            self.enqueue(invited)

    async def keep(self) -> None:
        """Answer invitations until cancelled."""
        while True:
            invited = await self._waiting.get()
            await self._take_turn()
            try:
                await self._answer(invited)
            except TryLater as later:
                await self._sleep(later.after or 5.0)
                self.enqueue(invited)
            except Refused as error:
                log.warning("Matrix: an invitation could not be answered (%s)", error.code)
            except Exception as error:
                log.exception("Matrix: an invitation could not be answered", exc_info=redact(error))

    async def _take_turn(self) -> None:
        now = asyncio.get_running_loop().time()
        if len(self._answered) == A_MINUTE and now - self._answered[0] < 60:
            await self._sleep(60 - (now - self._answered[0]))
        self._answered.append(asyncio.get_running_loop().time())

    async def _answer(self, invited: Invitation) -> None:
        if self._rooms.place_of(invited.room_id) is None:
            await self._rooms.resolve()
        if self._rooms.place_of(invited.room_id):
            await self._rooms.join(invited.room_id)
        elif invited.direct:
            await self._start_chat(invited)
        else:
            await self._rooms.leave(invited.room_id)

    async def _start_chat(self, invited: Invitation) -> None:
        """Remembered before it is joined: a crash in between leaves no chat that is not answered."""
        await self._direct_rooms.remember(invited.by, invited.room_id)
        await self._rooms.join(invited.room_id)
        if not await self._direct_rooms.alone(invited.by, invited.room_id):
            await self._direct_rooms.forget(invited.room_id)
            await self._rooms.leave(invited.room_id)
