"""A rehearsal is seen by the moderators alone, and leaves nothing."""

from bot.domain.identity import Identity
from tests.services.conftest import IVO, VERA
from tests.support.bot import BotDriver
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_MODERATORS, MATRIX_ROOM

ANA = Identity("discord", "ana")


async def test_a_rehearsal_leaves_nothing(played: BotDriver) -> None:
    head = await played.head()
    assert "stands in the moderators' rooms" in await played.say(VERA, "rehearse", DISCORD_MODERATORS)
    assert await played.head() == head
    assert played.texts(DISCORD_ROOM) == played.texts(MATRIX_ROOM) == []
    for place in (DISCORD_MODERATORS, MATRIX_MODERATORS):
        told = played.texts(place)
        assert len(told) == 7
        assert all("ehearsal" in text for text in told)
        groups = [text.split("(")[1].split(")")[0] for text in told[1:6]]
        assert groups[:3] == ["Civil Society", "Private Sector", "Government"]
    assert "The meeting is open" in await played.say(VERA, "open", DISCORD_MODERATORS)
    assert "Nobody is waiting" in await played.say(VERA, "queue", DISCORD_MODERATORS)


async def test_a_rehearsal_in_a_meeting_changes_nothing_of_it(played: BotDriver) -> None:
    await played.say(VERA, "open", DISCORD_MODERATORS)
    await played.say(ANA, "join", DISCORD_ROOM)
    before = await played.say(IVO, "queue", MATRIX_ROOM)
    await played.say(IVO, "rehearse", MATRIX_ROOM)
    assert await played.say(IVO, "queue", MATRIX_ROOM) == before


async def test_only_moderators_rehearse(played: BotDriver) -> None:
    assert "is for the meeting's moderators" in await played.say(ANA, "rehearse", DISCORD_ROOM)
    assert played.texts(DISCORD_MODERATORS) == []
