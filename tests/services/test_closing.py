"""The end of a meeting: moderators see what it came to, and nobody who waited is left without a word."""

from tests.services.conftest import ANA, LI, VERA
from tests.support.bot import BotDriver
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_MODERATORS, MATRIX_ROOM


async def test_those_who_still_wait_are_counted_before_and_asked_for_their_point_after(
    debating: BotDriver,
) -> None:
    await debating.say(ANA, "join", DISCORD_ROOM)
    await debating.say(LI, "join", MATRIX_ROOM)
    assert "2 people are still waiting" in await debating.say(VERA, "close", DISCORD_MODERATORS)
    await debating.say(VERA, "close", DISCORD_MODERATORS)
    for who in (ANA, LI):
        assert "Please give your point in writing" in debating.texts(who)[-1]
    assert any("2 people were still waiting" in text for text in debating.texts(MATRIX_MODERATORS))


async def test_the_final_balance_goes_to_the_moderators_alone(debating: BotDriver) -> None:
    await debating.say(ANA, "join", DISCORD_ROOM)
    await debating.say(ANA, "identify cs", DISCORD_ROOM)
    await debating.say(VERA, "next", DISCORD_MODERATORS)
    assert "Nobody is waiting" in await debating.say(VERA, "close", DISCORD_MODERATORS)
    await debating.say(VERA, "close", DISCORD_MODERATORS)
    for room, told in ((DISCORD_MODERATORS, 1), (MATRIX_MODERATORS, 1), (DISCORD_ROOM, 0), (MATRIX_ROOM, 0)):
        assert sum("Civil Society: one turn" in text for text in debating.texts(room)) == told
