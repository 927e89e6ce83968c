"""Clearing out what has served its purpose, so that no more is known of people than is needed."""

from collections.abc import Awaitable, Callable, Collection
from datetime import datetime, timedelta
from functools import partial

from msgspec import Struct

from bot.ports.clock import Clock
from bot.ports.store import Store, Transaction
from bot.services.outbound.undelivered.telling import forget_unserved

KEPT = timedelta(days=7)
"""How long a command is known again, and what was sent can be looked up; no platform repeats later."""
SAID_KEPT = timedelta(days=400)
"""How long a message of the bot's own can be taken back."""
ROUND = timedelta(days=1)


class RetentionJob(Struct, frozen=True):
    """Runs while the bot runs; once a day, in each process, which does no harm."""

    store: Store
    clock: Clock
    platforms: Collection[str]
    purge: Callable[[], Awaitable[object]] | None = None
    """Takes what was deleted out of the database's files as well, where that needs doing."""

    async def run(self) -> None:
        """At the start, and daily."""
        await self.store.write(lambda tx: forget_unserved(tx, self.platforms, self.clock.now()))
        while True:
            now = self.clock.now()
            await self.clear(now - KEPT)
            await self.store.write(partial(forget_setups, now=now))
            await self.store.write(partial(forget_invitations, now=now))
            await self.store.write(partial(forget_said, now=now))
            if self.purge is not None:
                await self.purge()
            await self.clock.sleep_until(now + ROUND)

    async def clear(self, before: datetime) -> None:
        """Forget what is older, in small transactions."""
        while await self.store.write(lambda tx: _clear(tx, before)):
            pass


def forget_invitations(tx: Transaction, now: datetime) -> None:
    """Codes for groups that were good long ago; until then it is told what became of them."""
    tx.records.forget_codes(now - KEPT)


def forget_setups(tx: Transaction, now: datetime) -> None:
    """Codes that nobody asks about any more, and meetings that somebody began to set up and left."""
    tx.setup.forget_codes(now - KEPT)
    for draft in tx.setup.drafts():
        if draft.expires < now:
            tx.setup.drop(draft.who)


def forget_said(tx: Transaction, now: datetime) -> None:
    """Which messages were about whom, of those that are too old to be taken back."""
    tx.records.forget_said(now - SAID_KEPT)


def _clear(tx: Transaction, before: datetime) -> bool:
    tx.causes.forget(before)
    return tx.outbox.forget(before)
