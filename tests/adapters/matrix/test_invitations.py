"""Invitations: which are accepted, and how many at once."""

import pytest

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


async def test_who_is_brought_by_a_bridge_gets_no_chat_of_their_own(venue: MatrixVenue) -> None:
    ana, ghost = await venue.person("Ana"), await venue.person("Ghost")
    venue.settings = venue.settings.model_copy(update={"bridged_accounts": (ghost.id,)})
    async with running(venue.platform(), Recorder()):
        for each, answer in ((ghost, "leave"), (ana, "join")):
            person = venue.persons[each.id]
            chat = await person.create_room(preset="private_chat", is_direct=True, invite=[venue.bot.id])
            await person.until_member(chat, venue.bot.id, answer)


async def test_an_invitation_that_cannot_be_answered_holds_up_no_other(venue: MatrixVenue) -> None:
    async with running(venue.platform(), Recorder()):
        ana = await venue.person("Ana")
        person = venue.persons[ana.id]
        gone = await person.create_room(preset="private_chat", is_direct=True, invite=[venue.bot.id])
        await person.leave(gone)
        chat = await person.create_room(preset="private_chat", is_direct=True, invite=[venue.bot.id])
        await person.until_member(chat, venue.bot.id)
