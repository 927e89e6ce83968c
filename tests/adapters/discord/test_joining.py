"""Pins and invites without the right for them, and what is done in a thread that was archived meanwhile."""

from functools import partial

import pytest

from adapters.discord.platform import DiscordPlatform
from bot.ports.capabilities import Joining, Pins, Removal
from bot.ports.permissions import NotPermitted
from bot.ports.platform import ChannelSpec
from tests.adapters.discord.support import Remembering, adapter, place, running, who
from tests.contracts.platform.documents import text
from tests.discord_server import DiscordServer
from tests.discord_server.world import CREATE_INSTANT_INVITE, PIN_MESSAGES, Thread

pytestmark = pytest.mark.sockets


def allow(server: DiscordServer, permissions: int) -> None:
    server.world.home.members[server.bot].add(server.add_role("Helper", permissions))


def able(platform: DiscordPlatform) -> tuple[Pins, Joining, Removal]:
    has = platform.capabilities
    assert has.pins
    assert has.joining
    assert has.removal
    return has.pins, has.joining, has.removal


async def test_without_the_right_nothing_is_pinned_and_no_link_is_made(
    server: DiscordServer, room: str
) -> None:
    async with running(adapter(server), Remembering()) as platform:
        pins, joining, _ = able(platform)
        message = await platform.post(place(room), text("Page"), "key")
        for change in (pins.pin, pins.unpin):
            with pytest.raises(NotPermitted) as refused:
                await change(place(room), message)
            assert refused.value.notice.key == "pins-not-permitted"
        assert await joining.link_to(place(room)) is None
        allow(server, PIN_MESSAGES | CREATE_INSTANT_INVITE)
        await pins.pin(place(room), message)
        link = await joining.link_to(place(room))
        assert link == f"https://discord.gg/{server.world.channels[room].invite}"


async def test_an_archived_thread_is_opened_for_what_changes_in_it(server: DiscordServer, room: str) -> None:
    allow(server, PIN_MESSAGES)
    ana = server.add_person("Ana")
    async with running(adapter(server), Remembering()) as platform:
        pins, joining, removal = able(platform)
        near = await platform.open_channel(ChannelSpec("m", "after", "", place(room)), "key")
        await platform.invite(near, who(ana))
        message = await platform.post(near, text("Page"), "key")
        thread = server.world.channels[near.id]
        assert isinstance(thread, Thread)
        changes = (
            partial(pins.pin, near, message),
            partial(platform.edit, near, message, text("Page 2"), "key-2"),
            partial(pins.unpin, near, message),
            partial(removal.message, near, message),
            partial(joining.eject, near, who(ana), ""),
        )
        for change in changes:
            thread.archived = True
            await change()
            assert not thread.archived
        assert server.messages(near.id) == []
        assert thread.members == {server.bot}


async def test_what_is_optional_is_noted_before(server: DiscordServer, room: str) -> None:
    platform = adapter(server)
    found = await platform.inspect([place(room)], [[place(room)]])
    assert found.problems == []
    assert sorted(note.partition(":")[0] for note in found.notes if "optional" in note) == [
        f'the bot has no "{right}" in channel {room} (hall), which is optional'
        for right in ("Create Invite", "Pin Messages")
    ]
    allow(server, PIN_MESSAGES | CREATE_INSTANT_INVITE)
    found = await platform.inspect([place(room)], [[place(room)]])
    assert [note for note in found.notes if "optional" in note] == []
