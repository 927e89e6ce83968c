"""A working group on two platforms: begun, joined, called together with a queue of its own, and closed."""

import asyncio
import json
import os
import sys
from collections.abc import Mapping
from typing import Any

import pytest

from tests.discord_server import DiscordServer
from tests.e2e.pressing import DiscordPresser, MatrixPresser
from tests.e2e.world import OnDiscord, OnMatrix, World

pytestmark = [pytest.mark.sockets, pytest.mark.timeout(300)]


async def over(stage: World) -> tuple[OnDiscord, OnMatrix]:
    """The example meeting is over, and its two moderators coordinate the group."""
    vera, ivo = await stage.moderators()
    await stage.bot.start()
    stage.bot.move(minutes=20)
    await stage.announced("is open. One queue")
    await ivo.say("w cs")
    await vera.say("close")
    stage.bot.move(seconds=2)
    await vera.say("close")
    await stage.announced("is over. Thank you.")
    await stage.discord.until(lambda: bool(stage.discord.threads(stage.channel)))
    await ivo.told("Open questions")
    return vera, ivo


async def room_where(person: OnMatrix, words: str) -> str:
    """The Matrix room in which the bot says so, now or when it comes."""
    await person.told(words)
    return next(said.room for said in person.user.seen.values() if words in said.text)


async def read_in(server: DiscordServer, channel: str, words: str, times: int = 1) -> None:
    """Wait until the bot has said so in a channel."""
    await server.until(lambda: sum(words in server.as_read(m) for m in server.messages(channel)) >= times)


async def test_a_working_group_meets_on_both_platforms_and_leaves_a_record(stage: World) -> None:
    bot, server = stage.bot, stage.discord
    vera, ivo = await over(stage)
    (follow_up,) = server.threads(stage.channel)
    whole = OnDiscord("Vera", server, vera.id, follow_up.id)
    assert "Name and purpose stay" in await whole.say("wg new Evidence | Comment on the draft by June")
    await DiscordPresser(whole).takes("Begin it")
    await server.until(lambda: len(server.threads(stage.channel)) == 2)
    room = server.threads(stage.channel)[-1]
    await server.until(lambda: vera.id in room.members)
    around = await room_where(ivo, "New working group 1 Evidence")
    await MatrixPresser(OnMatrix("Ivo", ivo.user, around, ivo.public)).takes_in_room("Join working group 1")
    await ivo.told("You are in the working group")
    inner = await room_where(ivo, "What you do here is this working group's")

    here = OnDiscord("Vera", server, vera.id, room.id)
    assert "The call opens now" in await here.say("wg meet")
    await read_in(server, room.id, "is open. One queue")
    await ivo.user.until(lambda: any("is open. One queue" in text for text in ivo.user.texts(inner)))
    await DiscordPresser(here).takes_in_room("Raise hand")
    await here.told("You are in the queue")
    press = DiscordPresser(OnDiscord("Vera", server, vera.id, None))
    await press.takes("Start")
    await read_in(server, room.id, "Where we stand starts")
    await bot.kill()
    await bot.start()
    await ivo.user.person.say(inner, "!join")
    await ivo.told("You are in the queue")
    await here.say("phase next")
    await here.say("walkup gov")
    for turn in range(3):
        bot.move(seconds=30)
        await press.takes("Next")
        await read_in(server, room.id, "has the floor", turn + 1)
        await press.who.told(f"Turn {turn + 1}: ")
    await ivo.user.until(lambda: sum("has the floor" in text for text in ivo.user.texts(inner)) >= 3)
    await ends(stage, here, ivo, 1)
    for number, turns in ((2, 2), (3, 1)):
        await another(stage, here, ivo, number, turns)

    assert "Its record is posted" in await here.say("wg close")
    await press.takes("Close it")
    for place in (room.id, follow_up.id):
        await read_in(server, place, "has closed")
    await ivo.user.until(lambda: any("has closed" in text for text in ivo.user.texts(inner)))
    assert "has ended" in await whole.say("wg join 1")
    assert await bot.stop() == 0

    read = as_read(server, room.id)
    assert [each.count("has the floor") for each in read] == [3, 2, 1]
    for number, words in enumerate(read, start=1):
        facts = await minutes(stage, f"call/uncc-roundtable/1/{number}")
        assert (facts["turns"], facts["unreached"]) == (words.count("has the floor"), 0)
        assert len(facts["phases"]) == words.count(" starts, until")
    session = await minutes(stage, "uncc-roundtable")
    assert (session["turns"], session["unreached"]) == (0, 1), "the one from the hall was not reached"


async def ends(stage: World, here: OnDiscord, ivo: OnMatrix, number: int) -> None:
    """The call closes, which is asked about where somebody waits."""
    stage.bot.move(seconds=5)
    await here.say("close")
    stage.bot.move(seconds=5)
    await here.say("close")
    assert here.channel is not None
    await read_in(stage.discord, here.channel, "the call is over", number)
    await ivo.user.until(lambda: sum("the call is over" in text for text in ivo.heard()) >= number)


async def gives(here: OnDiscord, line: str, words: str, times: int) -> None:
    """A command, and what the room reads of it by then."""
    assert here.channel is not None
    await here.server.slash(here.id, here.channel, line)
    await read_in(here.server, here.channel, words, times)


async def another(stage: World, here: OnDiscord, ivo: OnMatrix, number: int, turns: int) -> None:
    """A later call, with so many turns of people in the hall."""
    stage.bot.move(days=14)
    assert "The call opens now" in await here.say("wg meet")
    assert here.channel is not None
    await read_in(stage.discord, here.channel, "is open. One queue", number)
    await gives(here, "start", "Where we stand starts", number)
    await gives(here, "phase next", "Discussion starts", number)
    before = sum("has the floor" in stage.discord.as_read(m) for m in stage.discord.messages(here.channel))
    for turn in range(turns):
        await here.say("walkup cs")
        stage.bot.move(seconds=30)
        await gives(here, "next", "has the floor", before + turn + 1)
    await ends(stage, here, ivo, number)


def as_read(server: DiscordServer, channel: str) -> list[str]:
    """What stands in the room of each call, from its opening to its end: who reads along knows no log."""
    whole = "\n".join(server.as_read(each) for each in server.messages(channel))
    return [each.split("the call is over")[0] for each in whole.split("is open. One queue")[1:]]


async def minutes(stage: World, id: str) -> Mapping[str, Any]:
    """As the program writes them, by a process of its own."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "minutes", id, "--format", "json"),
        *("--config", str(stage.bot.config)),
        env={**os.environ, **stage.bot.secrets},
        stdout=asyncio.subprocess.PIPE,
    )
    out, _ = await process.communicate()
    facts: Mapping[str, Any] = json.loads(out)
    return facts
