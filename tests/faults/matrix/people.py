"""People whose clients go on through everything, as clients do: what could not be sent is sent again."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar
from urllib.parse import quote

from aiohttp import ClientError
from msgspec import Struct, field

from tests.adapters.matrix.sealed import SealedClient
from tests.e2e.bot import PATIENCE
from tests.e2e.matrix_user import MatrixUser

T = TypeVar("T")

AGAIN = 0.2
"""Seconds until a client asks again."""


async def insistent(asked: Callable[[], Awaitable[T]]) -> T:
    """Ask until there is an answer."""
    while True:
        try:
            return await asked()
        except (ClientError, OSError):
            await asyncio.sleep(AGAIN)


class Member(Struct):
    """Somebody who writes in one room of the meeting."""

    user: MatrixUser
    room: str
    sealed: SealedClient | None = None
    """Writes and reads where the room is encrypted."""
    said: list[str] = field(default_factory=list)
    """The events of what they wrote there."""

    async def watch(self) -> None:
        """Until cancelled, also while the homeserver is away."""
        await insistent(self.user.watch)

    async def say(self, line: str) -> None:
        """Once, however often it must be tried."""
        if self.sealed is not None:
            self.said.append(await self.sealed.say(self.room, line))
            return
        path = f"/rooms/{quote(self.room)}/send/m.room.message/{secrets.token_hex(8)}"
        content: Mapping[str, object] = {"msgtype": "m.text", "body": line}
        sent = await insistent(lambda: self.user.person.call("PUT", path, content))
        self.said.append(str(sent["event_id"]))

    def told(self) -> list[str]:
        """What the bot has told them alone, oldest first, in a chat of its making without encryption."""
        return self.user.private(frozenset({self.room}))

    async def answered(self, line: str) -> None:
        """Give a command, and wait until something is told."""
        before = len(self.told())
        await self.say(line)
        await self.user.until(lambda: len(self.told()) > before)

    def read(self, room: str) -> list[str]:
        """The bot's messages in a room of the meeting."""
        return self.sealed.words(self.user.bot, room) if self.sealed else self.user.texts(room)

    async def reads(self, words: str, room: str) -> None:
        """Wait until these words stand there."""
        if self.sealed is None:
            await self.user.until(lambda: any(words in text for text in self.read(room)))
            return
        async with asyncio.timeout(PATIENCE):
            while not any(words in text for text in self.read(room)):
                await self.sealed.sync()
