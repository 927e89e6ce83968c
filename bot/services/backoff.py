"""How long to wait before trying again: longer each time, and by chance, so that many do not come at once.

Full jitter: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Backoff:
    """Seconds before the next try. `chance` gives a number from 0 to 1 and is handed in."""

    chance: Callable[[], float]
    first: float = 1.0
    longest: float = 60.0

    def seconds(self, attempts: int, asked: float | None = None) -> float:
        """After so many tries in vain; never sooner than the platform itself asked for."""
        ceiling = min(self.longest, self.first * 2.0 ** min(attempts, 16))
        return max(asked or 0.0, self.chance() * ceiling)
