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


async def on_matrix(talk: Conversation) -> list[list[str]]:
    """From several clients; what each said, for in which order those of different clients came nobody knows.

    Synapse itself tells of them in one order by its sync, and in another by its history.
    """
    said = [[f"word{number}v0" for number in range(first, MANY, AT_ONCE)] for first in range(AT_ONCE)]

    async def say(texts: list[str]) -> None:
        for text in texts:
            await talk.ivo_says(text)

    await asyncio.gather(*map(say, said))
    return said


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
    copies = await here.copies()
    assert len(copies) == MANY
    for said in flood_there.result():
        assert [each for each in copies if each in said] == said
