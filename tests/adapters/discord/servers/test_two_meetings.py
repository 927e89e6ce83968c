"""One bot for two meetings on two servers that know nothing of each other."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.changing import replace
from bot.domain.plan import Listed
from tests.adapters.discord.servers.conftest import Pair, closed

pytestmark = pytest.mark.sockets

SECRET = "Trade talks"


@pytest.fixture
async def apart(pair: Pair) -> AsyncIterator[Pair]:
    """Both in their debate."""
    whole = pair.whole
    whole.plans["policy"] = pair.meeting("policy", (whole.room,), whole.moderators, title="Policy day")
    trade = pair.meeting("trade", (pair.room,), pair.moderators, title=SECRET)
    whole.plans["trade"] = replace(trade, people=(Listed("Zoe", "speaker", {}),))
    async with whole.running():
        await whole.debate()
        for line in ("open", "start", "phase next"):
            await whole.slash(pair.tom, line, pair.moderators)
        yield pair


def everything(pair: Pair, *, of: str) -> str:
    """All that people read on one of the servers, in its rooms and threads."""
    server = pair.whole.server
    rooms = [one.id for one in server.world.channels.values() if one.guild == of]
    return "\n".join(server.as_read(each) for room in rooms for each in server.messages(room))


async def test_nothing_of_one_is_said_on_the_other(apart: Pair) -> None:
    whole, server = apart.whole, apart.whole.server
    ana, bao = server.add_person("Ana"), apart.trade.add_person("Bao")
    await whole.slash(ana, "stay")
    await whole.slash(bao, "stay", apart.room)
    await whole.slash(ana, "join A word on policy")
    assert "Your place now: 1" in await whole.slash(bao, "join A word on trade", apart.room)
    await whole.slash(apart.tom, "next", apart.moderators)
    await whole.slash(apart.tom, "announce Lunch for traders", apart.moderators)
    await closed(whole, apart.tom, apart.moderators)
    await whole.slash(whole.vera, "waiting", whole.moderators)
    here, there = everything(apart, of=server.world.guild), everything(apart, of=apart.trade.id)
    assert "Bao" in there
    assert "Lunch for traders" in there
    for word in ("Bao", "traders", SECRET, "trade"):
        assert word not in here
    for word in ("Ana", "Policy day", "on policy"):
        assert word not in there
    told = "\n".join(server.as_read(each) for who in (ana, whole.vera) for each in server.private(who))
    for word in ("Bao", "traders", SECRET):
        assert word not in told
    assert (apart.members(whole.room), len(apart.members(apart.room))) == ([], 1)


async def test_moderators_of_one_are_nobody_in_the_other(apart: Pair) -> None:
    whole = apart.whole
    apart.trade.let_in(whole.vera)
    await whole.slash(apart.trade.add_person("Bao"), "join", apart.room)
    event = whole.server.say(whole.vera, apart.room, "@Evenfloor next")
    assert "moderators" in await whole.answer(whole.vera, event)
    assert not whole.reads(apart.room, "has the floor")


async def test_where_to_go_names_rooms_of_the_same_server_alone(apart: Pair) -> None:
    whole = apart.whole
    ana = whole.server.add_person("Ana")
    apart.trade.let_in(ana)
    lounges = (whole.server.add_channel("lounge"), apart.trade.add_channel("trade-lounge"))
    here, there = [await whole.slash(ana, "join", lounge) for lounge in lounges]
    assert here == "No meeting belongs to this channel. Please go to:\n#hall: Policy day"
    assert there == f"No meeting belongs to this channel. Please go to:\n#trade-hall: {SECRET}"


async def test_alone_with_the_bot_one_hears_of_the_meetings_of_one_s_own_servers(apart: Pair) -> None:
    whole, server = apart.whole, apart.whole.server
    ana = server.add_person("Ana")
    assert "Your place now: 1" in await whole.answer(ana, server.write_to_bot(ana, "join"))
    await whole.hears(whole.room, "Next: Guest ")
    assert whole.reads(apart.room, "Guest ") == []
    both = server.add_person("Cy")
    apart.trade.let_in(both)
    await whole.answer(both, server.write_to_bot(both, "join"))
    offered = str([each.components for each in server.private(both)])
    assert "Policy day" in offered
    assert SECRET in offered


@pytest.mark.parametrize("line", ["meeting trade", "meeting tr", "meeting x"])
async def test_a_meeting_of_another_server_is_not_chosen_and_not_named(apart: Pair, line: str) -> None:
    whole, server = apart.whole, apart.whole.server
    ana = server.add_person("Ana")
    for act in (server.write_to_bot(ana, line), server.slash(ana, whole.room, line)):
        await whole.answer(ana, act)
    for told in server.private(ana):
        assert SECRET not in server.as_read(told)
        assert SECRET not in str(told.components)


async def test_while_discord_cannot_be_asked_no_meeting_is_named(apart: Pair) -> None:
    whole, server = apart.whole, apart.whole.server
    both = server.add_person("Cy")
    apart.trade.let_in(both)
    server.faults.fail_once("GET", "/members/", 429, retry_after="100")
    answer = await whole.answer(both, server.write_to_bot(both, "join"))
    assert answer == "No meeting is planned here. Please ask the organiser."
    assert whole.told(both, "No meeting is planned") == [answer]


async def test_what_is_offered_while_typing_is_of_one_s_own_meeting(apart: Pair) -> None:
    server = apart.whole.server
    for who, offered in ((server.add_person("Ana"), []), (apart.trade.add_person("Bao"), ["Zoe"])):
        chat = server.world.direct_chat(who).id
        assert await server.complete(who, chat, "speaker", "who", "Z") == offered
