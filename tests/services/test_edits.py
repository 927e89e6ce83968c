"""An edited message is the command if nothing came of the message before."""

from uuid import uuid4

from bot.domain.changing import replace
from bot.domain.identity import Identity, Place
from bot.ports.platform import Invocation, TypedRequest
from tests.services.conftest import ANA, IVO
from tests.support.bot import BotDriver
from tests.support.plans import MATRIX_ROOM

TOO_LATE = "Your message was carried out as it stood before"


async def edits(bot: BotDriver, who: Identity, of: str, text: str, place: Place | None = None) -> str:
    """Somebody changes a message; returns the answer."""
    where = place or Place(who.platform, f"@{who.id}")
    cause = f"{who.platform}:{uuid4()}"
    request = TypedRequest(text)
    edit = Invocation(cause, who, who.id.title(), where, place is None, request, bot.clock.now())
    await bot.app.command_service.handle(replace(edit, edits=of))
    await bot.settled()
    return bot.answer(who, cause)


async def test_an_edit_of_a_slip_counts(debating: BotDriver) -> None:
    await debating.say(ANA, "jion", cause="discord:1")
    assert "I do not know that command" in await edits(debating, ANA, "discord:1", "joni")
    assert "You are in the queue" in await edits(debating, ANA, "discord:1", "join")


async def test_an_edit_of_what_was_talk_counts(debating: BotDriver) -> None:
    assert "You are in the queue" in await edits(debating, ANA, "discord:talk", "join")


async def test_an_edit_of_a_refused_command_counts(debating: BotDriver) -> None:
    assert "not one of the groups" in await debating.say(ANA, "identify cx", cause="discord:1")
    assert "Civil Society" in await edits(debating, ANA, "discord:1", "identify cs")


async def test_what_was_carried_out_is_not_done_again(debating: BotDriver) -> None:
    await debating.say(IVO, "w cs ps gov", MATRIX_ROOM)
    await debating.say(IVO, "next", MATRIX_ROOM, cause="matrix:1")
    head = await debating.head()
    await debating.move(10)
    for text in ("next", "nxt", "identify cs"):
        assert TOO_LATE in await edits(debating, IVO, "matrix:1", text, MATRIX_ROOM)
    assert await debating.head() == head


async def test_a_slip_is_mended_once(debating: BotDriver) -> None:
    await debating.say(IVO, "w cs ps gov", MATRIX_ROOM)
    await debating.say(IVO, "nxt", MATRIX_ROOM, cause="matrix:1")
    assert "has the floor" in await edits(debating, IVO, "matrix:1", "next", MATRIX_ROOM)
    await debating.move(10)
    assert TOO_LATE in await edits(debating, IVO, "matrix:1", "next ", MATRIX_ROOM)
