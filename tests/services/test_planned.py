"""A meeting that stands in the database alone is held as one from a file, also by a bot that runs already."""

from bot.domain.identity import Place
from bot.ports.store import Store
from tests.meeting_file.files import SOUND
from tests.services.conftest import ANA, VERA, Play
from tests.services.setup.organiser import server
from tests.support.bot import BotDriver
from tests.support.clock import MovedClock
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_ROOM

ROOM, MODERATORS = Place("discord", "100"), Place("discord", "200")


async def plan_one(bot: BotDriver) -> None:
    await bot.store.write(lambda tx: tx.planned.add("set-up", SOUND, bot.clock.now()))


async def test_a_running_bot_finds_it_without_a_restart(play: Play, discord: InMemoryPlatform) -> None:
    discord.moderators.add((VERA, MODERATORS))
    async with play() as bot:
        assert "No meeting belongs" in await bot.say(ANA, "queue", ROOM)
        await bot.say(ANA, "queue", DISCORD_ROOM)
        await plan_one(bot)
        assert "A roundtable" in await bot.say(ANA, "join", ROOM)
        await bot.say(VERA, "open", MODERATORS)
        assert "in the queue" in await bot.say(ANA, "join", ROOM)


async def test_it_stays_as_it_was_opened_when_its_text_goes(
    play: Play, store: Store, discord: InMemoryPlatform
) -> None:
    discord.moderators.add((VERA, MODERATORS))
    async with play() as bot:
        await plan_one(bot)
        await bot.say(VERA, "open", MODERATORS)
    await store.write(lambda tx: tx.planned.remove("set-up"))
    async with play() as bot:
        assert "in the queue" in await bot.say(ANA, "join", ROOM)


async def test_one_that_cannot_be_read_stops_no_other(play: Play) -> None:
    async with play() as bot:
        await bot.store.write(lambda tx: tx.planned.add("odd", "title = ", bot.clock.now()))
        await plan_one(bot)
        assert "A roundtable" in await bot.say(ANA, "join", ROOM)


async def test_platforms_are_told_of_its_rooms_before_they_serve(
    play: Play, store: Store, discord: InMemoryPlatform, clock: MovedClock
) -> None:
    """Also of one that another process planned, which served the platform until now."""
    discord.premises = there = server()
    await store.write(lambda tx: tx.planned.add("set-up", SOUND, clock.now()))
    async with play():
        assert set(there.taken_up) == {ROOM, MODERATORS}
