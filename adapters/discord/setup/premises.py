"""A Discord server as a place where a meeting can be set up."""

import re
from collections.abc import Callable, Sequence
from typing import Final

import discord
from msgspec import Struct

from adapters.discord.channels import code_of
from adapters.discord.errors import in_our_words, snowflake
from adapters.discord.permissions import NEEDED
from adapters.discord.rights import own_id
from bot.domain.identity import Identity, Place
from bot.ports.platform import Undeliverable
from bot.ports.premises import FoundRoom, Look, RoomSpec

_ACCOUNT: Final = re.compile(r"<@!?([0-9]{1,20})>|([0-9]{15,20})", re.ASCII)
Overwrites = dict[discord.Role | discord.Member | discord.Object, discord.PermissionOverwrite]
_THREADS: Final = ("create_private_threads", "send_messages_in_threads")
"""What is needed beside the room for everybody alone."""


class DiscordPremises(Struct, frozen=True):
    """bot.ports.premises.Premises: a code is for the whole server."""

    client: Callable[[], discord.Client]

    @property
    def whole_server(self) -> bool:
        """Its channels belong together."""
        return True

    def account(self, written: str) -> str | None:
        """An id, or a mention."""
        found = _ACCOUNT.fullmatch(written)
        return (found[1] or found[2]) if found else None

    async def may_set_up(self, who: Identity, place: Place, server: str) -> bool:
        """Manage Server, on the very server that the code was given on."""
        del place
        with in_our_words():
            guild = self._guild(server)
            try:
                member = await guild.fetch_member(snowflake(who.id))
            except discord.NotFound:
                return False
        return member.guild_permissions.manage_guild

    async def look(self, place: Place, server: str, beside: Sequence[Place]) -> Look:
        """Its text channels, as the gateway told of them."""
        del place, beside
        with in_our_words():
            guild = self._guild(server)
            me = await guild.fetch_member(own_id(self.client()))
        rooms = [_found(each, me) for each in guild.text_channels]
        return Look(rooms, can_make=me.guild_permissions.manage_channels)

    async def make_room(self, place: Place, server: str, who: Identity, spec: RoomSpec) -> Place:
        """A channel that this person and the bot can see."""
        del place
        with in_our_words():
            guild = self._guild(server)
            me, moderator = [
                await guild.fetch_member(each) for each in (own_id(self.client()), snowflake(who.id))
            ]
            topic = f"{spec.topic} {code_of(spec.marker)}"
            for channel in await guild.fetch_channels():
                if isinstance(channel, discord.TextChannel) and channel.topic == topic:
                    return Place("discord", str(channel.id))
            seen = discord.PermissionOverwrite(view_channel=True, send_messages=True)
            hidden = discord.PermissionOverwrite(view_channel=False)
            overwrites: Overwrites = {guild.default_role: hidden, me: seen, moderator: seen}
            made = await guild.create_text_channel(spec.name, topic=topic, overwrites=overwrites)
        return Place("discord", str(made.id))

    def take_up(self, places: Sequence[Place]) -> None:
        """Discord tells of all its channels anyway."""
        del places

    def _guild(self, server: str) -> discord.Guild:
        guild = self.client().get_guild(snowflake(server))
        if guild is None:
            raise Undeliverable("the bot is not on that server")
        return guild


def _found(channel: discord.TextChannel, me: discord.Member) -> FoundRoom:
    held = channel.permissions_for(me)
    private = not channel.permissions_for(channel.guild.default_role).view_channel
    needed = {name: label for name, label in NEEDED.items() if not (private and name in _THREADS)}
    lacks = tuple(label for name, label in needed.items() if not getattr(held, name))
    return FoundRoom(Place("discord", str(channel.id)), channel.name, private, lacks)
