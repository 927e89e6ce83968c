"""One of several processes on one database: it takes commands from a pipe, and says when they are kept."""

import asyncio
import os
import secrets
import time
import traceback
from contextlib import suppress
from datetime import datetime, timedelta
from multiprocessing.connection import Connection

from msgspec import Struct

from bot.app import App, Dependencies, build_app
from bot.commands.table import commands
from bot.domain.changing import replace
from bot.domain.plan import Plan
from bot.messages.catalogue import Catalogues
from bot.ports.coordination import ProcessCoordination
from bot.ports.store import Unavailable
from storage.coordination.leases import SharedLeases
from storage.coordination.wakeups import SharedWakeups
from storage.databases.postgresql import PostgresDatabase
from storage.store import SqlStore
from tests.faults.bugs import Bug, platform_with, store_with
from tests.faults.failpoints import Failpoints
from tests.faults.life import store_on
from tests.faults.platform import LastingPlatform
from tests.faults.record import Record
from tests.faults.script import Say, meeting
from tests.support.clock import START
from tests.support.idle import until_all_idle
from tests.support.plans import phase

LEASE_SECONDS, PAUSE_SECONDS = 0.5, 0.05
FASTER = 60
"""A minute of the meeting is a second, so that its timers fire while the processes are being killed."""


class RunningClock(Struct, frozen=True):
    """bot.ports.clock.Clock, the same in all processes of the machine; it may be faster than time."""

    begin: float
    times: float = 1.0

    def now(self) -> datetime:
        return START + timedelta(seconds=(time.monotonic() - self.begin) * self.times)

    async def sleep_until(self, moment: datetime) -> None:
        while (left := (moment - self.now()).total_seconds()) > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(asyncio.Event().wait(), left / self.times)


class Shared(Struct, frozen=True):
    """What all processes are given."""

    url: str
    record: Record
    catalogues: Catalogues
    begin: float
    bug: Bug | None = None


def plan() -> Plan:
    """Short phases, one after the other without end."""
    return replace(
        meeting(), phases=tuple(phase(f"Part {n}", "discussion", 5, advances=True) for n in range(200))
    )


def begin_worker(shared: Shared, pipe: Connection) -> None:
    """In a process of its own; never returns."""
    code = 1
    try:
        asyncio.run(_work(shared, pipe))
        code = 0
    except BaseException:
        traceback.print_exc()
        raise
    finally:
        os._exit(code)


async def _work(shared: Shared, pipe: Connection) -> None:
    store = store_on(shared.url)
    made = _app(shared, store)
    running = asyncio.create_task(made.run())
    await _serve(made, shared, pipe)
    await until_all_idle(store, made.command_service.clock)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    await store.database.close()


def _app(shared: Shared, store: SqlStore) -> App:
    assert isinstance(store.database, PostgresDatabase)
    owner, followed = secrets.token_hex(8), plan()
    platforms = {
        name: platform_with(
            shared.bug, LastingPlatform(name, shared.record, Failpoints(), RunningClock(shared.begin))
        )
        for name in ("discord", "matrix")
    }
    coordination = ProcessCoordination(
        SharedLeases(store.database, owner, LEASE_SECONDS, PAUSE_SECONDS),
        SharedWakeups(store.database, owner),
    )
    given, clock = store_with(shared.bug, store), RunningClock(shared.begin, FASTER)
    dependencies = Dependencies(given, platforms, clock, secrets.SystemRandom().random, coordination)
    return build_app(dependencies, commands(), shared.catalogues, {followed.id: followed})


async def _serve(made: App, shared: Shared, pipe: Connection) -> None:
    """Until told to end, and everything that was taken has been dealt with."""
    loop, ended = asyncio.get_running_loop(), asyncio.Event()

    async def deal(number: int, said: Say) -> None:
        try:
            await made.command_service.handle(said.asked(made.command_service.clock.now()))
        except Unavailable:
            pipe.send((number, False))
        else:
            shared.record.acknowledge(number)
            pipe.send((number, True))

    def take() -> None:
        received: tuple[int, Say] | None = pipe.recv()
        if received is None:
            loop.remove_reader(pipe.fileno())
            ended.set()
        else:
            tasks.create_task(deal(*received))

    async with asyncio.TaskGroup() as tasks:
        loop.add_reader(pipe.fileno(), take)
        await ended.wait()
