"""Emptying the outbox: each destination in order, none held up by another, each failure tried again later."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.ports.clock import Clock
from bot.ports.platform import TryLater, Undeliverable
from bot.ports.store import Pending, Store, Transaction
from bot.services.actions import Action, Board, platform_of
from bot.services.backoff import Backoff
from bot.services.carrier import Carrier, Settle
from bot.services.codec import Codec
from bot.services.undelivered import tell_moderators
from bot.services.waking import Bell

log = logging.getLogger(__name__)

MOST_FAILURES = 5
"""So often something that fails for no known reason is tried again."""


@dataclass
class Dispatcher:
    """Runs while the bot runs; woken by a bell and by the clock, never by polling."""

    store: Store
    carrier: Carrier
    codec: Codec
    clock: Clock
    backoff: Backoff
    bell: Bell
    _under_way: set[str] = field(default_factory=set)

    async def run(self) -> None:
        """Deliver until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            while True:
                heads = await self.store.read(lambda tx: tx.outbox.heads())
                waiting = [p for p in heads if p.delivery.destination not in self._under_way]
                now = self.clock.now()
                for pending in waiting:
                    if pending.not_before is None or pending.not_before <= now:
                        self._under_way.add(pending.delivery.destination)
                        tasks.create_task(self._deliver(pending))
                await self.bell.wait(_earliest(waiting, now))

    async def _deliver(self, pending: Pending) -> None:
        try:
            await self._settle(pending)
        finally:
            self._under_way.discard(pending.delivery.destination)
            self.bell.ring()

    async def _settle(self, pending: Pending) -> None:
        delivery, now = pending.delivery, self.clock.now()
        if delivery.expires is not None and delivery.expires <= now:
            await self.store.write(lambda tx: tx.outbox.drop(pending.id, "expired", now))
            return
        action = self.codec.action(delivery.payload)
        if platform_of(action) not in self.carrier.platforms or await self._superseded(pending, action):
            await self.store.write(lambda tx: tx.outbox.drop(pending.id, "expired", now))
            return
        try:
            settle = await self.carrier.carry(delivery, action)
        except TryLater as problem:
            await self._later(pending, problem)
        except Undeliverable as problem:
            await self._give_up(pending, action, problem)
        except Exception as problem:
            # A mistake in one message, or in an adapter, must not stop the others.
            log.exception("delivery %s failed", pending.id)
            if pending.attempts >= MOST_FAILURES:
                await self._give_up(pending, action, problem)
            else:
                await self._later(pending, TryLater(type(problem).__name__))
        else:
            await self.store.write(lambda tx: self._done(tx, pending, settle))

    async def _superseded(self, pending: Pending, action: Action) -> bool:
        """A board that is to be brought up to date again later need not be now."""
        if not isinstance(action, Board):
            return False
        return await self.store.read(lambda tx: tx.outbox.superseded(pending.id))

    def _done(self, tx: Transaction, pending: Pending, settle: Settle) -> None:
        settle(tx)
        tx.outbox.done(pending.id, self.clock.now())

    async def _later(self, pending: Pending, problem: TryLater) -> None:
        seconds = self.backoff.seconds(pending.attempts, problem.after)
        log.warning("delivery %s will be tried again in %.1f s: %s", pending.id, seconds, problem)
        moment = self.clock.now() + timedelta(seconds=seconds)
        await self.store.write(lambda tx: tx.outbox.later(pending.id, moment))

    async def _give_up(self, pending: Pending, action: Action, problem: Exception) -> None:
        log.error("delivery %s cannot be made: %s", pending.id, problem)
        now = self.clock.now()

        def drop(tx: Transaction) -> None:
            tx.outbox.drop(pending.id, "undeliverable", now)
            tell_moderators(tx, self.carrier, pending.delivery, action, now)

        await self.store.write(drop)


def _earliest(waiting: Sequence[Pending], now: datetime) -> datetime | None:
    """The moment at which the next delayed delivery may be tried."""
    moments = [p.not_before for p in waiting if p.not_before is not None and p.not_before > now]
    return min(moments, default=None)
