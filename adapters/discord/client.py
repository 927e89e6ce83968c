"""discord.py's client as Evenfloor needs it: no privileged intent before a relay is on, and no caches."""

import asyncio
import logging
import sys
import traceback
from collections.abc import Callable
from functools import partial

import aiohttp
import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route
from msgspec import Struct

from adapters.discord.inbound.intake import Intake
from adapters.discord.inbound.slash_commands import Definition, register
from adapters.discord.outbound.pace import counts, keep_pace
from adapters.discord.relay.reactions import Reacted, tell
from adapters.discord.settings import DiscordSettings
from adapters.discord.stage.seats import Change, Payload
from bot.services.log_redaction import redact

log = logging.getLogger(__name__)


class Timing(Struct, frozen=True):
    """How long the adapter waits for what, in seconds of real time."""

    defer: float = 2.0
    """Until a command without an answer is put off, which Discord allows for 3 seconds."""
    answerable: float = 14 * 60.0
    """How long a command is answered where it was given; Discord allows 15 minutes."""
    patience: float = 60.0
    """How long the gateway may be away until a new client is built."""
    resumption: float = 10.0
    """How long the address at which a session is to be resumed may leave the bot without any answer."""
    guilds: float = 2.0
    """How long to wait for the next server's details at the start."""
    retry: tuple[float, ...] = (1.0, 5.0, 15.0, 60.0)
    """Pauses between attempts to connect; the last one goes on."""
    trust: float = 600.0
    """How long a token that was doubted is not doubted again: the sessions of a day are numbered."""


USUAL = Timing()
"""As Discord's documentation has it."""


def point_at(settings: DiscordSettings) -> None:
    """Send requests where the settings say. discord.py has these as class attributes, one for the process."""
    if settings.api_base is not None:
        Route.BASE = str(settings.api_base).rstrip("/")
    if settings.gateway is not None:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(str(settings.gateway))


class GatewayClient(discord.Client):
    """One client, for one connection: discord.py starts none twice."""

    def __init__(
        self,
        intake: Intake,
        definitions: list[Definition],
        timing: Timing,
        on_readiness: Callable[[bool], None],
        doubts: Callable[[], bool],
    ) -> None:
        super().__init__(
            intents=intake.listening.intents(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            max_ratelimit_timeout=30.0,
            guild_ready_timeout=timing.guilds,
            http_trace=self._watch(),
        )
        self._intake = intake
        self._definitions = definitions
        self._timing = timing
        self._on_readiness = on_readiness
        self._doubts = doubts
        self._lifeline: asyncio.Timeout | None = None
        self._resuming = False
        parsers = self._connection.parsers
        parsers.update({event: partial(self._parse, event, parse) for event, parse in parsers.items()})

    def renew(self) -> None:
        """Have a new client built."""
        self._allow(0.0)

    async def serve(self, token: str) -> None:
        """Stay connected until something makes a new client necessary, and raise that.

        TimeoutError if the gateway was away for longer than the patience (discord.py may resume for ever).
        """
        async with self:
            try:
                async with asyncio.timeout(self._timing.patience) as self._lifeline:
                    await self.start(token)
            finally:
                self._lifeline = None
                self._on_readiness(False)

    async def setup_hook(self) -> None:
        """Have the commands in place before the first event."""
        if not await register(self, self._definitions):
            await self._intake.unregistered()

    async def on_connect(self) -> None:
        """A new session."""
        self._intake.missed.begin()
        self._allow(None)

    async def on_resumed(self) -> None:
        """The old session goes on."""
        self._allow(None)

    async def on_disconnect(self) -> None:
        """The socket is gone; discord.py resumes by itself, at the address that the session was given.

        If nobody answers there, a new client is built soon. If it refuses, the session goes on where all
        sessions begin, for as long as the patience lasts: discord.py would ask the same address for ever.
        """
        if self._lifeline is None:
            return
        if self._lifeline.when() is None:
            self._resuming = True
            self._allow(self._timing.resumption)
        elif self._resuming:
            self._resuming = False
            self.ws.gateway = DiscordWebSocket.DEFAULT_GATEWAY
            self._allow(self._timing.patience)

    async def on_ready(self) -> None:
        """Servers and channels are known; at a session that begins anew something may have been missed."""
        self._on_readiness(True)
        if self.user is not None:
            await self._intake.catch_up(self, self.user)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Slash commands and autocompletion."""
        await self._intake.interaction(interaction)

    async def on_message(self, message: discord.Message) -> None:
        """Typed commands."""
        if self.user is not None:
            await self._intake.message(message, self.user)

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Typed commands that were slips at first."""
        if self.user is not None:
            await self._intake.message(payload.message, self.user)

    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """A message is gone, and with it what it said."""
        await self._intake.removed([payload.message_id])

    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Many at once."""
        await self._intake.removed(payload.message_ids)

    async def on_raw_reaction_add(self, payload: Reacted) -> None:
        """A sign on a message, or one fewer, or none any more."""
        await tell(self._intake.listening, self._intake.inbox, payload)

    on_raw_reaction_remove = on_raw_reaction_clear = on_raw_reaction_clear_emoji = on_raw_reaction_add

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """A room is gone for good."""
        await self._intake.deleted(channel.id)

    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        """A room that is a thread or a forum post is gone for good."""
        await self._intake.deleted(payload.thread_id)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """The bot was put out of a server, and so of all its rooms."""
        await self._intake.put_out(_rooms(guild))

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """The bot was added to a server, perhaps again."""
        await self._back(guild)

    async def on_guild_available(self, guild: discord.Guild) -> None:
        """Discord can serve a server again, or tells of it at the start."""
        await self._back(guild)

    async def _back(self, guild: discord.Guild) -> None:
        """Those of which the start of a session tells were there all the time."""
        if self.is_ready():
            await self._intake.back(_rooms(guild))

    async def on_stage_change(self, change: Change) -> None:
        """Somebody came to a Stage or left it, or has a hand up or down there."""
        await self._intake.stage.hand_in(change)

    async def on_odd_event(self) -> None:
        """Something came that discord.py cannot read."""
        await self._intake.odd()

    async def on_error(self, event_method: str, /, *_args: object, **_kwargs: object) -> None:
        """Log where an event failed, without values: an exception's text may hold what somebody wrote."""
        kind, _, frames = sys.exc_info()
        name = kind.__name__ if kind else "?"
        log.error("%s failed: %s\n%s", event_method, name, "".join(traceback.format_tb(frames)))

    def _watch(self) -> aiohttp.TraceConfig:
        """A session outlives its token; that it is refused (401) shows in the answers to requests alone."""

        async def answered(
            _session: aiohttp.ClientSession, _context: object, request: aiohttp.TraceRequestEndParams
        ) -> None:
            ours = request.response.status == 401 and counts(request.url)
            if ours and self.is_ready() and self._doubts():
                log.warning("Discord answers as if the token were wrong: signing in again")
                self._allow(0.0)

        trace = aiohttp.TraceConfig()
        trace.on_request_end.append(answered)
        keep_pace(trace)
        return trace

    def _is_stage(self, channel: str) -> bool:
        return isinstance(self.get_channel(int(channel)), discord.StageChannel)

    def _parse(self, event: str, parse: Callable[[object], None], payload: Payload) -> None:
        """Read one event by itself: discord.py's client ends with the first one that it cannot read.

        Only without its greeting there is no session.
        """
        try:
            parse(payload)
            for change in self._intake.stage.seats.told(event, payload, self._is_stage):
                self.dispatch("stage_change", change)
        except Exception as problem:
            if event == "READY":
                raise
            log.exception("an event of Discord (%s) was put aside", event, exc_info=redact(problem))
            self.dispatch("odd_event")

    def _allow(self, seconds: float | None) -> None:
        if self._lifeline is not None and not self._lifeline.expired():
            self._lifeline.reschedule(None if seconds is None else self.loop.time() + seconds)


def _rooms(guild: discord.Guild) -> list[int]:
    """What can be a room there: channels, and threads and posts as far as they are not archived."""
    return [each.id for each in (*guild.channels, *guild.threads)]
