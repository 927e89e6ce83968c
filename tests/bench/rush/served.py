"""A loopback server with one bot on it, each in its own process's time."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from time import monotonic

from tests.bench.rush.crowd import Crowd
from tests.bench.rush.meeting_file import write_configuration
from tests.discord_server import DiscordServer

ROOT = Path(__file__).parents[3]


@asynccontextmanager
async def from_memory() -> AsyncIterator[Crowd]:
    """The bot that does the least."""
    async with DiscordServer() as server:
        room = server.add_channel("hall")
        arguments = ("-m", "tests.bench.rush.from_memory", server.api_base, server.gateway, server.token)
        async with _running(server, arguments, {}):
            yield Crowd(server, room)


@asynccontextmanager
async def evenfloor(folder: Path) -> AsyncIterator["Meeting"]:
    """The real program on a database of its own, with a discussion under way."""
    async with DiscordServer() as server:
        moderator = server.add_moderator("Vera")
        room, private = server.add_channel("hall"), server.add_channel("moderators", seen_by=[moderator])
        section = f'api_base = "{server.api_base}"\ngateway = "{server.gateway}"\n'
        config = write_configuration(folder, section, platform="discord", room=room, moderators=private)
        arguments = ("-m", "bot", "run", "--config", str(config))
        async with _running(server, arguments, {"EVENFLOOR_DISCORD__TOKEN": server.token}):
            meeting = Meeting(server, room, moderator=moderator, moderators_room=private)
            await server.until(lambda: bool(server.messages(room)))  # the invitation: it is connected
            for command, sign in (("open", "is open"), ("start", "The floor is open.")):
                await meeting.moderate(command, sign)
            yield meeting


class Meeting(Crowd):
    """A crowd with a moderator, who calls."""

    def __init__(self, server: DiscordServer, room: str, *, moderator: str, moderators_room: str) -> None:
        super().__init__(server, room)
        self._moderator, self._moderators_room = moderator, moderators_room

    async def moderate(self, command: str, sign: str) -> None:
        """Give a command in the moderators' room; returns once the public room reads the sign of it."""
        await self.server.slash(self._moderator, self._moderators_room, command)
        await self.server.until(lambda: any(sign in each.content for each in self.server.messages(self.room)))

    async def call_next(self) -> float:
        """Seconds from `next` until the room reads who has the floor."""
        before, begin = len(self._floors()), monotonic()
        await self.server.slash(self._moderator, self._moderators_room, "next")
        await self.server.until(lambda: len(self._floors()) > before)
        return self._floors()[before] - begin

    def _floors(self) -> list[float]:
        """When the room read that somebody has the floor."""
        return [each.at for each in self.server.messages(self.room) if "has the floor" in each.content]


@asynccontextmanager
async def _running(
    server: DiscordServer, arguments: Sequence[str], secrets: dict[str, str]
) -> AsyncIterator[None]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, cwd=ROOT, env={**os.environ, **secrets}
    )
    try:
        await server.until(lambda: server.connected and "join" in server.commands())
        yield
    finally:
        with suppress(ProcessLookupError):  # it ended by itself
            process.terminate()
        await process.wait()
