"""A group calls itself together: the queue of the session, in its own rooms, opened by hand or by a date."""

from datetime import timedelta

from bot.domain.group.rows import Call, KeyDate
from bot.domain.identity import Identity
from tests.services.conftest import ANA, BEN, LI, Play
from tests.services.groups.conftest import meet
from tests.services.groups.working.conftest import NEW, WORKING, meeting, room, sure
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_ROOM

CALL = "call/roundtable/1/1"


async def calls(bot: BotDriver) -> list[Call]:
    return list(await bot.store.read(lambda tx: tx.records.of(WORKING).all(Call)))


def told(bot: BotDriver, who: Identity, words: str) -> int:
    return sum(words in text for text in bot.texts(who))


async def press(bot: BotDriver, who: Identity, label: str) -> str:
    return await bot.press(who, bot.fakes[who.platform].choices(who)[label].token)


async def test_a_call_has_the_queue_of_the_session_and_those_who_coordinate_moderate_it(
    working: BotDriver, discord: InMemoryPlatform, matrix: InMemoryPlatform
) -> None:
    await working.say(LI, "wg join 1")
    await working.say(BEN, "stay", DISCORD_ROOM)
    await working.say(BEN, "wg join 1")
    assert "is for the coordinators" in await working.say(LI, "wg meet", room(matrix))
    assert "The call opens now" in await working.say(ANA, "wg meet", room(discord))
    await working.move(1)
    call = await meeting(working, CALL)
    assert (call.status, call.plan.title) == ("open", {"en": "Data protection"})
    assert told(working, ANA, "Data protection is open") == 1
    assert any("Data protection is open. One queue" in text for text in working.texts(room(matrix)))
    await working.say(BEN, "join", room(discord))
    await working.say(LI, "join", room(matrix))
    await working.say(ANA, "join", room(discord))
    assert "moderator" in await working.say(LI, "next", room(matrix))
    await press(working, ANA, "Start")
    await working.say(ANA, "phase next")
    for name in ("Ben", "Ana", "Li"):
        assert f"{name} " in await working.say(ANA, "next"), "not stated, civil society, not stated"
        await working.move(60)
        assert any(f"{name} " in text and "has the floor" in text for text in working.texts(room(discord)))
    await working.say(ANA, "walkup cs")
    assert "Hall 1" in await working.say(ANA, "next")
    await working.say(ANA, "action add Write it down", room(discord))
    assert "Write it down" in await working.say(ANA, "action list", room(discord)), "the group's all the same"
    await working.move(2)
    await working.say(ANA, "close")
    await working.move(2)
    await working.say(ANA, "close")
    assert (await meeting(working, CALL)).status == "closed"
    state = await meeting(working)
    assert state.plan.title == {"en": "Data protection"}, "the group is what it was"
    assert state.fed[-1] == CALL
    (last,) = [text for text in working.texts(room(matrix)) if "the call is over" in text]
    assert "coordination channel" not in last
    assert "over" in await working.say(LI, "join", room(matrix))


async def test_who_comes_into_a_call_need_not_say_again_who_they_are(
    working: BotDriver, discord: InMemoryPlatform
) -> None:
    await working.say(ANA, "wg meet", room(discord))
    await working.move(1)
    await working.say(ANA, "join", room(discord))
    call = await meeting(working, CALL)
    (ticket,) = call.queue
    assert call.participants[ticket.person].values["group"] == "cs"


async def test_a_date_opens_a_call_each_time_it_comes(working: BotDriver, discord: InMemoryPlatform) -> None:
    said = await sure(working, ANA, "wg meet 10 December 2026 14:00, weekly | Weekly call", room(discord))
    assert "Is that right?" in said
    (date,) = await working.store.read(lambda tx: tx.records.of(WORKING).all(KeyDate))
    assert date.opens
    for number in (1, 2, 3):
        start = date.at + timedelta(weeks=number - 1)
        working.clock.move((start - working.clock.now()).total_seconds() - 30)
        await working.settled()
        assert len(await calls(working)) == number - 1
        await working.move(31)
        assert [each.at for each in await calls(working)][-1] == start
        await working.say(ANA, "close")
        await working.move(2)
        await working.say(ANA, "close")
    await working.say(ANA, "date drop 1", room(discord))
    await working.move(8 * 86_400)
    assert len(await calls(working)) == 3


async def test_a_call_needs_a_time_and_a_room_to_itself(
    working: BotDriver, discord: InMemoryPlatform
) -> None:
    assert "Say the time" in await working.say(ANA, "wg meet 15 March 2027", room(discord))
    await working.say(ANA, "wg meet", room(discord))
    await working.move(1)
    await working.say(ANA, "wg meet", room(discord))
    await working.move(1)
    assert len(await calls(working)) == 1
    assert any("since Data protection is open here" in text for text in working.texts(room(discord)))


async def test_a_call_that_the_bot_came_too_late_for_is_told_of_and_not_opened(
    play: Play, discord: InMemoryPlatform
) -> None:
    async with play() as bot:
        await meet(bot)
        await sure(bot, ANA, NEW)
        await sure(bot, ANA, "wg meet 10 December 2026 14:00 | Late call", room(discord))
        await sure(bot, ANA, "wg meet 10 December 2026 15:30 | Next call", room(discord))
        (late, _) = await bot.store.read(lambda tx: tx.records.of(WORKING).all(KeyDate))
    async with play() as bot:
        bot.clock.move((late.at - bot.clock.now()).total_seconds() + 2 * 3600)
        await bot.settled()
        assert len([text for text in bot.texts(room(discord)) if "was not opened: I was away" in text]) == 1
        assert [each.date for each in await calls(bot)] == [2], "half an hour late is not too late"


async def test_a_crash_while_a_call_opens_opens_it_once(play: Play, discord: InMemoryPlatform) -> None:
    async with play() as bot:
        await meet(bot)
        await sure(bot, ANA, NEW)
        await bot.give(ANA, "wg meet", room(discord))
    async with play() as bot:
        await bot.move(60)
        assert len(await calls(bot)) == 1
        opened = [text for text in bot.texts(room(discord)) if "is open. One queue" in text]
        assert len(opened) == 1
