"""The platforms, each with an end of its own: it is told, and tried again, while the others go on."""

import asyncio
import logging
from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import partial

from msgspec import Struct, field

from bot.ports.clock import Clock
from bot.ports.coordination import Leases
from bot.ports.platform import Misconfigured
from bot.services.log_redaction import redact
from bot.services.outbound.platform_outages import PlatformOutages
from bot.services.outbound.undelivered.retrying import StartingAgain
from bot.services.platform_worker import PlatformWorker

log = logging.getLogger(__name__)

RETRY = timedelta(minutes=10)
"""How long a platform is left alone that only a person can bring back; the log is not to fill with it."""


class PlatformSupervisor(Struct, frozen=True):
    """Runs all workers."""

    workers: Mapping[str, PlatformWorker]
    leases: Leases
    outages: PlatformOutages
    starting_again: StartingAgain
    clock: Clock
    stopped: dict[str, str] = field(default_factory=dict)
    """Which platforms this process cannot serve, and why."""
    _served: set[str] = field(default_factory=set)

    async def run(self) -> None:
        """Until cancelled; Misconfigured if none of the platforms could be served at all."""
        async with asyncio.TaskGroup() as tasks:
            for name, worker in self.workers.items():
                tasks.create_task(self._keep(name, worker))

    async def _keep(self, name: str, worker: PlatformWorker) -> None:
        works = partial(self._works, name)
        while True:
            try:
                await self.leases.while_held(name, partial(worker.serve, works=works))
            except (Misconfigured, ExceptionGroup) as problem:
                # While it stands still here, another process that holds its lease may do better.
                await self._stop(name, problem)
            await self.clock.sleep_until(self.clock.now() + RETRY)

    async def _works(self, name: str) -> None:
        log.info("%s: connected", name)
        self._served.add(name)
        self.stopped.pop(name, None)
        await self.outages.ends(name)
        await self.starting_again.begins(name)

    async def _stop(self, name: str, problem: Exception) -> None:
        reasons = [str(each) for each in _leaves(problem) if isinstance(each, Misconfigured)]
        unforeseen = [each for each in _leaves(problem) if not isinstance(each, Misconfigured)]
        for each in unforeseen:
            log.error("%s failed", name, exc_info=redact(each))
        self.stopped[name] = "; ".join(reasons) or f"{name} failed ({type(unforeseen[0]).__name__})"
        if not self._served and self.stopped.keys() == self.workers.keys():
            raise Misconfigured("; ".join(self.stopped[each] for each in self.workers))
        log.error("%s is not served, and tried again every 10 minutes: %s", name, self.stopped[name])
        await self.outages.begins(name)


def _leaves(problem: Exception) -> Iterator[Exception]:
    """What groups of tasks wrapped it in is of no use to anybody."""
    if not isinstance(problem, ExceptionGroup):
        yield problem
        return
    for each in problem.exceptions:
        yield from _leaves(each)
