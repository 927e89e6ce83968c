"""Files that people posted, read from Discord's own servers and from no other, whatever a message says."""

import asyncio
from typing import Final, Self

import aiohttp
from msgspec import Struct
from yarl import URL

from adapters.discord.settings import DiscordSettings
from bot.bounds import BeyondBounds, read_stream
from bot.ports.platform import TryLater

SERVERS: Final = frozenset((URL("https://cdn.discordapp.com"), URL("https://media.discordapp.net")))
SECONDS: Final = 30.0
"""Nobody waits longer for a file; there is a link to it."""
_PLAIN: Final = "identity"
_CHUNK: Final = 1 << 16


class FileServers(Struct, frozen=True):
    """Where Discord keeps files, and how long anybody waits for one."""

    origins: frozenset[URL]
    seconds: float = SECONDS

    @classmethod
    def of(cls, settings: DiscordSettings) -> Self:
        """Discord's own, and what stands in for Discord where the settings name that."""
        instead = {URL(str(settings.api_base)).origin()} if settings.api_base else set()
        return cls(SERVERS | instead)

    def keep(self, url: str) -> bool:
        """Whether that address is one of theirs."""
        try:
            return URL(url).origin() in self.origins
        except ValueError:
            return False

    async def read(self, url: str, most: int) -> bytes | None:
        """A file of no more than so many bytes; None if there is none to be had. TryLater."""
        try:
            async with asyncio.timeout(self.seconds), aiohttp.ClientSession(auto_decompress=False) as session:
                return await _read(session, url, most)
        except (BeyondBounds, TimeoutError):
            return None
        except (aiohttp.ClientError, OSError) as error:
            raise TryLater(f"Discord's files cannot be reached: {type(error).__name__}") from error


async def _read(session: aiohttp.ClientSession, url: str, most: int) -> bytes | None:
    """What was packed is not unpacked: it may be of any size then."""
    headers = {"Accept-Encoding": _PLAIN}
    async with session.get(url, allow_redirects=False, headers=headers) as response:
        if response.status == 429 or response.status >= 500:
            raise TryLater(f"Discord's files: answered {response.status}")
        if response.status != 200 or response.headers.get("Content-Encoding", _PLAIN) != _PLAIN:
            return None
        return await read_stream(response.content.iter_chunked(_CHUNK), most)
