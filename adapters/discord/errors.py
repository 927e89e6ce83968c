"""What discord.py raises, in the two words the bot knows: never, or later."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import aiohttp
import discord

from bot.ports.permissions import NotAllowed
from bot.ports.platform import ChatClosed, TryLater, Undeliverable

_CHAT_CLOSED = frozenset((50007, 50278))
"""Discord's error codes: somebody takes no direct messages, or shares no server with the bot any more."""
_NOT_ALLOWED = frozenset((50001, 50013))
"""Missing Access, Missing Permissions."""


@contextmanager
def in_our_words(lacking: Callable[[], Sequence[str]] = tuple) -> Iterator[None]:
    """Turn every failure of a request into Undeliverable or TryLater; a refusal names what is lacking."""
    try:
        yield
    except discord.RateLimited as error:
        raise TryLater("Discord asks to wait", error.retry_after) from error
    except discord.HTTPException as error:
        if error.code in _NOT_ALLOWED:
            raise NotAllowed(_told(error), lacking()) from error
        raise _of_status(error) from error
    except RuntimeError as error:
        if str(error) != "Session is closed":  # aiohttp's words for a client given up meanwhile
            raise
        raise TryLater("the connection to Discord was given up") from error
    except (aiohttp.ClientError, OSError) as error:
        raise TryLater(f"Discord cannot be reached: {type(error).__name__}") from error


@contextmanager
def to_one_person() -> Iterator[None]:
    """The same in a chat with somebody: where the bot is not allowed, they take nothing."""
    try:
        with in_our_words():
            yield
    except NotAllowed as problem:
        raise ChatClosed(str(problem)) from problem


def snowflake(id: str) -> int:
    """An id as discord.py wants it; Undeliverable if it cannot be one."""
    if not is_snowflake(id):
        raise Undeliverable(f"{id[:40]!r} is no Discord id")
    return int(id)


def is_snowflake(id: str) -> bool:
    """Whether it can be one: a number of 64 bits."""
    return re.fullmatch(r"[0-9]{1,20}", id) is not None


def _of_status(error: discord.HTTPException) -> Undeliverable | TryLater:
    """A refused token (401) counts as later: it is mended by a person, and the messages still stand then."""
    if error.status in {401, 429} or error.status >= 500:
        return TryLater(f"Discord answered {error.status}", _wish(error.response.headers.get("Retry-After")))
    kind = ChatClosed if error.code in _CHAT_CLOSED else Undeliverable
    return kind(_told(error))


def _told(error: discord.HTTPException) -> str:
    return f"Discord answered {error.status}, code {error.code}"


def _wish(seconds: str | None) -> float | None:
    """What a proxy in between says may be anything."""
    try:
        return float(seconds) if seconds else None
    except ValueError:
        return None
