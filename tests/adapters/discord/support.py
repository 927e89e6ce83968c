"""What the tests of the Discord adapter share: a small table, an inbox that remembers, a running platform."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from pydantic import SecretStr

from adapters.discord.client import Timing
from adapters.discord.inbound.missed import Missed
from adapters.discord.platform import DiscordPlatform
from adapters.discord.settings import DiscordSettings
from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.domain.identity import Identity, Place
from bot.domain.meeting.state import Meeting
from bot.domain.message import Message, say
from bot.messages.document import Document, Text
from bot.ports.platform import Inbox, Invocation, Suggestion
from bot.ports.relay import Talk
from bot.ports.stage import StageAct
from tests.adapters.clock import StoppedClock
from tests.adapters.matrix.fakes import MemorySyncPositions
from tests.discord_server import DiscordServer

QUICK = Timing(defer=30.0, guilds=0.1, retry=(0.0,))
"""Nothing is deferred unless a test wants it, and nobody waits for servers that do not come."""


def unused(_meeting: Meeting, _request: Request) -> Outcome:
    return Outcome(say("unused"))


TABLE = (
    Command(
        "join",
        Who.EVERYONE,
        When.OPEN,
        unused,
        (Parameter("kind", Kind.WORD, words=("reply", "point-of-order")), Parameter("text", Kind.TEXT)),
        ("hand",),
    ),
    Command("identify", Who.EVERYONE, When.OPEN, unused, (Parameter("codes", Kind.CODES, required=True),)),
    Command("queue", Who.EVERYONE, When.ANY, unused),
    Command("withdraw", Who.EVERYONE, When.OPEN, unused),
    Command("next", Who.MODERATOR, When.OPEN, unused),
    Command(
        "phase",
        Who.MODERATOR,
        When.OPEN,
        unused,
        (Parameter("length", Kind.DURATION), Parameter("what", Kind.WORD, True, ("next", "extend"))),
    ),
)

TEXTS = {
    ("command-join", "en"): "Raise your hand",
    ("command-join", "fr"): "Demander la parole",
    ("called-join", "fr"): "rejoindre",
    ("called-join.text", "fr"): "texte",
    ("command-join.text", "fr"): "Mots à lire à voix haute",
    ("command-identify", "en"): "Say which groups you belong to. " * 5,
    ("discord-failed", "en"): "That did not work. Please try again.",
    ("discord-too-many", "en"): "A lot at once.",
    ("discord-too-many", "fr"): "C'est beaucoup.",
    ("discord-late", "en"): "No answer came.",
    ("discord-failed", "fr"): "Cela n'a pas marché. Réessayez.",
}


def describe(key: str, language: str) -> str | None:
    return TEXTS.get((key, language))


class Remembering:
    """An inbox that keeps what comes in, as often as it comes."""

    def __init__(self) -> None:
        self._arrived: asyncio.Queue[Invocation] = asyncio.Queue()
        self.partial: list[tuple[Invocation, str]] = []
        self.gone: asyncio.Queue[tuple[Sequence[str], Identity | None]] = asyncio.Queue()
        self.warnings: dict[str, Message] = {}
        self.lost: asyncio.Queue[tuple[str, str, Place]] = asyncio.Queue()
        self.back: asyncio.Queue[Place] = asyncio.Queue()
        self.talk: Counter[Place] = Counter()
        self.heard: asyncio.Queue[Talk] = asyncio.Queue()
        self.reactions: asyncio.Queue[tuple[Place, str]] = asyncio.Queue()
        self.seated: asyncio.Queue[tuple[Identity, Place, StageAct, str]] = asyncio.Queue()
        self.broken = False
        self.gate: asyncio.Event | None = None
        """Hands that come in are kept when it is set."""
        self.weary = False
        """It passes over what comes."""

    async def handle(self, invocation: Invocation) -> bool:
        self._arrived.put_nowait(invocation)
        if self.gate and invocation.hand:
            await self.gate.wait()
        if self.broken:
            raise RuntimeError(f"not to be told: {invocation.author_name}")
        return not self.weary

    async def suggest(self, partial: Invocation, parameter: str) -> Sequence[Suggestion]:
        self.partial.append((partial, parameter))
        if self.broken:
            raise RuntimeError(f"not to be told: {partial.author_name}")
        return [Suggestion("Civil Society", "cs"), Suggestion("Too long", "x" * 101)]

    async def unreadable(self, cause: str, author: Identity, place: Place, server: str = "") -> None:
        del server
        raise AssertionError(f"Discord has nothing unreadable: {cause} {author} {place}")

    async def removed(self, messages: Sequence[str], by: Identity | None = None) -> None:
        self.gone.put_nowait((tuple(messages), by))

    async def warn(self, notice: Message, key: str, place: Place | None = None, gone: bool = False) -> None:
        self.warnings[key] = notice
        assert gone == (notice.key == "discord-deleted")
        if place:
            self.lost.put_nowait((key, notice.key, place))

    async def expects(self, who: Identity) -> bool:
        del who
        return False

    def talked(self, place: Place) -> None:
        self.talk[place] += 1

    async def relayed_in(self, place: Place) -> Sequence[str]:
        del place
        return ()

    async def reacted(self, place: Place, message: str) -> None:
        self.reactions.put_nowait((place, message))

    async def said(self, talk: Talk) -> None:
        self.heard.put_nowait(talk)

    async def sets_up(self, place: Place) -> bool:
        del place
        return False

    async def regained(self, place: Place, key: str) -> None:
        del key
        self.back.put_nowait(place)

    async def moved(self, place: Place, new: str, key: str) -> None:
        raise AssertionError(f"Discord's channels stay what they are: {place} {new} {key}")

    async def newcomer(self, place: Place, key: str) -> None:
        raise AssertionError(f"on Discord everybody reads what was said: {place} {key}")

    async def on_stage(self, who: Identity, place: Place, act: StageAct, hand: str = "") -> None:
        self.seated.put_nowait((who, place, act, hand))

    async def next(self) -> Invocation:
        return await asyncio.wait_for(self._arrived.get(), 20)


def adapter(
    server: DiscordServer, timing: Timing = QUICK, table: Sequence[Command] = TABLE, **settings: str
) -> DiscordPlatform:
    stated = DiscordSettings.model_validate(
        {"token": SecretStr(server.token), "api_base": server.api_base, "gateway": server.gateway, **settings}
    )
    return DiscordPlatform(
        stated, table, describe, ("en", "fr"), Missed(StoppedClock(), MemorySyncPositions()), timing
    )


@asynccontextmanager
async def running(platform: DiscordPlatform, inbox: Inbox) -> AsyncIterator[DiscordPlatform]:
    """The platform connected, and stopped at the end."""
    task = asyncio.create_task(platform.run(inbox))
    ready = asyncio.create_task(platform.ready())
    try:
        async with asyncio.timeout(20):
            await asyncio.wait({task, ready}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            await task
        yield platform
    finally:
        task.cancel()
        ready.cancel()
        await asyncio.wait({task, ready})


def words(text: str) -> Document:
    return Document((Text(text),))


def place(channel: str) -> Place:
    return Place("discord", channel)


def who(person: str) -> Identity:
    return Identity("discord", person)
