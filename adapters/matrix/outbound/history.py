"""Looking up what was sent, once the homeserver may have forgotten its transaction id.

Each message carries its key, so that it is found also where it was encrypted.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from nio import AsyncClient, MessageDirection, RoomMessagesResponse, UnknownBadEvent

from adapters.matrix.api import ask
from adapters.matrix.outbound.direct_messages import DirectMessages
from adapters.matrix.outbound.sender import KEY, MESSAGE, tx_id
from adapters.matrix.rooms.rooms import Rooms
from bot.domain.identity import Identity, Place
from bot.messages.document import Document

PAGE = 100
CLOCKS_DIFFER = timedelta(minutes=1)


@dataclass(frozen=True)
class MatrixHistory:
    """bot.ports.platform.History over the account's rooms."""

    client: AsyncClient
    rooms: Rooms
    direct_messages: DirectMessages
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
            for event in (each for each in page.chunk if not isinstance(each, UnknownBadEvent)):
                if event.source.get("content", {}).get(KEY) == tx_id(key):
                    return str(event.event_id)
                if datetime.fromtimestamp(event.server_timestamp / 1000, UTC) < since - CLOCKS_DIFFER:
                    return None
            if not page.end:
                return None
            start = page.end
        return None

    async def _page(self, room_id: str, start: str | None) -> RoomMessagesResponse:
        own = {"senders": [self.client.user_id], "types": [MESSAGE, "m.room.encrypted"]}
        request = self.client.room_messages(room_id, start, None, MessageDirection.back, PAGE, own)
        return await ask(request, RoomMessagesResponse)
