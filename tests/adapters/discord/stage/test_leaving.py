"""Whoever leaves the Stage is waited for a minute, and moderators are asked about those who matter then."""

import pytest

from tests.adapters.discord.stage.meeting import Scene

pytestmark = pytest.mark.sockets

GONE = "has left the Stage"


async def speaking(scene: Scene, *people: str) -> None:
    """The first has the floor, and the others wait."""
    await scene.sits_down(*people)
    for person in people:
        await scene.raises(person)
    await scene.next()


async def leaves(scene: Scene, person: str) -> None:
    missing = len((await scene.meeting()).off_stage)
    await scene.server.stage.leave(person)
    await scene.until(lambda meeting: len(meeting.off_stage) > missing)


async def test_the_floor_is_kept_for_a_minute(debating: Scene, ana: str) -> None:
    await speaking(debating, ana)
    await leaves(debating, ana)
    await debating.move(59)
    await debating.sits_down(ana)
    await debating.until(lambda meeting: not meeting.off_stage)
    assert debating.speaks(ana), "whoever is back is invited again"
    await debating.move(61)
    assert not debating.told(GONE)


async def test_after_a_minute_moderators_can_say_that_they_are_absent(debating: Scene, ana: str) -> None:
    await speaking(debating, ana)
    await leaves(debating, ana)
    await debating.move(59)
    assert not debating.told(GONE)
    await debating.move(2)
    [told] = debating.told(GONE)
    assert debating.server.as_read(told).startswith("Ana has the floor, but has left the Stage.")
    assert debating.offered(told) == ["Absent"]
    await debating.server.press(debating.vera, told.id, 1)
    await debating.until(lambda meeting: meeting.floor is None)
    assert (await debating.meeting()).queue[0].held, "the place is kept once"
    await debating.move(3600)
    assert len(debating.told(GONE)) == 1


async def test_whoever_is_next_is_missed_too_and_can_be_passed_over(
    debating: Scene, ana: str, ben: str
) -> None:
    await speaking(debating, ana, ben)
    await leaves(debating, ben)
    await debating.move(61)
    [told] = debating.told(GONE)
    assert debating.server.as_read(told).startswith("Ben is next, but has left the Stage.")
    await debating.server.press(debating.vera, told.id, 1)
    await debating.until(lambda meeting: meeting.on_deck is None)
    [ticket] = (await debating.meeting()).queue
    assert ticket.held
    assert "You were next, but you were not there." in debating.server.as_read(
        debating.server.private(ben)[-1]
    )


async def test_whoever_only_waits_keeps_the_place_silently_until_it_matters(
    debating: Scene, ana: str, ben: str
) -> None:
    cleo = debating.server.add_person("Cleo")
    await speaking(debating, ana, ben, cleo)
    await leaves(debating, cleo)
    await debating.move(600)
    assert not debating.told(GONE)
    assert not any(ticket.held for ticket in (await debating.meeting()).queue)
    await debating.next()
    [told] = debating.told(GONE)
    assert debating.server.as_read(told).startswith("Cleo is next")


async def test_whoever_says_that_they_are_there_is_not_missed(debating: Scene, ana: str, ben: str) -> None:
    await speaking(debating, ana, ben)
    await leaves(debating, ben)
    await debating.says(ben, "later", debating.room)
    await debating.says(ben, "ready", debating.room)
    await debating.move(61)
    assert not debating.told(GONE)


async def test_whose_words_are_read_aloud_need_not_be_there(debating: Scene, ana: str, ben: str) -> None:
    await speaking(debating, ana, ben)
    await debating.says(ben, "join text: A point for the minutes", debating.room)
    await leaves(debating, ben)
    await debating.move(61)
    assert not debating.told(GONE)
