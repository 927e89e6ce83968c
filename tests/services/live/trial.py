"""Platforms in memory on which a trial is made, and what is told of it."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct, field

from bot.domain.identity import Identity, Place
from bot.domain.message import Message
from bot.domain.plan import Plan
from bot.messages.catalogue import load_catalogues
from bot.messages.document import plain
from bot.messages.offers import PressedRequest
from bot.messages.render import Context, render
from bot.ports.platform import ChosenRequest, Invocation
from bot.services.live.live_check import LiveCheck
from tests.adapters.matrix.fakes import MemorySyncPositions
from tests.support.clock import MovedClock
from tests.support.in_memory_platform import InMemoryPlatform


class InMemoryRemoval(Struct, frozen=True):
    """bot.ports.capabilities.Removal of an in-memory platform."""

    platform: InMemoryPlatform

    async def message(self, to: Place | Identity, message: str) -> None:
        await self.platform.unstuck("remove")
        self.platform.shown[f"@{to}" if isinstance(to, Identity) else str(to)].pop(message, None)

    async def channel(self, place: Place, invited: Sequence[Identity]) -> bool:
        self.platform.inside[place].difference_update(invited)
        self.platform.channels = {k: v for k, v in self.platform.channels.items() if v != place}
        return True

    async def rooms(self) -> Sequence[str]:
        return ()

    async def chats(self, who: Identity, before: Sequence[str], at: datetime) -> None:
        del who, before, at


def platform(name: str) -> InMemoryPlatform:
    made = InMemoryPlatform(name)
    made.removal = InMemoryRemoval(made)
    return made


class Trial(Struct):
    """One trial of a meeting, while a test moves the time."""

    plan: Plan
    platforms: Sequence[InMemoryPlatform]
    clock: MovedClock = field(default_factory=MovedClock)
    kept: MemorySyncPositions = field(default_factory=MemorySyncPositions)
    lines: list[str] = field(default_factory=list)

    def start(self, *, attended: bool = True) -> "asyncio.Task[int]":
        context = Context(load_catalogues(), "en", self.plan)

        def tell(message: Message) -> None:
            self.lines.append(plain(render(message, context).nodes))

        check = LiveCheck(self.plan, context.catalogues, self.kept, self.clock, tell)
        return asyncio.create_task(check.run({each.name: each for each in self.platforms}, attended=attended))

    async def takes(self, running: "asyncio.Task[int]") -> float:
        """How many seconds it goes on if nothing more happens."""
        began = self.clock.now()
        while not running.done():
            for _ in range(200):
                await asyncio.sleep(0)
            if not running.done():
                self.clock.move(0.5)
        return (self.clock.now() - began).total_seconds()

    async def offered(self, on: InMemoryPlatform, place: Place) -> str:
        """The token of what is offered in a room, once it is."""
        await on.until(lambda: bool(on.choices(place)))
        return on.choices(place)["I am here"].token

    async def press(self, on: InMemoryPlatform, who: Identity, place: Place, token: str) -> None:
        await self._hand_in(on, who, place, PressedRequest(token))

    async def command(self, on: InMemoryPlatform, who: Identity, place: Place) -> None:
        await self._hand_in(on, who, place, ChosenRequest("join", {}))

    async def _hand_in(
        self, on: InMemoryPlatform, who: Identity, place: Place, request: PressedRequest | ChosenRequest
    ) -> None:
        assert on.inbox is not None
        invocation = Invocation("a press", who, "Ana", place, False, request, self.clock.now())
        assert await on.inbox.handle(invocation)

    def left(self) -> list[str]:
        """What stands anywhere, in rooms, channels and chats."""
        return [
            text.text for each in self.platforms for there in each.shown.values() for text in there.values()
        ]
