"""Rooms that are given up for others: the bot goes along where the new room says so as well."""

import pytest

from bot.domain.identity import Place
from bot.domain.message import say
from tests.adapters.matrix.fakes import Recorder, post, running
from tests.adapters.matrix.venue import MatrixVenue
from tests.synapse import Person

pytestmark = pytest.mark.sockets


async def upgrade(host: Person, room: str, version: str = "12") -> str:
    """As Element does it; returns the new room."""
    answer = await host.call("POST", f"/rooms/{room}/upgrade", {"new_version": version})
    return str(answer["replacement_room"])


async def point_to(host: Person, old: str, new: str) -> None:
    """Give a room up by hand."""
    await host.set_state(old, "m.room.tombstone", {"body": "moved", "replacement_room": new})


@pytest.mark.parametrize("version", ["10", "12"])
async def test_the_bot_goes_along_and_the_place_means_the_new_room(venue: MatrixVenue, version: str) -> None:
    room = Place("matrix", await venue.host.create_room(preset="public_chat", room_version=version))
    platform, inbox = venue.platform((room,)), Recorder()
    async with running(platform, inbox):
        ana = await venue.person_in(room.id, "Ana")
        await inbox.hears(await venue.types(ana, room, "before"))
        inbox.back.clear()
        new = await upgrade(venue.host, room.id)
        await inbox.until(lambda: bool(inbox.moves))
        assert await platform.post(room, post("here"), "key")
        [seen] = await venue.seen_in(Place("matrix", new))
        await venue.persons[ana.id].join(new)
        heard = await inbox.hears(await venue.types(ana, Place("matrix", new), "after"))
        assert (seen.text, heard.place) == ("here", room)
        assert await platform.may_moderate(heard.author, room) is False
        await venue.host.set_power(new, ana.id, 50)
        assert await platform.may_moderate(heard.author, room)
    assert list(inbox.moves.values()) == [(room, new)]
    assert (inbox.lost, inbox.back) == ([], {})


async def test_after_a_restart_it_is_there_and_tells_nothing_twice(venue: MatrixVenue) -> None:
    inbox = Recorder()
    async with running(venue.platform(), inbox):
        new = await upgrade(venue.host, venue.room.id)
        await inbox.until(lambda: bool(inbox.moves))
    await venue.host.call("POST", f"/rooms/{venue.room.id}/kick", {"user_id": venue.bot.id})
    again, platform = Recorder(), venue.platform()
    async with running(platform, again):
        ana = await venue.person_in(new, "Ana")
        heard = await again.hears(await venue.types(ana, Place("matrix", new), "after"))
        assert heard.place == venue.room
    assert (again.moves, again.lost) == ({}, []), "out of the old room, which is no loss"


async def test_upgraded_twice_while_the_bot_was_down(venue: MatrixVenue) -> None:
    async with running(venue.platform(), Recorder()):
        pass
    second = await upgrade(venue.host, venue.room.id)
    third = await upgrade(venue.host, second)
    inbox = Recorder()
    async with running(venue.platform(), inbox):
        await inbox.until(lambda: len(inbox.moves) == 2)
        ana = await venue.person_in(third, "Ana")
        assert (await inbox.hears(await venue.types(ana, Place("matrix", third), "hi"))).place == venue.room
    assert list(inbox.moves.values()) == [(venue.room, second), (venue.room, third)]


async def test_a_closed_room_is_told_as_lost_and_gone_into_when_the_bot_is_asked_in(
    venue: MatrixVenue,
) -> None:
    inbox, closed = Recorder(), venue.moderators_room
    async with running(venue.platform(), inbox):
        new = await upgrade(venue.host, closed.id)
        await inbox.until(lambda: bool(inbox.lost))
        assert inbox.lost == [(say("matrix-upgraded", new=new), closed)]
    again = Recorder()
    async with running(venue.platform(), again):
        await venue.host.invite(new, venue.bot.id)
        await again.until(lambda: bool(again.moves))
    assert list(again.moves.values()) == [(closed, new)]


async def test_an_alias_leads_on_to_the_new_room(venue: MatrixVenue) -> None:
    name, server = f"hall-{venue.bot.id[1:]}".split(":")
    room = await venue.host.create_room(preset="public_chat", room_alias_name=name)
    inbox, place = Recorder(), Place("matrix", f"#{name}:{server}")
    async with running(venue.platform((place,)), inbox):
        new = await upgrade(venue.host, room)
        await inbox.until(lambda: bool(inbox.moves))
        ana = await venue.person_in(new, "Ana")
        assert (await inbox.hears(await venue.types(ana, Place("matrix", new), "hi"))).place == place
    async with running(venue.platform((place,)), inbox):
        assert (await inbox.hears(await venue.types(ana, Place("matrix", new), "restarted"))).place == place
    assert list(inbox.moves.values()) == [(place, new)]


async def test_a_room_that_does_not_say_so_itself_is_not_gone_into(venue: MatrixVenue) -> None:
    inbox = Recorder()
    async with running(venue.platform(), inbox):
        ana = await venue.person("Ana")
        await point_to(venue.host, venue.room.id, venue.elsewhere.id)
        await inbox.until(lambda: bool(inbox.lost))
        assert inbox.lost == [(say("matrix-upgraded", new=venue.elsewhere.id), venue.room)]
        await venue.host.until_member(venue.elsewhere.id, venue.bot.id, "leave")
        assert (await inbox.hears(await venue.types(ana, venue.room, "still"))).place == venue.room
    assert inbox.moves == {}


async def test_rooms_of_meetings_are_not_taken_for_each_other(venue: MatrixVenue) -> None:
    platform, inbox = venue.platform(), Recorder()
    async with running(platform, inbox):
        await point_to(venue.host, venue.moderators_room.id, venue.room.id)
        await inbox.until(lambda: bool(inbox.lost))
        await platform.post(venue.moderators_room, post("secret"), "key")
    assert inbox.moves == {}
    assert [each.text for each in await venue.seen_in(venue.moderators_room)] == ["secret"]
    assert await venue.seen_in(venue.room) == []


async def test_a_move_that_cannot_be_kept_is_made_when_it_can(venue: MatrixVenue) -> None:
    inbox = Recorder(stuck=2)
    async with running(venue.platform(), inbox):
        new = await upgrade(venue.host, venue.room.id)
        await inbox.until(lambda: bool(inbox.moves))
    assert (list(inbox.moves.values()), inbox.stuck) == ([(venue.room, new)], 0)


@pytest.mark.parametrize("closed", [False, True])
async def test_what_was_said_in_the_new_room_before_the_bot_was_there_counts(
    venue: MatrixVenue, closed: bool
) -> None:
    inbox, room = Recorder(), venue.moderators_room if closed else venue.room
    async with running(venue.platform(), inbox):
        ana = await venue.person("Ana", moderator=True)
        await inbox.hears(await venue.types(ana, room, "before"))
    new = Place("matrix", await upgrade(venue.host, room.id))
    if closed:
        await venue.host.invite(new.id, ana.id)
    await venue.persons[ana.id].join(new.id)
    early = await venue.types(ana, new, "early")
    async with running(venue.platform(), inbox):
        if closed:
            await inbox.until(lambda: bool(inbox.lost))
            await venue.host.invite(new.id, venue.bot.id)
        assert (await inbox.hears(early)).place == room
        await venue.host.call("POST", f"/rooms/{new.id}/kick", {"user_id": venue.bot.id})
        await inbox.until(lambda: len(inbox.lost) == 1 + closed)
        await venue.types(ana, new, "meanwhile")
        inbox.back.clear()
        await venue.host.invite(new.id, venue.bot.id)
        await inbox.until(lambda: room in inbox.back.values())
        await inbox.hears(await venue.types(ana, new, "after"))
    assert inbox.texts == ["before", "early", "after"], "what it missed while it was put out is history"
