"""One life of the bot: it takes the script up where it was left, and ends when all is done, or earlier."""

import asyncio
import secrets
from contextlib import suppress
from dataclasses import dataclass

from bot.commands.table import commands
from bot.domain.identity import Place
from bot.messages.catalogue import Catalogues
from bot.ports.colleagues import Colleagues
from bot.ports.platform import Invocation, TypedRequest
from bot.ports.store import Store
from bot.services.office import Office, Outside, office
from bot.services.settling import settle
from storage.leases import SharedLeases
from storage.postgresql import PostgresDatabase
from storage.store import SqlStore, open_store
from storage.wakeups import SharedWakeups
from tests.faults.bugs import Bug, platform_with, store_with
from tests.faults.failpoints import Failpoints
from tests.faults.platform import LastingPlatform
from tests.faults.record import Record
from tests.faults.script import Pass, Say, meeting, steps
from tests.support.clock import MovedClock

LEASE_SECONDS, PAUSE_SECONDS = 0.5, 0.02


@dataclass(frozen=True)
class Life:
    """What a life is given."""

    url: str
    record: Record
    failpoints: Failpoints
    catalogues: Catalogues
    bug: Bug | None = None

    async def live(self) -> None:
        """Until the script is at its end and everything has been sent."""
        self.failpoints.watch_databases()
        clock = MovedClock()
        async with open_store(self.url) as store:
            platforms = {
                name: platform_with(self.bug, LastingPlatform(name, self.record, self.failpoints, clock))
                for name in ("discord", "matrix")
            }
            given = store_with(self.bug, store)
            outside = Outside(given, platforms, clock, lambda: 0.5, _colleagues(store))
            plan = meeting()
            made = office(outside, commands(), self.catalogues, {plan.id: plan})
            running = asyncio.create_task(made.run())
            try:
                await self._play(made, given, clock)
            finally:
                running.cancel()
                with suppress(asyncio.CancelledError):
                    await running

    async def _play(self, made: Office, store: Store, clock: MovedClock) -> None:
        script, begin = steps(), self.record.acknowledged()
        clock.move(sum(step.seconds for step in script[:begin] if isinstance(step, Pass)))
        await made.alarm.prepared.wait()
        await settle(store, clock)
        for number, step in enumerate(script[begin:], begin):
            match step:
                case Say():
                    await self._say(made, step, number, clock)
                case Pass(seconds):
                    await settle(store, clock)
                    self._acknowledge(number)
                    clock.move(seconds)
                    await settle(store, clock)
        await settle(store, clock)

    async def _say(self, made: Office, said: Say, number: int, clock: MovedClock) -> None:
        place = said.place or Place(said.who.platform, f"@{said.who.id}")
        request, direct = TypedRequest(said.text), said.place is None
        invocation = Invocation(said.cause, said.who, said.who.id, place, direct, request, clock.now())
        if self.bug is Bug.ACKNOWLEDGE_FIRST:
            self._acknowledge(number)
            await made.desk.handle(invocation)
        else:
            await made.desk.handle(invocation)
            self._acknowledge(number)

    def _acknowledge(self, number: int) -> None:
        self.failpoints.reach("before acknowledging")
        self.record.acknowledge(number)
        self.failpoints.reach("after acknowledging")


def _colleagues(store: SqlStore) -> Colleagues | None:
    """On PostgreSQL under leases that the next life need not wait long for."""
    database, owner = store.database, secrets.token_hex(8)
    if not isinstance(database, PostgresDatabase):
        return None
    leases = SharedLeases(database, owner, LEASE_SECONDS, PAUSE_SECONDS)
    return Colleagues(leases, SharedWakeups(database, owner))
