"""What the platforms refuse, seen from their rooms: it comes when they take it, and the moderators know."""

from collections.abc import Callable

import pytest

from tests.discord_server.world import SEND_MESSAGES
from tests.e2e.world import World

pytestmark = [pytest.mark.sockets, pytest.mark.timeout(600)]


def in_moderators_channel(stage: World) -> list[str]:
    server = stage.discord
    return [server.as_read(message) for message in server.messages(stage.moderators_channel)]


def reads(texts: Callable[[], list[str]], words: str, times: int = 1) -> Callable[[], bool]:
    return lambda: sum(words in text for text in texts()) >= times


async def opened(stage: World) -> None:
    await stage.bot.start()
    stage.bot.move(minutes=20)  # ten minutes before the start the meeting opens by itself
    await stage.announced("is open. One queue")


async def test_what_was_refused_comes_at_a_word_after_a_restart_and_in_a_room_regained(stage: World) -> None:
    vera, _ = await stage.moderators()
    server, matrix = stage.discord, stage.host
    await opened(stage)

    server.forbid(stage.channel, SEND_MESSAGES)
    await vera.say("announce Lunch is in room 5")
    await server.until(reads(lambda: in_moderators_channel(stage), "could not be posted"))
    server.allow(stage.channel)
    assert "is being tried again" in await vera.say("retry")
    await server.until(reads(stage.in_channel, "Lunch is in room 5"))

    server.forbid(stage.channel, SEND_MESSAGES)
    begin = len(stage.bot.log)
    await vera.say("announce Tea is ready")
    await matrix.until(reads(stage.in_room, "Tea is ready"))
    await stage.bot.says("cannot be made", begin)
    await stage.bot.kill()
    server.allow(stage.channel)
    await stage.bot.start()
    await server.until(reads(stage.in_channel, "Tea is ready"))

    bot = stage.host.bot
    await matrix.person.call("POST", f"/rooms/{stage.room}/kick", {"user_id": bot})
    await server.until(reads(lambda: in_moderators_channel(stage), "The bot has lost"))
    await vera.say("announce Coffee is back")
    await server.until(reads(stage.in_channel, "Coffee is back"))
    await matrix.person.invite(stage.room, bot)
    await matrix.until(reads(stage.in_room, "Coffee is back"))
    await server.until(reads(lambda: in_moderators_channel(stage), "The bot is back in"))

    said = [text.rpartition(": ")[2] for text in stage.in_channel() if "From the moderators" in text]
    assert said == ["Lunch is in room 5", "Tea is ready", "Coffee is back"]
    assert [text.rpartition(": ")[2] for text in stage.in_room() if "From the moderators" in text] == said


async def test_closed_direct_messages(stage: World) -> None:
    vera, _ = await stage.moderators()
    server = stage.discord
    await opened(stage)
    ben = stage.discord_person("Ben")
    server.close_direct_messages(ben.id)
    assert "You are in the queue" in await ben.say("join")
    await vera.say("start")
    for _ in range(2):
        stage.bot.move(seconds=10)
        await vera.say("phase next")
    stage.bot.move(seconds=10)
    await vera.say("next")
    await server.until(reads(lambda: in_moderators_channel(stage), "Ben cannot be written to in private"))
    await server.until(reads(stage.in_channel, "I cannot write to you in private"))
    [hint] = [m for m in server.messages(stage.channel) if "I cannot write to you" in m.content]
    assert hint.pinged == {ben.id}
