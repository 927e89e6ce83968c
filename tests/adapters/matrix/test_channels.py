"""The coordination channel: a private room, made once."""

import pytest

from bot.ports.platform import ChannelSpec
from tests.adapters.matrix.fakes import Recorder, post, running
from tests.adapters.matrix.venue import MatrixVenue

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
