"""Who has a moderator's power, and where."""

import pytest

from adapters.matrix.rooms.rights import level, listed_to_write
from bot.domain.identity import Identity, Place
from tests.adapters.matrix.fakes import Recorder, running
from tests.adapters.matrix.venue import MatrixVenue


def test_levels_of_old_rooms() -> None:
    create = {"sender": "@maker", "content": {}}
    assert level("@maker", None, create) == 100
    assert level("@other", None, create) == 0
    assert level("@maker", {}, create) == 0
    assert level("@ana", {"users": {"@ana": "50"}}, create) == 50
    assert level("@ana", {"users": {"@ana": "much"}, "users_default": 50}, create) == 0
    assert level("@bea", {"users": {}, "users_default": 50}, create) == 50


def test_who_may_write_by_what_is_listed() -> None:
    assert listed_to_write("@ana", {})
    assert listed_to_write("@ana", {"users": {"@ana": "50"}, "events_default": 50})
    words = {"m.room.message": 10, "m.room.encrypted": 10}
    levels = {"users_default": 10, "events": words, "events_default": 99}
    assert listed_to_write("@ana", levels)
    for each in words:
        assert not listed_to_write("@ana", {**levels, "events": {each: 10}}), "encrypted or not"
    assert not listed_to_write("@ana", {"users": {"@bo": 50}, "events_default": 1})
    assert not listed_to_write("@ana", {"users": [], "events": 5, "events_default": 1})


def test_creators_of_new_rooms_are_above_all() -> None:
    create = {"sender": "@maker", "content": {"room_version": "12", "additional_creators": ["@second"]}}
    assert level("@maker", {"users_default": 0}, create) > 100
    assert level("@second", None, create) > 100
    assert level("@other", {"users_default": 0}, create) == 0


@pytest.mark.sockets
@pytest.mark.parametrize("version", ["10", "12"])
async def test_power_is_read_afresh(venue: MatrixVenue, version: str) -> None:
    room = Place("matrix", await venue.host.create_room(preset="public_chat", room_version=version))
    platform = venue.platform(places=(venue.room, room))
    async with running(platform, Recorder()):
        ana = await venue.person("Ana")
        host = Identity("matrix", venue.host.id)
        await venue.host.set_power(room.id, ana.id, 50)
        assert not await platform.may_moderate(ana, room), "not in the room"
        await venue.persons[ana.id].join(room.id)
        assert await platform.may_moderate(ana, room)
        assert await platform.may_moderate(host, room)
        await venue.host.set_power(room.id, ana.id, None)
        assert not await platform.may_moderate(ana, room)


@pytest.mark.sockets
async def test_power_in_a_direct_chat_or_any_other_room_means_nothing(venue: MatrixVenue) -> None:
    platform, inbox = venue.platform(), Recorder()
    async with running(platform, inbox):
        ana = await venue.person("Ana")
        asked = await inbox.hears(await venue.types_in_private(ana, "next"))
        await venue.bot.join(venue.elsewhere.id)
        assert not await platform.may_moderate(ana, asked.place)
        assert not await platform.may_moderate(Identity("matrix", venue.host.id), venue.elsewhere)
        assert not await platform.may_moderate(Identity("discord", venue.host.id), venue.room)
