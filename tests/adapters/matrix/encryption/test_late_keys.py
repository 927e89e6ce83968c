"""Messages without their keys: said once, asked for, and taken up while they are still meant."""

import json
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from functools import partial
from pathlib import Path

import pytest
from msgspec import Struct

from adapters.matrix.encryption.unread import MOST_OF_ONE
from bot.domain.identity import Place
from tests.adapters.matrix.fakes import Recorder, running
from tests.adapters.matrix.sealed import ENCRYPTION, SealedClient, sealed_client
from tests.adapters.matrix.test_encryption import sealed_forever
from tests.adapters.matrix.venue import MatrixVenue
from tests.synapse import Person, Synapse

pytestmark = pytest.mark.sockets


class Scene(Struct):
    """An encrypted room of a meeting, and its host's client."""

    venue: MatrixVenue
    room: Place
    client: SealedClient
    inbox: Recorder

    @property
    def host(self) -> Person:
        return self.venue.host

    def running(self) -> AbstractAsyncContextManager[None]:
        return running(self.venue.platform(places=(self.venue.room, self.room)), self.inbox)

    async def locked(self, text: str) -> tuple[str, dict[str, object]]:
        """Something is said without its key; its id, and the keys for its readers. The bot has said so."""
        event, keys = await self.client.encrypt_without_key(self.room.id, text)
        id, before = await self.host.send(self.room.id, event, "m.room.encrypted"), len(self.inbox.sealed)
        await self.inbox.until(lambda: len(self.inbox.sealed) > before)
        return id, keys

    async def give(self, keys: dict[str, object]) -> None:
        await self.host.call("PUT", f"/sendToDevice/m.room.encrypted/{id(keys)}", keys)


@pytest.fixture
async def scene(venue: MatrixVenue, synapse: Synapse, tmp_path: Path) -> AsyncIterator[Scene]:
    room = await venue.host.create_room(preset="public_chat", initial_state=[ENCRYPTION])
    async with sealed_client(synapse, venue.host, tmp_path) as client:
        yield Scene(venue.encrypting(), Place("matrix", room), client, Recorder())


async def test_what_could_not_be_read_is_taken_up_when_its_key_comes(scene: Scene) -> None:
    async with scene.running():
        event, keys = await scene.locked("!next")
        await scene.give(keys)
        heard = await scene.inbox.hears(f"matrix:{event}")
    assert (heard.place, scene.inbox.texts) == (scene.room, ["next"])
    assert [cause for cause, _, _ in scene.inbox.sealed] == [f"matrix:{event}/unread"]


@pytest.mark.parametrize("down", [False, True], ids=["while it serves", "while it is down"])
async def test_it_is_taken_up_after_a_restart_too(scene: Scene, *, down: bool) -> None:
    async with scene.running():
        event, keys = await scene.locked("!next")
        await said_by_ana(scene)
    if down:
        await scene.give(keys)
    async with scene.running():
        if not down:
            await scene.give(keys)
        await scene.inbox.hears(f"matrix:{event}")
    assert scene.inbox.texts == ["queue", "next"]


async def said_by_ana(scene: Scene) -> None:
    """What was told before is dealt with when something that was said after it is heard."""
    ana = await scene.venue.person("Ana")
    await scene.inbox.hears(await scene.venue.types(ana, scene.venue.room, "queue"))


async def test_the_key_is_asked_for_once_and_taken_from_the_device_that_made_it(scene: Scene) -> None:
    async with scene.running():
        event, _ = await scene.locked("!next")
        again = {"type": "m.room.message", "content": {"msgtype": "m.text", "body": "!agenda"}}
        content = scene.client.seal(scene.room.id, json.dumps(again))
        await scene.host.send(scene.room.id, content, "m.room.encrypted")
        await scene.client.until(lambda: bool(scene.client.asked))
        await said_by_ana(scene)
        (request,) = scene.client.asked
        await scene.client.give_again(request)
        await scene.inbox.hears(f"matrix:{event}")
        await scene.inbox.until(lambda: len(scene.inbox.texts) == 3)
    assert scene.inbox.texts == ["queue", "next", "agenda"]
    assert len(scene.inbox.sealed) == 1


async def test_nobody_else_gives_a_key_that_was_asked_for(
    scene: Scene, synapse: Synapse, tmp_path: Path
) -> None:
    mallory = await scene.venue.accounts.person("Mallory")
    await mallory.join(scene.room.id)
    async with sealed_client(synapse, mallory, tmp_path) as forger, scene.running():
        await forger.say(scene.room.id, "hello")
        event, keys = await scene.locked("!next")
        await scene.give({"messages": {mallory.id: messages(keys)[mallory.id]}})
        await scene.client.until(lambda: bool(scene.client.asked))
        await forger.sync()
        await forger.give_again(scene.client.asked[0])
        await said_by_ana(scene)
        await said_by_ana(scene)
        assert scene.inbox.texts == ["queue", "queue"]
        await scene.client.give_again(scene.client.asked[0])
        await scene.inbox.hears(f"matrix:{event}")


def messages(keys: dict[str, object]) -> dict[str, object]:
    found = keys["messages"]
    assert isinstance(found, dict)
    return found


async def test_whoever_is_unread_is_told_once_until_something_could_be_read(scene: Scene) -> None:
    async with scene.running():
        ana = await scene.venue.person("Ana")
        person, room = scene.venue.persons[ana.id], scene.venue.room
        for times in (1, 2, 3):
            for _ in range(5):
                await person.send(room.id, sealed_forever(), "m.room.encrypted")
            await scene.inbox.until(partial(told, scene.inbox, times))
            await scene.inbox.hears(await scene.venue.types(ana, room, "join"))
        await said_by_ana(scene)
    assert told(scene.inbox, 3)


def told(inbox: Recorder, times: int) -> bool:
    return len(inbox.sealed) == times


async def test_what_its_author_has_repeated_is_not_taken_up(scene: Scene) -> None:
    async with scene.running():
        event, keys = await scene.locked("!next")
        await scene.inbox.hears(f"matrix:{await scene.host.say(scene.room.id, '!next')}")
        await scene.give(keys)
        await said_by_ana(scene)
    assert (scene.inbox.texts, f"matrix:{event}" in scene.inbox.causes) == (["next", "queue"], False)


async def test_what_was_taken_back_meanwhile_is_not_taken_up(scene: Scene) -> None:
    async with scene.running():
        event, keys = await scene.locked("!next")
        await scene.host.redact(scene.room.id, event)
        await scene.give(keys)
        await said_by_ana(scene)
        await said_by_ana(scene)
    assert scene.inbox.texts == ["queue", "queue"]
    assert scene.inbox.warnings == {}


async def test_who_floods_a_room_with_what_cannot_be_read_is_asked_for_few_keys(
    scene: Scene, synapse: Synapse, tmp_path: Path
) -> None:
    mallory = await scene.venue.accounts.person("Mallory")
    await mallory.join(scene.room.id)
    async with scene.running(), sealed_client(synapse, mallory, tmp_path) as client:
        for _ in range(60):
            await mallory.send(scene.room.id, sealed_forever(), "m.room.encrypted")
        await scene.inbox.hears(f"matrix:{await scene.client.say(scene.room.id, '!next')}")
        await client.until(lambda: len(client.asked) >= MOST_OF_ONE)
        await said_by_ana(scene)
        await client.sync()
    assert len(client.asked) == MOST_OF_ONE
    assert len(scene.inbox.sealed) == 1
    assert scene.inbox.texts == ["next", "queue"]
