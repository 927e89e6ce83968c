"""An inbox that remembers, and that tests can wait for."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress

from msgspec import Struct, field

from bot.domain.identity import Identity, Place
from bot.domain.message import Message
from bot.messages.offers import PressedRequest
from bot.ports.platform import (
    ChosenRequest,
    Inbox,
    Invocation,
    Platform,
    Suggestion,
    TypedRequest,
)
from bot.ports.relay import Talk
from bot.ports.stage import StageAct

PATIENCE = 30.0
"""Seconds after which a test gives up; nothing ever waits that long when it works."""


class RecordingInbox(Struct):
    """Keeps what it was handed."""

    invocations: list[Invocation] = field(default_factory=list)
    talk: Counter[Place] = field(default_factory=Counter)
    gone: list[str] = field(default_factory=list)
    heard: list[Talk] = field(default_factory=list)
    reactions: list[tuple[Place, str]] = field(default_factory=list)
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def handle(self, invocation: Invocation) -> bool:
        async with self.changed:
            self.invocations.append(invocation)
            self.changed.notify_all()
        return True

    async def suggest(self, partial: Invocation, parameter: str) -> Sequence[Suggestion]:
        del partial, parameter
        return ()

    async def unreadable(self, cause: str, author: Identity, place: Place, server: str = "") -> None:
        del server
        raise AssertionError(f"unreadable: {cause} {author} {place}")

    async def removed(self, messages: Sequence[str], by: Identity | None = None) -> None:
        del by
        async with self.changed:
            self.gone += messages
            self.changed.notify_all()

    async def warn(self, notice: Message, key: str, place: Place | None = None, gone: bool = False) -> None:
        raise AssertionError(f"{key}: {notice} {place} {gone}")

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
        """A room is entered while a test sets the scene."""

    async def moved(self, place: Place, new: str, key: str) -> None:
        raise AssertionError(f"{place} is {new} now ({key})")

    async def newcomer(self, place: Place, key: str) -> None:
        """People come while a test sets the scene."""

    async def on_stage(self, who: Identity, place: Place, act: StageAct, hand: str = "") -> None:
        raise AssertionError(f"{who} at {place}: {act} {hand}")

    async def first(self, wanted: Callable[[Invocation], bool]) -> Invocation:
        """The first invocation of that kind, now or when it comes."""
        async with asyncio.timeout(PATIENCE), self.changed:
            await self.changed.wait_for(lambda: any(map(wanted, self.invocations)))
        return next(filter(wanted, self.invocations))

    async def caused_by(self, cause: str) -> Invocation:
        """What that event became."""
        return await self.first(lambda invocation: invocation.cause == cause)


def asked(invocation: Invocation) -> str:
    """The command as one line, whether it came typed or taken apart."""
    match invocation.request:
        case TypedRequest(text):
            return text
        case ChosenRequest(command, arguments):
            return " ".join((command, *arguments.values()))
        case PressedRequest(token, words):
            return f"{token} {words}".strip()


async def heard(inbox: RecordingInbox, number: int) -> Sequence[Talk]:
    """What came, each once: a new session reads again what may have been missed."""

    def distinct() -> Sequence[Talk]:
        return list({(each.message, each.edit): each for each in inbox.heard}.values())

    async with asyncio.timeout(PATIENCE), inbox.changed:
        await inbox.changed.wait_for(lambda: len(distinct()) >= number)
    return distinct()


@asynccontextmanager
async def running(platform: Platform, inbox: Inbox) -> AsyncIterator[Platform]:
    """The platform connected, and disconnected at the end."""
    task = asyncio.create_task(platform.run(inbox))
    ready = asyncio.create_task(platform.ready())
    try:
        async with asyncio.timeout(PATIENCE):
            await asyncio.wait({task, ready}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            task.result()
        await ready
        yield platform
    finally:
        for each in (ready, task):
            each.cancel()
            with suppress(asyncio.CancelledError):
                await each
