"""One of several processes on one database: it takes commands from a pipe, and says when they are kept."""

import asyncio
import os
import secrets
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from multiprocessing.connection import Connection

from bot.commands.table import commands
from bot.domain.plan import Plan
from bot.messages.catalogue import Catalogues
from bot.ports.colleagues import Colleagues
from bot.ports.store import Unavailable
from bot.services.office import Office, Outside, office
from bot.services.settling import settle
from storage.leases import SharedLeases
from storage.postgresql import PostgresDatabase
from storage.store import SqlStore
from storage.wakeups import SharedWakeups
from tests.faults.bugs import Bug, platform_with, store_with
from tests.faults.failpoints import Failpoints
from tests.faults.life import store_on
from tests.faults.platform import LastingPlatform
from tests.faults.record import Record
from tests.faults.script import Say, meeting
from tests.support.clock import START
from tests.support.plans import phase

LEASE_SECONDS, PAUSE_SECONDS = 0.5, 0.05
FASTER = 60
"""A minute of the meeting is a second, so that its timers fire while the processes are being killed."""


@dataclass(frozen=True)
class RunningClock:
    """bot.ports.clock.Clock, the same in all processes of the machine; it may be faster than time."""

    begin: float
    times: float = 1.0

    def now(self) -> datetime:
        return START + timedelta(seconds=(time.monotonic() - self.begin) * self.times)

    async def sleep_until(self, moment: datetime) -> None:
        while (left := (moment - self.now()).total_seconds()) > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(asyncio.Event().wait(), left / self.times)


@dataclass(frozen=True)
class Shared:
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
    made = _office(shared, store)
    running = asyncio.create_task(made.run())
    await _serve(made, shared, pipe)
    await settle(store, made.desk.clock)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    await store.database.close()


def _office(shared: Shared, store: SqlStore) -> Office:
    assert isinstance(store.database, PostgresDatabase)
    owner, followed = secrets.token_hex(8), plan()
    platforms = {
        name: platform_with(
            shared.bug, LastingPlatform(name, shared.record, Failpoints(), RunningClock(shared.begin))
        )
        for name in ("discord", "matrix")
    }
    colleagues = Colleagues(
        SharedLeases(store.database, owner, LEASE_SECONDS, PAUSE_SECONDS),
        SharedWakeups(store.database, owner),
    )
    given, clock = store_with(shared.bug, store), RunningClock(shared.begin, FASTER)
    outside = Outside(given, platforms, clock, secrets.SystemRandom().random, colleagues)
    return office(outside, commands(), shared.catalogues, {followed.id: followed})


async def _serve(made: Office, shared: Shared, pipe: Connection) -> None:
    """Until told to end, and everything that was taken has been dealt with."""
    loop, ended = asyncio.get_running_loop(), asyncio.Event()

    async def deal(number: int, said: Say) -> None:
        try:
            await made.desk.handle(said.asked(made.desk.clock.now()))
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
