"""Whatever is said, in whatever order, with whatever restarts: what is in memory is what the log says."""

import asyncio
import shutil
import tempfile
from collections.abc import Coroutine, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Connection, make_url, select

from bot.domain.identity import Identity, Place
from bot.domain.meeting.schedule import still_due
from bot.messages.catalogue import Catalogues, load_catalogues
from bot.ports.store import Transaction
from bot.services.meeting_repository import MeetingRepository, Moment
from bot.services.serializer import Serializer
from storage.databases.sqlite import SqliteDatabase
from storage.store import SqlStore
from storage.tables import metadata, outbox
from tests.faults.script import ANA, LI, SAM, VERA, meeting
from tests.faults.stages import quick_folder
from tests.support.bot import BotDriver, playing
from tests.support.clock import MovedClock
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_ROOM

T = TypeVar("T")

PLAN = meeting()
ROOMS = {"discord": DISCORD_ROOM, "matrix": MATRIX_ROOM}
PEOPLE = (ANA, LI, SAM, Identity("discord", "ben"), VERA)
ASKED = (
    *("join", "join About this", "join reply", "join point", "withdraw", "later", "ready", "identify cs ap"),
    *("identify ps we", "name Kim", "done", "stay", "unstay", "queue"),
)
MODERATED = (
    *("undo", "undo", "absent", "skip", "pick 2 she asked first", "more 2m", "start", "phase next"),
    *("phase pause", "phase resume", "walkup cs Robin", "close", "regroup 2 gov af"),
)
WAITS = (1.0, 45.0, 130.0, 700.0, 4000.0)


class Meetings(RuleBasedStateMachine):
    """A bot that is talked to, waited for, stopped and started."""

    store: SqlStore
    catalogues: Catalogues
    playing: AbstractAsyncContextManager[BotDriver]
    played: BotDriver

    def __init__(self) -> None:
        super().__init__()
        self.clock, self.runner, self.serializer = MovedClock(), asyncio.Runner(), Serializer()
        self.fakes = (InMemoryPlatform("discord"), InMemoryPlatform("matrix", private_replies=False))
        self.given: list[tuple[Identity, str, Place | None]] = []
        self.head = 0
        self._run(self.store.database.write(_empty))
        self._start()

    @initialize()
    def begin(self) -> None:
        """A debate, for which two people wait."""
        for line in ("open", "start", "phase next"):
            self._say(VERA, line, DISCORD_MODERATORS)
        for who in (ANA, LI):
            self._say(who, "join", None)

    @rule()
    def call(self) -> None:
        self._say(VERA, "next", DISCORD_MODERATORS)

    @rule(who=st.sampled_from(PEOPLE), text=st.sampled_from(ASKED), direct=st.booleans())
    def ask(self, who: Identity, text: str, direct: bool) -> None:
        self._say(who, text, None if direct else ROOMS[who.platform])

    @rule(text=st.sampled_from(MODERATED))
    def moderate(self, text: str) -> None:
        self._say(VERA, text, DISCORD_MODERATORS)

    @rule(seconds=st.sampled_from(WAITS))
    def wait(self, seconds: float) -> None:
        self._run(self.played.move(seconds))

    @rule()
    def restart(self) -> None:
        self._stop()
        self._start()

    @rule(text=st.sampled_from(MODERATED))
    def stop_in_the_middle(self, text: str) -> None:
        self._run(self._give(VERA, text, DISCORD_MODERATORS))
        self.restart()

    @precondition(lambda self: self.given)
    @rule(which=st.integers(0, 1000))
    def repeat(self, which: int) -> None:
        number = which % len(self.given)
        before = self._run(self.played.head())
        who, text, place = self.given[number]
        self._run(self.played.say(who, text, place, f"{who.platform}:{number}"))
        assert self._run(self.played.head()) == before

    @invariant()
    def what_is_kept_is_what_the_log_says(self) -> None:
        self._run(self.store.read(self._compare))

    @invariant()
    def what_was_decided_was_told_once(self) -> None:
        self._run(self.store.database.read(self._delivered))

    def teardown(self) -> None:
        self._stop()
        self.runner.close()

    def _compare(self, tx: Transaction) -> None:
        kept = self.played.app.repository.load(tx, PLAN.id)
        rows = tx.log.after(PLAN.id, 0)
        rebuilt = MeetingRepository(self.serializer, {PLAN.id: PLAN}).load(tx, PLAN.id)
        assert (kept.version, kept.meeting) == (rebuilt.version, rebuilt.meeting)
        assert [row.seq for row in rows] == list(range(1, kept.version + 1))
        assert kept.version >= self.head, "something was taken out of the log"
        self.head = kept.version
        due, coming = tx.timers.next(("meeting",)), still_due(kept.meeting, self.clock.now())
        assert (due and due.at) == (coming[0].at if coming else None)
        assert kept.due in (None, Moment(due.at if due else None))
        assert due is None or due.at > self.clock.now(), "a timer is late"

    def _delivered(self, connection: Connection) -> None:
        c = outbox.c
        rows = connection.execute(select(c.key, c.action, c.state)).all()
        assert all(row.state != "new" for row in rows), "something was not sent"
        keys = {row.key for row in rows}
        assert {f"{who.platform}:{number}/answer/0" for number, (who, *_) in enumerate(self.given)} <= keys
        shown = {key for fake in self.fakes for there in fake.shown.values() for key in there}
        told = {row.key for row in rows if row.state == "done" and row.action in ("post", "whisper")}
        assert told <= shown <= keys

    def _say(self, who: Identity, text: str, place: Place | None) -> None:
        self._run(self._give(who, text, place))
        self._run(self.played.settled())

    async def _give(self, who: Identity, text: str, place: Place | None) -> None:
        self.clock.move(3)  # Nobody is so quick that the bot would not listen.
        cause = f"{who.platform}:{len(self.given)}"
        self.given.append((who, text, place))
        await self.played.give(who, text, place, cause)

    def _start(self) -> None:
        self.playing = playing(self.store, self.catalogues, {PLAN.id: PLAN}, *self.fakes, clock=self.clock)
        self.played = self._run(self.playing.__aenter__())

    def _stop(self) -> None:
        self._run(self.playing.__aexit__(None, None, None))

    def _run(self, work: Coroutine[object, object, T]) -> T:
        return self.runner.run(work)


def _empty(connection: Connection) -> None:
    for table in reversed(metadata.sorted_tables):
        connection.execute(table.delete())


@pytest.fixture
def database(template_database: Path) -> Iterator[SqliteDatabase]:
    """One for all examples: making the statements anew for each would take most of the time."""
    with tempfile.TemporaryDirectory(prefix="faults-", dir=quick_folder()) as folder:
        path = Path(folder, "evenfloor.db")
        shutil.copyfile(template_database, path)
        shared = SqliteDatabase(make_url(f"sqlite:///{path}"))
        yield shared
        asyncio.run(shared.close())


@pytest.mark.slow
def test_rebuilt_is_kept(database: SqliteDatabase) -> None:
    class Prepared(Meetings):
        """With what all examples share."""

        store = SqlStore(database)
        catalogues = load_catalogues()

    steps = settings(stateful_step_count=25, max_examples=settings().max_examples // 4)
    run_state_machine_as_test(Prepared, settings=steps)
