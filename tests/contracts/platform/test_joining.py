"""What is pinned, how newcomers find a room, and how somebody goes out of a channel again."""

import pytest

from bot.domain.identity import Place
from bot.ports.capabilities import Joining, Pins
from bot.ports.platform import ChannelSpec, Platform, Undeliverable
from tests.contracts.platform.conftest import FORGETFUL
from tests.contracts.platform.documents import text
from tests.contracts.venue import Venue

pytestmark = pytest.mark.parametrize("venue", FORGETFUL, indirect=True)
"""Where there are servers and rooms to find."""


@pytest.fixture
async def channel(venue: Venue, platform: Platform) -> Place:
    spec = ChannelSpec("evenfloor:after", "after", "Going on", venue.room)
    return await platform.open_channel(spec, "key-0")


@pytest.fixture
def pins(platform: Platform) -> Pins:
    found = platform.capabilities.pins
    assert found is not None
    return found


@pytest.fixture
def joining(platform: Platform) -> Joining:
    found = platform.capabilities.joining
    assert found is not None
    return found


async def test_what_is_pinned_stays_pinned_until_it_is_taken_down(
    venue: Venue, platform: Platform, pins: Pins, channel: Place
) -> None:
    first, second = [await platform.post(channel, text(each), f"key-{each}") for each in ("1", "2")]
    for message in (first, second, first):
        await pins.pin(channel, message)
    await platform.edit(channel, first, text("Changed."), "key-3")
    assert await venue.pinned(channel) == [first, second]
    for _ in range(2):
        await pins.unpin(channel, first)
    assert await venue.pinned(channel) == [second]


async def test_the_same_link_is_found_again(venue: Venue, joining: Joining, channel: Place) -> None:
    for place in (venue.room, channel):
        link = await joining.link_to(place)
        assert link is not None
        assert link.startswith("https://")
        assert await joining.link_to(place) == link


async def test_whoever_is_ejected_is_out_and_can_come_back(
    venue: Venue, platform: Platform, joining: Joining, channel: Place
) -> None:
    ana, ben = await venue.person("Ana"), await venue.person("Ben")
    for person in (ana, ben):
        await platform.invite(channel, person)
    for _ in range(2):
        await joining.eject(channel, ana, "As you asked.")
    assert await venue.inside(channel) == {ben}
    await platform.invite(channel, ana)
    assert await venue.inside(channel) == {ana, ben}


async def test_whoever_was_never_in_is_ejected_without_harm(
    venue: Venue, joining: Joining, channel: Place
) -> None:
    await joining.eject(channel, await venue.person("Ana"), "As you asked.")
    assert await venue.inside(channel) == frozenset()


async def test_a_room_that_is_not_there_is_told(platform: Platform, joining: Joining) -> None:
    with pytest.raises(Undeliverable):
        await joining.link_to(Place(platform.name, "999999999999999999"))
