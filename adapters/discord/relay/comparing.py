"""What became of messages while nobody listened: Discord tells of no change and no deletion afterwards."""

import logging
from collections.abc import Sequence
from functools import partial

import discord

from adapters.discord.inbound.insisting import insist
from adapters.discord.permissions import LOOK, lacking_in
from adapters.discord.relay.hearing import Listening
from bot.domain.identity import Place
from bot.ports.platform import Inbox

log = logging.getLogger(__name__)


async def compare(
    client: discord.Client, listening: Listening, inbox: Inbox, pauses: Sequence[float]
) -> None:
    """What a relay took elsewhere of late, with what stands in its rooms now."""
    for room in sorted(listening.rooms):
        known = await inbox.relayed_in(Place("discord", str(room)))
        if not known:
            continue
        first = min(int(each) for each in known)
        found = await insist(partial(_since, client, room, first), pauses)
        if found is None:
            log.warning("what became of a channel's messages cannot be read")
            continue
        standing = {str(each.id): each for each in found}
        gone = [f"discord:{each}" for each in known if each not in standing]
        if gone:
            await inbox.removed(gone)
        for each in known:
            talk = listening.talk(standing[each], missed=True) if each in standing else None
            if talk is not None and talk.edit:
                await listening.hand_in(inbox, talk)


async def _since(client: discord.Client, room: int, first: int) -> Sequence[discord.Message] | None:
    """None for who may not read back: Discord shows them a channel in which nothing was ever said."""
    there = client.get_channel(room) or await client.fetch_channel(room)
    if not isinstance(there, discord.TextChannel | discord.Thread) or lacking_in(there, LOOK):
        return None
    after = discord.Object(first - 1)
    return [each async for each in there.history(limit=None, after=after, oldest_first=True)]
