"""A whole bot on platforms in memory, with a clock that is moved and a database of its own."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from uuid import uuid4

from msgspec import Struct

from bot.app import App, Dependencies, build_app
from bot.commands.table import commands
from bot.domain.identity import Identity, Place
from bot.domain.plan import Plan
from bot.messages.catalogue import Catalogues
from bot.messages.offers import PressedRequest
from bot.ports.coordination import ProcessCoordination
from bot.ports.platform import Hand, Invocation, TypedRequest
from bot.ports.store import Store
from bot.services.scheduling.idle import WatchedStore, wait_until_idle
from tests.support.clock import MovedClock
from tests.support.idle import until_all_idle
from tests.support.in_memory_platform import InMemoryPlatform


class BotDriver(Struct):
    """A running bot and the hands to play it with."""

    app: App
    store: Store
    clock: MovedClock
    fakes: Mapping[str, InMemoryPlatform]
    watched: WatchedStore | None
    """What the bot was given; None if it shares the database with others."""

    def __repr__(self) -> str:
        return "a bot"  # each run of an event loop has asyncio write its task with what that returned

    async def say(
        self, who: Identity, text: str, place: Place | None = None, cause: str | None = None
    ) -> str:
        """Give a command, in a room or (without a place) in a direct chat; returns the answer."""
        cause = await self.give(who, text, place, cause)
        await self.settled()
        return self.answer(who, cause)

    async def press(
        self, who: Identity, token: str, place: Place | None = None, cause: str | None = None
    ) -> str:
        """Take an offer, in a room or (without a place) in a direct chat; returns the answer."""
        cause = await self.give(who, PressedRequest(token), place, cause)
        await self.settled()
        return self.answer(who, cause)

    async def close(self, who: Identity, place: Place) -> str:
        """End the meeting: it is asked about once."""
        await self.say(who, "close", place)
        await self.move(2)
        return await self.say(who, "close", place)

    async def raise_hand(self, who: Identity, place: Place, cause: str, hand: str | None = None) -> None:
        """Put a hand up in a room; known by its cause, or as the platform knows it."""
        await self.give(who, "join", place, cause, Hand(hand or cause, up=True))
        await self.settled()

    async def lower_hand(self, who: Identity, place: Place, raised: str) -> None:
        """Take it down again."""
        await self.give(who, "withdraw", place, f"{raised} down", Hand(raised, up=False))
        await self.settled()

    async def give(
        self,
        who: Identity,
        asked: str | PressedRequest,
        place: Place | None = None,
        cause: str | None = None,
        hand: Hand | None = None,
        *,
        server: str = "",
    ) -> str:
        """Give a command, or press, and wait for nothing but its being saved; returns its cause."""
        invocation = Invocation(
            cause=cause or f"{who.platform}:{uuid4()}",
            author=who,
            author_name=who.id.title(),
            place=place or Place(who.platform, f"@{who.id}"),
            direct=place is None,
            request=TypedRequest(asked) if isinstance(asked, str) else asked,
            at=self.clock.now(),
            hand=hand,
            server=server,
        )
        await self.app.command_service.handle(invocation)
        return invocation.cause

    def answer(self, who: Identity, cause: str) -> str:
        """The answer to a command: alone, or, of a moderator in their room, there."""
        key, fake = f"{cause}/answer/0", self.fakes[who.platform]
        return next(shown[key].text for shown in fake.shown.values() if key in shown)

    async def move(self, seconds: float) -> None:
        """Let time pass, and everything that it brings about happen."""
        self.clock.move(seconds)
        await self.settled()

    async def head(self, meeting: str = "roundtable") -> int:
        """How many events the meeting's log holds."""
        return await self.store.read(lambda tx: tx.log.head(meeting))

    async def settled(self) -> None:
        """Return when nothing is left to be sent or to be woken for now, or when a platform stops."""
        stops = [fake.hold.reached.wait() for fake in self.fakes.values() if fake.hold]
        waits = [asyncio.ensure_future(wait) for wait in (self._idle(), *stops)]
        async with asyncio.timeout(60):
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()
        await asyncio.gather(*waits, return_exceptions=True)

    async def _idle(self) -> None:
        if self.watched is None:
            await until_all_idle(self.store, self.clock)
        else:
            await wait_until_idle(self.watched, self.clock)

    def texts(self, where: Place | Identity) -> list[str]:
        """What stands in a room, or what a person was told alone."""
        return self.fakes[where.platform].texts(where)


@asynccontextmanager
async def playing(
    store: Store,
    catalogues: Catalogues,
    plans: Mapping[str, Plan],
    *fakes: InMemoryPlatform,
    clock: MovedClock,
    coordination: ProcessCoordination | None = None,
    board_pause: timedelta = timedelta(0),
    chance: Callable[[], float] = lambda: 0.5,
) -> AsyncIterator[BotDriver]:
    """A bot that runs while the block runs; at its end it is dropped as it stands, whatever it is doing."""
    platforms = {fake.name: fake for fake in fakes}
    watched = WatchedStore(store)
    dependencies = Dependencies(watched, platforms, clock, chance, coordination, board_pause=board_pause)
    made = build_app(dependencies, commands(), catalogues, plans)
    running = asyncio.create_task(made.run())
    played = BotDriver(made, store, clock, platforms, None if coordination else watched)
    try:
        await made.scheduler.prepared.wait()
        await played.settled()
        yield played
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        await store.write(lambda _: None)  # What the store had begun ends before anything else begins.
