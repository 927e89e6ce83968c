"""Whatever Discord tells twice, of a Stage, of commands and of messages, counts once."""

import pytest

from tests.adapters.discord.stage.meeting import Scene

pytestmark = pytest.mark.sockets


async def typed(scene: Scene, person: str, line: str) -> None:
    """A line in the room, delivered three times, and answered."""
    before = len(scene.server.private(person))
    event = await scene.server.say(person, scene.room, f"@Evenfloor {line}")
    for _ in range(2):
        await scene.server.faults.repeat(event)
    await scene.server.until(lambda: len(scene.server.private(person)) > before)
    await scene.settled()


async def chosen(scene: Scene, person: str, line: str, channel: str) -> None:
    """A slash command, delivered three times, and answered."""
    before = len(scene.server.private(person))
    event = await scene.server.slash(person, channel, line)
    for _ in range(2):
        await scene.server.faults.repeat(event)
    await scene.server.until(lambda: len(scene.server.private(person)) > before)
    await scene.settled()


async def test_a_turn_on_a_stage_in_which_everything_comes_twice(debating: Scene, ana: str, ben: str) -> None:
    server, stage = debating.server, debating.server.stage
    cleo = server.add_person("Cleo")
    for person in (ana, ben):
        await debating.sits_down(person)
        await stage.repeat(person)
    await debating.raises(ana)
    await stage.repeat(ana)
    await typed(debating, ben, "join")
    await chosen(debating, cleo, "join", debating.room)
    assert len((await debating.meeting()).queue) == 3
    debating.clock.move(5)
    await chosen(debating, debating.vera, "next", debating.moderators)
    await server.until(lambda: debating.speaks(ana))
    await stage.repeat(ana)
    await stage.accept(ana)
    await stage.repeat(ana)
    assert debating.asked() == 1, "invited once"
    await stage.leave(ana, times=2)
    await debating.until(lambda meeting: bool(meeting.off_stage))
    await debating.move(61)
    assert len(debating.told("Ana has the floor, but has left the Stage")) == 1
    debating.clock.move(5)
    await chosen(debating, debating.vera, "next", debating.moderators)
    meeting = await debating.meeting()
    assert meeting.counters.turns == 2, "one step each"
    assert len(meeting.queue) == 1
    for person in (ana, ben, cleo):
        told = [server.as_read(one) for one in server.private(person)]
        assert [text.startswith("You are in the queue. Your place") for text in told].count(True) == 1
        assert len(told) == len(set(told)), "nothing is said twice"
    answers = [one for person in (ana, ben, cleo, debating.vera) for one in server.private(person)]
    assert [one.edits for one in answers] == [0] * len(answers), "no answer took another's place"
