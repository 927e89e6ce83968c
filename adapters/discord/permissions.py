"""What the bot needs where, and what of it is missing, by the names of Discord's own menus."""

from collections.abc import Sequence
from typing import Final

import discord

NEEDED: Final = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "read_message_history": "Read Message History",
    "create_private_threads": "Create Private Threads",
    "send_messages_in_threads": "Send Messages in Threads",
}
OPTIONAL: Final = {
    "pin_messages": (
        "Pin Messages",
        "with it the bot pins what is to stay at hand in the coordination channel",
    ),
    "create_instant_invite": ("Create Invite", "with it invitations for newcomers lead to the server"),
}
"""What the bot does without, and what it is good for."""
POST: Final = ("view_channel", "send_messages")
HISTORY: Final = ("read_message_history",)
LOOK: Final = ("view_channel", *HISTORY)
OPEN: Final = (*LOOK, "create_private_threads", "send_messages_in_threads")
INVITE: Final = ("view_channel", "send_messages_in_threads")


def lacking(client: discord.Client, channel: int, needed: Sequence[str]) -> list[str]:
    """What is missing in a channel, as far as the gateway tells of it."""
    return lacking_in(client.get_channel(channel), needed)


def lacking_in(found: object, needed: Sequence[str]) -> list[str]:
    """The same for a channel that is known, or was asked for."""
    parent = found.parent if isinstance(found, discord.Thread) else found
    if parent is not found:
        needed = ["send_messages_in_threads" if one == "send_messages" else one for one in needed]
    if not isinstance(parent, discord.abc.GuildChannel):
        return []
    held = parent.permissions_for(parent.guild.me)
    return [NEEDED[one] for one in needed if not getattr(held, one)]
