"""What was asked in a thread is answered there, in a room and in a direct chat, after a restart too."""

from collections.abc import Mapping
from typing import Any

import pytest

from adapters.matrix.relay.copies import MatrixRelaying
from bot.domain.changing import replace
from bot.domain.identity import Identity, Place
from bot.ports.platform import Answering
from tests.adapters.matrix.fakes import Recorder, post, running
from tests.adapters.matrix.sealed import ENCRYPTION
from tests.adapters.matrix.venue import MatrixVenue

pytestmark = pytest.mark.sockets


async def in_thread(venue: MatrixVenue, who: Identity, room: str, words: str) -> tuple[str, str]:
    """A command in a thread; returns its cause, and the message at the head of the thread."""
    person = venue.persons[who.id]
    root = await person.say(room, "by the way")
    relation = {"rel_type": "m.thread", "event_id": root}
    content = {"msgtype": "m.text", "body": words, "m.relates_to": relation}
    return f"matrix:{await person.send(room, content)}", root


async def relation(venue: MatrixVenue, room: str, event: str) -> Mapping[str, Any]:
    """To which other message one of the bot's belongs."""
    found: Any = await venue.bot.call("GET", f"/rooms/{room}/event/{event}")
    related: Mapping[str, Any] = found["content"].get("m.relates_to", {})
    return related


@pytest.mark.parametrize("restarted", [False, True])
async def test_in_a_direct_chat(venue: MatrixVenue, restarted: bool) -> None:
    inbox, platform = Recorder(), venue.platform()
    async with running(platform, inbox):
        ana = await venue.person("Ana")
        outside = await inbox.hears(await venue.types_in_private(ana, "join"))
        chat = outside.place
        cause, root = await in_thread(venue, ana, chat.id, "position")
        await inbox.hears(cause)
    again = venue.platform() if restarted else platform
    async with running(again, inbox):
        sent = await again.direct_message(ana, post("First"), "a", Answering(cause, chat, ok=True))
        plain = await again.direct_message(ana, post("In"), "b", Answering(outside.cause, chat, ok=True))
    found = await relation(venue, chat.id, sent)
    assert (found["rel_type"], found["event_id"]) == ("m.thread", root)
    assert found["m.in_reply_to"] == {"event_id": cause.removeprefix("matrix:")}
    assert await relation(venue, chat.id, plain) == {}


async def test_a_thread_that_no_homeserver_would_begin_holds_no_answer_back(venue: MatrixVenue) -> None:
    inbox, platform = Recorder(), venue.platform()
    async with running(platform, inbox):
        ana = await venue.person("Ana")
        outside = await inbox.hears(await venue.types_in_private(ana, "join"))
        relaying = platform.capabilities.relaying
        assert isinstance(relaying, MatrixRelaying)
        thread = {"rel_type": "m.thread", "event_id": "$nowhere"}
        asked = outside.cause.removeprefix("matrix:")
        relaying.threads.heard({"event_id": asked, "content": {"m.relates_to": thread}})
        answering = Answering(outside.cause, outside.place, ok=True)
        sent = await platform.direct_message(ana, post("Here"), "a", answering)
    assert await relation(venue, outside.place.id, sent) == {}


async def test_in_a_room_where_it_is_answered_before_all_and_where_it_is_not(venue: MatrixVenue) -> None:
    venue, inbox = venue.encrypting(), Recorder()
    sealed = Place("matrix", await venue.host.create_room(preset="public_chat", initial_state=[ENCRYPTION]))
    platform = venue.platform((venue.room, sealed))
    async with running(platform, inbox):
        ana = await venue.person("Ana")
        cause, root = await in_thread(venue, ana, venue.room.id, "!agenda")
        await inbox.hears(cause)
        shown = await platform.post(venue.room, replace(post("One"), answers=cause), "a")
        await platform.edit(venue.room, shown, post("Two"), "b")
        assert (await relation(venue, venue.room.id, shown))["event_id"] == root
        private = await platform.direct_message(ana, post("You"), "c", Answering(cause, venue.room, ok=True))
        [chat] = set(await venue.bot.joined_rooms()) - {venue.room.id, sealed.id, venue.moderators_room.id}
        assert await relation(venue, chat, private) == {}
        person = venue.persons[ana.id]
        await person.join(sealed.id)
        head = await person.say(sealed.id, "by the way")
        related = {"m.relates_to": {"rel_type": "m.thread", "event_id": head}}
        event = await person.send(sealed.id, related, "m.room.encrypted")
        hidden = await platform.post(sealed, replace(post("One"), answers=f"matrix:{event}"), "d")
        assert (await relation(venue, sealed.id, hidden))["event_id"] == head
        for odd in ("discord:1", "matrix:$nothing", "stage"):
            assert (
                await relation(
                    venue,
                    venue.room.id,
                    await platform.post(venue.room, replace(post("x"), answers=odd), odd),
                )
                == {}
            )


async def test_a_slip_that_was_mended_in_a_thread(venue: MatrixVenue) -> None:
    inbox, platform = Recorder(), venue.platform()
    async with running(platform, inbox):
        ana = await venue.person("Ana")
        slip, root = await in_thread(venue, ana, venue.room.id, "jion")
        new = {"msgtype": "m.text", "body": "!join"}
        change = {"rel_type": "m.replace", "event_id": slip.removeprefix("matrix:")}
        content = {**new, "m.new_content": new, "m.relates_to": change}
        cause = f"matrix:{await venue.persons[ana.id].send(venue.room.id, content)}"
        await inbox.hears(cause)
        shown = await platform.post(venue.room, replace(post("In"), answers=cause), "a")
    assert (await relation(venue, venue.room.id, shown))["event_id"] == root


@pytest.mark.parametrize("root", ["$" + "x" * 60_000, "", "$a\nb", 5, None, {"event_id": "$a"}])
async def test_what_is_no_id_is_no_thread_and_what_answers_it_is_a_reply(
    venue: MatrixVenue, root: object
) -> None:
    inbox, platform = Recorder(), venue.platform()
    async with running(platform, inbox):
        relaying = platform.capabilities.relaying
        assert isinstance(relaying, MatrixRelaying)
        relation = {"rel_type": "m.thread", "event_id": root}
        relaying.threads.heard({"event_id": "$said", "content": {"m.relates_to": relation}})
        first, behind = await relaying.threads.replying("!room:example.org", "$said")
    assert (first, behind) == ({"m.relates_to": {"m.in_reply_to": {"event_id": "$said"}}}, {})
