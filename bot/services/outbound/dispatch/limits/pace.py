"""How fast a platform takes what is sent, learnt from what it refuses: a bucket of tokens."""

from datetime import datetime, timedelta

from msgspec import Struct

from bot.domain.changing import replace
from bot.services.outbound.dispatch.weights import Weight

MOST = 10.0
"""More than this is not believed to be saved up, since nobody says how much is."""
SLOWEST = 1 / 60
"""Sends a second; a platform that wants to be left alone for longer is asked again all the same."""
FORGOTTEN = timedelta(minutes=10)
"""A platform that has refused nothing for so long limits nothing, or not any more."""


class Limited(Struct, frozen=True):
    """What is believed of a platform that refused something."""

    rate: float
    """Sends a second."""
    tokens: float
    """How many it would have taken `at` that moment; below none while it wants to be left alone."""
    at: datetime
    refused: datetime
    lasting: bool = False
    """True if it was found out, and so does not depend on what was refused lately."""


class Pace(Struct, frozen=True):
    """None of it limits anything until a platform says so."""

    known: Limited | None = None

    def limited(self, now: datetime) -> bool:
        """Whether the platform is believed to take only so much."""
        return self._known(now) is not None

    def told(self, now: datetime, after: float) -> "Pace":
        """It was found out that the platform limits, and that it takes one more after so many seconds."""
        limited = self.refused(now, after).known
        return Pace(replace(limited, lasting=True) if limited else None)

    def refused(self, now: datetime, after: float) -> "Pace":
        """The platform will take one more after so many seconds: no less, and no more."""
        after = max(after, 0.001)
        known = self._known(now)
        rate = max(SLOWEST, min(1 / after, known.rate if known else 1 / after))
        return Pace(Limited(rate, 1 - rate * after, now, now, lasting=known is not None and known.lasting))

    def spent(self, now: datetime) -> "Pace":
        """Something is sent."""
        known = self._known(now)
        return Pace(replace(known, tokens=self._tokens(known, now) - 1, at=now) if known else None)

    def corrected(self, now: datetime, sent: int) -> "Pace":
        """What was counted as one was so many: none where nothing had to be sent."""
        known = self._known(now)
        return Pace(replace(known, tokens=self._tokens(known, now) + 1 - sent, at=now) if known else None)

    def when(self, weight: Weight, now: datetime) -> datetime | None:
        """The moment from which on something of that weight may be sent; None for now."""
        known = self._known(now)
        if known is None:
            return None
        missing = (1 + weight.leaves) - self._tokens(known, now)
        # What a calculation of seconds leaves over is no reason to wait.
        return now + timedelta(seconds=missing / known.rate) if missing > 1e-6 else None

    def _known(self, now: datetime) -> Limited | None:
        known = self.known
        return known if known and (known.lasting or now - known.refused < FORGOTTEN) else None

    def _tokens(self, known: Limited, now: datetime) -> float:
        passed = max((now - known.at).total_seconds(), 0.0)
        return min(MOST, known.tokens + known.rate * passed)
