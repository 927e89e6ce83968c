"""Hands on a platform where they are reactions."""

from tests.services.conftest import ANA, IVO, LI
from tests.support.bot import BotDriver
from tests.support.plans import DISCORD_ROOM, MATRIX_ROOM

ONE, TWO = "matrix:one", "matrix:two"


async def test_an_old_hand_leaves_the_new_place_and_the_last_one_ends_it(debating: BotDriver) -> None:
    await debating.raise_hand(LI, MATRIX_ROOM, ONE)
    await debating.say(IVO, "next", MATRIX_ROOM)
    await debating.say(LI, "done")
    await debating.raise_hand(LI, MATRIX_ROOM, TWO)
    await debating.lower_hand(LI, MATRIX_ROOM, ONE)
    assert "You keep your place in the queue" in debating.texts(LI)[-1]
    assert "Your place now: 1" in await debating.say(LI, "position")
    await debating.lower_hand(LI, MATRIX_ROOM, TWO)
    assert "You are out of the queue" in debating.texts(LI)[-1]


async def test_whoever_takes_a_hand_down_after_the_meeting_is_left_alone(debating: BotDriver) -> None:
    await debating.raise_hand(LI, MATRIX_ROOM, ONE)
    await debating.close(IVO, MATRIX_ROOM)
    told = debating.texts(LI)
    await debating.lower_hand(LI, MATRIX_ROOM, ONE)
    assert debating.texts(LI) == told
    assert "is over" in await debating.say(LI, "withdraw")


async def test_a_spent_hand_is_taken_down_in_its_room_once(debating: BotDriver) -> None:
    await debating.raise_hand(LI, MATRIX_ROOM, ONE)
    await debating.raise_hand(ANA, DISCORD_ROOM, "discord:three")
    matrix = debating.fakes["matrix"]
    assert matrix.taken_down == []
    await debating.say(IVO, "next", MATRIX_ROOM)
    assert matrix.taken_down == [(MATRIX_ROOM, ONE)]
    await debating.say(LI, "done")
    await debating.raise_hand(LI, MATRIX_ROOM, TWO)
    await debating.say(LI, "withdraw")
    assert matrix.taken_down == [(MATRIX_ROOM, ONE), (MATRIX_ROOM, TWO)]
    assert debating.fakes["discord"].taken_down == []


async def test_at_the_close_hands_are_left_as_they_are(debating: BotDriver) -> None:
    await debating.raise_hand(LI, MATRIX_ROOM, ONE)
    await debating.close(IVO, MATRIX_ROOM)
    assert debating.fakes["matrix"].taken_down == []
