"""A relay in encrypted rooms, whose words are known to be so, and in threads, which only Matrix has there."""

from pathlib import Path

import pytest

from adapters.matrix.relay.copies import MatrixRelaying
from bot.domain.changing import replace
from bot.domain.identity import Place
from bot.messages.document import plain
from bot.ports.relay import Extra
from tests.adapters.matrix.fakes import Recorder, post, running
from tests.adapters.matrix.sealed import ENCRYPTION, sealed_client
from tests.adapters.matrix.venue import MatrixVenue
from tests.synapse import Synapse
from tests.synapse.reading import quoted, thread

pytestmark = pytest.mark.sockets


async def test_in_an_encrypted_room(venue: MatrixVenue, synapse: Synapse, tmp_path: Path) -> None:
    venue, inbox = venue.encrypting(), Recorder()
    room = Place("matrix", await venue.host.create_room(preset="public_chat", initial_state=[ENCRYPTION]))
    platform = venue.platform(places=(venue.room, room))
    relaying = platform.capabilities.relaying
    assert relaying is not None
    async with running(platform, inbox), sealed_client(synapse, venue.host, tmp_path) as client:
        await relaying.listen(room)
        assert await relaying.sealed(room)
        assert not await relaying.sealed(venue.room)
        await client.say(room.id, "Between us")
        await inbox.until(lambda: bool(inbox.heard))
        [said] = inbox.heard
        assert (plain(said.nodes), said.sealed) == ("Between us", True)
        sent = await relaying.post(room, post("From elsewhere"), "key-1", None)
        await client.until(lambda: "From elsewhere" in client.words(venue.bot.id))
        [answer] = await relaying.post(room, replace(post("Answer"), replies_to=said.message), "key-3", None)
        events = await venue.host.messages(room.id)
        [sealed] = [each["content"] for each in events if each["event_id"] == answer]
        assert isinstance(sealed, dict)
        assert sealed["m.relates_to"] == answers(said.message)
        assert "Answer" not in str(sealed)
        content: dict[str, object] = {"msgtype": "m.text", "body": "Thanks", "m.relates_to": answers(answer)}
        await client.send(room.id, "m.room.message", content)
        await inbox.until(lambda: len(inbox.heard) == 2)
        assert inbox.heard[-1].reply_to == answer
        await relaying.revise(room, sent, post("Changed"), "key-2")
        await client.until(lambda: any("Changed" in words for words in client.words(venue.bot.id)))


STICKER: dict[str, object] = {"body": "A wave", "url": "mxc://example.org/wave", "info": {}}
POLL: dict[str, object] = {
    "org.matrix.msc3381.poll.start": {
        "question": {"org.matrix.msc1767.text": "Monday or Tuesday?"},
        "kind": "org.matrix.msc3381.poll.disclosed",
        "answers": [{"id": "1", "org.matrix.msc1767.text": "Monday"}],
    }
}


async def test_stickers_and_polls_of_an_encrypted_room(
    venue: MatrixVenue, synapse: Synapse, tmp_path: Path
) -> None:
    venue, inbox = venue.encrypting(), Recorder()
    room = Place("matrix", await venue.host.create_room(preset="public_chat", initial_state=[ENCRYPTION]))
    ana = venue.persons[(await venue.person_in(room.id, "Ana")).id]
    platform = venue.platform(places=(venue.room, room))
    async with (
        running(platform, inbox),
        sealed_client(synapse, venue.host, tmp_path) as host,
        sealed_client(synapse, ana, tmp_path) as guest,
    ):
        assert platform.capabilities.relaying is not None
        await platform.capabilities.relaying.listen(room)
        await host.send(room.id, "m.sticker", STICKER)
        await guest.send(room.id, "org.matrix.msc3381.poll.start", POLL)
        await inbox.until(lambda: len(inbox.heard) == 2)
    assert {(each.author.id, each.sealed, each.nodes, each.extras) for each in inbox.heard} == {
        (venue.host.id, True, (), (Extra("sticker", "A wave"),)),
        (ana.id, True, (), (Extra("poll", "Monday or Tuesday?"),)),
    }


def answers(message: str) -> dict[str, object]:
    return {"m.in_reply_to": {"event_id": message}}


async def test_what_is_said_in_a_thread_answers_what_it_hangs_on(venue: MatrixVenue) -> None:
    inbox, platform, room = Recorder(), venue.platform(), venue.room
    relaying = platform.capabilities.relaying
    assert relaying is not None
    async with running(platform, inbox):
        await relaying.listen(room)
        ana = venue.persons[(await venue.person("Ana")).id]
        root = await ana.say(room.id, "What do we do?")
        inside = {"rel_type": "m.thread", "event_id": root}
        first = {"is_falling_back": True, **answers(root)}
        said = await ana.send(
            room.id, {"msgtype": "m.text", "body": "1", "m.relates_to": {**inside, **first}}
        )
        second = {"is_falling_back": True, **answers(said)}
        for body, relation in (
            ("2", {**inside, **second}),
            ("3", inside),
            ("4", {**inside, **answers(said)}),
        ):
            await ana.send(room.id, {"msgtype": "m.text", "body": body, "m.relates_to": relation})
        await inbox.until(lambda: len(inbox.heard) == 5)
    found = {plain(each.nodes): each.reply_to for each in inbox.heard[1:]}
    assert found == {"1": root, "2": root, "3": root, "4": said}


@pytest.mark.parametrize("restarted", [False, True])
async def test_a_copy_that_answers_what_stands_in_a_thread_stands_there(
    venue: MatrixVenue, restarted: bool
) -> None:
    inbox, platform, room = Recorder(), venue.platform(), venue.room
    ana = venue.persons[(await venue.person("Ana")).id]
    async with running(platform, inbox):
        relaying = platform.capabilities.relaying
        assert relaying is not None
        await relaying.listen(room)
        root = await ana.say(room.id, "What do we do?")
        inside = {"rel_type": "m.thread", "event_id": root, "is_falling_back": True, **answers(root)}
        said = await ana.send(room.id, {"msgtype": "m.text", "body": "This", "m.relates_to": inside})
        await inbox.until(lambda: len(inbox.heard) == 2)
    again = venue.platform() if restarted else platform
    async with running(again, inbox):
        relaying = again.capabilities.relaying
        assert relaying is not None
        long = replace(post(" ".join(f"word{number}" for number in range(9000))), replies_to=said)
        [copied] = await relaying.post(room, replace(post("Yes"), replies_to=said), "a", None)
        [beside] = await relaying.post(room, replace(post("Anew"), replies_to=root), "b", None)
        deeper = await relaying.post(room, replace(long, replies_to=copied), "c", None)
        [below] = await relaying.post(room, replace(post("."), replies_to=said, follows=True), "e", None)
        grown = await relaying.revise(room, [copied], long, "d")
    events = await ana.messages(room.id)
    assert (quoted(events, copied), thread(events, copied)) == (quoted(events, grown[0]), root)
    assert (quoted(events, beside), thread(events, beside)) == ("What do we do?", "")
    assert (quoted(events, below), thread(events, below)) == (None, root)
    assert len(deeper) > 1
    assert len(grown) > 1
    assert {thread(events, each) for each in (*deeper, *grown)} == {root}
    assert [quoted(events, each) for each in deeper[1:]] == [None] * len(deeper[1:])


@pytest.mark.parametrize("root", ["nowhere", "a reaction"])
async def test_a_thread_that_no_homeserver_would_begin_holds_no_copy_back(
    venue: MatrixVenue, root: str
) -> None:
    platform, room = venue.platform(), venue.room
    ana = venue.persons[(await venue.person("Ana")).id]
    said = await ana.say(room.id, "This")
    async with running(platform, Recorder()):
        relaying = platform.capabilities.relaying
        assert isinstance(relaying, MatrixRelaying)
        head = await ana.react(room.id, said, "+") if root == "a reaction" else "$nowhere"
        thread_of = {"rel_type": "m.thread", "event_id": head}
        relaying.threads.heard({"event_id": said, "content": {"m.relates_to": thread_of}})
        long = replace(post(" ".join(f"word{number}" for number in range(9000))), replies_to=said)
        sent = await relaying.post(room, long, "a", None)
        grown = await relaying.revise(room, sent[:1], long, "b")
    events = await ana.messages(room.id)
    assert [quoted(events, each) for each in sent] == ["This", *[None] * len(sent[1:])]
    assert len(grown) == len(sent) > 1
    assert {thread(events, each) for each in (*sent, *grown)} == {""}
