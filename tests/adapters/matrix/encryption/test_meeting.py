"""The whole bot where everything is encrypted: from the opening to the coordination room."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, suppress
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec import Struct, field

from adapters.matrix.platform import MatrixPlatform
from bot.app import Dependencies, build_app
from bot.commands.table import commands
from bot.domain.changing import replace
from bot.domain.plan import Plan
from bot.messages.catalogue import load_catalogues
from storage.store import SqlStore
from tests.adapters.matrix.fakes import soon
from tests.adapters.matrix.sealed import SealedClient, sealed_client
from tests.adapters.matrix.venue import MatrixVenue, matrix_venue
from tests.support.clock import MovedClock
from tests.support.plans import plan
from tests.synapse import Person, Synapse, running_synapse
from tests.synapse.person import HomeserverRefused

pytestmark = [pytest.mark.sockets, pytest.mark.timeout(300)]


class Talker(Struct):
    """Somebody with an encrypting client, who goes wherever the bot asks them to."""

    person: Person
    client: SealedClient
    bot: str
    clock: MovedClock

    async def told(self, words: str) -> None:
        """Wait until the bot has said so to this person; what is late is tried again meanwhile."""
        try:
            async with asyncio.timeout(90):
                while not any(words in each for each in self.client.words(self.bot)):
                    await self._go_on()
        except TimeoutError:
            raise AssertionError(f"never said: {words}; only: {self.client.words(self.bot)[-10:]}") from None

    async def room_named(self, name: str) -> str:
        """The id of a room that this person is in, or is asked into by and by."""
        async with asyncio.timeout(90):
            while True:
                for room in await self.person.joined_rooms():
                    with suppress(HomeserverRefused):
                        if (await self.person.state(room, "m.room.name"))["name"] == name:
                            return room
                await self._go_on()

    async def _go_on(self) -> None:
        for room in await self.person.invitations():
            await self.person.join(room)
        self.clock.move(1)
        await self.client.sync()

    async def asks(self, room: str, line: str, words: str) -> None:
        """Say something in a room and read the answer."""
        await self.client.sync()
        await self.client.say(room, line)
        await self.told(words)


class Meeting(Struct):
    """A bot that serves one meeting, and those who are in it."""

    venue: MatrixVenue
    store: SqlStore
    plan: Plan
    clock: MovedClock = field(default_factory=MovedClock)
    _running: "asyncio.Task[None] | None" = None

    async def start(self) -> None:
        places = (self.venue.room, self.venue.moderators_room)
        settings, positions = self.venue.settings, self.venue.sync_positions
        platform = MatrixPlatform(settings, positions, self.clock, places, commands(), soon)
        given = Dependencies(
            self.store, {"matrix": platform}, self.clock, lambda: 0.5, board_pause=timedelta(0)
        )
        app = build_app(given, commands(), load_catalogues(), {self.plan.id: self.plan})
        self._running = asyncio.create_task(app.run())
        async with asyncio.timeout(60):
            await platform.ready()

    async def stop(self) -> None:
        if self._running is not None:
            self._running.cancel()
            with suppress(asyncio.CancelledError):
                await self._running


@pytest.fixture(scope="module")
def strict() -> Iterator[Synapse]:
    """A homeserver on which each room is encrypted, whoever makes it."""
    with running_synapse(encryption_enabled_by_default_for_room_type="all") as made:
        yield made


@pytest.fixture
async def meeting(strict: Synapse, store: SqlStore, tmp_path: Path) -> AsyncIterator[Meeting]:
    async with matrix_venue(strict, tmp_path) as made:
        venue, whole = made.encrypting(), plan()
        rooms = (whole.rooms[0], replace(whole.rooms[2], place=venue.room))
        held = Meeting(venue, store, replace(whole, rooms=rooms, moderators_rooms=(venue.moderators_room,)))
        await held.start()
        try:
            yield held
        finally:
            await held.stop()


async def talkers(meeting: Meeting, strict: Synapse, folder: Path, stack: AsyncExitStack) -> Sequence[Talker]:
    """A moderator and a participant."""
    made = []
    for name in ("Vera", "Ana"):
        who = await meeting.venue.person(name, moderator=name == "Vera")
        person = meeting.venue.persons[who.id]
        client = await stack.enter_async_context(sealed_client(strict, person, folder))
        made.append(Talker(person, client, meeting.venue.bot.id, meeting.clock))
    return made


async def in_the_clear(venue: MatrixVenue) -> Sequence[object]:
    """What the bot has said for everybody's eyes, in whatever room."""
    rooms = await venue.bot.joined_rooms()
    events = [event for room in rooms for event in await venue.bot.messages(room)]
    return [e["content"] for e in events if (e["sender"], e["type"]) == (venue.bot.id, "m.room.message")]


async def test_a_meeting_and_its_group_in_encrypted_rooms(
    meeting: Meeting, strict: Synapse, tmp_path: Path
) -> None:
    venue = meeting.venue
    hall, desk = venue.room.id, venue.moderators_room.id
    async with AsyncExitStack() as stack:
        vera, ana = await talkers(meeting, strict, tmp_path, stack)
        await vera.asks(desk, "!open", "is open")
        await vera.asks(desk, "!start", "Introduction")
        await vera.asks(desk, "!phase next", "Debate")
        await ana.asks(hall, "!join", "You are in the queue")
        await vera.asks(desk, "!next", "has the floor")
        await ana.told("has the floor")

        await meeting.stop()
        shutil.rmtree(venue.settings.store)
        await meeting.start()
        await vera.told("the bot had lost its encryption keys")
        await ana.asks(hall, "!agenda", "Next steps")

        await vera.asks(desk, "!close", "cannot be undone")
        meeting.clock.move(3)
        await vera.asks(desk, "!close", "is over")
        await vera.told("Welcome.")
        await ana.asks(hall, "!stay", "invited")
        room = await ana.room_named("Follow-up")
        await ana.asks(room, "!resource add https://example.org/a | A note", "A note")
    assert await in_the_clear(venue) == []
