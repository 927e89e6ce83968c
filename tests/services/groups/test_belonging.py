"""A group, its working groups and its calls are its people's: nobody gets in past it, by any account."""

import re

import pytest

from bot.domain.identity import Identity, Place
from bot.domain.meeting.group.membership import members
from tests.services.conftest import ANA, BEN, IVO, LI, SAM, VERA
from tests.services.groups.test_excluding import put_out
from tests.services.groups.working.conftest import GROUP, NEW, meeting, room, sure
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_ROOM, MATRIX_ROOM


@pytest.fixture
async def working(after: BotDriver) -> BotDriver:
    await sure(after, ANA, NEW)
    return after


async def linked(bot: BotDriver, other: Identity) -> None:
    """Ana's account and another one are joined in the meeting, which goes on to be there."""
    code = re.search(r"link (\w+)", await bot.say(ANA, "link", DISCORD_ROOM))
    assert code is not None
    await bot.say(other, code[0], MATRIX_ROOM)
    assert "one participant" in await bot.say(ANA, "link yes", DISCORD_ROOM)


async def called(bot: BotDriver, discord: InMemoryPlatform) -> None:
    """Vera calls the group together."""
    await bot.say(VERA, "wg meet", discord.channels["roundtable"])
    await bot.move(1)


async def test_a_working_group_makes_no_codes_of_its_own(
    working: BotDriver, discord: InMemoryPlatform
) -> None:
    """They would let in who is not in the group, or was put out of it."""
    assert "come into this working group by themselves, with /wg join 1" in await working.say(
        ANA, "invite", room(discord)
    )
    assert "redeem" in await working.say(VERA, "invite", discord.channels["roundtable"])


@pytest.mark.parametrize("who", [BEN, SAM])
async def test_who_is_in_its_room_alone_does_not_come_into_a_working_group(
    working: BotDriver, who: Identity, discord: InMemoryPlatform, matrix: InMemoryPlatform
) -> None:
    """Ben was in the meeting and did not stay, nobody knows Sam; whoever runs the room put them there."""
    place = room(discord if who.platform == "discord" else matrix)
    assert "not in the group that this working group belongs to" in await working.say(who, "stay", place)
    assert len(members(await meeting(working))) == 1


async def test_who_is_put_out_of_the_whole_does_not_come_back_into_a_working_group(
    working: BotDriver, matrix: InMemoryPlatform
) -> None:
    await working.say(LI, "wg join 1")
    await put_out(working, "Li")
    await working.move(0)
    for place in (None, room(matrix)):
        for words in ("stay", "stay digest", "wg join 1"):
            assert "You are in" not in await working.say(LI, words, place)
    await working.move(0)
    assert LI not in matrix.inside[room(matrix)]
    assert len(members(await meeting(working))) == 1


async def test_a_call_is_not_there_for_strangers_in_a_direct_chat(
    after: BotDriver, discord: InMemoryPlatform, matrix: InMemoryPlatform
) -> None:
    await called(after, discord)
    await after.say(LI, "join")
    for words in ("queue", "balance", "whoami", "why", "meeting call/roundtable/1"):
        assert "Li" not in await after.say(SAM, words)
    assert "is over" in await after.say(SAM, "join")
    assert "You need a code" in await after.say(SAM, "stay")
    assert "You need a code" in await after.say(SAM, "stay", matrix.channels["roundtable"])
    await after.close(VERA, discord.channels["roundtable"])
    await after.move(0)
    assert SAM not in matrix.inside[matrix.channels["roundtable"]]
    assert len(members(await meeting(after, GROUP))) == 4


async def test_who_is_put_out_has_no_part_in_a_call(after: BotDriver, discord: InMemoryPlatform) -> None:
    await called(after, discord)
    await put_out(after)
    for place in (None, discord.channels["roundtable"]):
        for words in ("join", "queue", "stay", "agenda"):
            assert "A coordinator has put you out" in await after.say(ANA, words, place)


async def test_who_coordinated_and_is_put_out_moderates_no_call_any_more(
    after: BotDriver, discord: InMemoryPlatform
) -> None:
    await called(after, discord)
    await put_out(after, "Vera", IVO)
    assert "A coordinator has put you out" in await after.say(VERA, "next")


async def test_who_left_the_group_has_no_part_in_a_call_from_elsewhere(
    after: BotDriver, discord: InMemoryPlatform
) -> None:
    await after.say(ANA, "unstay")
    await called(after, discord)
    assert "not in the group" in await after.say(ANA, "join")


async def test_whoever_is_put_out_is_put_out_with_all_their_accounts(
    after: BotDriver, matrix: InMemoryPlatform, discord: InMemoryPlatform
) -> None:
    """Ana and Li are two in the group, and turn out to be one person."""
    await linked(after, LI)
    await put_out(after)
    await after.move(0)
    assert LI not in matrix.inside[matrix.channels["roundtable"]]
    assert "not in the group" in await after.say(LI, "action list")
    assert "cannot put yourself out" in await after.say(VERA, "exclude Vera | x")
    assert "can come into the group again" in await after.say(VERA, "readmit Li")
    assert "You are invited" in await after.say(ANA, "stay", discord.channels["roundtable"])


@pytest.mark.parametrize("place", [None, MATRIX_ROOM])
async def test_whoever_is_put_out_does_not_come_by_a_code_with_another_account(
    after: BotDriver, matrix: InMemoryPlatform, place: Place | None
) -> None:
    code = re.search(r"redeem \S+", await after.say(VERA, "invite"))
    assert code is not None
    await linked(after, SAM)
    await put_out(after)
    assert "A coordinator has put you out" in await after.say(SAM, code[0])
    await after.say(SAM, "stay", place)
    await after.move(0)
    assert SAM not in matrix.inside[matrix.channels["roundtable"]]
    assert len(members(await meeting(after, GROUP))) == 3


async def test_who_is_released_from_coordinating_is_told(after: BotDriver) -> None:
    await after.say(VERA, "coordinator add Ana")
    await after.say(ANA, "coordinator remove Ivo")
    assert any("You do not coordinate the group any more: Ana" in text for text in after.texts(IVO))
    assert any("Ivo does not coordinate the group any more: Ana" in text for text in after.texts(VERA))
    before = len(after.texts(ANA))
    await after.say(ANA, "coordinator remove Ana")
    assert not any("Ana has decided" in text for text in after.texts(ANA)[before:])
