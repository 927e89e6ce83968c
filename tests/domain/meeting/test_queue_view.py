"""For whom there is time, as far as it can be foreseen."""

import pytest

from bot.domain.meeting.queue_view import within_reach
from tests.domain.meeting.conftest import VERA
from tests.domain.meeting.history import History
from tests.domain.meeting.random_histories import PLANS, START


@pytest.mark.parametrize(
    ("gone", "waiting", "reach"),
    [
        (0, 40, 30),  # two discussions of half an hour, turns of two minutes
        (0, 5, 5),
        (119, 40, 29),
        (120, 40, 29),
        (121, 40, 28),
        (1800, 40, 15),  # the first discussion's time is up
        (9000, 40, 15),
    ],
)
def test_as_many_as_there_are_whole_turns_left(meeting: History, gone: int, waiting: int, reach: int) -> None:
    for seat in range(waiting):
        meeting.join(seat)
    meeting.wait(gone)
    assert within_reach(meeting.meeting, meeting.now) == reach


def test_what_is_left_of_the_turn_that_goes_on_is_taken_off(meeting: History) -> None:
    meeting.move(VERA, 1)
    for seat in range(30):
        meeting.join(seat)
    meeting.next(VERA)
    assert within_reach(meeting.meeting, meeting.now) == 14
    meeting.more(VERA, 1700)
    assert within_reach(meeting.meeting, meeting.now) == 0
    meeting.more(VERA, 60)
    assert within_reach(meeting.meeting, meeting.now) == 0


def test_before_the_start_all_discussions_are_to_come() -> None:
    history = History(PLANS["usual"], START)
    history.open(VERA)
    for seat in range(40):
        history.join(seat)
    assert within_reach(history.meeting, history.now) == 30
    history.start(VERA)
    assert within_reach(history.meeting, history.now) == 30
    history.wait(1700)
    assert within_reach(history.meeting, history.now) == 30, "presentations take nothing from it"
