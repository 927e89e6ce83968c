"""What people write in the rooms that are listened to."""

from collections.abc import Iterator
from typing import Final

import discord
from msgspec import Struct, field

from adapters.discord.relay.reading import nodes
from bot.domain.identity import Identity, Place
from bot.ports.platform import Inbox
from bot.ports.relay import Extra, Talk

_EDITS: Final = 1_000
"""Messages of which it is known how they were changed last: changes come at once, and in no order."""
_WRITTEN = frozenset((discord.MessageType.default, discord.MessageType.reply))


class Listening(Struct):
    """Where it is listened, and whether Discord shows the bot what is written there.

    That takes an intent which is not asked for before a relay is on, and which Discord may refuse.
    """

    rooms: set[int]
    refused: bool = False
    _changed: dict[str, float] = field(default_factory=dict)
    """When messages were changed, as far as it was handed in."""

    async def hand_in(self, inbox: Inbox, talk: Talk) -> None:
        """Unless it is a change, and a later one of the same message was."""
        if talk.edit:
            at, before = float(talk.edit), self._changed.pop(talk.message, 0.0)
            self._changed[talk.message] = max(at, before)
            if len(self._changed) > _EDITS:
                del self._changed[next(iter(self._changed))]
            if at < before:
                return
        await inbox.said(talk)

    def intents(self) -> discord.Intents:
        """What the next session is to bring: what people write to each other where somebody listens alone."""
        words = bool(self.rooms) and not self.refused
        return discord.Intents(
            guilds=True,
            guild_messages=True,
            dm_messages=True,
            voice_states=True,
            guild_reactions=words,
            message_content=words,
        )

    def talk(self, event: discord.Message, *, missed: bool) -> Talk | None:
        """What a person wrote; nothing of bots, of webhooks as bridges use them, and of Discord itself."""
        if event.channel.id not in self.rooms:
            return None
        if event.author.bot or event.webhook_id is not None or event.type not in _WRITTEN:
            return None
        extras = tuple(_extras(event))
        reply = event.reference.message_id if event.reference and not event.message_snapshots else None
        edited = event.edited_at
        return Talk(
            message=str(event.id),
            author=Identity("discord", str(event.author.id)),
            place=Place("discord", str(event.channel.id)),
            nodes=nodes(event.content, _names(event)),
            extras=extras,
            edit=str(edited.timestamp()) if edited else "",
            reply_to=str(reply or ""),
            hidden=not (event.content or extras or event.embeds),
            missed=missed,
        )


def _names(event: discord.Message) -> dict[str, str]:
    named = [(each.id, each.display_name) for each in event.mentions]
    named += [(each.id, each.name) for each in (*event.role_mentions, *event.channel_mentions)]
    return {str(id): name for id, name in named}


def _extras(event: discord.Message) -> Iterator[Extra]:
    for file in event.attachments:
        yield Extra("file", file.filename, str(file.id))
    for sticker in event.stickers:
        yield Extra("sticker", sticker.name)
    if event.message_snapshots:
        yield Extra("forward", event.jump_url)
    if event.poll is not None:
        yield Extra("poll", event.poll.question)
