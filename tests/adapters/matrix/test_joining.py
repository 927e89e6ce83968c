"""Pins and ejecting where the bot lacks the power for it, and links to rooms."""

import pytest

from bot.domain.identity import Place
from bot.ports.permissions import NotPermitted
from tests.adapters.matrix.fakes import Recorder, post, running
from tests.adapters.matrix.venue import MatrixVenue

pytestmark = pytest.mark.sockets


async def test_without_the_power_nothing_is_pinned_and_what_others_pinned_stays(venue: MatrixVenue) -> None:
    platform = venue.platform()
    async with running(platform, Recorder()):
        pins = platform.capabilities.pins
        assert pins
        message = await platform.post(venue.room, post("Page"), "key")
        with pytest.raises(NotPermitted) as refused:
            await pins.pin(venue.room, message)
        assert refused.value.notice.key == "pins-not-permitted"
        await venue.host.set_state(venue.room.id, "m.room.pinned_events", {"pinned": ["$theirs"]})
        await venue.host.set_power(venue.room.id, venue.bot.id, 50)
        await pins.pin(venue.room, message)
        assert await venue.pinned(venue.room) == ["$theirs", message]
        await pins.unpin(venue.room, message)
        assert await venue.pinned(venue.room) == ["$theirs"]


@pytest.mark.parametrize("content", [{}, {"pinned": None}, {"pinned": "all"}])
async def test_an_odd_list_of_pins_is_begun_anew(venue: MatrixVenue, content: dict[str, object]) -> None:
    platform = venue.platform()
    async with running(platform, Recorder()):
        pins = platform.capabilities.pins
        assert pins
        await venue.host.set_power(venue.room.id, venue.bot.id, 50)
        await venue.host.set_state(venue.room.id, "m.room.pinned_events", content)
        await pins.pin(venue.room, "$page")
        assert await venue.pinned(venue.room) == ["$page"]


@pytest.mark.parametrize(("version", "goes"), [("10", False), ("12", True)])
async def test_a_coordinator_of_as_much_power_goes_by_themselves(
    venue: MatrixVenue, version: str, goes: bool
) -> None:
    room = Place("matrix", await venue.bot.create_room(preset="private_chat", room_version=version))
    platform = venue.platform()
    async with running(platform, Recorder()):
        joining = platform.capabilities.joining
        assert joining
        ana = await venue.person("Ana")
        await platform.invite(room, ana, coordinator=True)
        await venue.persons[ana.id].join(room.id)
        if goes:
            await joining.eject(room, ana, "As you asked.")
        else:
            with pytest.raises(NotPermitted) as refused:
                await joining.eject(room, ana, "As you asked.")
            assert refused.value.notice.key == "eject-not-permitted"
        assert await venue.inside(room) == (frozenset() if goes else {ana})


async def test_a_link_names_the_room_and_a_server_that_is_in_it(venue: MatrixVenue) -> None:
    platform = venue.platform()
    async with running(platform, Recorder()):
        joining = platform.capabilities.joining
        assert joining
        link = await joining.link_to(venue.room)
        server = venue.bot.id.partition(":")[2].replace(":", "%3A")
        room = venue.room.id.replace("!", "%21").replace(":", "%3A")
        assert link == f"https://matrix.to/#/{room}?via={server}"
