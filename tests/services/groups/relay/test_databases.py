"""What a relay keeps is kept alike in either database, and goes with whoever wrote it."""

from itertools import count

import pytest

from bot.domain.group.rows import Copy, Utterance
from bot.ports.relay import PostedFile
from storage.store import SqlStore
from tests.services.conftest import ANA, LI, Play
from tests.services.groups.conftest import meet
from tests.services.groups.relay.conftest import Channels
from tests.services.groups.test_privacy import GROUP, over
from tests.services.live.trial import InMemoryRemoval


@pytest.fixture
def store(store_on_each: SqlStore) -> SqlStore:
    return store_on_each


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
        file = await channels.shares(ANA, PostedFile("plan.pdf", b"%PDF-", ""))
        assert channels.copies(channels.matrix) == [
            "Ana (Discord): One, changed",
            "Ana (Discord): (file) plan.pdf",
        ]
        assert channels.copies(channels.discord) == ["Li (Matrix): Three"]
        assert await bot.app.command_service.relayed_in(channels.discord) == [first, file]
        await bot.say(ANA, "forgetme here")
        await over(bot)
        assert channels.copies(channels.matrix) == []
    records = await store.read(
        lambda tx: (tx.records.of(GROUP).all(Utterance), tx.records.of(GROUP).all(Copy))
    )
    assert [len(each) for each in records] == [1, 1]
