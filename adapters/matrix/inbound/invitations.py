"""Invitations: meetings' rooms and direct chats are accepted, and a room where a code is to be given."""

import asyncio
import json
import logging
from collections import Counter
from collections.abc import Sequence
from urllib.parse import quote

from adapters.matrix.api import Api, Refused, route
from adapters.matrix.inbound.invitation_queue import InvitationQueue
from adapters.matrix.inbound.sync_answer import Invitation, invitations
from adapters.matrix.reconnecting import Sleep
from adapters.matrix.rooms.direct_rooms import DirectRooms
from adapters.matrix.rooms.rooms import Rooms
from adapters.matrix.rooms.waiting_rooms import WaitingRooms
from bot.ports.clock import Clock
from bot.ports.platform import Inbox, TryLater
from bot.services.log_redaction import redact

log = logging.getLogger(__name__)

WORKERS = 8
"""A slow homeserver holds up one of them."""
ATTEMPTS = 20
"""So often an invitation is tried; what was given up is found again at the next start."""
LIMIT_SECONDS = 0.2
"""How soon it is looked again where a limit keeps somebody back."""
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

    def __init__(
        self,
        api: Api,
        rooms: Rooms,
        direct_rooms: DirectRooms,
        waiting_rooms: WaitingRooms,
        clock: Clock,
        sleep: Sleep,
    ) -> None:
        self._api = api
        self._rooms = rooms
        self._direct_rooms = direct_rooms
        self._waiting_rooms = waiting_rooms
        self._clock = clock
        self._sleep = sleep
        self._queue = InvitationQueue(lambda invited: rooms.wanted(invited.room_id))
        self._failures: Counter[str] = Counter()
        self._changed = asyncio.Event()
        self._under_way = 0

    def enqueue(self, invited: Invitation) -> None:
        """Take note of an invitation."""
        self._queue.put(invited)
        self._changed.set()

    async def find_waiting(self, me: str) -> None:
        """Those that came while the bot was down: an ordinary sync tells of each only once."""
        for invited in await waiting(self._api, me):
            self.enqueue(invited)

    async def keep(self, inbox: Inbox) -> None:
        """Answer invitations until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            while True:
                self._changed.clear()
                while self._under_way < WORKERS and (taken := self._queue.take(self._clock.now())):
                    self._under_way += 1
                    tasks.create_task(self._one(inbox, *taken))
                if self._under_way < WORKERS and self._queue.waits:
                    await self._sleep(LIMIT_SECONDS)
                else:
                    await self._changed.wait()

    async def _one(self, inbox: Inbox, line: str, invited: Invitation) -> None:
        try:
            await self._try(inbox, invited)
        finally:
            self._queue.done(line)
            self._under_way -= 1
            self._changed.set()

    async def _try(self, inbox: Inbox, invited: Invitation) -> None:
        try:
            await self._answer(inbox, invited)
        except TryLater as later:
            self._failures[invited.room_id] += 1
            if self._failures[invited.room_id] < ATTEMPTS:
                await self._sleep(later.after or 5.0)
                self._queue.put(invited)
                return
            log.warning("Matrix: an invitation could not be answered (%s)", later)
        except Refused as error:
            log.warning("Matrix: an invitation could not be answered (%s)", error.code)
        except Exception as error:
            log.exception("Matrix: an invitation could not be answered", exc_info=redact(error))
        self._failures.pop(invited.room_id, None)

    async def _answer(self, inbox: Inbox, invited: Invitation) -> None:
        if not self._rooms.wanted(invited.room_id):
            await self._rooms.resolve()
        if self._rooms.wanted(invited.room_id):
            await self._rooms.join(invited.room_id)
        elif invited.direct and self._direct_rooms.welcome(invited.by):
            await self._start_chat(invited)
        elif invited.direct or not await self._waiting_rooms.enter(inbox, invited.room_id, invited.by):
            await self._rooms.leave(invited.room_id)

    async def _start_chat(self, invited: Invitation) -> None:
        """Remembered before it is joined: a crash in between leaves no chat that is not answered."""
        await self._direct_rooms.remember(invited.by, invited.room_id)
        await self._rooms.join(invited.room_id)
        if not await self._direct_rooms.alone(invited.by, invited.room_id):
            await self._direct_rooms.forget(invited.room_id)
            await self._rooms.leave(invited.room_id)
