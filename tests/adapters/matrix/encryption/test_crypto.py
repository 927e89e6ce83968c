"""What is known of rooms, and when it is known no more."""

from pathlib import Path

import pytest
from nio import AsyncClient, AsyncClientConfig

from adapters.matrix.encryption.crypto import Crypto
from adapters.matrix.inbound.sync_answer import RoomUpdate, SyncAnswer, read_answer
from adapters.matrix.quarantine import Quarantine
from bot.domain.changing import replace

ME, ROOM = "@bot:example.org", "!room:example.org"
NOTHING: SyncAnswer = read_answer({"next_batch": "1"}, ME)
THERE = replace(NOTHING, rooms=[RoomUpdate(ROOM)])
GONE = replace(NOTHING, left=[RoomUpdate(ROOM)])
AFRESH = replace(NOTHING, afresh=True)


async def known() -> tuple[Crypto, AsyncClient]:
    """A room that is not encrypted, and whose members have been looked up."""
    client = AsyncClient("http://127.0.0.1", ME)
    crypto = Crypto(client, Quarantine())
    await crypto.learn(THERE)
    crypto.settle(ROOM, encrypted=False)
    client.rooms[ROOM].members_synced = True
    return crypto, client


async def test_that_a_room_is_not_encrypted_is_sure_once_both_have_said_so() -> None:
    client = AsyncClient("http://127.0.0.1", ME)
    crypto = Crypto(client, Quarantine())
    crypto.settle(ROOM, encrypted=False)
    assert crypto.surely_encrypted(ROOM) is None, "the sync may tell it next"
    await crypto.learn(THERE)
    assert crypto.surely_encrypted(ROOM) is False
    crypto.settle(ROOM, encrypted=True)
    assert crypto.surely_encrypted(ROOM) is True


@pytest.mark.parametrize("told", [GONE, AFRESH], ids=["out of the room", "told afresh"])
async def test_what_the_sync_may_never_tell_is_asked_again(told: SyncAnswer) -> None:
    crypto, client = await known()
    assert crypto.surely_encrypted(ROOM) is False
    await crypto.learn(told)
    assert crypto.surely_encrypted(ROOM) is None
    assert not client.rooms[ROOM].members_synced


async def test_what_is_said_of_a_room_that_the_bot_was_in_is_old() -> None:
    crypto, _ = await known()
    await crypto.learn(GONE)
    crypto.settle(ROOM, encrypted=False)
    assert crypto.surely_encrypted(ROOM) is None
    await crypto.learn(THERE)
    assert crypto.surely_encrypted(ROOM) is None, "what was said before it came back is old"
    crypto.settle(ROOM, encrypted=False)
    assert crypto.surely_encrypted(ROOM) is False


async def test_where_the_sync_tells_afresh_devices_are_asked_for_again(tmp_path: Path) -> None:
    config = AsyncClientConfig(encryption_enabled=True, pickle_key="seal")
    client = AsyncClient("http://127.0.0.1", ME, "DEVICE", str(tmp_path), config)
    client.restore_login(ME, "DEVICE", "token")
    assert client.olm is not None
    client.olm.tracked_users.add("@ana:example.org")
    await Crypto(client, Quarantine()).learn(AFRESH)
    assert client.olm.tracked_users == set()
    assert client.store is not None
    client.store.database.close()


async def test_news_of_a_room_ends_nothing() -> None:
    crypto, client = await known()
    await crypto.learn(THERE)
    assert crypto.surely_encrypted(ROOM) is False
    assert client.rooms[ROOM].members_synced
