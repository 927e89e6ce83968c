"""What discord.py reads of people on the tests' Stage, and what it may ask for there."""

import asyncio
from collections.abc import AsyncIterator

import discord
import pytest
from pydantic import HttpUrl, WebsocketUrl

from adapters.discord.client import point_at
from adapters.discord.settings import DiscordSettings
from tests.discord_server import DiscordServer
from tests.discord_server.world import MUTE_MEMBERS, Overwrite

_WANTED = discord.Intents(guilds=True, voice_states=True)


class Listener(discord.Client):
    """Keeps what arrives: in the audience or not, with a hand or not."""

    def __init__(self) -> None:
        super().__init__(intents=_WANTED, guild_ready_timeout=0.1)
        self.heard: asyncio.Queue[tuple[bool, bool]] = asyncio.Queue()

    async def on_voice_state_update(
        self, _: discord.Member, __: discord.VoiceState, after: discord.VoiceState
    ) -> None:
        """Called by discord.py."""
        self.heard.put_nowait((after.suppress, after.requested_to_speak_at is not None))


@pytest.fixture
def stage(server: DiscordServer) -> str:
    return server.add_stage("round table")


@pytest.fixture
def person(server: DiscordServer) -> str:
    return server.add_person("Amara")


@pytest.fixture
async def listener(server: DiscordServer, stage: str, person: str) -> AsyncIterator[Listener]:
    """Connected while somebody sits in the audience already."""
    await server.stage.join(person, stage)
    point_at(
        DiscordSettings.model_validate(
            {
                "token": server.token,
                "api_base": HttpUrl(server.api_base),
                "gateway": WebsocketUrl(server.gateway),
            }
        )
    )
    async with Listener() as client:
        running = asyncio.create_task(client.start(server.token))
        await client.wait_until_ready()
        yield client
        await client.close()
        await running


async def heard(listener: Listener) -> tuple[bool, bool]:
    async with asyncio.timeout(60):
        return await listener.heard.get()


async def invite(listener: Listener, server: DiscordServer, person: str, stage: str) -> None:
    await listener.http.edit_voice_state(
        int(server.world.guild), int(person), {"suppress": False, "channel_id": stage}
    )


async def test_whoever_is_there_at_the_start_is_known(listener: Listener, stage: str, person: str) -> None:
    channel = listener.get_channel(int(stage))
    assert isinstance(channel, discord.StageChannel)
    assert list(channel.voice_states) == [int(person)]


async def test_a_hand_goes_up_and_down(listener: Listener, server: DiscordServer, person: str) -> None:
    await server.stage.raise_hand(person)
    assert await heard(listener) == (True, True)
    await server.stage.lower_hand(person)
    assert await heard(listener) == (True, False)


async def test_an_invitation_waits_for_its_answer(
    listener: Listener, server: DiscordServer, person: str, stage: str
) -> None:
    server.world.channels[stage].overwrites[server.bot] = Overwrite(allow=MUTE_MEMBERS)
    await server.stage.raise_hand(person)
    assert await heard(listener) == (True, True)
    await invite(listener, server, person, stage)
    assert await heard(listener) == (False, True)
    await server.stage.accept(person)
    assert await heard(listener) == (False, False)


async def test_who_is_sent_back_has_no_hand_up(
    listener: Listener, server: DiscordServer, person: str, stage: str
) -> None:
    server.world.channels[stage].overwrites[server.bot] = Overwrite(allow=MUTE_MEMBERS)
    await invite(listener, server, person, stage)
    assert await heard(listener) == (False, True)
    await listener.http.edit_voice_state(
        int(server.world.guild), int(person), {"suppress": True, "channel_id": stage}
    )
    assert await heard(listener) == (True, False)


async def test_nobody_is_moved_without_the_permission(
    listener: Listener, server: DiscordServer, person: str, stage: str
) -> None:
    with pytest.raises(discord.Forbidden):
        await invite(listener, server, person, stage)
    assert server.stage.states[person].suppressed


async def test_whoever_left_cannot_be_moved(
    listener: Listener, server: DiscordServer, person: str, stage: str
) -> None:
    await server.stage.leave(person)
    with pytest.raises(discord.NotFound):
        await invite(listener, server, person, stage)
