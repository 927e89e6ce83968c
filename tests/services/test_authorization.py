"""Power counts in the meeting's own rooms, or by name in its file; nowhere else."""

import pytest

from bot.domain.changing import replace
from bot.domain.identity import Identity, Place
from bot.ports.platform import TryLater, Undeliverable
from tests.services.conftest import LI, VERA, Play
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_ROOM, plan

EVE = Identity("discord", "eve")
FOREIGN = Place("discord", "elsewhere")


@pytest.mark.parametrize("place", [FOREIGN, Place("discord", "@eve"), MATRIX_ROOM])
async def test_power_elsewhere_is_none(opened: BotDriver, discord: InMemoryPlatform, place: Place) -> None:
    discord.moderators.add((EVE, place))
    for where in (DISCORD_ROOM, None):
        assert "is for the meeting's moderators" in await opened.say(EVE, "start", where)
    assert "You moderate" not in await opened.say(EVE, "whoami")


@pytest.mark.parametrize("place", [DISCORD_ROOM, DISCORD_MODERATORS])
async def test_power_in_a_room_counts_from_everywhere(
    opened: BotDriver, discord: InMemoryPlatform, place: Place
) -> None:
    discord.moderators.add((EVE, place))
    assert "The first phase has started" in await opened.say(EVE, "start")


async def test_power_that_was_taken_away_is_gone(opened: BotDriver, discord: InMemoryPlatform) -> None:
    discord.moderators.clear()
    assert "is for the meeting's moderators" in await opened.say(VERA, "start", DISCORD_MODERATORS)


async def test_accounts_in_the_file_moderate_from_everywhere(play: Play) -> None:
    async with play(replace(plan(), moderators=(EVE,))) as bot:
        assert "The meeting is open" in await bot.say(EVE, "open")
        assert "The first phase has started" in await bot.say(EVE, "start", DISCORD_ROOM)


async def test_a_namesake_on_another_platform_is_somebody_else(play: Play) -> None:
    async with play(replace(plan(), moderators=(EVE,))) as bot:
        answer = await bot.say(Identity("matrix", "eve"), "open", MATRIX_ROOM)
        assert "is for the meeting's moderators" in answer


async def test_a_platform_that_does_not_answer(opened: BotDriver, discord: InMemoryPlatform) -> None:
    head = await opened.head()
    discord.refusals["rights"] = [TryLater("away")]
    answer = await opened.say(VERA, "start", DISCORD_MODERATORS)
    assert "could not find out just now whether you moderate" in answer
    assert await opened.head() == head
    assert "The first phase has started" in await opened.say(VERA, "start", DISCORD_MODERATORS)


async def test_what_everyone_may_ask_is_answered_though_rights_cannot_be_told(
    opened: BotDriver, discord: InMemoryPlatform
) -> None:
    discord.refusals["rights"] = [TryLater("away")]
    answer = await opened.say(VERA, "whoami", DISCORD_MODERATORS)
    assert "could not find out" not in answer
    assert "You moderate" not in answer


async def test_a_moderators_room_that_is_gone_gives_no_power(
    opened: BotDriver, matrix: InMemoryPlatform
) -> None:
    matrix.refusals["rights"] = [Undeliverable("no such room") for _ in range(3)]
    assert "is for the meeting's moderators" in await opened.say(LI, "start", MATRIX_ROOM)
    matrix.moderators.add((LI, MATRIX_ROOM))
    assert "The first phase has started" in await opened.say(LI, "start", MATRIX_ROOM)
