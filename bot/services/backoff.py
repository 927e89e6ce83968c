"""How long to wait before trying again: longer each time, and by chance, so that many do not come at once.

Full jitter: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
"""

from collections.abc import Callable

from msgspec import Struct

LONGEST_WISH = 3600.0
"""Seconds; a platform that wants to be left alone for longer, or for what is no number, is asked again."""


class Backoff(Struct, frozen=True):
    """Seconds before the next try. `chance` gives a number from 0 to 1 and is handed in."""

    chance: Callable[[], float]
    first: float = 1.0
    longest: float = 60.0

    def seconds(self, attempts: int, asked: float | None = None) -> float:
        """After so many tries in vain; never sooner than the platform itself asked for, within reason."""
        ceiling = min(self.longest, self.first * 2.0 ** min(attempts, 16))
        wish = asked or 0.0
        return max(wish if wish <= LONGEST_WISH else LONGEST_WISH, self.chance() * ceiling)
