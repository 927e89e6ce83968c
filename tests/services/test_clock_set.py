"""The computer's clock is set while a meeting runs: nothing fails, and nothing is announced twice."""

import pytest

from tests.services.conftest import ANA, LI, SAM, VERA
from tests.support.bot import BotDriver
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_ROOM

ROOMS = (DISCORD_ROOM, MATRIX_ROOM)


def told(bot: BotDriver, words: str) -> list[int]:
    return [sum(words in text for text in bot.texts(room)) for room in ROOMS]


@pytest.mark.parametrize("hours", [1, 48])
async def test_back(debating: BotDriver, hours: int) -> None:
    for who in (ANA, LI, SAM):
        await debating.say(who, "join")
    await debating.say(VERA, "next", DISCORD_MODERATORS)
    await debating.move(30)
    debating.clock.set_back(hours * 3600)
    assert "once is enough" in await debating.say(SAM, "join")
    assert "Your place now: 2" in await debating.say(SAM, "position")
    assert "has the floor" in await debating.say(VERA, "next", DISCORD_MODERATORS)
    await debating.say(VERA, "phase extend 5m", DISCORD_MODERATORS)
    await debating.move(hours * 3600 + 40 * 60)
    assert told(debating, "The time for Debate is up") == [1, 1]
    assert "closed" in await _closed(debating)


async def test_forward(debating: BotDriver) -> None:
    await debating.say(ANA, "join")
    await debating.say(VERA, "next", DISCORD_MODERATORS)
    await debating.move(48 * 3600)
    assert told(debating, "The time for Debate is up") == [1, 1]
    await debating.move(48 * 3600)
    assert told(debating, "The time for Debate is up") == [1, 1]


async def _closed(bot: BotDriver) -> str:
    return await bot.close(VERA, DISCORD_MODERATORS)
