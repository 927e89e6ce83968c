"""What the clock brings about: each thing once, late or not, and nothing that is no longer true."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.domain.changing import replace
from bot.domain.meeting.events import (
    Closed,
    FloorLeft,
    FollowedUp,
    Invited,
    Opened,
    PhaseHalved,
    PhaseStarted,
    PhaseTimeUp,
    PhaseWarned,
    Reminded,
    Stayed,
    TurnTimeUp,
    TurnWarned,
)
from bot.domain.meeting.schedule import (
    DueMoment,
    discussion_left,
    due_moments,
    phase_end,
    phase_left,
    told_of,
    turn_left,
)
from bot.domain.message import PlanText, Refusal, refuse
from bot.domain.plan import Notices
from bot.domain.tags import tag_of
from tests.domain.meeting.conftest import IVO, VERA
from tests.domain.meeting.history import Decided, History
from tests.domain.meeting.random_histories import PLANS, START

ANA, BEN = 0, 1


def planned(notices: Notices, minutes: float) -> History:
    """A meeting so many minutes before its start (negative: after it)."""
    return History(replace(PLANS["usual"], notices=notices), START - timedelta(minutes=minutes))


def test_what_goes_out_beforehand_goes_out_once_and_in_order() -> None:
    history = planned(Notices(invitation=7200, reminder=3600, opening=600), 300)
    invited = Invited(told_of(history.plan))
    assert due_moments(history.meeting)[0] == DueMoment(START - timedelta(hours=2), invited)
    assert history.tick() == ()
    for minutes, event in ((180, invited), (60, Reminded()), (50, Opened(history.plan, None))):
        history.wait(minutes * 60)
        assert history.tick() == (event,)
        assert history.tick() == ()
    assert due_moments(history.meeting) == ()


def test_who_was_invited_and_reminded_is_not_again_at_the_start() -> None:
    history = planned(Notices(invitation=7200, reminder=3600), 120)
    history.tick()
    history.wait(3600)
    history.tick()
    assert due_moments(history.meeting) == ()


def test_those_who_go_on_are_brought_into_the_group_at_once_and_whoever_says_so_later_too() -> None:
    history = planned(Notices(invitation=None, reminder=None), 0)
    history.record(Opened(history.plan, None))
    assert history.tick() == ()
    history.record(Closed(None))
    assert history.tick() == (FollowedUp(),)
    assert history.tick() == ()
    history.record(Stayed(history.person(VERA)))
    assert history.tick() == (FollowedUp(),)
    assert history.tick() == ()


def test_before_the_start_the_first_discussion_is_to_come_too() -> None:
    history = History(PLANS["advancing"], START)
    assert discussion_left(history.meeting, history.now) == 900


def test_without_an_opening_a_moderator_opens() -> None:
    history = planned(Notices(invitation=None, reminder=None), 0)
    assert due_moments(history.meeting) == ()
    assert history.open(VERA) == (Opened(history.plan, history.person(VERA)),)
    refusal = history.open(VERA)
    assert isinstance(refusal, Refusal)
    assert refusal.message.key == "refused-open"


def test_who_opens_or_closes_is_a_moderator_and_the_clock_is_nobody() -> None:
    history = planned(Notices(invitation=None, reminder=None, opening=600), 10)
    history.tick()
    assert (history.meeting.status, history.meeting.moderators) == ("open", frozenset())
    for _ in range(2):
        history.close(IVO)
        history.wait(1)
    assert history.meeting.moderators == {history.person(IVO)}
    other = planned(Notices(), 10)
    other.open(VERA)
    for _ in range(2):
        other.close(IVO)
        other.wait(1)
    assert other.meeting.moderators == {other.person(VERA), other.person(IVO)}


def test_a_meeting_that_should_be_over_does_not_open_by_itself() -> None:
    history = planned(Notices(invitation=None, reminder=None, opening=600), -90)
    assert history.tick() == ()
    assert history.meeting.status == "planned"
    assert isinstance(history.open(VERA), tuple)
    late = planned(Notices(invitation=None, reminder=None, opening=600), -89)
    assert late.tick() == (Opened(late.plan, None),)


def test_a_speaker_is_warned_and_then_told(meeting: History) -> None:
    meeting.join(ANA)
    meeting.next(VERA)
    meeting.wait(89)
    assert meeting.tick() == ()
    meeting.wait(1)
    assert meeting.tick() == (TurnWarned(1),)
    meeting.wait(30)
    assert meeting.tick() == (TurnTimeUp(1),)
    assert meeting.meeting.floor is not None


def test_a_warning_whose_end_has_passed_is_left_out(meeting: History) -> None:
    meeting.join(ANA)
    meeting.next(VERA)
    meeting.wait(1790)
    assert meeting.tick() == (TurnTimeUp(1), PhaseHalved(2), PhaseWarned(2))
    meeting.wait(10)
    assert meeting.tick() == (PhaseTimeUp(2),)
    meeting.extend(VERA, 600)
    meeting.wait(3600)
    assert meeting.tick() == (PhaseTimeUp(2),)


def test_more_time_makes_the_end_news_again(meeting: History) -> None:
    meeting.wait(1800)
    assert meeting.tick() == (PhaseTimeUp(2),), "its middle and its warning are no news any more"
    meeting.extend(VERA, 600)
    assert due_moments(meeting.meeting) == (
        DueMoment(meeting.now + timedelta(seconds=300), PhaseWarned(2)),
        DueMoment(meeting.now + timedelta(seconds=600), PhaseTimeUp(2)),
    )


def test_a_phase_shorter_than_its_warning_is_not_warned_of() -> None:
    history = History(replace(PLANS["presentations"], notices=Notices(phase_warning=300)), START)
    history.open(VERA)
    history.start(VERA)
    assert [type(due.event) for due in due_moments(history.meeting)] == [PhaseTimeUp]


def test_phases_advance_by_themselves_where_the_plan_says_so_but_not_past_the_last() -> None:
    history = History(PLANS["advancing"], START)
    history.open(VERA)
    history.start(VERA)
    history.join(ANA)
    history.next(VERA)
    history.wait(300)
    assert history.tick() == (
        TurnTimeUp(1),
        PhaseTimeUp(1),
        FloorLeft(1, "phase"),
        PhaseStarted(1, 2, None),
    )
    for _ in range(2):
        history.wait(300)
        history.tick()
    assert history.meeting.phase is not None
    assert (history.meeting.phase.index, history.meeting.phase.time_up) == (2, True)
    assert due_moments(history.meeting) == ()


def test_a_phase_follows_by_itself_only_the_one_before_it_and_only_when_that_is_over() -> None:
    history = History(PLANS["advancing"], START)
    history.open(VERA)
    history.start(VERA)
    history.keep((PhaseStarted(1, 2, None),))
    assert history.meeting.run == 1
    history.keep((PhaseTimeUp(1), PhaseStarted(2, 2, None)))
    assert history.meeting.run == 1
    history.keep((PhaseStarted(1, 2, None),))
    assert history.meeting.run == 2


def test_in_a_new_phase_nobody_has_spoken(meeting: History) -> None:
    meeting.join(ANA)
    meeting.next(VERA)
    assert meeting.meeting.ledger.said == {meeting.person(ANA): 1}
    meeting.move(VERA, 1)
    assert not meeting.meeting.ledger.said


def test_a_turn_that_began_in_a_pause_has_its_whole_time_after_it(meeting: History) -> None:
    meeting.join(ANA)
    meeting.pause(VERA)
    meeting.wait(100)
    meeting.next(VERA)
    meeting.wait(200)
    meeting.resume(VERA)
    assert meeting.meeting.floor is not None
    assert meeting.meeting.floor.paused == 200
    meeting.wait(119)
    assert meeting.tick() == (TurnWarned(1),)
    meeting.wait(1)
    assert meeting.tick() == (TurnTimeUp(1),)


def test_what_is_left_of_a_phase_is_the_same_after_a_pause(meeting: History) -> None:
    meeting.extend(VERA, 60)
    meeting.wait(100)
    meeting.pause(VERA)
    meeting.wait(500)
    assert phase_left(meeting.meeting, meeting.now) == 1760
    meeting.resume(VERA)
    assert phase_left(meeting.meeting, meeting.now) == 1760


def test_what_is_over_has_nothing_left(meeting: History) -> None:
    meeting.join(ANA)
    meeting.next(VERA)
    meeting.wait(4000)
    assert meeting.meeting.floor is not None
    assert turn_left(meeting.meeting, meeting.meeting.floor, meeting.now) == 0
    assert phase_left(meeting.meeting, meeting.now) == 0


def test_before_the_start_no_clock_runs() -> None:
    history = History(PLANS["usual"], START)
    assert phase_left(history.meeting, START) is None
    assert phase_end(history.meeting) is None
    assert (history.meeting.run, history.meeting.paused_at) == (0, None)


REFUSED: dict[str, Callable[[History], Decided]] = {
    "refused-started": lambda h: h.start(VERA),
    "refused-first-phase": lambda h: h.move(VERA, -2),
    "refused-last-phase": lambda h: h.move(VERA, 2),
    "refused-extension": lambda h: h.extend(VERA, 0),
    "refused-not-paused": lambda h: h.resume(VERA),
    "refused-not-queued": lambda h: h.withdraw(ANA),
    "refused-stays-not": lambda h: h.unstay(ANA),
}


@pytest.mark.parametrize("key", REFUSED)
def test_what_cannot_be_is_refused(meeting: History, key: str) -> None:
    before = meeting.meeting
    refusal = REFUSED[key](meeting)
    assert isinstance(refusal, Refusal)
    assert refusal.message.key == key
    assert meeting.meeting == before


def test_who_cannot_move_in_the_agenda_is_told_where_it_is(meeting: History) -> None:
    title = PlanText(("phases", "1", "title"))
    assert meeting.move(VERA, -2) == refuse("refused-first-phase", phase=title)
    assert meeting.start(VERA) == refuse("refused-started", phase=title)


TWICE: dict[str, Callable[[History], Decided]] = {
    "refused-paused": lambda h: h.pause(VERA),
    "refused-joined": lambda h: h.join(ANA),
    "refused-stays": lambda h: h.stay(ANA),
}


@pytest.mark.parametrize("key", TWICE)
def test_what_is_so_already_is_refused(meeting: History, key: str) -> None:
    assert isinstance(TWICE[key](meeting), tuple)
    refusal = TWICE[key](meeting)
    assert isinstance(refusal, Refusal)
    assert refusal.message.key == key


@pytest.mark.parametrize(
    "ask",
    [
        lambda h: h.move(VERA, 1),
        lambda h: h.extend(VERA, 60),
        lambda h: h.pause(VERA),
        lambda h: h.resume(VERA),
    ],
)
def test_the_agenda_cannot_be_moved_before_the_start(ask: Callable[[History], Decided]) -> None:
    history = History(PLANS["usual"], START)
    history.open(VERA)
    refusal = ask(history)
    assert isinstance(refusal, Refusal)
    assert refusal.message.key == "refused-not-started"


def test_the_longest_extension_is_three_hours(meeting: History) -> None:
    for seconds in (1, 3 * 3600):
        assert isinstance(meeting.extend(VERA, seconds), tuple)
    assert isinstance(meeting.extend(VERA, 3 * 3600 + 1), Refusal)


def due_at(history: History, kind: str) -> float:
    """Minutes after the beginning of the meeting's first phase."""
    [found] = [due for due in due_moments(history.meeting) if tag_of(due.event) == kind]
    return (found.at - START).total_seconds() / 60


def test_half_of_a_phase_is_of_all_its_time_and_not_of_its_pauses(meeting: History) -> None:
    assert due_at(meeting, "phase-halved") == 15
    meeting.extend(VERA, 600)
    assert due_at(meeting, "phase-halved") == 20
    meeting.pause(VERA)
    meeting.wait(240)
    meeting.resume(VERA)
    assert due_at(meeting, "phase-halved") == 24


def test_a_turn_ends_after_its_time_what_was_added_and_how_long_it_stood_still(meeting: History) -> None:
    meeting.join(ANA)
    meeting.next(VERA)
    assert due_at(meeting, "turn-time-up") == 2
    meeting.more(VERA, 60)
    assert due_at(meeting, "turn-time-up") == 3
    meeting.pause(VERA)
    meeting.wait(240)
    meeting.resume(VERA)
    assert due_at(meeting, "turn-time-up") == 7
