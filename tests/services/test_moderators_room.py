"""What moderators do in their room is answered there: what was done, to whom, by whom."""

from bot.domain.identity import Place
from tests.services.conftest import ANA, IVO, SAM, VERA
from tests.support.bot import BotDriver
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_MODERATORS, MATRIX_ROOM

HALL_ONE = "Ivo: In the queue: Hall 1 (Civil Society)."


def telling(bot: BotDriver, words: str, *rooms: Place) -> list[int]:
    return [sum(words in text for text in bot.texts(room)) for room in rooms]


async def test_a_walk_up_is_told_with_its_number_to_all_who_moderate(debating: BotDriver) -> None:
    await debating.say(IVO, "walkup cs", MATRIX_MODERATORS)
    assert telling(debating, HALL_ONE, MATRIX_MODERATORS, DISCORD_MODERATORS) == [1, 1]
    assert debating.texts(IVO) == []


async def test_where_one_can_be_answered_alone_in_the_room_the_others_read_it_too(
    debating: BotDriver,
) -> None:
    answer = await debating.say(VERA, "walkup gov", DISCORD_MODERATORS)
    assert answer.startswith("In the queue: Hall 1 (Government).")
    told = "Vera: In the queue: Hall 1 (Government)."
    assert telling(debating, told, DISCORD_MODERATORS, MATRIX_MODERATORS) == [1, 1]
    assert "Undo" in debating.fakes["matrix"].choices(MATRIX_MODERATORS)


async def test_from_a_direct_chat_the_rooms_learn_of_it(debating: BotDriver) -> None:
    assert (await debating.say(IVO, "walkup cs")).startswith("In the queue: Hall 1")
    told = "In the queue: Hall 1 (Civil Society)."
    assert telling(debating, told, MATRIX_MODERATORS, DISCORD_MODERATORS) == [1, 1]


async def test_a_refusal_is_read_in_the_room(debating: BotDriver) -> None:
    await debating.say(IVO, "walkup nonsense", MATRIX_MODERATORS)
    await debating.say(IVO, "walkupp cs", MATRIX_MODERATORS)
    await debating.say(IVO, "absent", MATRIX_MODERATORS)
    assert debating.texts(IVO) == []
    assert telling(debating, "nonsense", MATRIX_MODERATORS, DISCORD_MODERATORS) == [1, 0]
    assert "!walkup" in debating.texts(MATRIX_MODERATORS)[-2]


async def test_what_a_moderator_asks_for_themselves_stays_theirs(debating: BotDriver) -> None:
    for asked in ("whoami", "position", "link"):
        before = len(debating.texts(MATRIX_MODERATORS))
        await debating.say(IVO, asked, MATRIX_MODERATORS)
        assert len(debating.texts(MATRIX_MODERATORS)) == before
    assert len(debating.texts(IVO)) == 3


async def test_a_moderators_command_in_the_meetings_room_is_answered_alone(debating: BotDriver) -> None:
    """Others read there."""
    await debating.say(ANA, "join", DISCORD_ROOM)
    await debating.say(IVO, "skip", MATRIX_ROOM)
    assert telling(debating, "Ivo:", MATRIX_ROOM) == [0]
    assert telling(debating, "Ivo:", MATRIX_MODERATORS, DISCORD_MODERATORS) == [1, 1]


async def test_whoever_is_there_without_moderating_is_refused_there(debating: BotDriver) -> None:
    await debating.say(SAM, "next", MATRIX_MODERATORS)
    assert "moderators, so nothing changed" in debating.texts(MATRIX_MODERATORS)[-1]
    assert debating.texts(SAM) == []
