"""Taking back what was made only to try it."""

from collections.abc import Callable, Sequence
from datetime import datetime

import discord
from msgspec import Struct

from adapters.discord.channels import opened
from adapters.discord.errors import in_our_words, snowflake
from bot.domain.identity import Identity, Place


class DiscordRemoval(Struct, frozen=True):
    """bot.ports.capabilities.Removal over the client that is connected."""

    client: Callable[[], discord.Client]

    async def message(self, to: Place | Identity, message: str) -> None:
        """Own messages need no permission for it."""
        client = self.client()
        with in_our_words():
            chat: discord.PartialMessageable | discord.DMChannel
            if isinstance(to, Place):
                chat = client.get_partial_messageable(snowflake(to.id))
            else:
                chat = await client.create_dm(discord.Object(snowflake(to.id)))
            try:
                await opened(client, chat.id, chat.get_partial_message(snowflake(message)).delete)
            except discord.NotFound:
                return

    async def channel(self, place: Place, invited: Sequence[Identity]) -> bool:
        """To delete a thread takes Manage Threads, which the bot does not ask for; its owner can shut it."""
        http, thread = self.client().http, snowflake(place.id)
        with in_our_words():
            try:
                await http.delete_channel(thread)
            except discord.NotFound:
                return True
            except discord.Forbidden:
                await http.edit_channel(thread, archived=False)
                for person in invited:
                    await http.remove_user_from_thread(thread, snowflake(person.id))
                await http.edit_channel(thread, archived=True)
                return False
        return True

    async def rooms(self) -> Sequence[str]:
        """Direct chats are always there, and none is seen before something is said in it."""
        return ()

    async def chats(self, who: Identity, before: Sequence[str], at: datetime) -> None:
        """None was made."""
        del who, before, at
