"""Whoever has the floor is invited to speak, and whoever had it goes back to the audience."""

import pytest

from tests.adapters.discord.stage.meeting import Scene

pytestmark = pytest.mark.sockets


async def test_the_floor_is_an_invitation_and_its_end_a_way_back(debating: Scene, ana: str, ben: str) -> None:
    await debating.sits_down(ana, ben)
    await debating.raises(ana)
    await debating.raises(ben)
    await debating.next()
    assert (debating.speaks(ana), debating.speaks(ben)) == (True, False)
    assert debating.server.stage.states[ana].invited
    await debating.server.stage.accept(ana)
    assert len((await debating.meeting()).queue) == 1, (
        "being invited takes Discord's own hand down, and no place"
    )
    await debating.next()
    assert (debating.speaks(ana), debating.speaks(ben)) == (False, True)
    await debating.says(ben, "done", debating.room)
    assert not debating.speaks(ben)


async def test_whoever_declines_keeps_the_floor(debating: Scene, ana: str, ben: str) -> None:
    await debating.sits_down(ana, ben)
    await debating.raises(ana)
    await debating.next()
    await debating.server.stage.decline(ana)
    await debating.raises(ben)
    assert (await debating.meeting()).floor is not None
    await debating.server.stage.raise_hand(ana)
    await debating.server.until(lambda: debating.speaks(ana))
    assert len((await debating.meeting()).queue) == 1, "whoever has the floor asks for no second turn by it"


async def test_nobody_is_moved_who_is_not_there(debating: Scene, ana: str) -> None:
    await debating.says(ana, "join", debating.room)
    await debating.next()
    assert debating.asked() == 0
    await debating.sits_down(ana)
    await debating.server.until(lambda: debating.speaks(ana))


async def test_a_hand_that_is_raised_anew_is_not_taken_down_by_the_way_back(
    debating: Scene, ana: str, ben: str
) -> None:
    await debating.sits_down(ana, ben)
    await debating.raises(ana)
    await debating.next()
    await debating.server.stage.decline(ana)
    await debating.raises(ben)
    asked = debating.asked()
    await debating.says(ana, "done", debating.room)
    assert debating.asked() == asked


async def test_whose_words_are_read_is_not_asked_to_speak_unless_they_want_to(
    debating: Scene, ana: str
) -> None:
    await debating.sits_down(ana)
    await debating.says(ana, "join text: A point for the minutes", debating.room)
    await debating.next()
    assert debating.asked() == 0
    await debating.server.stage.raise_hand(ana)
    await debating.server.until(lambda: debating.speaks(ana))


async def test_whoever_kept_to_a_direct_chat_is_shown_to_nobody(debating: Scene, ana: str, ben: str) -> None:
    await debating.server.write_to_bot(ana, "join")
    await debating.until(lambda meeting: bool(meeting.queue))
    await debating.sits_down(ana, ben)
    await debating.next()
    await debating.server.stage.leave(ana)
    await debating.raises(ben)
    await debating.move(61)
    assert debating.asked() == 0
    assert not debating.told("has left the Stage")


async def test_a_missing_right_is_told_once_and_the_meeting_goes_on(
    debating: Scene, ana: str, ben: str
) -> None:
    debating.may_move(may=False)
    await debating.sits_down(ana, ben)
    await debating.raises(ana)
    await debating.raises(ben)
    await debating.next()
    await debating.next()
    [told] = debating.told("may not invite people to speak")
    assert "Mute Members" in debating.server.as_read(told)
    assert (await debating.meeting()).counters.turns == 2
    debating.may_move()
    await debating.says(ben, "done", debating.room)
    await debating.says(debating.vera, "undo", debating.moderators)
    assert debating.speaks(ana)


async def test_a_stage_that_the_bot_may_not_see_is_told_too(scene: Scene, ana: str) -> None:
    await scene.server.hide(scene.stage, seen_by=[ana])
    scene.server.world.channels[scene.stage].overwrites.pop(scene.server.bot)
    async with scene.running():
        await scene.debate()
        await scene.says(ana, "join", scene.room)
        await scene.next()
        assert len(scene.told("may not invite people to speak")) == 1


async def test_of_two_stages_it_is_the_one_where_somebody_is(scene: Scene, ana: str, ben: str) -> None:
    other = scene.server.add_stage("Other")
    scene.lobby = scene.server.add_channel("lobby"), other
    scene.may_move()
    async with scene.running():
        await scene.debate()
        await scene.server.stage.join(ana, other)
        await scene.sits_down(ben)
        await scene.raises(ana)
        await scene.next()
        assert (scene.speaks(ana), scene.asked()) == (True, 1)
        await scene.server.stage.join(ana, scene.stage)
        await scene.server.until(lambda: scene.speaks(ana))
        await scene.raises(ben)
        await scene.move(61)
        assert not scene.told("has left the Stage")


async def test_a_turn_that_is_over_moves_nobody(debating: Scene, ana: str) -> None:
    await debating.sits_down(ana)
    await debating.raises(ana)
    debating.server.faults.fail_once("PATCH", "/voice-states/", 503)
    await debating.next()
    asked = debating.asked()
    assert asked == 1
    await debating.says(ana, "done", debating.room)
    await debating.move(60)
    assert (debating.asked(), debating.speaks(ana)) == (asked, False)


async def test_what_is_missing_is_told_before_the_meeting(scene: Scene) -> None:
    async with scene.running():
        pass
    platform = scene.platform()
    stage = platform.capabilities.stage
    assert stage is not None
    assert (await stage.inspect(scene.plan.stages)).problems == []
    scene.may_move(may=False)
    [problem] = (await stage.inspect(scene.plan.stages)).problems
    assert 'lacks "Mute Members"' in problem
    [problem] = (await stage.inspect(scene.plan.places)).problems
    assert "not a Stage channel" in problem
