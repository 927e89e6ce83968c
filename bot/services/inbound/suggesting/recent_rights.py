"""Who moderates, remembered for a moment: people type faster than a platform can be asked."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from msgspec import Struct, field

from bot.domain.identity import Identity
from bot.domain.plan import Plan
from bot.ports.clock import Clock
from bot.ports.platform import Platform, TryLater
from bot.services.inbound.authorization import moderates

REMEMBERED = timedelta(seconds=30)
"""Long enough for a word to be typed; what is decided is always asked anew."""


class RecentRights(Struct):
    """For what is shown while somebody types, and for nothing else."""

    platforms: Mapping[str, Platform]
    clock: Clock
    _seen: dict[tuple[Identity, str], tuple[bool, datetime]] = field(default_factory=dict)

    async def moderates(self, who: Identity, plan: Plan) -> bool:
        """Whether an account moderates a meeting; False while its platform cannot tell."""
        now = self.clock.now()
        self._seen = {key: seen for key, seen in self._seen.items() if now - seen[1] < REMEMBERED}
        if (who, plan.id) not in self._seen:
            try:
                self._seen[who, plan.id] = (await moderates(self.platforms, who, plan), now)
            except TryLater:
                return False
        return self._seen[who, plan.id][0]
