"""A room that is lost is told to the moderators of the meetings that use it, where they can still read it."""

from datetime import timedelta

from bot.domain.changing import replace
from bot.domain.message import say
from bot.ports.platform import Undeliverable
from tests.services.conftest import ANA, BEN, VERA, Play
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import Hold
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


async def test_a_room_into_which_the_bot_could_not_go_along_says_what_can_be_done(play: Play) -> None:
    async with play(plan()) as bot:
        for key, new in (("$1", "!new:example.org"), ("$2", "none")):
            notice = say("matrix-upgraded", new=new)
            await bot.app.command_service.warn(notice, f"matrix/lost/{key}", MATRIX_ROOM)
        await bot.settled()
        known, unknown = told(bot, "given up for a new one")[str(DISCORD_MODERATORS)]
        assert "The new room's id: !new:example.org" in known
        assert "does not tell the new room's id" in unknown
        assert "invite the bot into the new room" in known
        assert "into the meeting file" in known


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


async def test_what_was_missed_follows_also_while_something_is_on_its_way_there(debating: BotDriver) -> None:
    await lose(debating)
    await debating.say(VERA, "announce Lunch is in room 5", DISCORD_MODERATORS)
    matrix = debating.fakes["matrix"]
    matrix.refusals[str(MATRIX_ROOM)].clear()
    matrix.hold = hold = Hold("before", str(MATRIX_ROOM))
    await debating.give(VERA, "announce Tea is ready", DISCORD_MODERATORS)
    await hold.reached.wait()
    await debating.app.command_service.regained(MATRIX_ROOM, "matrix/back/$2")
    matrix.hold = None
    hold.gate.set()
    await debating.settled()
    said = [text for text in debating.texts(MATRIX_ROOM) if text.startswith("From the moderators")]
    assert said == ["From the moderators: Tea is ready", "From the moderators: Lunch is in room 5"]


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


async def test_a_room_that_moved_has_all_at_hand_and_moderators_read_of_it_once(debating: BotDriver) -> None:
    await lose(debating)
    await debating.say(VERA, "announce Lunch is in room 5", DISCORD_MODERATORS)
    before = debating.texts(MATRIX_ROOM)
    for where in (str(MATRIX_ROOM), f"{MATRIX_ROOM} board"):
        debating.fakes["matrix"].refusals[where].clear()
    for _ in range(2):
        await debating.app.command_service.moved(MATRIX_ROOM, "!new:example.org", "matrix/moved/!new")
    await debating.settled()
    lunch, panel, board = debating.texts(MATRIX_ROOM)[len(before) :]
    assert lunch == "From the moderators: Lunch is in room 5"
    assert "is open. One queue serves" in panel
    assert "Floor:" in board
    [there] = told(debating, "The bot has followed")[str(MATRIX_MODERATORS)]
    assert "into the meeting file: !new:example.org" in there
    assert told(debating, BACK) == {}


async def test_a_moderators_room_that_moved_reads_of_it_itself(play: Play) -> None:
    async with play(plan()) as bot:
        await bot.app.command_service.moved(MATRIX_MODERATORS, "!new:example.org", "matrix/moved/!new")
        await bot.settled()
        assert {room: len(texts) for room, texts in told(bot, "The bot has followed").items()} == {
            str(DISCORD_MODERATORS): 1,
            str(MATRIX_MODERATORS): 1,
        }


async def test_newcomers_find_a_board_of_their_own_at_most_once_a_minute(debating: BotDriver) -> None:
    before = len(debating.texts(MATRIX_ROOM))

    async def came(number: int) -> int:
        """How many boards were posted once that one came as well."""
        await debating.app.command_service.newcomer(MATRIX_ROOM, f"matrix/came/{number}")
        await debating.settled()
        return len(debating.texts(MATRIX_ROOM)) - before

    assert [await came(number) for number in range(5)] == [1, 1, 1, 1, 1]
    assert "Floor:" in debating.texts(MATRIX_ROOM)[-1]
    await debating.move(30)
    assert await came(0) == 1, "told again, and too soon for those behind"
    await debating.move(40)
    assert await came(0) == 2, "one for all who came behind the first"


async def test_a_newcomer_before_the_meeting_waits_for_its_board(play: Play) -> None:
    async with play(plan()) as bot:
        before = bot.texts(MATRIX_ROOM)
        await bot.app.command_service.newcomer(MATRIX_ROOM, "matrix/came/1")
        await bot.settled()
        assert bot.texts(MATRIX_ROOM) == before


async def test_what_a_lost_room_refuses_is_not_told_beside_the_loss_for_an_hour(debating: BotDriver) -> None:
    refused = "could not be posted"
    await lose(debating)
    await debating.say(VERA, "announce Lunch is in room 5", DISCORD_MODERATORS)
    assert told(debating, refused) == {}
    await debating.move(3600)
    await debating.say(VERA, "announce Tea is ready", DISCORD_MODERATORS)
    assert str(DISCORD_MODERATORS) in told(debating, refused)


async def test_what_the_last_moderators_room_refuses_is_told_all_the_same(debating: BotDriver) -> None:
    for number, room in enumerate((DISCORD_MODERATORS, MATRIX_MODERATORS)):
        await debating.app.command_service.warn(PUT_OUT, f"matrix/lost/{number}", room)
    debating.fakes["matrix"].refusals[str(MATRIX_MODERATORS)] = [Undeliverable("put out") for _ in range(9)]
    await debating.say(VERA, "announce Lunch is in room 5", DISCORD_MODERATORS)
    await debating.settled()
    assert "could not be posted" in " ".join(debating.texts(DISCORD_MODERATORS))
