"""Of somebody who asked to be forgotten no byte is left, in either database, and no line of the log."""

import logging
from pathlib import Path

import pytest
from sqlalchemy import Connection, make_url, select

from bot.domain.group.rows import Going, InviteCode, Resource, text_id
from bot.domain.identity import Identity
from bot.ports.store import Draft, Transaction
from storage.store import SqlStore
from storage.tables import metadata
from tests.services.conftest import Play
from tests.services.groups.conftest import meet
from tests.services.groups.test_privacy import over
from tests.support.bot import BotDriver
from tests.support.plans import DISCORD_ROOM, MATRIX_ROOM

GROUP = "group/roundtable"
ON_DISCORD, ON_MATRIX = Identity("discord", "zwiebelfisch"), Identity("matrix", "zwiebelkuchen")
ROOMS = {ON_DISCORD: DISCORD_ROOM, ON_MATRIX: MATRIX_ROOM}
SECRETS = ("zwiebel", "pangolin", "axolotl")


@pytest.fixture
def store(store_on_each: SqlStore) -> SqlStore:
    return store_on_each


@pytest.mark.slow
@pytest.mark.parametrize("who", [ON_DISCORD, ON_MATRIX])
async def test_no_byte_is_left(
    store: SqlStore, url: str, who: Identity, play: Play, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with play() as bot:
        await meet(bot)
        await live(bot, who)
        assert await found(store, url) == set(SECRETS)
        assert "goes now" in await bot.say(who, "forgetme everywhere")
        await over(bot)
        await store.purge()
        assert await found(store, url) == set()
        assert "zwiebel" not in store.erased.path.read_text().casefold()
        assert not [secret for secret in SECRETS if secret in caplog.text.casefold()]


async def live(bot: BotDriver, who: Identity) -> None:
    """In the meeting and in the group, with all that can be kept of somebody."""
    await bot.say(who, "stay", ROOMS[who])
    await bot.say(who, "name Zwiebelkönig axolotl")
    await bot.say(who, "report pangolins are rude")
    number = await bot.store.read(lambda tx: tx.people.person(GROUP, who))
    assert number is not None
    now = bot.clock.now()

    def work(tx: Transaction) -> None:
        row = Resource(1, number, now, "d", "", "https://pangolin.example")
        for each in (row, Going(1, 1, number, True), InviteCode(1, "d", number, now, 5)):
            tx.records.put(GROUP, each)
        tx.people.keep_text(GROUP, text_id(row, "link"), number, "https://pangolin.example")
        tx.setup.keep(Draft(who, ROOMS[who], "", {"title": "Zwiebel round"}, 1, now))

    await bot.store.write(work)


async def found(store: SqlStore, url: str) -> set[str]:
    """Which of the secrets stand in any row, or in any byte of the files."""

    def read(connection: Connection) -> str:
        return "\n".join(
            str(row) for table in metadata.sorted_tables for row in connection.execute(select(table))
        )

    held = (await store.database.read(read)).casefold().encode()
    target = make_url(url)
    if target.get_backend_name() == "sqlite":
        path = Path(target.database or "")
        held += b"".join(file.read_bytes().lower() for file in path.parent.glob(f"{path.name}*"))
    return {secret for secret in SECRETS if secret.encode() in held}
