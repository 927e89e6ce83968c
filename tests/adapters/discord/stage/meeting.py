"""A bot that holds a meeting with a Stage: discord.py against the tests' Discord, a clock that is moved."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from adapters.discord.inbound.missed import Missed
from adapters.discord.platform import DiscordPlatform
from adapters.discord.settings import DiscordSettings
from bot.app import App, Dependencies, build_app
from bot.commands.table import commands
from bot.domain.changing import replace
from bot.domain.identity import Place
from bot.domain.meeting.state import Meeting
from bot.domain.plan import Plan, Room
from bot.messages.catalogue import Catalogues
from bot.ports.store import Store
from bot.services.scheduling.idle import WatchedStore, wait_until_idle
from tests.adapters.discord.support import QUICK
from tests.adapters.matrix.fakes import MemorySyncPositions
from tests.discord_server import DiscordServer, Message
from tests.discord_server.world import CONNECT, MUTE_MEMBERS, VIEW_CHANNEL, Overwrite
from tests.support.clock import MovedClock
from tests.support.plans import plan

SEEING = VIEW_CHANNEL | CONNECT
MOVING = SEEING | MUTE_MEMBERS


@dataclass
class Scene:
    """The rooms, the Stage, a moderator, and the bot while it runs."""

    server: DiscordServer
    store: Store
    catalogues: Catalogues
    clock: MovedClock
    room: str
    moderators: str
    stage: str
    vera: str
    lobby: tuple[str, str] | None = None
    """One more room and its Stage, where a test needs two."""
    app: App | None = None
    watched: WatchedStore = field(init=False)

    def __post_init__(self) -> None:
        self.watched = WatchedStore(self.store)

    @property
    def plan(self) -> Plan:
        rooms = [
            Room({"en": "The hall"}, {"en": "Take the microphone."}),
            Room(
                {"en": "Discord"},
                {"en": "Speak on the Stage."},
                place=Place("discord", self.room),
                stage=Place("discord", self.stage),
            ),
        ]
        if self.lobby:
            room, stage = (Place("discord", channel) for channel in self.lobby)
            rooms.append(Room({"en": "Lobby"}, {"en": "Speak up."}, room, stage=stage))
        return replace(plan(), rooms=tuple(rooms), moderators_rooms=(Place("discord", self.moderators),))

    def platform(self) -> DiscordPlatform:
        server = self.server
        settings = DiscordSettings.model_validate(
            {"token": server.token, "api_base": server.api_base, "gateway": server.gateway}
        )
        return DiscordPlatform(
            settings,
            commands(),
            self.catalogues.text,
            ("en",),
            Missed(self.clock, MemorySyncPositions()),
            QUICK,
        )

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """The bot from its start to its end; a second time it is a restart."""
        platform = self.platform()
        given = Dependencies(self.watched, {"discord": platform}, self.clock, lambda: 0.5)
        app = self.app = build_app(given, commands(), self.catalogues, {"roundtable": self.plan})
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
            await self.says(self.vera, line, self.moderators)

    async def says(self, who: str, line: str, channel: str) -> str:
        """Give a command; returns the answer."""
        before = len(self.server.private(who))
        await self.server.slash(who, channel, line)
        await self.server.until(lambda: len(self.server.private(who)) > before)
        await self.settled()
        return self.server.as_read(self.server.private(who)[before])

    async def next(self) -> None:
        """The floor to whoever comes next, later than the moment in which that counts as the same word."""
        self.clock.move(5)
        await self.says(self.vera, "next", self.moderators)

    async def sits_down(self, *people: str) -> None:
        for person in people:
            await self.server.stage.join(person, self.stage)

    async def raises(self, person: str) -> None:
        """A hand goes up, and is kept."""
        tickets = (await self.meeting()).counters.tickets
        await self.server.stage.raise_hand(person)
        await self.until(lambda meeting: meeting.counters.tickets > tickets)

    async def meeting(self) -> Meeting:
        app = self.app
        assert app is not None
        return await self.store.read(lambda tx: app.repository.load(tx, "roundtable").meeting)

    async def until(self, so: Callable[[Meeting], bool]) -> None:
        """Wait until the meeting is so."""
        async with asyncio.timeout(60):
            uses = await self.watched.rests()
            while not so(await self.meeting()):
                await self.watched.used(uses)
                uses = await self.watched.rests()
        await self.settled()

    async def settled(self) -> None:
        async with asyncio.timeout(60):
            await wait_until_idle(self.watched, self.clock)

    async def move(self, seconds: float) -> None:
        """Let time pass, and all that comes of it be told."""
        self.clock.move(seconds)
        await self.settled()

    def speaks(self, person: str) -> bool:
        """Whether somebody is invited to speak, or does."""
        return not self.server.stage.states[person].suppressed

    def told(self, words: str) -> list[Message]:
        """What moderators read with these words."""
        return [one for one in self.server.messages(self.moderators) if words in self.server.as_read(one)]

    def offered(self, message: Message) -> list[str]:
        """The buttons below a message."""
        rows = [row["components"] for row in message.components]
        return [str(item["label"]) for row in rows if isinstance(row, list) for item in row]

    def asked(self) -> int:
        """How often somebody was to be moved on the Stage."""
        return self.server.asked("PATCH", "/voice-states/")

    def may_move(self, *, may: bool = True) -> None:
        """Give the bot the right to move people on the Stage, or take it."""
        held = Overwrite(allow=MOVING) if may else Overwrite(allow=SEEING, deny=MUTE_MEMBERS)
        for stage in (self.stage, *(self.lobby or ())[1:]):
            self.server.world.channels[stage].overwrites[self.server.bot] = held
