"""One meeting from opening to close, on two platforms and in the hall."""

from tests.services.conftest import ANA, IVO, LI, SAM, VERA
from tests.support.bot import BotDriver
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_ROOM


async def test_a_whole_meeting(played: BotDriver) -> None:
    assert "not open yet" in await played.say(ANA, "join", DISCORD_ROOM)
    assert "The meeting is open" in await played.say(VERA, "open", DISCORD_MODERATORS)
    assert "You are in the queue" in await played.say(ANA, "join", DISCORD_ROOM)
    assert "Ana (Civil Society)" in await played.say(ANA, "identify cs af", DISCORD_ROOM)
    await played.say(LI, "join I think so", MATRIX_ROOM)
    await played.say(LI, "identify gov", MATRIX_ROOM)
    assert "Guest" in await played.say(SAM, "join")
    await played.say(VERA, "start", DISCORD_MODERATORS)
    assert "all the same" in await played.say(IVO, "next", MATRIX_ROOM)
    assert "Hall 1 (Civil Society) and Hall 2 (Private Sector)" in await played.say(IVO, "w cs ps")
    await played.say(IVO, "phase next", MATRIX_ROOM)
    assert "Ana (Civil Society) has the floor" in await played.say(IVO, "next", MATRIX_ROOM)
    assert "Already done: Ana" in await played.say(VERA, "next", DISCORD_MODERATORS)
    await played.move(125)
    assert "Li (Government) has the floor" in await played.say(VERA, "next", DISCORD_MODERATORS)
    assert "Taken back: /next" in await played.say(VERA, "undo", DISCORD_MODERATORS)
    await played.say(SAM, "stay")
    assert "cannot be undone" in await played.say(VERA, "close", DISCORD_MODERATORS)
    await played.move(2)
    assert "The meeting is closed" in await played.say(VERA, "close", DISCORD_MODERATORS)
    channels = {name: fake.channels["roundtable"] for name, fake in played.fakes.items()}
    assert played.fakes["matrix"].inside[channels["matrix"]] == {SAM, IVO}
    assert played.fakes["discord"].inside[channels["discord"]] == {VERA}
    for room in (*channels.values(),):
        welcome, minutes = played.texts(room)
        assert "What now?" in welcome
        assert "3 turns" in minutes or "2 turns" in minutes or "one turn" in minutes
    assert sum("Debate starts" in text for text in played.texts(DISCORD_ROOM)) == 1
