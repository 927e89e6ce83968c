"""A whole bot on platforms in memory, with a clock that is moved and a database of its own."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from uuid import uuid4

from bot.commands.table import commands
from bot.domain.identity import Identity, Place
from bot.domain.plan import Plan
from bot.messages.catalogue import Catalogues
from bot.ports.colleagues import Colleagues
from bot.ports.platform import Invocation, TypedRequest
from bot.ports.store import Store
from bot.services.office import Office, Outside, office
from bot.services.settling import settle
from tests.support.clock import MovedClock
from tests.support.square import Square


@dataclass
class Played:
    """A running bot and the hands to play it with."""

    office: Office
    store: Store
    clock: MovedClock
    squares: Mapping[str, Square]

    async def say(
        self, who: Identity, text: str, place: Place | None = None, cause: str | None = None
    ) -> str:
        """Give a command, in a room or (without a place) in a direct chat; returns the answer."""
        cause = await self.give(who, text, place, cause)
        await self.settled()
        return self.answer(who, cause)

    async def give(
        self, who: Identity, text: str, place: Place | None = None, cause: str | None = None
    ) -> str:
        """Give a command and wait for nothing but its being saved; returns its cause."""
        invocation = Invocation(
            cause=cause or f"{who.platform}:{uuid4()}",
            author=who,
            author_name=who.id.title(),
            place=place or Place(who.platform, f"@{who.id}"),
            direct=place is None,
            request=TypedRequest(text),
            at=self.clock.now(),
        )
        await self.office.desk.handle(invocation)
        return invocation.cause

    def answer(self, who: Identity, cause: str) -> str:
        """The private answer to a command."""
        return self.squares[who.platform].shown[f"@{who}"][f"{cause}/answer/0"].text

    async def move(self, seconds: float) -> None:
        """Let time pass, and everything that it brings about happen."""
        self.clock.move(seconds)
        await self.settled()

    async def head(self, meeting: str = "roundtable") -> int:
        """How many facts the meeting's log holds."""
        return await self.store.read(lambda tx: tx.log.head(meeting))

    async def settled(self) -> None:
        """Return when nothing is left to be sent or to be woken for now, or when a platform stops."""
        stops = [square.hold.reached.wait() for square in self.squares.values() if square.hold]
        waits = [asyncio.ensure_future(wait) for wait in (settle(self.store, self.clock), *stops)]
        async with asyncio.timeout(60):
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()
        await asyncio.gather(*waits, return_exceptions=True)

    def texts(self, where: Place | Identity) -> list[str]:
        """What stands in a room, or what a person was told alone."""
        return self.squares[where.platform].texts(where)


@asynccontextmanager
async def playing(
    store: Store,
    catalogues: Catalogues,
    plans: Mapping[str, Plan],
    *squares: Square,
    clock: MovedClock,
    colleagues: Colleagues | None = None,
) -> AsyncIterator[Played]:
    """A bot that runs while the block runs; at its end it is dropped as it stands, whatever it is doing."""
    platforms = {square.name: square for square in squares}
    outside = Outside(store, platforms, clock, lambda: 0.5, colleagues)
    made = office(outside, commands(), catalogues, plans)
    running = asyncio.create_task(made.run())
    played = Played(made, store, clock, platforms)
    try:
        await made.alarm.prepared.wait()
        await played.settled()
        yield played
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        await store.write(lambda _: None)  # What the store had begun ends before anything else begins.
