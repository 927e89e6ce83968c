"""What a platform has to say to all moderators."""

from bot.domain.message import say
from tests.services.conftest import VERA, Play
from tests.support.bot import BotDriver
from tests.support.plans import DISCORD_MODERATORS, MATRIX_MODERATORS, MATRIX_ROOM, elsewhere, plan

NOTICE = say("saving-goes-on")
WORDS = "The bot saves again"


async def test_each_moderators_room_once_however_many_meetings_share_it(play: Play) -> None:
    async with play(plan(), plan("workshop")) as bot:
        for _ in range(2):
            await bot.app.command_service.warn(NOTICE, "matrix/odd")
        await bot.settled()
        for room in (DISCORD_MODERATORS, MATRIX_MODERATORS):
            assert [WORDS in text for text in bot.texts(room)].count(True) == 1
        assert not [text for text in bot.texts(MATRIX_ROOM) if WORDS in text]


async def test_another_key_is_another_warning(played: BotDriver) -> None:
    for key in ("one", "two"):
        await played.app.command_service.warn(NOTICE, key)
    await played.settled()
    assert [WORDS in text for text in played.texts(MATRIX_MODERATORS)].count(True) == 2


async def test_meetings_that_are_over_are_left_in_peace(play: Play) -> None:
    over = elsewhere(plan("over"))
    async with play(plan(), over) as bot:
        room = next(place for place in over.moderators_rooms if place.platform == "discord")
        bot.fakes["discord"].moderators.add((VERA, room))
        await bot.say(VERA, "open", room)
        await bot.close(VERA, room)
        await bot.app.command_service.warn(NOTICE, "matrix/odd")
        await bot.settled()
        assert not [text for text in bot.texts(room) if WORDS in text]
        assert [text for text in bot.texts(DISCORD_MODERATORS) if WORDS in text]
