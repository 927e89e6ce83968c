"""Finding what was sent, on platforms that forget the keys of what they took."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.identity import Identity, Place
from bot.messages.document import Document
from bot.ports.platform import Platform
from tests.contracts.platform.conftest import FORGETFUL, MakeVenue
from tests.contracts.platform.documents import text
from tests.contracts.venue import Venue

AN_HOUR = timedelta(hours=1)


@pytest.fixture(params=FORGETFUL)
async def venue(request: pytest.FixtureRequest) -> AsyncIterator[Venue]:
    make: MakeVenue = request.param
    async with make(request) as venue:
        yield venue


async def found(
    platform: Platform, to: Place | Identity, document: Document, key: str, ago: timedelta = AN_HOUR
) -> str | None:
    history = platform.capabilities.history
    assert history is not None
    return await history.find(to, document, key, datetime.now(UTC) - ago)


async def test_what_was_posted_is_found(venue: Venue, platform: Platform) -> None:
    first = await platform.post(venue.room, text("first"), "key-1")
    second = await platform.post(venue.room, text("second"), "key-2")
    assert await found(platform, venue.room, text("first"), "key-1") == first
    assert await found(platform, venue.room, text("second"), "key-2") == second
    assert await found(platform, venue.room, text("third"), "key-3") is None
    assert len(await venue.seen_in(venue.room)) == 2


async def test_what_was_whispered_is_found(venue: Venue, platform: Platform) -> None:
    ana, ben = await venue.person("Ana"), await venue.person("Ben")
    sent = await platform.direct_message(ana, text("You are next."), "key-1")
    assert await found(platform, ana, text("You are next."), "key-1") == sent
    assert await found(platform, ben, text("You are next."), "key-3") is None
    assert [len(await venue.seen_by(who)) for who in (ana, ben)] == [1, 0]


async def test_what_was_sent_before_is_something_else(venue: Venue, platform: Platform) -> None:
    await platform.post(venue.room, text("first"), "key-1")
    assert await found(platform, venue.room, text("first"), "key-3", -AN_HOUR) is None


async def test_what_others_said_in_the_same_words_is_not_it(venue: Venue, platform: Platform) -> None:
    ana = await venue.person("Ana")
    await venue.types(ana, venue.room, "first")
    assert await found(platform, venue.room, text("first"), "key-3") is None
