"""Trying again: later and later, never all at the same moment, and not silently."""

import logging
import secrets
from collections.abc import Awaitable, Callable

from msgspec import Struct, field

from bot.services.backoff import Backoff

log = logging.getLogger(__name__)

Sleep = Callable[[float], Awaitable[None]]


class Reconnecting(Struct):
    """Counts failures in a row and waits behind each; logs the 1st, 2nd, 4th, 8th ... of them."""

    sleep: Sleep
    backoff: Backoff = field(default_factory=lambda: Backoff(secrets.SystemRandom().random))
    _failures: int = 0

    async def failed(self, reason: Exception, at_least: float | None = None) -> None:
        """Say it and wait."""
        self._failures += 1
        if self._failures & (self._failures - 1) == 0:
            log.warning("Matrix: %s; trying again (failure %d in a row)", reason, self._failures)
        await self.sleep(self.backoff.seconds(self._failures - 1, at_least))

    def succeeded(self) -> None:
        """It works (again)."""
        if self._failures:
            log.info("Matrix: it works again after %d failures", self._failures)
        self._failures = 0
