"""Files: given to the homeserver first, then pointed to by the message that they belong to."""

from typing import Final

from nio.crypto import encrypt_attachment

from adapters.matrix.api import Api, Json, Refused
from bot.messages.document import AttachedFile

_CONFIG, _UPLOAD = "/_matrix/client/v1/media/config", "/_matrix/media/v3/upload"
_SEALED: Final = "application/octet-stream"
_KINDS: Final = {"image": "m.image", "audio": "m.audio", "video": "m.video"}


class NotTaken(Exception):
    """The homeserver takes no file, or none so large."""


class Uploads:
    """What a message was meant to carry and does not, because of a crash in between, nobody ever sees."""

    def __init__(self, api: Api) -> None:
        self._api = api

    async def put(self, file: AttachedFile, *, sealed: bool) -> Json:
        """What a message's content says of the file; sealed, the homeserver learns its size alone.

        NotTaken, or TryLater.
        """
        size = len(file.content)
        if size > await self.most():
            raise NotTaken
        # Clients show what is of a kind that they know.
        media_type = _SEALED if file.hidden else file.media_type
        about = {
            "msgtype": _KINDS.get(media_type.partition("/")[0], "m.file"),
            "filename": file.name,
            "info": {"mimetype": media_type, "size": size},
        }
        if not sealed:
            return {**about, "url": await self._upload(file.content, media_type)}
        content, keys = encrypt_attachment(file.content)
        return {**about, "file": {**keys, "url": await self._upload(content, _SEALED)}}

    async def most(self) -> float:
        """How many bytes a file may have; asked each time, since files are rare and a limit changes."""
        try:
            most = (await self._api.call("GET", _CONFIG)).get("m.upload.size")
        except Refused:
            return float("inf")  # An older homeserver; it says so when it is given too much.
        return most if isinstance(most, int) else float("inf")

    async def _upload(self, content: bytes, media_type: str) -> str:
        try:
            answer = await self._api.upload(_UPLOAD, content, media_type)
        except Refused as refusal:
            raise NotTaken from refusal
        return str(answer["content_uri"])
