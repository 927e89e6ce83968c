"""A trial of one platform, from connecting to the last thing that is removed."""

import asyncio
from functools import partial

from msgspec import Struct

from bot.domain.message import Message, say
from bot.domain.plan import Plan
from bot.messages.catalogue import Catalogues
from bot.messages.document import Document
from bot.messages.render import Context, render
from bot.ports.capabilities import Removal
from bot.ports.platform import Platform, TryLater, Undeliverable
from bot.ports.sync_positions import SyncPositions
from bot.services.live.ground import Ground
from bot.services.live.patience import Patience
from bot.services.live.presses import Presses
from bot.services.live.pressing import Pressing
from bot.services.live.removing import Remover
from bot.services.live.report import Report
from bot.services.live.stages import Stages
from bot.services.live.steps import Steps
from bot.services.live.traces import Traces

CLEARING = 20.0
"""Seconds for what a broken-off trial left."""


class Times(Struct, frozen=True):
    """How long it may take."""

    steps: Patience
    removing: Patience


class PlatformTrial(Struct, frozen=True):
    """Everything is written down before it is made, and removed however the steps end."""

    platform: Platform
    plan: Plan
    catalogues: Catalogues
    kept: SyncPositions
    report: Report

    async def run(self, times: Times, *, attended: bool) -> None:
        """Try it."""
        removal = self.platform.capabilities.removal
        if removal is None:
            self.report.skipped(say("live-step-connect"), say("live-why-no-removal"))
            return
        presses = Presses(self.platform, self._shown)
        serving = asyncio.ensure_future(self.platform.run(presses))
        try:
            connect = partial(self._connected, serving)
            if await self.report.attempt(say("live-step-connect"), connect, times.steps):
                await self._connected_trial(removal, presses, times, attended=attended)
        finally:
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)

    async def _connected(self, serving: "asyncio.Future[None]") -> bool:
        ready = asyncio.ensure_future(self.platform.ready())
        try:
            await asyncio.wait({serving, ready}, return_when=asyncio.FIRST_COMPLETED)
            if not ready.done():
                await serving
        finally:
            ready.cancel()
        return True

    async def _connected_trial(
        self, removal: Removal, presses: Presses, times: Times, *, attended: bool
    ) -> None:
        traces = Traces(self.kept, self.platform.name)
        rooms = [place for place in self.plan.places if place.platform == self.platform.name]
        remover = Remover(self.platform, removal, traces, self._shown, rooms)
        await traces.load()
        if traces.newest_first():
            await self._remove(say("live-step-leftovers"), remover, times.steps.at_most(CLEARING))
        ground = Ground(self.platform, removal, self.plan, traces, self.report, self._shown, times.steps)
        steps = Steps(ground, remover, Pressing(ground, presses), Stages(ground, presses))
        try:
            await steps.run(attended=attended)
        finally:
            await self._remove(say("live-step-remove"), remover, times.removing)

    async def _remove(self, step: Message, remover: Remover, patience: Patience) -> None:
        try:
            whole = await remover.remove(patience)
        except (TryLater, Undeliverable) as problem:
            self.report.failed(step, str(problem))
            return
        self.report.done(step)
        if not whole:
            self.report.tell(say("live-thread-kept"))

    def _shown(self, message: Message) -> Document:
        choosing = self.platform.capabilities.in_rooms
        return render(message, Context(self.catalogues, self.plan.language, self.plan, choosing=choosing))
