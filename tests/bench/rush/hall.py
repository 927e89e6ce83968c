"""A room on a homeserver with a bot in it, and its moderators' room."""

import asyncio
import os
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from time import monotonic

from msgspec import Struct

from tests.bench.rush.meeting_file import write_configuration
from tests.bench.rush.served import ROOT
from tests.e2e.matrix_user import MatrixUser
from tests.synapse import Person, Synapse
from tests.synapse.person import People


class Hall(Struct, frozen=True):
    """As somebody sees it who moderates."""

    watcher: MatrixUser
    bot: Person
    room: str
    moderators: str
    others: Sequence[str] = ()
    """Rooms of the same meeting."""

    @property
    def rooms(self) -> Sequence[str]:
        """All that are for everybody."""
        return (self.room, *self.others)

    async def say(self, command: str) -> None:
        """In the moderators' room."""
        await self.watcher.person.say(self.moderators, f"!{command}")

    async def read(self, words: str, room: str, times: int = 1) -> float:
        """The moment from which on so many messages with these words stand there."""
        await self.watcher.until(lambda: sum(words in text for text in self.watcher.texts(room)) >= times)
        return monotonic()


@asynccontextmanager
async def hall(accounts: People, rooms: int = 1) -> AsyncIterator[Hall]:
    """So many rooms, with an account for a bot that is asked in and does not run yet."""
    host, bot = await accounts.person("Host"), await accounts.person("Evenfloor")
    room, *others = [await host.create_room(preset="public_chat", invite=[bot.id]) for _ in range(rooms)]
    moderators = await host.create_room(preset="private_chat", invite=[bot.id])
    watcher = MatrixUser(host, bot.id)
    watching = asyncio.create_task(watcher.watch())
    try:
        yield Hall(watcher, bot, room, moderators, others)
    finally:
        watching.cancel()


@asynccontextmanager
async def evenfloor(
    synapse: Synapse, hall: Hall, folder: Path, stderr: int | None = None
) -> AsyncIterator[Process]:
    """The real program on a database of its own, in both rooms; `stderr` as a subprocess takes it."""
    section = f'homeserver = "{synapse.url}"\nuser = "{hall.bot.id}"\nstore = "{folder}/store"\n'
    config = write_configuration(
        folder, section, platform="matrix", rooms=hall.rooms, moderators=hall.moderators
    )
    secrets = {"EVENFLOOR_MATRIX__PASSWORD": hall.bot.password}
    async with running(hall, ("-m", "bot", "run", "--config", str(config)), secrets, stderr) as process:
        yield process


@asynccontextmanager
async def echo(synapse: Synapse, hall: Hall) -> AsyncIterator[None]:
    """The bot that does the least, in both rooms."""
    arguments = ("-m", "tests.bench.rush.echo", synapse.url, hall.bot.id, hall.room, hall.moderators)
    async with running(hall, arguments, {"PASSWORD": hall.bot.password}):
        yield


@asynccontextmanager
async def running(
    hall: Hall, arguments: Sequence[str], secrets: Mapping[str, str], stderr: int | None = None
) -> AsyncIterator[Process]:
    """A bot as a process, once it is in every room."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, cwd=ROOT, env={**os.environ, **secrets}, stderr=stderr
    )
    try:
        for each in (*hall.rooms, hall.moderators):
            await hall.watcher.person.until_member(each, hall.bot.id)
        yield process
    finally:
        with suppress(ProcessLookupError):  # it ended by itself
            process.terminate()
        await process.wait()
