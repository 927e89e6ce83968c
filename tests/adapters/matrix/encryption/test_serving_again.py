"""A process that serves after another one has: what it says in encrypted rooms can be read."""

from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.domain.identity import Place
from tests.adapters.matrix.fakes import Recorder, post, running
from tests.adapters.matrix.sealed import ENCRYPTION, sealed_client
from tests.adapters.matrix.venue import MatrixVenue
from tests.synapse import Synapse

pytestmark = pytest.mark.sockets


async def test_who_came_while_another_process_served_reads_what_is_said(
    venue: MatrixVenue, synapse: Synapse, tmp_path: Path
) -> None:
    """One process, another, and the first again; what the second was told is told nobody else."""
    venue, inbox = venue.encrypting(), Recorder()
    room = Place("matrix", await venue.host.create_room(preset="public_chat", initial_state=[ENCRYPTION]))
    places = (venue.room, room)
    first = venue.platform(places)
    async with running(first, inbox):
        await first.post(room, post("before"), "1")
    async with AsyncExitStack() as stack:
        async with running(venue.platform(places), inbox):
            ana = venue.persons[(await venue.person_in(room.id, "Ana")).id]
            client = await stack.enter_async_context(sealed_client(synapse, ana, tmp_path))
            await inbox.until(lambda: room in inbox.newcomers.values())
            await inbox.hears(f"matrix:{await venue.host.say(room.id, '!next')}")
        async with running(first, inbox):
            await first.post(room, post("after"), "2")
            await client.until(lambda: client.words(venue.bot.id) == ["after"])


async def test_what_three_processes_say_in_turn_is_read(
    venue: MatrixVenue, synapse: Synapse, tmp_path: Path
) -> None:
    """The third is the first again, whose keys are older than what the second has said with them."""
    venue = venue.encrypting()
    room = Place("matrix", await venue.host.create_room(preset="public_chat", initial_state=[ENCRYPTION]))
    first, second = (venue.platform((venue.room, room)) for _ in range(2))
    said = []
    async with sealed_client(synapse, venue.host, tmp_path) as client:
        for number, serving in enumerate((first, second, first)):
            async with running(serving, Recorder()):
                said.append(f"word {number}")
                await serving.post(room, post(said[-1]), said[-1])
                await client.until(lambda: client.words(venue.bot.id) == said)
