"""A room in which the account is alone, to find out how much the homeserver takes of it."""

import secrets

from adapters.matrix.api import Limited, Refused, route
from adapters.matrix.reconnecting import Sleep
from adapters.matrix.session import Session
from bot.ports.clock import Clock

MANY = 12
"""More than Synapse takes at once where nobody has changed that; whoever takes so many is fast enough."""
TRIAL = "org.evenfloor.trial"
"""The kind of what is sent there, and where the account remembers the room."""


class OwnRoom:
    """bot.ports.capabilities.SendLimit by trying, where nobody sees it."""

    def __init__(self, session: Session, clock: Clock, sleep: Sleep) -> None:
        self._session = session
        self._clock = clock
        self._sleep = sleep
        self.limited = False

    @property
    def sent(self) -> int:
        """How many events and new rooms the homeserver has taken."""
        return self._session.api.taken

    async def find(self) -> float | None:
        """The seconds from one that the homeserver takes to the next; None if it takes them all.

        When it first says so, less is missing: right after the next one that it takes, all of it is. One
        that is sent late makes the time shorter, so the longer of the two is nearer.
        """
        first = await self._refused()
        self.limited = first is not None
        if first is None:
            return None
        await self._sleep(first)
        return max(first, await self._refused() or 0.0)

    async def _refused(self) -> float | None:
        """Send until it is; None if it never is."""
        room_id, taken = await self._ready(), self._clock.now()
        for _ in range(MANY):
            try:
                await self._send(room_id)
            except Limited as limit:
                return limit.seconds + (self._clock.now() - taken).total_seconds()
            taken = self._clock.now()
        return None

    async def _ready(self) -> str:
        """The room, made anew if somebody took the account out of it."""
        room_id = await self._known()
        joined = (await self._session.api.call("GET", route("joined_rooms"))).get("joined_rooms")
        return room_id if room_id and room_id in (joined or ()) else await self._make()

    async def _send(self, room_id: str) -> None:
        path = route("rooms", room_id, "send", TRIAL, secrets.token_hex(8))
        await self._session.api.call("PUT", path, {})

    async def _known(self) -> str | None:
        try:
            return str((await self._session.api.call("GET", self._path)).get("room_id") or "") or None
        except Refused:
            return None

    async def _make(self) -> str:
        made = await self._session.api.call("POST", route("createRoom"), {"preset": "private_chat"})
        await self._session.api.call("PUT", self._path, {"room_id": made["room_id"]})
        return str(made["room_id"])

    @property
    def _path(self) -> str:
        return route("user", self._session.me, "account_data", TRIAL)
