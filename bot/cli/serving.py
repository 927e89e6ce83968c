"""A bot that serves, from its settings to the moment it is told to stop."""

import asyncio
import random
import signal
from collections.abc import Mapping

from bot.cli.connections import Shared, connections
from bot.cli.settings import Settings
from bot.commands.table import commands
from bot.domain.plan import Plan
from bot.messages.catalogue import load_catalogues
from bot.ports.clock import Clock
from bot.services.office import Office, Outside, office
from storage.bookmarks import StoredBookmarks
from storage.colleagues import colleagues_on
from storage.store import open_store


async def serve(settings: Settings, plans: Mapping[str, Plan], clock: Clock) -> None:
    """Serve until SIGTERM or SIGINT; Misconfigured where a platform needs a person's help."""
    catalogues, table = load_catalogues(), commands()
    async with open_store(settings.database.url) as store:
        shared = Shared(table, catalogues, StoredBookmarks(store), clock)
        platforms = connections(settings, tuple(plans.values()), shared)
        chance, colleagues = random.SystemRandom().random, colleagues_on(store)
        outside = Outside(store, platforms, clock, chance, colleagues, store.scrub)
        await _until_stopped(office(outside, table, catalogues, plans))


async def _until_stopped(made: Office) -> None:
    """Run the office; a signal ends it in order: what is under way is finished or rolled back."""
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
