"""The console as the contract suite sees it: lines that are typed, and the screen."""

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from msgspec import Struct, field

from adapters.console.console import NAME, Console
from adapters.console.lines import Entry
from adapters.console.settings import ConsoleSettings
from adapters.console.terminal import Terminal
from bot.domain.changing import replace
from bot.domain.identity import Identity, Place
from bot.ports.platform import Platform
from tests.adapters.clock import StoppedClock
from tests.contracts.platform.documents import squeezed
from tests.contracts.venue import Seen, SeenFile

ROOM, MODERATORS, CORRIDOR = (Place(NAME, name) for name in ("room", "moderators", "corridor"))
SETTINGS = ConsoleSettings(moderators=frozenset({"Mira", "Moses"}))


@asynccontextmanager
async def console_venue(_: pytest.FixtureRequest) -> AsyncIterator["ConsoleVenue"]:
    """A terminal of its own."""
    yield ConsoleVenue()


class ConsoleVenue(Struct, dict=True):
    """One terminal, and everybody at its keyboard."""

    typed: asyncio.Queue[Entry] = field(default_factory=asyncio.Queue)
    entered: dict[str, Entry] = field(default_factory=dict)
    seen: dict[tuple[Place, str], Seen] = field(default_factory=dict)
    room: Place = ROOM
    moderators_room: Place = MODERATORS
    elsewhere: Place = CORRIDOR

    def __post_init__(self) -> None:
        self.terminal = Terminal(self.look)

    def look(self, lines: str) -> None:
        """Take in what has just appeared on the screen: one message, or that somebody came in."""
        label, _, words = lines.partition("]")
        if "+" in label:
            return
        [(at, text)] = [
            (at, text)
            for at, text in self.terminal.shown.items()
            if at not in self.seen or self.seen[at].text != text
        ]
        assert squeezed(words) == squeezed(text)
        if at in self.seen:
            self.seen[at] = replace(self.seen[at], text=text, markup=lines, edits=self.seen[at].edits + 1)
        else:
            calls = frozenset(Identity(NAME, who) for who in re.findall(r" @(\w+)", label))
            self.seen[at] = Seen(text, lines, calls)

    def platform(self) -> Platform:
        async def entries() -> AsyncIterator[Entry]:
            while True:
                yield await self.typed.get()

        return Console(self.terminal, entries(), StoppedClock(), SETTINGS)

    async def person(self, name: str, *, moderator: bool = False) -> Identity:
        assert (name in SETTINGS.moderators) == moderator
        return Identity(NAME, name)

    async def types(self, who: Identity, place: Place, text: str) -> str:
        return self.enter(f"{who.id} #{place.id}> /{text}")

    async def types_in_private(self, who: Identity, text: str) -> str:
        return self.enter(f"{who.id} @bot> {text}")

    async def takes(
        self, who: Identity, place: Place | None, message: str, number: int, words: str = ""
    ) -> str:
        del message  # a number means the newest one
        where = "@bot" if place is None else f"#{place.id}"
        return self.enter(f"{who.id} {where}> {number} {words}".rstrip())

    def enter(self, line: str) -> str:
        """Type one line; returns its cause."""
        entry = Entry(str(len(self.entered)), line)
        cause = f"{NAME}:{entry.id}"
        self.entered[cause] = entry
        self.typed.put_nowait(entry)
        return cause

    async def repeat(self, cause: str) -> None:
        self.typed.put_nowait(self.entered[cause])

    async def seen_in(self, place: Place) -> Sequence[Seen]:
        return [_with_file(seen) for (where, _), seen in self.seen.items() if where == place]

    async def seen_by(self, who: Identity) -> Sequence[Seen]:
        return await self.seen_in(Place(NAME, f"@{who.id}"))

    async def inside(self, place: Place) -> frozenset[Identity]:
        return frozenset(Identity(NAME, who) for who in self.terminal.inside.get(place, ()))

    async def coordinators(self, place: Place) -> frozenset[Identity]:
        return frozenset(Identity(NAME, who) for who in self.terminal.coordinators.get(place, ()))

    async def pinned(self, place: Place) -> Sequence[str]:
        """Nothing can be."""
        del place
        return ()

    async def cut(self) -> None:
        """Nothing to cut: a terminal is there or it is not."""


def _with_file(seen: Seen) -> Seen:
    """What the last line says of a file is not among the words."""
    words, *file = re.split(r"\n\[file (\S+), (\d+) bytes\]$", seen.text)
    return replace(seen, text=words, file=SeenFile(file[0], int(file[1]))) if file else seen
