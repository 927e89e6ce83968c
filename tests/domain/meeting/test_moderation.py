"""What two moderators do at the same moment is taken as meant for the same thing."""

import pytest

from bot.domain.meeting.decide.moderation import same_moment
from bot.domain.message import CommandText, Name, Refusal, refuse
from tests.domain.meeting.conftest import IVO, VERA
from tests.domain.meeting.history import History


def refused(history: History, seat: int, name: str, *also: str) -> Refusal | None:
    return same_moment(history.meeting, name, history.person(seat), history.now, also)


@pytest.mark.parametrize(("seconds", "same"), [(0, True), (2.9, True), (3, False), (-1, False)])
def test_for_three_seconds_the_other_moderator_is_told_that_it_is_done(
    meeting: History, seconds: float, same: bool
) -> None:
    meeting.pause(VERA)
    meeting.wait(seconds)
    told = refuse("refused-same-moment", who=Name(meeting.person(VERA)), what=CommandText("pause"))
    assert refused(meeting, IVO, "skip", "pause") == (told if same else None)


def test_another_thing_is_meant(meeting: History) -> None:
    meeting.pause(VERA)
    assert refused(meeting, IVO, "skip") is None
    assert refused(meeting, VERA, "skip", "pause") is None


@pytest.mark.parametrize(("seconds", "same"), [(0, True), (0.9, True), (1, False), (-1, False)])
def test_ones_own_word_within_a_second_is_one_tap(meeting: History, seconds: float, same: bool) -> None:
    meeting.pause(VERA)
    meeting.wait(seconds)
    told = refuse("refused-same-tap", what=CommandText("pause"))
    assert refused(meeting, VERA, "pause") == (told if same else None)


def test_taking_back_is_something_done_too(meeting: History) -> None:
    meeting.pause(VERA)
    meeting.undo(VERA)
    assert refused(meeting, IVO, "undo") is not None
    assert refused(meeting, IVO, "pause") is None


def test_before_anything_was_done_nothing_is_the_same(meeting: History) -> None:
    history = History(meeting.plan, meeting.now)
    assert same_moment(history.meeting, "next", 1, history.now) is None
