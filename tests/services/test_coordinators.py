"""Who can run the coordination channels without the bot: those who moderated, and whom the file names."""

import pytest
from sqlalchemy import Connection, Text, delete, update

from bot.domain.changing import replace
from bot.domain.identity import Identity, Place
from bot.ports.platform import TryLater
from bot.ports.store import EventRow, Transaction
from storage import tables
from storage.store import SqlStore
from storage.tables import fact, metadata
from tests.services.conftest import ANA, IVO, LI, SAM, VERA, Play, debate
from tests.support.bot import BotDriver
from tests.support.clock import MovedClock
from tests.support.in_memory_platform import Hold, InMemoryPlatform
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_ROOM, plan

CHAIR, OLGA = Identity("discord", "chair"), Identity("matrix", "olga")
"""Named in the meeting file: a moderator, and the organiser."""
EVE = Identity("matrix", "eve")
NAMED = replace(plan(), moderators=(CHAIR,), organisers=(OLGA,))
OLD = Place("matrix", "!old")


def run_by(fake: InMemoryPlatform) -> set[Identity]:
    return {who for place in fake.channels.values() for who in fake.coordinators[place]}


def inside(fake: InMemoryPlatform) -> set[Identity]:
    return {who for place in fake.channels.values() for who in fake.inside[place]}


async def opened(bot: BotDriver) -> None:
    """Both moderators have moderated, each on their platform."""
    await bot.say(VERA, "open", DISCORD_MODERATORS)
    await debate(bot)
    await bot.say(IVO, "phase pause", MATRIX_ROOM)


async def test_those_who_moderated_and_those_named_run_the_channels(
    play: Play, discord: InMemoryPlatform, matrix: InMemoryPlatform
) -> None:
    async with play(NAMED) as bot:
        await opened(bot)
        await bot.say(ANA, "stay", DISCORD_ROOM)
        await bot.say(LI, "stay", MATRIX_ROOM)
        await bot.close(VERA, DISCORD_MODERATORS)
        assert (inside(discord), run_by(discord)) == ({ANA, VERA, CHAIR}, {VERA, CHAIR})
        assert (inside(matrix), run_by(matrix)) == ({LI, IVO, OLGA}, {IVO, OLGA})


async def test_an_account_that_is_linked_to_a_moderator_is_let_in_and_runs_nothing(
    play: Play, matrix: InMemoryPlatform
) -> None:
    async with play() as bot:
        await opened(bot)
        code = (await bot.say(IVO, "link")).split(" is ")[1].split(".")[0]
        await bot.say(EVE, f"link {code}")
        await bot.say(IVO, "link yes")
        await bot.say(EVE, "stay")
        await bot.close(VERA, DISCORD_MODERATORS)
        assert EVE in inside(matrix)
        assert run_by(matrix) == {IVO}


async def test_a_moderator_who_comes_later_runs_it_then(play: Play, matrix: InMemoryPlatform) -> None:
    async with play() as bot:
        await bot.say(VERA, "open", DISCORD_MODERATORS)
        await debate(bot)
        await bot.say(IVO, "phase pause")
        await bot.close(VERA, DISCORD_MODERATORS)
        assert inside(matrix) == set(), "they wrote to the bot alone, and nobody saw that account"
        await bot.say(IVO, "stay")
        assert run_by(matrix) == {IVO}


async def test_who_does_not_moderate_any_more_is_let_in_and_runs_nothing(
    play: Play, matrix: InMemoryPlatform
) -> None:
    async with play() as bot:
        await opened(bot)
        matrix.moderators.clear()
        await bot.close(VERA, DISCORD_MODERATORS)
        assert (inside(matrix), run_by(matrix)) == ({IVO}, set())


async def test_who_could_moderate_and_never_did_runs_nothing(play: Play, matrix: InMemoryPlatform) -> None:
    matrix.moderators.add((SAM, MATRIX_ROOM))
    async with play() as bot:
        await opened(bot)
        await bot.say(SAM, "stay", MATRIX_ROOM)
        await bot.close(VERA, DISCORD_MODERATORS)
        assert (inside(matrix), run_by(matrix)) == ({SAM, IVO}, {IVO})


def as_before_groups(connection: Connection) -> None:
    """What a version without groups would have left of a closed meeting: its last event was the close."""
    followed = (fact.c.meeting == "roundtable") & (fact.c.kind == "followed-up")
    connection.execute(delete(fact).where(followed))
    its = tables.meeting.c.id == "roundtable"
    connection.execute(update(tables.meeting).where(its).values(head=tables.meeting.c.head - 1))
    for table in reversed(metadata.sorted_tables):
        named = "meeting" if "meeting" in table.c else "id"
        if named in table.c and table is not tables.due:
            connection.execute(delete(table).where(table.c[named].cast(Text).startswith("group/")))


@pytest.mark.parametrize("where", ["rights", "matrix:channel-1"])
async def test_what_the_platform_cannot_do_now_is_done_later(
    play: Play, matrix: InMemoryPlatform, where: str
) -> None:
    async with play() as bot:
        await opened(bot)
        matrix.refusals[where] = [TryLater("a limit", 5)]
        await bot.close(VERA, DISCORD_MODERATORS)
        assert run_by(matrix) == set()
        await bot.move(5)
        assert run_by(matrix) == {IVO}


async def test_a_restart_in_the_middle_makes_each_a_coordinator_once_more(
    play: Play, matrix: InMemoryPlatform
) -> None:
    async with play(NAMED) as bot:
        await opened(bot)
        matrix.hold = Hold("before", "matrix:channel-1", passing=1)
        await bot.close(VERA, DISCORD_MODERATORS)
        assert run_by(matrix) == {IVO}
    matrix.hold = None
    async with play(NAMED):
        assert run_by(matrix) == {IVO, OLGA}


async def test_a_room_of_an_older_version_is_handed_over_at_the_next_start_and_once(
    play: Play, store: SqlStore, clock: MovedClock, matrix: InMemoryPlatform
) -> None:
    async with play(NAMED) as bot:
        await opened(bot)
        await bot.say(LI, "stay", MATRIX_ROOM)
        await bot.close(VERA, DISCORD_MODERATORS)
        version = await bot.head()
    await store.database.write(as_before_groups)
    row = EventRow(
        version, clock.now(), "channel-opened", {"place": {"platform": "matrix", "id": "!old"}}, "c"
    )

    def append(tx: Transaction) -> None:
        tx.log.append("roundtable", [row])

    await store.write(append)
    async with play(NAMED) as bot:
        assert await bot.head() == version + 1
        assert (matrix.inside[OLD], matrix.coordinators[OLD]) == ({IVO, OLGA}, {IVO, OLGA})
        assert bot.texts(OLD) == []
    matrix.inside.clear()
    async with play(NAMED) as bot:
        assert await bot.head() == version + 1
        assert inside(matrix) == set(), "who left meanwhile is not asked in again"
