"""Emptying the outbox: each destination in order, none held up by another, each failure tried again later."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

from bot.ports.clock import Clock
from bot.ports.platform import SlowDown, TryLater, Undeliverable
from bot.ports.store import Added, Pending, Store
from bot.services.backoff import Backoff
from bot.services.outbound.dispatch.delivering import Deliverer, expired
from bot.services.outbound.dispatch.handover import Handover
from bot.services.outbound.dispatch.joined_store import JoinedStore
from bot.services.outbound.dispatch.lanes import Lanes
from bot.services.outbound.dispatch.pace import Pace
from bot.services.outbound.dispatch.together import FEW, Gathering
from bot.services.outbound.dispatch.weights import Weight
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
    gathering: Gathering
    _lanes: Lanes = field(default_factory=Lanes, init=False)
    _pace: Pace = field(default_factory=Pace, init=False)
    _counted: int = field(default=0, init=False)
    """So much of what the platform has taken is accounted for."""
    _allowed_at: datetime | None = field(default=None, init=False)
    """When the platform takes something of what is due."""

    async def run(self) -> None:
        """Deliver until cancelled; Lost if another process took over."""
        store, loop = JoinedStore(self.store), asyncio.get_running_loop()
        async with asyncio.TaskGroup() as tasks:
            deliverer = self._deliverer(store)
            start = partial(self._start, deliverer, tasks)

            def take(added: Sequence[Added]) -> None:
                loop.call_soon_threadsafe(self._take, added, start)

            with self.handover.taken(self.platform, take):
                tasks.create_task(store.serve())
                tasks.create_task(self._find_limit(deliverer))
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

    async def _find_limit(self, deliverer: Deliverer) -> None:
        """Before it matters: not while something waits, which would have to wait for it."""
        limit = deliverer.platform.capabilities.limit
        if limit is None:
            return
        await deliverer.platform.ready()
        heads = await self.store.read(lambda tx: tx.outbox.heads(self.platform))
        if any(head.not_before is None or head.not_before <= self.clock.now() for head in heads):
            return
        try:
            seconds = await limit.find()
        except (TryLater, Undeliverable) as problem:
            log.info("%s: nobody knows whether it limits what is sent: %s", self.platform, problem)
            return
        if seconds is not None:
            log.warning("%s limits what the bot sends, to one message in %.1f s", self.platform, seconds)
            self._pace, self._counted = self._pace.told(self.clock.now(), seconds), limit.sent

    def _start(self, deliverer: Deliverer, tasks: asyncio.TaskGroup) -> None:
        """What may go out now, what matters most first."""
        now, due = self.clock.now(), list(self._lanes.due(self.clock.now()))
        self._allowed_at = None
        if self._pace.limited(now):
            due = sorted(due, key=lambda each: (deliverer.weight(each), each.id))
            due = self._without_gathered(deliverer, tasks, due, now)
        for pending in due:
            if not expired(pending, now) and not self._allowed(deliverer.weight, pending, now):
                continue
            self._pace = self._pace.spent(now)
            self._lanes.begins(pending)
            tasks.create_task(self._deliver(deliverer, tasks, pending))

    def _allowed(self, weight: Callable[[Pending], Weight], pending: Pending, now: datetime) -> bool:
        """Whether it may go now; if not, it is remembered when it may."""
        moment = self._pace.when(weight(pending), now) if self._pace.limited(now) else None
        self._not_before(moment)
        return moment is None

    def _not_before(self, moment: datetime | None) -> None:
        if moment is not None:
            self._allowed_at = min(moment, self._allowed_at or moment)

    def _without_gathered(
        self, deliverer: Deliverer, tasks: asyncio.TaskGroup, due: Sequence[Pending], now: datetime
    ) -> list[Pending]:
        """What is left to be sent by itself: some answers wait for others, to be given in one line."""
        found = self.gathering.found(due)
        if not found:
            return list(due)
        together = {each.id for each in found}
        rest = [each for each in due if each.id not in together]
        complete = self.gathering.complete(found)
        if now < complete:
            self._not_before(complete)
            return rest
        if len(found) < FEW:
            return list(due)
        moment = self._pace.when(self.gathering.weight(found), now)
        late = self.gathering.late(found)
        self._not_before(min(moment, late) if moment and late > now else moment)
        if moment is None:
            for each in found:
                self._lanes.begins(each)
            tasks.create_task(self._gather(deliverer, tasks, found))
        return rest

    async def _gather(
        self,
        deliverer: Deliverer,
        tasks: asyncio.TaskGroup,
        found: Sequence[Pending],
    ) -> None:
        try:
            for row in await deliverer.store.write(lambda tx: self.gathering.write(tx, found)):
                self._lanes.settled(row, row.id)
        finally:
            for each in found:
                self._lanes.ends(each)
        self._start(deliverer, tasks)
        self.wake_event.set()

    async def _deliver(self, deliverer: Deliverer, tasks: asyncio.TaskGroup, pending: Pending) -> None:
        try:
            settled, behind = partial(self._lanes.settled, pending), self._lanes.behind(pending)
            sparing = self._pace.limited(self.clock.now())
            if await deliverer.deliver(pending, settled, behind, sparing=sparing):
                self.wake()
            self._account(deliverer)
        except SlowDown as problem:
            log.info("%s takes no more for %.1f s", self.platform, problem.seconds)
            self._account(deliverer)
            self._pace = self._pace.refused(self.clock.now(), problem.seconds)
        finally:
            self._lanes.ends(pending)
        self._start(deliverer, tasks)
        if self._lanes.missing or self._allowed_at or not self._lanes.busy:
            self.wake_event.set()

    def _account(self, deliverer: Deliverer) -> None:
        """A delivery was counted as one send; its chat may have had to be made, or nothing was to be sent."""
        limit = deliverer.platform.capabilities.limit
        if limit is not None:
            sent = limit.sent
            self._pace = self._pace.corrected(self.clock.now(), sent - self._counted)
            self._counted = sent

    def _next_moment(self, now: datetime) -> datetime | None:
        """When something that waits may go out, as far as is known."""
        moments = [self._lanes.earliest(now), self._allowed_at]
        return min((moment for moment in moments if moment is not None), default=None)
