"""Somebody writes more than a hundred messages at once on each platform: all stand on the other side."""

import asyncio

import pytest

from tests.e2e.test_relay import Conversation, talking
from tests.e2e.world import OnDiscord, World
from tests.faults.relay.rooms import DiscordRoom, MatrixRoom, marks

pytestmark = [pytest.mark.sockets, pytest.mark.timeout(300)]

MANY, AT_ONCE = 120, 10
PATIENCE = 240.0


async def on_discord(talk: Conversation) -> list[str]:
    """As fast as one can."""
    said = [f"word{number}v0" for number in range(MANY)]
    for text in said:
        await talk.vera_says(text)
    return said


async def on_matrix(talk: Conversation) -> list[str]:
    """From several clients; the homeserver says in which order."""
    few = asyncio.Semaphore(AT_ONCE)

    async def say(number: int) -> None:
        async with few:
            await talk.ivo_says(f"word{number}v0")

    await asyncio.gather(*(say(number) for number in range(MANY)))
    person = talk.ivo.user.person
    own = [each for each in await person.messages(talk.room) if each["sender"] == person.id]
    return marks([str(each["content"]) for each in own])


async def test_all_of_it_goes_across_and_commands_are_answered_meanwhile(stage: World) -> None:
    talk = await talking(stage)
    command = OnDiscord("Vera", stage.discord, talk.vera.id, talk.thread)
    here = DiscordRoom(stage.discord, talk.thread, {})
    there = MatrixRoom(talk.room, {}, talk.ivo.user.person, stage.host.bot)
    async with asyncio.TaskGroup() as tasks:
        flood_here, flood_there = tasks.create_task(on_discord(talk)), tasks.create_task(on_matrix(talk))
        assert "In the group" in await command.say("members")
        assert len(await there.copies()) < MANY, "the answer came first"
        await stage.discord.world.until(lambda: len(marks(talk.on_discord())) == MANY, PATIENCE)
        while len(await there.copies()) < MANY:
            await there.more()
    assert await there.copies() == flood_here.result()
    assert await here.copies() == flood_there.result()
