"""Each moment is its owner's: a strange one holds up nobody, and none is met for ever."""

import asyncio
import logging
from datetime import timedelta

import pytest

from bot.ports.store import Store, Transaction
from bot.services.scheduling.lookout import Lookout
from bot.services.scheduling.scheduler import ASK_AGAIN, Scheduler
from bot.services.scheduling.wake_event import WakeEvent
from tests.services.conftest import VERA, Play
from tests.support.clock import START, MovedClock
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM


class Remembering:
    """An owner that notes what happens, sets no moment, and fails as often as it is told to."""

    def __init__(self, failures: int = 0) -> None:
        self.happened: list[str] = []
        self.failures = failures

    async def prepare(self, store: Store) -> None:
        await store.write(lambda tx: tx.timers.set("own", "prepared", START))

    def happen(self, tx: Transaction, id: str) -> None:
        del tx
        self.happened.append(id)
        if self.failures:
            self.failures -= 1
            raise KeyError(id)


async def test_a_strange_one_is_put_aside_with_one_line(
    play: Play, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    await store.write(lambda tx: tx.timers.set("of-a-newer-program", "x", START))
    async with play() as bot:
        for command in ("open", "start"):
            await bot.say(VERA, command, DISCORD_MODERATORS)
        await bot.move(25 * 60)
        assert sum("ends in 5 minutes" in text for text in bot.texts(DISCORD_ROOM)) == 1
    assert await store.read(lambda tx: tx.timers.next(("of-a-newer-program",))) is not None
    lines = [each for each in caplog.records if "of-a-newer-program" in each.getMessage()]
    assert [each.levelno for each in lines] == [logging.WARNING]


async def test_one_whose_owner_sets_no_other_is_met_once_and_a_failing_one_again_later(
    store: Store, clock: MovedClock
) -> None:
    sound, failing = Remembering(), Remembering(failures=1)
    scheduler = Scheduler(
        store, {"own": sound, "failing": failing}, clock, Lookout(WakeEvent(clock)), lambda: None
    )
    await store.write(lambda tx: tx.timers.set("failing", "f", START))
    running = asyncio.create_task(scheduler.run())
    async with asyncio.timeout(20):
        while not clock.awaited(START + ASK_AGAIN):
            await store.read(lambda _: None)
        assert (sound.happened, failing.happened) == (["prepared"], ["f"])
        clock.move(ASK_AGAIN.total_seconds())
        while await store.read(lambda tx: tx.timers.owners()):
            pass
    assert (sound.happened, failing.happened) == (["prepared"], ["f", "f"])
    running.cancel()


async def test_what_fails_again_and_again_is_tried_less_often_and_told_whole_once(
    store: Store, clock: MovedClock, caplog: pytest.LogCaptureFixture
) -> None:
    failing = Remembering(failures=9)
    scheduler = Scheduler(store, {"own": failing}, clock, Lookout(WakeEvent(clock)), lambda: None)
    running = asyncio.create_task(scheduler.run())
    pauses = (1, 2, 4, 8, 16, 32, 60, 60, 60)
    async with asyncio.timeout(20):
        for minutes in pauses:
            moment = clock.now() + timedelta(minutes=minutes)
            while not clock.awaited(moment):
                await store.read(lambda _: None)
            clock.move_to(moment)
        while await store.read(lambda tx: tx.timers.owners()):
            pass
    running.cancel()
    assert len(failing.happened) == len(pauses) + 1
    lines = [each for each in caplog.records if "what is due in prepared failed" in each.getMessage()]
    assert [bool(each.exc_info) for each in lines] == [True] + [False] * (len(pauses) - 1)
