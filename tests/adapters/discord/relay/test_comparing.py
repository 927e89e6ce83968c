"""What a session does not tell of, a look at the channel does; what was taken away leaves no copy."""

import pytest

from tests.adapters.discord.relay.conftest import Related
from tests.discord_server.world import READ_MESSAGE_HISTORY
from tests.e2e.world import OnDiscord

pytestmark = [pytest.mark.sockets, pytest.mark.timeout(300)]

DAY = 24 * 3600
MOST = 10


async def test_what_is_said_and_taken_away_while_it_is_read_up_leaves_no_copy(related: Related) -> None:
    server = related.server
    await related.says("First")
    await related.stand("First")
    held = server.faults.hold_once("GET", f"/channels/{related.thread}/messages")
    await server.faults.invalidate()
    await held.done.wait()
    message = await related.says("Regretted")
    await server.delete(message)
    held.let_go.set()
    await related.says("Last")
    await related.stand("First", "Last")


async def test_what_is_said_and_taken_away_at_once_leaves_no_copy(related: Related) -> None:
    server = related.server
    await server.faults.cut()
    for number in range(5):
        message = await related.says(f"Regretted {number}")
        await server.delete(message)
    await related.says("Last")
    await related.stand("Last")


async def test_what_was_kept_out_stays_out_when_the_bot_begins_anew(related: Related) -> None:
    whole = related.whole
    here = OnDiscord("Vera", related.server, whole.vera, related.thread)
    assert "stays on your platform" in await here.say("relay out")
    await related.says("Mine")
    await whole.settled()
    assert "goes across" in await here.say("relay in")
    await related.kill()
    await related.start()
    await related.says("Ours")
    await related.stand("Ours")


async def test_seven_days_are_compared_and_what_is_older_is_left_alone(related: Related) -> None:
    server, clock = related.server, related.whole.clock
    texts, said = ("Oldest", "Old", "Newer", "Newest"), []
    for number, text in enumerate(texts, start=1):
        said.append(await related.says(text))
        await related.stand(*texts[:number])
        clock.move(3600)
    await related.kill()
    await server.edit(said[0], "Oldest, changed")
    await server.delete(said[1])
    await server.edit(said[2], "Newer, changed")
    await server.delete(said[3])
    clock.move(7 * DAY - 3 * 3600)
    await related.start()
    await related.says("Now")
    await related.stand("Oldest", "Old", "Newer, changed", "Now")


async def test_the_newest_are_compared_and_what_was_said_before_is_left_alone(
    related: Related, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.services.relay.hearing.COMPARED", MOST)
    server = related.server
    said = [await related.says(f"Word {number}") for number in range(MOST + 2)]
    await related.stand(*(f"Word {number}" for number in range(MOST + 2)))
    await related.kill()
    for number in (0, 2, MOST + 1):
        await server.edit(said[number], f"Word {number}, changed")
    await server.delete(said[1], said[3], said[MOST])
    await related.start()
    await related.stand(
        "Word 0",
        "Word 1",
        "Word 2, changed",
        *(f"Word {number}" for number in range(4, MOST)),
        f"Word {MOST + 1}, changed",
    )


async def test_where_the_bot_may_not_read_back_nothing_is_taken_for_gone(related: Related) -> None:
    server, (room,) = related.server, [each.parent for each in related.server.threads(related.whole.room)]
    await related.says("First")
    await related.stand("First")
    await related.kill()
    await server.faults.take_permission(room, READ_MESSAGE_HISTORY)
    await related.start()
    await related.says("Last")
    await related.stand("First", "Last")


async def test_a_history_that_nobody_tells_at_first_is_read_all_the_same(related: Related) -> None:
    server = related.server
    first = await related.says("First")
    await related.stand("First")
    await related.kill()
    await server.edit(first, "First, changed")
    await related.says("Missed")
    for _ in range(2):
        server.faults.fail_once("GET", f"/channels/{related.thread}/messages", 0)
    await related.start()
    await related.says("Now")
    await related.stand("First, changed", "Missed", "Now")


async def test_of_two_edits_the_later_one_stays(related: Related) -> None:
    server = related.server
    message = await related.says("First")
    await related.stand("First")
    held = server.faults.hold_once("GET", f"/channels/{related.thread}/messages")
    await server.faults.invalidate()
    await held.done.wait()
    await server.edit(message, "Changed")
    await server.edit(message, "Changed again")
    held.let_go.set()
    for number in range(3):  # by the last of them all that came before is taken in
        await related.says(f"Last {number}")
        await related.stand("Changed again", *(f"Last {each}" for each in range(number + 1)))
        await related.whole.settled()
    assert related.copies()[0] == "Changed again"
