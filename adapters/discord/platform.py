"""Discord as one of the bot's platforms."""

import asyncio
import logging
from collections.abc import Callable, Sequence

import aiohttp
import discord

from adapters.discord import channels, rights
from adapters.discord.client import USUAL, GatewayClient, Timing, point_at
from adapters.discord.errors import in_our_words, snowflake, to_one_person
from adapters.discord.inbound.intake import Intake
from adapters.discord.inbound.menu_commands import menu_definitions, menus
from adapters.discord.inbound.missed import Missed
from adapters.discord.inbound.slash_commands import Describe, definitions, needed_by_moderators
from adapters.discord.outbound import sending
from adapters.discord.outbound.answers import Answers
from adapters.discord.outbound.history import DiscordHistory
from adapters.discord.outbound.joining import DiscordJoining
from adapters.discord.outbound.pins import DiscordPins
from adapters.discord.outbound.removal import DiscordRemoval
from adapters.discord.permissions import INVITE, OPEN, POST, lacking
from adapters.discord.problems import inspected, refused_token
from adapters.discord.relay.copies import DiscordRelaying
from adapters.discord.relay.hearing import Listening
from adapters.discord.settings import DiscordSettings
from adapters.discord.setup.premises import DiscordPremises
from adapters.discord.stage.hands import StageIntake
from adapters.discord.stage.speaking import DiscordStage
from bot.commands.model import Command
from bot.domain.identity import Identity, Place
from bot.domain.message import say
from bot.messages.document import Choosing, Document
from bot.ports.capabilities import Capabilities
from bot.ports.inspection import Inspection
from bot.ports.permissions import NotPermitted
from bot.ports.platform import (
    Answering,
    ChannelSpec,
    Inbox,
    Misconfigured,
    TryLater,
)
from bot.services.log_redaction import redact

log = logging.getLogger(__name__)

_BAD_TOKEN = 4004
"""The gateway's close code for a token it does not take."""


class DiscordPlatform:
    """The connection of one bot account.

    `languages` are those of the catalogues, first the one for readers of any other. After a session that
    could not be resumed, what was typed meanwhile is read in the history; presses and slash commands of that
    time are lost, and Discord tells their authors so at once.
    """

    def __init__(
        self,
        settings: DiscordSettings,
        commands: Sequence[Command],
        describe: Describe,
        languages: Sequence[str],
        missed: Missed,
        timing: Timing = USUAL,
    ) -> None:
        self._settings = settings
        moderators = needed_by_moderators(settings.moderator_role)
        self._menus = menus(commands, describe, languages)
        self._definitions = [
            *definitions(commands, describe, languages, moderators),
            *menu_definitions(commands, describe, languages, moderators),
        ]
        self._describe = describe
        self._languages = languages
        self._clock = missed.clock
        self._timing = timing
        self._answers = Answers(timing.defer, timing.answerable)
        self._missed = missed
        self._connected: GatewayClient | None = None
        self._ready = asyncio.Event()
        self._opening = asyncio.Lock()
        self._failures = 0
        self._trusted_until = float("-inf")
        self._history = DiscordHistory(lambda: self._client)
        self._stage = DiscordStage(lambda: self._client, settings)
        self._listening = Listening(missed.talk)

    @property
    def name(self) -> str:
        """The platform's word in places and identities."""
        return "discord"

    @property
    def capabilities(self) -> Capabilities:
        """Discord has it all."""
        return Capabilities(
            "/",
            private_replies=True,
            edits=True,
            open_channels=True,
            may_close_chats=True,
            by_server=True,
            history=self._history,
            in_rooms=Choosing.BUTTONS,
            in_private=Choosing.BUTTONS,
            stage=self._stage,
            entrances=rights.Entrances(lambda: self._client),
            premises=DiscordPremises(lambda: self._client),
            removal=DiscordRemoval(lambda: self._client),
            pins=DiscordPins(lambda: self._client),
            joining=DiscordJoining(lambda: self._client),
            relaying=DiscordRelaying(lambda: self._client, self._hear, self._missed.posts_in, self._settings),
        )

    async def run(self, inbox: Inbox) -> None:
        """Stay connected, with a new client when one gave up; Misconfigured if Discord refuses the token."""
        point_at(self._settings)
        stage = StageIntake(inbox, self._clock, self._stage.seats)
        intake = Intake(
            inbox,
            self._answers,
            self._describe,
            self._languages,
            self._clock,
            self._menus,
            stage,
            self._missed,
            self._listening,
        )
        while True:
            self._connected = GatewayClient(
                intake, self._definitions, self._timing, self._readiness, self._doubts
            )
            await self._serve(self._connected)
            self._answers.forget()
            pause = self._timing.retry[min(self._failures, len(self._timing.retry) - 1)]
            self._failures += 1
            log.warning("connecting to Discord again in %.0f seconds", pause)
            await asyncio.sleep(pause)

    async def ready(self) -> None:
        """Return once Discord has told of its channels."""
        await self._ready.wait()

    async def post(self, place: Place, document: Document, key: str) -> str:
        """Post in a channel, thread or direct chat; of a long document's messages the first one's id."""
        channel = self._client.get_partial_messageable(snowflake(place.id))
        self._missed.posts_in(channel.id)
        with in_our_words(self._lacking(place, POST)):
            return await channels.opened(
                self._client, channel.id, lambda: sending.send(channel, document, key)
            )

    async def edit(self, place: Place, message: str, document: Document, key: str) -> None:
        """Replace a message of the bot's own."""
        with in_our_words(self._lacking(place, POST)):
            await sending.edit(self._client, place, message, document, key)

    async def direct_message(
        self, to: Identity, document: Document, key: str, answering: Answering | None = None
    ) -> str:
        """Answer where the command was given, for its author alone, while Discord allows; else directly."""
        with to_one_person():
            if answering is not None:
                message = await self._answers.give(answering.cause, document, key)
                if message is not None:
                    return message
            chat = await self._client.create_dm(discord.Object(snowflake(to.id)))
            return await sending.send(chat, document, key)

    async def open_channel(self, spec: ChannelSpec, key: str) -> Place:
        """A private thread under the channel nearby, known again by its marker and not by the key."""
        del key
        with in_our_words(self._lacking(spec.near, OPEN)):
            async with self._opening:
                return await channels.open_channel(self._client, spec)

    async def invite(self, place: Place, who: Identity, coordinator: bool = False) -> None:
        """Add somebody to the thread.

        Discord knows no rights in a thread but those of its channel: who runs it has Manage Threads there.
        """
        del coordinator
        with in_our_words(self._lacking(place, INVITE)):
            await channels.invite(self._client, place, who)

    async def may_moderate(self, who: Identity, place: Place) -> bool:
        """Manage Server, or the role of the settings."""
        return await rights.may_moderate(self._client, who, place, self._settings.moderator_role)

    async def inspect(self, places: Sequence[Place], beside: Sequence[Sequence[Place]] = ()) -> Inspection:
        """Token, channels and permissions, asked without starting the bot."""
        point_at(self._settings)
        return await inspected(self._settings, places, beside)

    @property
    def _client(self) -> GatewayClient:
        if self._connected is None or not self._ready.is_set():
            raise TryLater("not connected to Discord")
        return self._connected

    def _hear(self, room: int) -> None:
        """What people write takes an intent, and so a new session; it is asked for once."""
        self._listening.rooms.add(room)
        self._missed.posts_in(room)
        client = self._client
        if self._listening.refused:
            raise NotPermitted("the message content intent is off", say("relay-deaf"))
        if not client.intents.message_content:
            client.renew()
            raise TryLater("connecting to Discord anew", 2.0)

    def _lacking(self, place: Place, needed: Sequence[str]) -> Callable[[], Sequence[str]]:
        return lambda: lacking(self._client, snowflake(place.id), needed)

    async def _serve(self, client: GatewayClient) -> None:
        try:
            await client.serve(self._settings.token.get_secret_value())
        except discord.LoginFailure:
            raise Misconfigured(refused_token()) from None
        except discord.PrivilegedIntentsRequired:
            log.warning("Discord does not let the bot read what people write, as a relay must")
            self._listening.refused = True
        except discord.ConnectionClosed as error:
            if error.code == _BAD_TOKEN:
                raise Misconfigured(refused_token()) from None
            log.warning("Discord closed the connection with code %s", error.code)
        except (TimeoutError, aiohttp.ClientError, OSError, discord.HTTPException) as error:
            log.warning("Discord cannot be reached: %s", type(error).__name__)
        except Exception as error:
            log.exception("the Discord client failed", exc_info=redact(error))

    def _doubts(self) -> bool:
        """Whether a refused request is a reason to sign in again, which shows if the token is still good."""
        now = asyncio.get_running_loop().time()
        if now < self._trusted_until:
            return False
        self._trusted_until = now + self._timing.trust
        return True

    def _readiness(self, ready: bool) -> None:
        if ready:
            self._failures = 0
            self._ready.set()
        else:
            self._ready.clear()
