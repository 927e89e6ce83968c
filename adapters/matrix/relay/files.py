"""Files that people posted on Matrix: from the bot's own homeserver alone, and opened if they are sealed."""

import re
from typing import Final
from urllib.parse import quote

from msgspec import Struct
from nio import EncryptionError
from nio.crypto import decrypt_attachment

from adapters.matrix.api import Api, Json, Refused, route
from adapters.matrix.encryption.crypto import Crypto, Locked, Unopenable
from adapters.matrix.encryption.group_encryption import SEALED
from adapters.matrix.inbound.sync_answer import part
from bot.ports.platform import TryLater, Undeliverable
from bot.ports.relay import PostedFile

FILE: Final = "file"
"""A message has one at most."""
_DOWNLOAD: Final = "/_matrix/client/v1/media/download"
_ADDRESS: Final = re.compile(r"mxc://([A-Za-z0-9\[][A-Za-z0-9.:\[\]-]{0,254})/([A-Za-z0-9_-]{1,255})")
"""No server is called by dots alone, which would lead out of the path."""


class MatrixFiles(Struct, frozen=True):
    """Reads the message anew for its file: neither addresses nor keys are kept anywhere."""

    api: Api
    crypto: Crypto

    async def open(self, room_id: str, message: str, most: int) -> PostedFile | None:
        """None if it is gone. TryLater, or Undeliverable if the message cannot be read."""
        content = await self._content(room_id, message)
        if not content:
            return None
        name = part(content, "filename", str) or part(content, "body", str)
        return PostedFile(name, await self._read(content, most))

    async def _content(self, room_id: str, message: str) -> Json:
        try:
            event = await self.api.call("GET", route("rooms", room_id, "event", message))
            if event.get("type") == SEALED and event.get("content"):
                event = self.crypto.open(room_id, event)
        except Refused as problem:
            if problem.code == "M_NOT_FOUND":
                return {}
            raise
        except Locked as problem:
            raise TryLater("the key of a message with a file is missing") from problem
        except Unopenable as problem:
            raise Undeliverable("a message with a file cannot be opened") from problem
        return part(event, "content", dict)

    async def _read(self, content: Json, most: int) -> bytes | None:
        sealed = part(content, "file", dict)
        path = _path(part(sealed or content, "url", str))
        got = await self.api.download(path, most) if path else None
        return _opened(sealed, got) if sealed and got is not None else got


def _path(address: str) -> str | None:
    """Of the homeserver's own, whatever the address tries."""
    found = _ADDRESS.fullmatch(address)
    return "/".join((_DOWNLOAD, *(quote(each, safe="") for each in found.groups()))) if found else None


def _opened(sealed: Json, content: bytes) -> bytes | None:
    """None if it is not what its author sealed, or not sealed as Matrix has it."""
    key, digest = part(sealed, "key", dict), part(sealed, "hashes", dict)
    try:
        opened: bytes = decrypt_attachment(
            content, part(key, "k", str), part(digest, "sha256", str), part(sealed, "iv", str)
        )
    except (EncryptionError, ValueError, OverflowError):
        return None
    return opened
