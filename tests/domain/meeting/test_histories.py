"""Long random histories: whatever is asked in whatever order, the meeting stays sound."""

from hypothesis import given

from bot.domain.changing import replace
from bot.domain.meeting.events import Closed, FollowedUp, TurnTimeUp, TurnWarned, Undone
from bot.domain.meeting.fold import fold
from bot.domain.meeting.schedule import due_moments, phase_end, phase_left, turn_end, turn_left
from bot.domain.meeting.state import Meeting
from tests.domain.meeting.history import essence, refolded
from tests.domain.meeting.observed import (
    check_asked_before,
    check_numbers,
    check_on_deck_kept,
    check_pause,
    check_state,
    check_tickets_used_once,
)
from tests.domain.meeting.random_histories import history_bytes, opened, plans, play, steps


@given(plans, history_bytes)
def test_every_step_leaves_a_sound_meeting(plan: str, tape: bytes) -> None:
    history = opened(plan)
    for name, number in steps(tape):
        before, length = history.meeting, len(history.records)
        play(history, name, number)
        check_state(history.meeting)
        check_pause(history)
        check_on_deck_kept(before, history.meeting, history.records[length:])
    check_numbers(history.records)
    check_asked_before(history.records, history.meeting)


@given(plans, history_bytes)
def test_the_log_gives_the_state_again(plan: str, tape: bytes) -> None:
    history = opened(plan)
    for name, number in steps(tape):
        play(history, name, number)
    states: list[Meeting] = []
    for record in history.records:
        states.append(fold(states[-1] if states else Meeting(history.plan), [record]))
    check_tickets_used_once(Meeting(history.plan), history.records, states)
    assert fold(Meeting(history.plan), history.records) == history.meeting


@given(plans, history_bytes)
def test_undone_is_as_if_it_never_was(plan: str, tape: bytes) -> None:
    history = opened(plan)
    for name, number in steps(tape, without=("close",)):
        play(history, name, number)
        if name == "undo":
            assert essence(history.meeting) == essence(refolded(history.plan, history.records))
        if isinstance(history.records[-1].event, Undone):
            assert history.meeting.asked == {}


@given(plans, history_bytes)
def test_undo_can_be_repeated_back_to_the_start(plan: str, tape: bytes) -> None:
    history = opened(plan)
    for name, number in steps(tape, without=("close",)):
        play(history, name, number)
    moderators, counters = history.meeting.moderators, history.meeting.counters
    while history.meeting.checkpoints:
        left = len(history.meeting.checkpoints)
        history.undo(100)
        assert len(history.meeting.checkpoints) == left - 1
        assert essence(history.meeting) == essence(refolded(history.plan, history.records))
    assert history.meeting.phase is None
    assert history.meeting.floor is None
    assert history.meeting.moderators == moderators
    assert history.meeting.counters == replace(counters, hall=0, turns=0, given=0)


@given(plans, history_bytes)
def test_a_tick_leaves_nothing_due_behind(plan: str, tape: bytes) -> None:
    history = opened(plan)
    for name, number in steps(tape):
        play(history, name, number)
        events = history.tick()
        assert isinstance(events, tuple)
        assert all(due.at > history.now for due in due_moments(history.meeting))
        assert history.tick() == ()
        ended = [event.turn for event in events if isinstance(event, TurnTimeUp)]
        assert not any(event.turn in ended for event in events if isinstance(event, TurnWarned))


@given(plans, history_bytes)
def test_a_pause_moves_the_ends_by_its_length(plan: str, tape: bytes) -> None:
    history = opened(plan)
    for name, number in steps(tape, without=("pause", "resume", "close")):
        play(history, name, number)
        was, ends = history.meeting, (phase_end(history.meeting), turn_end(history.meeting))
        history.pause(100)
        history.wait(number)
        if not isinstance(history.resume(101), tuple) or was.phase is None:
            continue
        meeting = history.meeting
        for before, after in zip(ends, (phase_end(meeting), turn_end(meeting)), strict=True):
            assert before is None or (after is not None and (after - before).total_seconds() == number)
        assert phase_left(meeting, history.now) is not None
        if meeting.floor is not None and was.floor is not None:
            back = history.now.timestamp() - number
            assert turn_left(meeting, meeting.floor, history.now) == turn_left(
                was, was.floor, history.now.fromtimestamp(back, history.now.tzinfo)
            )


@given(plans, history_bytes)
def test_nothing_but_staying_happens_after_the_close(plan: str, tape: bytes) -> None:
    history = opened(plan)
    for name, number in steps(tape):
        play(history, name, number)
    while history.meeting.status != "closed":
        history.close(100)
        history.wait(1)
    meeting = history.meeting
    assert (meeting.floor, meeting.on_deck, meeting.phase, meeting.asked) == (None, None, None, {})
    assert not meeting.checkpoints
    assert [due.event for due in due_moments(meeting)] == [FollowedUp()]
    assert sum(isinstance(record.event, Closed) for record in history.records) == 1
