"""A database that cannot be used for a while, and commands that fail, stop nothing."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import TypeVar

import pytest
from msgspec import Struct

from bot.domain.changing import replace
from bot.messages.catalogue import Catalogues
from bot.ports.platform import TryLater
from bot.ports.store import Store, Transaction, Unavailable
from storage.store import SqlStore, open_store
from tests.services.conftest import ANA, BEN, VERA
from tests.support.bot import BotDriver, playing
from tests.support.clock import MovedClock
from tests.support.in_memory_platform import Hold, InMemoryPlatform
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_MODERATORS, plan

T = TypeVar("T")
MODERATORS = (DISCORD_MODERATORS, MATRIX_MODERATORS)
NOT_SAVED = (
    "Not saved: the bot's database cannot be used just now, and nothing has changed. "
    "Please repeat it in a minute."
)
STOPPED = (
    "The bot cannot save anything just now. Commands are not carried out, and whoever gives one is asked to "
    "repeat it; announcements wait. Whoever runs the bot finds the reason in its log."
)
GOES_ON = "The bot saves again. Please repeat what was not saved."


class FailingStore(Struct):
    """A store that cannot be used while `failures` last; what fails to be kept is tried once more."""

    store: Store
    failures: int = 0

    async def write(self, work: Callable[[Transaction], T]) -> T:
        self._fail()
        return await self.store.write(work)

    async def read(self, work: Callable[[Transaction], T]) -> T:
        self._fail()
        return await self.store.read(work)

    def _fail(self) -> None:
        if self.failures:
            self.failures -= 1
            raise Unavailable("The disk is full.")


@pytest.fixture
def failing(store: Store) -> FailingStore:
    return FailingStore(store)


@pytest.fixture
async def bot(
    failing: FailingStore,
    catalogues: Catalogues,
    fakes: tuple[InMemoryPlatform, InMemoryPlatform],
    clock: MovedClock,
) -> AsyncIterator[BotDriver]:
    async with playing(failing, catalogues, {"roundtable": plan()}, *fakes, clock=clock) as played:
        yield replace(played, store=failing.store)


async def wait_out(bot: BotDriver, failing: FailingStore) -> None:
    """Move the clock until the bot has met all failures and has done what it was about to do."""
    async with asyncio.timeout(20):
        while failing.failures:
            bot.clock.move(1)
            await bot.store.read(lambda _: None)
    await bot.move(10)


async def test_a_command_is_for_its_author_to_repeat(bot: BotDriver, failing: FailingStore) -> None:
    failing.failures = 2
    await bot.give(VERA, "open", DISCORD_MODERATORS, cause="discord:1")
    assert bot.texts(VERA) == [NOT_SAVED]
    assert await bot.head() == 0
    assert "The meeting is open" in await bot.say(VERA, "open", DISCORD_MODERATORS, cause="discord:2")


async def test_what_its_author_was_asked_to_repeat_is_not_done_as_well(
    bot: BotDriver, failing: FailingStore
) -> None:
    failing.failures = 2
    for _ in range(2):
        await bot.give(VERA, "open", DISCORD_MODERATORS, cause="discord:1")
    assert bot.texts(VERA) == [NOT_SAVED]
    assert await bot.head() == 0


async def test_the_moderators_are_told_once_when_it_begins_and_once_when_it_is_over(
    bot: BotDriver, failing: FailingStore
) -> None:
    await bot.say(VERA, "open", DISCORD_MODERATORS)
    before = {room: len(bot.texts(room)) for room in MODERATORS}
    failing.failures = 3
    for who in (ANA, ANA, VERA):
        await bot.give(who, "join")
    for _ in range(2):
        await bot.give(ANA, "join")
    told = [bot.texts(room)[before[room] :] for room in MODERATORS]
    assert told == [[STOPPED, GOES_ON]] * 2
    assert bot.texts(ANA)[:2] == [NOT_SAVED] * 2


class DoubtfulStore(FailingStore):
    """What is written is kept, but the word of it is lost."""

    async def write(self, work: Callable[[Transaction], T]) -> T:
        done = await self.store.write(work)
        self._fail()
        return done

    async def read(self, work: Callable[[Transaction], T]) -> T:
        return await self.store.read(work)


async def test_what_was_kept_after_all_is_done_once_and_answered(
    store: Store, catalogues: Catalogues, fakes: tuple[InMemoryPlatform, InMemoryPlatform], clock: MovedClock
) -> None:
    doubtful = DoubtfulStore(store)
    async with playing(doubtful, catalogues, {"roundtable": plan()}, *fakes, clock=clock) as bot:
        doubtful.failures = 1
        cause = await bot.give(VERA, "open", DISCORD_MODERATORS)
        await bot.move(10)
        assert "The meeting is open" in bot.answer(VERA, cause)
        assert NOT_SAVED not in bot.texts(VERA)


async def test_a_command_that_is_passed_over_says_nothing_of_the_database(
    bot: BotDriver, failing: FailingStore
) -> None:
    await bot.say(VERA, "open", DISCORD_MODERATORS)
    failing.failures = 50
    for _ in range(14):
        await bot.give(ANA, "join")
    assert GOES_ON not in bot.texts(DISCORD_MODERATORS)
    assert bot.texts(DISCORD_MODERATORS).count(STOPPED) == 1
    failing.failures = 0


async def test_where_nobody_can_be_told_either_the_bot_goes_on(
    bot: BotDriver, failing: FailingStore, discord: InMemoryPlatform
) -> None:
    failing.failures = 2
    discord.failures.append(TryLater("away as well"))
    await bot.give(VERA, "open", DISCORD_MODERATORS)
    assert "The meeting is open" in await bot.say(VERA, "open", DISCORD_MODERATORS)


@pytest.fixture
async def fresh(database_url: str) -> AsyncIterator[SqlStore]:
    """A database of its own, without room that others have left."""
    async with open_store(database_url) as opened:
        yield opened


async def limit_pages(store: SqlStore, pages: int) -> None:
    """A number that is too small stands for the file as it is."""
    pragma = f"PRAGMA max_page_count={pages}"
    await store.database.write(lambda connection: connection.exec_driver_sql(pragma).all())


async def test_a_full_disk_and_then_room_again(
    fresh: SqlStore,
    catalogues: Catalogues,
    fakes: tuple[InMemoryPlatform, InMemoryPlatform],
    clock: MovedClock,
) -> None:
    """The real thing: SQLite that may not grow for minutes, and then may."""
    point = "a point " * 100
    async with playing(fresh, catalogues, {"roundtable": plan()}, *fakes, clock=clock) as bot:
        await bot.say(VERA, "open", DISCORD_MODERATORS)
        await limit_pages(fresh, 1)
        while NOT_SAVED not in bot.texts(ANA):
            await bot.give(ANA, f"join {point}")
            clock.move(30)
        kept = await bot.head()
        await limit_pages(fresh, 9_999_999)
        await bot.move(60)
        assert await bot.head() >= kept
        assert "in the queue" in await bot.say(BEN, f"join {point}")


async def test_deliveries_wait(bot: BotDriver, failing: FailingStore, discord: InMemoryPlatform) -> None:
    discord.hold = hold = Hold("after")
    cause = await bot.give(ANA, "agenda", DISCORD_ROOM)
    await hold.reached.wait()
    discord.hold, failing.failures = None, 4
    hold.gate.set()
    await wait_out(bot, failing)
    assert discord.calls[f"{cause}/answer/0"] == 1
    assert "Introduction" in await bot.say(ANA, "agenda", DISCORD_ROOM)


async def test_the_clock_waits(bot: BotDriver, failing: FailingStore) -> None:
    await bot.say(VERA, "open", DISCORD_MODERATORS)
    await bot.say(VERA, "start", DISCORD_MODERATORS)
    failing.failures = 4
    bot.clock.move(25 * 60)
    await wait_out(bot, failing)
    assert sum("Introduction ends in" in text for text in bot.texts(DISCORD_ROOM)) == 1


async def test_a_command_that_fails_is_answered_and_does_not_come_back(
    bot: BotDriver, discord: InMemoryPlatform
) -> None:
    discord.refusals["rights"] = [RuntimeError("oh")]
    for _ in range(2):
        answer = await bot.say(VERA, "open", DISCORD_MODERATORS, cause="discord:1")
        assert "Something went wrong with that, and nothing was changed" in answer
    assert await bot.head() == 0
