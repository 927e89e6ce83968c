"""What was made only to try it is taken back, and nothing else is."""

from datetime import UTC, datetime

import pytest

from bot.ports.capabilities import Removal
from bot.ports.platform import ChannelSpec, Platform
from tests.contracts.platform.conftest import FORGETFUL
from tests.contracts.platform.documents import text
from tests.contracts.venue import Venue

pytestmark = pytest.mark.parametrize("venue", FORGETFUL, indirect=True)
"""Where something can be taken back."""


@pytest.fixture
def removal(platform: Platform) -> Removal:
    found = platform.capabilities.removal
    assert found is not None
    return found


async def test_a_message_goes_with_its_edits(venue: Venue, platform: Platform, removal: Removal) -> None:
    kept = await platform.post(venue.room, text("Kept."), "key-1")
    message = await platform.post(venue.room, text("Tried."), "key-2")
    await platform.edit(venue.room, message, text("Changed."), "key-3")
    for _ in range(2):
        await removal.message(venue.room, message)
    assert [seen.text for seen in await venue.seen_in(venue.room) if seen.text] == ["Kept."]
    assert kept != message


async def test_a_direct_message_goes_and_a_chat_that_was_made_for_it(
    venue: Venue, platform: Platform, removal: Removal
) -> None:
    ana = await venue.person("Ana")
    before, at = await removal.rooms(), datetime.now(UTC)
    message = await platform.direct_message(ana, text("Tried."), "key-1")
    await removal.message(ana, message)
    assert [seen.text for seen in await venue.seen_by(ana) if seen.text] == []
    for _ in range(2):
        await removal.chats(ana, before, at)
    assert sorted(await removal.rooms()) == sorted(before)
    await platform.direct_message(ana, text("Later."), "key-2")


async def test_a_chat_that_was_there_before_stays(venue: Venue, platform: Platform, removal: Removal) -> None:
    ana = await venue.person("Ana")
    await platform.direct_message(ana, text("Earlier."), "key-1")
    before = await removal.rooms()
    await removal.chats(ana, before, datetime.now(UTC))
    assert await removal.rooms() == before
    assert [seen.text for seen in await venue.seen_by(ana)] == ["Earlier."]


async def test_nobody_stays_in_a_channel(venue: Venue, platform: Platform, removal: Removal) -> None:
    ana = await venue.person("Ana")
    spec = ChannelSpec("live", "trial", "A trial", venue.room)
    place = await platform.open_channel(spec, "key-1")
    await platform.invite(place, ana)
    gone = await removal.channel(place, [ana])
    if not gone:
        assert await venue.inside(place) == frozenset()
        assert await platform.open_channel(spec, "key-2") == place
    await removal.channel(place, [ana])
    assert await removal.channel(place, [ana]) is gone
