"""Somebody takes no private messages: they are told where they are seen, and those who call them too."""

import pytest

from bot.domain.identity import Identity
from bot.ports.platform import ChatClosed, Undeliverable
from tests.services.conftest import ANA, BEN, LI, VERA
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_MODERATORS, MATRIX_ROOM

CLOSED, HERE = "cannot be written to in private", "I cannot write to you in private"
MODERATORS = (DISCORD_MODERATORS, MATRIX_MODERATORS)
ROOMS = (DISCORD_ROOM, MATRIX_ROOM)


def close(platform: InMemoryPlatform, who: Identity, problem: type[Undeliverable] = ChatClosed) -> None:
    platform.refusals[f"@{who}"] = [problem("no private messages") for _ in range(99)]


def moderators_read(bot: BotDriver) -> list[list[str]]:
    return [[text for text in bot.texts(room) if CLOSED in text] for room in MODERATORS]


def rooms_read(bot: BotDriver) -> list[list[str]]:
    return [[text for text in bot.texts(room) if HERE in text] for room in ROOMS]


async def test_moderators_are_told_once_when_it_matters_and_the_person_where_they_are_seen(
    debating: BotDriver, discord: InMemoryPlatform
) -> None:
    for who in (ANA, BEN):
        await debating.say(who, "join", DISCORD_ROOM)
    close(discord, BEN)
    await debating.say(VERA, "next", DISCORD_MODERATORS)
    [text], [same] = moderators_read(debating)
    assert text == same
    assert text.startswith("Ben cannot be written to in private on Discord")
    [yours], elsewhere = rooms_read(debating)
    assert yours.startswith("Ben: I cannot write")
    assert "allow direct messages" in yours
    assert elsewhere == []
    [shown] = [shown for shown in discord.shown[str(DISCORD_ROOM)].values() if HERE in shown.text]
    assert shown.pings == {BEN}
    await debating.move(10)
    await debating.say(VERA, "next", DISCORD_MODERATORS)
    assert [len(texts) for texts in (*moderators_read(debating), *rooms_read(debating))] == [1, 1, 1, 0]


async def test_an_answer_that_cannot_be_given_is_told_where_it_was_asked(
    debating: BotDriver, matrix: InMemoryPlatform
) -> None:
    close(matrix, LI)
    for _ in range(2):
        await debating.give(LI, "position", MATRIX_ROOM)
        await debating.settled()
        assert rooms_read(debating)[1] == [], "who only asks takes no part"
    for command in ("join", "position"):
        await debating.give(LI, command, MATRIX_ROOM)
        await debating.settled()
    elsewhere, [yours] = rooms_read(debating)
    assert elsewhere == []
    assert "start a direct chat with me" in yours
    assert moderators_read(debating) == [[], []], "nobody calls them"


@pytest.mark.parametrize("name", ["name guest", "name Lina"])
async def test_under_another_name_only_the_moderators_see_it(
    debating: BotDriver, discord: InMemoryPlatform, name: str
) -> None:
    await debating.say(BEN, name, DISCORD_ROOM)
    close(discord, BEN)
    await debating.give(BEN, "join", DISCORD_ROOM)
    await debating.say(VERA, "next", DISCORD_MODERATORS)
    assert rooms_read(debating) == [[], []]
    assert [len(texts) for texts in moderators_read(debating)] == [1, 1]
    assert "Ben" not in moderators_read(debating)[0][0]


async def test_whoever_was_seen_in_no_room_is_shown_in_none(
    debating: BotDriver, discord: InMemoryPlatform
) -> None:
    close(discord, ANA)
    await debating.give(ANA, "join")
    await debating.say(VERA, "next", DISCORD_MODERATORS)
    assert rooms_read(debating) == [[], []]
    assert [len(texts) for texts in moderators_read(debating)] == [1, 1]


async def test_what_failed_for_another_reason_is_no_closed_chat(
    debating: BotDriver, discord: InMemoryPlatform
) -> None:
    close(discord, ANA, Undeliverable)
    await debating.give(ANA, "join", DISCORD_ROOM)
    await debating.say(VERA, "next", DISCORD_MODERATORS)
    assert (rooms_read(debating), moderators_read(debating)) == ([[], []], [[], []])


async def test_when_the_meeting_is_over_nobody_is_told(
    debating: BotDriver, discord: InMemoryPlatform
) -> None:
    for who in (ANA, BEN):
        await debating.say(who, "join", DISCORD_ROOM)
    close(discord, BEN)
    await debating.close(VERA, DISCORD_MODERATORS)
    assert (rooms_read(debating), moderators_read(debating)) == ([[], []], [[], []])
