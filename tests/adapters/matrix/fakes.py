"""What stands around the adapter: an inbox that remembers, sync positions, a clock that stands still."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime

from msgspec import Struct, field

from adapters.matrix.platform import MatrixPlatform
from bot.domain.identity import Identity, Place
from bot.domain.message import Message
from bot.messages.document import Document, Text
from bot.ports.platform import Invocation, Suggestion, TypedRequest
from bot.ports.relay import Talk
from bot.ports.stage import StageAct
from bot.ports.store import Unavailable

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def post(words: str) -> Document:
    """A message of plain words."""
    return Document((Text(words),))


class MemorySyncPositions(Struct):
    """Positions in memory, and the first one that was saved under each name."""

    kept: dict[str, str] = field(default_factory=dict)
    first: dict[str, str] = field(default_factory=dict)
    rewound: asyncio.Event | None = None

    async def load(self, name: str) -> str | None:
        if self.rewound and name.startswith("matrix:sync:"):
            self.rewound.set()
            self.rewound = None
            return self.first[name]
        return self.kept.get(name)

    async def save(self, name: str, value: str) -> None:
        self.first.setdefault(name, value)
        self.kept[name] = value

    def rewind(self) -> asyncio.Event:
        """Whoever asks for the position next gets the first one; the event tells when."""
        self.rewound = asyncio.Event()
        return self.rewound


class StillClock:
    """It is noon."""

    def now(self) -> datetime:
        return NOON

    async def sleep_until(self, moment: datetime) -> None:
        del moment


async def soon(seconds: float) -> None:
    """Let others run instead of waiting."""
    del seconds
    await asyncio.sleep(0)


class Recorder(Struct):
    """An inbox that keeps what it is handed, repeats too; it can be made to fail first."""

    handed: list[Invocation] = field(default_factory=list)
    sealed: list[tuple[str, Identity, Place]] = field(default_factory=list)
    gone: list[tuple[str, Identity | None]] = field(default_factory=list)
    warnings: dict[str, Message] = field(default_factory=dict)
    lost: list[tuple[Message, Place]] = field(default_factory=list)
    back: dict[str, Place] = field(default_factory=dict)
    moves: dict[str, tuple[Place, str]] = field(default_factory=dict)
    newcomers: dict[str, Place] = field(default_factory=dict)
    talk: Counter[Place] = field(default_factory=Counter)
    heard: list[Talk] = field(default_factory=list)
    reactions: list[tuple[Place, str]] = field(default_factory=list)
    failures: int = 0
    stuck: int = 0
    """So often a move cannot be kept."""
    deaf: list[Exception] = field(default_factory=list)
    """What happens to the word of a lost room before it is taken."""
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def handle(self, invocation: Invocation) -> bool:
        if self.failures:
            self.failures -= 1
            raise OSError("the database is locked")
        async with self.changed:
            self.handed.append(invocation)
            self.changed.notify_all()
        return True

    async def suggest(self, partial: Invocation, parameter: str) -> Sequence[Suggestion]:
        del partial, parameter
        return ()

    async def unreadable(self, cause: str, author: Identity, place: Place, server: str = "") -> None:
        del server
        async with self.changed:
            self.sealed.append((cause, author, place))
            self.changed.notify_all()

    async def removed(self, messages: Sequence[str], by: Identity | None = None) -> None:
        async with self.changed:
            self.gone += [(message, by) for message in messages]
            self.changed.notify_all()

    async def warn(self, notice: Message, key: str, place: Place | None = None, gone: bool = False) -> None:
        assert not gone, "who deletes a room on Matrix does not tell"
        if place and self.deaf:
            raise self.deaf.pop()
        async with self.changed:
            self.warnings[key] = notice
            if place:
                self.lost.append((notice, place))
            self.changed.notify_all()

    async def expects(self, who: Identity) -> bool:
        del who
        return False

    def talked(self, place: Place) -> None:
        self.talk[place] += 1

    async def relayed_in(self, place: Place) -> Sequence[str]:
        del place
        return ()

    async def reacted(self, place: Place, message: str) -> None:
        async with self.changed:
            self.reactions.append((place, message))
            self.changed.notify_all()

    async def said(self, talk: Talk) -> None:
        self.heard.append(talk)
        async with self.changed:
            self.changed.notify_all()

    async def sets_up(self, place: Place) -> bool:
        del place
        return False

    async def regained(self, place: Place, key: str) -> None:
        async with self.changed:
            self.back[key] = place
            self.changed.notify_all()

    async def moved(self, place: Place, new: str, key: str) -> None:
        if self.stuck:
            self.stuck -= 1
            raise Unavailable("away")
        async with self.changed:
            self.moves[key] = (place, new)
            self.changed.notify_all()

    async def newcomer(self, place: Place, key: str) -> None:
        async with self.changed:
            self.newcomers[key] = place
            self.changed.notify_all()

    async def on_stage(self, who: Identity, place: Place, act: StageAct, hand: str = "") -> None:
        raise AssertionError(f"Matrix has no Stages: {who} {place} {act} {hand}")

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until something holds."""
        async with asyncio.timeout(20), self.changed:
            await self.changed.wait_for(true)

    async def hears(self, cause: str) -> Invocation:
        """Wait for one command."""
        await self.until(lambda: cause in self.causes)
        return next(i for i in self.handed if i.cause == cause)

    @property
    def causes(self) -> list[str]:
        return [invocation.cause for invocation in self.handed]

    @property
    def texts(self) -> list[str]:
        return [i.request.text for i in self.handed if isinstance(i.request, TypedRequest)]


@asynccontextmanager
async def running(platform: MatrixPlatform, inbox: Recorder) -> AsyncIterator[None]:
    """The adapter at work, from ready until the end of the block."""
    task = asyncio.create_task(platform.run(inbox))
    ready = asyncio.create_task(platform.ready())
    try:
        async with asyncio.timeout(30):
            await asyncio.wait({task, ready}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            await task
        yield
    finally:
        ready.cancel()
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
