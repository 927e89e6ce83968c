"""Encrypted rooms and direct chats."""

import asyncio
import os
import secrets
import stat
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from adapters.matrix.platform import MatrixPlatform
from bot.domain.identity import Identity, Place
from bot.messages.document import Document, Text
from bot.ports.platform import Answering, Misconfigured, TryLater, Undeliverable
from tests.adapters.matrix.fakes import Recorder, post, running
from tests.adapters.matrix.sealed import ENCRYPTION, sealed_client
from tests.adapters.matrix.venue import MatrixVenue, matrix_venue
from tests.synapse import Synapse, running_synapse

pytestmark = pytest.mark.sockets


async def test_an_encrypted_direct_chat_across_a_restart(
    venue: MatrixVenue, synapse: Synapse, tmp_path: Path
) -> None:
    venue, inbox = venue.encrypting(), Recorder()
    platform = venue.platform()
    async with running(platform, inbox):
        ana = await venue.person("Ana")
        person = venue.persons[ana.id]
        chat = await person.create_room(
            preset="private_chat", is_direct=True, invite=[venue.bot.id], initial_state=[ENCRYPTION]
        )
        await person.until_member(chat, venue.bot.id)
        async with sealed_client(synapse, person, tmp_path) as client:
            asked = await inbox.hears(f"matrix:{await client.say(chat, 'join')}")
            answering = Answering(asked.cause, asked.place, ok=True)
            before = await platform.direct_message(ana, post("one"), "1", answering)
            await client.until(lambda: client.words(venue.bot.id) == ["one"])
    async with sealed_client(synapse, person, tmp_path) as client:
        cause = f"matrix:{await client.say(chat, 'position')}"
        platform = venue.platform()
        async with running(platform, inbox):
            asked = await inbox.hears(cause)
            first = await platform.direct_message(ana, post("two"), "2")
            assert first == await platform.direct_message(ana, post("two"), "2")
            assert [await found(platform, ana, key) for key in ("1", "2", "3")] == [before, first, None]
            await client.until(lambda: client.words(venue.bot.id) == ["two"])
    assert (inbox.texts, inbox.sealed) == (["join", "position"], [])
    assert asked.direct
    assert asked.place == Place("matrix", chat)


async def found(platform: MatrixPlatform, who: Identity, key: str) -> str | None:
    """What was sent under a key, also before a restart."""
    history, an_hour_ago = platform.capabilities.history, datetime.now(UTC) - timedelta(hours=1)
    assert history is not None
    return await history.find(who, post(""), key, an_hour_ago)


async def test_an_encrypted_room_of_a_meeting(venue: MatrixVenue, synapse: Synapse, tmp_path: Path) -> None:
    venue, inbox = venue.encrypting(), Recorder()
    room = Place("matrix", await venue.host.create_room(preset="public_chat", initial_state=[ENCRYPTION]))
    platform = venue.platform(places=(venue.room, room))
    async with running(platform, inbox), sealed_client(synapse, venue.host, tmp_path) as client:
        board = await platform.post(room, post("Queue: empty"), "board")
        assert (await inbox.hears(f"matrix:{await client.say(room.id, '!next')}")).place == room
        await platform.edit(room, board, Document((Text("Queue: Ana"),)), "board-2")
        await client.until(lambda: client.words(venue.bot.id) == ["Queue: empty", "* Queue: Ana"])
    sent = [e for e in await venue.host.messages(room.id) if e["sender"] == venue.bot.id]
    assert not [e for e in sent if e["type"] == "m.room.message"], "nothing went out in the clear"


async def test_a_message_without_its_key_is_said_to_be_unreadable(venue: MatrixVenue) -> None:
    venue, inbox = venue.encrypting(), Recorder()
    async with running(venue.platform(), inbox):
        ana = await venue.person("Ana")
        event = await venue.persons[ana.id].send(venue.room.id, sealed_forever(), "m.room.encrypted")
        await inbox.until(lambda: bool(inbox.sealed))
        await inbox.hears(await venue.types(ana, venue.room, "join"))
    assert inbox.sealed == [(f"matrix:{event}/unread", ana, venue.room)]


async def test_keys_are_their_owners_alone_in_a_folder_that_is_open_to_all(venue: MatrixVenue) -> None:
    venue = venue.encrypting()
    store = venue.settings.store
    before = os.umask(0)
    try:
        store.mkdir()
        async with running(venue.platform(), Recorder()):
            pass
    finally:
        os.umask(before)
    assert {stat.S_IMODE(each.stat().st_mode) for each in store.iterdir()} == {0o600}


async def test_without_a_store_key_nothing_encrypted_is_read_or_written(
    venue: MatrixVenue, synapse: Synapse, tmp_path: Path
) -> None:
    inbox = Recorder()
    platform = venue.platform()
    async with running(platform, inbox):
        ana = await venue.person("Ana")
        person = venue.persons[ana.id]
        chat = await person.create_room(
            preset="private_chat", is_direct=True, invite=[venue.bot.id], initial_state=[ENCRYPTION]
        )
        await person.until_member(chat, venue.bot.id)
        async with sealed_client(synapse, person, tmp_path) as client:
            event = await client.say(chat, "join")
        await inbox.until(lambda: bool(inbox.sealed))
        with pytest.raises(Undeliverable):
            await platform.post(Place("matrix", chat), post("hello"), "key")
        await platform.direct_message(ana, post("Please write here"), "key")
    assert inbox.sealed == [(f"matrix:{event}/unread", Identity("matrix", person.id), Place("matrix", chat))]
    assert [seen.text for seen in await venue.seen_by(ana)] == ["Please write here"]


async def test_a_key_that_comes_behind_its_message(
    venue: MatrixVenue, synapse: Synapse, tmp_path: Path
) -> None:
    venue, inbox = venue.encrypting(), Recorder()
    room = Place("matrix", await venue.host.create_room(preset="public_chat", initial_state=[ENCRYPTION]))
    async with (
        running(venue.platform(places=(venue.room, room)), inbox),
        sealed_client(synapse, venue.host, tmp_path) as client,
    ):
        event, keys = await client.encrypt_without_key(room.id, "!next")
        cause = f"matrix:{await venue.host.send(room.id, event, 'm.room.encrypted')}"
        await client.sync()
        await venue.host.call("PUT", "/sendToDevice/m.room.encrypted/late", keys)
        await inbox.hears(cause)
    assert inbox.sealed == []


async def test_a_wrong_store_key_is_for_a_person_to_mend(venue: MatrixVenue) -> None:
    venue = venue.encrypting()
    async with running(venue.platform(), Recorder()):
        pass
    venue.settings = venue.settings.model_copy(update={"store_key": SecretStr("another")})
    with pytest.raises(Misconfigured, match="store_key"):
        await asyncio.wait_for(venue.platform().run(Recorder()), 20)


def sealed_forever() -> dict[str, object]:
    """An encrypted message whose key nobody sends, as from a client that trusts signed devices only."""
    return {
        "algorithm": "m.megolm.v1.aes-sha2",
        "ciphertext": "AwgAEnACgAkLmt6qF84IK++J7UDH2Za1YVchHyprqTqsg",
        "device_id": "PHONE",
        "sender_key": "A" * 43,
        "session_id": secrets.token_hex(16),
    }


async def unread_in_a_sealed_chat(venue: MatrixVenue, inbox: Recorder, ana: Identity) -> Answering:
    """Ana starts an encrypted chat, and what she writes there cannot be read."""
    person = venue.persons[ana.id]
    chat = await person.create_room(
        preset="private_chat", is_direct=True, invite=[venue.bot.id], initial_state=[ENCRYPTION]
    )
    await person.until_member(chat, venue.bot.id)
    event = await person.send(chat, sealed_forever(), "m.room.encrypted")
    cause = f"matrix:{event}/unread"
    await inbox.until(lambda: cause in [each for each, _, _ in inbox.sealed])
    return Answering(cause, Place("matrix", chat), ok=False, read=False)


async def test_what_cannot_be_read_is_answered_in_a_second_chat_in_the_clear(venue: MatrixVenue) -> None:
    venue, inbox = venue.encrypting(), Recorder()
    platform = venue.platform()
    async with running(platform, inbox):
        ana = await venue.person("Ana")
        answering = await unread_in_a_sealed_chat(venue, inbox, ana)
        await platform.direct_message(ana, post("Please write here"), "1", answering)
        await platform.direct_message(ana, post("Here, please"), "2", answering)
        await platform.direct_message(ana, post("You are next"), "3")
        person = venue.persons[ana.id]
        (plain,) = [room for room, by in (await person.invitations()).items() if by == venue.bot.id]
        await person.join(plain)
        asked = await inbox.hears(f"matrix:{await person.say(plain, 'join')}")
        await platform.direct_message(ana, post("Place 1"), "4", Answering(asked.cause, asked.place, ok=True))
    assert asked.direct
    texts = [seen.text for seen in await venue.seen_by(ana)]
    assert texts == ["Please write here", "Here, please", "You are next", "Place 1"]
    in_sealed = [e for e in await person.messages(answering.place.id) if e["sender"] == venue.bot.id]
    assert [e["type"] for e in in_sealed if e["type"] != "m.room.member"] == ["m.reaction"]


async def test_where_every_chat_is_encrypted_one_more_is_opened_and_no_third(tmp_path: Path) -> None:
    with running_synapse(encryption_enabled_by_default_for_room_type="all") as strict:
        async with matrix_venue(strict, tmp_path) as made:
            venue, inbox = made.encrypting(), Recorder()
            platform = venue.platform()
            async with running(platform, inbox):
                ana = await venue.person("Ana")
                answering = await unread_in_a_sealed_chat(venue, inbox, ana)
                for key in ("1", "2", "3"):
                    await until_sent(platform, ana, key, answering)
                invited = await venue.persons[ana.id].invitations()
    assert len(invited) == 1


async def until_sent(platform: MatrixPlatform, who: Identity, key: str, answering: Answering) -> None:
    """A new encrypted room is written to once it has been read."""
    async with asyncio.timeout(20):
        while True:
            with suppress(TryLater):
                await platform.direct_message(who, post(key), key, answering)
                return
