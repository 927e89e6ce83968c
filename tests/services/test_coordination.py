"""Two processes on one PostgreSQL: each platform is served by one of them, and nothing comes twice."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from sqlalchemy import text

from bot.app import App
from bot.messages.catalogue import Catalogues
from bot.ports.coordination import ProcessCoordination
from storage.coordination.leases import SharedLeases
from storage.coordination.wakeups import SharedWakeups
from storage.databases.postgresql import PostgresDatabase
from storage.store import SqlStore, open_store
from tests.services.conftest import ANA, LI, VERA
from tests.support.bot import BotDriver, playing
from tests.support.clock import MovedClock
from tests.support.in_memory_platform import Hold, InMemoryPlatform
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_ROOM, plan

pytestmark = pytest.mark.sockets

LONG, SOON = 3600.0, 0.02
ROOMS = (DISCORD_ROOM, MATRIX_ROOM)

Process = Callable[..., AbstractAsyncContextManager[BotDriver]]
"""Starts one more process, under a name and with a pause between its looks at the leases."""


@pytest.fixture
def process(
    postgres_url: str,
    catalogues: Catalogues,
    fakes: tuple[InMemoryPlatform, InMemoryPlatform],
    clock: MovedClock,
) -> Process:
    @asynccontextmanager
    async def start(owner: str, pause: float = SOON) -> AsyncIterator[BotDriver]:
        async with open_store(postgres_url) as store:
            assert isinstance(store.database, PostgresDatabase)
            leases = SharedLeases(store.database, owner, LONG, pause)
            coordination = ProcessCoordination(leases, SharedWakeups(store.database, owner))
            plans = {"roundtable": plan()}
            async with playing(
                store, catalogues, plans, *fakes, clock=clock, coordination=coordination
            ) as played:
                yield played

    return start


async def hand_over(bot: BotDriver, platform: str, owner: str = "second") -> None:
    """The platform's lease goes to another process, as if the holder had been silent for long."""
    statement = text("UPDATE lease SET owner = :owner, fence = fence + 1 WHERE name = :name")
    assert isinstance(bot.store, SqlStore)
    values = {"name": platform, "owner": owner}
    await bot.store.database.write(lambda connection: connection.execute(statement, values))


def count(bot: BotDriver, words: str) -> list[int]:
    return [sum(words in text for text in bot.texts(room)) for room in ROOMS]


async def served_by(app: App, fake: InMemoryPlatform) -> None:
    await fake.until(lambda: fake.inbox is app.command_service)


async def test_a_meeting_in_two_processes(
    process: Process, discord: InMemoryPlatform, matrix: InMemoryPlatform
) -> None:
    async with process("first") as first, process("second") as second:
        await hand_over(first, "matrix")
        await served_by(first.app, discord)
        await served_by(second.app, matrix)
        await first.say(VERA, "open", DISCORD_MODERATORS)
        await first.say(ANA, "join")
        await second.say(LI, "join")
        await first.say(VERA, "start", DISCORD_MODERATORS)
        await first.say(VERA, "phase next", DISCORD_MODERATORS)
        await first.say(VERA, "next", DISCORD_MODERATORS)
        assert "Guest 3" in await second.say(LI, "queue")
        assert count(first, "Guest 2 (not stated) has the floor") == [1, 1]
        await first.move(25 * 60)
        assert count(first, "Debate ends in 5 minutes") == [1, 1]
        await first.move(5 * 60)
        assert count(first, "The time for Debate is up") == [1, 1]
        events = await first.store.read(lambda tx: [row.kind for row in tx.log.after("roundtable", 0)])
    assert [events.count(kind) for kind in ("opened", "joined", "phase-started")] == [1, 2, 2]


async def test_two_moderators_at_once_in_two_processes(process: Process, discord: InMemoryPlatform) -> None:
    async with process("first") as first, process("second") as second:
        await served_by(first.app, discord)
        await first.say(VERA, "open", DISCORD_MODERATORS)
        for who in (ANA, LI):
            await first.say(who, "join")
        await first.say(VERA, "start", DISCORD_MODERATORS)
        await first.say(VERA, "phase next", DISCORD_MODERATORS)
        same = "discord:the-same-command"
        await asyncio.gather(
            *(bot.give(VERA, "next", DISCORD_MODERATORS, same) for bot in (first, second) for _ in range(5))
        )
        await first.settled()
        assert count(first, "has the floor") == [1, 1]


async def test_a_holder_that_comes_back_late_sends_and_settles_nothing(
    process: Process, discord: InMemoryPlatform
) -> None:
    async with process("first", LONG) as first, process("second") as second:
        await served_by(first.app, discord)
        await first.say(VERA, "open", DISCORD_MODERATORS)
        discord.hold = hold = Hold("after", str(DISCORD_ROOM))
        await first.give(VERA, "start", DISCORD_MODERATORS)
        await hold.reached.wait()  # The first process has posted it, and has not yet said so.
        discord.hold = None
        await hand_over(first, "discord")
        await served_by(second.app, discord)
        await second.settled()
        hold.gate.set()
        for command in ("pause", "resume", "pause"):
            discord.calls.clear()
            await second.say(VERA, f"phase {command}", DISCORD_MODERATORS)
            first.app.wake_all()
            await second.say(ANA, "agenda")
            assert set(discord.calls.values()) == {1}, "each was sent by one process alone"
        assert count(second, "Introduction starts") == [1, 1]
        boards = await first.store.read(lambda tx: [tx.boards.get("roundtable", room) for room in ROOMS])
        behind = {board.since for board in boards if board is not None}
        assert len(behind) == 1, "each post is counted once"
