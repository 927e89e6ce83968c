"""The same commands three ways: decided alone, decided and kept, and with all that follows delivered."""

from time import perf_counter
from typing import Protocol

from msgspec import Struct, field

from bot.app import App
from bot.commands.authorize import authorize_and_run
from bot.commands.input.parsing import ParsedCommand, find_command
from bot.commands.model import Asker, Command, Outcome, Request
from bot.commands.table import commands
from bot.domain.meeting.events import RecordedEvent
from bot.domain.meeting.fold import course
from bot.domain.meeting.state import Meeting
from bot.ports.platform import Invocation, TypedRequest
from bot.reactions.react import react
from tests.bench.size.crowd import MODERATOR, ROOM, identity, name
from tests.support.bot import BotDriver
from tests.support.clock import MovedClock

PAUSE = 20.0
"""Seconds of the meeting's own time from one round to the next."""


class Room(Protocol):
    """Where one command after the other is given."""

    @property
    def meeting(self) -> Meeting:
        """Its state now."""
        ...

    async def give(self, person: int, text: str) -> float:
        """The milliseconds that a command takes, of a participant or of somebody new, by number."""
        ...

    async def rest(self) -> None:
        """Some time of the meeting's own goes by."""
        ...


class Decided(Struct):
    """A state alone: what is decided, the state after it, and what follows from that; no database."""

    meeting: Meeting
    clock: MovedClock = field(default_factory=MovedClock)
    table: tuple[Command, ...] = field(default_factory=lambda: tuple(commands()))

    async def give(self, person: int, text: str) -> float:
        parsed = find_command(self.table, TypedRequest(text))
        assert isinstance(parsed, ParsedCommand)
        known = person if person in self.meeting.participants else None
        moderates = person == MODERATOR
        asker = Asker(identity(person), known, name(person), False, moderator=moderates, place=ROOM)
        request = Request(asker, {}, self.clock.now(), "discord:1")
        begin = perf_counter()
        result = authorize_and_run(self.meeting, parsed, request)
        assert isinstance(result, Outcome), result
        records = [RecordedEvent(event, request.now) for event in result.change.events]
        states = course(self.meeting, records)
        self.meeting = states[-1]
        react(states, records)
        return (perf_counter() - begin) * 1000

    async def rest(self) -> None:
        self.clock.move(PAUSE)


class Kept(Struct):
    """A command service on a database, as `./run bench store` has it: until the commit."""

    app: App
    clock: MovedClock
    given: int = 0

    @property
    def meeting(self) -> Meeting:
        return self.app.repository.cached()[0]

    async def give(self, person: int, text: str) -> float:
        self.given += 1
        invocation = _invocation(f"discord:{self.given}", person, text, self.clock)
        begin = perf_counter()
        assert await self.app.command_service.handle(invocation)
        return (perf_counter() - begin) * 1000

    async def rest(self) -> None:
        self.clock.move(PAUSE)


class Shown(Struct):
    """A whole bot on platforms in memory: until its author is answered, of a moderator's, until the room is.

    All the rest is delivered before the next command.
    """

    bot: BotDriver
    given: int = 0

    @property
    def meeting(self) -> Meeting:
        return self.bot.app.repository.cached()[0]

    async def give(self, person: int, text: str) -> float:
        self.given += 1
        cause = f"discord:{self.given}"
        platform = self.bot.fakes["discord"]
        shown = platform.shown[str(ROOM) if person == MODERATOR else f"@{identity(person)}"]
        begin = perf_counter()
        await self.bot.app.command_service.handle(_invocation(cause, person, text, self.bot.clock))
        await platform.until(lambda: any(key.startswith(f"{cause}/") for key in shown))
        took = (perf_counter() - begin) * 1000
        await self.bot.settled()
        return took

    async def rest(self) -> None:
        await self.bot.move(PAUSE)


def _invocation(cause: str, person: int, text: str, clock: MovedClock) -> Invocation:
    request = TypedRequest(text)
    return Invocation(cause, identity(person), name(person), ROOM, False, request, clock.now())
