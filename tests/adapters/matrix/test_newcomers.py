"""Whoever comes into an encrypted room later reads nothing of before: the bot is told of them."""

from pathlib import Path

import pytest

from bot.domain.identity import Place
from tests.adapters.matrix.fakes import Recorder, post, running
from tests.adapters.matrix.sealed import ENCRYPTION, sealed_client
from tests.adapters.matrix.venue import MatrixVenue
from tests.synapse import Synapse

pytestmark = pytest.mark.sockets


async def test_a_newcomer_reads_what_is_posted_behind_their_coming_and_nothing_else(
    venue: MatrixVenue, synapse: Synapse, tmp_path: Path
) -> None:
    venue, inbox = venue.encrypting(), Recorder()
    room = Place("matrix", await venue.host.create_room(preset="public_chat", initial_state=[ENCRYPTION]))
    platform, li = venue.platform((room, venue.room)), await venue.accounts.person("Li")
    async with running(platform, inbox), sealed_client(synapse, li, tmp_path) as client:
        await platform.post(room, post("Old board"), "one")
        await li.join(room.id)
        await inbox.until(lambda: bool(inbox.newcomers))
        await li.call("PUT", f"/profile/{li.id}/displayname", {"displayname": "Li Wei"})
        await platform.post(room, post("New board"), "two")
        await client.until(lambda: client.words(venue.bot.id) == ["New board"])
        await inbox.hears(f"matrix:{await client.say(room.id, '!one')}")
        ana = await venue.person("Ana")
        await inbox.hears(await venue.types(ana, venue.room, "two"))
    assert list(inbox.newcomers.values()) == [room], "not by a new name, nor in the open room"


async def test_who_came_while_the_bot_was_down_is_told_of_when_it_runs(venue: MatrixVenue) -> None:
    venue = venue.encrypting()
    room = Place("matrix", await venue.host.create_room(preset="public_chat", initial_state=[ENCRYPTION]))
    async with running(venue.platform((room,)), Recorder()):
        pass
    li = await venue.accounts.person("Li")
    await li.join(room.id)
    for number in range(60):
        await li.say(room.id, f"talk {number}")
    inbox = Recorder()
    async with running(venue.platform((room,)), inbox):
        await inbox.until(lambda: bool(inbox.newcomers))
    assert list(inbox.newcomers.values()) == [room]
