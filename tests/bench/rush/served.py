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
    async with DiscordServer() as server, bare(server):
        yield Crowd(server, server.add_channel("hall"))


@asynccontextmanager
async def evenfloor(folder: Path, rooms: int = 1) -> AsyncIterator["Meeting"]:
    """The real program on a database of its own, with a discussion under way in so many rooms."""
    async with DiscordServer() as server:
        moderator = server.add_moderator("Vera")
        private = server.add_channel("moderators", seen_by=[moderator])
        places = [server.add_channel(f"hall-{number}") for number in range(rooms)]
        section = addresses(server)
        config = write_configuration(folder, section, platform="discord", rooms=places, moderators=private)
        async with program(server, config):
            meeting = Meeting(server, places[0], moderator=moderator, moderators_room=private)
            await server.until(lambda: bool(server.messages(places[0])))  # the invitation: it is connected
            for command, sign in (("open", "is open"), ("start", "The floor is open.")):
                await meeting.moderate(command, sign)
            yield meeting


class Meeting(Crowd, kw_only=True):
    """A crowd with a moderator, who calls."""

    moderator: str
    moderators_room: str

    async def moderate(self, command: str, sign: str) -> None:
        """Give a command in the moderators' room; returns once the public room reads the sign of it."""
        await self.command(command)
        await self.server.until(lambda: any(sign in each.content for each in self.server.messages(self.room)))

    async def command(self, line: str) -> None:
        """Give a command in the moderators' room."""
        await self.server.slash(self.moderator, self.moderators_room, line)

    async def quiet(self) -> None:
        """Return once the bot has asked for nothing for two seconds."""
        before = -1
        while (asked := self.server.asked("POST", "") + self.server.asked("PATCH", "")) != before:
            before = asked
            await asyncio.sleep(2)

    async def call_next(self) -> float:
        """Seconds from `next` until the room reads who has the floor."""
        before, begin = len(self._floors()), monotonic()
        await self.command("next")
        await self.server.until(lambda: len(self._floors()) > before)
        return self._floors()[before] - begin

    def _floors(self) -> list[float]:
        """When the room read that somebody has the floor."""
        return [each.at for each in self.server.messages(self.room) if "has the floor" in each.content]


def addresses(server: DiscordServer) -> str:
    """The section of a configuration that leads there."""
    return f'api_base = "{server.api_base}"\ngateway = "{server.gateway}"\n'


@asynccontextmanager
async def bare(server: DiscordServer) -> AsyncIterator[int]:
    """The bot that answers from memory; with the id of its process."""
    arguments = ("-m", "tests.bench.rush.from_memory", server.api_base, server.gateway, server.token)
    async with _running(server, arguments, {}) as process:
        yield process


@asynccontextmanager
async def program(server: DiscordServer, config: Path) -> AsyncIterator[int]:
    """The real program; with the id of its process."""
    arguments = ("-m", "bot", "run", "--config", str(config))
    async with _running(server, arguments, {"EVENFLOOR_DISCORD__TOKEN": server.token}) as process:
        yield process


@asynccontextmanager
async def _running(
    server: DiscordServer, arguments: Sequence[str], secrets: dict[str, str]
) -> AsyncIterator[int]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, cwd=ROOT, env={**os.environ, **secrets}
    )
    try:
        await server.until(lambda: server.connected and "join" in server.commands())
        yield process.pid
    finally:
        with suppress(ProcessLookupError):  # it ended by itself
            process.terminate()
        await process.wait()
