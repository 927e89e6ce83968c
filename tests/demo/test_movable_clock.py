import asyncio
from datetime import timedelta

from bot.demo.movable_clock import MovableClock
from tests.support.clock import START


async def test_a_clock_let_go_is_read_in_any_thread() -> None:
    clock = MovableClock(START)
    clock.let_go()
    told = await asyncio.to_thread(clock.now)
    assert START <= told <= clock.now()


async def test_a_jump_wakes_whoever_sleeps() -> None:
    clock = MovableClock(START)
    sleeper = asyncio.create_task(clock.sleep_until(START + timedelta(seconds=60)))
    clock.jump(60)
    async with asyncio.timeout(10):
        await sleeper
    assert clock.now() == START + timedelta(seconds=60)
