"""Who is put out of a group does not come back by a word of their own."""

import re

import pytest

from bot.domain.changing import replace
from bot.domain.identity import Identity
from bot.domain.message import say
from bot.ports.permissions import NotPermitted
from tests.services.conftest import ANA, IVO, LI, SAM, VERA, Play
from tests.services.groups.conftest import meet
from tests.services.groups.test_coming_and_going import channel, group, inside
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_ROOM, plan

WHY = "Threatened Li"


async def put_out(bot: BotDriver, who: str = "Ana", by: Identity = VERA) -> None:
    asked = await bot.say(by, f"exclude {who} | {WHY}")
    assert (
        f'goes out of the group, and cannot come back by themselves.\nThey are told your reason: "{WHY}'
        in asked
    )
    assert "is out of the group" in await bot.press(by, bot.fakes[by.platform].choices(by)["Put out"].token)


@pytest.mark.parametrize("way", ["stay", "stay digest", "redeem"])
async def test_who_is_put_out_comes_back_by_a_coordinator_s_word_alone(
    after: BotDriver, discord: InMemoryPlatform, way: str
) -> None:
    code = re.search(r"redeem \S+", await after.say(VERA, "invite"))
    assert code is not None
    line = code[0] if way == "redeem" else way
    await after.say(VERA, "action add Draft it | Ana")
    await put_out(after)
    assert ANA not in inside(discord)
    assert any("has put you out of the group of Roundtable" in t and WHY in t for t in after.texts(ANA))
    assert any("Vera has put Ana out" in t and WHY in t for t in after.texts(IVO))
    assert not any(WHY in text for text in after.texts(channel(discord)))
    assert "Draft it (nobody yet)" in await after.say(VERA, "action list")
    assert "A coordinator has put you out" in await after.say(ANA, line)
    assert "You have left the group" not in await after.say(ANA, "unstay")
    assert "A coordinator has put you out" in await after.say(ANA, line)
    await after.say(VERA, "retry", DISCORD_ROOM)
    assert ANA not in inside(discord)
    assert "Ana" in await after.say(IVO, "readmit")
    assert "can come into the group again" in await after.say(IVO, "readmit Ana")
    assert any("You can come into the group" in text for text in after.texts(ANA))
    assert "A coordinator" not in await after.say(ANA, line)


async def test_a_coordinator_is_put_out_by_another_and_their_codes_with_them(
    after: BotDriver,
) -> None:
    await after.say(IVO, "handover Li")
    await after.say(VERA, "coordinator add Ana")
    code = re.search(r"redeem \S+", await after.say(ANA, "invite"))
    assert code is not None
    await put_out(after)
    state = await group(after)
    assert len(state.moderators) == 2
    assert "for the coordinators" in await after.say(ANA, "exclude Vera | Revenge")
    assert "withdrawn" in await after.say(SAM, code[0])


async def test_who_left_before_is_put_out_all_the_same_and_nobody_oneself(after: BotDriver) -> None:
    await after.say(ANA, "unstay")
    await put_out(after)
    assert "out of the group already" in await after.say(VERA, f"exclude Ana | {WHY}")
    assert "A coordinator has put you out" in await after.say(ANA, "stay", DISCORD_ROOM)
    assert "cannot put yourself out" in await after.say(VERA, f"exclude Vera | {WHY}")
    assert "was not put out" in await after.say(VERA, "readmit Li")
    assert "for the coordinators" in await after.say(LI, f"exclude Vera | {WHY}")


async def test_where_the_bot_may_not_the_coordinators_are_asked(
    after: BotDriver, discord: InMemoryPlatform
) -> None:
    discord.refusals["eject"] = [NotPermitted("no right", say("go-yourself"))]
    await put_out(after)
    assert any("I may not take Ana out of the channel" in text for text in after.texts(VERA))
    assert not any("leave it yourself" in text for text in after.texts(ANA))


async def test_who_was_put_out_does_not_come_in_by_a_later_meeting_or_another_account_of_theirs(
    play: Play,
) -> None:
    one = plan()
    shared = replace(one.coordination, group="follow-up")
    first, second = replace(one, coordination=shared), replace(one, id="second", coordination=shared)
    async with play(first) as bot:
        await meet(bot)
        await put_out(bot)
    async with play(first, second) as bot:
        await bot.say(VERA, "open", DISCORD_MODERATORS)
        linked = re.search(r"link (\w+)", await bot.say(ANA, "link", DISCORD_ROOM))
        assert linked is not None
        await bot.say(SAM, linked[0], MATRIX_ROOM)
        assert "one participant" in await bot.say(ANA, "link yes", DISCORD_ROOM)
        await bot.say(ANA, "stay", DISCORD_ROOM)
        await bot.say(SAM, "stay", MATRIX_ROOM)
        await bot.close(VERA, DISCORD_MODERATORS)
        state = await group(bot, "group/follow-up")
        assert "second" in state.fed
        assert {each for each in state.put_out if state.participants[each].stays} == set()
        assert await bot.store.read(lambda tx: tx.people.person("group/follow-up", SAM)) is None
