"""Giving the floor: once for two moderators, asked about in presentations, decided one turn before."""

from fractions import Fraction

import pytest

from bot.domain.changing import replace
from bot.domain.fair_queue import Rule
from bot.domain.meeting.events import CalledNext, Closed, ConfirmationAsked, FloorGiven, FloorLeft
from bot.domain.meeting.queue_view import QueuePosition, queue_position, within_reach
from bot.domain.message import Refusal
from tests.domain.meeting.conftest import IVO, VERA
from tests.domain.meeting.history import Decided, History, words
from tests.domain.meeting.random_histories import PLANS, START

ANA, BEN, CAT, DAN = range(4)


def key(decided: Decided) -> str:
    assert isinstance(decided, Refusal)
    return decided.message.key


def given_to(decided: Decided) -> FloorGiven:
    assert isinstance(decided, tuple)
    return next(event for event in decided if isinstance(event, FloorGiven))


def test_two_moderators_at_the_same_moment_give_one_turn(meeting: History) -> None:
    meeting.join(ANA)
    meeting.join(BEN)
    meeting.next(VERA)
    meeting.wait(2.9)
    meeting.person(IVO)
    before = meeting.meeting
    assert key(meeting.next(IVO)) == "refused-repeat"
    assert meeting.meeting == before
    meeting.wait(0.1)
    assert given_to(meeting.next(IVO)).person == meeting.person(BEN)


def test_one_moderator_may_be_quick_but_one_tap_is_one_call(meeting: History) -> None:
    meeting.join(ANA)
    meeting.join(BEN)
    meeting.next(VERA)
    meeting.wait(0.9)
    assert key(meeting.next(VERA)) == "refused-repeat"
    meeting.wait(0.1)
    events = meeting.next(VERA)
    assert given_to(events).person == meeting.person(BEN)
    assert isinstance(events, tuple)
    assert FloorLeft(1, "next") in events
    assert events[-1] == CalledNext(None), "nobody else waits"


def test_nobody_is_called_before_the_start_or_from_an_empty_queue() -> None:
    history = History(PLANS["usual"], START)
    history.open(VERA)
    assert key(history.next(VERA)) == "refused-not-started"
    history.start(VERA)
    assert key(history.next(VERA)) == "refused-queue-empty"


def test_a_question_waits_a_minute_for_the_same_moderator() -> None:
    history = History(PLANS["presentations"], START)
    history.open(VERA)
    history.start(VERA)
    history.join(ANA)
    assert history.next(VERA) == (ConfirmationAsked("next", history.person(VERA)),)
    history.wait(61)
    assert history.next(VERA) == (ConfirmationAsked("next", history.person(VERA)),)
    assert history.next(IVO) == (ConfirmationAsked("next", history.person(IVO)),)
    history.wait(60)
    assert given_to(history.next(IVO)).person == history.person(ANA)


def test_each_moderator_has_a_question_of_their_own_until_the_floor_is_given() -> None:
    history = History(PLANS["presentations"], START)
    history.open(VERA)
    history.start(VERA)
    for seat in (ANA, BEN):
        history.join(seat)
    for moderator in (VERA, IVO):
        assert history.next(moderator) == (ConfirmationAsked("next", history.person(moderator)),)
    history.wait(10)
    assert given_to(history.next(VERA)).person == history.person(ANA)
    history.wait(10)
    assert history.next(IVO) == (ConfirmationAsked("next", history.person(IVO)),), (
        "that would be another turn"
    )
    assert history.close(IVO) == (ConfirmationAsked("close", history.person(IVO)),)
    assert history.next(IVO) == (ConfirmationAsked("next", history.person(IVO)),), (
        "the latest question counts"
    )


def test_the_close_ends_the_turn_that_goes_on(meeting: History) -> None:
    meeting.join(ANA)
    meeting.next(VERA)
    meeting.close(VERA)
    assert meeting.close(VERA) == (), "with one tap"
    meeting.wait(1)
    assert meeting.close(VERA) == (FloorLeft(1, "close"), Closed(meeting.person(VERA)))


def test_a_question_lapses_with_its_phase() -> None:
    history = History(PLANS["presentations"], START)
    history.open(VERA)
    history.start(VERA)
    history.join(ANA)
    history.next(VERA)
    history.move(IVO, 1)
    assert history.next(VERA) == (ConfirmationAsked("next", history.person(VERA)),)


def test_who_is_on_deck_stays_so_for_a_newcomer_and_the_reason_says_when_it_was_decided(
    meeting: History,
) -> None:
    for seat in (ANA, BEN):
        meeting.identify(seat, group="cs")
        meeting.join(seat)
    assert given_to(meeting.next(VERA)).why == ("only_group", "came_first")
    meeting.identify(CAT, group="gov")
    meeting.join(CAT)
    meeting.wait(60)
    events = given_to(meeting.next(VERA))
    assert events.person == meeting.person(BEN)
    assert events.why == ("only_group", "only_one", "earlier")
    meeting.wait(60)
    assert given_to(meeting.next(VERA)).person == meeting.person(CAT)


def test_a_reason_that_still_holds_is_told_as_it_is_now(meeting: History) -> None:
    for seat, group in ((ANA, "cs"), (BEN, "ps")):
        meeting.identify(seat, group=group)
        meeting.join(seat)
    meeting.next(VERA)
    meeting.identify(CAT, group="cs")
    meeting.join(CAT)
    meeting.wait(60)
    assert given_to(meeting.next(VERA)).why == ("never_heard", "only_one")


def test_on_deck_ends_with_the_phase(meeting: History) -> None:
    meeting.join(ANA)
    meeting.join(BEN)
    meeting.next(VERA)
    meeting.move(VERA, 1)
    assert (meeting.meeting.floor, meeting.meeting.on_deck) == (None, None)
    assert [w.person for w in meeting.meeting.queue] == [meeting.person(BEN)]


def test_identifying_on_deck_counts_from_the_next_turn_on(meeting: History) -> None:
    for seat in (ANA, BEN, CAT):
        meeting.identify(seat, group="cs")
        meeting.join(seat)
    meeting.next(VERA)
    meeting.identify(BEN, group="gov")
    meeting.wait(60)
    assert given_to(meeting.next(VERA)).attributes[0] == "cs"
    assert meeting.meeting.participants[meeting.person(BEN)].values["group"] == "gov"
    assert "gov" not in meeting.meeting.ledger.groups


def test_who_has_the_floor_may_queue_again(meeting: History) -> None:
    meeting.join(ANA, "first words")
    meeting.next(VERA)
    meeting.join(ANA)
    floor = meeting.meeting.floor
    assert floor is not None
    assert words(floor) == "first words"
    assert queue_position(meeting.meeting, meeting.person(ANA), meeting.now) == QueuePosition(1, 120)
    assert meeting.done(ANA) == (FloorLeft(1, "done"),)
    assert key(meeting.done(ANA)) == "refused-no-floor"
    assert [w.ticket for w in meeting.meeting.queue] == [2]


@pytest.mark.parametrize("seat", [BEN, 77])
def test_only_the_speaker_is_done(meeting: History, seat: int) -> None:
    meeting.join(ANA)
    meeting.join(BEN)
    meeting.next(VERA)
    assert key(meeting.done(seat)) == "refused-no-floor"


def test_the_wait_is_what_is_left_of_the_turn_and_the_turns_before(meeting: History) -> None:
    for seat in (ANA, BEN, CAT, DAN):
        meeting.join(seat)
    meeting.next(VERA)
    meeting.wait(90)
    assert queue_position(meeting.meeting, meeting.person(DAN), meeting.now) == QueuePosition(3, 270)
    meeting.move(VERA, -1)
    assert queue_position(meeting.meeting, meeting.person(DAN), meeting.now) == QueuePosition(3, None)


def test_who_lets_others_pass_has_no_place_until_they_are_ready(meeting: History) -> None:
    for seat in (ANA, BEN):
        meeting.join(seat)
    meeting.later(ANA)
    assert queue_position(meeting.meeting, meeting.person(ANA), meeting.now) is None
    assert queue_position(meeting.meeting, meeting.person(BEN), meeting.now) == QueuePosition(1, 0)
    meeting.ready(ANA)
    assert queue_position(meeting.meeting, meeting.person(ANA), meeting.now) == QueuePosition(1, 0)


def test_only_so_many_may_answer_a_speaker_directly(meeting: History) -> None:
    assert key(meeting.join(BEN, form="reply")) == "refused-reply"
    meeting.join(ANA)
    meeting.next(VERA)
    for seat in (BEN, CAT):
        assert isinstance(meeting.join(seat, form="reply"), tuple)
    assert key(meeting.join(DAN, form="reply")) == "refused-replies"


def test_nobody_is_within_reach_for_whom_there_is_no_time(meeting: History) -> None:
    for seat in (ANA, BEN, CAT):
        meeting.join(seat)
    assert within_reach(meeting.meeting, meeting.now) == 3
    meeting.move(VERA, 1)
    meeting.next(VERA)
    meeting.wait(1800 - 121)
    assert within_reach(meeting.meeting, meeting.now) == 1
    meeting.wait(2)
    assert within_reach(meeting.meeting, meeting.now) == 0


def test_a_call_that_a_run_forced_is_recorded_as_such() -> None:
    heavy = Rule(weights={"group": {"cs": Fraction(3)}})
    history = History(replace(PLANS["usual"], rule=replace(heavy, dims=PLANS["usual"].rule.dims)), START)
    history.open(VERA)
    history.start(VERA)
    history.move(VERA, 1)
    for seat, group in ((ANA, "cs"), (BEN, "cs"), (CAT, "ps"), (DAN, "ps"), (4, "cs")):
        history.identify(seat, group=group)
        history.join(seat)
    forced = []
    for _ in range(4):
        history.wait(1)
        forced.append(given_to(history.next(VERA)).forced)
    assert forced == [False, False, False, True], "the heavy group is owed the fourth, but has just had one"
