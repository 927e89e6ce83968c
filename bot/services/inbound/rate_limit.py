"""How many commands one person may give, so that nobody can flood the bot or its database."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum

from bot.domain.identity import Identity
from bot.ports.clock import Clock


class RateDecision(Enum):
    """What becomes of a command."""

    GO = "go"
    TELL = "tell"
    """One too many: its author is told."""
    IGNORE = "ignore"
    """One too many, and its author has been told."""


@dataclass(frozen=True)
class RateLimit:
    """So many commands at once, and one more for each `refill`."""

    burst: int = 10
    refill: timedelta = timedelta(seconds=3)


@dataclass(frozen=True)
class Usage:
    """What somebody has used up: at `clear` it is all forgotten."""

    clear: datetime
    told: bool = False


def spend(limit: RateLimit, use: Usage | None, now: datetime) -> tuple[Usage, RateDecision]:
    """One more command. Whoever was told is not told again before everything is clear."""
    most = limit.burst * limit.refill
    # Further ahead than it can ever be, it is from before the clock was set back.
    if use is None or not now < use.clear <= now + most:
        use = Usage(now)
    clear = use.clear + limit.refill
    if clear - now <= most:
        return replace(use, clear=clear), RateDecision.GO
    return replace(use, told=True), RateDecision.IGNORE if use.told else RateDecision.TELL


@dataclass
class RateLimiter:
    """Remembers each person's use until it is clear. Moderators pass freely once they were seen to be one."""

    clock: Clock
    limit: RateLimit = field(default_factory=RateLimit)
    remembered: dict[Identity, Usage] = field(default_factory=dict)
    _free: set[Identity] = field(default_factory=set)

    def check(self, who: Identity) -> RateDecision:
        """What becomes of one more command of theirs."""
        if who in self._free:
            return RateDecision.GO
        now = self.clock.now()
        use, decision = spend(self.limit, self.remembered.pop(who, None), now)
        self.remembered[who] = use
        self._forget(now)
        return decision

    def exempt(self, who: Identity) -> None:
        """They moderate: from now on they are not held up."""
        self._free.add(who)

    def _forget(self, now: datetime) -> None:
        """Whoever came longest ago stands first, so this ends at once."""
        while (first := next(iter(self.remembered))) and self.remembered[first].clear <= now:
            del self.remembered[first]
