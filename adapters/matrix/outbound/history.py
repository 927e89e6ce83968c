"""Looking up what was sent, once the homeserver may have forgotten its transaction id.

Each message carries its key, so that it is found also where it was encrypted.
"""

import json
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from msgspec import Struct

from adapters.matrix.api import Api, Json, route
from adapters.matrix.encryption.crypto import Crypto, Locked, Unopenable
from adapters.matrix.encryption.group_encryption import SEALED
from adapters.matrix.inbound.sync_answer import objects, part
from adapters.matrix.outbound.direct_messages import DirectMessages
from adapters.matrix.outbound.sender import KEY, MESSAGE, tx_id
from adapters.matrix.rooms.rooms import Rooms
from bot.domain.identity import Identity, Place
from bot.messages.document import Document

PAGE = 100
CLOCKS_DIFFER = timedelta(minutes=1)


class MatrixHistory(Struct, frozen=True):
    """bot.ports.capabilities.History over the account's rooms."""

    api: Api
    me: str
    rooms: Rooms
    direct_messages: DirectMessages
    crypto: Crypto
    keys_last: timedelta = timedelta(hours=23)
    """Synapse keeps a transaction id for about a day."""

    async def find(self, to: Place | Identity, document: Document, key: str, since: datetime) -> str | None:
        """From the newest message back to that moment."""
        del document
        room_id = (
            await self.rooms.id_of(to) if isinstance(to, Place) else await self.direct_messages.chat(to.id)
        )
        start: str | None = None
        while room_id is not None:
            page = await self._page(room_id, start)
            for event in objects(page, "chunk"):
                if self._key(room_id, event) == tx_id(key):
                    return str(event["event_id"])
                if datetime.fromtimestamp(event["origin_server_ts"] / 1000, UTC) < since - CLOCKS_DIFFER:
                    return None
            if page.get("end") in (None, start):
                return None
            start = str(page["end"])
        return None

    def _key(self, room_id: str, event: Json) -> object:
        try:
            opened = self.crypto.open(room_id, event) if event["type"] == SEALED else event
        except (Locked, Unopenable):
            return None
        return part(opened, "content", dict).get(KEY)

    async def _page(self, room_id: str, start: str | None) -> Json:
        own = json.dumps({"senders": [self.me], "types": [MESSAGE, SEALED]})
        asked = {"dir": "b", "limit": PAGE, "filter": own} | ({"from": start} if start else {})
        return await self.api.call("GET", f"{route('rooms', room_id, 'messages')}?{urlencode(asked)}")
