"""What the bot sends, and what people find on their screens."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from adapters.matrix.outbound.answers import REFUSED
from bot.domain.changing import replace
from bot.domain.identity import Identity, Place
from bot.messages.document import Document, Mention, Text
from bot.ports.platform import Answering, ChatClosed, ChatLater, TryLater, Undeliverable
from tests.adapters.matrix.fakes import Recorder, post, running
from tests.adapters.matrix.venue import MatrixVenue, matrix_venue
from tests.contracts.venue import Seen
from tests.synapse import Person, running_synapse

pytestmark = pytest.mark.sockets

TAKEN = "✅"
ASKS_WHO_IS_THERE = b"/members HTTP"


async def test_the_same_key_makes_one_message_even_after_a_restart(venue: MatrixVenue) -> None:
    platform, inbox = venue.platform(), Recorder()
    async with running(platform, inbox):
        first = await platform.post(venue.room, post("Welcome"), "welcome")
        again = await platform.post(venue.room, post("Welcome"), "welcome")
        other = await platform.post(venue.moderators_room, post("Welcome"), "welcome")
    platform = venue.platform()
    async with running(platform, inbox):
        restarted = await platform.post(venue.room, post("Welcome"), "welcome")
    assert first == again == restarted != other
    assert await venue.seen_in(venue.room) == [Seen("Welcome", "Welcome")]


async def test_only_an_urgent_message_is_of_the_kind_that_rings(venue: MatrixVenue) -> None:
    platform = venue.platform()
    async with running(platform, Recorder()):
        ana = await venue.person("Ana")
        nodes = (Mention(ana, "Ana"), Text(", @room you are next"))
        await platform.post(venue.room, Document(nodes, urgent=True), "next")
        await platform.post(venue.room, post("@room hello"), "hello")
    sent = [e["content"] for e in await venue.host.messages(venue.room.id) if e["sender"] == venue.bot.id]
    kinds = [(c["msgtype"], c["m.mentions"]) for c in sent if isinstance(c, dict) and "msgtype" in c]
    assert kinds == [("m.text", {"user_ids": [ana.id]}), ("m.notice", {})]


async def test_an_edit_stands_in_place_and_pings_nobody(venue: MatrixVenue) -> None:
    platform = venue.platform()
    async with running(platform, Recorder()):
        ana = await venue.person("Ana")
        board = await platform.post(venue.room, post("Queue: empty"), "board")
        changed = Document((Mention(ana, "Ana"), Text(" waits")), urgent=True)
        await platform.edit(venue.room, board, changed, "board-2")
        await platform.edit(venue.room, board, changed, "board-2")
        (seen,) = await venue.seen_in(venue.room)
    assert (seen.text, seen.pinged, seen.edits) == ("Ana waits", frozenset(), 1)


async def test_an_edit_of_a_message_that_is_gone(venue: MatrixVenue) -> None:
    platform = venue.platform()
    async with running(platform, Recorder()):
        board = await platform.post(venue.room, post("Queue: empty"), "board")
        await venue.host.redact(venue.room.id, board)
        with pytest.raises(Undeliverable):
            await platform.edit(venue.room, board, post("Queue: Ana"), "board-2")
        with pytest.raises(Undeliverable):
            await platform.edit(venue.room, "$never", post("Queue: Ana"), "board-3")


async def test_rooms_that_cannot_be_written_to(venue: MatrixVenue) -> None:
    platform = venue.platform()
    async with running(platform, Recorder()):
        for place in (venue.elsewhere, Place("matrix", "!no:localhost"), Place("matrix", "#no:localhost")):
            with pytest.raises(Undeliverable):
                await platform.post(place, post("hello"), "key")


async def test_a_very_long_message_is_shortened(venue: MatrixVenue) -> None:
    platform = venue.platform()
    async with running(platform, Recorder()):
        board = await platform.post(venue.room, post("é" * 100_000), "long")
        await platform.edit(venue.room, board, post("<&>" * 50_000), "longer")
        (seen,) = await venue.seen_in(venue.room)
    assert seen.text.startswith("<&><&>")
    assert len(seen.text) > 5000


async def test_a_private_answer_opens_one_direct_chat(venue: MatrixVenue) -> None:
    platform = venue.platform()
    async with running(platform, Recorder()):
        ana = await venue.person("Ana")
        await platform.direct_message(ana, post("one"), "1")
        await platform.direct_message(ana, post("one"), "1")
    platform = venue.platform()
    async with running(platform, Recorder()):
        await platform.direct_message(ana, post("two"), "2")
    assert [seen.text for seen in await venue.seen_by(ana)] == ["one", "two"]
    assert [by for by in (await venue.persons[ana.id].invitations()).values() if by == venue.bot.id] == []


async def test_a_private_answer_to_a_command_in_a_room_leaves_a_mark_there(venue: MatrixVenue) -> None:
    platform, inbox = venue.platform(), Recorder()
    async with running(platform, inbox):
        ana = await venue.person("Ana")
        cause = await venue.types(ana, venue.room, "join")
        await inbox.hears(cause)
        answering = Answering(cause, venue.room, ok=True)
        await platform.direct_message(ana, post("You are in the queue"), "a", answering)
        await platform.direct_message(ana, post("Really"), "b", answering)
    assert [seen.text for seen in await venue.seen_by(ana)] == ["You are in the queue", "Really"]
    assert await venue.seen_in(venue.room) == []
    marks = [e["content"] for e in await venue.host.messages(venue.room.id) if e["type"] == "m.reaction"]
    assert marks == [
        {
            "m.relates_to": {
                "rel_type": "m.annotation",
                "event_id": cause.removeprefix("matrix:"),
                "key": TAKEN,
            }
        }
    ]


async def test_an_answer_in_a_direct_chat_comes_in_that_chat(venue: MatrixVenue) -> None:
    platform, inbox = venue.platform(), Recorder()
    async with running(platform, inbox):
        ana = await venue.person("Ana")
        asked = await inbox.hears(await venue.types_in_private(ana, "join"))
        await platform.direct_message(ana, post("Yes"), "a", Answering(asked.cause, asked.place, ok=True))
    assert await venue.seen_by(ana) == [Seen("Yes", "Yes")]
    events = await venue.persons[ana.id].messages(asked.place.id)
    assert [e["sender"] for e in events if e["type"] == "m.room.message"] == [ana.id, venue.bot.id]
    assert not [e for e in events if e["type"] == "m.reaction"]


@pytest.mark.parametrize("comes", [False, True], ids=["asked in", "there"])
async def test_no_private_answer_where_a_third_person_reads(venue: MatrixVenue, *, comes: bool) -> None:
    """Nor any word after one that was given there when the two were alone."""
    platform, inbox = venue.platform(), Recorder()
    async with running(platform, inbox):
        ana, eve = await venue.person("Ana"), await venue.person("Eve")
        asked = await inbox.hears(await venue.types_in_private(ana, "join"))
        answering = Answering(asked.cause, asked.place, ok=True)
        await platform.direct_message(ana, post("Alone"), "a", answering)
        venue.line.instead[ASKS_WHO_IS_THERE] = b""
        await platform.direct_message(ana, post("Still alone"), "b", answering)
        await venue.persons[ana.id].invite(asked.place.id, eve.id)
        if comes:
            await venue.persons[eve.id].join(asked.place.id)
        again = await inbox.hears(await venue.types_in_private(ana, "position"))
        with pytest.raises(TryLater):
            await platform.direct_message(ana, post("Too early"), "c", replace(answering, cause=again.cause))
        del venue.line.instead[ASKS_WHO_IS_THERE]
        await platform.direct_message(ana, post("Secret"), "d", replace(answering, cause=again.cause))
        await platform.direct_message(ana, post("Late"), "e", answering)
        await platform.direct_message(ana, post("You are next"), "f")
    assert [seen.text for seen in await venue.seen_by(ana)] == ["Secret", "Late", "You are next"]
    assert await venue.seen_by(eve) == []
    there = await words_in(asked.place.id, venue.persons[ana.id])
    assert there == ["join", "Alone", "Still alone", "position"]


async def test_no_word_that_nobody_asked_for_where_a_third_person_was_just_asked_in(
    venue: MatrixVenue,
) -> None:
    """The homeserver is asked before each: the sync may not have told of it yet."""
    platform, inbox = venue.platform(), Recorder()
    async with running(platform, inbox):
        ana, eve = await venue.person("Ana"), await venue.person("Eve")
        asked = await inbox.hears(await venue.types_in_private(ana, "join"))
        await platform.direct_message(ana, post("Alone"), "a", Answering(asked.cause, asked.place, ok=True))
        await venue.persons[ana.id].invite(asked.place.id, eve.id)
        await platform.direct_message(ana, post("You are next"), "b")
    assert await words_in(asked.place.id, venue.persons[ana.id]) == ["join", "Alone"]
    assert [seen.text for seen in await venue.seen_by(ana)] == ["You are next"]


async def test_while_the_sync_fails_it_is_asked_before_each_answer_who_reads(venue: MatrixVenue) -> None:
    platform, inbox = venue.platform(), Recorder()
    async with running(platform, inbox):
        ana = await venue.person("Ana")
        asked = await inbox.hears(await venue.types_in_private(ana, "join"))
        answering = Answering(asked.cause, asked.place, ok=True)
        await platform.direct_message(ana, post("Alone"), "a", answering)
        venue.line.instead[b"/v3/sync?"] = b""
        await venue.repeat(asked.cause)
        venue.line.instead[ASKS_WHO_IS_THERE] = b""
        with pytest.raises(TryLater):
            await platform.direct_message(ana, post("Perhaps not alone"), "b", answering)
        venue.line.instead.clear()
    assert [seen.text for seen in await venue.seen_by(ana)] == ["Alone"]


async def test_who_left_the_direct_chat_is_only_invited_again_for_an_answer(venue: MatrixVenue) -> None:
    platform, inbox = venue.platform(), Recorder()
    async with running(platform, inbox):
        ana = await venue.person("Ana")
        person = venue.persons[ana.id]
        await platform.direct_message(ana, post("one"), "1")
        (chat,) = await person.invitations()
        await person.leave(chat)
        with pytest.raises(ChatClosed):
            await platform.direct_message(ana, post("two"), "2")
        assert not await person.invitations()
        cause = await venue.types(ana, venue.room, "position")
        await inbox.hears(cause)
        await platform.direct_message(ana, post("three"), "3", Answering(cause, venue.room, ok=True))
    assert [seen.text for seen in await venue.seen_by(ana)] == ["three"]


async def test_who_takes_no_invitation_sees_a_mark_and_leaves_no_rooms_behind(venue: MatrixVenue) -> None:
    platform, inbox = venue.platform(), Recorder()
    async with running(platform, inbox):
        ana = await venue.person("Ana")
        person = venue.persons[ana.id]
        await allow_invitations(person, "block")
        cause = await venue.types(ana, venue.room, "position")
        asked = Answering((await inbox.hears(cause)).cause, venue.room, ok=True)
        with pytest.raises(ChatClosed):
            await platform.direct_message(ana, post("Place 1"), "1", asked)
        before = len(await venue.bot.joined_rooms())
        for key in ("2", "3"):
            with pytest.raises(ChatClosed):
                await platform.direct_message(ana, post("You are next"), key)
        assert len(await venue.bot.joined_rooms()) == before
        assert await marks(person, venue.room.id) == [REFUSED]
        await allow_invitations(person, "allow")
        await platform.direct_message(ana, post("Place 2"), "4", asked)
        await platform.direct_message(ana, post("You are next"), "5")
    assert [seen.text for seen in await venue.seen_by(ana)] == ["Place 2", "You are next"]


async def allow_invitations(person: Person, action: str) -> None:
    path = f"/user/{person.id}/account_data/m.invite_permission_config"
    await person.call("PUT", path, {"default_action": action})


async def marks(reader: Person, room: str) -> list[str]:
    events: Sequence[Mapping[str, Any]] = await reader.messages(room)
    return [e["content"]["m.relates_to"]["key"] for e in events if e["type"] == "m.reaction"]


async def test_a_person_of_nowhere(venue: MatrixVenue) -> None:
    platform = venue.platform()
    async with running(platform, Recorder()):
        with pytest.raises(Undeliverable):
            await platform.direct_message(Identity("matrix", "nobody"), post("hello"), "key")


async def test_where_each_send_counts_a_mark_stands_for_an_answer_without_a_chat(venue: MatrixVenue) -> None:
    platform, inbox = venue.platform(), Recorder()
    async with running(platform, inbox):
        ana = await venue.person("Ana")
        cause = await venue.types(ana, venue.room, "join")
        await inbox.hears(cause)
        limit = platform.capabilities.limit
        assert limit is not None
        before = limit.sent
        spared = Answering(cause, venue.room, ok=True, shown=True, sparing=True)
        await platform.direct_message(ana, post("You are in the queue"), "a", spared)
        assert await venue.persons[ana.id].invitations() == {}
        marks = await _marks(venue)
        assert (len(marks), limit.sent - before) == (1, 1)
        refused = replace(spared, ok=False, shown=False)
        await platform.direct_message(ana, post("That could not be done"), "b", refused)
        assert limit.sent - before == 3, "a chat is made, and something is said in it"
        await platform.direct_message(ana, post("You are in the queue"), "c", spared)
    assert [seen.text for seen in await venue.seen_by(ana)] == [
        "That could not be done",
        "You are in the queue",
    ]
    assert await _marks(venue) == marks


async def _marks(venue: MatrixVenue) -> Sequence[object]:
    return [e["event_id"] for e in await venue.host.messages(venue.room.id) if e["type"] == "m.reaction"]


async def test_a_homeserver_that_takes_no_more_rooms_just_now(tmp_path: Path) -> None:
    few = {"per_second": 0.01, "burst_count": 3}
    with running_synapse(rc_room_creation=few) as limited:
        async with matrix_venue(limited, tmp_path) as venue:
            platform, inbox = venue.platform(), Recorder()
            async with running(platform, inbox):
                ana = await venue.person("Ana")
                for name in ("Li", "Sam", "Zoe"):
                    await platform.direct_message(await venue.person(name), post("Hello"), name)
                cause = await venue.types(ana, venue.room, "join")
                await inbox.hears(cause)
                answering = Answering(cause, venue.room, ok=True)
                with pytest.raises(ChatLater) as caught:
                    await platform.direct_message(ana, post("The agenda"), "a", answering)
                assert 50 < (caught.value.after or 0) < 110
                assert await _marks(venue) == []
                shown = replace(answering, shown=True)
                await platform.direct_message(ana, post("You are in the queue"), "b", shown)
            assert len(await _marks(venue)) == 1


async def words_in(room: str, reader: Person) -> list[object]:
    """What was said in a room, by anybody."""
    contents = [event["content"] for event in await reader.messages(room)]
    return [content["body"] for content in contents if isinstance(content, dict) and "body" in content]
