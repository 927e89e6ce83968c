"""Several meetings in one folder: which one a command is about."""

import pytest

from bot.domain.changing import replace
from bot.domain.identity import Place
from bot.domain.plan import Notices, Plan
from bot.ports.platform import ChosenRequest, Invocation
from tests.services.conftest import ANA, IVO, VERA, Play
from tests.support.bot import BotDriver
from tests.support.plans import DISCORD_ROOM, MATRIX_ROOM, elsewhere, plan

MODERATORS = (VERA, IVO)
ONE = replace(plan("one"), moderators=MODERATORS, title={"en": "One"})
SAME_ROOM = replace(plan("two"), moderators=MODERATORS, title={"en": "Two"})
TWO = elsewhere(SAME_ROOM)
ROOM_OF_TWO = TWO.places[0]


async def open_both(bot: BotDriver) -> None:
    await bot.say(VERA, "open", DISCORD_ROOM)
    await bot.say(VERA, "open", ROOM_OF_TWO)


async def test_each_room_has_its_own(play: Play) -> None:
    async with play(ONE, TWO) as bot:
        await open_both(bot)
        await bot.say(ANA, "join", ROOM_OF_TWO)
        assert "Nobody is waiting" in await bot.say(ANA, "queue", DISCORD_ROOM)
        assert "One person is waiting" in await bot.say(ANA, "queue", ROOM_OF_TWO)


async def test_a_room_has_one_open_meeting(play: Play) -> None:
    async with play(ONE, replace(SAME_ROOM, start=ONE.start.replace(hour=12))) as bot:
        await bot.say(VERA, "open", DISCORD_ROOM)
        await bot.say(VERA, "meeting two")
        assert "The meeting is open already" in await bot.say(VERA, "open", DISCORD_ROOM)
        await bot.close(VERA, DISCORD_ROOM)
        assert "The meeting is open." in await bot.say(VERA, "open", DISCORD_ROOM)
        assert await bot.head("two") > 0


async def test_opening_is_refused_while_the_room_is_taken(play: Play) -> None:
    shared = replace(TWO, rooms=(*TWO.rooms[:2], ONE.rooms[2]))
    async with play(ONE, shared) as bot:
        await bot.say(VERA, "open", DISCORD_ROOM)
        assert '"One" is open in one of this meeting' in await bot.say(VERA, "open", ROOM_OF_TWO)
        assert await bot.head("two") == 0
        assert "(not stated)" in await bot.say(IVO, "join", MATRIX_ROOM)


async def test_opening_by_itself_waits_for_the_room(play: Play) -> None:
    waiting = replace(SAME_ROOM, notices=Notices(invitation=None, reminder=None, opening=600))
    async with play(ONE, waiting) as bot:
        await bot.say(VERA, "open", DISCORD_ROOM)
        await bot.move(25 * 60)
        assert await bot.head("two") == 0
        await bot.close(VERA, DISCORD_ROOM)
        await bot.move(60)
        assert sum("Two is open" in text for text in bot.texts(DISCORD_ROOM)) == 1


async def test_a_direct_chat_is_about_the_open_one(play: Play) -> None:
    async with play(ONE, TWO) as bot:
        assert "Which meeting is this about?" in await bot.say(ANA, "join")
        await bot.say(VERA, "open", ROOM_OF_TWO)
        await bot.say(ANA, "join")
        assert "One person is waiting" in await bot.say(ANA, "queue", ROOM_OF_TWO)


async def test_a_direct_chat_with_two_open_ones_asks(play: Play) -> None:
    async with play(ONE, TWO, elsewhere(plan("three"))) as bot:
        await open_both(bot)
        asked = await bot.say(ANA, "join")
        assert asked == "Which meeting is this about?"
        assert bot.fakes["discord"].choices(ANA).keys() == {"One", "Two"}
        assert "This chat is now about Two" in await bot.say(ANA, "meeting tw")
        assert "You are in the queue" in await bot.say(ANA, "join")
        assert "One person is waiting" in await bot.say(ANA, "queue", ROOM_OF_TWO)


async def test_a_direct_chat_stays_with_the_meeting_used_last(play: Play) -> None:
    async with play(ONE, TWO) as bot:
        await open_both(bot)
        for room, answer in ((ROOM_OF_TWO, "Two"), (DISCORD_ROOM, "One")):
            await bot.say(ANA, "agenda", room)
            assert answer in await bot.say(ANA, "agenda")


async def test_after_its_end_people_can_still_go_on_with_it(play: Play) -> None:
    async with play(ONE, TWO) as bot:
        await open_both(bot)
        await bot.say(ANA, "join", DISCORD_ROOM)
        await bot.close(VERA, DISCORD_ROOM)
        assert "You are in the group that goes on" in await bot.say(ANA, "stay")
        assert "You are in the queue" in await bot.say(ANA, "join"), "in the one that is open"
        assert "One person is waiting" in await bot.say(ANA, "queue", ROOM_OF_TWO)


async def test_no_more_meetings_are_offered_than_one_can_read(play: Play) -> None:
    async with play(*(elsewhere(plan(f"m{n}")) for n in range(30))) as bot:
        await bot.say(ANA, "join")
        assert len(bot.fakes["discord"].choices(ANA)) == 10
        assert (await bot.say(ANA, "meeting m2")).count("This chat is now about M2") == 1


async def test_an_unknown_room(play: Play) -> None:
    async with play(ONE) as bot:
        answer = await bot.say(ANA, "join", Place("discord", "elsewhere"))
        assert "No meeting belongs to this room" in answer


async def test_no_meeting_at_all(play: Play) -> None:
    async with play(ONE) as bot:
        for _ in range(2):
            await bot.say(VERA, "open", DISCORD_ROOM)
            await bot.close(VERA, DISCORD_ROOM)
        assert "One is over" in await bot.say(ANA, "join")


@pytest.mark.parametrize("folder", [(TWO,), (replace(ONE, title={"en": "New"}, moderators=()), TWO)])
async def test_an_open_meeting_goes_on_as_it_was_frozen(play: Play, folder: tuple[Plan, ...]) -> None:
    async with play(ONE) as bot:
        await bot.say(VERA, "open", DISCORD_ROOM)
        await bot.say(ANA, "join", DISCORD_ROOM)
    async with play(*folder) as bot:
        assert "One, " in await bot.say(ANA, "agenda", DISCORD_ROOM)
        assert "The first phase has started" in await bot.say(VERA, "start", DISCORD_ROOM)
        assert "One person is waiting" in await bot.say(ANA, "queue")


async def test_a_planned_meeting_follows_its_file(play: Play) -> None:
    invited = replace(ONE, notices=Notices(invitation=7 * 86400, reminder=600))
    async with play(invited) as bot:
        assert "You are invited: One" in bot.texts(DISCORD_ROOM)[0]
    async with play(TWO) as bot:
        assert "No meeting belongs to this room" in await bot.say(ANA, "agenda", DISCORD_ROOM)
        await bot.move(3600)
    async with play(replace(invited, title={"en": "Renamed"})) as bot:
        assert "Renamed" in await bot.say(ANA, "agenda", DISCORD_ROOM)


async def test_suggestions_are_those_of_the_meeting_used_last(play: Play) -> None:
    async with play(ONE, TWO) as bot:
        await open_both(bot)
        await bot.say(ANA, "agenda", DISCORD_ROOM)
        typing = ChosenRequest("identify", {"codes": "civ"})
        partial = Invocation("x", ANA, "Ana", Place("discord", "@ana"), True, typing, bot.clock.now())
        offered = await bot.app.command_service.suggest(partial, "codes")
        assert [(offer.label, offer.value) for offer in offered] == [("Civil Society", "cs")]
