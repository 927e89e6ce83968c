"""A room may be a post in a forum, or a thread; where people go on, and what check --online says."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.adapters.discord.servers.conftest import Pair, closed
from tests.adapters.discord.support import adapter, place
from tests.discord_server.guilds.building import Building
from tests.discord_server.world import CREATE_PRIVATE_THREADS, SEND_MESSAGES, SEND_MESSAGES_IN_THREADS

pytestmark = pytest.mark.sockets


@asynccontextmanager
async def held(pair: Pair, *rooms: str) -> AsyncIterator[None]:
    """A meeting in these rooms, in its debate."""
    pair.whole.plans["roundtable"] = pair.meeting("roundtable", rooms, pair.whole.moderators)
    async with pair.whole.running():
        await pair.whole.debate()
        yield


def posted(server: Building, *, seen_by: list[str] | None = None) -> tuple[str, str]:
    """A forum and a post in it."""
    forum = server.add_forum("topics", seen_by=seen_by)
    return forum, server.add_thread(forum, "Roundtable")


async def test_a_meeting_is_held_in_a_post(pair: Pair) -> None:
    whole, server = pair.whole, pair.whole.server
    _, post = posted(server.home)
    ana = server.add_person("Ana")
    async with held(pair, post):
        assert "Your place now: 1" in await whole.slash(ana, "join", post)
        await whole.next()
        await whole.hears(post, "Ana (not stated) has the floor")
        lounge = server.add_channel("lounge")
        assert "#Roundtable: Roundtable" in await whole.slash(server.add_person("Bo"), "join", lounge)


async def test_beside_a_post_people_go_on_under_another_room_of_the_server(pair: Pair) -> None:
    whole, server = pair.whole, pair.whole.server
    _, post = posted(server.home)
    ana = server.add_person("Ana")
    async with held(pair, post, whole.room):
        await whole.slash(ana, "stay", post)
        await closed(whole, whole.vera, whole.moderators)
        assert pair.members(whole.room) == [{ana, whole.vera}]
        assert not whole.reads(whole.moderators, "could not be opened")


async def test_where_a_server_has_posts_alone_people_go_on_under_what_all_see(pair: Pair) -> None:
    whole, server = pair.whole, pair.whole.server
    _, post = posted(pair.trade)
    ana, bao = server.add_person("Ana"), pair.trade.add_person("Bao")
    pair.trade.add_channel("later")
    async with held(pair, whole.room, post):
        await whole.slash(ana, "stay")
        await whole.slash(bao, "stay", post)
        await closed(whole, whole.vera, whole.moderators)
        assert pair.members(whole.room) == [{ana, whole.vera}]
        assert pair.members(pair.room) == [{bao}]
        assert not whole.reads(whole.moderators, "could not be")


async def test_where_nothing_takes_them_in_moderators_are_told_and_may_try_again(pair: Pair) -> None:
    whole, server = pair.whole, pair.whole.server
    _, post = posted(pair.trade)
    bao = pair.trade.add_person("Bao")
    await server.hide(pair.room, seen_by=[pair.tom])
    async with held(pair, whole.room, post):
        await whole.slash(bao, "stay", post)
        await closed(whole, whole.vera, whole.moderators)
        [told] = whole.reads(whole.moderators, "could not be opened")
        assert told.startswith("The coordination channel beside Discord could not be opened.")
        assert 'the organiser runs "evenfloor check --online"' in told
        assert pair.members(pair.room) == []
        await server.hide(pair.room, seen_by=[pair.trade.id])  # All see it again.
        whole.clock.move(60)
        await whole.slash(whole.vera, "retry", whole.moderators)
        await whole.settled()
        assert pair.members(pair.room) == [{bao}]


async def test_check_online_says_where_it_will_be_and_names_the_mend(pair: Pair) -> None:
    server = pair.whole.server
    _, post = posted(pair.trade)
    rooms = [place(pair.whole.room), place(post)]
    found = await adapter(server).inspect([place(post)], [rooms])
    assert found.problems == []
    start = f"the coordination channel will be a thread of channel {pair.room} (trade-hall), which is no room"
    assert [note for note in found.notes if note.startswith(start)]
    await server.hide(pair.room, seen_by=[pair.tom])
    assert (await adapter(server).inspect([place(post)], [rooms])).problems == [
        "Discord server Trade forum: no channel there can have the coordination channel, since a forum has "
        "no private threads; add a text channel of that server as a room."
    ]
    rooms.append(place(pair.room))
    assert (await adapter(server).inspect([place(post)], [rooms])).problems == []


async def test_of_a_post_check_online_wants_what_is_used_there(pair: Pair) -> None:
    server = pair.whole.server
    forum, post = posted(server.home)
    platform = adapter(server)
    server.forbid(forum, SEND_MESSAGES | CREATE_PRIVATE_THREADS)
    assert (await platform.inspect([place(post)])).problems == []
    server.forbid(forum, SEND_MESSAGES_IN_THREADS)
    [problem] = (await platform.inspect([place(post)])).problems
    assert f'Discord channel {post} (Roundtable): the bot lacks "Send Messages in Threads"' in problem


async def test_who_does_not_see_the_channel_above_does_not_hear_of_its_threads(pair: Pair) -> None:
    whole, server = pair.whole, pair.whole.server
    bo, lounge = server.add_person("Bo"), server.add_channel("lounge")
    _, post = posted(server.home, seen_by=[bo])
    async with held(pair, post):
        assert "No meeting belongs to this room" in await whole.slash(
            server.add_person("Ana"), "join", lounge
        )
        assert "#Roundtable" in await whole.slash(bo, "join", lounge)
        assert "Your place now: 1" in await whole.slash(bo, "join", post)


async def test_people_go_on_where_all_of_them_can_be_let_in(pair: Pair) -> None:
    whole, server = pair.whole, pair.whole.server
    ana, bo = server.add_person("Ana"), server.add_person("Bo")
    staff = server.add_channel("staff", seen_by=[bo, whole.vera])
    thread = server.home.add_thread(staff, "Inner circle")
    async with held(pair, thread, whole.room):
        await whole.slash(ana, "stay")
        await whole.slash(bo, "stay", thread)
        await closed(whole, whole.vera, whole.moderators)
    assert pair.members(whole.room) == [{ana, bo, whole.vera}]
    assert pair.members(staff) == []


async def test_check_online_notes_that_not_all_could_be_let_in(pair: Pair) -> None:
    server = pair.whole.server
    staff = server.add_channel("staff", seen_by=[])
    _, post = posted(server.home)
    rooms = [place(server.home.add_thread(staff, "Inner circle")), place(post)]
    notes = (await adapter(server).inspect(rooms, [rooms])).notes
    assert [note for note in notes if f"will be a thread of channel {staff} (staff), and nobody" in note]
    rooms.append(place(pair.whole.room))
    notes = (await adapter(server).inspect(rooms, [rooms])).notes
    assert not [note for note in notes if "will be a thread" in note]


async def test_a_forum_that_is_deleted_takes_its_post_with_it_and_moderators_are_told(pair: Pair) -> None:
    whole, server = pair.whole, pair.whole.server
    forum, post = posted(server.home)
    async with held(pair, whole.room, post):
        gone = {"id": forum, "guild_id": server.home.id, "type": 15, "name": "topics"}
        await server.faults.send_event("CHANNEL_DELETE", gone)
        await whole.hears(whole.moderators, "The bot has lost Discord of Roundtable.")
        await whole.slash(server.add_person("Ana"), "join")
