"""Emptying the outbox: each destination in order, none held up by another, each failure tried again later."""

import asyncio
from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from bot.domain.changing import replace
from bot.ports.clock import Clock
from bot.ports.store import Added, Pending, Store
from bot.services.backoff import Backoff
from bot.services.outbound.dispatch.delivering import Deliverer
from bot.services.outbound.dispatch.departures import Departures
from bot.services.outbound.dispatch.handover import Handover
from bot.services.outbound.dispatch.joined_store import JoinedStore
from bot.services.outbound.dispatch.limits.allowance import Allowance
from bot.services.outbound.dispatch.together import Gathering
from bot.services.outbound.executor import ActionExecutor
from bot.services.scheduling.lookout import Lookout
from bot.services.serializer import Serializer

LOOK_WITHIN = timedelta(seconds=0.1)
"""How long, where nothing is known to be missing, nobody looks for what was not handed over."""


class Dispatcher(Struct, frozen=True):
    """Serves one platform; woken by what is handed over, by news and by the clock, never by polling.

    What this process commits is handed to it and goes out at once. The outbox is looked into for the rest:
    what other processes wrote, what an earlier life left, what was put off.
    """

    platform: str
    store: Store
    executor: ActionExecutor
    serializer: Serializer
    clock: Clock
    backoff: Backoff
    lookout: Lookout
    wake: Callable[[], None]
    """Called when a delivery brought about what another process may have to do."""
    handover: Handover
    board_pause: timedelta
    gathering: Gathering

    async def run(self) -> None:
        """Deliver until cancelled; Lost if another process took over."""
        store, loop = JoinedStore(self.store), asyncio.get_running_loop()
        self.lookout.begin()
        async with asyncio.TaskGroup() as tasks:
            departures = self._departures(store, tasks)

            def take(added: Sequence[Added]) -> None:
                loop.call_soon_threadsafe(self._take, added, departures)

            with self.handover.taken(self.platform, take, self.lookout.look):
                tasks.create_task(store.serve())
                tasks.create_task(departures.allowance.find())
                await self._keep_looking(departures)

    def _departures(self, store: Store, tasks: asyncio.TaskGroup) -> Departures:
        # What is rendered is read as this process's alone to send, too.
        executor = replace(self.executor, store=store, since=self.clock.now())
        platform = executor.platforms[self.platform]
        deliverer = Deliverer(
            platform, store, executor, self.serializer, self.clock, self.backoff, self.board_pause
        )
        allowance, look = Allowance(platform, self.store, self.clock), self.lookout.look
        return Departures(deliverer, self.gathering, allowance, self.clock, tasks, look, self.wake)

    async def _keep_looking(self, departures: Departures) -> None:
        lanes, news = departures.lanes, self.handover.news
        while True:
            looked, heard = self.clock.now(), news
            news = self.handover.news
            lanes.found(await self._look(lanes.look_begins(news=news is not heard)))
            departures.start()
            if not lanes.missing:
                await self.lookout.wait(departures.next_moment(looked))
            while self.handover.news is news and self._may_wait(looked, departures):
                await self.lookout.wait(looked + LOOK_WITHIN)

    async def _look(self, without: Collection[str]) -> Sequence[Pending]:
        """Into the outbox."""
        return await self.store.read(lambda tx: tx.outbox.heads(self.platform, without))

    def _may_wait(self, looked: datetime, departures: Departures) -> bool:
        """Whether a look would hardly find more than what was handed over."""
        return looked + LOOK_WITHIN > self.clock.now() and not departures.lanes.missing

    def _take(self, added: Sequence[Added], departures: Departures) -> None:
        for each in added:
            departures.lanes.handed(each)
        departures.start()
        moment = departures.next_moment(self.clock.now())
        if departures.lanes.missing:
            self.lookout.look()
        elif moment is not None:
            self.lookout.heard(moment)
