"""A process stalls with a delivery in hand, another one takes its platform over, and then it comes back."""

import argparse
import asyncio
import random
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from pathlib import Path

from msgspec import Struct, field
from sqlalchemy import text

from bot.app import App, Dependencies, build_app
from bot.commands.table import commands
from bot.messages.catalogue import Catalogues, load_catalogues
from bot.ports.coordination import ProcessCoordination
from bot.ports.store import Store, Transaction
from storage.coordination.leases import SharedLeases
from storage.coordination.wakeups import SharedWakeups
from storage.databases.postgresql import PostgresDatabase
from storage.store import SqlStore, open_store
from tests.faults.bugs import Bug
from tests.faults.failpoints import Failpoints
from tests.faults.gate import Chosen, Gate, GatedPlatform
from tests.faults.invariants import Outcome, outcome, problems
from tests.faults.record import Record
from tests.faults.script import Say, meeting, steps
from tests.faults.stages import Stage, stages
from tests.faults.table import Row
from tests.support.clock import MovedClock
from tests.support.idle import until_all_idle

LONG, SOON = 36_000.0, 0.02
PLATFORMS = ("discord", "matrix")
AWAY = {"before": 60.0, "after": 30 * 3600.0}
"""For how many seconds of the platforms' time. Who stalls before it sends will send when it comes back, so
that only a platform that still knows the key can help; after it, nothing may come however late it is."""
COMMANDS = [step for step in steps() if isinstance(step, Say)][:7]
SECONDS = 30.0


class Stall(Struct, frozen=True):
    """Where a process stalls: before or after which of its deliveries to a platform."""

    platform: str
    when: str
    nth: int

    def __str__(self) -> str:
        return f"stalled {self.when} delivery {self.nth} to {self.platform}"


class ToldLeases(SharedLeases, frozen=True):
    """Tells when a name was lost; with the bug its holder has a store that does not look at the fence."""

    bug: Bug | None = None
    ended: dict[str, asyncio.Event] = field(
        default_factory=lambda: {name: asyncio.Event() for name in PLATFORMS}
    )

    async def while_held(self, name: str, work: Callable[[Store], Awaitable[None]]) -> None:
        async def told(store: Store) -> None:
            try:
                await work(SqlStore(self.database) if self.bug is Bug.UNFENCED else store)
            finally:
                self.ended[name].set()

        await super().while_held(name, told)


class Process(Struct, frozen=True):
    """One process of the bot, with connections of its own."""

    store: SqlStore
    app: App
    leases: ToldLeases
    gates: dict[str, Gate]


class World(Struct, frozen=True):
    """What the processes share: a database, platforms, and those platforms' time."""

    stage: Stage
    record: Record
    catalogues: Catalogues
    time: MovedClock = field(default_factory=MovedClock)

    @asynccontextmanager
    async def process(
        self, owner: str, pause: float, chosen: Chosen, bug: Bug | None = None
    ) -> AsyncIterator[Process]:
        """Running until the block ends."""
        async with open_store(self.stage.url) as store:
            assert isinstance(store.database, PostgresDatabase)
            leases = ToldLeases(store.database, owner, LONG, pause, bug=bug)
            gates = {name: Gate(name, chosen) for name in PLATFORMS}
            platforms = {
                name: GatedPlatform(name, self.record, Failpoints(), self.time, gates[name])
                for name in PLATFORMS
            }
            coordination = ProcessCoordination(leases, SharedWakeups(store.database, owner))
            dependencies, plan = (
                Dependencies(
                    store,
                    platforms,
                    MovedClock(),
                    lambda: 0.5,
                    coordination,
                    board_pause=timedelta(0),
                ),
                meeting(),
            )
            made = build_app(dependencies, commands(), self.catalogues, {plan.id: plan})
            running = asyncio.create_task(made.run())
            try:
                await made.scheduler.prepared.wait()
                yield Process(store, made, leases, gates)
            finally:
                running.cancel()
                with suppress(asyncio.CancelledError):
                    await running

    async def undisturbed(self) -> Outcome:
        """What one process alone brings about."""
        async with self.process("alone", LONG, _never) as alone:
            await _hand_in(alone)
            await until_all_idle(alone.store, alone.app.command_service.clock)
        return await outcome(self.stage.url, self.record)

    async def late(self, stall: Stall, bug: Bug | None) -> Outcome:
        """What comes of it when the first process stalls there, and the second has taken over and works."""

        def at_stall(platform: str, when: str, number: int, _: str) -> bool:
            return Stall(platform, when, number) == stall

        async with self.process("first", LONG, at_stall, bug) as first:
            gate = first.gates[stall.platform]
            await _hand_in(first)
            await gate.reached.wait()
            while not await first.store.read(lambda tx: _waits_alone(tx, stall.platform, gate.key)):
                pass

            def at_next(_p: str, when: str, _n: int, key: str) -> bool:
                return when == "after" and key != gate.key

            async with self.process("second", SOON, at_next) as second:
                await _expire(first.store, stall.platform)
                await self._meet(first, second, stall, bug)
        return await outcome(self.stage.url, self.record)

    async def _meet(self, first: Process, second: Process, stall: Stall, bug: Bug | None) -> None:
        """The first comes back while the second has a delivery in hand, or has made all of them."""
        gate, other, clock = first.gates[stall.platform], second.gates[stall.platform], MovedClock()
        await _either(other.reached.wait(), until_all_idle(second.store, clock))
        self.time.move(AWAY[stall.when])
        gate.released.set()
        if bug is None or other.reached.is_set():
            await _either(first.leases.ended[stall.platform].wait(), gate.came_again.wait())
        other.released.set()
        await until_all_idle(second.store, clock)


def _never(*_: object) -> bool:
    return False


async def _hand_in(process: Process) -> None:
    for said in COMMANDS:
        await process.app.command_service.handle(said.asked(process.app.command_service.clock.now()))


def _waits_alone(tx: Transaction, platform: str, key: str) -> bool:
    """Everything but the delivery that is held up, and what stands behind it, has been sent."""
    return [pending.delivery.key for pending in tx.outbox.heads(platform)] == [key]


async def _expire(store: SqlStore, name: str) -> None:
    """As if the holder had been silent for long."""
    long_ago = text("UPDATE lease SET until = clock_timestamp() - interval '1 second' WHERE name = :name")
    await store.database.write(lambda connection: connection.execute(long_ago, {"name": name}))


async def _either(*waits: Coroutine[object, object, object]) -> None:
    tasks = [asyncio.ensure_future(wait) for wait in waits]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def late(wanted: argparse.Namespace) -> Row:
    """A stall at each delivery, or at so many."""
    row, begin = Row("late holder", "postgresql"), time.monotonic()
    with stages("postgresql") as new, tempfile.TemporaryDirectory(prefix="faults-") as name:
        stage, record, catalogues = new(), Record(Path(name)), load_catalogues()
        empty = stage.save()

        def fresh() -> World:
            stage.restore(empty)
            record.restore({})
            return World(stage, record, catalogues)

        expected = asyncio.run(fresh().undisturbed())
        for stall in _stalls(expected, wanted):
            row.count(1, str(stall), _problems(fresh(), stall, expected, wanted.bug))
            if wanted.stop and row.wrong:
                break
    row.seconds = time.monotonic() - begin
    return row


def _problems(world: World, stall: Stall, expected: Outcome, bug: Bug | None) -> list[str]:
    try:
        got = asyncio.run(asyncio.wait_for(world.late(stall, bug), SECONDS))
    except TimeoutError:
        return [f"it did not come to an end in {SECONDS:.0f} s"]
    return list(problems(expected, got))


def _stalls(expected: Outcome, wanted: argparse.Namespace) -> list[Stall]:
    deliveries = {
        name: sum(len(texts) for where, texts in expected.shown.items() if where.startswith(name))
        for name in PLATFORMS
    }
    every = [
        Stall(name, when, nth)
        for name in PLATFORMS
        for when in AWAY
        for nth in range(1, deliveries[name] + 1)
    ]
    random.Random(wanted.seed).shuffle(every)
    return every[: wanted.stalls]
