"""One life of the bot: it goes on with the script where it was left, and ends with its part, or earlier."""

import asyncio
import secrets
from contextlib import suppress
from datetime import timedelta

from msgspec import Struct, field
from sqlalchemy import make_url

from bot.app import App, Dependencies, build_app
from bot.commands.table import commands
from bot.domain.changing import replace
from bot.messages.catalogue import Catalogues
from bot.ports.coordination import ProcessCoordination
from bot.ports.store import Store, Transaction
from storage.coordination.leases import SharedLeases
from storage.coordination.shared import coordination_on
from storage.databases.engines import engine_of
from storage.databases.postgresql import PostgresDatabase
from storage.store import SqlStore
from tests.faults.bugs import Bug, platform_with, store_with
from tests.faults.failpoints import Failpoints
from tests.faults.platform import LastingPlatform
from tests.faults.record import Record
from tests.faults.script import Pass, Say, meeting, steps
from tests.support.clock import MovedClock

STARTED = "started"
"""The moment at which a life has looked at what was left and goes on with the script."""


class Life(Struct, frozen=True):
    """A bot made ready once, and lived as often as a process is forked in which nothing has begun."""

    store: SqlStore
    given: Store
    app: App
    record: Record
    failpoints: Failpoints
    clock: MovedClock
    bug: Bug | None
    committed: asyncio.Event = field(default_factory=asyncio.Event)

    async def live(self, end: int, late: float = 0.0) -> None:
        """Until so many steps of the script have been taken, and everything has been sent.

        It begins so many seconds later than the life before it was killed.
        """
        loop = asyncio.get_running_loop()

        def committed() -> None:
            loop.call_soon_threadsafe(self.committed.set)

        with self.failpoints.watch_databases(committed):
            running = asyncio.create_task(_newborn(self.app, self.store).run())
            try:
                await self._play(end, late)
            finally:
                running.cancel()
                with suppress(asyncio.CancelledError):
                    await running
                await self.store.database.close()

    async def _play(self, end: int, late: float) -> None:
        script, begin = steps(), self.record.acknowledged()
        passed = sum(step.seconds for step in script[:begin] if isinstance(step, Pass))
        self.clock.move(passed + late)
        await self.app.scheduler.prepared.wait()
        await self._settle()
        self.failpoints.reach(STARTED)
        for number, step in enumerate(script[begin:end], begin):
            match step:
                case Say():
                    await self._say(step, number)
                case Pass(seconds):
                    await self._settle()
                    self._acknowledge(number)
                    self.clock.move(seconds)
                    await self._settle()
        await self._settle()

    async def _settle(self) -> None:
        """Return when nothing is left to be sent or to be woken for at this moment."""
        while True:
            self.committed.clear()
            if await self.given.read(self._is_settled):
                return
            await self.committed.wait()

    def _is_settled(self, tx: Transaction) -> bool:
        now, due = self.clock.now(), tx.timers.next(("meeting",))
        waiting = (p for p in tx.outbox.heads() if p.not_before is None or p.not_before <= now)
        return (due is None or due.at > now) and not any(waiting)

    async def _say(self, said: Say, number: int) -> None:
        asked = said.asked(self.clock.now())
        if self.bug is Bug.ACKNOWLEDGE_FIRST:
            self._acknowledge(number)
            await self.app.command_service.handle(asked)
        else:
            await self.app.command_service.handle(asked)
            self._acknowledge(number)

    def _acknowledge(self, number: int) -> None:
        self.failpoints.reach("before acknowledging")
        self.record.acknowledge(number)
        self.failpoints.reach("after acknowledging")


def store_on(url: str) -> SqlStore:
    """A store that has not begun: no thread, no connection."""
    target = make_url(url)
    return SqlStore(engine_of(target).database(target))


def ready(store: SqlStore, record: Record, catalogues: Catalogues, bug: Bug | None = None) -> Life:
    """A life whose parts are there, but of which none has begun."""
    clock, failpoints, plan = MovedClock(), Failpoints(), meeting()
    platforms = {
        name: platform_with(bug, LastingPlatform(name, record, failpoints, clock))
        for name in ("discord", "matrix")
    }
    given = store_with(bug, store)
    # A board that waits for its moment would be left over when the last step is done.
    dependencies = Dependencies(
        given, platforms, clock, lambda: 0.5, coordination_on(store), board_pause=timedelta(0)
    )
    made = build_app(dependencies, commands(), catalogues, {plan.id: plan})
    return Life(store, given, made, record, failpoints, clock, bug)


def _newborn(made: App, store: SqlStore) -> App:
    """Each life holds leases under a name of its own."""
    if not isinstance(store.database, PostgresDatabase):
        return made
    leases = SharedLeases(store.database, secrets.token_hex(8))
    return replace(made, coordination=ProcessCoordination(leases, made.coordination.wakeups))
