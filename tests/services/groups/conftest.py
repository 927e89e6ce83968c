"""A meeting that has closed, and the group that goes on after it."""

from collections.abc import AsyncIterator

import pytest

from tests.services.conftest import ANA, IVO, LI, VERA, Play, debate
from tests.support.bot import BotDriver
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_ROOM


@pytest.fixture
async def after(play: Play) -> AsyncIterator[BotDriver]:
    """Vera (Discord) and Ivo (Matrix) coordinate, Ana (Discord) and Li (Matrix) stay."""
    async with play() as bot:
        await meet(bot)
        yield bot


async def meet(bot: BotDriver) -> None:
    """A meeting from its opening to its close."""
    await bot.say(VERA, "open", DISCORD_MODERATORS)
    await debate(bot)
    await bot.say(IVO, "phase pause", MATRIX_ROOM)
    await bot.say(ANA, "identify cs", DISCORD_ROOM)
    await bot.say(ANA, "stay", DISCORD_ROOM)
    await bot.say(LI, "stay", MATRIX_ROOM)
    await bot.close(VERA, DISCORD_MODERATORS)
