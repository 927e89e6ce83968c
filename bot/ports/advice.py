"""What a platform would have arranged better before a meeting."""

from collections.abc import Sequence
from typing import Protocol

from bot.domain.identity import Place


class Advice(Protocol):
    """What could be arranged better on a platform, though nothing stands in the way of serving it."""

    async def notes(self, places: Sequence[Place]) -> Sequence[str]:
        """For coordination channels beside these rooms: "what is missing; the mend" (check --online)."""
        ...
