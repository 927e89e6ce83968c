"""The scheduler hears of each moment that is set, and looks only where one comes before what it waits for."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import TypeVar

from msgspec import Struct, field

from bot.domain.changing import replace
from bot.messages.catalogue import Catalogues
from bot.ports.store import Commit, Store, Transaction, Unavailable
from bot.services.scheduling.heard_store import HeardStore
from bot.services.scheduling.lookout import Lookout
from bot.services.scheduling.scheduler import Scheduler
from bot.services.scheduling.wake_event import WakeEvent
from storage.repositories.transaction import SqlTransaction
from tests.services.conftest import VERA
from tests.support.bot import playing
from tests.support.clock import START, MovedClock
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, plan

T = TypeVar("T")
SOONER, SOON, LATE, LATER = (START + timedelta(seconds=seconds) for seconds in (5, 10, 100, 1000))


async def nothing() -> None:
    """What a test does not mind."""


class Watched(Struct):
    """A store whose reads are counted, with something done at the end of each while nobody waits yet."""

    store: Store
    at_the_end: Callable[[], Awaitable[None]] = nothing
    reads: int = 0

    async def write(self, work: Callable[[Transaction], T]) -> T:
        return await self.store.write(work)

    async def read(self, work: Callable[[Transaction], T]) -> T:
        found = await self.store.read(work)
        self.reads += 1
        await self.at_the_end()
        return found


class Noting(Struct):
    """An owner that notes when which of its moments came."""

    clock: MovedClock
    came: list[tuple[str, datetime]] = field(default_factory=list)

    async def prepare(self, store: Store) -> None:
        """Nothing follows from elsewhere."""

    def happen(self, tx: Transaction, id: str) -> None:
        del tx
        self.came.append((id, self.clock.now()))


class Scheduled(Struct):
    """A scheduler that runs on a store, in which others write."""

    store: Store
    watched: Watched
    owner: Noting
    clock: MovedClock

    async def set(self, id: str, at: datetime) -> None:
        await self.store.write(lambda tx: tx.timers.set("own", id, at))

    async def waits_for(self, moment: datetime) -> None:
        """Return once it does."""
        async with asyncio.timeout(20):
            while not self.clock.awaited(moment):
                await self.store.read(lambda _: None)

    async def comes(self, *ids: str) -> None:
        """Return once these have come, each at its moment."""
        async with asyncio.timeout(20):
            while [id for id, _ in self.owner.came] != list(ids):
                await self.store.read(lambda _: None)


@asynccontextmanager
async def scheduled(store: Store, clock: MovedClock) -> AsyncIterator[Scheduled]:
    lookout = Lookout(WakeEvent(clock))
    heard, owner = HeardStore(store, lookout.heard, lookout.look), Noting(clock)
    watched = Watched(heard)
    await heard.write(lambda tx: tx.timers.set("own", "late", LATE))
    running = asyncio.create_task(Scheduler(watched, {"own": owner}, clock, lookout, lambda: None).run())
    found = Scheduled(heard, watched, owner, clock)
    await found.waits_for(LATE)
    yield found
    running.cancel()


async def test_what_comes_before_is_met_at_its_moment(store: Store, clock: MovedClock) -> None:
    async with scheduled(store, clock) as scheduler:
        await scheduler.set("soon", SOON)
        await scheduler.waits_for(SOON)
        clock.move_to(SOON)
        await scheduler.comes("soon")
        await scheduler.waits_for(LATE)
        clock.move_to(LATE)
        await scheduler.comes("soon", "late")
        assert scheduler.owner.came == [("soon", SOON), ("late", LATE)]


async def test_of_what_comes_later_nothing_is_read_and_it_is_met(store: Store, clock: MovedClock) -> None:
    async with scheduled(store, clock) as scheduler:
        before = scheduler.watched.reads
        for number in range(20):
            await scheduler.set(f"later {number}", LATER)
        for _ in range(20):
            await scheduler.store.read(lambda _: None)
        assert scheduler.watched.reads == before
        clock.move_to(LATE)
        await scheduler.waits_for(LATER)
        clock.move_to(LATER)
        await scheduler.comes("late", *sorted(f"later {number}" for number in range(20)))


async def test_what_is_set_between_looking_and_waiting_is_met(store: Store, clock: MovedClock) -> None:
    async with scheduled(store, clock) as scheduler:

        async def set_once() -> None:
            scheduler.watched.at_the_end = nothing
            await scheduler.set("sooner", SOONER)

        scheduler.watched.at_the_end = set_once
        await scheduler.set("soon", SOON)
        await scheduler.waits_for(SOONER)
        clock.move_to(SOONER)
        await scheduler.comes("sooner")


class Wordless(Struct):
    """A store that keeps what it is asked to, and loses the word of it while `lose` lasts."""

    store: Store
    lose: int = 0

    async def read(self, work: Callable[[Transaction], T]) -> T:
        return await self.store.read(work)

    async def write(self, work: Callable[[Transaction], T]) -> T:
        if not self.lose:
            return await self.store.write(work)

        def unheard(tx: Transaction) -> T:
            assert isinstance(tx, SqlTransaction)
            return work(replace(tx, commit=Commit()))

        await self.store.write(unheard)
        self.lose -= 1
        raise Unavailable("The server is away.")


async def test_what_was_kept_without_a_word_is_met(
    store: Store, catalogues: Catalogues, fakes: tuple[InMemoryPlatform, InMemoryPlatform], clock: MovedClock
) -> None:
    wordless = Wordless(store)
    async with playing(wordless, catalogues, {"roundtable": plan()}, *fakes, clock=clock) as bot:
        await bot.say(VERA, "open", DISCORD_MODERATORS)
        wordless.lose = 1
        await bot.say(VERA, "start", DISCORD_MODERATORS)
        await bot.move(25 * 60)
        assert sum("ends in 5 minutes" in text for text in bot.texts(DISCORD_ROOM)) == 1
