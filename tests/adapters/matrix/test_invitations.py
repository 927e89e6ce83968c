"""Invitations: which are accepted, and how many at once."""

import asyncio
from contextlib import suppress

import pytest

from adapters.matrix.inbound.invitations import A_MINUTE, InvitationHandler
from adapters.matrix.inbound.sync_answer import Invitation
from adapters.matrix.rooms.direct_rooms import DirectRooms
from adapters.matrix.rooms.rooms import Rooms
from adapters.matrix.session import Session
from tests.adapters.matrix.fakes import Recorder, running
from tests.adapters.matrix.venue import MatrixVenue

pytestmark = pytest.mark.sockets


async def test_a_room_that_no_meeting_knows_is_declined_also_under_the_name_of_a_direct_chat(
    venue: MatrixVenue,
) -> None:
    async with running(venue.platform(), Recorder()):
        ana, eve = await venue.person("Ana"), await venue.person("Eve")
        person = venue.persons[ana.id]
        plain = await person.create_room(preset="private_chat", invite=[venue.bot.id])
        crowd = await person.create_room(preset="public_chat")
        await venue.persons[eve.id].join(crowd)
        ask = {"membership": "invite", "is_direct": True}
        await person.set_state(crowd, "m.room.member", ask, venue.bot.id)
        await person.until_member(plain, venue.bot.id, "leave")
        await person.until_member(crowd, venue.bot.id, "leave")
    assert set(await venue.bot.joined_rooms()) == {venue.room.id, venue.moderators_room.id}


async def test_a_flood_of_invitations_waits(venue: MatrixVenue) -> None:
    session = Session(venue.settings)
    await session.sign_in()
    waits: list[float] = []
    waited = asyncio.Event()

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        waited.set()
        await asyncio.Event().wait()

    rooms = Rooms(session.api, ())
    invitations = InvitationHandler(session.api, rooms, DirectRooms(session.api, rooms), sleep)
    for n in range(A_MINUTE + 1):
        invitations.enqueue(Invitation(f"!{n}:localhost", venue.host.id, direct=False))
    keeper = asyncio.create_task(invitations.keep())
    await asyncio.wait_for(waited.wait(), 20)
    keeper.cancel()
    with suppress(asyncio.CancelledError):
        await keeper
    await session.close()
    assert len(waits) == 1
    assert 30 < waits[0] <= 60
