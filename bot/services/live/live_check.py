"""A trial of every platform that a meeting is held on, one after the other, within two minutes."""

from collections.abc import Mapping
from datetime import timedelta

from msgspec import Struct

from bot.domain.message import say
from bot.domain.plan import Plan
from bot.messages.catalogue import Catalogues
from bot.ports.clock import Clock
from bot.ports.platform import Platform
from bot.ports.sync_positions import SyncPositions
from bot.services.live.patience import Patience
from bot.services.live.platform_trial import PlatformTrial, Times
from bot.services.live.report import Report, Tell

WHOLE = timedelta(seconds=114)
"""All of it; what cannot be removed by then the next run removes."""
STEPS = timedelta(seconds=45)
"""The steps on one platform, with the time in which a press is waited for."""
ALONE = timedelta(seconds=80)
"""The same where there is no other."""


class LiveCheck(Struct, frozen=True):
    """Of one meeting."""

    plan: Plan
    catalogues: Catalogues
    kept: SyncPositions
    clock: Clock
    tell: Tell

    async def run(self, platforms: Mapping[str, Platform], *, attended: bool) -> int:
        """How many steps failed."""
        end, failures = self.clock.now() + WHOLE, 0
        share = STEPS if len(platforms) > 1 else ALONE
        for left, platform in zip(reversed(range(len(platforms))), platforms.values(), strict=True):
            times = Times(
                Patience(self.clock, min(self.clock.now() + share, end)),
                Patience(self.clock, end - left * STEPS),
            )
            report = Report(platform.name, self.tell)
            trial = PlatformTrial(platform, self.plan, self.catalogues, self.kept, report)
            await trial.run(times, attended=attended)
            failures += report.failures
        self.tell(say("live-something-failed", count=failures) if failures else say("live-all-well"))
        return failures
