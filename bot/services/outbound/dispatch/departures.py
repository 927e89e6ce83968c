"""What goes out now, what matters most first, and what is given together."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from msgspec import Struct, field

from bot.ports.clock import Clock
from bot.ports.platform import SlowDown
from bot.ports.store import Pending
from bot.services.outbound.dispatch.delivering import Deliverer, expired
from bot.services.outbound.dispatch.floor_first import FloorFirst
from bot.services.outbound.dispatch.lanes import Lanes
from bot.services.outbound.dispatch.limits.allowance import Allowance
from bot.services.outbound.dispatch.together import FEW, Gathering
from bot.services.outbound.dispatch.weights import Weight


class Departures(Struct, frozen=True):
    """Begins each delivery when its turn comes, and lets the next one follow."""

    deliverer: Deliverer
    gathering: Gathering
    allowance: Allowance
    clock: Clock
    tasks: asyncio.TaskGroup
    look: Callable[[], None]
    """Called when there may be more in the outbox than stands in the lanes, or another moment to wait for."""
    wake: Callable[[], None]
    """Called when a delivery brought about what another process may have to do."""
    lanes: Lanes = field(default_factory=Lanes)
    floor_first: FloorFirst = field(default_factory=FloorFirst)

    def start(self) -> None:
        """Begin what may go out now."""
        now, allowance = self.clock.now(), self.allowance
        found = list(self.lanes.due(now))
        weights = {each.id: self.deliverer.weight(each) for each in found}
        due: Sequence[Pending] = sorted(found, key=lambda each: (weights[each.id], each.id))
        allowance.ask_anew()
        if allowance.limited:
            due = self._without_gathered(due, now)
        for pending in due:
            moment = self._held_back(pending, weights[pending.id], now)
            allowance.wait(moment)
            if moment is not None:
                continue
            allowance.spent(now)
            self.floor_first.begins(pending.id, weights[pending.id], now)
            self.lanes.begins(pending)
            self.tasks.create_task(self._deliver(pending))

    def _held_back(self, pending: Pending, weight: Weight, now: datetime) -> datetime | None:
        """Until when; None for what leaves now. What has expired costs the platform nothing."""
        if expired(pending, now):
            return None
        limited = self.allowance.when(weight, now) if self.allowance.limited else None
        return limited or self.floor_first.until(weight, now)

    def next_moment(self, now: datetime) -> datetime | None:
        """When something that waits may go out, as far as is known."""
        moments = [self.lanes.earliest(now), self.allowance.opens]
        return min((moment for moment in moments if moment is not None), default=None)

    def _without_gathered(self, due: Sequence[Pending], now: datetime) -> Sequence[Pending]:
        """What is left to be sent by itself: some answers wait for others, to be given in one line."""
        found = self.gathering.found(due)
        if not found:
            return due
        together = {each.id for each in found}
        rest = [each for each in due if each.id not in together]
        complete = self.gathering.complete(found)
        if now < complete:
            self.allowance.wait(complete)
            return rest
        if len(found) < FEW:
            return due
        moment = self.allowance.when(self.gathering.weight(found), now)
        late = self.gathering.late(found)
        self.allowance.wait(min(moment, late) if moment and late > now else moment)
        if moment is None:
            for each in found:
                self.lanes.begins(each)
            self.tasks.create_task(self._gather(found))
        return rest

    async def _gather(self, found: Sequence[Pending]) -> None:
        try:
            for row in await self.deliverer.store.write(lambda tx: self.gathering.write(tx, found)):
                self.lanes.settled(row, row.id)
        finally:
            for each in found:
                self.lanes.ends(each)
        self.start()
        self.look()

    async def _deliver(self, pending: Pending) -> None:
        try:
            settled, behind = partial(self.lanes.settled, pending), self.lanes.behind(pending)
            if await self.deliverer.deliver(pending, settled, behind, sparing=self.allowance.limited):
                self.wake()
            self.allowance.account()
        except SlowDown as problem:
            self.allowance.refused(problem.seconds)
        finally:
            self.floor_first.ends(pending.id)
            self.lanes.ends(pending)
        self.start()
        if self.lanes.missing or self.lanes.doubts or self.allowance.opens or not self.lanes.busy:
            self.look()
