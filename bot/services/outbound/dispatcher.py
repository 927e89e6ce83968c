"""Emptying the outbox: each destination in order, none held up by another, each failure tried again later."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.messages.catalogue import CatalogueError
from bot.ports.clock import Clock
from bot.ports.coordination import Lost
from bot.ports.platform import TryLater, Undeliverable
from bot.ports.store import Pending, Store, Transaction
from bot.services.backoff import Backoff
from bot.services.log_redaction import STRANGE, redact
from bot.services.outbound.actions import Action, Board
from bot.services.outbound.executor import ActionExecutor, OnSent
from bot.services.outbound.undelivered import tell_moderators
from bot.services.scheduling.wake_event import WakeEvent
from bot.services.serializer import Serializer

log = logging.getLogger(__name__)

MOST_FAILURES = 5
"""So often something that fails for no known reason is tried again."""


@dataclass
class Dispatcher:
    """Serves one platform; woken by a wake event and by the clock, never by polling."""

    platform: str
    store: Store
    executor: ActionExecutor
    serializer: Serializer
    clock: Clock
    backoff: Backoff
    wake_event: WakeEvent
    wake: Callable[[], None]
    """Called when a delivery brought about others, perhaps on another platform."""
    _under_way: set[str] = field(default_factory=set, init=False)
    _failures: Counter[int] = field(default_factory=Counter, init=False)

    async def run(self) -> None:
        """Deliver until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            while True:
                # What is under way now may be settled while we look, and yet stand in what we see.
                busy = frozenset(self._under_way)
                heads = await self.store.read(lambda tx: tx.outbox.heads(self.platform))
                waiting = [p for p in heads if p.delivery.destination not in busy]
                now = self.clock.now()
                for pending in waiting:
                    if pending.not_before is None or pending.not_before <= now:
                        self._under_way.add(pending.delivery.destination)
                        tasks.create_task(self._deliver(pending))
                await self.wake_event.wait(_earliest(waiting, now))

    async def _deliver(self, pending: Pending) -> None:
        try:
            await self._try(pending)
        finally:
            self._under_way.discard(pending.delivery.destination)
            self.wake_event.set()

    async def _try(self, pending: Pending) -> None:
        try:
            await self._send(pending)
        except TryLater as problem:
            await self._later(pending, str(problem), problem.after)
        except Undeliverable as problem:
            await self._give_up(pending, str(problem))
        except CatalogueError:
            log.exception("delivery %s cannot be worded", pending.id)
            await self._give_up(pending, "no catalogue can say it")
        except Lost:
            raise
        except Exception as problem:
            # A mistake in one message, or in an adapter, must not stop the others.
            log.exception("delivery %s failed", pending.id, exc_info=redact(problem))
            await self._failed(pending)

    async def _send(self, pending: Pending) -> None:
        delivery, action = pending.delivery, self.serializer.action(pending.delivery.payload)
        await self.executor.platforms[self.platform].ready()
        passed = delivery.expires is not None and delivery.expires <= self.clock.now()
        if passed or await self._superseded(pending, action):
            return await self._forget(pending)
        on_sent = await self.executor.execute(delivery, action)
        if await self.store.write(lambda tx: self._done(tx, pending, on_sent)):
            self.wake()
        return None

    async def _forget(self, pending: Pending) -> None:
        """Its reason has passed."""
        await self.store.write(lambda tx: tx.outbox.drop(pending.id, "expired", self.clock.now()))

    async def _superseded(self, pending: Pending, action: Action) -> bool:
        """A board that is to be brought up to date again later need not be now."""
        if not isinstance(action, Board):
            return False
        return await self.store.read(lambda tx: tx.outbox.superseded(pending.id))

    def _done(self, tx: Transaction, pending: Pending, on_sent: OnSent) -> bool:
        """At once with what comes of it, which has happened already if an earlier commit was in doubt."""
        return not tx.outbox.done(pending.id, self.clock.now()) or on_sent(tx)

    async def _later(self, pending: Pending, reason: str, asked: float | None = None) -> None:
        seconds = self.backoff.seconds(pending.attempts, asked)
        log.warning("delivery %s will be tried again in %.1f s: %s", pending.id, seconds, reason)
        moment = self.clock.now() + timedelta(seconds=seconds)
        await self.store.write(lambda tx: tx.outbox.later(pending.id, moment))

    async def _failed(self, pending: Pending) -> None:
        self._failures[pending.id] += 1
        if self._failures[pending.id] <= MOST_FAILURES:
            await self._later(pending, "it failed")
        else:
            del self._failures[pending.id]
            await self._give_up(pending, "it failed too often")

    async def _give_up(self, pending: Pending, reason: str) -> None:
        log.error("delivery %s cannot be made: %s", pending.id, reason)
        now = self.clock.now()

        def drop(tx: Transaction) -> None:
            tx.outbox.drop(pending.id, "undeliverable", now)

        def drop_and_tell(tx: Transaction) -> None:
            drop(tx)
            tell_moderators(tx, self.executor, pending.delivery, now)

        try:
            await self.store.write(drop_and_tell)
        except STRANGE as problem:
            # A meeting in which nobody can be told must not hold up the others.
            log.exception("of delivery %s nobody can be told", pending.id, exc_info=redact(problem))
            await self.store.write(drop)
        self.wake()


def _earliest(waiting: Sequence[Pending], now: datetime) -> datetime | None:
    """The moment at which the next delayed delivery may be tried."""
    moments = [p.not_before for p in waiting if p.not_before is not None and p.not_before > now]
    return min(moments, default=None)
