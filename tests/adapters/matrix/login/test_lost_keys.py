"""A store of keys that is lost, on a real homeserver: the bot comes back as a new device, signed."""

import asyncio
import logging
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.domain.identity import Place
from bot.ports.platform import Misconfigured
from tests.adapters.matrix.fakes import Recorder, post, running, soon
from tests.adapters.matrix.identity.elsewhere import chain_holds, identity_of
from tests.adapters.matrix.login.test_entrance import devices, kept
from tests.adapters.matrix.sealed import ENCRYPTION, sealed_client
from tests.adapters.matrix.venue import MatrixVenue
from tests.synapse import Synapse

pytestmark = pytest.mark.sockets


@pytest.fixture
def sealed(venue: MatrixVenue) -> MatrixVenue:
    """A bot that can read and write encrypted chats."""
    return venue.encrypting()


async def until_signed(venue: MatrixVenue, device: str) -> None:
    """As a stranger finds it in an answer to /keys/query."""
    async with asyncio.timeout(20):
        while not await chain_holds(venue.host, venue.bot.id, device):
            pass


def delete(store: Path) -> None:
    shutil.rmtree(store)


def delete_the_database(store: Path) -> None:
    for each in store.glob("*.db"):
        each.unlink()


def overwrite(store: Path) -> None:
    for each in store.glob("*.db"):
        each.write_bytes(b"no database" * 1000)


def cut_short(store: Path) -> None:
    for each in store.glob("*.db"):
        each.write_bytes(each.read_bytes()[:6000])


LOSSES = (delete, delete_the_database, overwrite, cut_short)


@pytest.mark.parametrize("lose", LOSSES)
async def test_the_bot_comes_back_as_a_new_signed_device_and_misses_nothing(
    sealed: MatrixVenue,
    synapse: Synapse,
    tmp_path: Path,
    lose: Callable[[Path], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO, "adapters.matrix")
    inbox, ana = Recorder(), await sealed.person("Ana")
    room = Place("matrix", await sealed.host.create_room(preset="public_chat", initial_state=[ENCRYPTION]))
    places = (sealed.room, room)
    async with sealed_client(synapse, sealed.host, tmp_path) as client:
        async with running(sealed.platform(places), inbox):
            await inbox.hears(f"matrix:{await client.say(room.id, '!one')}")
            await until_signed(sealed, "EVENFLOOR")
        identity = await identity_of(sealed.host, sealed.bot.id)
        lose(sealed.settings.store)
        meanwhile = await sealed.types(ana, sealed.room, "meanwhile")
        platform = sealed.platform(places)
        async with running(platform, inbox):
            new = kept(sealed)["device_id"]
            await until_signed(sealed, new)
            await inbox.hears(meanwhile)
            await client.sync()
            await inbox.hears(f"matrix:{await client.say(room.id, '!two')}")
            await platform.post(room, post("for all"), "key")
            await client.until(lambda: client.words(sealed.bot.id) == ["for all"])
    assert (inbox.texts, inbox.sealed) == (["one", "meanwhile", "two"], [])
    assert [(k, m.key) for k, m in inbox.warnings.items()] == [
        (f"matrix/new-device/{new}", "matrix-new-device")
    ]
    assert await identity_of(sealed.host, sealed.bot.id) == identity, "nobody has to verify the bot again"
    there = await devices(sealed.bot)
    assert (new in there, "EVENFLOOR" in there) == (True, False), "the old device is gone"
    assert f"the keys of device EVENFLOOR were lost; {new} is in its place" in caplog.text


async def test_the_new_device_stays_and_is_told_once(sealed: MatrixVenue) -> None:
    inbox, ana = Recorder(), await sealed.person("Ana")
    async with running(sealed.platform(), inbox):
        pass
    delete(sealed.settings.store)
    for _ in range(3):
        async with running(sealed.platform(), inbox):
            await inbox.hears(await sealed.types(ana, sealed.room, "join"))
            device = kept(sealed)["device_id"]
            inbox.warnings.clear()
    assert set(await devices(sealed.bot)) & {"EVENFLOOR", device} == {device}
    assert (kept(sealed)["instead_of"], inbox.warnings) == ("", {})
    assert len([each for each in await devices(sealed.bot) if each.startswith("EVENFLOOR")]) == 1


async def test_what_follows_from_a_new_device_is_done_after_a_crash_too(sealed: MatrixVenue) -> None:
    class Broken(Recorder):
        async def warn(self, *_: object, **__: object) -> None:
            raise OSError("the machine goes off here")

    inbox, ana = Recorder(), await sealed.person("Ana")
    async with running(sealed.platform(), inbox):
        pass
    delete(sealed.settings.store)
    meanwhile = await sealed.types(ana, sealed.room, "meanwhile")
    task = asyncio.create_task(sealed.platform().run(Broken()))
    async with asyncio.timeout(20):
        while kept(sealed)["instead_of"] != "EVENFLOOR":
            await soon(0)
    task.cancel()
    await asyncio.wait({task})
    async with running(sealed.platform(), inbox):
        await inbox.hears(meanwhile)
    assert [notice.key for notice in inbox.warnings.values()] == ["matrix-new-device"]


async def test_with_a_token_alone_a_sentence_says_what_to_do(sealed: MatrixVenue) -> None:
    token = {"password": None, "access_token": SecretStr(sealed.bot.token)}
    sealed.settings = sealed.settings.model_copy(update=token)
    async with running(sealed.platform(), Recorder()):
        pass
    before = set(await devices(sealed.bot))
    for lose in (overwrite, delete):
        lose(sealed.settings.store)
        (problem,) = (await sealed.platform().inspect([])).problems
        assert "bring the folder back, or make a new access token" in problem
        with pytest.raises(Misconfigured, match="bring the folder back, or make a new access token"):
            await asyncio.wait_for(sealed.platform().run(Recorder()), 20)
    assert set(await devices(sealed.bot)) == before


@pytest.mark.parametrize("lose", LOSSES)
async def test_a_check_tells_of_it_and_changes_nothing(
    sealed: MatrixVenue, lose: Callable[[Path], None]
) -> None:
    async with running(sealed.platform(), Recorder()):
        await until_signed(sealed, sealed.settings.device_id)
    assert (await sealed.platform().inspect([])).problems == []
    lose(sealed.settings.store)
    before = set(await devices(sealed.bot))
    (problem,) = (await sealed.platform().inspect([])).problems
    assert "start the bot, which goes on as a new device" in problem
    assert set(await devices(sealed.bot)) == before
    async with running(sealed.platform(), Recorder()):
        await until_signed(sealed, kept(sealed)["device_id"])
    assert (await sealed.platform().inspect([])).problems == []


async def test_a_wrong_store_key_loses_nothing(sealed: MatrixVenue) -> None:
    async with running(sealed.platform(), Recorder()):
        await until_signed(sealed, "EVENFLOOR")
    right = sealed.settings
    sealed.settings = right.model_copy(update={"store_key": SecretStr("another")})
    with pytest.raises(Misconfigured, match=r"check matrix\.store_key"):
        await asyncio.wait_for(sealed.platform().run(Recorder()), 20)
    sealed.settings = right
    async with running(sealed.platform(), Recorder()):
        await until_signed(sealed, "EVENFLOOR")


@pytest.mark.parametrize("down", [False, True], ids=["while it serves", "while it is down"])
async def test_a_login_that_is_ended_takes_the_keys_along_and_they_are_published_and_signed_again(
    sealed: MatrixVenue, synapse: Synapse, tmp_path: Path, *, down: bool
) -> None:
    inbox, platform = Recorder(), sealed.platform()
    room = Place("matrix", await sealed.host.create_room(preset="public_chat", initial_state=[ENCRYPTION]))
    places = (sealed.room, room)
    platform = sealed.platform(places)
    async with sealed_client(synapse, sealed.host, tmp_path) as client:
        async with running(platform, inbox):
            await inbox.hears(f"matrix:{await client.say(room.id, '!one')}")
            await until_signed(sealed, "EVENFLOOR")
            if not down:
                await sealed.bot.call("POST", "/logout/all", {})
                await until_signed(sealed, "EVENFLOOR")
                await client.sync()
                await inbox.hears(f"matrix:{await client.say(room.id, '!two')}")
        if down:
            await sealed.bot.call("POST", "/logout/all", {})
            async with running(sealed.platform(places), inbox):
                await until_signed(sealed, "EVENFLOOR")
                await client.sync()
                await inbox.hears(f"matrix:{await client.say(room.id, '!two')}")
    assert (inbox.texts, inbox.sealed, inbox.warnings) == (["one", "two"], [], {})
