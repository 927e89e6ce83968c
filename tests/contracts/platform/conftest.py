"""The venues that the suite runs against: a new adapter adds one line."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager

import pytest

from bot.ports.platform import Platform, TryLater
from bot.ports.relay import Relaying
from tests.adapters.console.venue import console_venue
from tests.adapters.discord.venue import discord_venue
from tests.adapters.matrix.venue import contract_venue as matrix_venue
from tests.adapters.minimal.venue import minimal_venue
from tests.contracts.platform.inbox import RecordingInbox, running
from tests.contracts.venue import TalkingVenue, Venue

MakeVenue = Callable[[pytest.FixtureRequest], AbstractAsyncContextManager[Venue]]
"""Opens a venue for one test; what may outlive a test (a server) comes from a fixture of the request."""

VENUES = [
    pytest.param(console_venue, id="console"),
    pytest.param(minimal_venue, id="paper"),
    pytest.param(discord_venue, id="discord", marks=pytest.mark.sockets),
    pytest.param(matrix_venue, id="matrix", marks=pytest.mark.sockets),
]

FORGETFUL = VENUES[2:]
"""Those that know a key again for a while only."""


@pytest.fixture(params=VENUES)
async def venue(request: pytest.FixtureRequest) -> AsyncIterator[Venue]:
    """A platform with its people, new for each test."""
    make: MakeVenue = request.param
    async with make(request) as venue:
        yield venue


@pytest.fixture
def inbox() -> RecordingInbox:
    """Where the adapter of `platform` hands in what is asked."""
    return RecordingInbox()


@pytest.fixture
async def platform(venue: Venue, inbox: RecordingInbox) -> AsyncIterator[Platform]:
    """The adapter, connected."""
    async with running(venue.platform(), inbox) as platform:
        yield platform


@pytest.fixture
def talking(venue: Venue) -> TalkingVenue:
    """Where people write to each other."""
    assert isinstance(venue, TalkingVenue)
    return venue


@pytest.fixture
async def relaying(talking: TalkingVenue, platform: Platform) -> Relaying:
    """Listening in the room."""
    found = platform.capabilities.relaying
    assert found is not None
    while True:
        try:
            await found.listen(talking.room)
        except TryLater:
            await asyncio.sleep(0)
            await platform.ready()
        else:
            return found
