"""Encrypting for everybody in a room. nio's own way waits for ever once a single key was odd or late."""

import asyncio
import secrets
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress

from nio import AsyncClient, EncryptionError, LocalProtocolError
from nio.crypto import Olm

from adapters.matrix.api import Api, Json, route
from adapters.matrix.encryption.device_keys import DeviceKeys
from adapters.matrix.quarantine import Quarantine
from bot.ports.platform import TryLater

SEALED = "m.room.encrypted"
Letter = tuple[set[tuple[str, str]], Json]
"""To which devices, by user and id, and what."""


class GroupEncryption:
    """Gives the readers of a room its key, and encrypts with it."""

    def __init__(
        self, client: AsyncClient, api: Api, device_keys: DeviceKeys, quarantine: Quarantine
    ) -> None:
        self._client = client
        self._api = api
        self._device_keys = device_keys
        self._quarantine = quarantine
        self._sharing: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def seal(self, room_id: str, kind: str, content: Json) -> Json:
        """The content of an encrypted event; TryLater while keys cannot be given out."""
        room, olm = self._client.rooms.get(room_id), self._client.olm
        if room is None or olm is None:
            raise TryLater("the encrypted room has not been read yet", 1.0)
        async with self._sharing[room_id]:
            if not room.members_synced:
                await self._device_keys.find_members(room_id)
            if olm.should_share_group_session(room_id):
                await self._share(olm, room_id)
            try:
                _, sealed = self._client.encrypt(room_id, kind, content)
            except (LocalProtocolError, EncryptionError) as error:
                # Somebody came or went while the key was being given out.
                raise TryLater("the room's readers have changed", 1.0) from error
        return dict(sealed)

    async def _share(self, olm: Olm, room_id: str) -> None:
        readers = list(self._client.rooms[room_id].users)
        await self._device_keys.find_devices(readers)
        if missing := olm.get_missing_sessions(readers):
            await self._device_keys.claim(missing)
        letters = self._letters(olm, room_id, readers)
        session = olm.outbound_group_sessions[room_id]
        for devices, letter in letters:
            path = f"{route('sendToDevice', SEALED)}/{secrets.token_hex(16)}"
            await self._api.call("PUT", path, letter)
            session.users_shared_with.update(devices)
        session.shared = True

    def _letters(self, olm: Olm, room_id: str, readers: list[str]) -> Sequence[Letter]:
        """The key for each device, sealed for it alone."""
        with suppress(Exception):
            return list(olm.share_group_session_parallel(room_id, readers, ignore_unverified_devices=True))
        letters: list[Letter] = []
        for reader in readers:
            with self._quarantine.apart("a device of somebody"):
                letters += olm.share_group_session_parallel(room_id, [reader], ignore_unverified_devices=True)
        return letters
