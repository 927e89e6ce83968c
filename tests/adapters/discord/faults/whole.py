"""A meeting on the tests' Discord, a second room of its moderators elsewhere, and a bot to start again."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import uuid4

from adapters.discord.client import Timing
from adapters.discord.inbound.missed import Missed
from adapters.discord.platform import DiscordPlatform
from adapters.discord.settings import DiscordSettings
from bot.app import Dependencies, build_app
from bot.commands.table import commands
from bot.domain.changing import replace
from bot.domain.identity import Identity
from bot.domain.plan import Plan, Room
from bot.messages.catalogue import Catalogues
from bot.ports.platform import Invocation, Platform, TypedRequest
from bot.ports.store import Store
from bot.services.scheduling.idle import WatchedStore, wait_until_idle
from tests.adapters.discord.support import QUICK, place
from tests.adapters.matrix.fakes import MemorySyncPositions
from tests.discord_server import DiscordServer
from tests.support.clock import MovedClock
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import MATRIX_MODERATORS, plan

IVO = Identity("matrix", "@ivo")


@dataclass
class Whole:
    """Its rooms, its moderator, and the other platform, on which its moderators have a room as well."""

    server: DiscordServer
    store: Store
    catalogues: Catalogues
    room: str
    moderators: str
    vera: str
    timing: Timing = QUICK
    clock: MovedClock = field(default_factory=MovedClock)
    other: InMemoryPlatform = field(default_factory=lambda: InMemoryPlatform("matrix"))
    positions: MemorySyncPositions = field(default_factory=MemorySyncPositions)
    plans: dict[str, Plan] = field(default_factory=dict)
    watched: WatchedStore = field(init=False)

    def __post_init__(self) -> None:
        self.watched = WatchedStore(self.store)
        self.server.world.now = lambda: self.clock.now().timestamp()
        self.plans["roundtable"] = self.plan((self.room,), self.moderators)

    def plan(self, rooms: tuple[str, ...], moderators: str, id: str = "roundtable") -> Plan:
        """The small meeting in these channels."""
        named = [Room({"en": "Discord"}, {"en": "Unmute."}, place(each)) for each in rooms]
        both = (place(moderators), MATRIX_MODERATORS) if id == "roundtable" else (place(moderators),)
        return replace(plan(id), rooms=(plan().rooms[0], *named), moderators_rooms=both)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """The bot from its start to its end; a second time it is a restart."""
        settings = DiscordSettings.model_validate(
            {"token": self.server.token, "api_base": self.server.api_base, "gateway": self.server.gateway}
        )
        texts = self.catalogues.text
        platform = DiscordPlatform(
            settings,
            commands(),
            texts,
            ("en",),
            Missed(self.clock, self.positions, pauses=(0.0,)),
            self.timing,
        )
        platforms: dict[str, Platform] = {"discord": platform, "matrix": self.other}
        given = Dependencies(self.watched, platforms, self.clock, lambda: 0.5, board_pause=timedelta(0))
        app = build_app(given, commands(), self.catalogues, self.plans)
        task = asyncio.create_task(app.run())
        try:
            async with asyncio.timeout(60):
                await app.scheduler.prepared.wait()
                await platform.ready()
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
            await self.store.write(lambda _: None)

    async def debate(self) -> None:
        """The meeting is open, and turns are given."""
        for line in ("open", "start", "phase next"):
            await self.slash(self.vera, line, self.moderators)

    async def slash(self, who: str, line: str, channel: str | None = None) -> str:
        """The answer, to its author alone."""
        return await self.answer(who, self.server.slash(who, channel or self.room, line))

    async def answer(self, who: str, act: Awaitable[str]) -> str:
        """What somebody is told next when they have done something."""
        before = len(self.server.private(who))
        await act
        await self.server.until(lambda: len(self.server.private(who)) > before)
        await self.settled()
        return self.server.as_read(self.server.private(who)[before])

    async def next(self) -> str:
        """The floor to whoever comes next, later than the moment in which that counts as the same word."""
        self.clock.move(5)
        return await self.slash(self.vera, "next", self.moderators)

    async def close(self) -> None:
        """The end, asked about once."""
        for _ in range(2):
            self.clock.move(5)
            await self.slash(self.vera, "close", self.moderators)

    async def typed_elsewhere(self, line: str) -> None:
        """The other moderator gives a command on the other platform; on return it is decided and kept.

        What follows from it on this platform may have to wait until somebody is let in again.
        """
        self.clock.move(5)
        self.other.moderators.add((IVO, MATRIX_MODERATORS))
        given = Invocation(
            cause=f"matrix:{uuid4()}",
            author=IVO,
            author_name="Ivo",
            place=MATRIX_MODERATORS,
            direct=False,
            request=TypedRequest(line),
            at=self.clock.now(),
        )
        async with self.other.changed:
            await self.other.changed.wait_for(lambda: self.other.inbox is not None)
        assert self.other.inbox is not None
        await self.other.inbox.handle(given)

    async def settled(self) -> None:
        """Nothing is left to be sent just now."""
        async with asyncio.timeout(60):
            await wait_until_idle(self.watched, self.clock)

    def reads(self, channel: str, words: str) -> list[str]:
        """What the bot says there with these words."""
        shown = [self.server.as_read(each) for each in self.server.messages(channel)]
        return [text for text in shown if words in text]

    def elsewhere(self, words: str) -> list[str]:
        """What the moderators read on the other platform with these words."""
        return [text for text in self.other.texts(MATRIX_MODERATORS) if words in text]

    async def hears_elsewhere(self, words: str, times: int = 1) -> None:
        """Until the moderators have read that so often on the other platform."""
        async with asyncio.timeout(60), self.other.changed:
            await self.other.changed.wait_for(lambda: len(self.elsewhere(words)) >= times)
        await self.settled()

    def told(self, who: str, words: str) -> list[str]:
        """What somebody was told alone with these words."""
        shown = [self.server.as_read(each) for each in self.server.private(who)]
        return [text for text in shown if words in text]

    async def hears_alone(self, who: str, words: str) -> None:
        """Until somebody was told that alone."""
        await self.server.until(lambda: bool(self.told(who, words)))
        await self.settled()

    async def hears(self, channel: str, words: str, times: int = 1) -> None:
        """Until that was said there so often."""
        await self.server.until(lambda: len(self.reads(channel, words)) >= times)
        await self.settled()
