"""A group in which a working group has begun."""

import pytest

from bot.domain.identity import Identity, Place
from bot.domain.meeting.state import Meeting
from tests.services.conftest import ANA
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import InMemoryPlatform

GROUP = "group/roundtable"
WORKING = f"{GROUP}/1"
NEW = "wg new Data protection | Comment on the draft law by June"


async def meeting(bot: BotDriver, id: str = WORKING) -> Meeting:
    return (await bot.store.read(lambda tx: bot.app.repository.load(tx, id))).meeting


async def sure(bot: BotDriver, who: Identity, words: str, place: Place | None = None) -> str:
    """Said, and then confirmed by the press that is offered."""
    asked = await bot.say(who, words, place)
    (choice,) = list(bot.fakes[who.platform].shown[f"@{who}"].values())[-1].choices
    answer = await bot.press(who, choice.token, place)
    await bot.move(0)
    return f"{asked}\n{answer}"


def room(fake: InMemoryPlatform, number: int = 1) -> Place:
    """The room of a working group."""
    return fake.channels[f"roundtable/{number}"]


@pytest.fixture
async def working(after: BotDriver) -> BotDriver:
    """Ana (Discord) has begun one, and coordinates it."""
    await sure(after, ANA, NEW)
    return after
