"""How much goes at once, and how much with time; what was used is forgotten by itself."""

from collections.abc import Hashable
from datetime import datetime, timedelta
from enum import Enum

from msgspec import Struct, field

from bot.domain.changing import replace


class RateDecision(Enum):
    """What becomes of a command."""

    GO = "go"
    TELL = "tell"
    """One too many: its author is told."""
    IGNORE = "ignore"
    """One too many, and its author has been told."""
    BUSY = "busy"
    """Too much came from others at the same time: its author is told."""
    DROP = "drop"
    """The same, where too many would have to be told."""


class RateLimit(Struct, frozen=True):
    """So many commands at once, and one more for each `refill`."""

    burst: int = 10
    refill: timedelta = timedelta(seconds=3)


class Usage(Struct, frozen=True):
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


class Buckets(Struct):
    """What each has used of a limit, remembered until it is clear."""

    limit: RateLimit
    remembered: dict[Hashable, Usage] = field(default_factory=dict)

    def spend(self, key: Hashable, now: datetime) -> RateDecision:
        """One more of theirs."""
        use, decision = spend(self.limit, self.remembered.pop(key, None), now)
        self.remembered[key] = use
        self._forget(now)
        return decision

    def has_room(self, key: Hashable, now: datetime) -> bool:
        """Whether one more would go, without counting it."""
        return spend(self.limit, self.remembered.get(key), now)[1] is RateDecision.GO

    def _forget(self, now: datetime) -> None:
        """Whoever came longest ago stands first, so this ends at once; who has just come stays."""
        while self.remembered[first := next(iter(self.remembered))].clear <= now:
            del self.remembered[first]
