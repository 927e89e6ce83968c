"""Whoever points at an account finds only those who take part by it openly."""

import pytest

from bot.domain.identity import Identity
from bot.ports.platform import ChosenRequest, Invocation, Pointed
from tests.services.conftest import ANA, BEN, VERA
from tests.support.bot import BotDriver
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM

UNKNOWN = "Nobody goes by that account here, so nothing changed."


async def put_out(bot: BotDriver, on: Identity) -> str:
    """The answer to a moderator who puts that account's person out of the queue."""
    request, cause = ChosenRequest("remove", {"who": f"<@{on.id}>"}), f"discord:{on.id}-pointed"
    now, target = bot.clock.now(), Pointed(on)
    invocation = Invocation(cause, VERA, "Vera", DISCORD_MODERATORS, False, request, now, target=target)
    await bot.app.command_service.handle(invocation)
    await bot.settled()
    return bot.answer(VERA, cause)


@pytest.fixture
async def linked(debating: BotDriver) -> BotDriver:
    """Ana waits under her own name; her second account, ben, was never seen in a room."""
    await debating.say(ANA, "join", DISCORD_ROOM)
    code = (await debating.say(BEN, "link")).split(" is ")[1].split(".")[0]
    await debating.say(ANA, f"link {code}")
    await debating.say(BEN, "link yes")
    return debating


async def test_an_account_that_was_seen_is_found(linked: BotDriver) -> None:
    assert (await put_out(linked, ANA)).startswith("Out of the queue: Ana")


async def test_an_account_that_was_never_seen_is_not_tied_to_the_other_one(linked: BotDriver) -> None:
    strangers = await put_out(linked, Identity("discord", "zoe"))
    assert strangers.startswith(UNKNOWN)
    assert await put_out(linked, BEN) == strangers
    assert "Ana" in await linked.say(VERA, "queue", DISCORD_MODERATORS)
