"""Whatever is written, changed and taken away while the bot comes and goes: a model has the same copies."""

import sqlite3
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import Phase, given, note, settings
from hypothesis import strategies as st
from msgspec import Struct

from bot.messages.catalogue import Catalogues
from bot.services.relay import hearing
from storage.databases.sqlite import SqliteDatabase
from storage.erasure.erased_list import ErasedList
from storage.store import SqlStore
from tests.faults.relay.model import DAYS, NEWEST, Model
from tests.services.conftest import two_platforms
from tests.services.groups.relay.conftest import Channels
from tests.services.groups.relay.talking import MEMBERS, Talking
from tests.services.kept import Kept
from tests.support.bot import BotDriver, playing
from tests.support.clock import MovedClock
from tests.support.plans import plan

STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ("say", "say", "say", "edit", "edit", "delete", "choose", "kill", "back", "back", "wait")
        ),
        st.integers(0, 5),
        st.one_of(st.integers(0, 6), st.sampled_from((24 * 3, 24 * 7, 24 * 7 + 1))),
    ),
    min_size=12,  # else most are short
    max_size=36,
)


class Stage(Struct, frozen=True):
    """A meeting that has just closed, as often as it takes."""

    end: Kept
    database: SqliteDatabase
    path: Path
    erased: ErasedList
    catalogues: Catalogues

    async def talking(self, newest: int = NEWEST) -> Talking:
        """The bot is there, and the relay is on."""
        clock, fakes = MovedClock(), two_platforms()
        self.erased.path.unlink(missing_ok=True)
        self.end.set_up(self.path, fakes, clock)
        store = SqlStore(self.database, self.erased)

        def start() -> AbstractAsyncContextManager[BotDriver]:
            return playing(store, self.catalogues, {"roundtable": plan()}, *fakes, clock=clock)

        model = Model(set(MEMBERS), newest)
        talking = Talking(start, {each.name: each for each in fakes}, model, clock)
        await talking.back()
        assert talking.bot is not None
        await Channels(talking.bot, count(1)).turn_on()
        return talking


@pytest.fixture(scope="session")
def stage(
    end: Kept,
    database: SqliteDatabase,
    database_path: Path,
    shared_list: ErasedList,
    empty: sqlite3.Connection,
    catalogues: Catalogues,
) -> Stage:
    del empty
    return Stage(end, database, database_path, shared_list, catalogues)


@pytest.mark.slow
@settings(phases=(Phase.explicit, Phase.reuse, Phase.generate))  # a shorter one takes minutes to be found
@given(STEPS)
async def test_the_copies_are_as_the_model_has_them(
    stage: Stage, steps: Sequence[tuple[str, int, int]]
) -> None:
    talking = await stage.talking()
    try:
        for each in steps:
            note(str(each))
            await talking.step(*each)
            if talking.bot is not None and each[1] % 2:
                await talking.check()
        await talking.back()
        await talking.check()
    finally:
        await talking.kill()


async def test_seven_days_are_compared_and_no_more(stage: Stage) -> None:
    talking = await stage.talking()
    for _ in range(4):
        await talking.say("vera")
        await talking.wait(timedelta(hours=1))
    await talking.kill()
    for number in (0, 2):
        await talking.edit(number)
    for number in (1, 3):
        await talking.delete(number)
    await talking.wait(DAYS - timedelta(hours=3))
    await talking.back()
    await talking.check()
    assert talking.model.copies("matrix") == ["word0v0", "word1v0", "word2v1"]
    await talking.kill()


async def test_the_newest_of_a_room_are_compared_and_no_more(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert hearing.COMPARED == NEWEST
    monkeypatch.setattr(hearing, "COMPARED", 3)
    talking = await stage.talking(3)
    for who in ("vera", "ivo", "ana", "vera", "ivo", "ana"):
        await talking.say(who)
    await talking.kill()
    for number in (0, 2, 3):
        await talking.edit(number)
    for number in (0, 5):
        await talking.delete(number)
    await talking.back()
    await talking.check()
    assert talking.model.copies("matrix") == ["word0v0", "word2v1", "word3v1"]
    await talking.kill()
    await talking.say("ana")
    for number in (2, 3):
        await talking.edit(number)
    await talking.back()
    await talking.check()
    assert talking.model.copies("matrix") == ["word0v0", "word2v1", "word3v2", "word6v0"], "a new one counts"
    await talking.kill()
