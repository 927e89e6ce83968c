"""Which reactions a message on Discord has, and when that changes."""

from collections.abc import Mapping

import discord

from adapters.discord.errors import in_our_words
from adapters.discord.relay.hearing import Listening
from bot.domain.identity import Place
from bot.ports.platform import Inbox

Reacted = discord.RawReactionActionEvent | discord.RawReactionClearEvent | discord.RawReactionClearEmojiEvent


async def tell(listening: Listening, inbox: Inbox, event: Reacted) -> None:
    """Somebody put a sign on a message, or took one away."""
    if event.channel_id in listening.rooms:
        await inbox.reacted(Place("discord", str(event.channel_id)), str(event.message_id))


async def counted(channel: discord.PartialMessageable, message: int) -> Mapping[str, int]:
    """By sign; an emoji of a server's own by its name, since others cannot show it."""
    with in_our_words():
        try:
            found = await channel.fetch_message(message)
        except discord.NotFound:
            return {}
    return {_sign(each.emoji): each.count - each.me for each in found.reactions if each.count > each.me}


def _sign(emoji: discord.PartialEmoji | discord.Emoji | str) -> str:
    return emoji if isinstance(emoji, str) else f":{emoji.name}:"
