"""Trying again: later and later, never all at the same moment, and not silently."""

import logging
import secrets
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)

Sleep = Callable[[float], Awaitable[None]]

LONGEST_SECONDS = 60.0


class ReconnectBackoff:
    """Counts failures in a row and waits with full jitter; logs the 1st, 2nd, 4th, 8th ... of them."""

    def __init__(self, sleep: Sleep) -> None:
        self._sleep = sleep
        self._failures = 0

    async def failed(self, reason: Exception, at_least: float | None = None) -> None:
        """Say it and wait."""
        self._failures += 1
        if self._failures & (self._failures - 1) == 0:
            log.warning("Matrix: %s; trying again (failure %d in a row)", reason, self._failures)
        most = min(LONGEST_SECONDS, 0.5 * 2 ** min(self._failures, 10))
        await self._sleep(max(at_least or 0.0, secrets.SystemRandom().uniform(0.0, most)))

    def succeeded(self) -> None:
        """It works (again)."""
        if self._failures:
            log.info("Matrix: it works again after %d failures", self._failures)
        self._failures = 0
