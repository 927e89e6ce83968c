"""A deleted channel and a server that puts the bot out are handed in with the room that is lost."""

import asyncio

import pytest

from tests.adapters.discord.support import Remembering, adapter, place, running
from tests.discord_server import DiscordServer
from tests.discord_server.render import guild_in_full

pytestmark = pytest.mark.sockets


async def test_a_deleted_channel(server: DiscordServer, room: str, inbox: Remembering) -> None:
    gone = {"id": room, "guild_id": server.world.guild, "type": 0, "name": "hall"}
    async with running(adapter(server), inbox):
        await server.faults.send_event("CHANNEL_DELETE", gone)
        lost = await asyncio.wait_for(inbox.lost.get(), 20)
    assert lost == (f"discord/lost/{room}", "discord-deleted", place(room))


@pytest.mark.parametrize("kind", [11, 12])
async def test_a_deleted_thread_or_forum_post(server: DiscordServer, kind: int, inbox: Remembering) -> None:
    gone = {"id": "77", "guild_id": server.world.guild, "parent_id": "76", "type": kind}
    async with running(adapter(server), inbox):
        await server.faults.send_event("THREAD_DELETE", gone)
        lost = await asyncio.wait_for(inbox.lost.get(), 20)
    assert lost == ("discord/lost/77", "discord-deleted", place("77"))


async def test_put_out_of_the_server(server: DiscordServer, room: str, inbox: Remembering) -> None:
    other = server.add_channel("other")
    async with running(adapter(server), inbox):
        await server.faults.send_event("GUILD_DELETE", {"id": server.world.guild})
        lost = [await asyncio.wait_for(inbox.lost.get(), 20) for _ in range(2)]
    assert {(notice, where) for _, notice, where in lost} == {
        ("discord-put-out", place(room)),
        ("discord-put-out", place(other)),
    }


async def test_a_server_that_is_away_for_a_while_is_not_lost(
    server: DiscordServer, room: str, inbox: Remembering
) -> None:
    gone = {"id": room, "guild_id": server.world.guild, "type": 0, "name": "hall"}
    async with running(adapter(server), inbox):
        await server.faults.send_event("GUILD_DELETE", {"id": "7", "unavailable": True})
        await server.faults.send_event("CHANNEL_DELETE", gone)
        _, notice, _ = await asyncio.wait_for(inbox.lost.get(), 20)
    assert notice == "discord-deleted"


async def test_added_to_the_server_again(server: DiscordServer, room: str, inbox: Remembering) -> None:
    other = server.add_channel("other")
    async with running(adapter(server), inbox):
        assert inbox.back.empty(), "what the start tells of was there all the time"
        await server.faults.send_event("GUILD_DELETE", {"id": server.world.guild})
        for _ in range(2):
            await asyncio.wait_for(inbox.lost.get(), 20)
        await server.faults.send_event("GUILD_CREATE", guild_in_full(server.world, server.world.home))
        back = [await asyncio.wait_for(inbox.back.get(), 20) for _ in range(2)]
    assert set(back) == {place(room), place(other)}


async def test_a_server_that_was_away_for_a_while_is_back(
    server: DiscordServer, room: str, inbox: Remembering
) -> None:
    async with running(adapter(server), inbox):
        await server.faults.send_event("GUILD_DELETE", {"id": server.world.guild, "unavailable": True})
        await server.faults.send_event(
            "GUILD_CREATE", {**guild_in_full(server.world, server.world.home), "unavailable": False}
        )
        assert await asyncio.wait_for(inbox.back.get(), 20) == place(room)
    assert inbox.lost.empty()
