"""What happens on a Stage while the bot is away."""

import pytest

from bot.domain.meeting.state import Meeting
from tests.adapters.discord.stage.meeting import Scene

pytestmark = pytest.mark.sockets


def people(meeting: Meeting) -> list[int]:
    return [ticket.person for ticket in meeting.queue]


async def test_hands_raised_meanwhile_count_and_those_before_not_twice(
    scene: Scene, ana: str, ben: str
) -> None:
    async with scene.running():
        await scene.debate()
        await scene.sits_down(ana, ben)
        await scene.raises(ana)
        told = len(scene.server.private(ana))
    await scene.server.stage.raise_hand(ben)
    async with scene.running():
        await scene.until(lambda meeting: len(meeting.queue) == 2)
        assert len(scene.server.private(ana)) == told
        [profile] = await scene.store.read(lambda tx: tx.people.profiles("roundtable", {3}).values())
        assert profile.name == "Ben"


async def test_a_hand_taken_down_meanwhile_gives_the_place_up_and_one_that_was_lost_does_not(
    scene: Scene, ana: str, ben: str
) -> None:
    cleo, dora = scene.server.add_person("Cleo"), scene.server.add_person("Dora")
    async with scene.running():
        await scene.debate()
        await scene.sits_down(ana, ben, cleo, dora)
        for person in (ana, ben, cleo):
            await scene.raises(person)
        await scene.server.stage.move(ben, speaks=True)
        await scene.server.stage.move(ben, speaks=False)
        await scene.until(lambda meeting: meeting.queue[1].hands == frozenset())
    await scene.server.stage.lower_hand(ana)
    await scene.server.stage.leave(cleo)
    await scene.server.stage.join(cleo, scene.stage)
    async with scene.running():
        await scene.raises(dora)  # all before it has been dealt with by then
        assert people(await scene.meeting()) == [3, 4, 5]


async def test_a_hand_that_had_its_turn_does_not_count_again(scene: Scene, ana: str, ben: str) -> None:
    scene.may_move(may=False)  # so that nobody takes the hand down
    async with scene.running():
        await scene.debate()
        await scene.sits_down(ana, ben)
        await scene.raises(ana)
        await scene.next()
        await scene.says(ana, "done", scene.room)
    async with scene.running():
        await scene.raises(ben)
        assert people(await scene.meeting()) == [3]


async def test_an_invitation_outlives_a_restart_as_long_as_its_turn(scene: Scene, ana: str, ben: str) -> None:
    async with scene.running():
        await scene.debate()
        await scene.sits_down(ana, ben)
        await scene.raises(ana)
        await scene.raises(ben)
        scene.server.faults.fail_once("PATCH", "/voice-states/", 503)
        await scene.next()
        assert not scene.speaks(ana)
    scene.clock.move(30)
    async with scene.running():
        await scene.server.until(lambda: scene.speaks(ana))
        scene.server.faults.fail_once("PATCH", "/voice-states/", 503)
        await scene.next()
        await scene.says(ben, "done", scene.room)
    scene.clock.move(30)
    async with scene.running():
        await scene.settled()
        assert not scene.speaks(ben)


async def test_what_happened_between_two_connections_is_noticed(debating: Scene, ana: str, ben: str) -> None:
    cleo = debating.server.add_person("Cleo")
    await debating.sits_down(ana, ben, cleo)
    for person in (ana, ben, cleo):
        await debating.raises(person)
    await debating.next()
    await debating.server.faults.cut()
    await debating.server.faults.invalidate()
    await debating.server.stage.lower_hand(ben)
    await debating.server.stage.leave(ana)
    await debating.until(lambda meeting: len(meeting.queue) == 1 and bool(meeting.off_stage))
    await debating.move(61)
    assert debating.told("Ana has the floor, but has left the Stage.")
