"""What is typed while no process runs is read at the next start: in order, once, and not what is too old."""

import pytest

from tests.adapters.discord.faults.whole import Whole

pytestmark = pytest.mark.sockets


async def began(whole: Whole) -> str:
    """A bot that was in its debate, and runs no more; a person."""
    async with whole.running():
        await whole.debate()
        await whole.server.say(whole.vera, whole.room, "@Evenfloor position")
        await whole.server.until(lambda: bool(whole.told(whole.vera, "queue")))
        await whole.settled()
    return whole.server.add_person("Ana")


async def test_what_was_typed_meanwhile_is_done_in_order_and_once(whole: Whole) -> None:
    ana, ben = await began(whole), whole.server.add_person("Ben")
    whole.clock.move(60)
    await whole.server.say(ben, whole.room, "@Evenfloor join")
    await whole.server.say(ana, whole.room, "I would join as well")
    whole.clock.move(20)
    await whole.server.say(ana, whole.room, "@Evenfloor join")
    await whole.server.say(whole.vera, whole.moderators, "@Evenfloor next")
    whole.clock.move(60)
    for _ in range(2):
        async with whole.running():
            await whole.hears(whole.room, "Floor: Ben")
            await whole.hears(whole.room, "Next: Ana")
            await whole.settled()
    assert len(whole.told(ana, "You are in the queue")) == 1
    assert len(whole.told(ben, "You are in the queue")) == 1
    assert whole.reads(whole.room, "Floor: Ana") == []


async def test_what_was_typed_long_before_the_start_is_not_meant_any_more(whole: Whole) -> None:
    ana, ben = await began(whole), whole.server.add_person("Ben")
    await whole.server.say(ana, whole.room, "@Evenfloor join")
    whole.clock.move(31 * 60)
    await whole.server.say(ben, whole.room, "@Evenfloor join")
    async with whole.running():
        await whole.hears(whole.room, "Next: Ben")
        await whole.settled()
    assert whole.told(ana, "You are in the queue") == []


async def test_a_command_that_a_crash_cut_off_is_done_after_the_restart(whole: Whole) -> None:
    ana = await began(whole)
    before = dict(whole.positions.kept)
    async with whole.running():
        await whole.server.say(ana, whole.room, "@Evenfloor join")
        await whole.hears_alone(ana, "You are in the queue")
    whole.positions.kept |= before
    async with whole.running():
        await whole.hears(whole.room, "Next: Ana")
        await whole.settled()
    assert len(whole.told(ana, "You are in the queue")) == 1
