"""What a relay keeps is kept alike in either database, and goes with whoever wrote it."""

from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path

import pytest

from bot.domain.group.rows import Copy, Utterance
from storage.store import SqlStore, open_store
from tests.contracts.store.conftest import DATABASES
from tests.services.conftest import ANA, LI, Play
from tests.services.groups.conftest import meet
from tests.services.groups.relay.conftest import Channels
from tests.services.groups.test_privacy import GROUP, over
from tests.services.live.trial import InMemoryRemoval


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest) -> str:
    found: str = request.getfixturevalue(request.param)
    return found


@pytest.fixture
async def store(url: str, tmp_path: Path) -> AsyncIterator[SqlStore]:
    async with open_store(url, tmp_path / "erased.jsonl") as opened:
        yield opened


async def test_said_changed_taken_away_and_forgotten(store: SqlStore, play: Play) -> None:
    async with play() as bot:
        await meet(bot)
        for fake in bot.fakes.values():
            fake.removal = InMemoryRemoval(fake)
        channels = Channels(bot, count(1))
        await channels.turn_on()
        first, second = await channels.says(ANA, "One"), await channels.says(ANA, "Two")
        await channels.says(LI, "Three", reply_to=first)
        await channels.change(ANA, first, "One, changed")
        await channels.delete("discord", second)
        assert channels.copies(channels.matrix) == ["Ana (Discord): One, changed"]
        assert channels.copies(channels.discord) == ["Li (Matrix): Three"]
        assert await bot.app.command_service.relayed_in(channels.discord) == [first]
        await bot.say(ANA, "forgetme here")
        await over(bot)
        assert channels.copies(channels.matrix) == []
    records = await store.read(
        lambda tx: (tx.records.of(GROUP).all(Utterance), tx.records.of(GROUP).all(Copy))
    )
    assert [len(each) for each in records] == [1, 1]
