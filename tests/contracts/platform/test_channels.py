"""Channels, who is in them, and who may moderate."""

from msgspec.structs import astuple

from bot.domain.identity import Identity, Place
from bot.messages.document import Choosing
from bot.ports.capabilities import Capabilities
from bot.ports.platform import ChannelSpec, Platform
from tests.contracts.platform.documents import text
from tests.contracts.platform.inbox import RecordingInbox, running
from tests.contracts.venue import Venue


def channel(venue: Venue, marker: str = "evenfloor:roundtable:coordination") -> ChannelSpec:
    return ChannelSpec(marker, "roundtable-after", "Going on after the roundtable", venue.room)


async def test_a_marker_makes_one_channel(venue: Venue, platform: Platform) -> None:
    place = await platform.open_channel(channel(venue), "key-1")
    assert await platform.open_channel(channel(venue), "key-1") == place
    assert await platform.open_channel(channel(venue), "key-2") == place
    assert await platform.open_channel(channel(venue, "evenfloor:another:coordination"), "key-3") != place
    assert place not in {venue.room, venue.moderators_room, venue.elsewhere}


async def test_a_channel_is_found_again_after_a_restart(venue: Venue) -> None:
    places = set[Place]()
    for key in ("key-1", "key-2"):
        async with running(venue.platform(), RecordingInbox()) as platform:
            places.add(await platform.open_channel(channel(venue), key))
    assert len(places) == 1


async def test_only_who_is_invited_is_in_the_channel(venue: Venue, platform: Platform) -> None:
    ana, ben = await venue.person("Ana"), await venue.person("Ben")
    place = await platform.open_channel(channel(venue), "key-1")
    for _ in range(2):
        await platform.invite(place, ana)
    inside = await venue.inside(place)
    assert ana in inside
    assert ben not in inside
    await platform.post(place, text("Welcome."), "key-2")
    assert [seen.text for seen in await venue.seen_in(place)] == ["Welcome."]
    assert await venue.seen_in(venue.room) == []


async def test_a_coordinator_can_run_the_channel_and_nobody_else(venue: Venue, platform: Platform) -> None:
    ana, ben, cleo = [await venue.person(name) for name in ("Ana", "Ben", "Cleo")]
    place = await platform.open_channel(channel(venue), "key-1")
    await platform.invite(place, ben)
    await platform.invite(place, cleo)
    for _ in range(2):
        await platform.invite(place, ana, coordinator=True)
    await platform.invite(place, cleo, coordinator=True)
    await platform.invite(place, ana)
    assert await venue.inside(place) == {ana, ben, cleo}
    assert await venue.coordinators(place) in ({ana, cleo}, None)


async def test_a_moderators_power_comes_from_the_room(venue: Venue, platform: Platform) -> None:
    ana, mira = await venue.person("Ana"), await venue.person("Mira", moderator=True)
    assert await platform.may_moderate(mira, venue.room)
    assert not await platform.may_moderate(ana, venue.room)
    assert not await platform.may_moderate(Identity("elsewhere", mira.id), venue.room)
    assert not await platform.may_moderate(ana, venue.elsewhere)
    assert not await platform.may_moderate(mira, Place(platform.name, "999999999999999999"))


def data(capabilities: Capabilities) -> list[object]:
    """Without the parts by which more can be done, which are made anew."""
    return [each for each in astuple(capabilities) if isinstance(each, str | bool | Choosing)]


async def test_capabilities_are_the_platforms_own(venue: Venue, platform: Platform) -> None:
    assert {venue.room.platform, venue.moderators_room.platform} == {platform.name}
    assert data(platform.capabilities) == data(venue.platform().capabilities)
    assert platform.capabilities.edits
    assert platform.capabilities.open_channels
