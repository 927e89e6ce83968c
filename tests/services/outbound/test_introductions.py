"""Whoever raises a hand is written to in private soon after, so that closed messages are noticed in time."""

import pytest

from bot.domain.identity import Identity
from bot.ports.platform import ChatClosed
from tests.services.conftest import ANA, BEN, LI
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_ROOM

WORDS, HERE = "I tell you here when you are next", "I cannot write to you in private"


@pytest.fixture
def fakes(fakes: tuple[InMemoryPlatform, InMemoryPlatform]) -> tuple[InMemoryPlatform, InMemoryPlatform]:
    fakes[0].may_close_chats = True
    return fakes


def introduced(bot: BotDriver, who: Identity) -> int:
    return sum(WORDS in text for text in bot.texts(who))


async def test_each_account_once_however_often_it_joins(debating: BotDriver) -> None:
    for who, room in ((ANA, DISCORD_ROOM), (LI, MATRIX_ROOM)):
        await debating.say(who, "join", room)
    await debating.move(19)
    assert introduced(debating, ANA) == 0
    await debating.move(1)
    assert introduced(debating, ANA) == 1
    await debating.say(ANA, "withdraw", DISCORD_ROOM)
    await debating.say(ANA, "join", DISCORD_ROOM)
    await debating.move(60)
    assert (introduced(debating, ANA), introduced(debating, LI)) == (1, 0), (
        "on Matrix the answer was in a chat"
    )


async def test_whoever_is_out_again_or_writes_in_private_is_left_alone(debating: BotDriver) -> None:
    await debating.say(ANA, "join", DISCORD_ROOM)
    await debating.say(ANA, "withdraw", DISCORD_ROOM)
    await debating.say(BEN, "join")
    await debating.move(60)
    assert (introduced(debating, ANA), introduced(debating, BEN)) == (0, 0)


async def test_closed_messages_are_noticed_before_anybody_is_called(
    debating: BotDriver, discord: InMemoryPlatform
) -> None:
    for who in (ANA, BEN):
        await debating.say(who, "join", DISCORD_ROOM)
    discord.refusals[f"@{BEN}"] = [ChatClosed("no private messages")]
    await debating.move(30)
    [told] = [text for text in debating.texts(DISCORD_ROOM) if HERE in text]
    assert told.startswith("Ben: ")
    assert "when you have the floor, it is said here" in told
    assert not any("cannot be written to" in text for text in debating.texts(DISCORD_MODERATORS))


async def test_a_rush_is_written_to_one_after_another(debating: BotDriver) -> None:
    people = [Identity("discord", f"person{number}") for number in range(30)]
    for who in people:
        await debating.say(who, "join", DISCORD_ROOM)
    told = list[int]()
    for _ in range(40):
        await debating.move(6)
        told.append(sum(introduced(debating, who) for who in people))
    assert told[-1] == 30
    assert max(after - before for before, after in zip([0, *told], told, strict=False)) == 1
