"""The way into a server, and out of a thread of the bot's own."""

from collections.abc import Callable

import discord
from msgspec import Struct

from adapters.discord.channels import opened
from adapters.discord.errors import in_our_words, snowflake
from adapters.discord.rights import channel_of
from bot.domain.identity import Identity, Place
from bot.domain.message import say
from bot.ports.permissions import NotPermitted


class DiscordJoining(Struct, frozen=True):
    """bot.ports.capabilities.Joining over the client that is connected."""

    client: Callable[[], discord.Client]

    async def link_to(self, place: Place) -> str | None:
        """An invite to the server that lasts; Discord gives the same one again. Create Invite is optional."""
        client = self.client()
        with in_our_words():
            channel = await channel_of(client, place)
            above = channel.parent_id if isinstance(channel, discord.Thread) else channel.id
            try:
                made = await client.http.create_invite(above, unique=False)
            except discord.Forbidden:
                return None
        return f"https://discord.gg/{made['code']}"

    def link_to_chat(self) -> str | None:
        """Nobody can write to a bot with which they share no server."""
        return None

    async def eject(self, place: Place, who: Identity, reason: str) -> None:
        """Whoever made a private thread may take people out of it; Discord shows no reason."""
        del reason
        client, thread, person = self.client(), snowflake(place.id), snowflake(who.id)
        with in_our_words():
            try:
                await opened(client, thread, lambda: client.http.remove_user_from_thread(thread, person))
            except discord.NotFound:
                return
            except discord.Forbidden as error:
                notice = say("eject-not-permitted", platform="discord")
                raise NotPermitted("no right to take people out of a thread", notice) from error
