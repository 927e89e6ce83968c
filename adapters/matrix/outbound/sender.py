"""Sending: each event under a transaction id made from its key, so that a repeat makes no second one."""

import hashlib

from adapters.matrix.api import Api, Json, Limited, Refused, route
from adapters.matrix.encryption.crypto import Crypto
from adapters.matrix.encryption.group_encryption import SEALED, GroupEncryption
from adapters.matrix.outbound.markup import content, replacement
from adapters.matrix.outbound.threads import without_thread
from adapters.matrix.outbound.uploads import NotTaken, Uploads
from adapters.matrix.rooms.rooms import Rooms
from bot.messages.document import Document, without_file
from bot.ports.platform import SlowDown, Undeliverable

MESSAGE = "m.room.message"
REACTION = "m.reaction"
KEY = "org.evenfloor.key"
"""Where a message carries its key, by which it is found later."""


class Sender:
    """Puts events into rooms, encrypted where the room is."""

    def __init__(self, api: Api, rooms: Rooms, crypto: Crypto, group_encryption: GroupEncryption) -> None:
        self._api = api
        self._rooms = rooms
        self._crypto = crypto
        self._group_encryption = group_encryption
        self._uploads = Uploads(api)
        self.limited = False
        """Whether the homeserver has ever asked to slow down."""

    async def post(self, room_id: str, document: Document, key: str, beside: Json | None = None) -> str:
        """A new message; returns its id. Words and file are one event, so that there are both or neither.

        `beside` says to which other message it belongs; another homeserver may tell of a thread for which
        the bot's own takes nothing.
        """
        attached: Json = {}
        if document.file is not None:
            try:
                sealed = await self._sealed(room_id)
                attached = await self._uploads.put(document.file, sealed=sealed)
            except NotTaken:
                document = without_file(document)
        body = {**content(document), **attached, KEY: tx_id(key)}
        try:
            return await self._send(room_id, MESSAGE, {**body, **(beside or {})}, key)
        except Refused as problem:
            if not beside or problem.code != "M_UNKNOWN":
                raise
        return await self._send(room_id, MESSAGE, {**body, **without_thread(beside)}, key)

    async def room_for_file(self) -> float:
        """How many bytes a file may have; TryLater."""
        return await self._uploads.most()

    async def edit(self, room_id: str, message: str, document: Document, key: str) -> None:
        """Replace a message; Matrix itself would take an edit of one that is gone."""
        event = await self._api.call("GET", route("rooms", room_id, "event", message))
        if not event.get("content"):
            raise Undeliverable("the message has been removed")
        await self._send(room_id, MESSAGE, replacement(document, message), key)

    async def react(self, room_id: str, message: str, emoji: str, key: str) -> None:
        """Put a reaction on a message; harmless if it is there."""
        relation = {"rel_type": "m.annotation", "event_id": message, "key": emoji}
        try:
            await self._put(room_id, REACTION, {"m.relates_to": relation}, key)
        except Refused as error:
            if error.code != "M_DUPLICATE_ANNOTATION":
                raise

    async def readable(self, room_id: str) -> bool:
        """Whether the bot can write there: encrypted rooms need encryption."""
        return self._crypto.enabled or not await self.encrypted(room_id)

    async def encrypted(self, room_id: str) -> bool:
        """Whether the room is encrypted; asked of the homeserver where that is not sure."""
        known = self._crypto.surely_encrypted(room_id)
        if known is None:
            known = await self._rooms.state(room_id, "m.room.encryption") is not None
            self._crypto.settle(room_id, encrypted=known)
        return known

    async def _send(self, room_id: str, kind: str, body: Json, key: str) -> str:
        if not await self._sealed(room_id):
            return await self._put(room_id, kind, body, key)
        return await self._put(room_id, SEALED, await self._group_encryption.seal(room_id, kind, body), key)

    async def _sealed(self, room_id: str) -> bool:
        """Whether what goes there is to be encrypted; Undeliverable if it cannot be."""
        if not await self.encrypted(room_id):
            return False
        if not self._crypto.enabled:
            raise Undeliverable(f"room {room_id} is encrypted and there is no matrix.store_key")
        return True

    async def _put(self, room_id: str, kind: str, body: Json, key: str) -> str:
        path = route("rooms", room_id, "send", kind, tx_id(key))
        try:
            sent = await self._api.call("PUT", path, body)
        except Limited as error:
            self.limited = True
            # It is one limit for all that an account sends, wherever it goes.
            raise SlowDown(str(error), error.seconds) from error
        return str(sent["event_id"])


def tx_id(key: str) -> str:
    """The transaction id of a key."""
    return hashlib.sha256(key.encode()).hexdigest()[:40]
