"""People who write to each other in the two rooms of a group, as platforms tell a bot that comes and goes."""

import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from datetime import timedelta

from msgspec import Struct, field

from bot.domain.identity import Identity, Place
from bot.messages.document import Text
from bot.ports.relay import Talk
from tests.faults.relay.model import DAYS, Message, Model, Room
from tests.services.conftest import ANA, BEN, IVO, LI, SAM, VERA
from tests.support.bot import BotDriver
from tests.support.clock import MovedClock
from tests.support.in_memory_platform import InMemoryPlatform

PEOPLE = {each.id: each for each in (VERA, ANA, BEN, IVO, LI, SAM)}
MEMBERS = ("vera", "ana", "ivo", "li")
SOON = 4
"""Hours, ten times of which are no week."""
_MARK = re.compile(r"word\d+v\d+")


def marks(texts: list[str]) -> list[str]:
    """What tells each copy from all others: whatever it quotes stands before its own words."""
    return [found[-1] for text in texts if (found := _MARK.findall(text))]


class Talking(Struct):
    """The bot, what each platform knows, and the model beside them."""

    start: Callable[[], AbstractAsyncContextManager[BotDriver]]
    fakes: dict[str, InMemoryPlatform]
    model: Model
    clock: MovedClock
    bot: BotDriver | None = None
    behind: int = 0
    """So many of what was heard already are told again."""
    _unsent: bool = False
    """Whether it was killed while there was something to be sent."""
    _stack: AsyncExitStack = field(default_factory=AsyncExitStack)
    _happened: list[tuple[str, int, int]] = field(default_factory=list)
    """On Matrix: what, to which message, and the version."""
    _position: int = 0
    _decided: int = 0
    _heard: int = 0
    """So many messages have been said when the bot heard of them last."""
    _kept: int = 0
    """The same when somebody chose last: nothing before that is told anew."""

    async def step(self, what: str, who: int, which: int) -> None:
        """One thing that happens; where it cannot, nothing does."""
        match what:
            case "say":
                await self.say(list(PEOPLE)[who % len(PEOPLE)], which)
            case "edit" if standing := self.model.standing():
                await self.edit(standing[-1 - which % len(standing)].number)
            case "delete" if standing := self.model.standing():
                await self.delete(standing[-1 - which % len(standing)].number)
            case "choose":
                await self._choose(PEOPLE["ana" if who % 2 else "li"])
            case "kill":
                await self.kill(which % 4, settled=which > SOON)
            case "wait":
                # What was not sent before a week is over is not said any more.
                await self.wait(timedelta(hours=min(which, SOON) if self._unsent else which))
            case "back":
                await self.back()

    async def say(self, author: str, replies: int = 0) -> None:
        """Somebody writes, perhaps in reply to something."""
        room: Room = "discord" if PEOPLE[author].platform == "discord" else "matrix"
        number = self.model.say(room, author, f"word{len(self.model.spoken)}v0", self.clock.now())
        if room == "matrix":
            self._happened.append(("say", number, 0))
        if self.bot is not None:
            reply = self.model.spoken[replies % (number + 1)] if replies else None
            await self._hand_in(self.model.spoken[number], 0, replies=reply)
        self._told()

    async def edit(self, number: int) -> None:
        """Its author says it otherwise."""
        message = self.model.spoken[number]
        self.model.edit(number, f"word{number}v{message.version + 1}")
        if message.room == "matrix":
            self._happened.append(("edit", number, message.version))
        if self.bot is not None:
            await self._hand_in(message, message.version)
        self._told()

    async def delete(self, number: int) -> None:
        """It is taken away."""
        message = self.model.spoken[number]
        self.model.delete(number)
        if message.room == "matrix":
            self._happened.append(("delete", number, 0))
        if self.bot is not None:
            await self._take_away(message)
        self._told()

    async def check(self) -> None:
        """What stands in both rooms is what the model says."""
        assert self.bot is not None
        await self.bot.settled()
        for room in ("discord", "matrix"):
            found = marks(self.bot.texts(self.place(room)))
            assert found == self.model.copies(room), f"in the room on {room}"

    def place(self, room: str) -> Place:
        return next(iter(self.fakes[room].channels.values()))

    async def kill(self, behind: int = 0, *, settled: bool = False) -> None:
        """Whatever it is doing, or once it does nothing; what it is told then begins so much further back."""
        if self.bot is not None:
            if settled:
                await self.bot.settled()
            self._unsent = not settled
            self.behind, self.bot = behind, None
            self.model.away()
            await self._stack.aclose()

    async def wait(self, time: timedelta) -> None:
        """So much time passes."""
        if self.bot is not None:
            await self.bot.settled()
        self.clock.move(time.total_seconds())
        if self.bot is not None:
            await self.bot.settled()

    async def back(self) -> None:
        """It begins anew, and catches up as its adapters do."""
        if self.bot is not None:
            return
        self._unsent = False
        self.bot = await self._stack.enter_async_context(self.start())
        self._heard, heard = max(self._kept, self._heard - self.behind), self._heard
        self.model.back(self.clock.now(), range(self._heard, heard))
        await self._read_matrix()
        await self._read_discord()

    async def _choose(self, who: Identity) -> None:
        if self.bot is None:
            return
        out = who.id in self.model.relayed
        await self.bot.say(who, "relay out" if out else "relay in")
        self.model.relayed ^= {who.id}
        self._kept, self._decided = self._heard, self._position

    def _told(self) -> None:
        if self.bot is not None:
            self._position, self._heard = len(self._happened), len(self.model.spoken)

    async def _read_matrix(self) -> None:
        """All that happened; of what is gone nobody reads the words."""
        first = max(self._decided, self._position - self.behind)
        for what, number, version in self._happened[first:]:
            message = self.model.spoken[number]
            if what == "delete":
                await self._take_away(message)
            elif what == "edit" or not message.gone:
                await self._hand_in(message, version)
        self._position = len(self._happened)

    async def _read_discord(self) -> None:
        """What stands, from where the bot was; then what is known to have gone across is compared."""
        assert self.bot is not None
        room, now = self.place("discord"), self.clock.now()
        for message in self.model.spoken[self._heard :]:
            if message.room == "discord" and not message.gone and message.said > now - DAYS:
                await self._hand_in(message, message.version, missed=True)
        for id in await self.bot.app.command_service.relayed_in(room):
            message = self.model.spoken[int(id[1:])]
            if message.gone:
                await self._take_away(message)
            elif message.version:
                await self._hand_in(message, message.version, missed=True)
        self._heard = len(self.model.spoken)

    async def _hand_in(
        self, message: Message, version: int, *, replies: Message | None = None, missed: bool = False
    ) -> None:
        assert self.bot is not None
        talk = Talk(
            f"m{message.number}",
            PEOPLE[message.author],
            self.place(message.room),
            (Text(f"word{message.number}v{version}"),),
            edit=str(version) if version else "",
            reply_to=f"m{replies.number}" if replies else "",
            missed=missed,
        )
        await self.bot.app.command_service.said(talk)

    async def _take_away(self, message: Message) -> None:
        assert self.bot is not None
        await self.bot.app.command_service.removed([f"{message.room}:m{message.number}"])
