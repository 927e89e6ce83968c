"""Who could run the coordination thread if the bot were lost, asked before the meeting."""

from collections.abc import Sequence

import pytest

from adapters.discord.platform import DiscordPlatform
from tests.adapters.discord.support import adapter, place
from tests.discord_server import DiscordServer
from tests.discord_server.world import ADMINISTRATOR, MANAGE_GUILD, MANAGE_THREADS, Overwrite

pytestmark = pytest.mark.sockets


async def notes(platform: DiscordPlatform, *channels: str) -> Sequence[str]:
    places = [place(each) for each in channels]
    found = await platform.inspect(places, [places])
    return [note for note in found.notes if "Manage Threads" in note]


async def test_a_moderators_role_that_could_not_run_the_thread_is_noted(
    server: DiscordServer, room: str
) -> None:
    chair = server.add_role("Chair")
    server.add_role("Staff", MANAGE_GUILD)
    platform = adapter(server, moderator_role="Chair")
    [note] = await notes(platform, room)
    assert note.startswith(f'the role "Chair" lacks "Manage Threads" in channel {room} (hall), so ')
    assert (await platform.inspect([place(room)])).problems == [], "the meeting can be held without it"
    server.world.channels[room].overwrites[chair] = Overwrite(allow=MANAGE_THREADS)
    assert await notes(platform, room) == []


async def test_without_a_named_role_those_who_may_manage_the_server_are_looked_at(
    server: DiscordServer, room: str
) -> None:
    for name, permissions in (
        ("Staff", MANAGE_GUILD),
        ("Keepers", MANAGE_GUILD | MANAGE_THREADS),
        ("Root", ADMINISTRATOR),
        ("Guests", 0),
    ):
        server.add_role(name, permissions)
    assert [note.partition(" lacks")[0] for note in await notes(adapter(server), room)] == [
        'the role "Staff"'
    ]


async def test_what_is_a_problem_already_is_not_noted_as_well(server: DiscordServer, room: str) -> None:
    server.add_role("Staff", MANAGE_GUILD)
    assert await notes(adapter(server), "1", "general") == []
    assert await notes(adapter(server, token="wrong"), room) == []
