"""What has served its purpose is gone after a week, while the meeting goes on as it was."""

import asyncio
from datetime import timedelta

from bot.domain.identity import Place
from bot.ports.store import Draft, KeptCode, Store, Transaction
from bot.services.scheduling.retention import RetentionJob
from storage.store import SqlStore
from storage.tables import cause, free_text, outbox
from tests.services.conftest import ANA, VERA
from tests.support.bot import BotDriver
from tests.support.clock import MovedClock
from tests.support.plans import DISCORD_MODERATORS

DAY = 24 * 3600


async def rows(store: Store) -> list[int]:
    assert isinstance(store, SqlStore)
    tables = (cause, outbox, free_text)
    return await store.database.read(
        lambda connection: [len(connection.execute(table.select()).all()) for table in tables]
    )


async def test_after_a_week(debating: BotDriver) -> None:
    await debating.say(VERA, "phase pause", DISCORD_MODERATORS)
    await debating.say(ANA, "identify xylophone")
    before, agenda = await debating.head(), await debating.say(ANA, "agenda")
    assert all(await rows(debating.store))
    for _ in range(6):
        await debating.move(DAY)
    assert all(await rows(debating.store))
    for _ in range(2):
        await debating.move(DAY)
    async with asyncio.timeout(20):
        while any(await rows(debating.store)):
            pass  # Each look lets the bot go on.
    assert await debating.head() == before
    assert await debating.say(ANA, "agenda") == agenda


async def test_what_is_gone_is_taken_out_of_the_files_each_time(store: Store, clock: MovedClock) -> None:
    left: asyncio.Queue[int] = asyncio.Queue()

    async def purge() -> None:
        left.put_nowait(sum(await rows(store)))

    def deal_with(tx: Transaction) -> None:
        tx.causes.first_time("console:1", clock.now())

    await store.write(deal_with)
    retention_job = asyncio.create_task(RetentionJob(store, clock, frozenset(), purge).run())
    async with asyncio.timeout(20):
        counts = [await left.get()]
        for _ in range(8):
            clock.move(DAY)
            counts.append(await left.get())
    retention_job.cancel()
    assert counts == [1] * 8 + [0]


async def test_what_somebody_began_to_set_up_and_left_is_forgotten(store: Store, clock: MovedClock) -> None:
    def begin(tx: Transaction) -> None:
        tx.setup.add_code(KeptCode("digest", clock.now() + timedelta(days=1)))
        tx.setup.keep(Draft(ANA, Place("discord", "1"), "2", {"title": "A"}, 0, clock.now()))

    await store.write(begin)
    clock.move(400 * DAY)
    left: asyncio.Queue[tuple[int, int]] = asyncio.Queue()

    async def purge() -> None:
        left.put_nowait(await store.read(lambda tx: (len(tx.setup.codes()), len(tx.setup.drafts()))))

    retention_job = asyncio.create_task(RetentionJob(store, clock, frozenset(), purge).run())
    async with asyncio.timeout(20):
        assert await left.get() == (0, 0)
    retention_job.cancel()
