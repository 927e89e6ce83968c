"""What one platform takes just now, and when it takes what has to wait."""

import logging
from datetime import datetime

from msgspec import Struct, field

from bot.ports.clock import Clock
from bot.ports.platform import Platform, TryLater, Undeliverable
from bot.ports.store import Store
from bot.services.outbound.dispatch.limits.pace import Pace
from bot.services.outbound.dispatch.weights import Weight

log = logging.getLogger(__name__)


class Allowance(Struct):
    """Keeps count of what a platform takes, as it is found out or learnt from what it refuses."""

    platform: Platform
    store: Store
    clock: Clock
    opens: datetime | None = None
    """When the platform takes something of what is due."""
    _pace: Pace = field(default_factory=Pace)
    _counted: int = 0
    """So much of what the platform has taken is accounted for."""

    @property
    def limited(self) -> bool:
        """Whether the platform is believed to take only so much."""
        return self._pace.limited(self.clock.now())

    async def find(self) -> None:
        """Learn of a limit before it matters: not while something waits, which would have to wait for it."""
        limit = self.platform.capabilities.limit
        if limit is None:
            return
        await self.platform.ready()
        heads = await self.store.read(lambda tx: tx.outbox.heads(self.platform.name))
        if any(head.not_before is None or head.not_before <= self.clock.now() for head in heads):
            return
        try:
            seconds = await limit.find()
        except (TryLater, Undeliverable) as problem:
            log.info("%s: nobody knows whether it limits what is sent: %s", self.platform.name, problem)
            return
        if seconds is not None:
            log.warning("%s limits what the bot sends, to one message in %.1f s", self.platform.name, seconds)
            self._pace, self._counted = self._pace.told(self.clock.now(), seconds), limit.sent

    def ask_anew(self) -> None:
        """What had to wait is asked for once more."""
        self.opens = None

    def wait(self, moment: datetime | None) -> None:
        """Something that is due waits until then; None if it does not."""
        if moment is not None:
            self.opens = min(moment, self.opens or moment)

    def when(self, weight: Weight, now: datetime) -> datetime | None:
        """The moment from which on something of that weight may go; None for now."""
        return self._pace.when(weight, now)

    def spent(self, now: datetime) -> None:
        """Something goes."""
        self._pace = self._pace.spent(now)

    def refused(self, seconds: float) -> None:
        """The platform takes no more for so long."""
        log.info("%s takes no more for %.1f s", self.platform.name, seconds)
        self.account()
        self._pace = self._pace.refused(self.clock.now(), seconds)

    def account(self) -> None:
        """A delivery was counted as one send; its chat may have had to be made, or nothing was to be sent."""
        limit = self.platform.capabilities.limit
        if limit is not None:
            sent = limit.sent
            self._pace = self._pace.corrected(self.clock.now(), sent - self._counted)
            self._counted = sent
