"""Asking the author's devices for a key that did not come, once for each key."""

import logging
import secrets

from nio import AsyncClient

from adapters.matrix.api import Api, Json, SignedOut, route
from adapters.matrix.encryption.asking_olm import AskedKey, AskingOlm
from bot.ports.platform import TryLater, Undeliverable

log = logging.getLogger(__name__)

MOST_OPEN = 200
"""So many keys are waited for at once; the oldest is given up."""


class KeyRequests:
    """Sent after a round's other work, when a broken conversation with the device has been begun anew."""

    def __init__(self, client: AsyncClient, api: Api) -> None:
        self._client = client
        self._api = api
        self._next: list[str] = []
        self._wanted: dict[str, Json] = {}

    def ask_for(self, user: str, room_id: str, content: Json) -> None:
        """Have the key asked for that opens this content of an event; not if it has been."""
        olm, session = self._client.olm, content["session_id"]
        if not isinstance(olm, AskingOlm) or session in olm.asked:
            return
        while len(olm.asked) >= MOST_OPEN:
            del olm.asked[next(iter(olm.asked))]
        olm.asked[session] = AskedKey(room_id, user, content["sender_key"])
        wanted = {name: content[name] for name in ("algorithm", "session_id", "sender_key")}
        self._wanted[session] = {**wanted, "room_id": room_id}
        self._next.append(session)

    async def send(self) -> None:
        """Ask; what cannot be asked for is not tried again, since its author is told to write again."""
        olm = self._client.olm
        if not isinstance(olm, AskingOlm):
            return
        waiting, self._next = [*self._next, *olm.unheard], []
        olm.unheard.clear()
        self._wanted = {session: wanted for session, wanted in self._wanted.items() if session in olm.asked}
        for session in waiting:
            if session in self._wanted:
                await self._ask(olm.asked[session].user, self._wanted[session])

    async def _ask(self, user: str, wanted: Json) -> None:
        number = secrets.token_hex(16)
        content = {
            "action": "request",
            "body": wanted,
            "request_id": number,
            "requesting_device_id": self._client.device_id,
        }
        path = f"{route('sendToDevice', 'm.room_key_request')}/{number}"
        try:
            await self._api.call("PUT", path, {"messages": {user: {"*": content}}})
        except SignedOut:
            raise
        except (Undeliverable, TryLater) as problem:
            log.info("Matrix: a key was not asked for: %s", problem)
