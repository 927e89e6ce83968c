"""The other end of the paper platform: an office where slips are pinned to boards and put into trays.

Its markup is *strong words* and @[name] to fetch somebody; a backslash takes the meaning from what follows.
"""

import asyncio
import re

from msgspec import Struct, field

from bot.messages.document import AttachedFile, Choice

TOKEN = re.compile(r"\\(?P<plain>.)|@\[(?P<fetched>[^\]]*)\]|(?P<strong>\*)|(?P<word>.)", re.DOTALL)


class Closed(Exception):
    """The counter has just closed; it opens again at once."""


class NoSuchBoard(Exception):
    """There is no board of that name."""


class Slip(Struct):
    """One message."""

    markup: str
    edits: int = 0
    boxes: tuple[Choice, ...] = ()
    """What can be ticked on it."""
    enclosed: AttachedFile | None = None

    @property
    def text(self) -> str:
        """What a reader sees."""
        return "".join(
            match["plain"] or match["fetched"] or match["word"] or "" for match in TOKEN.finditer(self.markup)
        )

    @property
    def fetched(self) -> frozenset[str]:
        """Who is fetched."""
        names = (match["fetched"] for match in TOKEN.finditer(self.markup))
        return frozenset(name for name in names if name is not None)


class Note(Struct, frozen=True):
    """Something handed in at the counter; on a board, or in private."""

    number: int
    who: str
    board: str | None
    text: str
    ticked: str | None = None
    """What the box stands for that was ticked; the text is what was written beside it."""


class SlipServer(Struct):
    """Boards (and trays, as boards that begin with "tray:"), with the slips on them by their keys."""

    boards: dict[str, dict[str, Slip]] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)
    """The board that bears a marker."""
    keys: dict[str, set[str]] = field(default_factory=dict)
    """Who has the key to a locked board."""
    copies: dict[str, set[str]] = field(default_factory=dict)
    """Who may have copies made of that key."""
    chiefs: set[tuple[str, str]] = field(default_factory=set)
    """Who may moderate at which board."""
    counter: asyncio.Queue[Note | None] = field(default_factory=asyncio.Queue)
    """Notes in the order they came; None where the counter closed for a moment."""

    def board(self, name: str) -> dict[str, Slip]:
        """The slips on a board."""
        if name not in self.boards:
            raise NoSuchBoard(name)
        return self.boards[name]

    async def next_note(self) -> Note:
        """The next note handed in."""
        note = await self.counter.get()
        if note is None:
            raise Closed
        return note
