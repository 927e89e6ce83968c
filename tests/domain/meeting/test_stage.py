"""Leaving the Stage costs nothing for a minute; then moderators are told, once, if it matters."""

from datetime import timedelta

import pytest
from hypothesis import given

from bot.domain.changing import replace
from bot.domain.meeting.events import (
    Away,
    CameToStage,
    HandLowered,
    LeftStage,
    RecordedEvent,
    StageMissed,
    Withdrawn,
)
from bot.domain.meeting.fold import fold
from bot.domain.meeting.schedule import due_moments
from bot.domain.meeting.stage.presence import lost_hand
from bot.domain.meeting.state import Meeting
from bot.domain.message import Name, refuse
from bot.domain.plan import HALL
from tests.domain.meeting.conftest import IVO, VERA
from tests.domain.meeting.history import History
from tests.domain.meeting.random_histories import history_bytes, opened, plans, play, steps

ANA, BEN, CLEO = range(3)


def missed(history: History) -> list[StageMissed]:
    """What the clock brings about on the Stage now."""
    told = history.tick()
    assert isinstance(told, tuple)
    return [event for event in told if isinstance(event, StageMissed)]


@pytest.fixture
def speaking(meeting: History) -> History:
    """Ana has the floor, Ben is next, and Cleo waits."""
    for seat in (ANA, BEN, CLEO):
        meeting.join(seat)
    meeting.next(VERA)
    return meeting


def test_after_a_minute_the_speaker_is_missed_once(speaking: History) -> None:
    ana = speaking.person(ANA)
    assert speaking.leave_stage(ANA) == (LeftStage(ana),)
    speaking.wait(59)
    assert missed(speaking) == []
    speaking.wait(1)
    assert missed(speaking) == [StageMissed(ana, 1)]
    speaking.wait(600)
    assert missed(speaking) == []


def test_whoever_is_back_in_time_is_not_missed_and_has_a_minute_again(speaking: History) -> None:
    ana = speaking.person(ANA)
    speaking.leave_stage(ANA)
    speaking.wait(59)
    assert speaking.come_to_stage(ANA) == (CameToStage(ana),)
    speaking.wait(2)
    assert missed(speaking) == []
    speaking.leave_stage(ANA)
    speaking.wait(60)
    assert missed(speaking) == [StageMissed(ana, 1)]


def test_whoever_waits_is_missed_when_they_are_next_and_again_when_called(speaking: History) -> None:
    cleo = speaking.person(CLEO)
    speaking.leave_stage(CLEO)
    speaking.wait(300)
    assert missed(speaking) == []
    speaking.next(VERA)
    assert missed(speaking) == [StageMissed(cleo, None)]
    speaking.wait(5)
    speaking.next(VERA)
    assert missed(speaking) == [StageMissed(cleo, 3)]


def test_whoever_neither_waits_nor_speaks_may_go(meeting: History) -> None:
    assert meeting.leave_stage(ANA) == ()
    assert meeting.come_to_stage(ANA) == ()


def test_leaving_twice_counts_from_the_first_time(speaking: History) -> None:
    speaking.leave_stage(ANA)
    speaking.wait(30)
    assert speaking.leave_stage(ANA) == ()
    speaking.wait(30)
    assert missed(speaking) != []


@pytest.mark.parametrize("word", ["ready", "join again"])
def test_whoever_gives_a_word_is_there(speaking: History, word: str) -> None:
    speaking.leave_stage(BEN)
    if word == "ready":
        speaking.later(BEN)
        speaking.ready(BEN)
    else:
        speaking.withdraw(BEN)
        speaking.join(BEN)
    assert speaking.meeting.off_stage == {}


def test_in_a_pause_and_for_words_and_in_the_hall_nobody_is_missed(speaking: History) -> None:
    speaking.join(BEN, "words")
    for seat in (ANA, BEN):
        speaking.leave_stage(seat)
    speaking.pause(VERA)
    speaking.wait(120)
    assert missed(speaking) == []
    ana = speaking.person(ANA)
    participant = speaking.meeting.participants[ana]
    speaking.meeting = replace(
        speaking.meeting,
        participants={**speaking.meeting.participants, ana: replace(participant, values={"mode": HALL})},
    )
    speaking.wait(10)
    speaking.resume(IVO)
    assert missed(speaking) == []


def test_a_turn_that_was_taken_back_is_missed_anew(speaking: History) -> None:
    ben = speaking.person(BEN)
    speaking.leave_stage(BEN)
    speaking.wait(60)
    speaking.next(VERA)
    assert missed(speaking) == [StageMissed(ben, 2)]
    speaking.wait(5)
    speaking.undo(VERA)
    assert missed(speaking) == [StageMissed(ben, None)]
    speaking.wait(5)
    speaking.next(VERA)
    assert missed(speaking) == [StageMissed(ben, 2)]


def test_whoever_a_new_phase_needs_no_more_is_not_missed() -> None:
    history = opened("advancing")
    for seat in (ANA, BEN):
        history.join(seat)
    history.next(VERA)
    for seat in (ANA, BEN):
        history.leave_stage(seat)
    history.wait(301)
    assert missed(history) == []


def test_a_hand_that_is_lost_takes_no_place_and_a_new_one_ends_it(meeting: History) -> None:
    ana = meeting.person(ANA)
    meeting.raise_hand(ANA, "one")
    assert meeting.keep(lost_hand(meeting.meeting, ana, "one")) == (HandLowered(ana, "one"),)
    assert meeting.keep(lost_hand(meeting.meeting, ana, "one")) == ()
    assert meeting.come_to_stage(ANA, "one") == ()
    meeting.raise_hand(ANA, "two")
    assert meeting.leave_stage(ANA, "two") == (LeftStage(ana), HandLowered(ana, "two"))
    meeting.raise_hand(ANA, "three")
    assert meeting.come_to_stage(ANA, "three") == (CameToStage(ana), Withdrawn(ana, aside=False))


def test_two_accounts_that_are_one_are_missed_by_either(speaking: History) -> None:
    speaking.leave_stage(BEN)
    speaking.link(ANA, speaking.person(BEN))
    assert list(speaking.meeting.off_stage) == [speaking.person(ANA)]


def test_whoever_is_next_can_be_said_to_be_absent_and_nobody_else(speaking: History) -> None:
    ben, cleo = speaking.person(BEN), speaking.person(CLEO)
    assert speaking.absent(VERA, cleo) == refuse("refused-absent", who=Name(cleo))
    done = speaking.absent(VERA, ben)
    assert isinstance(done, tuple)
    assert Away(ben) in done
    assert speaking.meeting.floor is not None
    assert speaking.meeting.on_deck is not None
    assert speaking.meeting.on_deck.person == cleo
    assert speaking.meeting.tickets_of(ben)[0].absences == 0


def _without_stage(meeting: Meeting) -> Meeting:
    return replace(meeting, off_stage={}, checkpoints=())


@given(plans, history_bytes)
def test_coming_and_going_takes_nothing_from_anybody(plan: str, tape: bytes) -> None:
    history = opened(plan)
    for name, number in steps(tape):
        before = history.meeting
        play(history, name, number)
        if "the stage" in name:
            known = [each for each in history.meeting.participants if each in before.participants]
            assert {each: history.meeting.participants[each] for each in known} == before.participants
            kept = replace(
                before, participants=history.meeting.participants, counters=history.meeting.counters
            )
            assert _without_stage(history.meeting) == _without_stage(kept)


@given(plans, history_bytes)
def test_only_who_is_needed_is_missed_and_never_too_early(plan: str, tape: bytes) -> None:
    history = opened(plan)
    for name, number in steps(tape):
        before, length = history.meeting, len(history.records)
        play(history, name, number)
        now = before
        for record in history.records[length:]:
            _check_missed(now, record)
            now = fold(now, [record])
        left = {each.event.person for each in due_moments(now) if isinstance(each.event, StageMissed)}
        assert left <= now.off_stage.keys()


def _check_missed(meeting: Meeting, record: RecordedEvent) -> None:
    event = record.event
    if not isinstance(event, StageMissed):
        return
    off = meeting.off_stage[event.person]
    assert record.at - off.since >= timedelta(seconds=60)
    assert event.turn not in off.told
    if event.turn is None:
        assert meeting.on_deck is not None
        assert meeting.on_deck.person == event.person
    else:
        assert meeting.floor is not None
        assert (meeting.floor.person, meeting.floor.number) == (event.person, event.turn)
