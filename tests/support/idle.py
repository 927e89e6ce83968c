"""Knowing when processes that share a database have done everything that is due."""

import asyncio

from bot.ports.clock import Clock
from bot.ports.store import Store
from bot.services.scheduling.idle import is_settled

PAUSE_SECONDS = 0.01
"""Between two looks, which else would take the processor from those who are looked at."""


async def until_all_idle(store: Store, clock: Clock) -> None:
    """Return when none of them has anything left to send or to be woken for; they say nothing of it."""
    while True:
        if await store.read(lambda tx: is_settled(tx, clock)):
            return
        await asyncio.sleep(PAUSE_SECONDS)
