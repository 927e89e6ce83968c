"""Asking the platforms themselves what stands in the way, without serving anything."""

from collections.abc import Sequence

from bot.cli.clock import SystemClock
from bot.cli.connections import Shared, connections
from bot.cli.platforms import online_problems
from bot.cli.settings import Settings
from bot.commands.table import commands
from bot.config.problems import Problem
from bot.domain.plan import Plan
from bot.messages.catalogue import load_catalogues


async def ask_platforms(settings: Settings, plans: Sequence[Plan]) -> list[Problem]:
    """Every problem that each configured platform sees with these meetings."""
    shared = Shared(commands(), load_catalogues(), NoBookmarks(), SystemClock())
    return await online_problems(connections(settings, plans, shared).values(), plans)


class NoBookmarks:
    """bot.ports.bookmarks.Bookmarks of somebody who reads nothing."""

    async def load(self, name: str) -> str | None:
        """There is none."""
        del name
        return None

    async def save(self, name: str, value: str) -> None:
        """Nothing is kept."""
        del name, value
