"""Files go across beside the words, within limits: else a link or a word stands for them."""

import asyncio
from datetime import UTC, datetime
from itertools import count

import pytest

from bot.domain.changing import replace
from bot.domain.group.rows import Copy, Said, Utterance
from bot.domain.identity import Place
from bot.domain.message import say
from bot.messages.document import AttachedFile, Document, Text
from bot.ports.platform import TryLater, Undeliverable
from bot.ports.relay import Extra, PostedFile
from bot.ports.store import Delivery, Pending
from bot.services.outbound.actions import Relay
from bot.services.relay.files import MOST_AT_ONCE, MOST_BYTES, MOST_TRIES, Files
from tests.services.conftest import ANA, LI, Play
from tests.services.groups.conftest import meet
from tests.services.groups.relay.conftest import Channels
from tests.services.groups.relay.test_copies import kept_texts
from tests.services.groups.test_privacy import GROUP, over
from tests.services.live.trial import InMemoryRemoval
from tests.support.in_memory_platform import Hold, InMemoryPlatform

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
CAT = PostedFile("cat.png", PNG, "https://cdn.example.org/cat.png?ex=1")
NOTES = PostedFile("notes.txt", b"Some notes", "https://cdn.example.org/notes.txt?ex=1")
AS_CAT = AttachedFile("cat.png", "image/png", PNG)
AS_NOTES = AttachedFile("notes.txt", "application/octet-stream", b"Some notes")
LINKED = "Ana (Discord): (file) cat.png\nhttps://cdn.example.org/cat.png?ex=1"
WORD = "Ana (Discord): (file) cat.png"


async def test_both_ways_each_behind_the_words_with_who_posted_it(channels: Channels) -> None:
    await channels.turn_on()
    await channels.shares(ANA, CAT, NOTES, said="Look")
    await channels.shares(LI, replace(CAT, url=""))
    await channels.says(ANA, "And more")
    assert channels.brought(channels.matrix) == [
        ("Ana (Discord): Look", None),
        (WORD, AS_CAT),
        ("Ana (Discord): (file) notes.txt", AS_NOTES),
        ("Ana (Discord): And more", None),
    ]
    assert channels.brought(channels.discord) == [("Li (Matrix): (file) cat.png", AS_CAT)]
    assert await kept_texts(channels.bot) == []


@pytest.mark.parametrize("size", [MOST_BYTES, MOST_BYTES + 1])
async def test_what_is_larger_than_the_limit_stands_as_a_link(channels: Channels, size: int) -> None:
    await channels.turn_on()
    await channels.shares(ANA, replace(CAT, content=PNG.ljust(size, b"\0")))
    [(text, file)] = channels.brought(channels.matrix)
    assert (text, file is not None) == ((WORD, True) if size <= MOST_BYTES else (LINKED, False))


async def test_what_the_other_side_does_not_take_is_not_even_read(
    channels: Channels, matrix: InMemoryPlatform
) -> None:
    await channels.turn_on()
    matrix.largest = len(PNG) - 1
    await channels.shares(ANA, CAT)
    matrix.largest += 1
    await channels.shares(ANA, CAT)
    assert channels.brought(channels.matrix) == [(LINKED, None), (WORD, AS_CAT)]


async def test_what_cannot_be_read_stands_as_a_word(channels: Channels, discord: InMemoryPlatform) -> None:
    await channels.turn_on()
    discord.refusals[f"{channels.discord} open"] = [Undeliverable("no right")]
    await channels.shares(ANA, CAT)
    await channels.shares(ANA, replace(CAT, content=None, url=""))
    assert channels.brought(channels.matrix) == [(WORD, None), (WORD, None)]


async def test_a_sticker_or_a_poll_is_a_word_beside_the_words(channels: Channels) -> None:
    await channels.turn_on()
    extras = Extra("sticker", "wave"), Extra("file", "cat.png", "0"), Extra("poll", "When?")
    talk = replace(channels.talk(ANA, "Look"), extras=extras)
    channels.bot.fakes["discord"].files[talk.message, "0"] = CAT
    await channels.write(talk)
    assert channels.brought(channels.matrix) == [
        ("Ana (Discord): Look\n(sticker) wave\n(poll) When?", None),
        (WORD, AS_CAT),
    ]


async def test_while_its_platform_is_away_it_waits_and_what_is_behind_it_too(
    channels: Channels, discord: InMemoryPlatform
) -> None:
    await channels.turn_on()
    discord.refusals[f"{channels.discord} open"] = [TryLater("away"), TryLater("away")]
    await channels.shares(ANA, CAT)
    await channels.says(ANA, "And more")
    assert channels.copies(channels.matrix) == []
    for _ in range(2):
        await channels.bot.move(60)
    assert channels.brought(channels.matrix) == [(WORD, AS_CAT), ("Ana (Discord): And more", None)]


async def test_what_cannot_be_read_for_long_holds_nothing_up(
    channels: Channels, discord: InMemoryPlatform
) -> None:
    await channels.turn_on()
    discord.refusals[f"{channels.discord} open"] = [TryLater("away")] * 100
    await channels.shares(ANA, CAT)
    await channels.says(ANA, "And more")
    for _ in range(MOST_TRIES):
        assert channels.copies(channels.matrix) == []
        await channels.bot.move(60)
    assert channels.brought(channels.matrix) == [(WORD, None), ("Ana (Discord): And more", None)]


async def test_a_limit_of_the_other_side_is_waited_for_however_long(
    channels: Channels, matrix: InMemoryPlatform
) -> None:
    await channels.turn_on()
    matrix.refusals[str(channels.matrix)] = [TryLater("limited", 5.0)] * (MOST_TRIES - 1)
    await channels.shares(ANA, CAT)
    for _ in range(MOST_TRIES):
        await channels.bot.move(60)
    assert channels.brought(channels.matrix) == [(WORD, AS_CAT)]


async def test_what_the_other_side_refuses_stands_as_a_link(
    channels: Channels, matrix: InMemoryPlatform
) -> None:
    await channels.turn_on()
    matrix.refusals[f"{channels.matrix} file"] = [Undeliverable("for a reason of its own")]
    await channels.shares(ANA, CAT)
    await channels.shares(ANA, replace(CAT, content=b""))
    assert channels.brought(channels.matrix) == [(LINKED, None), (LINKED, None)]


async def test_a_file_that_never_gets_through_holds_nothing_up(
    channels: Channels, matrix: InMemoryPlatform
) -> None:
    await channels.turn_on()
    matrix.refusals[f"{channels.matrix} file"] = [TryLater("too slow")] * 100
    await channels.shares(ANA, CAT)
    await channels.says(ANA, "And more")
    for _ in range(MOST_TRIES):
        assert channels.copies(channels.matrix) == []
        await channels.bot.move(60)
    assert channels.brought(channels.matrix) == [(LINKED, None), ("Ana (Discord): And more", None)]


async def test_while_the_other_side_is_away_it_stays_a_file(
    channels: Channels, matrix: InMemoryPlatform
) -> None:
    await channels.turn_on()
    away: list[Exception] = [TryLater("away")] * 100
    matrix.refusals[f"{channels.matrix} file"], matrix.refusals[str(channels.matrix)] = away[:], away
    await channels.shares(ANA, CAT)
    for _ in range(MOST_TRIES + 5):
        await channels.bot.move(60)
    matrix.refusals.clear()
    await channels.bot.move(60)
    assert channels.brought(channels.matrix) == [(WORD, AS_CAT)]


async def test_edits_change_the_words_and_take_files_away_but_leave_the_others(channels: Channels) -> None:
    await channels.turn_on()
    first = await channels.shares(ANA, CAT, NOTES, said="Look")
    kept = (Extra("file", "notes.txt", "1"),)
    changed = replace(channels.talk(ANA, "Look here"), message=first, edit="1", extras=kept)
    await channels.write(changed)
    assert channels.brought(channels.matrix) == [
        ("Ana (Discord): Look here", None),
        ("Ana (Discord): (file) notes.txt", AS_NOTES),
    ]
    await channels.write(replace(channels.talk(ANA), message=first, edit="2", extras=kept))
    assert channels.brought(channels.matrix) == [("Ana (Discord): (file) notes.txt", AS_NOTES)]
    await channels.write(replace(changed, edit="3"))
    assert channels.brought(channels.matrix) == [
        ("Ana (Discord): (file) notes.txt", AS_NOTES),
        ("Ana (Discord): Look here", None),
    ]
    await channels.delete("discord", first)
    assert channels.brought(channels.matrix) == []
    assert await channels.bot.store.read(lambda tx: tx.records.of(GROUP).all(Copy)) == []


async def test_a_file_answers_and_is_answered(channels: Channels) -> None:
    await channels.turn_on()
    first = await channels.says(ANA, "A picture, please")
    shown = channels.bot.fakes["matrix"].shown[str(channels.matrix)]
    copy = next(id for id, each in shown.items() if "A picture" in each.text)
    file = replace(channels.talk(LI, reply_to=copy), extras=(Extra("file", "cat.png", "0"),))
    channels.bot.fakes["matrix"].files[file.message, "0"] = replace(CAT, url="")
    await channels.write(file)
    assert channels.brought(channels.discord)[-1] == (
        f"Li (Matrix), to Ana (https://discord.example.org/{channels.discord.id}/{first}): (file) cat.png",
        AS_CAT,
    )
    there = channels.bot.fakes["discord"].shown[str(channels.discord)]
    copy = next(id for id, each in there.items() if each.file)
    await channels.says(ANA, "Thank you", reply_to=copy)
    assert "to Li" in channels.copies(channels.matrix)[-1]


async def test_what_is_gone_when_its_turn_comes_is_not_said(
    channels: Channels, discord: InMemoryPlatform, matrix: InMemoryPlatform
) -> None:
    await channels.turn_on()
    matrix.hold = Hold("before", str(channels.matrix))
    first = await channels.shares(ANA, CAT, NOTES, said="Look")
    await matrix.hold.reached.wait()
    del discord.files[first, "0"]
    matrix.hold.gate.set()
    matrix.hold = None
    await channels.bot.settled()
    assert [text for text, _ in channels.brought(channels.matrix)] == [
        "Ana (Discord): Look",
        "Ana (Discord): (file) notes.txt",
    ]


@pytest.mark.parametrize("passing", range(4))
@pytest.mark.parametrize("moment", ["before", "after"])
async def test_each_once_and_in_order_through_a_kill(
    play: Play, matrix: InMemoryPlatform, moment: str, passing: int
) -> None:
    async with play() as bot:
        await meet(bot)
        channels = Channels(bot, count(1))
        await channels.turn_on()
        matrix.hold = Hold("before" if moment == "before" else "after", str(channels.matrix), passing)
        first = await channels.shares(ANA, CAT, NOTES, said="Look")
        second = await channels.shares(ANA, NOTES)
        await matrix.hold.reached.wait()
    matrix.hold = None
    async with play() as bot:
        channels = Channels(bot, count(100))
        await channels.bot.settled()
        assert channels.brought(channels.matrix) == [
            ("Ana (Discord): Look", None),
            (WORD, AS_CAT),
            ("Ana (Discord): (file) notes.txt", AS_NOTES),
            ("Ana (Discord): (file) notes.txt", AS_NOTES),
        ]
        assert await kept_texts(bot) == []
        await channels.delete("discord", second)
        await channels.delete("discord", first)
        assert channels.copies(channels.matrix) == []


async def test_what_was_taken_back_in_a_kill_stands_nowhere(
    play: Play, discord: InMemoryPlatform, matrix: InMemoryPlatform
) -> None:
    async with play() as bot:
        await meet(bot)
        channels = Channels(bot, count(1))
        await channels.turn_on()
        matrix.hold = Hold("after", str(channels.matrix))
        first = await channels.shares(ANA, CAT)
        await matrix.hold.reached.wait()
        discord.files.clear()
        await channels.delete("discord", first)
        bot.clock.move(1)
    matrix.hold = None
    async with play() as bot:
        channels = Channels(bot, count(100))
        await channels.bot.settled()
        assert channels.brought(channels.matrix) == []


async def test_few_are_in_memory_at_once_over_all_rooms() -> None:
    source, target = InMemoryPlatform("discord"), InMemoryPlatform("matrix")
    source.files["m1", "0"] = CAT
    target.hold = hold = Hold("before")
    relaying = target.capabilities.relaying
    assert relaying is not None
    files, now, words = Files({"discord": source}), datetime.now(UTC), Document((Text("A file"),))
    said = Utterance(1, 1, "discord", "here", "m1", now)
    async with asyncio.TaskGroup() as tasks:
        for number in range(MOST_AT_ONCE + 3):
            pending = Pending(number, Delivery(f"k{number}", "there", GROUP, "relay", {}, now), 0, None)
            action = Relay(Place("matrix", str(number)), 1, 1, 0, say("relayed"), file="0")
            tasks.create_task(files.post(relaying, pending, action, said, words, None))
        await hold.reached.wait()
        for _ in range(100):
            await asyncio.sleep(0)
        assert hold.passing == -MOST_AT_ONCE
        hold.gate.set()
    assert len(target.calls) == MOST_AT_ONCE + 3


async def test_forgetme_takes_files_too(channels: Channels) -> None:
    bot = channels.bot
    for fake in bot.fakes.values():
        fake.removal = InMemoryRemoval(fake)
    await channels.turn_on()
    await channels.shares(ANA, CAT, said="Look")
    await channels.shares(LI, replace(NOTES, url=""))
    await bot.say(ANA, "forgetme here")
    await over(bot)
    assert channels.brought(channels.matrix) == []
    assert channels.brought(channels.discord) == [("Li (Matrix): (file) notes.txt", AS_NOTES)]
    copies = await bot.store.read(lambda tx: tx.records.of(GROUP).all(Copy))
    assert [each.part for each in copies] == ["0"]
    said = await bot.store.read(lambda tx: tx.records.of(GROUP).all(Said))
    assert copies[0].message in [each.message for each in said]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a\u202egnp.exe", "n" * 60_000, "a\nb\x00c", "@everyone"]
)
async def test_no_name_acts(channels: Channels, name: str) -> None:
    await channels.turn_on()
    await channels.shares(ANA, replace(CAT, name=name))
    [(text, file)] = channels.brought(channels.matrix)
    assert file is not None
    assert len(file.name) <= 60
    assert not set(file.name) & set("/\\@\u202e\n\x00")
    assert len(text) < 700
    assert "\u202e" not in text
    shown = list(channels.bot.fakes["matrix"].shown[str(channels.matrix)].values())[-1]
    assert not shown.pings
