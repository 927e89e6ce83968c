"""Emptying the outbox: each destination in order, none held up by another, each failure tried again later."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

from bot.ports.clock import Clock
from bot.ports.platform import SlowDown
from bot.ports.store import Added, Pending, Store
from bot.services.backoff import Backoff
from bot.services.outbound.dispatch.delivering import Deliverer, expired
from bot.services.outbound.dispatch.handover import Handover
from bot.services.outbound.dispatch.joined_store import JoinedStore
from bot.services.outbound.dispatch.lanes import Lanes
from bot.services.outbound.dispatch.pace import Pace
from bot.services.outbound.executor import ActionExecutor
from bot.services.scheduling.wake_event import WakeEvent
from bot.services.serializer import Serializer

log = logging.getLogger(__name__)

LOOK_WITHIN = timedelta(seconds=0.1)
"""How long, while deliveries are made that were handed over, nobody looks for others."""


@dataclass
class Dispatcher:
    """Serves one platform; woken by a wake event and by the clock, never by polling.

    What this process commits is handed to it and goes out at once. The outbox is looked into for the rest:
    what other processes wrote, what an earlier life left, what was put off.
    """

    platform: str
    store: Store
    executor: ActionExecutor
    serializer: Serializer
    clock: Clock
    backoff: Backoff
    wake_event: WakeEvent
    wake: Callable[[], None]
    """Called when a delivery brought about others, perhaps on another platform."""
    handover: Handover
    board_pause: timedelta
    _lanes: Lanes = field(default_factory=Lanes, init=False)
    _pace: Pace = field(default_factory=Pace, init=False)
    _allowed_at: datetime | None = field(default=None, init=False)
    """When the platform takes something of what is due."""

    async def run(self) -> None:
        """Deliver until cancelled; Lost if another process took over."""
        store, loop = JoinedStore(self.store), asyncio.get_running_loop()
        async with asyncio.TaskGroup() as tasks:
            start = partial(self._start, self._deliverer(store), tasks)

            def take(added: Sequence[Added]) -> None:
                loop.call_soon_threadsafe(self._take, added, start)

            with self.handover.taken(self.platform, take):
                tasks.create_task(store.serve())
                await self._keep_looking(start)

    def _deliverer(self, store: Store) -> Deliverer:
        # What is rendered is read as this process's alone to send, too.
        executor = replace(self.executor, store=store, since=self.clock.now())
        platform = executor.platforms[self.platform]
        return Deliverer(
            platform, store, executor, self.serializer, self.clock, self.backoff, self.board_pause
        )

    async def _keep_looking(self, start: Callable[[], None]) -> None:
        while True:
            self._lanes.look_begins()
            looked, news = self.clock.now(), self.handover.news
            self._lanes.found(await self.store.read(lambda tx: tx.outbox.heads(self.platform)))
            start()
            if not self._lanes.missing:
                await self.wake_event.wait(self._next_moment(looked))
            while self.handover.news == news and self._may_wait(looked):
                await self.wake_event.wait(looked + LOOK_WITHIN)

    def _may_wait(self, looked: datetime) -> bool:
        """Whether a look would hardly find more than what was handed over and is being delivered."""
        soon = looked + LOOK_WITHIN > self.clock.now()
        return soon and self._lanes.busy and not self._lanes.missing

    def _take(self, added: Sequence[Added], start: Callable[[], None]) -> None:
        for each in added:
            self._lanes.handed(each)
        start()
        if self._lanes.missing:
            self.wake_event.set()

    def _start(self, deliverer: Deliverer, tasks: asyncio.TaskGroup) -> None:
        """What may go out now, what matters most first."""
        now, due = self.clock.now(), list(self._lanes.due(self.clock.now()))
        if self._pace.limited:
            due = sorted(due, key=lambda each: (deliverer.weight(each), each.id))
        self._allowed_at = None
        for pending in due:
            if self._pace.limited and not expired(pending, now):
                moment = self._pace.when(deliverer.weight(pending), now)
                if moment is not None:
                    self._allowed_at = min(moment, self._allowed_at or moment)
                    continue
            self._pace = self._pace.spent(now)
            self._lanes.begins(pending)
            tasks.create_task(self._deliver(deliverer, tasks, pending))

    async def _deliver(self, deliverer: Deliverer, tasks: asyncio.TaskGroup, pending: Pending) -> None:
        try:
            if await deliverer.deliver(pending, partial(self._lanes.settled, pending)):
                self.wake()
        except SlowDown as problem:
            log.info("%s takes no more for %.1f s", self.platform, problem.seconds)
            self._pace = self._pace.refused(self.clock.now(), problem.seconds)
        finally:
            self._lanes.ends(pending)
        self._start(deliverer, tasks)
        if self._lanes.missing or self._allowed_at or not self._lanes.busy:
            self.wake_event.set()

    def _next_moment(self, now: datetime) -> datetime | None:
        """When something that waits may go out, as far as is known."""
        moments = [self._lanes.earliest(now), self._allowed_at]
        return min((moment for moment in moments if moment is not None), default=None)
