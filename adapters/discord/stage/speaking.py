"""Inviting people to speak on a Stage, and sending them back to the audience."""

from collections.abc import Callable, Sequence
from typing import Final

import discord
from msgspec import Struct, field

from adapters.discord.client import point_at
from adapters.discord.errors import in_our_words, snowflake
from adapters.discord.problems import inspected_stages
from adapters.discord.settings import DiscordSettings
from adapters.discord.stage.seats import Seats
from bot.domain.identity import Identity, Place
from bot.domain.message import say
from bot.ports.inspection import Inspection
from bot.ports.permissions import NotPermitted

_GONE: Final = frozenset((10065, 50035))
"""Discord's error codes: somebody is in no such channel, or in another one by now."""


class DiscordStage(Struct, frozen=True):
    """bot.ports.stage.Stage by what the gateway tells of the Stages."""

    client: Callable[[], discord.Client]
    settings: DiscordSettings
    seats: Seats = field(default_factory=Seats)

    async def seat(self, place: Place, who: Identity, *, speaks: bool) -> None:
        """Nobody is sent back who listens: that would take down a hand that they have raised since."""
        client, seat = self.client(), self.seats.find(place.id, who.id)
        if seat is None and not _sees(client, place):
            raise _not_permitted()
        if seat is None or (seat.listens and not speaks):
            return
        wanted = {"suppress": not speaks, "channel_id": place.id}
        with in_our_words():
            try:
                await client.http.edit_voice_state(snowflake(seat.server), snowflake(who.id), wanted)
            except discord.Forbidden as error:
                raise _not_permitted() from error
            except discord.HTTPException as error:
                if error.code not in _GONE:
                    raise
                return
        self.seats.moved(seat, speaks=speaks)

    async def inspect(self, places: Sequence[Place]) -> Inspection:
        """Whether they are Stages, and what the bot may not do there."""
        point_at(self.settings)
        return await inspected_stages(self.settings, places)


def _sees(client: discord.Client, place: Place) -> bool:
    """Discord tells of nobody in a channel that the bot may not see; that one is gone it tells."""
    channel = client.get_channel(snowflake(place.id))
    if not isinstance(channel, discord.StageChannel):
        return True
    return channel.permissions_for(channel.guild.me).view_channel


def _not_permitted() -> NotPermitted:
    return NotPermitted("no right to see or move people on a Stage", say("discord-stage"))
