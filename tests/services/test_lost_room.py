"""A room that is lost is told to the moderators of the meetings that use it, where they can still read it."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.message import say
from bot.ports.platform import Undeliverable
from tests.services.conftest import ANA, BEN, VERA, Play
from tests.support.bot import BotDriver
from tests.support.plans import (
    DISCORD_MODERATORS,
    DISCORD_ROOM,
    MATRIX_MODERATORS,
    MATRIX_ROOM,
    elsewhere,
    plan,
)

PUT_OUT, WORDS = say("matrix-put-out"), "was put out of"


def told(bot: BotDriver, words: str = WORDS) -> dict[str, list[str]]:
    """What each room of both meetings reads of it."""
    rooms = [DISCORD_ROOM, DISCORD_MODERATORS, MATRIX_ROOM, MATRIX_MODERATORS]
    rooms += elsewhere(plan("other")).moderators_rooms
    found = {str(room): [text for text in bot.texts(room) if words in text] for room in rooms}
    return {room: texts for room, texts in found.items() if texts}


async def test_the_moderators_on_both_platforms_read_once_which_room_it_is(play: Play) -> None:
    async with play(plan(), elsewhere(plan("other"))) as bot:
        for _ in range(2):
            await bot.app.command_service.warn(PUT_OUT, "matrix/lost/$1", MATRIX_ROOM)
        await bot.settled()
        found = told(bot)
        assert {room: len(texts) for room, texts in found.items()} == {
            str(DISCORD_MODERATORS): 1,
            str(MATRIX_MODERATORS): 1,
        }
        for [text] in found.values():
            assert "The bot has lost Matrix of Roundtable." in text.replace("*", "")
            assert "On Matrix the bot was put out of this room" in text
            assert "invite the bot there again" in text


async def test_a_restart_tells_it_no_more_and_the_next_loss_is_told(play: Play) -> None:
    for key, times in (("$1", 1), ("$1", 1), ("$2", 2)):
        async with play(plan()) as bot:
            await bot.app.command_service.warn(PUT_OUT, f"matrix/lost/{key}", MATRIX_ROOM)
            await bot.settled()
            assert [len(texts) for texts in told(bot).values()] == [times, times]


async def test_a_lost_moderators_room_is_told_in_the_other_one(played: BotDriver) -> None:
    await played.app.command_service.warn(PUT_OUT, "matrix/lost/$1", MATRIX_MODERATORS)
    await played.settled()
    [(room, [text])] = told(played).items()
    assert room == str(DISCORD_MODERATORS)
    assert "a moderators' room of" in text


async def test_meetings_in_one_room_read_of_the_one_that_is_open(play: Play) -> None:
    today = replace(plan("today"), title={"en": "Today"})
    later = replace(plan("later"), title={"en": "Later"}, start=today.start + timedelta(days=1))
    async with play(later, today) as bot:
        await bot.say(VERA, "open", DISCORD_MODERATORS)
        await bot.app.command_service.warn(PUT_OUT, "matrix/lost/$1", MATRIX_ROOM)
        await bot.settled()
        assert [("Today" in text, "Later" in text) for [text] in told(bot).values()] == [(True, False)] * 2


async def test_no_meeting_uses_the_room_or_it_is_over(play: Play) -> None:
    over = elsewhere(plan("over"))
    lost = next(room for room in over.places if room.platform == "matrix")
    async with play(plan(), over) as bot:
        room = next(place for place in over.moderators_rooms if place.platform == "discord")
        bot.fakes["discord"].moderators.add((VERA, room))
        await bot.say(VERA, "open", room)
        await bot.close(VERA, room)
        await bot.app.command_service.warn(PUT_OUT, "matrix/lost/$1", lost)
        await bot.settled()
        assert not [text for text in bot.texts(room) if WORDS in text]
        assert told(bot) == {}


async def test_an_upgrade_says_what_can_be_done_before_and_during_the_meeting(play: Play) -> None:
    async with play(plan()) as bot:
        for key, new in (("$1", "!new:example.org"), ("$2", "none")):
            notice = say("matrix-upgraded", new=new)
            await bot.app.command_service.warn(notice, f"matrix/lost/{key}", MATRIX_ROOM)
        await bot.settled()
        known, unknown = told(bot, "given up for a new one")[str(DISCORD_MODERATORS)]
        assert "The new room's id: !new:example.org" in known
        assert "does not tell the new room's id" in unknown
        assert "puts its id into the meeting file" in known
        assert "While the meeting is open: the bot cannot move" in known


BACK, LOST = "The bot is back in", "The bot has lost"


async def lose(bot: BotDriver, key: str = "$1") -> None:
    """The Matrix room takes nothing any more."""
    bot.fakes["matrix"].refusals[str(MATRIX_ROOM)] = [Undeliverable("put out") for _ in range(99)]
    bot.fakes["matrix"].refusals[f"{MATRIX_ROOM} board"] = [Undeliverable("put out") for _ in range(99)]
    await bot.app.command_service.warn(PUT_OUT, f"matrix/lost/{key}", MATRIX_ROOM)
    await bot.settled()


async def regain(bot: BotDriver, key: str = "$2") -> None:
    """The bot is there again."""
    for where in (str(MATRIX_ROOM), f"{MATRIX_ROOM} board"):
        bot.fakes["matrix"].refusals[where].clear()
    await bot.app.command_service.regained(MATRIX_ROOM, f"matrix/back/{key}")
    await bot.settled()


async def test_what_was_missed_follows_as_soon_as_the_bot_is_back(debating: BotDriver) -> None:
    await lose(debating)
    await debating.say(VERA, "announce Lunch is in room 5", DISCORD_MODERATORS)
    for who in (ANA, BEN):
        await debating.say(who, "join", DISCORD_ROOM)
    await debating.say(VERA, "next", DISCORD_MODERATORS)
    before = debating.texts(MATRIX_ROOM)
    await regain(debating)
    lunch, board = debating.texts(MATRIX_ROOM)[len(before) :]
    assert lunch == "From the moderators: Lunch is in room 5"
    assert ("Floor: Ana" in board, "Next: Ben" in board) == (True, True)
    assert {room: len(texts) for room, texts in told(debating, BACK).items()} == {
        str(DISCORD_MODERATORS): 1,
        str(MATRIX_MODERATORS): 1,
    }
    [text] = told(debating, BACK)[str(DISCORD_MODERATORS)]
    assert "The bot is back in Matrix of Roundtable." in text.replace("*", "")


async def test_that_it_is_back_is_said_once_for_each_loss(debating: BotDriver) -> None:
    await regain(debating, "$0")
    assert told(debating, BACK) == {}, "it was not lost"
    for times in (1, 2):
        await lose(debating, f"$lost{times}")
        for _ in range(2):
            await regain(debating, f"$back{times}")
        assert [len(texts) for texts in told(debating, BACK).values()] == [times, times]
    boards = [text for text in debating.texts(MATRIX_ROOM) if "Floor:" in text]
    assert len(boards) == 1, "of the old ones one line is left"


async def test_put_out_while_the_bot_was_down_it_makes_up_all_the_same(play: Play) -> None:
    async with play(plan()) as bot:
        await bot.say(VERA, "open", DISCORD_MODERATORS)
        await lose(bot)
        await bot.say(VERA, "announce Lunch is in room 5", DISCORD_MODERATORS)
    async with play(plan()) as bot:
        await bot.say(VERA, "announce Tea is ready", DISCORD_MODERATORS)
        await regain(bot)
        said = [text for text in bot.texts(MATRIX_ROOM) if text.startswith("From the moderators")]
        assert [text.rpartition(": ")[2] for text in said] == ["Lunch is in room 5", "Tea is ready"]


async def test_a_room_of_no_meeting_is_no_concern(debating: BotDriver) -> None:
    before = await debating.store.read(lambda tx: len(tx.outbox.heads()))
    elsewhere_room = elsewhere(plan("other")).places[0]
    await debating.app.command_service.regained(elsewhere_room, "matrix/back/$9")
    await debating.settled()
    assert before == 0
    assert await debating.store.write(lambda tx: tx.causes.first_time("matrix/back/$9", debating.clock.now()))
    assert told(debating, BACK) == {}
