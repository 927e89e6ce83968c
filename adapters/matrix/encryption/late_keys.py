"""Encrypted messages without their keys: said once, asked for, and taken up when a key comes after all."""

from collections.abc import AsyncIterator

from msgspec import Struct

from adapters.matrix.api import Json, Refused, route
from adapters.matrix.encryption.crypto import Crypto
from adapters.matrix.encryption.key_requests import KeyRequests
from adapters.matrix.encryption.unread import PATIENCE, UnreadMessages
from adapters.matrix.inbound.events import age, redacted, sound
from adapters.matrix.session import Session
from bot.ports.clock import Clock
from bot.ports.sync_positions import SyncPositions


class LateKeys(Struct):
    """What waits for keys, and who has been told."""

    session: Session
    crypto: Crypto
    unread: UnreadMessages
    requests: KeyRequests
    _begun: bool = False

    @classmethod
    def of(cls, session: Session, crypto: Crypto, sync_positions: SyncPositions, clock: Clock) -> "LateKeys":
        """Those of one account."""
        requests = KeyRequests(session.client, session.api)
        return cls(session, crypto, UnreadMessages(sync_positions, clock), requests)

    async def begin(self) -> None:
        """Take up the waiting where a process before this one was; its questions are put again."""
        if self._begun or not self.crypto.enabled:
            return
        for room_id, event_id in await self.unread.load():
            event = await self._fetched(room_id, event_id)
            if event and age(event) < PATIENCE and self.unread.add(room_id, event):
                self.requests.ask_for(event["sender"], room_id, event["content"])
        self._begun = True

    def missed(self, room_id: str, event: Json) -> bool:
        """One more message without its key; whether its author is to be told."""
        author = event["sender"]
        if author == self.session.me:
            return False
        if self.crypto.enabled and self.unread.add(room_id, event):
            self.requests.ask_for(author, room_id, event["content"])
        return self.unread.to_be_told(room_id, event)

    def read(self, event: Json) -> None:
        """A message could be read."""
        self.unread.wrote(event["sender"], event["origin_server_ts"])

    async def found(self) -> AsyncIterator[tuple[str, Json]]:
        """The messages whose keys have come, as they stand in their rooms now."""
        for each in self.unread.waiting():
            if self.crypto.has_key(each.room_id, each.event):
                event = await self._fetched(each.room_id, each.event_id)
                if self.unread.take(each) and event is not None:
                    yield each.room_id, event

    async def ask(self) -> None:
        """Ask for the keys that are missing."""
        await self.requests.send()

    async def save(self) -> None:
        """Keep what waits."""
        await self.unread.save()

    async def _fetched(self, room_id: str, event_id: str) -> Json | None:
        """None where it is gone, or was taken back."""
        try:
            event = await self.session.api.call("GET", route("rooms", room_id, "event", event_id))
        except Refused:
            return None
        return event if sound(event) and not redacted(event) else None
