"""A room in which the bot may not write, and what it hears all the same."""

import pytest

from adapters.matrix.inbound.sync_answer import part
from bot.domain.message import say
from bot.ports.platform import Undeliverable
from tests.adapters.matrix.fakes import Recorder, post, running
from tests.adapters.matrix.sealed import ENCRYPTION
from tests.adapters.matrix.venue import MatrixVenue

pytestmark = pytest.mark.sockets


async def quiet(venue: MatrixVenue, level: int) -> None:
    """So much power one needs to write in the room from now on."""
    levels = await venue.host.state(venue.room.id, "m.room.power_levels")
    await venue.host.set_state(venue.room.id, "m.room.power_levels", {**levels, "events_default": level})


async def test_muted_and_heard_again(venue: MatrixVenue) -> None:
    platform, inbox = venue.platform(), Recorder()
    async with running(platform, inbox):
        ana = await venue.person("Ana", moderator=True)
        await inbox.hears(await venue.types(ana, venue.room, "before"))
        inbox.back.clear()
        await quiet(venue, 50)
        await inbox.until(lambda: bool(inbox.lost))
        with pytest.raises(Undeliverable):
            await platform.post(venue.room, post("now"), "key")
        assert (await inbox.hears(await venue.types(ana, venue.room, "during"))).place == venue.room
        await venue.host.set_power(venue.room.id, ana.id, 60)
        await inbox.hears(await venue.types(ana, venue.room, "still"))
        await quiet(venue, 0)
        await inbox.until(lambda: bool(inbox.back))
        await platform.post(venue.room, post("then"), "key")
    assert inbox.lost == [(say("matrix-muted", level=50), venue.room)]
    assert list(inbox.back.values()) == [venue.room]


@pytest.mark.parametrize("encrypted", [False, True])
async def test_it_counts_what_the_bot_writes_there(venue: MatrixVenue, *, encrypted: bool) -> None:
    room = venue.room.id
    if encrypted:
        venue = venue.encrypting()
        await venue.host.set_state(room, "m.room.encryption", ENCRYPTION)
    platform, inbox = venue.platform(), Recorder()
    async with running(platform, inbox):
        await venue.host.until_member(room, venue.bot.id)
        levels = await venue.host.state(room, "m.room.power_levels")
        events = {**part(levels, "events", dict), "m.room.encrypted": 50}
        await venue.host.set_state(room, "m.room.power_levels", {**levels, "events": events})
        if encrypted:
            await inbox.until(lambda: bool(inbox.lost))
        else:
            ana = await venue.person("Ana")
            await inbox.hears(await venue.types(ana, venue.room, "since"))
            await platform.post(venue.room, post("now"), "key")
    assert inbox.lost == ([(say("matrix-muted", level=50), venue.room)] if encrypted else [])


async def test_unmuted_while_the_bot_was_down(venue: MatrixVenue) -> None:
    inbox = Recorder()
    async with running(venue.platform(), inbox):
        await venue.host.until_member(venue.room.id, venue.bot.id)
        await quiet(venue, 50)
        await inbox.until(lambda: bool(inbox.lost))
        inbox.back.clear()
    await quiet(venue, 0)
    async with running(venue.platform(), inbox):
        await inbox.until(lambda: bool(inbox.back))
    assert (len(inbox.lost), list(inbox.back.values())) == (1, [venue.room])


async def test_power_for_the_bot_alone_is_a_mend(venue: MatrixVenue) -> None:
    platform, inbox = venue.platform(), Recorder()
    async with running(platform, inbox):
        await quiet(venue, 50)
        await inbox.until(lambda: bool(inbox.lost))
        inbox.back.clear()
        await venue.host.set_power(venue.room.id, venue.bot.id, 50)
        await inbox.until(lambda: bool(inbox.back))
        assert await platform.post(venue.room, post("now"), "key")
