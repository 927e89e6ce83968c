"""Each command once, however often it comes, and at the same moment as another."""

import asyncio

from tests.services.conftest import ANA, BEN, IVO, LI, VERA
from tests.support.bot import BotDriver
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_ROOM


async def test_a_cause_that_comes_twice_changes_nothing_and_is_answered_once(opened: BotDriver) -> None:
    await opened.say(ANA, "join", DISCORD_ROOM, cause="discord:1")
    head, shown = await opened.head(), opened.texts(ANA)
    await opened.say(ANA, "join", DISCORD_ROOM, cause="discord:1")
    assert (await opened.head(), opened.texts(ANA)) == (head, shown)


async def test_a_moderators_cause_that_comes_twice_counts_once(opened: BotDriver) -> None:
    for _ in range(2):
        await opened.say(VERA, "w cs", DISCORD_MODERATORS, cause="discord:1")
    assert "One person is waiting" in await opened.say(ANA, "queue")


async def test_a_cause_that_comes_twice_at_once_counts_once(opened: BotDriver) -> None:
    await asyncio.gather(*(opened.give(ANA, "join", DISCORD_ROOM, cause="discord:1") for _ in range(5)))
    await opened.settled()
    assert ["You are in the queue" in text for text in opened.texts(ANA)] == [True]
    assert "One person" in await opened.say(ANA, "queue")


async def test_a_refusal_that_comes_twice_is_answered_once(opened: BotDriver) -> None:
    for _ in range(2):
        await opened.say(ANA, "withdraw", DISCORD_ROOM, cause="discord:1")
        await opened.say(ANA, "wihdraw", DISCORD_ROOM, cause="discord:2")
    assert len(opened.texts(ANA)) == 2


async def test_two_moderators_at_the_same_moment_give_the_floor_once(debating: BotDriver) -> None:
    await debating.say(ANA, "join", DISCORD_ROOM)
    await debating.say(LI, "join", MATRIX_ROOM)
    causes = await asyncio.gather(
        debating.give(VERA, "next", DISCORD_MODERATORS), debating.give(IVO, "next", MATRIX_ROOM)
    )
    await debating.settled()
    answers = [debating.answer(who, cause) for who, cause in zip((VERA, IVO), causes, strict=True)]
    assert sorted(answer == "Ana (not stated) has the floor." for answer in answers) == [False, True]
    assert sum("Already done: Ana" in answer for answer in answers) == 1
    assert sum("has the floor" in text for text in debating.texts(MATRIX_ROOM)) == 1


async def test_many_people_at_the_same_moment_all_get_their_place(debating: BotDriver) -> None:
    await asyncio.gather(*(debating.give(who, "join", None) for who in (ANA, BEN, LI)))
    await debating.settled()
    assert "3 people are waiting" in await debating.say(VERA, "queue", DISCORD_MODERATORS)
