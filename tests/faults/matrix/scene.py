"""A meeting on a homeserver: its rooms, its moderator, the crowd, and the bot that serves it."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct, field

from tests.adapters.matrix.sealed import ENCRYPTION, sealed_client
from tests.bench.rush.meeting_file import write_configuration
from tests.e2e.bot import Bot
from tests.e2e.matrix_user import MatrixUser
from tests.faults.matrix.people import Member
from tests.synapse import Person, Synapse, people

TICK = 0.5
"""Seconds of ours that are one of the bot's."""


class Scene(Struct):
    """All of it, at work."""

    synapse: Synapse
    bot: Bot
    room: str
    moderator: Member
    """Writes in the moderators' room."""
    crowd: Sequence[Member]
    given: int = 0
    """How many commands have been given so far."""
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def give(self, member: Member, line: str) -> None:
        """A command of the crowd, until its answer; nobody is told anything else."""
        await self._count()
        await member.answered(line)

    async def announce(self, words: str) -> None:
        """A command of the moderator's, until the room reads it."""
        await self._count()
        await self.moderator.say(f"!announce {words}")
        await self.moderator.reads(words, self.room)

    async def until_given(self, number: int) -> None:
        """Return when so many commands are on their way."""
        async with self._changed:
            await self._changed.wait_for(lambda: self.given >= number)

    async def _count(self) -> None:
        """Time goes on with each, since nobody may give many at once."""
        self.bot.move(seconds=3)
        async with self._changed:
            self.given += 1
            self._changed.notify_all()


class _Making(Struct, frozen=True):
    """What the people of a scene are made with."""

    synapse: Synapse
    folder: Path
    bot: str
    encrypted: bool
    stack: AsyncExitStack

    async def member(self, person: Person, room: str) -> Member:
        member = Member(MatrixUser(person, self.bot), room)
        if self.encrypted:
            store = self.folder / person.id.strip("@").partition(":")[0]
            store.mkdir()
            member.sealed = await self.stack.enter_async_context(sealed_client(self.synapse, person, store))
        watching = asyncio.create_task(member.watch())
        self.stack.callback(watching.cancel)
        return member


@asynccontextmanager
async def scene(
    synapse: Synapse, folder: Path, size: int, *, encrypted: bool = False
) -> AsyncIterator[Scene]:
    """A crowd of that size in an open meeting."""
    async with AsyncExitStack() as stack:
        accounts = await stack.enter_async_context(people(synapse))
        vera, bot = await accounts.person("Vera"), await accounts.person("Evenfloor")
        state = [ENCRYPTION] if encrypted else []
        room = await vera.create_room(preset="public_chat", invite=[bot.id], initial_state=state)
        closed = await vera.create_room(preset="private_chat", invite=[bot.id], initial_state=state)
        crowd = [await accounts.person(f"P{number}") for number in range(size)]
        for person in crowd:
            await person.join(room)
        program = _program(synapse, folder, bot, (room, closed))
        stack.push_async_callback(program.stop)
        await program.start()
        stack.callback(asyncio.create_task(_passes(program)).cancel)
        making = _Making(synapse, folder, bot.id, encrypted, stack)
        moderator = await making.member(vera, closed)
        members = [await making.member(person, room) for person in crowd]
        for command, sign in (("!open", "is open"), ("!start", "The floor is open.")):
            await moderator.say(command)
            await moderator.reads(sign, room)
        yield Scene(synapse, program, room, moderator, members)


def _program(synapse: Synapse, folder: Path, bot: Person, rooms: tuple[str, str]) -> Bot:
    room, closed = rooms
    section = f'homeserver = "{synapse.url}"\nuser = "{bot.id}"\nstore = "{folder}/store"\n'
    config = write_configuration(folder, section, platform="matrix", rooms=[room], moderators=closed)
    secrets = {"EVENFLOOR_MATRIX__PASSWORD": bot.password, "EVENFLOOR_MATRIX__STORE_KEY": "seal"}
    return Bot(config, datetime.now(UTC), secrets, platforms=("matrix",))


async def _passes(bot: Bot) -> None:
    """Time goes on by itself as well: what failed waits for the moment when it is tried again."""
    while True:
        await asyncio.sleep(TICK)
        bot.move(seconds=1)
