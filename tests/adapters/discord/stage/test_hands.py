"""Hands on a Stage are places in the queue, and what happens to them there takes no place away."""

import pytest

from bot.domain.meeting.state import Meeting
from tests.adapters.discord.stage.meeting import Scene

pytestmark = pytest.mark.sockets


def waiting(meeting: Meeting) -> int:
    return len(meeting.queue)


async def test_a_hand_is_a_place_and_taken_down_it_is_none(debating: Scene, ana: str) -> None:
    await debating.sits_down(ana)
    await debating.raises(ana)
    [joined] = debating.server.private(ana)
    assert "You are in the queue. Your place now: 1" in debating.server.as_read(joined)
    await debating.server.stage.lower_hand(ana)
    await debating.until(lambda meeting: not meeting.queue)
    assert "You are out of the queue" in debating.server.as_read(debating.server.private(ana)[-1])


async def test_the_same_told_twice_changes_nothing(debating: Scene, ana: str, ben: str) -> None:
    await debating.sits_down(ana, ben)
    await debating.raises(ana)
    await debating.server.stage.repeat(ana)
    await debating.server.stage.lower_hand(ana)
    await debating.server.stage.repeat(ana)
    await debating.raises(ben)  # all before it has been dealt with by then
    assert [ticket.person for ticket in (await debating.meeting()).queue] == [3]
    assert len(debating.server.private(ana)) == 2


async def test_whoever_is_invited_by_hand_keeps_the_place(debating: Scene, ana: str, ben: str) -> None:
    await debating.sits_down(ana, ben)
    await debating.raises(ana)
    await debating.server.stage.move(ana, speaks=True)
    await debating.server.stage.accept(ana)
    await debating.server.stage.move(ana, speaks=False)
    await debating.raises(ben)
    assert waiting(await debating.meeting()) == 2


async def test_whoever_comes_back_takes_the_same_place_down_with_a_new_hand(
    debating: Scene, ana: str
) -> None:
    await debating.sits_down(ana)
    await debating.raises(ana)
    await debating.server.stage.leave(ana)
    await debating.until(lambda meeting: bool(meeting.off_stage))
    assert waiting(await debating.meeting()) == 1, "Discord takes the hand down when somebody leaves"
    await debating.sits_down(ana)
    await debating.server.stage.raise_hand(ana)
    await debating.server.stage.lower_hand(ana)
    await debating.until(lambda meeting: not meeting.queue)


async def test_what_was_asked_for_in_words_stays(debating: Scene, ana: str, ben: str) -> None:
    await debating.says(ana, "join", debating.room)
    await debating.sits_down(ana, ben)
    await debating.server.stage.raise_hand(ana)
    await debating.server.stage.lower_hand(ana)
    await debating.raises(ben)
    assert waiting(await debating.meeting()) == 2


async def test_whoever_is_on_hold_is_back_with_a_hand(debating: Scene, ana: str) -> None:
    await debating.sits_down(ana)
    await debating.raises(ana)
    await debating.next()
    await debating.move(5)
    await debating.says(debating.vera, "absent", debating.moderators)
    assert (await debating.meeting()).queue[0].held
    await debating.server.stage.move(ana, speaks=False)
    await debating.server.stage.raise_hand(ana)
    await debating.until(lambda meeting: not meeting.queue[0].held)


async def test_what_cannot_be_read_keeps_nobody_out(debating: Scene, ana: str) -> None:
    await debating.sits_down(ana)
    odd: list[dict[str, object]] = [{}, {"guild_id": 1, "member": 3}]
    odd.append({"guild_id": "x", "user_id": ana, "channel_id": "no-number"})
    for payload in odd:
        await debating.server.faults.send_event("VOICE_STATE_UPDATE", payload)
    await debating.raises(ana)
    assert debating.told("could not read")
