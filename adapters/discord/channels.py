"""Private channels: threads under a configured channel, which only those let in can see.

A thread bears its marker as a code of five letters behind its name. One of the bot's own under the same
channel with that code, active or archived, is the one that was asked for: made before a crash, it is adopted.
"""

import base64
import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Final, TypeVar

import discord

from adapters.discord.errors import snowflake
from adapters.discord.parents import able_beside
from adapters.discord.rights import own_id
from bot.domain.identity import Identity, Place
from bot.ports.permissions import NotAllowed
from bot.ports.platform import ChannelSpec, Undeliverable

T = TypeVar("T")

_NAME = 100
_ARCHIVED = 50083
"""Discord's error code: the thread must be opened again first."""
_LOCKED = 160005
"""Only those who may manage threads write in it."""
_WEEK: Final = 10080
"""Minutes without a message until Discord archives a thread; the longest it offers."""


async def open_channel(client: discord.Client, spec: ChannelSpec) -> Place:
    """Make the thread or find it. A thread has no topic: what is posted in it says what it is about.

    All rooms of the meeting on one server have it together, so no order of asking makes a second one.
    """
    parents = await able_beside(client, spec.near, spec.rooms)
    if not parents:
        raise Undeliverable(f"nothing beside channel {spec.near.id} can have private threads")
    async for thread in _own_threads(parents, own_id(client)):
        if thread.name.endswith(code_of(spec.marker)):
            return Place("discord", str(thread.id))
    made = await parents[0].create_thread(
        name=thread_name(spec),
        type=discord.ChannelType.private_thread,
        invitable=False,
        auto_archive_duration=_WEEK,
    )
    return Place("discord", str(made.id))


async def invite(client: discord.Client, place: Place, who: Identity) -> None:
    """Add somebody to a thread, which tells them; adding them again changes nothing."""
    thread, person = snowflake(place.id), snowflake(who.id)
    await opened(client, thread, lambda: client.http.add_user_to_thread(thread, person))


async def opened(client: discord.Client, thread: int, act: Callable[[], Awaitable[T]]) -> T:
    """Do something in a thread that may have been archived meanwhile; NotAllowed if it is locked as well."""
    try:
        return await act()
    except discord.HTTPException as error:
        if error.code == _LOCKED:
            raise _locked() from error
        if error.code != _ARCHIVED:
            raise
    try:
        await client.http.edit_channel(thread, archived=False)
    except discord.Forbidden as error:
        raise _locked() from error
    return await act()


def thread_name(spec: ChannelSpec) -> str:
    """The name as far as it fits, and the code."""
    code = code_of(spec.marker)
    return f"{spec.name[: _NAME - len(code) - 1].strip()} {code}"


def code_of(marker: str) -> str:
    """What stands behind the name of what bears the marker."""
    digest = base64.b32encode(hashlib.sha256(marker.encode()).digest()).decode().lower()
    return f"({digest[:5]})"


def _locked() -> NotAllowed:
    return NotAllowed("the thread is locked", ("Manage Threads",), "lacks-in-locked-thread")


async def _own_threads(parents: Sequence[discord.TextChannel], me: int) -> AsyncIterator[discord.Thread]:
    """Under channels of one server."""
    above = {parent.id for parent in parents}
    for thread in await parents[0].guild.active_threads():
        if thread.parent_id in above and thread.owner_id == me:
            yield thread
    for parent in parents:
        async for thread in parent.archived_threads(private=True, joined=True, limit=None):
            if thread.owner_id == me:
                yield thread
