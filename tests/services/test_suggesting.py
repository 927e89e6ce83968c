"""Who is offered what while they type."""

import pytest

from bot.domain.identity import Identity, Place
from bot.ports.platform import ChosenRequest, Invocation, TryLater
from tests.services.conftest import ANA, BEN, VERA
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM


async def offers(
    bot: BotDriver,
    who: Identity,
    command: str,
    parameter: str,
    typed: str = "",
    place: Place = DISCORD_MODERATORS,
) -> list[tuple[str, str]]:
    asked = ChosenRequest(command, {parameter: typed})
    partial = Invocation("x", who, who.id.title(), place, False, asked, bot.clock.now())
    offered = await bot.app.command_service.suggest(partial, parameter)
    return [(each.label, each.value) for each in offered]


@pytest.fixture
async def queued(debating: BotDriver) -> BotDriver:
    for who, line in ((ANA, "join"), (ANA, "id cs"), (BEN, "join"), (BEN, "name Ana")):
        await debating.say(who, line, DISCORD_ROOM)
    return debating


async def test_moderators_choose_from_those_who_wait(queued: BotDriver) -> None:
    offered = await offers(queued, VERA, "remove", "who")
    assert offered == [("Ana (Civil Society)", "guest 2"), ("Ana (2) (not stated)", "guest 3")]
    assert await offers(queued, VERA, "why", "who", "ana") == offered
    assert "Ana (2)" in await queued.say(VERA, f"remove {offered[1][1]}", DISCORD_MODERATORS)
    assert await offers(queued, VERA, "remove", "who") == offered[:1]
    assert len(await offers(queued, VERA, "pick", "who", "guest")) == 3


@pytest.mark.parametrize("command", ["why", "remove", "pick", "regroup"])
async def test_nobody_else_learns_a_name_so(queued: BotDriver, command: str) -> None:
    assert await offers(queued, ANA, command, "who", "", DISCORD_ROOM) == []
    assert await offers(queued, Identity("discord", "eve"), command, "who", "", DISCORD_ROOM) == []


async def test_a_moderator_is_asked_about_once_in_a_while(
    queued: BotDriver, discord: InMemoryPlatform
) -> None:
    assert await offers(queued, VERA, "remove", "who")
    discord.moderators.clear()
    assert await offers(queued, VERA, "remove", "who")
    await queued.move(31)
    assert await offers(queued, VERA, "remove", "who") == []


async def test_while_rights_cannot_be_told_nobody_is_named(
    queued: BotDriver, discord: InMemoryPlatform
) -> None:
    discord.refusals["rights"] = [TryLater("away")]
    assert await offers(queued, VERA, "remove", "who") == []
    assert await offers(queued, VERA, "remove", "who")


async def test_speakers_and_codes_are_for_everyone(queued: BotDriver) -> None:
    assert await offers(queued, ANA, "speaker", "who", "bo", DISCORD_ROOM) == [("Bo Ek", "Bo Ek")]
    assert await offers(queued, ANA, "identify", "codes", "civ", DISCORD_ROOM) == [("Civil Society", "cs")]


@pytest.mark.parametrize(
    ("command", "parameter"), [("nonsense", "who"), ("remove", "nonsense"), ("join", "text")]
)
async def test_where_there_is_no_choice_nothing_is_offered(
    queued: BotDriver, command: str, parameter: str
) -> None:
    assert await offers(queued, VERA, command, parameter) == []
    assert await offers(queued, VERA, "remove", "who", "", Place("discord", "elsewhere")) == []
