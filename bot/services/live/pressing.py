"""A press by the person at the keyboard, and the answer that they alone see."""

from collections.abc import Sequence
from functools import partial

from msgspec import Struct

from bot.domain.identity import Identity, Place
from bot.domain.message import Message, offering, say
from bot.ports.platform import Answering, Invocation, TryLater
from bot.services.inbound.authorization import moderates
from bot.services.live.ground import Ground
from bot.services.live.presses import HERE, Presses

SECONDS = 30.0
"""How long a press is waited for."""


class Pressing(Struct, frozen=True):
    """In the moderators' room, where there is one: there nobody else is asked to press."""

    ground: Ground
    presses: Presses

    async def run(self, posted: Sequence[Place], *, attended: bool) -> Identity | None:
        """Who pressed and moderates this meeting."""
        report, rooms = self.ground.report, self.ground.plan.moderators_rooms
        if not posted:
            return None
        place = next((each for each in posted if each in rooms), posted[0])
        step = say("live-step-press", room=self.ground.name(place))
        if not attended:
            report.skipped(step, say("live-why-nobody-there"))
            return None
        offer = say("live-step-offer", room=self.ground.name(place))
        if await self.ground.post(offer, place, offering(say("live-offer"), HERE)) is None:
            return None
        platform = self.ground.platform.name
        report.tell(say("live-press-now", platform=platform, room=self.ground.name(place)))
        return await self._awaited(step)

    async def _awaited(self, step: Message) -> Identity | None:
        ground, others = self.ground, False
        patience = ground.patience.at_most(SECONDS)
        while True:
            try:
                press = await patience.wait(self.presses.came.get())
                rightful = await patience.insist(partial(self._moderates, press.author))
            except TryLater:
                break
            if rightful:
                ground.report.done(step)
                await self._answer(press)
                return press.author
            others = True
            await self.presses.answer(press, say("live-other"))
        if others:
            ground.report.failed(step, say("live-why-not-a-moderator"))
        else:
            ground.report.skipped(step, say("live-why-not-pressed"))
        return None

    async def _answer(self, press: Invocation) -> None:
        """Where the platform shows an answer to its asker alone; elsewhere a direct message is one."""
        if self.ground.platform.capabilities.private_replies:
            answering = Answering(press.cause, press.place, ok=True)
            step = say("live-step-answer")
            await self.ground.tell(step, press.author, say("live-answer"), answering)

    async def _moderates(self, who: Identity) -> bool:
        platform = self.ground.platform
        return await moderates({platform.name: platform}, who, self.ground.plan)
