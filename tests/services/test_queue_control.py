"""A moderator's words after `join` mean somebody; whether one moderates is looked up for that alone."""

from tests.services.conftest import ANA, IVO, LI, VERA
from tests.support.bot import BotDriver
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_ROOM


async def test_somebody_is_queued_by_name_and_by_mention(debating: BotDriver) -> None:
    for who, room in ((ANA, DISCORD_ROOM), (LI, MATRIX_ROOM)):
        await debating.say(who, "identify cs", room)
    assert "In the queue: Li" in await debating.say(IVO, "q+ li", MATRIX_ROOM)
    assert "In the queue: Ana" in await debating.say(VERA, "join <@ana>", DISCORD_MODERATORS)
    assert "put you in the queue" in debating.texts(LI)[-1]
    assert "I know nobody here" in await debating.say(VERA, "q+ zoe", DISCORD_MODERATORS)
    assert "read your words aloud" in await debating.say(ANA, "join zoe", DISCORD_ROOM)


async def test_only_moderators_close_the_queue_and_the_rooms_are_told(debating: BotDriver) -> None:
    assert "for the meeting's moderators" in await debating.say(ANA, "queue close", DISCORD_ROOM)
    await debating.say(IVO, "queue close", MATRIX_ROOM)
    assert any("The queue is closed: no new hands" in text for text in debating.texts(DISCORD_ROOM))
    assert "queue is closed" in await debating.say(ANA, "join", DISCORD_ROOM)
    assert "The queue is closed" in debating.texts(MATRIX_ROOM)[-1], "the board says so"
