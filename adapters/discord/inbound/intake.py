"""What people do on Discord, as invocations for the inbox."""

import re
from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, cast

import discord
from msgspec import Struct

from adapters.discord.inbound.menu_commands import Form, Menus
from adapters.discord.inbound.missed import Missed
from adapters.discord.inbound.presses import ask, asks, open_form, pointed_at, pressed
from adapters.discord.inbound.slash_commands import Describe, language_of
from adapters.discord.outbound.answers import Answers
from adapters.discord.outbound.sending import nonce
from adapters.discord.relay.comparing import compare
from adapters.discord.relay.hearing import Listening
from adapters.discord.stage.hands import StageIntake
from bot.commands.input.prefix import command_text
from bot.domain.identity import Identity, Place
from bot.domain.message import say
from bot.messages.document import Document, Text
from bot.messages.offers import PressedRequest
from bot.ports.clock import Clock
from bot.ports.platform import ChosenRequest, Inbox, Invocation, Pointed, Suggestion, TypedRequest

_SLASH = 1
_OFFERS = 25
_OFFER_LENGTH = 100


class Intake(Struct, frozen=True):
    """Where Discord's events come in; a repeated event goes in again with the same cause."""

    inbox: Inbox
    answers: Answers
    describe: Describe
    languages: Sequence[str]
    clock: Clock
    menus: Menus
    stage: StageIntake
    missed: Missed
    listening: Listening

    async def interaction(self, event: discord.Interaction) -> None:
        """A slash command, a press, a form, or somebody still typing."""
        if event.type is discord.InteractionType.autocomplete:
            await self._suggest(event)
        elif event.type is discord.InteractionType.component and asks(_data(event)):
            await ask(event, _data(event))
        elif form := self._form(event):
            await open_form(event, form.token, form.title)
        elif event.type is not discord.InteractionType.ping:
            await self._command(event)

    async def message(
        self, event: discord.Message, me: discord.abc.User, sent: datetime | None = None, late: bool = False
    ) -> None:
        """A typed command: anything in a direct chat, and what begins with the bot's mention in a room.

        Discord tells of changed messages too, also where it only added a preview of a link. The bot's answers
        for one person alone come as if a room were a direct chat. What is late is no command any more.
        """
        if event.author.id == me.id:
            self.answers.told(event)
        if event.flags.ephemeral:
            return
        self.missed.heard(event)
        command = _typed(event, me) is not None
        try:
            if not (late and command):
                await self._take(event, me, sent)
        except Exception:
            await self.missed.done(event, command=command)
            raise
        await self.missed.done(event, command=command)

    async def _take(self, event: discord.Message, me: discord.abc.User, sent: datetime | None) -> None:
        if event.guild is not None and event.author.id != me.id and event.edited_at is None:
            self.inbox.talked(Place("discord", str(event.channel.id)))
        text, first, edited = _typed(event, me), f"discord:{event.id}", event.edited_at
        if text is None:
            if edited:
                await self.inbox.removed([first], Identity("discord", str(event.author.id)))
            if talk := self.listening.talk(event, missed=sent is not None):
                if not talk.missed:
                    await self.missed.until_read_up()
                await self.listening.hand_in(self.inbox, talk)
            return
        invocation = Invocation(
            cause=f"{first}:{edited.timestamp():.0f}" if edited else first,
            author=Identity("discord", str(event.author.id)),
            author_name=event.author.display_name,
            place=Place("discord", str(event.channel.id)),
            direct=event.guild is None,
            request=TypedRequest(text),
            at=sent or self.clock.now(),
            edits=first if edited else None,
            server=str(event.guild.id) if event.guild else "",
        )
        try:
            await self.inbox.handle(invocation)
        except Exception:
            apology = self._text("discord-failed", self.languages[0])
            with suppress(discord.HTTPException):
                await event.author.send(apology, nonce=nonce(f"{invocation.cause}:failed"))
            raise

    async def catch_up(self, client: discord.Client, me: discord.abc.User) -> None:
        """A new session: what was typed before it, and after the last one, comes from the history.

        So it is at the start of the process, with what was typed while none ran.
        What was heard all the same has the cause that it had, and changes nothing.
        """
        try:
            for event, timely in await self.missed.since(client):
                await self.message(event, me, event.edited_at or event.created_at, not timely)
            await compare(client, self.listening, self.inbox, self.missed.pauses)
            await self.missed.caught_up()
        finally:
            self.missed.read_up()

    async def odd(self) -> None:
        """Something that cannot be read was put aside."""
        await self.inbox.warn(say("set-aside", platform="discord"), "discord/set-aside")

    async def unregistered(self) -> None:
        """Discord takes no slash commands from the bot; once a day is enough to know."""
        key = f"discord/unregistered/{self.clock.now():%Y-%m-%d}"
        await self.inbox.warn(say("discord-unregistered"), key)

    async def deleted(self, channel: int) -> None:
        """A channel that is there no more; its id never comes again."""
        place = Place("discord", str(channel))
        await self.inbox.warn(say("discord-deleted"), f"discord/lost/{channel}", place, gone=True)

    async def put_out(self, channels: Sequence[int]) -> None:
        """Channels of a server that has the bot no more; it may be put out again when it is back."""
        for channel in channels:
            key = f"discord/lost/{channel}/{self.clock.now():%Y-%m-%dT%H:%M}"
            await self.inbox.warn(say("discord-put-out"), key, Place("discord", str(channel)))

    async def back(self, channels: Sequence[int]) -> None:
        """Channels of a server that the bot is in again, or that can be reached again."""
        for channel in channels:
            key = f"discord/back/{channel}/{self.clock.now():%Y-%m-%dT%H:%M}"
            await self.inbox.regained(Place("discord", str(channel)), key)

    async def removed(self, ids: Collection[int]) -> None:
        """Messages that are gone, behind all that was said before."""
        await self.missed.until_read_up()
        await self.inbox.removed([f"discord:{id}" for id in sorted(ids)])

    async def _command(self, event: discord.Interaction) -> None:
        invocation = self._chosen(event)
        language = invocation.language or self.languages[0]
        new = self.answers.expect(invocation.cause, event, self._text("discord-late", language))
        try:
            answered = await self.inbox.handle(invocation)
        except Exception:
            await self._say(invocation.cause, self._text("discord-failed", language))
            raise
        if new and not answered:
            # Discord shows its author that the bot is thinking, for as long as it says nothing.
            await self._say(invocation.cause, self._text("discord-too-many", language))

    async def _say(self, cause: str, text: str) -> None:
        with suppress(discord.HTTPException):
            await self.answers.give(cause, Document((Text(text),)), f"{cause}:alone")

    async def _suggest(self, event: discord.Interaction) -> None:
        offers: Sequence[Suggestion] = ()
        try:
            focused = [option["name"] for option in _options(event) if option.get("focused")]
            offers = await self.inbox.suggest(self._chosen(event), focused[0]) if focused else ()
        finally:
            await self._offer(event, offers)

    async def _offer(self, event: discord.Interaction, offers: Sequence[Suggestion]) -> None:
        await event.response.autocomplete(
            [
                discord.app_commands.Choice(name=offer.label[:_OFFER_LENGTH], value=offer.value)
                for offer in offers[:_OFFERS]
                if len(offer.value) <= _OFFER_LENGTH
            ]
        )

    def _chosen(self, event: discord.Interaction) -> Invocation:
        language = language_of(event.locale.value, self.languages)
        request, target = self._request(event)
        return Invocation(
            cause=f"discord:{event.id}",
            author=Identity("discord", str(event.user.id)),
            author_name=event.user.display_name,
            place=Place("discord", str(event.channel_id)),
            direct=event.guild_id is None,
            request=request,
            at=self.clock.now(),
            language=language,
            target=target,
            server=str(event.guild_id or ""),
        )

    def _form(self, event: discord.Interaction) -> Form | None:
        """What a command in a menu needs to be told."""
        data = _data(event)
        if (
            event.type is not discord.InteractionType.application_command
            or data.get("type", _SLASH) == _SLASH
        ):
            return None
        return self.menus.form(data, language_of(event.locale.value, self.languages))

    def _request(self, event: discord.Interaction) -> tuple[ChosenRequest | PressedRequest, Pointed | None]:
        data = _data(event)
        if event.type in (discord.InteractionType.component, discord.InteractionType.modal_submit):
            return pressed(data), pointed_at(data)
        if data.get("type", _SLASH) != _SLASH:
            return self.menus.chosen(data)
        options = data.get("options") or ()
        return ChosenRequest(data["name"], {each["name"]: str(each["value"]) for each in options}), None

    def _text(self, key: str, language: str) -> str:
        """Nothing to say is nothing that Discord takes, and then it says itself that there was no answer."""
        texts = (self.describe(key, known) for known in (language, self.languages[0]))
        return next(filter(None, texts), "")


def _typed(event: discord.Message, me: discord.abc.User) -> str | None:
    """The command's words, or None if the message is no command."""
    if event.author.bot or event.type not in {discord.MessageType.default, discord.MessageType.reply}:
        return None
    text = event.content.strip()
    mention = re.match(rf"<@!?{me.id}>[\s:,]*", text)
    if mention:
        text = text[mention.end() :]
    elif event.guild is not None:
        return None
    return command_text(text, direct=True) or ""


def _data(event: discord.Interaction) -> dict[str, Any]:
    return cast("dict[str, Any]", event.data or {})


def _options(event: discord.Interaction) -> list[dict[str, Any]]:
    return list(_data(event).get("options") or ())
