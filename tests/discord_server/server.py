"""The loopback Discord as tests use it."""

from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Self

from aiohttp import web

from bot.domain.changing import replace
from tests.discord_server import render
from tests.discord_server.components import press_of
from tests.discord_server.faults.faults import Faults
from tests.discord_server.faults.ordered import Ordered
from tests.discord_server.gateway import Gateway
from tests.discord_server.guilds.building import Building
from tests.discord_server.guilds.threads import Threads
from tests.discord_server.interactions import COMMAND, FORM, Interactions
from tests.discord_server.limits.limits import Limits
from tests.discord_server.messages import Messages
from tests.discord_server.places import Places
from tests.discord_server.reading import as_read
from tests.discord_server.registered import Registered
from tests.discord_server.rest import Guard
from tests.discord_server.uploads.keeping import Keeping
from tests.discord_server.voice.stage import Stage
from tests.discord_server.world import Attached, Message, Overwrite, Thread, World


class DiscordServer:
    """Discord with one bot in a server, or several, on a free port: `async with DiscordServer() as discord`.

    People, channels and messages go by their ids, as strings; an event's id ("123") is what the bot's causes
    end in ("discord:123").
    """

    def __init__(self) -> None:
        self.token = "token-of-the-bot"
        self.world = World()
        self.home = Building(self.world, self.world.home)
        self._port = 0
        self.resume_at = ""
        """The address for resuming; the gateway's own if empty."""
        self._gateway = Gateway(self.world, lambda: self.token, lambda: self.resume_at or self.gateway)
        ordered, self.limits = Ordered(), Limits()
        self._guard = Guard(self.world, lambda: self.token, ordered)
        self._messages = Messages(self.world, self._gateway)
        self._places = Places(self.world, self._gateway)
        self._threads = Threads(self.world, self._gateway)
        self.stage = Stage(self.world, self._gateway)
        self._gateway.voice_states = self.stage.rendered
        self._registered = Registered(self.world, lambda: self._places.commands)
        self._interactions = Interactions(self.world, self._gateway, self._messages)
        self.faults = Faults(self.world, ordered, self._gateway, self._interactions, self._messages)
        self.files = Keeping(self.world)
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application(
            middlewares=[self.limits.middleware, self._guard.middleware], client_max_size=32 << 20
        )
        app.router.add_get("/gateway/", self._gateway.handle)
        for part in (self._messages, self._places, self._threads, self._interactions, self.stage, self.files):
            app.router.add_routes(part.routes())
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self._port = self._runner.addresses[0][1]
        self.world.file_server = f"http://127.0.0.1:{self._port}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._gateway.cut()
        if self._runner is not None:
            await self._runner.cleanup()
        if violations := "\n".join(self._guard.violations):
            raise AssertionError(f"Discord's description of its API forbids:\n{violations}") from error

    @property
    def api_base(self) -> str:
        return f"http://127.0.0.1:{self._port}/api/v10"

    @property
    def gateway(self) -> str:
        return f"ws://127.0.0.1:{self._port}/gateway/"

    @property
    def connected(self) -> bool:
        """Whether the bot's gateway session has a socket."""
        return self._gateway.connected

    @property
    def bot(self) -> str:
        """The bot's own id."""
        return self.world.bot.id

    # what is there

    def add_server(self, name: str) -> Building:
        """One more server, to which the bot was invited before it connects."""
        guild = self.world.add_guild(name)
        guild.members[self.bot] = set()
        return Building(self.world, guild)

    def add_channel(self, name: str, *, seen_by: Sequence[str] | None = None) -> str:
        return self.home.add_channel(name, seen_by=seen_by)

    def add_stage(self, name: str) -> str:
        return self.home.add_stage(name)

    async def hide(self, channel: str, *, seen_by: Sequence[str]) -> None:
        """Keep a channel for these roles or people and the bot, which is told."""
        hidden = self.world.channels[channel]
        hidden.keep_for((self.bot, *seen_by))
        await self._gateway.dispatch("CHANNEL_UPDATE", render.channel(self.world, hidden))

    def add_role(self, name: str, permissions: int = 0) -> str:
        return self.home.add_role(name, permissions)

    def add_person(self, name: str, *, roles: Sequence[str] = (), locale: str = "en-US") -> str:
        return self.home.add_person(name, roles=roles, locale=locale)

    def add_moderator(self, name: str) -> str:
        return self.home.add_moderator(name)

    def forbid(self, channel: str, permission: int) -> None:
        """Take a permission from the bot in one channel."""
        self.world.channels[channel].overwrites[self.world.bot.id] = Overwrite(deny=permission)

    def allow(self, channel: str) -> None:
        """Give back what was taken."""
        self.world.channels[channel].overwrites.pop(self.world.bot.id, None)

    def close_direct_messages(self, person: str) -> None:
        self.world.users[person].takes_direct_messages = False

    # what people do

    async def slash(self, person: str, channel: str, line: str) -> str:
        """Choose a registered command and fill its options from the rest of the line; returns the event's id.

        NotOffered if no such command is registered or shown to them, or the words fit none of its options.
        """
        where = self.world.visible(channel, person)
        data = self._registered.slash(line, person, where)
        self._need_connection()
        return (await self._interactions.begin(COMMAND, person, where, data)).id

    async def choose(self, person: str, channel: str, name: str, on: str, words: str = "") -> str:
        """Choose a command in the menu of a person or message, fill in its form; returns the event's id."""
        where = self.world.visible(channel, person)
        return await self.send_command(person, channel, self._registered.menu(name, on, person, where), words)

    async def send_command(self, person: str, channel: str, data: dict[str, object], words: str = "") -> str:
        """A command as a client of one's own may send it, and the form that it opens; returns the id."""
        where = self.world.visible(channel, person)
        return await self._interactions.give(COMMAND, person, where, data, words)

    async def press(self, person: str, message: str, number: int, words: str = "") -> str:
        """Take the number-th choice below a message, and fill in the form that it opens; returns the id."""
        below = self.world.message(message)
        return await self.send_press(person, message, press_of(below.components, number), words)

    async def send_press(self, person: str, message: str, data: dict[str, object], words: str = "") -> str:
        """A press as a client of one's own may send it."""
        self._need_connection()
        below = self.world.message(message)
        where = self.world.visible(below.channel, person)
        return await self._interactions.press(person, where, data, below, words)

    async def send_form(self, person: str, message: str, data: dict[str, object]) -> str:
        """A form that was filled in, perhaps opened long ago."""
        below = self.world.message(message)
        where = self.world.visible(below.channel, person)
        return (await self._interactions.begin(FORM, person, where, data, below)).id

    async def slash_in_private(self, person: str, line: str) -> str:
        """A slash command in the direct chat with the bot."""
        return await self.slash(person, self.world.direct_chat(person).id, line)

    async def complete(self, person: str, channel: str, command: str, option: str, typed: str) -> list[str]:
        """The values offered for a half-typed option."""
        return [value for _, value in await self.choices(person, channel, command, option, typed)]

    async def choices(
        self, person: str, channel: str, command: str, option: str, typed: str
    ) -> list[tuple[str, str]]:
        """What is shown and what would be sent."""
        where = self.world.visible(channel, person)
        return await self._interactions.choices(person, where, command, option, typed)

    async def say(
        self, person: str, channel: str, text: str, reply: str = "", files: Sequence[Attached] = ()
    ) -> str:
        """Write a message in a channel or thread ("@Evenfloor" pings the bot); returns its id."""
        self.world.visible(channel, person)
        content = text.replace("@Evenfloor", f"<@{self.world.bot.id}>")
        pinged = self.world.mentions(content, None)
        message = Message(self.world.new_id(), channel, person, content, pinged=pinged, replies_to=reply)
        message.files = [replace(each, id=self.world.new_id()) for each in files]
        await self._messages.deliver(message)
        return message.id

    async def forward(self, person: str, channel: str, text: str) -> str:
        """Take another message's words to a channel, with none of one's own; returns the message's id."""
        message = Message(self.world.new_id(), channel, person, "", forwards=text)
        await self._messages.deliver(message)
        return message.id

    async def write_to_bot(self, person: str, text: str) -> str:
        """Write in the direct chat with the bot; returns the message's id."""
        return await self.say(person, self.world.direct_chat(person).id, text)

    async def react(self, person: str, message: str, emoji: str, *, up: bool = True) -> None:
        """Put a sign on a message, or take it away."""
        await self._messages.react(person, self.world.message(message), emoji, up=up)

    async def edit(self, message: str, text: str | None = None) -> None:
        await self._messages.change(self.world.message(message), text)

    async def delete(self, *messages: str) -> None:
        """Take messages of one channel away, one or many at once."""
        await self._messages.remove([self.world.message(message) for message in messages])

    # what people see

    def messages(self, channel: str) -> list[Message]:
        """All that stands in a channel or thread, oldest first, as any member sees it."""
        return self.world.posted_in(channel)

    def private(self, person: str) -> list[Message]:
        """What the bot told one person alone, ephemeral or direct, oldest first."""
        return self.world.told(person)

    def as_read(self, message: Message) -> str:
        """The words without markup, mentions as names."""
        return as_read(self.world, message.content)

    def threads(self, parent: str) -> list[Thread]:
        return [thread for thread in self.world.threads() if thread.parent == parent]

    def commands(self) -> list[str]:
        """The names of the registered slash commands."""
        return self._registered.slash_commands()

    def definition(self, command: str) -> dict[str, object]:
        """A registered command as it was sent."""
        return self._registered.definition(command)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds; TimeoutError after a minute."""
        await self.world.until(holds)

    def asked(self, method: str, path: str) -> int:
        """How many requests with that method had the text in their path."""
        return sum(1 for one, where in self._guard.requests if one == method and path in where)

    def _need_connection(self) -> None:
        if not self._gateway.sessions:
            raise AssertionError("the bot has no gateway session")
