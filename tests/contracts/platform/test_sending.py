"""How messages are shown."""

from contextlib import suppress

import pytest

from bot.domain.identity import Identity, Place
from bot.messages.document import Break, CommandNode, Document, Link, Mention, Strong, Text
from bot.ports.platform import Answering, Platform, TryLater, Undeliverable
from tests.contracts.platform.documents import HOSTILE, all_words, squeezed, text
from tests.contracts.platform.inbox import RecordingInbox, running
from tests.contracts.venue import Venue

NOWHERE = "999999999999999999"


async def test_messages_come_in_order_and_each_key_makes_one(venue: Venue, platform: Platform) -> None:
    first = await platform.post(venue.room, text("first"), "key-1")
    assert await platform.post(venue.room, text("first"), "key-1") == first
    assert await platform.post(venue.room, text("second"), "key-2") != first
    assert [seen.text for seen in await venue.seen_in(venue.room)] == ["first", "second"]
    assert await venue.seen_in(venue.moderators_room) == []


async def test_a_key_makes_one_message_across_a_restart(venue: Venue) -> None:
    for _ in range(2):
        async with running(venue.platform(), RecordingInbox()) as platform:
            await platform.post(venue.room, text("once"), "key-1")
    assert [seen.text for seen in await venue.seen_in(venue.room)] == ["once"]


async def test_an_edit_replaces_the_words(venue: Venue, platform: Platform) -> None:
    board = await platform.post(venue.room, text("Floor: nobody"), "key-1")
    await platform.post(venue.room, text("between"), "key-2")
    await platform.edit(venue.room, board, text("Floor: Ana"), "key-3")
    seen = await venue.seen_in(venue.room)
    assert [(each.text, each.edits) for each in seen] == [("Floor: Ana", 1), ("between", 0)]


async def test_an_edit_of_a_message_that_is_not_there_shows_nothing(venue: Venue, platform: Platform) -> None:
    elsewhere = await platform.post(venue.moderators_room, text("another"), "key-1")
    with suppress(Undeliverable):
        await platform.edit(venue.room, elsewhere, text("edited"), "key-2")
    assert await venue.seen_in(venue.room) == []
    assert [seen.text for seen in await venue.seen_in(venue.moderators_room)] == ["another"]


async def test_a_whisper_is_for_one_person_alone(venue: Venue, platform: Platform) -> None:
    ana, ben = await venue.person("Ana"), await venue.person("Ben")
    for _ in range(2):
        await platform.direct_message(ana, text("You are next."), "key-1")
    assert [seen.text for seen in await venue.seen_by(ana)] == ["You are next."]
    assert [await venue.seen_by(ben), await venue.seen_in(venue.room)] == [[], []]


async def test_an_answer_to_a_command_in_a_room_is_private(
    venue: Venue, platform: Platform, inbox: RecordingInbox
) -> None:
    ana, ben = await venue.person("Ana"), await venue.person("Ben")
    cause = await venue.types(ana, venue.room, "join")
    await inbox.caused_by(cause)
    answering = Answering(cause, venue.room, ok=True)
    await platform.direct_message(ana, text("You are in the queue."), "key-1", answering)
    assert [seen.text for seen in await venue.seen_by(ana)] == ["You are in the queue."]
    assert [await venue.seen_by(ben), await venue.seen_in(venue.room)] == [[], []]


async def test_a_refusal_reaches_its_asker(venue: Venue, platform: Platform, inbox: RecordingInbox) -> None:
    """Where a room has no private answers a short reply there will do."""
    ana = await venue.person("Ana")
    cause = await venue.types(ana, venue.room, "withdraw")
    await inbox.caused_by(cause)
    await platform.direct_message(
        ana, text("You are not in the queue."), "key-1", Answering(cause, venue.room, ok=False)
    )
    private, public = await venue.seen_by(ana), await venue.seen_in(venue.room)
    assert [seen.text for seen in (*private, *public)] == ["You are not in the queue."]
    assert not (public and platform.capabilities.private_replies)


async def test_a_command_in_a_direct_chat_is_answered_there(
    venue: Venue, platform: Platform, inbox: RecordingInbox
) -> None:
    ana = await venue.person("Ana")
    invocation = await inbox.caused_by(await venue.types_in_private(ana, "position"))
    await platform.direct_message(
        ana, text("Place 3."), "key-1", Answering(invocation.cause, invocation.place, ok=True)
    )
    assert [seen.text for seen in await venue.seen_by(ana)] == ["Place 3."]


async def test_everything_a_document_has_is_shown(venue: Venue, platform: Platform) -> None:
    nodes = (
        Strong((Text("Ana"),)), Text(" has the floor."), Break(), Text("Send "), CommandNode("identify cs"),
        Text(" or see "), Link("https://example.org/guide", (Text("the guide"),)), Text("."),
    )  # fmt: skip
    await platform.post(venue.room, Document(nodes), "key-1")
    [seen] = await venue.seen_in(venue.room)
    for words in ("Ana has the floor.\nSend ", f"{platform.capabilities.prefix}identify cs", "the guide"):
        assert words in seen.text
    assert "https://example.org/guide" in seen.markup


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
async def test_nobodys_words_act_or_get_lost(words: str, venue: Venue, platform: Platform) -> None:
    ana = await venue.person("Ana")
    words = words.replace("{id}", ana.id).replace("{name}", "Ana")
    await platform.post(venue.room, Document((Text(words), Strong((Text(words),))), urgent=True), "key-1")
    await platform.direct_message(ana, text(words, urgent=True), "key-2")
    for seen, times in ((await venue.seen_in(venue.room), 2), (await venue.seen_by(ana), 1)):
        assert all_words(seen) == squeezed(words * times)
        assert not any(each.pinged for each in seen)


async def test_a_mention_pings_that_person_alone(venue: Venue, platform: Platform) -> None:
    ana, ben = await venue.person("Ana"), await venue.person("Ben")
    document = Document((Mention(ana, "Ana"), Text(", you are next, before @Ben.")), urgent=True)
    await platform.post(venue.room, document, "key-1")
    [seen] = await venue.seen_in(venue.room)
    assert seen.pinged == {ana}
    assert ben not in seen.pinged
    assert "Ana" in seen.text


async def test_a_mention_of_somebody_on_another_platform_is_their_name(
    venue: Venue, platform: Platform
) -> None:
    ana = await venue.person("Ana")
    document = Document((Mention(Identity("elsewhere", ana.id), "Zoe"), Text(" is next.")), urgent=True)
    await platform.post(venue.room, document, "key-1")
    assert [(seen.text, seen.pinged) for seen in await venue.seen_in(venue.room)] == [
        ("Zoe is next.", frozenset())
    ]


async def test_nothing_can_be_sent_to_a_room_that_is_not_there(venue: Venue, platform: Platform) -> None:
    nowhere = Place(platform.name, NOWHERE)
    with pytest.raises(Undeliverable):
        await platform.post(nowhere, text("hello"), "key-1")
    with pytest.raises(Undeliverable):
        await platform.edit(nowhere, NOWHERE, text("hello"), "key-2")
    assert (await platform.inspect([nowhere])).problems
    assert (await platform.inspect([venue.room, venue.moderators_room])).problems == []


async def test_messages_come_through_after_the_connection_was_lost(venue: Venue, platform: Platform) -> None:
    await platform.post(venue.room, text("before"), "key-1")
    await venue.cut()
    for _ in range(20):
        try:
            await platform.post(venue.room, text("after"), "key-2")
            break
        except TryLater:
            await platform.ready()
    assert [seen.text for seen in await venue.seen_in(venue.room)] == ["before", "after"]
