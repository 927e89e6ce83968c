"""The whole bot on a loopback Discord: a meeting in the debate, its rooms, and its moderator."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

import pytest
from msgspec import Struct

from adapters.discord.inbound.missed import Missed
from adapters.discord.platform import DiscordPlatform
from adapters.discord.settings import DiscordSettings
from bot.app import Dependencies, build_app
from bot.commands.table import commands
from bot.domain.changing import replace
from bot.domain.plan import Plan, Room
from bot.messages.catalogue import load_catalogues
from storage.store import SqlStore
from tests.adapters.discord.support import QUICK, place
from tests.adapters.matrix.fakes import MemorySyncPositions
from tests.discord_server import DiscordServer
from tests.support.clock import MovedClock
from tests.support.plans import plan


class Meeting(Struct, frozen=True):
    """Where it is, and who leads it."""

    server: DiscordServer
    room: str
    moderators_room: str
    vera: str
    clock: MovedClock

    async def slash(self, who: str, line: str, channel: str | None = None) -> str:
        """The answer, to its author alone."""
        return await self.answer(who, self.server.slash(who, channel or self.room, line))

    async def answer(self, who: str, act: Awaitable[str]) -> str:
        """What somebody is told next when they have done something."""
        before = len(self.server.private(who))
        await act
        await self.server.until(lambda: len(self.server.private(who)) > before)
        return self.server.as_read(self.server.private(who)[before])

    async def hears(self, words: str) -> None:
        """Until everybody in the room of the meeting reads that."""
        await self.server.until(
            lambda: any(words in self.server.as_read(each) for each in self.server.messages(self.room))
        )


@pytest.fixture
async def meeting(server: DiscordServer, store: SqlStore) -> AsyncIterator[Meeting]:
    async with holding(server, store, lambda made: {"roundtable": served(made)}) as made:
        yield made


@asynccontextmanager
async def holding(
    server: DiscordServer, store: SqlStore, plans: Callable[[Meeting], Mapping[str, Plan]]
) -> AsyncIterator[Meeting]:
    """A bot that serves these meetings, of which the first is in its debate."""
    vera, clock = server.add_moderator("Vera"), MovedClock()
    room, private = server.add_channel("hall"), server.add_channel("moderators", seen_by=[vera])
    made = Meeting(server, room, private, vera, clock)
    stated = DiscordSettings.model_validate(
        {"token": server.token, "api_base": server.api_base, "gateway": server.gateway}
    )
    table, catalogues = commands(), load_catalogues()
    platform = DiscordPlatform(
        stated, table, catalogues.text, ("en",), Missed(clock, MemorySyncPositions()), QUICK
    )
    given = Dependencies(store, {"discord": platform}, clock, lambda: 0.5, board_pause=timedelta(0))
    running = asyncio.create_task(build_app(given, table, catalogues, plans(made)).run())
    try:
        async with asyncio.timeout(20):
            await platform.ready()
        for line in ("open", "start", "phase next"):
            await made.slash(vera, line, private)
        yield made
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


def served(meeting: Meeting) -> Plan:
    """The small meeting, in these rooms."""
    rooms = (
        Room({"en": "The hall"}, {"en": "Here."}),
        Room({"en": "Discord"}, {"en": "Unmute."}, place(meeting.room)),
    )
    return replace(plan(), rooms=rooms, moderators_rooms=(place(meeting.moderators_room),))
