"""A database that cannot be used for a while, and commands that fail, stop nothing."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from typing import TypeVar

import pytest

from bot.messages.catalogue import Catalogues
from bot.ports.store import Store, Transaction, Unavailable
from tests.services.conftest import ANA, VERA
from tests.support.bot import Played, playing
from tests.support.clock import MovedClock
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, plan
from tests.support.square import Hold, Square

T = TypeVar("T")


@dataclass
class FailingStore:
    """A store that cannot be used while `failures` last."""

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
    failing: FailingStore, catalogues: Catalogues, squares: tuple[Square, Square], clock: MovedClock
) -> AsyncIterator[Played]:
    async with playing(failing, catalogues, {"roundtable": plan()}, *squares, clock=clock) as played:
        yield replace(played, store=failing.store)


async def wait_out(bot: Played, failing: FailingStore) -> None:
    """Move the clock until the bot has met all failures and has done what it was about to do."""
    async with asyncio.timeout(20):
        while failing.failures:
            bot.clock.move(1)
            await bot.store.read(lambda _: None)
    await bot.move(10)


async def test_a_command_is_for_its_author_to_repeat(bot: Played, failing: FailingStore) -> None:
    failing.failures = 1
    with pytest.raises(Unavailable):
        await bot.give(VERA, "open", DISCORD_MODERATORS, cause="discord:1")
    assert await bot.head() == 0
    assert "The meeting is open" in await bot.say(VERA, "open", DISCORD_MODERATORS, cause="discord:1")


async def test_deliveries_wait(bot: Played, failing: FailingStore, discord: Square) -> None:
    discord.hold = hold = Hold("after")
    cause = await bot.give(ANA, "agenda", DISCORD_ROOM)
    await hold.reached.wait()
    discord.hold, failing.failures = None, 4
    hold.gate.set()
    await wait_out(bot, failing)
    assert discord.calls[f"{cause}/answer/0"] == 1
    assert "Introduction" in await bot.say(ANA, "agenda", DISCORD_ROOM)


async def test_the_clock_waits(bot: Played, failing: FailingStore) -> None:
    await bot.say(VERA, "open", DISCORD_MODERATORS)
    await bot.say(VERA, "start", DISCORD_MODERATORS)
    failing.failures = 4
    bot.clock.move(25 * 60)
    await wait_out(bot, failing)
    assert sum("Introduction ends in" in text for text in bot.texts(DISCORD_ROOM)) == 1


async def test_a_command_that_fails_is_answered_and_does_not_come_back(bot: Played, discord: Square) -> None:
    discord.refusals["rights"] = [RuntimeError("oh")]
    for _ in range(2):
        answer = await bot.say(VERA, "open", DISCORD_MODERATORS, cause="discord:1")
        assert "Something went wrong with that, and nothing was changed" in answer
    assert await bot.head() == 0
