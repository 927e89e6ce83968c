"""A room in which the account is alone, to find out how much the homeserver takes of it."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from adapters.matrix.api import Limited, Refused, route
from adapters.matrix.reconnecting import Sleep
from adapters.matrix.session import Session
from bot.ports.clock import Clock
from bot.ports.platform import TryLater

MANY = 12
"""More than Synapse takes at once where nobody has changed that; whoever takes so many is fast enough."""
TRIAL = "org.evenfloor.trial"
"""The kind of what is sent there, and where the account remembers the room."""


ATTEMPTS = 3
"""More than one where the account is not alone after all, but another process sends as it."""


@dataclass(frozen=True)
class _Refusal:
    """What was taken before, and the moment from which on the homeserver takes the next one."""

    taken: int
    opens: datetime


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

        From one moment that it names to the next one, for what is taken between: however late that is sent.
        TryLater if nothing is.
        """
        first = await self._refusal()
        self.limited = first is not None
        if first is None:
            return None
        opens = first.opens
        for _ in range(ATTEMPTS):
            await self._sleep((opens - self._clock.now()).total_seconds())
            later = await self._refusal()
            if later is None:
                self.limited = False
                return None
            if later.taken:
                return (later.opens - first.opens).total_seconds() / later.taken
            opens = later.opens
        raise TryLater("it takes nothing")

    async def _refusal(self) -> _Refusal | None:
        """Send until there is one; None if there never is."""
        room_id = await self._ready()
        for taken in range(MANY):
            try:
                await self._send(room_id)
            except Limited as limit:
                return _Refusal(taken, self._clock.now() + timedelta(seconds=limit.seconds))
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
