"""The paper platform as the contract suite sees it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from msgspec import Struct, field

from bot.domain.identity import Identity, Place
from bot.ports.platform import Platform
from tests.adapters.clock import StoppedClock
from tests.adapters.minimal.platform import NAME, MinimalPlatform
from tests.adapters.minimal.slips import Note, Slip, SlipServer
from tests.contracts.venue import Seen, SeenFile

HALLWAY, BACK_OFFICE, CANTEEN = (Place(NAME, name) for name in ("hallway", "back-office", "canteen"))


@asynccontextmanager
async def minimal_venue(_: pytest.FixtureRequest) -> AsyncIterator["MinimalVenue"]:
    """An office with its boards up."""
    venue = MinimalVenue()
    for place in (venue.room, venue.moderators_room, venue.elsewhere):
        venue.server.boards[place.id] = {}
    yield venue


class MinimalVenue(Struct):
    """One office and those who come by."""

    server: SlipServer = field(default_factory=SlipServer)
    notes: list[Note] = field(default_factory=list)
    room: Place = HALLWAY
    moderators_room: Place = BACK_OFFICE
    elsewhere: Place = CANTEEN

    def platform(self) -> Platform:
        return MinimalPlatform(self.server, StoppedClock())

    async def person(self, name: str, *, moderator: bool = False) -> Identity:
        self.server.boards[f"tray:{name}"] = {}
        if moderator:
            self.server.chiefs |= {(name, self.room.id), (name, self.moderators_room.id)}
        return Identity(NAME, name)

    async def types(self, who: Identity, place: Place, text: str) -> str:
        return self.hand_in(who, place.id, text)

    async def types_in_private(self, who: Identity, text: str) -> str:
        return self.hand_in(who, None, text)

    async def takes(
        self, who: Identity, place: Place | None, message: str, number: int, words: str = ""
    ) -> str:
        slips = self.server.boards[f"tray:{who.id}" if place is None else place.id]
        return self.hand_in(who, place.id if place else None, words, slips[message].boxes[number - 1].token)

    def hand_in(self, who: Identity, board: str | None, text: str, ticked: str | None = None) -> str:
        """A note at the counter; returns its cause."""
        note = Note(len(self.notes), who.id, board, text, ticked)
        self.notes.append(note)
        self.server.counter.put_nowait(note)
        return f"{NAME}:{note.number}"

    async def repeat(self, cause: str) -> None:
        self.server.counter.put_nowait(self.notes[int(cause.removeprefix(f"{NAME}:"))])

    async def seen_in(self, place: Place) -> Sequence[Seen]:
        return [
            Seen(
                slip.text,
                slip.markup,
                frozenset(Identity(NAME, who) for who in slip.fetched),
                slip.edits,
                _file(slip),
            )
            for slip in self.server.boards.get(place.id, {}).values()
        ]

    async def seen_by(self, who: Identity) -> Sequence[Seen]:
        return await self.seen_in(Place(NAME, f"tray:{who.id}"))

    async def inside(self, place: Place) -> frozenset[Identity]:
        return frozenset(Identity(NAME, who) for who in self.server.keys.get(place.id, ()))

    async def coordinators(self, place: Place) -> frozenset[Identity]:
        return frozenset(Identity(NAME, who) for who in self.server.copies.get(place.id, ()))

    async def pinned(self, place: Place) -> Sequence[str]:
        """Nothing can be."""
        del place
        return ()

    async def cut(self) -> None:
        self.server.counter.put_nowait(None)


def _file(slip: Slip) -> SeenFile | None:
    file = slip.enclosed
    return SeenFile(file.name, len(file.content), file.content) if file else None
