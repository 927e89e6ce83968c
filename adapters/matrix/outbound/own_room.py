"""A room in which the account is alone, to find out how much the homeserver takes of it."""

import secrets

from adapters.matrix.api import Limited, Refused, route
from adapters.matrix.reconnecting import Sleep
from adapters.matrix.session import Session

MANY = 12
"""More than Synapse takes at once where nobody has changed that; whoever takes so many is fast enough."""
TRIAL = "org.evenfloor.trial"
"""The kind of what is sent there, and where the account remembers the room."""


class OwnRoom:
    """bot.ports.capabilities.SendLimit by trying, where nobody sees it."""

    def __init__(self, session: Session, sleep: Sleep) -> None:
        self._session = session
        self._sleep = sleep

    async def find(self) -> float | None:
        """The seconds that the homeserver names once it takes no more; None if it takes them all.

        Some of them had passed when it first said so: right after the next one that it takes, none have.
        """
        first = await self._refused()
        if first is None:
            return None
        await self._sleep(first)
        return max(first, await self._refused() or 0)

    async def _refused(self) -> float | None:
        try:
            room_id = await self._known() or await self._make()
            try:
                await self._send(room_id)
            except Refused:
                room_id = await self._make()  # Somebody took the account out of it.
            for _ in range(MANY):
                await self._send(room_id)
        except Limited as limit:
            return limit.seconds
        return None

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
