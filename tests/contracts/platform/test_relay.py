"""What people write where it is listened to is handed in, and copies of others' words come, change and go."""

import asyncio
import re
from collections.abc import Sequence

import pytest

from bot.domain.changing import replace
from bot.messages.document import Break, Code, Document, Node, Strong, Styled, Text, plain
from bot.ports.platform import Platform
from bot.ports.relay import Relaying
from tests.contracts.platform.conftest import FORGETFUL
from tests.contracts.platform.inbox import PATIENCE, RecordingInbox, heard
from tests.contracts.venue import TalkingVenue

pytestmark = pytest.mark.parametrize("venue", FORGETFUL, indirect=True)
"""Where people write to each other."""

MARKUP = {
    "discord": "**bold** and *both* `a<b`",
    "matrix": "<strong>bold</strong> and <em>both</em> <code>a&lt;b</code>",
}
READ = (
    Strong((Text("bold"),)),
    Text(" and "),
    Styled("emphasis", (Text("both"),)),
    Text(" "),
    Code("a<b"),
)


def words(*nodes: Node) -> Document:
    return Document(nodes, urgent=True)


async def quotes(talking: TalkingVenue) -> Sequence[str | None]:
    """What stands above each of the bot's messages; further parts of a long one stand below its first."""
    seen = [each for each in await talking.seen_in(talking.room) if each.text]
    return [each.quoted for each in seen if not re.match(r"word[1-9]", each.text)]


@pytest.mark.usefixtures("relaying")
async def test_words_are_handed_in_with_their_formatting_and_what_they_answer(
    talking: TalkingVenue, platform: Platform, inbox: RecordingInbox
) -> None:
    ana = await talking.person("Ana")
    first = await talking.writes(ana, talking.room, MARKUP[platform.name])
    second = await talking.writes(ana, talking.room, "Yes", reply=first)
    one, two = await heard(inbox, 2)
    assert (one.message, one.author, one.place, one.nodes) == (first, ana, talking.room, READ)
    assert (one.edit, one.reply_to, one.sealed, one.hidden) == ("", "", False, False)
    assert (two.message, two.reply_to, plain(two.nodes)) == (second, first, "Yes")


@pytest.mark.usefixtures("relaying")
async def test_edits_and_deletions_are_told_of_the_message_itself(
    talking: TalkingVenue, platform: Platform, inbox: RecordingInbox
) -> None:
    ana = await talking.person("Ana")
    first = await talking.writes(ana, talking.room, "One")
    await heard(inbox, 1)
    await talking.rewrites(ana, talking.room, first, "Two")
    _, changed = await heard(inbox, 2)
    assert (changed.message, plain(changed.nodes)) == (first, "Two")
    assert changed.edit
    await talking.deletes(ana, talking.room, first)
    async with asyncio.timeout(PATIENCE), inbox.changed:
        await inbox.changed.wait_for(lambda: f"{platform.name}:{first}" in inbox.gone)


@pytest.mark.usefixtures("relaying")
async def test_commands_and_what_is_said_elsewhere_are_not_handed_in(
    talking: TalkingVenue, inbox: RecordingInbox
) -> None:
    ana = await talking.person("Ana", moderator=True)
    await talking.types(ana, talking.room, "position")
    await talking.writes(ana, talking.moderators_room, "Between us")
    await talking.writes(ana, talking.room, "Last")
    assert [plain(each.nodes) for each in await heard(inbox, 1)] == ["Last"]
    assert len({each.cause for each in inbox.invocations}) == 1


async def test_the_bot_does_not_hear_itself(
    talking: TalkingVenue, platform: Platform, relaying: Relaying, inbox: RecordingInbox
) -> None:
    ana = await talking.person("Ana")
    await relaying.post(talking.room, words(Text("Copied")), "key-1", None)
    await platform.post(talking.room, words(Text("Told")), "key-2")
    await talking.writes(ana, talking.room, "Last")
    assert [plain(each.nodes) for each in await heard(inbox, 1)] == ["Last"]


async def test_a_copy_is_posted_once_changed_in_place_and_taken_away(
    talking: TalkingVenue, relaying: Relaying
) -> None:
    long = " ".join(f"word{number}" for number in range(4000))
    sent = await relaying.post(talking.room, words(Text("Short")), "key-1", None)
    assert await relaying.post(talking.room, words(Text("Short")), "key-1", None) == sent
    grown = await relaying.revise(talking.room, sent, words(Text(long)), "key-2")
    assert grown[0] == sent[0]
    assert len(grown) > 1
    shown = [seen.text for seen in await talking.seen_in(talking.room) if seen.text]
    assert "\n".join(shown).split() == long.split()
    shrunk = await relaying.revise(talking.room, grown, words(Text("Short again")), "key-3")
    assert list(shrunk) == [sent[0]]
    assert [seen.text for seen in await talking.seen_in(talking.room) if seen.text] == ["Short again"]
    for _ in range(2):
        await relaying.remove(talking.room, grown)
    assert [seen.text for seen in await talking.seen_in(talking.room) if seen.text] == []


async def test_a_copy_is_shown_with_what_it_answers_as_that_stands_now(
    talking: TalkingVenue, relaying: Relaying
) -> None:
    ana = await talking.person("Ana")
    theirs = await talking.writes(ana, talking.room, "Asked by Ana")
    long = Text(" ".join(f"word{number}" for number in range(4000)))
    [copied] = await relaying.post(talking.room, words(Text("Copied")), "key-1", None)
    [first] = await relaying.post(talking.room, replace(words(Text("One")), replies_to=theirs), "key-2", None)
    await relaying.post(talking.room, replace(words(long), replies_to=copied), "key-3", None)
    assert await quotes(talking) == [None, "Asked by Ana", "Copied"]
    assert not any(each.pinged for each in await talking.seen_in(talking.room))
    await talking.rewrites(ana, talking.room, theirs, "Asked better")
    await relaying.revise(talking.room, [copied], words(Text("Changed")), "key-4")
    await relaying.revise(talking.room, [first], words(Text("Once more")), "key-5")
    assert await quotes(talking) == [None, "Asked better", "Changed"]
    await talking.deletes(ana, talking.room, theirs)
    await relaying.remove(talking.room, [copied])
    assert await quotes(talking) == ["", ""]
    [seen, *_] = [each for each in await talking.seen_in(talking.room) if each.text]
    assert seen.text == "Once more"


async def test_what_it_answers_may_be_gone_before_it_comes(talking: TalkingVenue, relaying: Relaying) -> None:
    ana = await talking.person("Ana")
    theirs = await talking.writes(ana, talking.room, "Asked by Ana")
    await talking.deletes(ana, talking.room, theirs)
    await relaying.post(talking.room, replace(words(Text("One")), replies_to=theirs), "key-1", None)
    [seen] = await talking.seen_in(talking.room)
    assert seen.text == "One"
    assert not seen.quoted


async def test_what_belongs_to_a_copy_above_it_quotes_nothing(
    talking: TalkingVenue, relaying: Relaying
) -> None:
    theirs = await talking.writes(await talking.person("Ana"), talking.room, "Asked by Ana")
    answer = replace(words(Text("One")), replies_to=theirs)
    await relaying.post(talking.room, answer, "key-1", None)
    await relaying.post(talking.room, replace(answer, follows=True), "key-2", None)
    assert await quotes(talking) == ["Asked by Ana", None]


async def test_no_formatting_is_broken_where_a_long_copy_is_cut(
    talking: TalkingVenue, relaying: Relaying
) -> None:
    long = " ".join(f"word{number}" for number in range(4000))
    block = "\n".join(f"line {number} ```" for number in range(300))
    await relaying.post(
        talking.room, words(Strong((Text(long),)), Break(), Code(block, block=True)), "key-1", None
    )
    seen = await talking.seen_in(talking.room)
    assert len(seen) > 2
    for each in seen:
        assert each.markup.count("**") % 2 == 0
        assert each.markup.count("```") % 2 == 0
        assert each.markup.count("<strong>") == each.markup.count("</strong>")
        assert each.markup.count("<pre>") == each.markup.count("</pre>")
    whole = "\n".join(each.text for each in seen)
    assert [word for word in whole.split() if word.startswith("word")] == long.split()


@pytest.mark.parametrize(
    "hostile", ["@everyone", "@room", "<@1>", "**", "`", "||", "~~", "[a](https://b.c)", "> x"]
)
async def test_a_copy_pings_nobody_and_its_words_are_no_markup(
    talking: TalkingVenue, relaying: Relaying, hostile: str
) -> None:
    await relaying.post(talking.room, words(Text(f"{hostile} x {hostile}")), "key-1", None)
    [seen] = await talking.seen_in(talking.room)
    assert seen.pinged == frozenset()
    assert seen.text.replace("\u200b", "") == f"{hostile} x {hostile}"


async def test_there_is_a_link_to_a_message(talking: TalkingVenue, relaying: Relaying) -> None:
    [sent] = await relaying.post(talking.room, words(Text("Here")), "key-1", None)
    link = relaying.link(talking.room, sent)
    assert link is not None
    assert link.startswith("https://")
    assert not await relaying.sealed(talking.room)


async def test_reactions_are_told_of_and_counted_without_the_bot_s(
    talking: TalkingVenue, relaying: Relaying, inbox: RecordingInbox
) -> None:
    ana, bo = await talking.person("Ana"), await talking.person("Bo")
    (copy,) = await relaying.post(talking.room, words(Text("Copied")), "key-1", None)
    written = await talking.writes(ana, talking.room, "Written")

    async def told(number: int, message: str) -> None:
        async with asyncio.timeout(PATIENCE), inbox.changed:
            await inbox.changed.wait_for(lambda: len(inbox.reactions) >= number)
        place, on = inbox.reactions[number - 1]
        assert place == talking.room
        assert on in (message, ""), "which one a reaction has gone from may be unknown"

    for number, (who, message) in enumerate([(ana, copy), (bo, copy), (bo, written)], 1):
        taken = await talking.reacts(who, talking.room, message, "👍")
        await told(number, message)
    await talking.reacts(ana, talking.room, copy, "❤️")
    await told(4, copy)
    assert await relaying.reactions(talking.room, copy) == {"👍": 2, "❤️": 1}
    assert await relaying.reactions(talking.room, written) == {"👍": 1}
    await talking.takes_back(bo, talking.room, written, taken)
    await told(5, written)
    assert await relaying.reactions(talking.room, written) == {}
