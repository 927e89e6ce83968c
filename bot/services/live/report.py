"""What whoever runs a trial reads: a line for each step, and what to do where one failed."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from msgspec import Struct

from bot.domain.message import Argument, Message, say
from bot.ports.platform import Misconfigured, TryLater, Undeliverable
from bot.services.live.patience import Patience

T = TypeVar("T")

LONGEST = 20.0
"""Seconds for one step, so that there is time for the others."""
Tell = Callable[[Message], None]


class Report(Struct):
    """Of one platform."""

    platform: str
    tell: Tell
    failures: int = 0

    def done(self, step: Message) -> None:
        """It works."""
        self.tell(say("live-done", platform=self.platform, step=step))

    def skipped(self, step: Message, why: Message) -> None:
        """It was not tried."""
        self.tell(say("live-skipped", platform=self.platform, step=step, why=why))

    def failed(self, step: Message, why: Argument, mend: Argument | None = None) -> None:
        """It does not work; the mend is the catalogue's, by the step, where the platform tells none."""
        self.failures += 1
        mend = mend or Message(step.key.replace("-step-", "-mend-"), {"platform": self.platform})
        self.tell(say("live-failed", platform=self.platform, step=step, why=why, mend=mend))

    async def attempt(self, step: Message, call: Callable[[], Awaitable[T]], patience: Patience) -> T | None:
        """Try it, as often as it may work later; None where it failed or was not tried."""
        if patience.over:
            self.skipped(step, say("live-why-no-time"))
            return None
        try:
            result = await patience.at_most(LONGEST).insist(call)
        except TryLater as problem:
            self.failed(step, str(problem), say("live-mend-later"))
            return None
        except (Undeliverable, Misconfigured) as problem:
            self.failed(step, str(problem))
            return None
        self.done(step)
        return result
