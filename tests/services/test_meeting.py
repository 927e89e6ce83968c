"""One meeting from opening to close, on two platforms and in the hall."""

from bot.domain.identity import Identity
from tests.services.conftest import IVO, VERA
from tests.support.bot import Played
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_MODERATORS, MATRIX_ROOM

ANA, LI, SAM = Identity("discord", "ana"), Identity("matrix", "li"), Identity("matrix", "sam")


async def test_a_whole_meeting(played: Played) -> None:
    print(await played.say(ANA, "join", DISCORD_ROOM))
    print(await played.say(VERA, "open", DISCORD_MODERATORS))
    print(await played.say(ANA, "join", DISCORD_ROOM))
    print(await played.say(ANA, "identify cs af", DISCORD_ROOM))
    print(await played.say(LI, "join I think so", MATRIX_ROOM))
    print(await played.say(LI, "identify gov", MATRIX_ROOM))
    print(await played.say(SAM, "join"))
    print(await played.say(VERA, "start"))
    print(await played.say(IVO, "next", MATRIX_ROOM))
    print(await played.say(IVO, "w cs ps | X", MATRIX_ROOM))
    print(await played.say(IVO, "w cs ps", MATRIX_ROOM))
    print(await played.say(IVO, "phase next", MATRIX_ROOM))
    print(await played.say(IVO, "next", MATRIX_ROOM))
    print(await played.say(VERA, "next", DISCORD_MODERATORS))
    await played.move(100)
    await played.move(25)
    print(await played.say(VERA, "next", DISCORD_MODERATORS))
    print(await played.say(SAM, "position"))
    print(await played.say(SAM, "queue"))
    print(await played.say(SAM, "agenda"))
    print(await played.say(SAM, "stay"))
    print(await played.say(VERA, "undo", DISCORD_MODERATORS))
    print(await played.say(VERA, "help", DISCORD_MODERATORS))
    print(await played.say(VERA, "close", DISCORD_MODERATORS))
    print(await played.say(VERA, "close", DISCORD_MODERATORS))
    for place in (DISCORD_ROOM, MATRIX_ROOM, DISCORD_MODERATORS, MATRIX_MODERATORS):
        print("=====", place)
        for text in played.texts(place):
            print("  ", text.replace("\n", "\n   | "))
    for who in (ANA, LI, SAM):
        print("=====", who)
        for text in played.texts(who):
            print("  ", text.replace("\n", "\n   | "))
    assert 0
