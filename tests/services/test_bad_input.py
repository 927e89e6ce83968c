"""Whatever cannot be done is answered clearly and changes nothing."""

import pytest

from bot.domain.identity import Identity, Place
from tests.services.conftest import ANA, IVO, VERA
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM

EVE = Identity("discord", "eve")
MISTAKES: tuple[tuple[Identity, str, Place | None, str], ...] = (
    (EVE, "jion", DISCORD_ROOM, "Did you mean this?\n/join [reply|point-of-order] [TEXT]"),
    (EVE, "xyzzy", DISCORD_ROOM, "I do not know that command."),
    (EVE, "", None, "I do not know that command"),
    (ANA, "identify govt", DISCORD_ROOM, '"govt" is not one of the groups. Did you mean Government?'),
    (ANA, "identify mars", DISCORD_ROOM, '"mars" is not one of the groups. Nothing was changed.'),
    (ANA, "identify cs ps", DISCORD_ROOM, "Civil Society and Private Sector exclude each other"),
    (ANA, "join", DISCORD_ROOM, "You are in the queue already"),
    (EVE, "withdraw", DISCORD_ROOM, "You are not in the queue."),
    (EVE, "next", DISCORD_ROOM, "/next is for the meeting's moderators, so nothing changed"),
    (EVE, "done", DISCORD_ROOM, "You do not have the floor"),
    (EVE, "name Guest 1", DISCORD_ROOM, "given by the bot alone"),
    (VERA, "phase", DISCORD_MODERATORS, "Something is missing"),
    (
        VERA,
        "phase sideways",
        DISCORD_MODERATORS,
        "Please use one of next, previous, extend, pause, and resume.",
    ),
    (VERA, "phase extend soon", DISCORD_MODERATORS, "Please say how long"),
    (VERA, "phase extend 4h", DISCORD_MODERATORS, "from a second to three hours"),
    (VERA, "open", DISCORD_MODERATORS, "The meeting is open already"),
    (VERA, "start", DISCORD_MODERATORS, "The meeting has started already"),
    (VERA, "w cs xx", DISCORD_MODERATORS, '"xx" is not one of the groups'),
    (VERA, "meeting nowhere", None, "Which meeting is this about?"),
    (EVE, "join", Place("discord", "elsewhere"), "No meeting belongs to this room"),
)
"""Who types what where, and what they are told."""


@pytest.fixture
async def waiting(debating: BotDriver) -> BotDriver:
    """Ana waits."""
    await debating.say(ANA, "join", DISCORD_ROOM)
    return debating


async def test_each_mistake(waiting: BotDriver) -> None:
    head = await waiting.head()
    for who, text, place, answer in MISTAKES:
        assert answer in await waiting.say(who, text, place), text
        assert await waiting.head() == head, text


async def test_next_on_an_empty_queue(debating: BotDriver) -> None:
    head = await debating.head()
    assert "Nobody is waiting, so nothing changed" in await debating.say(IVO, "next")
    assert await debating.head() == head


async def test_power_in_a_direct_chat_alone_gives_nothing(
    waiting: BotDriver, discord: InMemoryPlatform
) -> None:
    discord.moderators.add((EVE, Place("discord", "@eve")))
    head = await waiting.head()
    for command in ("next", "close", "phase next", "w cs"):
        assert "is for the meeting's moderators" in await waiting.say(EVE, command)
    assert await waiting.head() == head


async def test_that_something_cannot_be_read_is_said_in_the_room_once_an_hour(opened: BotDriver) -> None:
    service, there = opened.app.command_service, ["I could not read an encrypted message here"]
    for number, who in enumerate((EVE, ANA, EVE)):
        await service.unreadable(f"discord:{number}", who, DISCORD_ROOM)
    await service.unreadable("discord:chat", EVE, Place("discord", "@eve"))
    await opened.settled()
    assert said_unread(opened, DISCORD_ROOM) == there
    assert said_unread(opened, DISCORD_MODERATORS) == []
    await opened.move(3600)
    await service.unreadable("discord:later", ANA, DISCORD_ROOM)
    await opened.settled()
    assert said_unread(opened, DISCORD_ROOM) == there * 2


def said_unread(opened: BotDriver, place: Place) -> list[str]:
    return [text.partition(",")[0] for text in opened.texts(place) if "could not read" in text]


async def test_a_message_that_cannot_be_read_is_answered_once(opened: BotDriver) -> None:
    for _ in range(2):
        await opened.app.command_service.unreadable("discord:9", EVE, DISCORD_ROOM)
    await opened.settled()
    assert ["I could not read your message" in text for text in opened.texts(EVE)] == [True]
