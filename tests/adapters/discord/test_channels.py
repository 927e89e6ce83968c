"""One private thread per channel asked for, whatever crashed in between, with the right people in it."""

import pytest

from adapters.discord.channels import thread_name
from adapters.discord.platform import DiscordPlatform
from bot.ports.platform import ChannelSpec, TryLater, Undeliverable
from tests.adapters.discord.support import place, who
from tests.discord_server import DiscordServer

pytestmark = pytest.mark.sockets


def spec(room: str, marker: str = "uncc/coordination") -> ChannelSpec:
    return ChannelSpec(marker, "Universal connectivity", "Open questions", place(room))


async def test_a_channel_is_a_private_thread_that_only_the_bot_lets_people_into(
    server: DiscordServer, room: str, platform: DiscordPlatform
) -> None:
    opened = await platform.open_channel(spec(room), "k1")
    [thread] = server.threads(room)
    assert opened == place(thread.id)
    assert thread.name.startswith("Universal connectivity (")
    assert not thread.invitable
    assert thread.auto_archive == 7 * 24 * 60


async def test_beside_a_room_that_is_a_thread_it_hangs_under_that_threads_channel(
    server: DiscordServer, room: str, platform: DiscordPlatform
) -> None:
    meeting = await platform.open_channel(spec(room, "a meeting in a thread"), "k1")
    opened = await platform.open_channel(spec(meeting.id), "k2")
    assert opened != meeting
    assert [place(thread.id) for thread in server.threads(room)] == [meeting, opened]


async def test_asked_again_the_same_thread_is_found_archived_too(
    server: DiscordServer, room: str, platform: DiscordPlatform
) -> None:
    opened = await platform.open_channel(spec(room), "k1")
    assert await platform.open_channel(spec(room), "k2") == opened
    server.threads(room)[0].archived = True
    assert await platform.open_channel(spec(room), "k3") == opened
    assert await platform.open_channel(spec(room, "other/coordination"), "k4") != opened
    assert len(server.threads(room)) == 2


async def test_a_thread_made_before_a_crash_is_adopted(
    server: DiscordServer, room: str, platform: DiscordPlatform
) -> None:
    server.faults.fail_once("POST", f"/channels/{room}/threads", 503, applied=True)
    with pytest.raises(TryLater):
        await platform.open_channel(spec(room), "k1")
    [left] = server.threads(room)
    assert await platform.open_channel(spec(room), "k1") == place(left.id)


async def test_somebody_elses_thread_of_that_name_is_left_alone(
    server: DiscordServer, room: str, platform: DiscordPlatform
) -> None:
    opened = await platform.open_channel(spec(room), "k1")
    server.threads(room)[0].owner = server.add_person("Eve")
    assert await platform.open_channel(spec(room), "k2") != opened


async def test_who_was_invited_is_in_it(server: DiscordServer, room: str, platform: DiscordPlatform) -> None:
    ana, bo = server.add_person("Ana"), server.add_person("Bo")
    opened = await platform.open_channel(spec(room), "k1")
    [thread] = server.threads(room)
    assert thread.members == {server.bot}
    for person in (ana, bo, ana):
        await platform.invite(opened, who(person))
    assert thread.members == {server.bot, ana, bo}


async def test_an_archived_thread_is_opened_for_a_latecomer(
    server: DiscordServer, room: str, platform: DiscordPlatform
) -> None:
    ana = server.add_person("Ana")
    opened = await platform.open_channel(spec(room), "k1")
    server.threads(room)[0].archived = True
    await platform.invite(opened, who(ana))
    assert server.threads(room)[0].members == {server.bot, ana}


async def test_who_is_not_there_cannot_be_invited(room: str, platform: DiscordPlatform) -> None:
    opened = await platform.open_channel(spec(room), "k1")
    with pytest.raises(Undeliverable):
        await platform.invite(opened, who("1"))
    with pytest.raises(Undeliverable):
        await platform.open_channel(spec("1"), "k2")


def test_a_long_name_is_cut_before_its_code() -> None:
    long = ChannelSpec("m", "word " * 40, "", place("1"))
    assert len(thread_name(long)) <= 100
    assert thread_name(long)[-7:] == thread_name(spec("1", "m"))[-7:]
