"""Asking the platforms themselves what stands in the way, without serving anything."""

from collections.abc import Sequence

from bot.cli.wiring.connections import Shared, connections
from bot.cli.wiring.inspection import Asked, ask_each
from bot.cli.wiring.system_clock import SystemClock
from bot.commands.table import commands
from bot.config.settings import Settings
from bot.domain.plan import Plan
from bot.messages.catalogue import load_catalogues


async def ask_platforms(settings: Settings, plans: Sequence[Plan]) -> Asked:
    """What each configured platform says of these meetings."""
    shared = Shared(commands(), load_catalogues(), NoSyncPositions(), SystemClock())
    return await ask_each(connections(settings, plans, shared).values(), plans)


class NoSyncPositions:
    """bot.ports.sync_positions.SyncPositions of somebody who reads nothing."""

    async def load(self, name: str) -> str | None:
        """There is none."""
        del name
        return None

    async def save(self, name: str, value: str) -> None:
        """Nothing is kept."""
        del name, value
