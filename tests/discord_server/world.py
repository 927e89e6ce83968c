"""What Discord knows, and its rules: plain data, no sockets."""

import asyncio
import itertools
import re
import time
from collections.abc import Callable, Iterable, Iterator
from time import monotonic

from msgspec import Struct, field

from tests.discord_server.guilds.guild import Guild, Role

CREATE_INSTANT_INVITE = 1 << 0
ADMINISTRATOR = 1 << 3
MANAGE_CHANNELS = 1 << 4
MANAGE_GUILD = 1 << 5
VIEW_CHANNEL = 1 << 10
SEND_MESSAGES = 1 << 11
ATTACH_FILES = 1 << 15
READ_MESSAGE_HISTORY = 1 << 16
CONNECT = 1 << 20
MUTE_MEMBERS = 1 << 22
MANAGE_THREADS = 1 << 34
CREATE_PRIVATE_THREADS = 1 << 36
SEND_MESSAGES_IN_THREADS = 1 << 38
PIN_MESSAGES = 1 << 51
USUAL = (
    VIEW_CHANNEL
    | SEND_MESSAGES
    | ATTACH_FILES
    | READ_MESSAGE_HISTORY
    | CREATE_PRIVATE_THREADS
    | SEND_MESSAGES_IN_THREADS
)

EPHEMERAL = 1 << 6
TEXT, DM, PUBLIC_THREAD, PRIVATE_THREAD, STAGE, FORUM = 0, 1, 11, 12, 13, 15
_EPOCH = 1420070400000


class Refused(Exception):
    """An error as Discord answers it."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


class User(Struct):
    id: str
    name: str
    bot: bool = False
    locale: str = "en-US"
    takes_direct_messages: bool = True


class Overwrite(Struct):
    allow: int = 0
    deny: int = 0


class Channel(Struct):
    id: str
    type: int
    name: str = ""
    overwrites: dict[str, Overwrite] = field(default_factory=dict)
    """By role or user id."""
    recipient: str | None = None
    """The person on the other side, in a direct chat."""
    topic: str = ""
    guild: str = ""
    invite: str = ""
    """The code of the one that the bot made to it."""

    def keep_for(self, seen_by: Iterable[str]) -> None:
        """Let nobody see it but these roles or people."""
        self.overwrites[self.guild] = Overwrite(deny=VIEW_CHANNEL)
        for who in seen_by:
            self.overwrites[who] = Overwrite(allow=VIEW_CHANNEL)


class Thread(Channel):
    parent: str = ""
    owner: str = ""
    members: set[str] = field(default_factory=set)
    invitable: bool = True
    archived: bool = False
    locked: bool = False
    auto_archive: int = 1440


class Attached(Struct, frozen=True):
    """A file below a message."""

    name: str
    content: bytes
    id: str = ""
    """Empty for a number made of its message's."""
    size: int | None = None
    """What is said of it, if not what is so."""


class Message(Struct):
    id: str
    channel: str
    author: str
    content: str
    flags: int = 0
    pinged: frozenset[str] = frozenset()
    pings_everyone: bool = False
    edits: int = 0
    is_pinned: bool = False
    replies_to: str = ""
    forwards: str = ""
    """The words of another message, if it only takes them here."""
    components: list[dict[str, object]] = field(default_factory=list)
    reactions: set[tuple[str, str]] = field(default_factory=set)
    """Who put which sign on it."""
    files: list[Attached] = field(default_factory=list)
    reader: str | None = None
    """Who alone sees it, if it is ephemeral."""
    answers: dict[str, object] | None = None
    """What Discord tells of the interaction that it answers."""
    at: float = field(default_factory=monotonic)
    """When it came: seconds by the machine's clock."""


class World:
    """Servers with their people, channels and messages."""

    def __init__(self) -> None:
        self.now: Callable[[], float] = time.time
        self._count = itertools.count()
        self._tick = asyncio.Event()
        self.guilds: dict[str, Guild] = {}
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.messages: list[Message] = []
        self.nonces: dict[tuple[str, str], Message] = {}
        self.largest_file = 10 << 20
        self.file_server = "https://cdn.invalid"
        self.words_allowed = False
        """Whether Message Content Intent is on in the portal."""
        self.brings_words = False
        """Whether the bot's session asked for what people write."""
        self.home = self.add_guild("Policy forum")  # There is always this server.
        self.bot = self.add_user("Evenfloor", self.home, bot=True)

    @property
    def guild(self) -> str:
        """The id of the server that there always is."""
        return self.home.id

    @property
    def members(self) -> dict[str, set[str]]:
        """Who is in it, and their roles."""
        return self.home.members

    def new_id(self) -> str:
        return str((int(self.now() * 1000) - _EPOCH << 22) + next(self._count))

    def add_guild(self, name: str) -> Guild:
        """Nobody is in it yet."""
        id = self.new_id()
        self.guilds[id] = Guild(id, name, self.new_id(), {id: Role(id, "@everyone", USUAL)})
        return self.guilds[id]

    def add_user(self, name: str, guild: Guild, *, bot: bool = False, roles: Iterable[str] = ()) -> User:
        user = User(self.new_id(), name, bot)
        self.users[user.id] = user
        guild.members[user.id] = set(roles)
        return user

    def changed(self) -> None:
        """Wake whoever waits for something to happen."""
        self._tick.set()
        self._tick = asyncio.Event()

    async def until(self, holds: Callable[[], bool], seconds: float = 60.0) -> None:
        async with asyncio.timeout(seconds):
            while not holds():
                await self._tick.wait()

    # who may what

    def permissions(self, user: str, channel: Channel) -> int:
        """As Discord computes them; in a direct chat, and for a thread from its parent."""
        if channel.type == DM:
            return USUAL if user in {channel.recipient, self.bot.id} else 0
        if isinstance(channel, Thread):
            held = self.permissions(user, self.channels[channel.parent])
            public = channel.type == PUBLIC_THREAD
            inside = public or user in channel.members or held & MANAGE_THREADS
            return held if inside else held & ~VIEW_CHANNEL
        guild = self.guilds[channel.guild]
        if user not in guild.members:
            return 0
        held = self.server_permissions(user, guild)
        if held & ADMINISTRATOR or user == guild.owner:
            return ~0
        for owners in ([guild.id], sorted(guild.members[user]), [user]):
            found = [channel.overwrites[one] for one in owners if one in channel.overwrites]
            for overwrite in found:
                held &= ~overwrite.deny
            for overwrite in found:
                held |= overwrite.allow
        return held

    def server_permissions(self, user: str, guild: Guild) -> int:
        held = guild.roles[guild.id].permissions
        for role in guild.members[user]:
            held |= guild.roles[role].permissions
        return held

    def visible(self, channel: str, user: str) -> Channel:
        found = self.channels.get(channel)
        if found is None:
            raise Refused(404, 10003, "Unknown Channel")
        if not self.permissions(user, found) & VIEW_CHANNEL:
            raise Refused(403, 50001, "Missing Access")
        return found

    def need(self, channel: Channel, user: str, permission: int) -> None:
        if not self.permissions(user, channel) & permission:
            raise Refused(403, 50013, "Missing Permissions")

    # what is where

    def direct_chat(self, user: str) -> Channel:
        for channel in self.channels.values():
            if channel.recipient == user:
                return channel
        chat = Channel(self.new_id(), DM, recipient=user)
        self.channels[chat.id] = chat
        return chat

    def channels_of(self, guild: str) -> list[Channel]:
        """Those of a server, without threads."""
        return [one for one in self.channels.values() if one.guild == guild and not isinstance(one, Thread)]

    def threads(self) -> Iterator[Thread]:
        return (channel for channel in self.channels.values() if isinstance(channel, Thread))

    def message(self, id: str) -> Message:
        return next(message for message in self.messages if message.id == id)

    def posted_in(self, channel: str) -> list[Message]:
        return [message for message in self.messages if message.channel == channel and not message.reader]

    def told(self, user: str) -> list[Message]:
        """The bot's private messages to one person: ephemeral ones and direct ones."""
        chat = self.direct_chat(user).id
        return [
            message
            for message in self.messages
            if message.author == self.bot.id and (message.reader == user or message.channel == chat)
        ]

    def mentions(self, content: str, allowed: dict[str, object] | None) -> frozenset[str]:
        found = set(re.findall(r"<@!?(\d+)>", content)) & self.users.keys()
        if allowed is None or "users" in _list(allowed.get("parse")):
            return frozenset(found)
        return frozenset(found & {str(one) for one in _list(allowed.get("users"))})


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
