"""Wrong codes: who mistypes one has some tries, and who guesses has no chance."""

from collections.abc import Hashable, Sequence
from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct, field

from bot.services.inbound.rate_limit import Buckets, RateLimit

EACH: Final = RateLimit(5, timedelta(minutes=2))
IN_ALL: Final = RateLimit(100, timedelta(seconds=10))
"""Of everybody together: many accounts get no further, and so many people do not mistype at once."""


class WrongCodes(Struct, frozen=True):
    """How many were given, not kept: after a restart a code of sixteen letters is as hard to guess."""

    each: Buckets = field(default_factory=lambda: Buckets(EACH))
    in_all: Buckets = field(default_factory=lambda: Buckets(IN_ALL))

    def too_many(self, by: Sequence[Hashable], now: datetime) -> bool:
        """Whether these may try no other just now: an account, and the room or server that it is in."""
        return not (self.in_all.has_room("", now) and all(self.each.has_room(one, now) for one in by))

    def add(self, by: Sequence[Hashable], now: datetime) -> None:
        """One more by them."""
        self.in_all.spend("", now)
        for one in by:
            self.each.spend(one, now)
