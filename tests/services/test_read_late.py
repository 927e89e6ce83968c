"""What was sent long before it is read counts for the turn that ran when it was sent."""

from datetime import timedelta

from bot.ports.platform import Invocation, TypedRequest
from tests.services.conftest import ANA, BEN, VERA
from tests.support.bot import BotDriver
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM


async def test_two_next_of_an_outage_give_one_turn(debating: BotDriver) -> None:
    for who in (ANA, BEN):
        await debating.say(who, "join", DISCORD_ROOM)
    await debating.move(60)
    for number, who in enumerate((VERA, VERA)):
        sent = debating.clock.now() - timedelta(seconds=40 - 20 * number)
        late = Invocation(
            f"discord:late{number}", who, "V", DISCORD_MODERATORS, False, TypedRequest("next"), sent
        )
        await debating.app.command_service.handle(late)
        await debating.settled()
        await debating.move(5)
    texts = debating.texts(VERA)
    assert any("Already done" in text for text in texts[-2:]), texts
    assert "Already done" not in await debating.say(VERA, "next", DISCORD_MODERATORS)
