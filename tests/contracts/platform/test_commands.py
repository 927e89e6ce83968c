"""How commands arrive."""

import asyncio
from contextlib import suppress

import pytest

from bot.ports.platform import Platform
from tests.contracts.platform.inbox import PATIENCE, RecordingInbox, asked, running
from tests.contracts.venue import Venue


async def test_a_command_in_a_room_arrives_once(
    venue: Venue, platform: Platform, inbox: RecordingInbox
) -> None:
    ana = await venue.person("Ana")
    cause = await venue.types(ana, venue.room, "join")
    await inbox.caused_by(cause)
    await inbox.caused_by(await venue.types(ana, venue.room, "queue"))
    [invocation] = [each for each in inbox.invocations if each.cause == cause]
    assert len(inbox.invocations) == 2
    assert (invocation.author, invocation.author_name) == (ana, "Ana")
    assert (invocation.place, invocation.direct) == (venue.room, False)
    assert asked(invocation) == "join"
    assert invocation.at.utcoffset() is not None
    assert cause.startswith(f"{platform.name}:")


@pytest.mark.usefixtures("platform")
async def test_a_command_arrives_with_its_words(venue: Venue, inbox: RecordingInbox) -> None:
    ana = await venue.person("Ana")
    cause = await venue.types(ana, venue.room, "identify cs ap")
    assert asked(await inbox.caused_by(cause)) == "identify cs ap"


@pytest.mark.usefixtures("platform")
async def test_a_command_in_a_direct_chat_is_direct(venue: Venue, inbox: RecordingInbox) -> None:
    ana = await venue.person("Ana")
    invocation = await inbox.caused_by(await venue.types_in_private(ana, "join"))
    assert (invocation.author, invocation.direct, asked(invocation)) == (ana, True, "join")
    assert invocation.place not in {venue.room, venue.moderators_room, venue.elsewhere}


@pytest.mark.usefixtures("platform")
async def test_rooms_and_people_are_told_apart(venue: Venue, inbox: RecordingInbox) -> None:
    ana, mira = await venue.person("Ana"), await venue.person("Mira", moderator=True)
    causes = [
        await venue.types(ana, venue.room, "join"),
        await venue.types(mira, venue.moderators_room, "next"),
    ]
    found = [await inbox.caused_by(cause) for cause in causes]
    assert [(each.author, each.place) for each in found] == [(ana, venue.room), (mira, venue.moderators_room)]
    assert len(set(causes)) == 2


@pytest.mark.usefixtures("platform")
async def test_a_repeated_event_has_the_same_cause(venue: Venue, inbox: RecordingInbox) -> None:
    """Whether the adapter or the inbox drops it: a repeat must never look like a second command."""
    ana = await venue.person("Ana")
    cause = await venue.types(ana, venue.room, "join")
    await inbox.caused_by(cause)
    await venue.repeat(cause)
    await inbox.caused_by(await venue.types(ana, venue.room, "queue"))
    assert {each.cause for each in inbox.invocations if asked(each) == "join"} == {cause}


async def test_commands_arrive_after_the_connection_was_lost(
    venue: Venue, platform: Platform, inbox: RecordingInbox
) -> None:
    ana = await venue.person("Ana")
    await inbox.caused_by(await venue.types(ana, venue.room, "join"))
    await venue.cut()
    await platform.ready()
    assert asked(await inbox.caused_by(await venue.types(ana, venue.room, "queue"))) == "queue"


async def test_running_can_be_cancelled_and_begun_again(venue: Venue) -> None:
    ana = await venue.person("Ana")
    for text in ("join", "queue"):
        inbox = RecordingInbox()
        async with asyncio.timeout(PATIENCE), running(venue.platform(), inbox):
            assert asked(await inbox.caused_by(await venue.types(ana, venue.room, text))) == text


async def test_running_ends_when_cancelled_before_it_is_ready(venue: Venue, inbox: RecordingInbox) -> None:
    task = asyncio.create_task(venue.platform().run(inbox))
    await asyncio.sleep(0)
    task.cancel()
    async with asyncio.timeout(PATIENCE):
        with suppress(asyncio.CancelledError):
            await task
    assert task.cancelled()
