"""Somebody writes hundreds of messages at once: all go across in order, and hold up nothing else."""

from collections.abc import AsyncIterator
from datetime import timedelta
from itertools import count
from typing import Literal

import pytest

from bot.domain.identity import Identity, Place
from bot.ports.platform import SlowDown
from bot.services.outbound.dispatch.dispatcher import LOOK_WITHIN
from tests.services.conftest import ANA, LI, SAM, VERA, Play
from tests.services.groups.conftest import meet
from tests.services.groups.relay.conftest import Channels
from tests.services.outbound.test_pace import Server
from tests.support.clock import MovedClock
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_MODERATORS, MATRIX_ROOM, elsewhere, plan

pytestmark = pytest.mark.slow

MANY = 500
MODERATORS = Place("discord", f"{DISCORD_MODERATORS.id}-second")
ROOM = Place("matrix", f"{MATRIX_ROOM.id}-second")
FLOOR_WITHIN, ANSWER_WITHIN = timedelta(seconds=5), timedelta(seconds=60)
TICK = 2.5


class Limiting(InMemoryPlatform):
    """A platform that takes so much of the bot, and counts what was too much."""

    clock: MovedClock | None = None
    server: Server | None = None
    refused: int = 0

    async def _go(self, moment: Literal["before", "after"], where: str) -> None:
        if moment == "before" and self.server and self.clock:
            after = self.server.take(self.clock.now())
            if after is not None:
                self.refused += 1
                raise SlowDown("slow down", after)
        await super()._go(moment, where)


@pytest.fixture
def matrix(clock: MovedClock) -> Limiting:
    return Limiting("matrix", private_replies=False, clock=clock)


@pytest.fixture
def fakes(matrix: Limiting) -> tuple[InMemoryPlatform, InMemoryPlatform]:
    discord = InMemoryPlatform("discord")
    discord.moderators |= {(VERA, DISCORD_MODERATORS), (VERA, MODERATORS)}
    matrix.moderators.add((Identity("matrix", "ivo"), MATRIX_ROOM))
    return discord, matrix


@pytest.fixture
async def channels(play: Play) -> AsyncIterator[Channels]:
    """A group with a relay, and another meeting in which turns are given."""
    async with play(plan(), elsewhere(plan("second"))) as bot:
        await meet(bot)
        found = Channels(bot, count(1))
        await found.turn_on()
        for line in ("open", "start", "phase next"):
            await bot.say(VERA, line, MODERATORS)
        await bot.say(SAM, "join", ROOM)
        yield found


async def flood(channels: Channels, who: Identity) -> list[str]:
    """As fast as one can; returns what it says."""
    service, said = channels.bot.app.command_service, [f"Flood {number}" for number in range(MANY)]
    for text in said:
        await service.said(channels.talk(who, text))
        channels.bot.clock.move(0.01)
    return said


def own(texts: list[str]) -> list[str]:
    return [text.partition(": ")[2] for text in texts]


async def test_what_matters_more_goes_first_and_nothing_is_lost(channels: Channels, matrix: Limiting) -> None:
    bot = channels.bot
    assert bot.watched is not None
    matrix.server = Server(0.2, 10, at=bot.clock.now())
    said = await flood(channels, ANA)
    asked = bot.clock.now()
    await bot.give(VERA, "next", MODERATORS)
    cause = await bot.give(LI, "agenda")
    came: dict[str, timedelta] = {}
    while len(channels.copies(channels.matrix)) < MANY:
        for seconds in (TICK, LOOK_WITHIN.total_seconds()):  # Nobody looks twice before then.
            bot.clock.move(seconds)
            await bot.watched.rests()
        if any("has the floor" in text for text in bot.texts(ROOM)):
            came.setdefault("floor", bot.clock.now() - asked)
        if any(f"{cause}/answer/0" in shown for shown in matrix.shown.values()):
            came.setdefault("answer", bot.clock.now() - asked)
    assert own(channels.copies(channels.matrix)) == said
    assert came["floor"] <= FLOOR_WITHIN
    assert came["answer"] <= ANSWER_WITHIN
    assert bot.clock.now() - asked <= timedelta(seconds=MANY / 0.2 * 1.1), "as fast as it is taken"
    assert matrix.refused <= MANY / 5


async def test_both_ways_at_once_in_order(channels: Channels) -> None:
    here, there = await flood(channels, ANA), await flood(channels, LI)
    await channels.bot.settled()
    assert own(channels.copies(channels.matrix)) == here
    assert own(channels.copies(channels.discord)) == there
