"""A platform that lets the bot open no other chat just now: the answers follow, and the room knows of it."""

from bot.ports.platform import ChatLater
from tests.services.conftest import LI, SAM
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import MATRIX_ROOM

TEXT = (
    "More people have asked here than I can open private chats with at once. "
    "I will write to each as soon as I can. Please accept the invitation then."
)


def told(bot: BotDriver) -> int:
    return bot.texts(MATRIX_ROOM).count(TEXT)


async def test_the_answers_follow_and_the_room_is_told_once(
    debating: BotDriver, matrix: InMemoryPlatform
) -> None:
    for who in (LI, SAM):
        matrix.refusals[f"@{who}"] = [ChatLater("not now", 60), ChatLater("not now", 60)]
        await debating.give(who, "agenda", MATRIX_ROOM)
        await debating.settled()
    assert (told(debating), debating.texts(LI), debating.texts(SAM)) == (1, [], [])
    await debating.move(120)
    await debating.move(240)
    assert ["Debate" in debating.texts(who)[0] for who in (LI, SAM)] == [True, True]
    assert told(debating) == 1


async def test_what_was_asked_in_private_is_not_told_of(
    debating: BotDriver, matrix: InMemoryPlatform
) -> None:
    matrix.refusals[f"@{LI}"] = [ChatLater("not now", 60)]
    await debating.give(LI, "agenda")
    await debating.settled()
    assert told(debating) == 0
    await debating.move(120)
    assert "Debate" in debating.texts(LI)[0]
