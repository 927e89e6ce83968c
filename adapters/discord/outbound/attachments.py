"""Files below messages, and what is sent where Discord does not take them."""

from collections.abc import Awaitable, Callable
from io import BytesIO
from typing import TypeVar

import discord

from bot.messages.document import AttachedFile, Document, without_file

T = TypeVar("T")

_NOT_ALLOWED, _TOO_LARGE = 50013, 40005
"""Discord's error codes: Missing Permissions, Request entity too large."""


def attachment(file: AttachedFile) -> discord.File:
    """A new one for each attempt: the library reads it to its end."""
    return discord.File(BytesIO(file.content), file.name, spoiler=file.hidden)


async def or_without_file(document: Document, send: Callable[[Document], Awaitable[T]]) -> T:
    """Send it, and where Discord refuses that perhaps for its file, once more without.

    Only Discord knows how much a server takes, and whether a right or the file is what is missing.
    """
    if document.file is None:
        return await send(document)
    try:
        return await send(document)
    except discord.HTTPException as error:
        if error.status != 413 and error.code not in (_NOT_ALLOWED, _TOO_LARGE):
            raise
    return await send(without_file(document))
