"""What others get to see of somebody, and what the log gets to see of anybody."""

import logging

import pytest

from bot.domain.identity import Identity, Place
from bot.ports.platform import TryLater, Undeliverable
from tests.services.conftest import ANA, IVO, LI, VERA
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_MODERATORS, MATRIX_ROOM

ROOMS = (DISCORD_ROOM, MATRIX_ROOM)
EVERYWHERE = (*ROOMS, DISCORD_MODERATORS, MATRIX_MODERATORS)
ZOE = Identity("matrix", "zoehandle")


async def speak(bot: BotDriver, who: Identity) -> None:
    """They get the floor, are warned, finish; the call is taken back, and they withdraw."""
    await bot.say(IVO, "next", MATRIX_ROOM)
    await bot.move(95)
    await bot.move(30)
    await bot.say(who, "done")
    await bot.say(VERA, "undo", DISCORD_MODERATORS)


def shown(bot: BotDriver, *places: Place) -> str:
    return "\n".join(text for place in places for text in bot.texts(place)).casefold()


def pinged(fakes: tuple[InMemoryPlatform, InMemoryPlatform]) -> set[Identity]:
    return {
        who
        for fake in fakes
        for place in EVERYWHERE
        for message in fake.shown[str(place)].values()
        for who in message.pings
    }


async def test_who_acts_in_a_direct_chat_alone_is_a_number(
    debating: BotDriver, fakes: tuple[InMemoryPlatform, InMemoryPlatform]
) -> None:
    for command in ("join my own words", "identify cs af", "stay"):
        await debating.say(ZOE, command)
    await speak(debating, ZOE)
    assert "guest 2 (civil society) has the floor" in shown(debating, DISCORD_ROOM)
    assert "zoe" not in shown(debating, *EVERYWHERE)
    assert ZOE not in pinged(fakes)


async def test_a_chosen_name_is_not_tied_to_a_handle(
    debating: BotDriver, fakes: tuple[InMemoryPlatform, InMemoryPlatform]
) -> None:
    await debating.say(ANA, "join", DISCORD_ROOM)
    await debating.say(ANA, "name Robin", DISCORD_ROOM)
    await speak(debating, ANA)
    assert "robin (not stated) has the floor" in shown(debating, DISCORD_ROOM)
    assert ANA not in pinged(fakes)


async def test_a_name_of_the_platform_is_mentioned(
    debating: BotDriver, fakes: tuple[InMemoryPlatform, InMemoryPlatform]
) -> None:
    await debating.say(ANA, "join", DISCORD_ROOM)
    await speak(debating, ANA)
    assert ANA in pinged(fakes)


async def test_region_and_attendance_stay_out_of_the_rooms(debating: BotDriver) -> None:
    await debating.say(LI, "join", MATRIX_ROOM)
    await debating.say(LI, "identify cs af", MATRIX_ROOM)
    await debating.say(VERA, "w ps ap", DISCORD_MODERATORS)
    await speak(debating, LI)
    await debating.say(IVO, "next", MATRIX_ROOM)
    said = shown(debating, *ROOMS).replace("af african group, ap asia-pacific group", "")
    assert "li (civil society)" in said
    assert not [word for word in ("african", "asia", "remote", "in the hall") if word in said]


async def test_nobody_is_asked_to_type_their_groups_where_others_can_read_them(opened: BotDriver) -> None:
    on_discord, on_matrix = (opened.texts(room)[0] for room in ROOMS)
    assert "identify" not in on_discord + on_matrix
    assert "guest" not in on_discord + on_matrix
    answer = await opened.say(LI, "join", MATRIX_ROOM)
    assert "Stakeholder group?" in answer
    assert "Civil Society" in opened.fakes["matrix"].choices(LI)
    assert "Civil Society" not in opened.fakes["matrix"].choices(MATRIX_ROOM)


async def test_the_log_knows_nobody(
    debating: BotDriver, discord: InMemoryPlatform, matrix: InMemoryPlatform, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    names = ("zoehandle", "secretname", "pangolin", "vera")
    for fake in (discord, matrix):
        fake.failures = [RuntimeError("zoehandle said pangolin"), TryLater("away"), Undeliverable("no")]
    for who, text, place in (
        (ZOE, "name Secretname", None),
        (ZOE, "join pangolin", None),
        (ZOE, "identify pangolin", None),
        (VERA, "next", DISCORD_MODERATORS),
        (VERA, "pangolin", DISCORD_MODERATORS),
    ):
        await debating.give(who, text, place)
    matrix.refusals["rights"] = [RuntimeError("zoehandle said pangolin")]
    await debating.give(ZOE, "next")
    for _ in range(12):
        await debating.move(60)
    await debating.close(VERA, DISCORD_MODERATORS)
    assert "a command failed" in caplog.text
    assert caplog.text.count("RedactedError: RuntimeError") == 3
    assert not [name for name in names if name in caplog.text.casefold()]
