"""Somebody whose client encrypts: matrix-nio again, on the other side."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from nio import (
    AsyncClient,
    AsyncClientConfig,
    Event,
    LoginResponse,
    RoomKeyRequest,
    RoomMessageFormatted,
    RoomSendResponse,
    SyncResponse,
)

from tests.synapse import Person, Synapse

ENCRYPTION = {"type": "m.room.encryption", "state_key": "", "content": {"algorithm": "m.megolm.v1.aes-sha2"}}


_MANY = {"room": {"timeline": {"limit": 500}}}
"""So many messages come at once and none is left out."""


class SealedClient:
    """An encrypting client of a person."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client
        self.read: list[Event] = []
        self.asked: list[RoomKeyRequest] = []
        """Who wants which key."""
        self._rooms: dict[str, str] = {}

    async def sync(self) -> None:
        """Read what is new and do what encryption needs."""
        answer = await self._client.sync(1000, _MANY, full_state=not self._client.rooms)
        assert isinstance(answer, SyncResponse)
        for room_id, room in answer.rooms.join.items():
            self.read += room.timeline.events
            self._rooms |= {event.event_id: room_id for event in room.timeline.events}
        self.asked += [each for each in answer.to_device_events if isinstance(each, RoomKeyRequest)]
        if self._client.should_upload_keys:
            await self._client.keys_upload()
        if self._client.should_query_keys:
            await self._client.keys_query()
        await self._client.send_to_device_messages()

    async def until(self, true: Callable[[], bool]) -> None:
        """Read on until something holds."""
        async with asyncio.timeout(20):
            while not true():
                await self.sync()

    def words(self, sender: str, room: str = "") -> list[str]:
        """What somebody said, in that room or in any, that arrived encrypted and could be read."""
        return [
            e.body
            for e in self.read
            if isinstance(e, RoomMessageFormatted) and e.sender == sender and e.decrypted
            if room in ("", self._rooms[e.event_id])
        ]

    async def say(self, room: str, text: str) -> str:
        """An encrypted message."""
        return await self.send(room, "m.room.message", {"msgtype": "m.text", "body": text})

    async def send(self, room: str, kind: str, content: dict[str, object]) -> str:
        """An encrypted event of any kind."""
        await self.until(lambda: room in self._client.rooms and bool(self._client.rooms[room].encrypted))
        sent = await self._client.room_send(room, kind, content, ignore_unverified_devices=True)
        assert isinstance(sent, RoomSendResponse)
        return str(sent.event_id)

    def seal(self, room: str, plaintext: str) -> dict[str, object]:
        """The content of an encrypted event that opens into this text, which may be no event at all."""
        olm = self._client.olm
        assert olm
        session = olm.outbound_group_sessions[room]
        encrypt: Callable[[str], str] = session.encrypt
        return {
            "algorithm": "m.megolm.v1.aes-sha2",
            "sender_key": olm.account.identity_keys["curve25519"],
            "ciphertext": encrypt(plaintext),
            "session_id": session.id,
            "device_id": self._client.device_id,
        }

    async def give_again(self, request: RoomKeyRequest) -> None:
        """Forward a key to the device that asks for it, as current clients do where it was to have it."""
        client = self._client
        assert client.olm
        client.verify_device(client.device_store[request.sender][request.requesting_device_id])
        client.olm.share_with_ourselves(request)
        await client.send_to_device_messages()

    async def encrypt_without_key(self, room: str, text: str) -> tuple[dict[str, object], dict[str, object]]:
        """An encrypted message to be sent, and the keys for its readers to be sent later."""
        client = self._client
        await self.until(lambda: room in client.rooms)
        await client.joined_members(room)
        if client.should_query_keys:
            await client.keys_query()
        await client.keys_claim(client.get_missing_sessions(room))
        assert client.olm
        users = list(client.rooms[room].users)
        [(_, keys)] = client.olm.share_group_session_parallel(room, users, ignore_unverified_devices=True)
        client.olm.outbound_group_sessions[room].shared = True
        _, event = client.encrypt(room, "m.room.message", {"msgtype": "m.text", "body": text})
        return dict(event), keys


@asynccontextmanager
async def sealed_client(synapse: Synapse, person: Person, folder: Path) -> AsyncIterator[SealedClient]:
    """A new encrypting device of somebody."""
    config = AsyncClientConfig(pickle_key="test", max_timeouts=1)
    client = AsyncClient(synapse.url, person.id, store_path=str(folder), config=config)
    try:
        assert isinstance(await client.login(person.password), LoginResponse)
        sealed = SealedClient(client)
        await sealed.sync()
        yield sealed
    finally:
        if client.client_session:
            await client.client_session.close()
