"""Knowing when everything that a decision brought about has happened."""

import asyncio

from bot.ports.clock import Clock
from bot.ports.store import Store, Transaction
from bot.services.scheduling.owners import OWNERS

STEPS = 20
"""Turns of the event loop between two looks: a look costs more than they do, and would hold up the bot."""


async def wait_until_idle(store: Store, clock: Clock) -> None:
    """Return when nothing is left to be sent or to be woken for at this moment.

    Meant for a clock that is moved, which stands still meanwhile.
    """
    while not await store.read(lambda tx: _is_settled(tx, clock)):
        for _ in range(STEPS):
            await asyncio.sleep(0)


def _is_settled(tx: Transaction, clock: Clock) -> bool:
    now, due = clock.now(), tx.timers.next(OWNERS)
    if due is not None and due.at <= now:
        return False
    return all(p.not_before is not None and p.not_before > now for p in tx.outbox.heads())
