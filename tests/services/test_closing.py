"""The end of a meeting: moderators see what it came to, and nobody who waited is left without a word."""

from bot.domain.identity import Place
from bot.ports.platform import Undeliverable
from tests.services.conftest import ANA, LI, SAM, VERA
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_MODERATORS, MATRIX_ROOM


async def test_those_who_still_wait_are_counted_before_and_asked_for_their_point_after(
    debating: BotDriver,
) -> None:
    await debating.say(ANA, "join", DISCORD_ROOM)
    await debating.say(LI, "join", MATRIX_ROOM)
    assert "2 people are still waiting" in await debating.say(VERA, "close", DISCORD_MODERATORS)
    await debating.move(2)
    await debating.say(VERA, "close", DISCORD_MODERATORS)
    for who in (ANA, LI):
        assert "Please give your point in writing" in debating.texts(who)[-1]
    assert any("2 people were still waiting" in text for text in debating.texts(MATRIX_MODERATORS))


async def test_the_final_balance_goes_to_the_moderators_alone(debating: BotDriver) -> None:
    await debating.say(ANA, "join", DISCORD_ROOM)
    await debating.say(ANA, "identify cs", DISCORD_ROOM)
    await debating.say(VERA, "next", DISCORD_MODERATORS)
    assert "Nobody is waiting" in await debating.say(VERA, "close", DISCORD_MODERATORS)
    await debating.move(2)
    await debating.say(VERA, "close", DISCORD_MODERATORS)
    for room, told in ((DISCORD_MODERATORS, 1), (MATRIX_MODERATORS, 1), (DISCORD_ROOM, 0), (MATRIX_ROOM, 0)):
        assert sum("Civil Society: one turn" in text for text in debating.texts(room)) == told


async def closed_without_channel(bot: BotDriver, discord: InMemoryPlatform) -> None:
    """Discord refuses to make a channel."""
    discord.refusals["channel"] = [Undeliverable("no permission")]
    await bot.say(ANA, "stay", DISCORD_ROOM)
    await bot.close(VERA, DISCORD_MODERATORS)
    assert discord.channels == {}
    assert sum("could not be opened" in text for text in bot.texts(DISCORD_MODERATORS)) == 1
    assert any("beside Discord" in text for text in bot.texts(MATRIX_MODERATORS)), "the room is named"


async def test_a_channel_that_failed_is_tried_again_when_a_moderator_says_so(
    debating: BotDriver, discord: InMemoryPlatform
) -> None:
    await closed_without_channel(debating, discord)
    await debating.say(VERA, "retry", DISCORD_MODERATORS)
    (place,) = discord.channels.values()
    assert ANA in discord.inside[place]


async def test_a_channel_that_failed_is_tried_again_at_the_next_stay_and_opened_once(
    debating: BotDriver, discord: InMemoryPlatform, matrix: InMemoryPlatform
) -> None:
    await closed_without_channel(debating, discord)
    await debating.say(SAM, "stay", MATRIX_ROOM)
    (place,) = discord.channels.values()
    assert ANA in discord.inside[place]
    await debating.say(VERA, "retry", DISCORD_MODERATORS)
    assert len(matrix.channels) == 1
    assert len(welcomes(debating, place)) == 1


def welcomes(bot: BotDriver, place: Place) -> list[str]:
    return [text for text in bot.texts(place) if "Next steps" in text]


async def test_a_second_failure_is_told_too(debating: BotDriver, discord: InMemoryPlatform) -> None:
    await closed_without_channel(debating, discord)
    await debating.move(3600)
    discord.refusals["channel"] = [Undeliverable("no permission")]
    await debating.say(VERA, "retry", DISCORD_MODERATORS)
    assert sum("could not be opened" in text for text in debating.texts(DISCORD_MODERATORS)) == 2
