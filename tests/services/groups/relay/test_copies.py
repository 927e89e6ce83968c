"""What is written in one channel stands in the other, once and in order, and changes and goes with it."""

import re
from collections.abc import Mapping
from itertools import count

import pytest

from bot.domain.changing import replace
from bot.domain.group.rows import Copy, Said, Utterance
from bot.domain.identity import Identity
from bot.domain.meeting.state import Meeting
from bot.messages.document import Break, Code, Link, Mention, Node, Strong, Styled, Text
from bot.messages.render import Shown
from bot.ports.platform import Invocation, TypedRequest
from bot.ports.store import Profile
from bot.services.outbound.rendering import shown
from tests.services.conftest import ANA, IVO, LI, VERA, Play
from tests.services.groups.conftest import meet
from tests.services.groups.relay.conftest import Channels
from tests.services.groups.test_privacy import GROUP, over
from tests.services.live.trial import InMemoryRemoval
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import Hold, InMemoryPlatform


async def kept_texts(bot: BotDriver) -> list[str]:
    """What the database knows of what people wrote, beside the names of rows."""
    people = range(1, 30)
    texts = await bot.store.read(lambda tx: tx.people.texts_of(GROUP, people))
    return [text for id, text in texts.items() if "relay/" in id]


async def test_both_ways_with_who_said_it_and_from_where(channels: Channels) -> None:
    await channels.turn_on()
    for text in ("One", "Two", "Three"):
        await channels.says(ANA, text)
        await channels.says(LI, f"And {text}")
    assert channels.copies(channels.matrix) == [f"Ana (Discord): {text}" for text in ("One", "Two", "Three")]
    assert channels.copies(channels.discord) == [
        f"Li (Matrix): And {text}" for text in ("One", "Two", "Three")
    ]
    assert await kept_texts(channels.bot) == []


async def test_what_is_repeated_is_said_once(channels: Channels) -> None:
    await channels.turn_on()
    talk = channels.talk(ANA, "Once")
    for _ in range(3):
        await channels.write(talk)
    await channels.change(ANA, talk.message, "Twice")
    await channels.change(ANA, talk.message, "Twice")
    await channels.change(ANA, "unheard", "Of nothing")
    assert channels.copies(channels.matrix) == ["Ana (Discord): Twice"]
    rows = await channels.bot.store.read(lambda tx: tx.records.of(GROUP).all(Utterance))
    assert [row.version for row in rows] == [1]


async def test_edits_and_deletions_follow_in_all_their_parts(channels: Channels) -> None:
    await channels.turn_on()
    long = " ".join(f"word{number}" for number in range(1000))
    first = await channels.says(ANA, long)
    parts = channels.bot.texts(channels.matrix)[-4:]
    assert re.findall("word[0-9]+", " ".join(parts)) == long.split()
    await channels.change(ANA, first, "Short")
    assert channels.bot.texts(channels.matrix)[-1] == "Ana (Discord): Short"
    await channels.change(ANA, first, long, edit="2")
    assert "word999" in channels.bot.texts(channels.matrix)[-1]
    before = len(channels.bot.texts(channels.matrix))
    await channels.delete("discord", first)
    assert len(channels.bot.texts(channels.matrix)) < before - 2
    assert not channels.copies(channels.matrix)
    await channels.change(ANA, first, "Gone", edit="3")
    assert not channels.copies(channels.matrix)
    assert await channels.bot.store.read(lambda tx: tx.records.of(GROUP).all(Copy)) == []


async def test_what_is_too_long_is_shortened_and_says_so(channels: Channels) -> None:
    await channels.turn_on()
    await channels.says(LI, "§" * 60_000)
    whole = "".join(channels.bot.texts(channels.discord))
    assert whole.count("§") == 10_000
    assert channels.bot.texts(channels.discord)[-1].endswith("(shortened)")


async def test_others_change_nobody_s_words(channels: Channels) -> None:
    await channels.turn_on()
    first = await channels.says(ANA, "Mine")
    await channels.change(VERA, first, "Not mine")
    assert channels.copies(channels.matrix) == ["Ana (Discord): Mine"]


async def test_a_reply_says_whom_it_answers_and_where_that_stands(channels: Channels) -> None:
    await channels.turn_on()
    first = await channels.says(ANA, "A question")
    shown = channels.bot.fakes["matrix"].shown[str(channels.matrix)]
    copy = next(id for id, each in shown.items() if "A question" in each.text)
    await channels.says(VERA, "From here", reply_to=first)
    await channels.says(LI, "From there", reply_to=copy)
    await channels.says(LI, "To the bot", reply_to="something else")
    assert channels.copies(channels.matrix)[-1] == (
        f"Vera (Discord), to Ana (https://matrix.example.org/{channels.matrix.id}/{copy}): From here"
    )
    assert channels.copies(channels.discord) == [
        f"Li (Matrix), to Ana (https://discord.example.org/{channels.discord.id}/{first}): From there",
        "Li (Matrix): To the bot",
    ]
    await channels.delete("discord", first)
    await channels.says(VERA, "Too late", reply_to=first)
    assert channels.copies(channels.matrix)[-1] == "Vera (Discord): Too late"


FORMATTED: tuple[Node, ...] = (
    Strong((Text("bold "), Styled("emphasis", (Text("both"),)))),
    Styled("strike", (Text("gone"),)),
    Styled("spoiler", (Text("hidden"),)),
    Code("a < b"),
    Break(),
    Link("https://example.org/a", (Text("https://example.org/a"),)),
)


async def test_formatting_and_links_go_across_and_links_say_where_they_lead(channels: Channels) -> None:
    await channels.turn_on()
    await channels.says(ANA, *FORMATTED, Link("https://evil.example", (Text("https://bank.example"),)))
    copy = channels.copies(channels.matrix)[-1]
    assert copy == (
        "Ana (Discord): bold bothgonehiddena < b\nhttps://example.org/a"
        "https://bank.example: https://evil.example"
    )


@pytest.mark.parametrize(
    "text",
    ["@everyone", "@room", "\u202eevil", "Li (Matrix): I resign", "li ( MATRIX ): I resign", "<b>", "\ue000"],
)
async def test_nobody_s_words_ping_turn_or_look_like_another_s(channels: Channels, text: str) -> None:
    await channels.turn_on()
    await channels.says(ANA, "Hello\n", text)
    shown = list(channels.bot.fakes["matrix"].shown[str(channels.matrix)].values())[-1]
    assert not shown.pings
    assert "\u202e" not in shown.text
    assert len(re.findall(r"\(\s*(?:discord|matrix)\s*\)", shown.text, re.IGNORECASE)) == 1


async def test_people_are_mentioned_by_the_name_that_they_chose(channels: Channels) -> None:
    await channels.turn_on()
    await channels.bot.say(LI, "name Somebody Else")
    mention = Mention(LI, "li-at-home"), Mention(IVO, "Ivo"), Mention(Identity("discord", "9"), "stranger")
    await channels.says(ANA, *mention)
    copy = channels.copies(channels.matrix)[-1]
    assert copy == "Ana (Discord): @Somebody Else@Ivo@…"


async def test_who_a_message_mentions_is_looked_up_in_one_go(
    channels: Channels, monkeypatch: pytest.MonkeyPatch
) -> None:
    await channels.turn_on()
    looks = [0]

    def counted(meeting: Meeting, profiles: Mapping[int, Profile]) -> Mapping[int, Shown]:
        looks[0] += 1
        return shown(meeting, profiles)

    monkeypatch.setattr("bot.services.relay.hearing.shown", counted)
    await channels.says(ANA, *(Mention(each, "x") for each in (LI, IVO)), *[Strong((Mention(LI, "x"),))] * 50)
    assert looks == [1]
    assert channels.copies(channels.matrix)[-1] == "Ana (Discord): @Li@Ivo" + "@Li" * 50


async def test_what_was_taken_back_before_it_was_sent_is_never_said(
    channels: Channels, matrix: InMemoryPlatform
) -> None:
    await channels.turn_on()
    matrix.hold = Hold("before", str(channels.matrix))
    await channels.says(ANA, "First")
    await matrix.hold.reached.wait()
    second = await channels.says(ANA, "Second")
    await channels.delete("discord", second)
    matrix.hold.gate.set()
    matrix.hold = None
    await channels.bot.settled()
    assert channels.copies(channels.matrix) == ["Ana (Discord): First"]
    assert len([key for key in matrix.calls if key.startswith("relay/")]) == 1


async def test_the_bot_may_be_killed_at_any_moment(play: Play, matrix: InMemoryPlatform) -> None:
    async with play() as bot:
        await meet(bot)
        channels = Channels(bot, count(1))
        await channels.turn_on()
        matrix.hold = Hold("after", str(channels.matrix))
        first = await channels.says(ANA, "First")
        await matrix.hold.reached.wait()
        await channels.change(ANA, first, "First, changed")
        second = await channels.says(ANA, "Second")
        third = await channels.says(ANA, "Third")
        await channels.delete("discord", second)
    matrix.hold = None
    async with play() as bot:
        channels = Channels(bot, count(100))
        await channels.delete("discord", "nothing")
        assert channels.copies(channels.matrix) == ["Ana (Discord): First, changed", "Ana (Discord): Third"]
        await channels.delete("discord", third)
        await channels.delete("discord", first)
        assert channels.copies(channels.matrix) == []
        assert await kept_texts(bot) == []


async def test_forgetme_takes_the_copies_and_all_that_is_known_of_them(channels: Channels) -> None:
    bot = channels.bot
    for fake in bot.fakes.values():
        fake.removal = InMemoryRemoval(fake)
    await channels.turn_on()
    await channels.says(ANA, "Mine")
    await channels.says(LI, "Yours")
    await bot.say(ANA, "forgetme here")
    await over(bot)
    assert channels.copies(channels.matrix) == []
    assert channels.copies(channels.discord) == ["Li (Matrix): Yours"]
    rows = await bot.store.read(lambda tx: tx.records.of(GROUP).all(Utterance))
    said = await bot.store.read(lambda tx: tx.records.of(GROUP).all(Said))
    copies = await bot.store.read(lambda tx: tx.records.of(GROUP).all(Copy))
    assert len(rows) == len(copies) == 1
    assert rows[0].person in {each.person for each in said}


async def test_what_is_changed_into_a_command_by_its_author_stands_nowhere_any_more(
    channels: Channels,
) -> None:
    await channels.turn_on()
    said = await channels.says(ANA, "My number is 555")
    kept = await channels.says(ANA, "And this stays")

    async def becomes_a_command(who: Identity, message: str) -> None:
        words, now = TypedRequest("resource list"), channels.bot.clock.now()
        cause = f"discord:{message}:{who.id}"
        edit = Invocation(cause, who, who.id, channels.discord, False, words, now)
        await channels.bot.app.command_service.handle(replace(edit, edits=f"discord:{message}"))
        await channels.bot.settled()

    await becomes_a_command(ANA, said)
    await becomes_a_command(VERA, kept)
    assert channels.copies(channels.matrix) == ["Ana (Discord): And this stays"]
