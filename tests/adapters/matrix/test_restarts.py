"""Nothing lost and nothing doubled: crashes, failures and broken lines."""

import pytest

from tests.adapters.matrix.fakes import Recorder, StillClock, running
from tests.adapters.matrix.venue import MatrixVenue
from tests.contracts.platform.documents import text

pytestmark = pytest.mark.sockets


async def test_everything_said_while_the_bot_was_down_is_heard_in_order(venue: MatrixVenue) -> None:
    inbox = Recorder()
    async with running(venue.platform(), inbox):
        ana = await venue.person("Ana")
        await inbox.hears(await venue.types(ana, venue.room, "0"))
    said = [await venue.types(ana, venue.room, str(n)) for n in range(1, 71)]
    async with running(venue.platform(), inbox):
        await inbox.hears(said[-1])
    assert inbox.texts == [str(n) for n in range(71)]
    assert inbox.handed[1].at < StillClock().now(), "when it was sent, and not when it was read"


async def test_what_was_said_in_two_rooms_and_a_direct_chat_while_the_bot_was_down_is_heard_in_order(
    venue: MatrixVenue,
) -> None:
    inbox = Recorder()
    async with running(venue.platform(), inbox):
        ana = await venue.person("Ana", moderator=True)
        await inbox.hears(await venue.types_in_private(ana, "0"))
    for number in range(1, 10, 3):
        await venue.types(ana, venue.moderators_room, str(number))
        await venue.types_in_private(ana, str(number + 1))
        last = await venue.types(ana, venue.room, str(number + 2))
    async with running(venue.platform(), inbox):
        await inbox.hears(last)
    assert inbox.texts == [f"{n}" for n in range(10)]


async def test_what_a_gap_hides_keeps_its_place_among_other_rooms(venue: MatrixVenue) -> None:
    inbox = Recorder()
    async with running(venue.platform(), inbox):
        ana = await venue.person("Ana", moderator=True)
        await inbox.hears(await venue.types(ana, venue.room, "0"))
    for number in range(1, 61):  # more than one answer tells of a room
        await venue.types(ana, venue.room, str(number))
        if number == 5:
            await venue.types(ana, venue.moderators_room, "between")
    last = await venue.types(ana, venue.room, "last")
    async with running(venue.platform(), inbox):
        await inbox.hears(last)
    assert inbox.texts == [*map(str, range(6)), "between", *map(str, range(6, 61)), "last"]


async def test_a_crash_before_the_position_was_kept_hands_in_the_same_cause_again(venue: MatrixVenue) -> None:
    inbox = Recorder()
    async with running(venue.platform(), inbox):
        ana = await venue.person("Ana")
        first = await venue.types(ana, venue.room, "first")
        await inbox.hears(first)
    venue.sync_positions.rewind()
    async with running(venue.platform(), inbox):
        last = await venue.types(ana, venue.room, "last")
        await inbox.hears(last)
    assert inbox.causes == [first, first, last]


async def test_a_failing_inbox_gets_everything_again(venue: MatrixVenue) -> None:
    inbox = Recorder()
    async with running(venue.platform(), inbox):
        ana = await venue.person("Ana")
        inbox.failures = 2
        said = [await venue.types(ana, venue.room, str(n)) for n in range(3)]
        await inbox.hears(said[-1])
    assert list(dict.fromkeys(inbox.causes)) == said


async def test_a_broken_line_is_taken_up_again(venue: MatrixVenue) -> None:
    inbox = Recorder()
    async with running(venue.platform(), inbox):
        ana = await venue.person("Ana")
        first = await venue.types(ana, venue.room, "first")
        await inbox.hears(first)
        await venue.cut()
        last = await venue.types(ana, venue.room, "last")
        await inbox.hears(last)
    assert inbox.causes == [first, last]


async def test_the_venue_repeats_a_native_event(venue: MatrixVenue) -> None:
    inbox = Recorder()
    async with running(venue.platform(), inbox):
        ana = await venue.person("Ana")
        cause = await venue.types(ana, venue.room, "join")
        await inbox.hears(cause)
        await venue.repeat(cause)
        await inbox.until(lambda: inbox.causes == [cause, cause])


async def test_a_token_that_the_server_forgot_is_renewed(venue: MatrixVenue) -> None:
    inbox = Recorder()
    async with running(venue.platform(), inbox):
        ana = await venue.person("Ana")
        await venue.bot.call("POST", "/logout/all", {})
        await inbox.hears(await venue.types(ana, venue.room, "join"))


async def test_one_that_stood_by_for_another_reads_on_where_that_one_was(venue: MatrixVenue) -> None:
    one, other = venue.platform(), venue.platform()
    inbox, ana = Recorder(), await venue.person("Ana")
    for number, platform in enumerate((one, other, one, other)):
        async with running(platform, inbox):
            await inbox.hears(await venue.types(ana, venue.room, str(number)))
            await platform.post(venue.room, text(f"heard {number}"), f"key-{number}")
    assert inbox.texts == [str(n) for n in range(4)]
    seen = [each.text for each in await venue.seen_in(venue.room)]
    assert [each for each in seen if each.startswith("heard")] == [f"heard {n}" for n in range(4)]


async def test_whoever_was_there_before_goes_by_the_name_shown_there_afterwards_too(
    venue: MatrixVenue,
) -> None:
    """A homeserver remembers whom it has named to this device, which a new process does not."""
    inbox = Recorder()
    async with running(venue.platform(), inbox):
        ana, ben = await venue.person("Ana"), await venue.person("Ben")
        for person in (ana, ben):
            await inbox.hears(await venue.types(person, venue.room, "hello"))
    async with running(venue.platform(), inbox):
        await inbox.hears(await venue.types(ben, venue.room, "first"))
        await inbox.hears(await venue.types(ana, venue.room, "second"))
    assert [each.author_name for each in inbox.handed] == ["Ana", "Ben", "Ben", "Ana"]
