"""The coordination channel: a private room, made once."""

import pytest

from bot.domain.identity import Identity, Place
from bot.ports.platform import ChannelSpec, Undeliverable
from tests.adapters.matrix.fakes import Recorder, post, running
from tests.adapters.matrix.venue import MatrixVenue
from tests.synapse import Person
from tests.synapse.person import HomeserverRefused

pytestmark = pytest.mark.sockets


async def test_a_channel_is_made_once_and_found_by_its_marker_after_a_crash(venue: MatrixVenue) -> None:
    spec = ChannelSpec("meeting/channel", "Next steps", "What follows", near=venue.room)
    platform = venue.platform()
    async with running(platform, Recorder()):
        made = await platform.open_channel(spec, "key")
    platform = venue.platform()
    async with running(platform, Recorder()):
        assert await platform.open_channel(spec, "key") == made
        await platform.post(made, post("Welcome"), "welcome")
    assert (await venue.bot.state(made.id, "m.room.join_rules"))["join_rule"] == "invite"
    assert (await venue.bot.state(made.id, "m.room.name"))["name"] == "Next steps"
    assert (await venue.bot.state(made.id, "m.room.topic"))["topic"] == "What follows"


async def test_a_marker_of_somebody_else_counts_for_nothing(venue: MatrixVenue) -> None:
    await venue.host.set_state(venue.room.id, "org.evenfloor.marker", {"marker": "meeting/channel"})
    platform = venue.platform()
    async with running(platform, Recorder()):
        spec = ChannelSpec("meeting/channel", "Next steps", "", near=venue.room)
        assert await platform.open_channel(spec, "key") != venue.room


async def test_invitations_are_harmless_twice(venue: MatrixVenue) -> None:
    platform = venue.platform()
    async with running(platform, Recorder()):
        ana, bea = await venue.person("Ana"), await venue.person("Bea")
        made = await platform.open_channel(ChannelSpec("m", "Next steps", "", near=venue.room), "key")
        for who in (ana, bea, ana):
            await platform.invite(made, who)
        await venue.persons[ana.id].join(made.id)
        await platform.invite(made, ana)
        assert await venue.inside(made) == {ana, bea}
        await venue.persons[ana.id].leave(made.id)
        assert await venue.inside(made) == {bea}


LEVELS = "m.room.power_levels"
VERSIONS = pytest.mark.parametrize("version", ["10", "12"])
"""Before 12 a room's creator has power level 100; from then on none, being above all."""


async def made_earlier(venue: MatrixVenue, version: str) -> Place:
    """A room as the bot made it before coordinators had the right to run it."""
    marker = {"type": "org.evenfloor.marker", "state_key": "", "content": {"marker": "m"}}
    room = await venue.bot.create_room(preset="private_chat", room_version=version, initial_state=[marker])
    return Place("matrix", room)


async def joined(venue: MatrixVenue, place: Place, *who: Identity) -> list[Person]:
    people = [venue.persons[each.id] for each in who]
    for person in people:
        await person.join(place.id)
    return people


async def changes(venue: MatrixVenue, place: Place) -> int:
    """How often the levels of a room were set."""
    return sum(event["type"] == LEVELS for event in await venue.bot.messages(place.id))


@VERSIONS
async def test_a_coordinator_can_do_all_that_a_room_needs_when_the_bot_is_gone(
    venue: MatrixVenue, version: str
) -> None:
    place = await made_earlier(venue, version)
    ana, ben, cleo = [await venue.person(name) for name in ("Ana", "Ben", "Cleo")]
    platform = venue.platform()
    async with running(platform, Recorder()):
        assert await platform.open_channel(ChannelSpec("m", "Next steps", "", venue.room), "key") == place
        await platform.invite(place, ana, coordinator=True)
        await platform.invite(place, ben)
    first, other = await joined(venue, place, ana, ben)
    with pytest.raises(HomeserverRefused, match="M_FORBIDDEN"):
        await other.set_state(place.id, "m.room.topic", {"topic": "Mine"})
    await first.set_state(place.id, "m.room.topic", {"topic": "Ours"})
    await first.invite(place.id, cleo.id)
    await first.set_power(place.id, cleo.id, 100)
    [second] = await joined(venue, place, cleo)
    await second.call("POST", f"/rooms/{place.id}/kick", {"user_id": ben.id})
    await second.call("POST", f"/rooms/{place.id}/upgrade", {"new_version": "12"})
    assert "replacement_room" in await venue.bot.state(place.id, "m.room.tombstone")


@VERSIONS
async def test_only_what_was_asked_for_is_changed_and_only_once(venue: MatrixVenue, version: str) -> None:
    place = await made_earlier(venue, version)
    ana, ben, cleo = [await venue.person(name) for name in ("Ana", "Ben", "Cleo")]
    platform = venue.platform()
    async with running(platform, Recorder()):
        for _ in range(2):
            await platform.invite(place, ana, coordinator=True)
        assert await changes(venue, place) == 2, "with the room's own"
        [person] = await joined(venue, place, ana)
        await person.set_power(place.id, ben.id, 50)
        await person.set_state(
            place.id, LEVELS, {**await person.state(place.id, LEVELS), "redact": 75, "own.key": 1}
        )
        before = await person.state(place.id, LEVELS)
        await platform.invite(place, ben)
        await platform.invite(place, cleo, coordinator=True)
        users = before["users"]
        assert isinstance(users, dict)
        assert await person.state(place.id, LEVELS) == {**before, "users": {**users, cleo.id: 100}}
        assert users[ben.id] == 50


async def test_who_stands_higher_is_not_lowered(venue: MatrixVenue) -> None:
    place = await made_earlier(venue, "12")
    ana = await venue.person("Ana")
    await venue.bot.set_power(place.id, ana.id, 200)
    platform = venue.platform()
    async with running(platform, Recorder()):
        await platform.invite(place, ana, coordinator=True)
        await platform.invite(place, Identity("matrix", venue.bot.id), coordinator=True)
    levels = await venue.bot.state(place.id, LEVELS)
    assert levels["users"] == {ana.id: 200}


async def test_where_the_bot_may_not_change_levels_somebody_is_let_in_all_the_same(
    venue: MatrixVenue,
) -> None:
    place = await made_earlier(venue, "10")
    ana = await venue.person("Ana")
    await venue.bot.set_power(place.id, venue.bot.id, 50)
    platform = venue.platform()
    async with running(platform, Recorder()):
        with pytest.raises(Undeliverable, match="M_FORBIDDEN"):
            await platform.invite(place, ana, coordinator=True)
        assert await venue.inside(place) == {ana}
        assert await venue.coordinators(place) == set()


async def test_who_is_banned_gets_no_level(venue: MatrixVenue) -> None:
    place = await made_earlier(venue, "12")
    ana = await venue.person("Ana")
    await venue.bot.call("POST", f"/rooms/{place.id}/ban", {"user_id": ana.id})
    platform = venue.platform()
    async with running(platform, Recorder()):
        with pytest.raises(Undeliverable):
            await platform.invite(place, ana, coordinator=True)
    assert await venue.coordinators(place) == set()
