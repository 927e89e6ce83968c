"""A Stage, where the meeting has one: the bot's rights there, and an invitation to speak."""

from msgspec import Struct

from bot.domain.identity import Identity, Place
from bot.domain.message import say
from bot.ports.platform import TryLater
from bot.ports.stage import Stage
from bot.services.live.ground import Ground
from bot.services.live.presses import Presses
from bot.services.live.traces import Seated


class Stages(Struct, frozen=True):
    """Of one platform; nobody is moved there but the person of the trial."""

    ground: Ground
    presses: Presses

    async def run(self, who: Identity | None) -> None:
        """Each of them; nothing is said where there is none."""
        stage = self.ground.platform.capabilities.stage
        for place in filter(self.ground.here, self.ground.plan.stages):
            if stage is not None and await self._rightful(stage, place):
                await self._spoken(stage, place, who)

    async def _rightful(self, stage: Stage, place: Place) -> bool:
        """What is missing is named by the platform, with the mend."""
        ground, step = self.ground, say("live-step-stage", room=self.ground.name(place))
        if ground.patience.over:
            ground.report.skipped(step, say("live-why-no-time"))
            return False
        try:
            found = await ground.patience.wait(stage.inspect([place]))
        except TryLater as problem:
            ground.report.failed(step, str(problem), say("live-mend-connect"))
            return False
        for words in found.problems:
            wrong, _, mend = words.partition("; ")
            ground.report.failed(step, wrong, mend[:1].upper() + mend[1:])
        if not found.problems:
            ground.report.done(step)
        return not found.problems

    async def _spoken(self, stage: Stage, place: Place, who: Identity | None) -> None:
        ground, step = self.ground, say("live-step-speak")
        if who is None or (who, place) not in self.presses.on_stages:
            ground.report.skipped(step, say("live-why-not-on-stage"))
            return
        seated = Seated(ground.key(), place, who)

        async def to_and_fro() -> None:
            await ground.traces.put(seated)
            await stage.seat(place, who, speaks=True)
            await stage.seat(place, who, speaks=False)
            await ground.traces.gone(seated)

        await ground.report.attempt(step, to_and_fro, ground.patience)
