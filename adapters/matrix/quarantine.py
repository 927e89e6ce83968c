"""What could not be read: counted, logged without a word of it, and told to moderators once."""

import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from adapters.matrix.outbound.markup import NAME
from bot.domain.message import say
from bot.ports.platform import Inbox
from bot.services.log_redaction import redact

log = logging.getLogger(__name__)


class Quarantine:
    """Where odd things go, so that none of them stops the reading."""

    def __init__(self) -> None:
        self.count = 0
        self._told = 0

    def put(self, what: str, problem: Exception) -> None:
        """Leave one thing out; the 1st, 2nd, 4th, 8th ... of them is logged, since somebody may send many."""
        self.count += 1
        if self.count & (self.count - 1) == 0:
            log.error("Matrix: %s was put aside (%d by now)", what, self.count, exc_info=redact(problem))

    @contextmanager
    def apart(self, what: str) -> Iterator[None]:
        """Do something with one thing, and leave it out if that fails in whatever way."""
        try:
            yield
        except Exception as problem:
            self.put(what, problem)

    async def tell(self, inbox: Inbox) -> None:
        """Let moderators know, if there is anything new."""
        if self.count > self._told:
            await inbox.warn(say("set-aside", platform=NAME), f"{NAME}/set-aside")
            self._told = self.count


class RetryBudget:
    """How often the same thing has failed, for what may be the fault of the moment and may be its own."""

    def __init__(self) -> None:
        self._failures: Counter[str] = Counter()

    def ends(self, with_what: str, most: int) -> bool:
        """Count one more failure; True if it is not to be tried again."""
        self._failures[with_what] += 1
        if self._failures[with_what] < most:
            return False
        self.renew(with_what)
        return True

    def renew(self, with_what: str) -> None:
        """It works, or was given up."""
        self._failures.pop(with_what, None)
