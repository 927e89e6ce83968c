"""Two platforms, their rooms, the people in them, and a bot on its way."""

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from msgspec import Struct, field

from tests.discord_server import DiscordServer
from tests.discord_server.world import CONNECT, MUTE_MEMBERS, VIEW_CHANNEL, Overwrite
from tests.e2e.bot import Bot
from tests.e2e.matrix_user import MatrixUser
from tests.synapse import Person, Synapse, people
from tests.synapse.person import People

EXAMPLE = Path("meetings/uncc-roundtable.toml")
BEFORE_OPENING = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)
"""Half an hour before the example meeting starts."""


class Attendee(Protocol):
    """Somebody who takes part, on whatever platform."""

    name: str

    async def say(self, line: str) -> str:
        """Give a command and return the bot's answer: alone, or in the moderators' room to them by name."""
        ...

    async def told(self, words: str) -> str:
        """The first private message with these words, now or when it comes."""
        ...

    def heard(self) -> list[str]:
        """All private messages so far."""
        ...


class OnDiscord(Struct):
    """By slash commands in a channel, or in the direct chat with the bot (no channel)."""

    name: str
    server: DiscordServer
    id: str
    channel: str | None

    async def say(self, line: str) -> str:
        if self.channel is not None:
            return await self._answered(await self.server.slash(self.id, self.channel, line))
        before = len(self.heard())
        await self.server.write_to_bot(self.id, line)
        await self.server.until(lambda: len(self.heard()) > before)
        return self.heard()[before]

    async def _answered(self, interaction: str) -> str:
        """What answers this command, whatever else they are told meanwhile."""

        def found() -> list[str]:
            said = self.server.private(self.id)
            return [
                self.server.as_read(each) for each in said if (each.answers or {}).get("id") == interaction
            ]

        await self.server.until(lambda: bool(found()))
        return found()[0]

    async def told(self, words: str) -> str:
        await self.server.until(lambda: any(words in text for text in self.heard()))
        return next(text for text in self.heard() if words in text)

    def heard(self) -> list[str]:
        return [self.server.as_read(message) for message in self.server.private(self.id)]


class OnMatrix(Struct):
    """By `!` commands in a room, or in a direct chat with the bot (no room)."""

    name: str
    user: MatrixUser
    room: str | None
    public: frozenset[str]

    async def say(self, line: str) -> str:
        if self.user.pause:  # else all is seen as it comes
            await self.user.up_to_date()
        before = len(self.heard())
        if self.room is None:
            await self.user.person.say(await self.user.chat(), line)
        else:
            await self.user.person.say(self.room, f"!{line}")
        await self.user.until(lambda: len(self.heard()) > before)
        return self.heard()[before]

    async def told(self, words: str) -> str:
        await self.user.until(lambda: any(words in text for text in self.heard()))
        return next(text for text in self.heard() if words in text)

    def heard(self) -> list[str]:
        """Also what the moderators' room reads of a moderator's own commands."""
        own = f"{self.name}: "
        seen = self.user.seen.values()
        return [said.text for said in seen if said.room not in self.public or said.text.startswith(own)]


class World(Struct):
    """Everything there is. `host` owns the Matrix rooms and watches them."""

    discord: DiscordServer
    accounts: People
    host: MatrixUser
    bot: Bot
    channel: str
    moderators_channel: str
    room: str
    moderators_room: str
    podium: str
    """The Stage beside the Discord channel; empty if there is none."""
    organiser: Person
    """Named in the meeting file, and nowhere to be seen."""
    watching: asyncio.TaskGroup
    tasks: list["asyncio.Task[None]"] = field(default_factory=list)

    def discord_person(self, name: str, *, alone: bool = False) -> OnDiscord:
        """Somebody on Discord, in the room or in the direct chat alone."""
        person = self.discord.add_person(name)
        return OnDiscord(name, self.discord, person, None if alone else self.channel)

    async def matrix_person(self, name: str, *, alone: bool = False, pause: float = 0.0) -> OnMatrix:
        """Somebody on Matrix, in the room or in a direct chat alone; of many, each looks with a pause."""
        user = MatrixUser(await self.accounts.person(name), self.host.bot, pause=pause)
        if not alone:
            await user.person.join(self.room)
        self.tasks.append(self.watching.create_task(user.watch()))
        return OnMatrix(name, user, None if alone else self.room, self.public)

    @property
    def public(self) -> frozenset[str]:
        """The Matrix rooms that are no direct chats."""
        return frozenset({self.room, self.moderators_room})

    async def moderators(self) -> tuple[OnDiscord, OnMatrix]:
        """The virtual one on Discord, the in-person one on Matrix."""
        vera = self.discord.add_moderator("Vera")
        ivo = MatrixUser(await self.accounts.person("Ivo"), self.host.bot)
        await self.host.person.set_power(self.room, ivo.person.id, 50)
        await self.host.person.invite(self.moderators_room, ivo.person.id)
        for room in (self.room, self.moderators_room):
            await ivo.person.join(room)
        self.tasks.append(self.watching.create_task(ivo.watch()))
        return (
            OnDiscord("Vera", self.discord, vera, self.moderators_channel),
            OnMatrix("Ivo", ivo, self.moderators_room, self.public),
        )

    def in_channel(self) -> list[str]:
        """The bot's posts in the Discord room."""
        return [
            self.discord.as_read(m)
            for m in self.discord.messages(self.channel)
            if m.author == self.discord.bot
        ]

    def in_room(self) -> list[str]:
        """The bot's posts in the Matrix room."""
        return self.host.texts(self.room)

    async def announced(self, words: str, times: int = 1) -> None:
        """Wait until both rooms have a post with these words (so many times)."""
        await self.discord.until(lambda: _count(self.in_channel(), words) >= times)
        await self.host.until(lambda: _count(self.in_room(), words) >= times)

    def leave(self) -> None:
        """Everybody closes their client."""
        for task in self.tasks:
            task.cancel()


async def read(person: Attendee) -> None:
    """They have read all that has been sent to them."""
    if isinstance(person, OnMatrix):
        await person.user.up_to_date()


def _count(texts: Sequence[str], words: str) -> int:
    return sum(words in text for text in texts)


@asynccontextmanager
async def world(
    synapse: Synapse, folder: Path, database: str | None = None, *, staged: bool = False
) -> AsyncIterator[World]:
    """A world with a bot that is not started yet, on that database (or else on a file)."""
    async with AsyncExitStack() as stack:
        discord = await stack.enter_async_context(DiscordServer())
        accounts = await stack.enter_async_context(people(synapse))
        host, bot = await accounts.person("Host"), await accounts.person("Evenfloor")
        room = await host.create_room(preset="public_chat", name="Roundtable", invite=[bot.id])
        closed = await host.create_room(preset="private_chat", name="Moderators", invite=[bot.id])
        channel = discord.add_channel("roundtable")
        moderators = discord.add_channel("moderators")
        podium = _podium(discord) if staged else ""
        organiser = await accounts.person("Olga")
        _write(folder, synapse, discord, bot.id, (channel, room, moderators, closed, podium), organiser.id)
        secrets = {
            "EVENFLOOR_DISCORD__TOKEN": discord.token,
            "EVENFLOOR_MATRIX__PASSWORD": bot.password,
        }
        secrets["EVENFLOOR_DATABASE__URL"] = database or f"sqlite:///{folder}/evenfloor.db"
        program = Bot(folder / "config.toml", BEFORE_OPENING, secrets)
        watching = await stack.enter_async_context(asyncio.TaskGroup())
        user = MatrixUser(host, bot.id)
        made = World(
            discord, accounts, user, program, channel, moderators, room, closed, podium, organiser, watching
        )
        made.tasks.append(watching.create_task(user.watch()))
        try:
            yield made
        finally:
            made.leave()
            await program.stop()


def _podium(discord: DiscordServer) -> str:
    podium = discord.add_stage("Podium")
    moves = Overwrite(allow=VIEW_CHANNEL | CONNECT | MUTE_MEMBERS)
    discord.world.channels[podium].overwrites[discord.bot] = moves
    return podium


def _write(
    folder: Path,
    synapse: Synapse,
    discord: DiscordServer,
    bot: str,
    rooms: tuple[str, str, str, str, str],
    organiser: str,
) -> None:
    """The configuration, and the example meeting with its gaps filled in."""
    channel, room, moderators, closed, podium = rooms
    (folder / "config.toml").write_text(
        f"""
meetings = "{folder}/meetings"
[discord]
api_base = "{discord.api_base}"
gateway = "{discord.gateway}"
[matrix]
homeserver = "{synapse.url}"
user = "{bot}"
store = "{folder}/matrix-store"
"""
    )
    gaps = {
        "the channel's id": channel,
        "the link that invites": "https://discord.gg/abc",
        "the room's internal id": room,
        "the link to the room": "https://matrix.to/#/#roundtable:example.org",
        "the id of the moderators' channel": moderators,
        "the internal id of the moderators' room": closed,
    }
    text, found = re.subn(
        r"# accounts = .*", f'accounts = ["matrix:{organiser}"]', EXAMPLE.read_text("utf-8")
    )
    assert found == 1
    for gap, filled in gaps.items():
        text, found = re.subn(rf"FILL IN: {gap}[^\"]*", filled, text)
        assert found == 1, gap
    place = f'place = "{channel}"'
    assert text.count(place) == 1
    if podium:
        text = text.replace(place, f'{place}\nstage = "{podium}"')
    (folder / "meetings").mkdir()
    (folder / "meetings" / EXAMPLE.name).write_text(text, "utf-8")
