"""The process is killed at bad moments, and goes on as if nothing had been."""

import asyncio

import pytest

from tests.e2e.world import World

pytestmark = [pytest.mark.sockets, pytest.mark.timeout(300)]


async def test_two_moderators_call_at_the_same_moment(stage: World) -> None:
    vera, ivo = await stage.moderators()
    await stage.bot.start()
    ana, li = stage.discord_person("Ana"), await stage.matrix_person("Li")
    await vera.say("open")
    await ivo.say("identify cs")  # He takes part from here on: the room reads that a refusal is his.
    await ana.say("join")
    await li.say("join")
    await vera.say("start")
    await vera.say("phase next")
    answers = await asyncio.gather(vera.say("next"), ivo.say("next"))
    [repeat] = [text for text in answers if "Already done" in text]
    [given] = [text for text in answers if text != repeat]
    assert "Ana" in given
    assert "Ana has the floor" in repeat
    await stage.announced("has the floor")
    assert sum("has the floor" in post for post in stage.in_channel()) == 1


async def test_killed_in_the_middle_of_a_phase(stage: World) -> None:
    bot = stage.bot
    vera, ivo = await stage.moderators()
    await bot.start()
    ana, li, sam = (
        stage.discord_person("Ana"),
        await stage.matrix_person("Li"),
        await stage.matrix_person("Sam", alone=True),
    )
    await vera.say("open")
    for person in (ana, li, sam):
        await person.say("join")
    await vera.say("start")
    await vera.say("phase next")
    await vera.say("next")
    bot.move(minutes=2)
    await stage.announced("time is up")
    before = (await ivo.say("queue"), await ivo.say("agenda"), stage.in_channel(), stage.in_room())

    await bot.kill()
    await bot.start()

    assert (await ivo.say("queue"), await ivo.say("agenda")) == before[:2]
    assert "Li" in await vera.say("next")
    await stage.announced("has the floor", 2)
    bot.move(minutes=8)
    await stage.announced("A. Lessons of the negotiations ends in 5 minutes")
    for old, new in ((before[2], stage.in_channel()), (before[3], stage.in_room())):
        # Boards are edited in place; everything else that was there is there once.
        assert sum("Lessons of the negotiations starts" in post for post in new) == 1
        assert sum("time is up" in post for post in old) == sum("Ana: time is up" in post for post in new)
        assert sum("ends in" in post for post in new) == 1


async def test_due_while_the_process_was_down(stage: World) -> None:
    bot = stage.bot
    vera, _ = await stage.moderators()
    await bot.start()
    await vera.say("open")
    await vera.say("start")
    await stage.announced("Level-setting starts")
    await bot.kill()
    bot.now = bot.now.replace(hour=bot.now.hour + 1)
    await bot.start()
    await stage.announced("The time for Level-setting is up")
    for posts in (stage.in_channel(), stage.in_room()):
        assert not [post for post in posts if "Level-setting ends in" in post]


async def test_killed_between_making_the_channel_and_recording_it(stage: World) -> None:
    bot = stage.bot
    vera, ivo = await stage.moderators()
    await bot.start()
    ana, li = stage.discord_person("Ana"), await stage.matrix_person("Li")
    await vera.say("open")
    for person in (ana, li):
        await person.say("join")
        await person.say("stay")
    await ivo.say("start")
    held = stage.discord.faults.hold_once("POST", f"/channels/{stage.channel}/threads")
    await vera.say("close")
    bot.move(seconds=2)
    await stage.discord.slash(vera.id, stage.moderators_channel, "close")
    await held.done.wait()
    await bot.kill()
    held.let_go.set()
    assert len(stage.discord.threads(stage.channel)) == 1

    await bot.start()
    await li.told("Open questions")
    await ivo.told("Open questions")
    [thread] = stage.discord.threads(stage.channel)
    await stage.discord.until(lambda: ana.id in thread.members)
    await stage.discord.until(
        lambda: any("Open questions" in m.content for m in stage.discord.messages(thread.id))
    )
    assert len({said.room for said in li.user.seen.values() if "Open questions" in said.text}) == 1
    assert sum("is over. Thank you" in post for post in stage.in_channel()) == 1
