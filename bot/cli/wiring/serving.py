"""A bot that serves, from its settings to the moment it is told to stop."""

import asyncio
import random
import signal
from collections.abc import Mapping

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


async def serve(settings: Settings, plans: Mapping[str, Plan], clock: Clock) -> Mapping[str, str]:
    """Serve until SIGTERM or SIGINT; which platforms could not be served then, and why.

    Misconfigured where none could be from the start, and a person must help.
    """
    catalogues, table = load_catalogues(), commands()
    async with open_store(settings.database.url, settings.database.erased) as store:
        shared = Shared(table, catalogues, SqlSyncPositions(store.database), clock)
        platforms = connections(settings, tuple(plans.values()), shared)
        chance, coordination = random.SystemRandom().random, coordination_on(store)
        dependencies = Dependencies(store, platforms, clock, chance, coordination, store.purge)
        app = build_app(dependencies, table, catalogues, plans)
        await _until_stopped(app)
        return app.supervisor.stopped


async def _until_stopped(made: App) -> None:
    """Run the app; a signal ends it in order: what is under way is finished or rolled back."""
    running = asyncio.ensure_future(made.run())
    loop = asyncio.get_running_loop()
    stopped = False

    def stop() -> None:
        nonlocal stopped
        stopped = True
        running.cancel()

    for signum in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(signum, stop)
    try:
        await running
    except asyncio.CancelledError:
        if not stopped:
            raise
