"""What is typed: "/next" by the person at the keyboard, "ana> /join" by somebody else."""

import asyncio
import codecs
import os
import re
import threading
import uuid
from collections.abc import AsyncIterator, Callable

from msgspec import Struct

from adapters.console.settings import ConsoleSettings
from bot.commands.input.prefix import command_text

PREFIX = "/"
HAND_UP = "\N{RAISED HAND}"
HAND_DOWN = f"-{HAND_UP}"
"""Takes the hand down that its person put up last."""
DIRECT = "@bot"
LINE = re.compile(rf"(?:(?P<who>[^{PREFIX}>#@]*?)\s*(?P<where>#[^>\s]+|{DIRECT})?\s*>)?\s*(?P<text>.*)")


class Entry(Struct, frozen=True):
    """One typed line, and an id of its own by which a repeat is known."""

    id: str
    text: str


class ParsedLine(Struct, frozen=True):
    """A line taken apart."""

    who: str
    room: str | None
    """None in a chat with the bot alone."""
    text: str
    named: bool = False
    """True if the line says where."""


def read_line(line: str, settings: ConsoleSettings) -> ParsedLine | None:
    """Who says what where ("ana> /join", "ana #moderators> /next", "ana @bot> join"); None if nothing."""
    match = LINE.fullmatch(line.strip())
    text = command_text(match["text"], direct=True) if match else None
    if match is None or text is None:
        return None
    where = match["where"] or f"#{settings.rooms[0]}"
    who, room = match["who"] or settings.person, None if where == DIRECT else where[1:]
    return ParsedLine(who, room, text, named=match["where"] is not None)


async def entries(lines: AsyncIterator[str]) -> AsyncIterator[Entry]:
    """Lines that somebody types now: none of them repeats an earlier one, not even of another day."""
    async for line in lines:
        yield Entry(uuid.uuid4().hex, line)


async def typed(descriptor: int) -> AsyncIterator[str]:
    """The lines of a terminal, pipe or file (0 for the keyboard), until it ends."""
    loop = asyncio.get_running_loop()
    lines: asyncio.Queue[str | None] = asyncio.Queue()

    def put(line: str | None) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(lines.put_nowait, line)

    # A thread of its own, since files cannot be waited for; a daemon, since a read cannot be broken off;
    # and plain os.read, since Python's buffered stdin must not be in use when the interpreter ends.
    threading.Thread(target=_read, args=(descriptor, put), daemon=True).start()
    while (line := await lines.get()) is not None:
        yield line


def _read(descriptor: int, put: Callable[[str | None], None]) -> None:
    decode = codecs.getincrementaldecoder("utf-8")("replace").decode
    rest = ""
    while piece := os.read(descriptor, 4096):
        *whole, rest = (rest + decode(piece)).split("\n")
        for line in whole:
            put(line)
    if rest:
        put(rest)
    put(None)
