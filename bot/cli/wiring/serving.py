"""A bot that serves, from its settings to the moment it is told to stop."""

import asyncio
import gc
import random
import signal
from collections.abc import AsyncIterator, Coroutine, Mapping
from contextlib import asynccontextmanager

from bot.app import App, Dependencies, build_app
from bot.cli.wiring.connections import Shared, connections
from bot.commands.table import commands
from bot.config.settings import Settings
from bot.domain.plan import Plan
from bot.messages.catalogue import load_catalogues
from bot.ports.clock import Clock
from storage.coordination.shared import coordination_on
from storage.store import open_store
from storage.sync_positions import SqlSyncPositions

LOOKED_FOR_AFTER = 10_000
"""So many more objects are made than let go of before those are looked through for circles."""


async def serve(settings: Settings, plans: Mapping[str, Plan], clock: Clock) -> Mapping[str, str]:
    """Serve until SIGTERM or SIGINT; which platforms could not be served then, and why.

    Misconfigured where none could be from the start, and a person must help.
    """
    async with opened(settings, plans, clock) as app:
        # What was loaded stays: to look through all of it for garbage, again and again, holds up everybody.
        gc.freeze()
        # Little that a command leaves is garbage in circles, which alone must be looked for.
        gc.set_threshold(LOOKED_FOR_AFTER)
        await until_stopped(app.run(), signal.SIGTERM, signal.SIGINT)
        return app.supervisor.stopped


@asynccontextmanager
async def opened(settings: Settings, plans: Mapping[str, Plan], clock: Clock) -> AsyncIterator[App]:
    """A bot on its store, to be run."""
    catalogues, table = load_catalogues(), commands()
    async with open_store(settings.database.url, settings.database.erased) as store:
        shared = Shared(table, catalogues, SqlSyncPositions(store.database), clock)
        platforms = connections(settings, tuple(plans.values()), shared)
        chance, coordination = random.SystemRandom().random, coordination_on(store)
        dependencies = Dependencies(store, platforms, clock, chance, coordination, store.purge)
        yield build_app(dependencies, table, catalogues, plans)


async def until_stopped(work: Coroutine[object, object, None], *signals: signal.Signals) -> None:
    """Do the work; a signal ends it in order: what is under way is finished or rolled back."""
    running = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()
    stopped = False

    def stop() -> None:
        nonlocal stopped
        stopped = True
        running.cancel()

    for signum in signals:
        loop.add_signal_handler(signum, stop)
    try:
        await running
    except asyncio.CancelledError:
        if not stopped:
            raise
