"""Whoever is given the floor is told of alone for a moment; what else a call brings leaves behind it."""

from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct, field

from bot.services.outbound.dispatch.weights import Weight

LONGEST: Final = timedelta(seconds=0.5)
"""So long the rest waits for it at most; a platform that takes longer is not slow because of the rest."""


class FloorFirst(Struct):
    """A call is a dozen requests, all at once, and the one that everybody waits for was among the last."""

    _under_way: dict[int, datetime] = field(default_factory=dict)
    """Until when the rest waits for each delivery, by its id."""

    def begins(self, delivery: int, weight: Weight, now: datetime) -> None:
        """A delivery leaves."""
        if weight is Weight.FLOOR:
            self._under_way[delivery] = now + LONGEST

    def ends(self, delivery: int) -> None:
        """It has got there, or does not for now."""
        self._under_way.pop(delivery, None)

    def until(self, weight: Weight, now: datetime) -> datetime | None:
        """How long something of that weight is held back; None if it is not."""
        moment = max(self._under_way.values(), default=now)
        return moment if weight is not Weight.FLOOR and moment > now else None
