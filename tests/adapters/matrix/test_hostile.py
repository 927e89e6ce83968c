"""What somebody sends to break the bot is put aside; reading goes on, also after a restart."""

import json
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.domain.identity import Place
from tests.adapters.matrix.fakes import Recorder, post, running
from tests.adapters.matrix.sealed import ENCRYPTION, sealed_client
from tests.adapters.matrix.venue import MatrixVenue
from tests.synapse import Person, Synapse

pytestmark = pytest.mark.sockets

OLM = "m.olm.v1.curve25519-aes-sha2"
MEGOLM = {
    "algorithm": "m.megolm.v1.aes-sha2",
    "ciphertext": "AwgAEnACgAkLmt6qF84IK++J7UDH2Za1YVchHyprqTqsg",
    "device_id": "PHONE",
    "sender_key": "A" * 43,
    "session_id": "s" * 32,
}


async def to_device(stranger: Person, bot: str, own_ciphertext: object) -> None:
    """Send the bot's device something that claims to be encrypted for it."""
    answer = await stranger.call("POST", "/keys/query", {"device_keys": {bot: []}})
    found = answer["device_keys"]
    assert isinstance(found, dict)
    [(device, keys)] = found[bot].items()
    key = keys["keys"][f"curve25519:{device}"]
    content = {"algorithm": OLM, "sender_key": "B" * 43, "ciphertext": {key: own_ciphertext}}
    body = {"messages": {bot: {device: content}}}
    await stranger.call("PUT", f"/sendToDevice/m.room.encrypted/{id(own_ciphertext)}", body)


@pytest.mark.parametrize("ciphertext", [5, {"type": 0, "body": "x"}, {"type": 1, "body": "x"}, {}, None])
async def test_a_stranger_in_no_room_with_the_bot(venue: MatrixVenue, ciphertext: object) -> None:
    venue, inbox = venue.encrypting(), Recorder()
    async with running(venue.platform(), inbox):
        ana, stranger = await venue.person("Ana"), await venue.accounts.person("Stranger")
        await inbox.hears(await venue.types(ana, venue.room, "before"))
        await to_device(stranger, venue.bot.id, ciphertext)
        await inbox.hears(await venue.types(ana, venue.room, "after"))
        await inbox.until(lambda: bool(inbox.warnings))
    async with running(venue.platform(), inbox):
        await inbox.hears(await venue.types(ana, venue.room, "restarted"))
    assert inbox.texts == ["before", "after", "restarted"]


@pytest.mark.parametrize(
    "change", [{"sender_key": ""}, {"session_id": ""}, {"ciphertext": 5}, {"device_id": []}]
)
async def test_an_odd_encrypted_event_in_the_public_room(
    venue: MatrixVenue, change: dict[str, object]
) -> None:
    venue, inbox = venue.encrypting(), Recorder()
    async with running(venue.platform(), inbox):
        ana = await venue.person("Ana")
        await inbox.hears(await venue.types(ana, venue.room, "before"))
        await venue.persons[ana.id].send(venue.room.id, MEGOLM | change, "m.room.encrypted")
        await inbox.hears(await venue.types(ana, venue.room, "after"))
        await inbox.until(lambda: bool(inbox.warnings))
    async with running(venue.platform(), inbox):
        await inbox.hears(await venue.types(ana, venue.room, "restarted"))
    assert inbox.texts == ["before", "after", "restarted"]


@pytest.mark.parametrize(
    "payload",
    [
        "[]",
        "null",
        '"x"',
        "[" * 20_000,
        "9" * 5_000,
        '{"type":"m.room.message","content":{},"unsigned":null}',
        '{"type":"m.room.message","content":{"msgtype":"m.text","body":"!unsigned"},"unsigned":5}',
        '{"type":"m.room.message","content":{"msgtype":"m.text","body":"!\\ud800"}}',
        "\ufffe",
    ],
    ids=lambda payload: payload[:12],
)
async def test_an_encrypted_payload_that_is_no_event(
    venue: MatrixVenue, synapse: Synapse, tmp_path: Path, payload: str
) -> None:
    venue, inbox = venue.encrypting(), Recorder()
    async with running(venue.platform(), inbox):
        ana = await venue.person("Ana")
        person = venue.persons[ana.id]
        chat = await person.create_room(
            preset="private_chat", is_direct=True, invite=[venue.bot.id], initial_state=[ENCRYPTION]
        )
        await person.until_member(chat, venue.bot.id)
        async with sealed_client(synapse, person, tmp_path) as client:
            await inbox.hears(f"matrix:{await client.say(chat, 'before')}")
            await person.send(chat, client.seal(chat, payload), "m.room.encrypted")
            await inbox.hears(f"matrix:{await client.say(chat, 'after')}")
    async with running(venue.platform(), inbox):
        await inbox.hears(await venue.types(ana, venue.room, "restarted"))
    assert [text for text in inbox.texts if "\ud800" not in text and text != "unsigned"] == [
        "before",
        "after",
        "restarted",
    ]


async def test_whoever_forges_the_membership_of_others_inside_encryption_is_not_believed(
    venue: MatrixVenue, synapse: Synapse, tmp_path: Path
) -> None:
    venue, inbox = venue.encrypting(), Recorder()
    room = Place("matrix", await venue.host.create_room(preset="public_chat", initial_state=[ENCRYPTION]))
    platform = venue.platform(places=(venue.room, room))
    async with running(platform, inbox), AsyncExitStack() as clients:
        mallory = await venue.accounts.person("Mallory")
        await mallory.join(room.id)
        host, forger = [
            await clients.enter_async_context(sealed_client(synapse, person, tmp_path))
            for person in (venue.host, mallory)
        ]
        await inbox.hears(f"matrix:{await host.say(room.id, '!one')}")
        await inbox.hears(f"matrix:{await forger.say(room.id, '!two')}")
        for content in ({"membership": "join", "displayname": "Forged"}, {"membership": "leave"}):
            forged = {"type": "m.room.member", "state_key": venue.host.id, "content": content}
            await mallory.send(room.id, forger.seal(room.id, json.dumps(forged)), "m.room.encrypted")
        await inbox.hears(f"matrix:{await forger.say(room.id, '!three')}")
        assert (await inbox.hears(f"matrix:{await host.say(room.id, '!four')}")).author_name == "Host"
        await platform.post(room, post("for all"), "key")
        await host.until(lambda: host.words(venue.bot.id) == ["for all"])
    assert (inbox.texts, inbox.sealed) == (["one", "two", "three", "four"], [])


async def test_what_waits_for_its_key_holds_the_position_by_a_round_only(venue: MatrixVenue) -> None:
    venue, inbox = venue.encrypting(), Recorder()
    async with running(venue.platform(), inbox):
        ana = await venue.person("Ana")
        await inbox.hears(await venue.types(ana, venue.room, "before"))
        for number in range(5):
            await venue.persons[ana.id].send(venue.room.id, MEGOLM, "m.room.encrypted")
            await inbox.hears(await venue.types(ana, venue.room, f"{number}"))
        kept = dict(venue.sync_positions.kept)
    assert kept != venue.sync_positions.first


@pytest.mark.parametrize("depth", [800, 930, 940])
async def test_a_message_to_the_device_that_spoils_the_answer_it_comes_in(
    venue: MatrixVenue, depth: int
) -> None:
    """Synapse takes what Python's reader takes; in an answer it stands a few levels deeper."""
    inbox = Recorder()
    async with running(venue.encrypting().platform(), inbox):
        ana, stranger = await venue.person("Ana"), await venue.accounts.person("Stranger")
        await inbox.hears(await venue.types(ana, venue.room, "before"))
        body = f'{{"messages": {{"{venue.bot.id}": {{"*": {{"x": {"[" * depth}{"]" * depth}}}}}}}}}'
        url = "/_matrix/client/v3/sendToDevice/m.room.encrypted/1"
        headers = {"Authorization": f"Bearer {stranger.token}"}
        async with stranger.http.put(url, data=body, headers=headers) as answer:
            assert answer.status in (200, 400), "Python's versions differ in how deep they read"
        await inbox.hears(await venue.types(ana, venue.room, "after"))
