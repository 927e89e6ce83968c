"""Matrix rooms in a meeting: two of them, one that is upgraded, one that is shut to the bot, and threads."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import pytest

from tests.e2e.world import EXAMPLE, OnMatrix, World

pytestmark = [pytest.mark.sockets, pytest.mark.timeout(600)]

HAND = "\N{RAISED HAND}"


def in_moderators_channel(stage: World) -> list[str]:
    server = stage.discord
    return [server.as_read(message) for message in server.messages(stage.moderators_channel)]


def reads(texts: Callable[[], list[str]], words: str) -> Callable[[], bool]:
    return lambda: any(words in text for text in texts())


async def with_overflow(stage: World) -> str:
    """A second Matrix room of the same meeting, in its file before the bot starts."""
    host = stage.host.person
    room = await host.create_room(preset="public_chat", name="Overflow", invite=[stage.host.bot])
    file = stage.bot.config.parent / "meetings" / EXAMPLE.name
    text, second = (
        file.read_text("utf-8"),
        f'[[rooms]]\nplatform = "matrix"\nplace = "{room}"\nname = "Overflow"\nhow_to_speak = "Unmute."\n',
    )
    assert text.count("\n[moderators]\n") == 1
    file.write_text(text.replace("\n[moderators]\n", f"\n{second}\n[moderators]\n"), "utf-8")
    return room


async def in_queue(stage: World, who: OnMatrix, room: str) -> str:
    """They raise a hand below the board of a room, and say where they belong; returns the reaction."""
    await stage.host.until(lambda: any(s.room == room and HAND in s.text for s in stage.host.seen.values()))
    board = [id for id, said in stage.host.seen.items() if said.room == room and HAND in said.text][-1]
    hand = await who.user.person.react(room, board, HAND)
    await who.told("You are in the queue")
    return hand


async def redacted(who: OnMatrix, room: str, event: str) -> bool:
    found: Mapping[str, Any] = await who.user.person.call("GET", f"/rooms/{room}/event/{event}")
    return not found["content"]


async def test_two_rooms_one_of_them_upgraded_and_a_hand_that_has_had_its_turn(stage: World) -> None:
    vera, _ = await stage.moderators()
    overflow, host = await with_overflow(stage), stage.host.person
    await stage.bot.start()
    await host.set_power(stage.room, stage.host.bot, 50)
    await vera.say("open")
    for room in (stage.room, overflow):
        await stage.host.until(reads(partial(stage.host.texts, room), "is open. One queue"))
    panel = next(each for each in stage.in_room() if "is open. One queue" in each)
    assert f"https://matrix.to/#/{stage.host.bot.replace(':', '%3A')}" in panel

    ana, bo = await stage.matrix_person("Ana"), await stage.matrix_person("Bo")
    await bo.user.person.join(overflow)
    for line in ("start", "phase next"):
        await vera.say(line)
    hand = await in_queue(stage, ana, stage.room)
    other = await in_queue(stage, bo, overflow)
    await vera.say("next")
    for room in (stage.room, overflow):
        await stage.host.until(reads(partial(stage.host.texts, room), "has the floor"))

    answer = await host.call("POST", f"/rooms/{stage.room}/upgrade", {"new_version": "12"})
    new = str(answer["replacement_room"])
    await stage.discord.until(reads(lambda: in_moderators_channel(stage), "The bot has followed"))
    await stage.host.until(reads(lambda: stage.host.texts(new), "is open. One queue"))
    await stage.host.until(reads(lambda: stage.host.texts(new), "Floor:"))

    await stage.bot.kill()
    await stage.bot.start()
    await ana.user.person.join(new)
    await ana.user.person.say(new, "!done")
    stage.bot.move(seconds=20)
    await vera.say("next")
    await stage.host.until(lambda: sum("has the floor" in text for text in stage.host.texts(new)) == 1)
    told = [text for text in in_moderators_channel(stage) if "The bot has followed" in text]
    assert len(told) == 1
    assert new in told[0]
    spent = [await redacted(ana, stage.room, hand), await redacted(bo, overflow, other)]
    assert spent == [True, False], "the bot has the power in one room alone"
    await ana.user.person.leave(stage.room)


async def test_asked_in_a_thread_and_in_a_room_in_which_the_bot_may_not_write(stage: World) -> None:
    vera, ivo = await stage.moderators()
    ana, host = await stage.matrix_person("Ana"), stage.host.person
    await stage.bot.start()
    await vera.say("open")

    async def thread(who: OnMatrix, room: str, words: str) -> str:
        root = await who.user.person.say(room, "by the way")
        relation = {"rel_type": "m.thread", "event_id": root}
        content = {"msgtype": "m.text", "body": words, "m.relates_to": relation}
        await who.user.person.send(room, content)
        return root

    async def answered(who: OnMatrix, room: str, root: str, words: str) -> bool:
        events: Any = await who.user.person.messages(room)
        return any(
            each["sender"] == stage.host.bot
            and words in each["content"].get("body", "")
            and each["content"].get("m.relates_to", {}).get("event_id") == root
            for each in events
        )

    root = await thread(ivo, stage.moderators_room, "!start")
    await ivo.user.until(reads(lambda: ivo.user.texts(stage.moderators_room), "Ivo: "))
    assert await answered(ivo, stage.moderators_room, root, "Ivo: ")
    chat = await ana.user.chat()
    root = await thread(ana, chat, "join")
    await ana.told("You are in the queue")
    assert await answered(ana, chat, root, "You are in the queue")

    levels = await host.state(stage.room, "m.room.power_levels")
    await host.set_state(stage.room, "m.room.power_levels", {**levels, "events_default": 50})
    mend = "give the bot power level 50"
    await stage.discord.until(reads(lambda: in_moderators_channel(stage), mend))
    await ivo.user.until(reads(lambda: ivo.user.texts(stage.moderators_room), mend))
    begin = len(stage.bot.log)
    await vera.say("announce Lunch is in room 5")
    await stage.discord.until(reads(stage.in_channel, "Lunch is in room 5"))
    await stage.bot.says("cannot be made", begin)
    await host.set_state(stage.room, "m.room.power_levels", levels)
    await stage.host.until(reads(stage.in_room, "Lunch is in room 5"))
    await stage.discord.until(reads(lambda: in_moderators_channel(stage), "The bot is back in"))
    assert sum(mend in text for text in in_moderators_channel(stage)) == 1
