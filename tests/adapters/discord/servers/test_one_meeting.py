"""One meeting with rooms on two servers: one queue, one board, and nobody lost who is on one of them only."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.changing import replace
from tests.adapters.discord.servers.conftest import Pair, closed

pytestmark = pytest.mark.sockets


@pytest.fixture
async def both(pair: Pair) -> AsyncIterator[Pair]:
    """In its debate, led from two moderators' rooms."""
    whole = pair.whole
    rooms = (whole.room, pair.room)
    whole.plans["roundtable"] = pair.meeting("roundtable", rooms, whole.moderators, pair.moderators)
    async with whole.running():
        await whole.debate()
        yield pair


async def test_one_queue_with_a_board_and_its_buttons_on_each(both: Pair) -> None:
    whole, server = both.whole, both.whole.server
    ana, bao = server.add_person("Ana"), both.trade.add_person("Bao")
    assert "Your place now: 1" in await whole.slash(ana, "join")
    board = server.messages(both.room)[-1]
    assert board.components, "the board hangs there with its buttons"
    assert "Your place now: 2" in await whole.answer(bao, server.press(bao, board.id, 1))
    for room in (whole.room, both.room):
        await whole.hears(room, "Next: Ana (not stated)\nThen, may change: Bao (not stated)")


async def test_each_server_s_moderators_moderate_from_their_own_room(both: Pair) -> None:
    whole, server = both.whole, both.whole.server
    ana, bao = server.add_person("Ana"), both.trade.add_person("Bao")
    await whole.slash(ana, "join")
    await whole.slash(bao, "join", both.room)
    whole.clock.move(5)
    assert "Ana" in await whole.slash(both.tom, "next", both.moderators)
    for room in (whole.room, both.room):
        await whole.hears(room, "has the floor")
    for room in (whole.moderators, both.moderators):
        await whole.hears(room, "Turn 1: Ana")
    whole.clock.move(5)
    assert "Bao" in await whole.slash(whole.vera, "next", whole.moderators)


async def test_power_on_a_server_without_a_room_of_the_meeting_counts_for_nothing(both: Pair) -> None:
    other = both.whole.server.add_server("Third")
    eve = other.add_moderator("Eve")
    both.trade.let_in(eve)
    await both.whole.slash(both.trade.add_person("Bao"), "join", both.room)
    event = both.whole.server.say(eve, both.room, "@Evenfloor next")
    assert "moderators" in await both.whole.answer(eve, event)
    assert not both.whole.reads(both.room, "has the floor")


async def test_afterwards_each_goes_on_where_they_are(both: Pair) -> None:
    whole, server = both.whole, both.whole.server
    ana, bao, cy = server.add_person("Ana"), both.trade.add_person("Bao"), server.add_person("Cy")
    both.trade.let_in(cy)
    for who, room in ((ana, whole.room), (bao, both.room), (cy, both.room)):
        await whole.slash(who, "stay", room)
    await closed(whole, whole.vera, whole.moderators)
    assert both.members(whole.room) == [{ana, cy, whole.vera}]
    assert both.members(both.room) == [{bao, cy}]
    for room in (whole.room, both.room):
        [thread] = server.threads(room)
        assert len(whole.reads(thread.id, "Write a note.")) == 1, "what comes next is told once in each"
    for room in (whole.moderators, both.moderators):
        assert not whole.reads(room, "could not be")


async def test_a_latecomer_comes_into_the_channel_of_their_server(both: Pair) -> None:
    whole = both.whole
    await closed(whole, whole.vera, whole.moderators)
    late = both.trade.add_person("Late")
    await whole.slash(late, "stay", both.room)
    await whole.settled()
    assert [late in inside for inside in both.members(both.room)] == [True]
    assert [late in inside for inside in both.members(whole.room)] == [False]
    assert not whole.reads(both.moderators, "could not be")


async def test_two_rooms_on_one_server_have_one_channel(pair: Pair) -> None:
    whole, server = pair.whole, pair.whole.server
    lobby, ana = server.add_channel("lobby"), server.add_person("Ana")
    whole.plans["roundtable"] = pair.meeting("roundtable", (whole.room, lobby), whole.moderators)
    async with whole.running():
        await whole.debate()
        await whole.slash(ana, "stay", lobby)
        await closed(whole, whole.vera, whole.moderators)
        asked = server.asked("GET", "/threads/active")
        await whole.slash(server.add_person("Bo"), "stay", whole.room)
        await whole.settled()
    assert server.asked("GET", "/threads/active") == asked, "it is known that both rooms have it"
    assert [len(pair.members(each)) for each in (whole.room, lobby)] == [1, 0]
    [thread] = server.threads(whole.room)
    assert len(whole.reads(thread.id, "Write a note.")) == 1


async def test_two_meetings_that_feed_one_group_have_one_channel_on_a_server(pair: Pair) -> None:
    whole, server = pair.whole, pair.whole.server
    lobby, ana, bo = server.add_channel("lobby"), server.add_person("Ana"), server.add_person("Bo")
    later = server.add_channel("later-mods", seen_by=[whole.vera])
    for id, room, moderators in (("first", whole.room, whole.moderators), ("second", lobby, later)):
        plan = pair.meeting(id, (room,), moderators)
        whole.plans[id] = replace(plan, coordination=replace(plan.coordination, group="both"))
    async with whole.running():
        for who, room, moderators in ((ana, whole.room, whole.moderators), (bo, lobby, later)):
            for line in ("open", "start", "phase next"):
                await whole.slash(whole.vera, line, moderators)
            await whole.slash(who, "stay", room)
            await closed(whole, whole.vera, moderators)
    assert pair.members(whole.room) == [{ana, bo, whole.vera}]
    assert pair.members(lobby) == []
