"""How long a trial waits for anything, by the clock that it is given."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import TypeVar

from msgspec import Struct

from bot.ports.clock import Clock
from bot.ports.platform import TryLater

T = TypeVar("T")

AGAIN = timedelta(seconds=2)
"""After what does not work just now."""


class Patience(Struct, frozen=True):
    """It has an end."""

    clock: Clock
    until: datetime

    @property
    def over(self) -> bool:
        """Whether nothing more is to be begun."""
        return self.clock.now() >= self.until

    def at_most(self, seconds: float) -> "Patience":
        """Less of it."""
        return Patience(self.clock, min(self.until, self.clock.now() + timedelta(seconds=seconds)))

    async def wait(self, awaited: Awaitable[T]) -> T:
        """What is awaited; TryLater if it does not come in time."""
        coming = asyncio.ensure_future(awaited)
        end = asyncio.ensure_future(self.clock.sleep_until(self.until))
        try:
            await asyncio.wait({coming, end}, return_when=asyncio.FIRST_COMPLETED)
            if coming.done():
                return coming.result()
            raise TryLater("no answer in time")
        finally:
            for each in (coming, end):
                each.cancel()
            await asyncio.gather(coming, end, return_exceptions=True)

    async def insist(self, call: Callable[[], Awaitable[T]]) -> T:
        """The same, tried again where it may work later."""
        while True:
            try:
                return await self.wait(call())
            except TryLater as later:
                again = self.clock.now() + (timedelta(seconds=later.after) if later.after else AGAIN)
                if again >= self.until:
                    raise
                await self.clock.sleep_until(again)
