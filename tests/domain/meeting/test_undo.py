"""Taking a decision back: what the moderator did never was, what others did since stays."""

from hypothesis import given

from bot.domain.changing import replace
from bot.domain.meeting.decide.moderation import decided
from bot.domain.meeting.events import DecisionMade, PhasePaused, PhaseStarted, Undone
from bot.domain.meeting.fold import fold
from bot.domain.meeting.queue_view import calling_order
from bot.domain.meeting.schedule import phase_left
from bot.domain.meeting.state import Meeting
from bot.domain.message import Refusal
from tests.domain.meeting.conftest import IVO, VERA
from tests.domain.meeting.history import History, words
from tests.domain.meeting.random_histories import PLANS, START, history_bytes, opened, plans, play, steps

ANA, BEN, CAT, DAN = range(4)


def queued(history: History) -> list[int]:
    return [w.person for w in history.meeting.queue]


def on_floor(history: History) -> int | None:
    return history.meeting.floor.person if history.meeting.floor else None


def on_deck(history: History) -> int | None:
    return history.meeting.on_deck.person if history.meeting.on_deck else None


def test_whoever_had_the_floor_waits_again_in_the_same_place(meeting: History) -> None:
    ana, ben = meeting.person(ANA), meeting.person(BEN)
    meeting.join(ANA)
    meeting.join(BEN)
    meeting.next(VERA)
    assert (on_floor(meeting), on_deck(meeting), queued(meeting)) == (ana, ben, [ben])
    meeting.undo(IVO)
    assert (on_floor(meeting), on_deck(meeting), queued(meeting)) == (None, None, [ana, ben])
    assert not meeting.meeting.participants[ana].spoke
    assert not meeting.meeting.spoken


def test_who_rejoined_while_speaking_stands_once(meeting: History) -> None:
    ana = meeting.person(ANA)
    meeting.join(ANA)
    meeting.next(VERA)
    meeting.join(ANA)
    meeting.join(BEN)
    meeting.undo(VERA)
    assert [(w.person, w.ticket) for w in meeting.meeting.queue] == [(ana, 1), (meeting.person(BEN), 3)]
    meeting.withdraw(ANA)
    meeting.wait(61)
    meeting.join(ANA)
    assert [w.ticket for w in meeting.meeting.queue] == [3, 4]


def test_who_withdrew_since_is_not_brought_back(meeting: History) -> None:
    meeting.join(ANA)
    meeting.join(BEN)
    meeting.next(VERA)
    meeting.withdraw(BEN)
    assert on_deck(meeting) is None
    meeting.undo(VERA)
    assert queued(meeting) == [meeting.person(ANA)]
    assert on_deck(meeting) is None


def test_who_was_on_deck_before_is_so_again_unless_they_left(meeting: History) -> None:
    for seat in (ANA, BEN, CAT):
        meeting.join(seat)
    meeting.next(VERA)
    ben, cat = meeting.person(BEN), meeting.person(CAT)
    meeting.wait(60)
    meeting.next(VERA)
    assert (on_floor(meeting), on_deck(meeting)) == (ben, cat)
    meeting.undo(VERA)
    assert (on_floor(meeting), on_deck(meeting)) == (meeting.person(ANA), ben)
    meeting.next(VERA)
    meeting.withdraw(CAT)
    meeting.undo(VERA)
    assert (on_deck(meeting), queued(meeting)) == (ben, [ben])


def test_who_came_in_a_place_while_somebody_was_absent_is_decided_anew_when_they_were_not(
    meeting: History,
) -> None:
    """Found as if the absent had never spoken: their group would have two turns running."""
    for seat, group in ((ANA, "cs"), (BEN, "ps"), (CAT, "cs"), (DAN, "gov")):
        meeting.identify(seat, group=group)
    for seat in (DAN, ANA, BEN, CAT):
        meeting.join(seat)
    meeting.next(VERA)
    meeting.join(DAN)
    meeting.wait(5)
    meeting.next(VERA)
    assert (on_floor(meeting), on_deck(meeting)) == (meeting.person(ANA), meeting.person(BEN))
    meeting.absent(VERA)
    meeting.withdraw(BEN)
    assert on_deck(meeting) == meeting.person(CAT)
    meeting.undo(VERA)
    assert (on_floor(meeting), on_deck(meeting)) == (meeting.person(ANA), None)
    meeting.wait(5)
    meeting.next(IVO)
    assert on_floor(meeting) == meeting.person(DAN)


def test_a_speaker_who_finished_since_speaks_again_only_if_the_turn_before_is_restored(
    meeting: History,
) -> None:
    meeting.join(ANA)
    meeting.join(BEN)
    meeting.next(VERA)
    meeting.wait(60)
    meeting.next(VERA)
    meeting.done(BEN)
    meeting.undo(VERA)
    assert on_floor(meeting) == meeting.person(ANA)
    assert queued(meeting) == [meeting.person(BEN)]


def test_people_of_the_hall_go_with_their_decision_and_their_numbers_are_free_again(meeting: History) -> None:
    meeting.walk_up(VERA, {"group": "cs"}, {"group": "ps"})
    first, second = queued(meeting)
    meeting.next(VERA)
    meeting.wait(60)
    meeting.next(VERA)
    assert on_floor(meeting) == second
    for left in ([second], [first, second], []):
        meeting.undo(VERA)
        assert queued(meeting) == left
    assert {first, second}.isdisjoint(meeting.meeting.participants)
    meeting.walk_up(VERA, {"group": "gov"})
    assert queued(meeting)[0] > second
    assert meeting.meeting.participants[queued(meeting)[0]].badge == 1, "nobody goes by it any more"


def test_numbers_handed_out_between_two_undone_decisions_stay_used(meeting: History) -> None:
    meeting.extend(VERA, 60)
    ana = meeting.person(ANA)
    meeting.walk_up(VERA, {}, {})
    last = max(queued(meeting))
    meeting.undo(VERA)
    meeting.undo(VERA)
    assert ana in meeting.meeting.participants
    assert meeting.person(BEN) == last + 1


def test_a_phase_undone_across_a_pause_is_paused_again(meeting: History) -> None:
    meeting.wait(600)
    meeting.pause(VERA)
    meeting.wait(300)
    meeting.move(IVO, 1)
    meeting.wait(500)
    meeting.undo(IVO)
    phase = meeting.meeting.phase
    assert phase is not None
    assert phase.index == 1
    assert phase_left(meeting.meeting, meeting.now) == 1200
    meeting.resume(VERA)
    meeting.wait(100)
    assert phase_left(meeting.meeting, meeting.now) == 1100


def test_a_pause_undone_never_stopped_the_clock(meeting: History) -> None:
    meeting.pause(VERA)
    meeting.wait(100)
    meeting.undo(VERA)
    assert phase_left(meeting.meeting, meeting.now) == 1700


def test_a_phase_that_started_by_itself_goes_with_the_phase_before_it() -> None:
    history = History(PLANS["advancing"], START)
    history.open(VERA)
    history.start(VERA)
    history.wait(300)
    history.tick()
    assert history.meeting.phase is not None
    assert (history.meeting.phase.index, history.meeting.phase.run) == (1, 2)
    history.undo(VERA)
    assert history.meeting.phase is None


def test_a_phase_that_started_by_itself_stays_if_its_ground_stays() -> None:
    history = History(PLANS["advancing"], START)
    history.open(VERA)
    history.start(VERA)
    history.join(ANA)
    history.join(BEN)
    history.next(VERA)
    history.wait(10)
    history.next(VERA)
    history.wait(300)
    events = history.tick()
    assert isinstance(events, tuple)
    assert any(isinstance(event, PhaseStarted) for event in events)
    history.undo(VERA)
    assert history.meeting.phase is not None
    assert history.meeting.phase.index == 1
    assert on_floor(history) is None, "the turn before ended with its phase, too"
    assert queued(history) == [history.person(BEN)]


def test_a_question_lapses_with_an_undo() -> None:
    history = History(PLANS["presentations"], START)
    history.open(VERA)
    history.start(VERA)
    history.join(ANA)
    for expected in (None, history.person(ANA)):
        history.next(VERA)
        assert on_floor(history) == expected
        history.wait(1)
    history.undo(VERA)
    history.next(VERA)
    assert on_floor(history) is None, "it is asked about again"


def test_there_is_an_end_to_undoing(meeting: History) -> None:
    assert isinstance(meeting.undo(VERA), tuple)
    assert isinstance(meeting.undo(VERA), tuple)
    refusal = meeting.undo(VERA)
    assert isinstance(refusal, Refusal)
    assert refusal.message.key == "refused-nothing-to-undo"


def test_an_undo_that_fits_no_decision_changes_nothing(meeting: History) -> None:
    before = meeting.meeting
    meeting.keep((Undone(99, by=1),))
    assert replace(meeting.meeting, recent=None) == replace(before, recent=None)
    assert fold(Meeting(meeting.plan), meeting.records) == meeting.meeting


def test_undone_moderators_are_still_among_those_who_go_on(meeting: History) -> None:
    meeting.extend(VERA, 60)
    meeting.extend(IVO, 60)
    meeting.undo(VERA)
    meeting.undo(VERA)
    assert meeting.person(IVO) in meeting.meeting.moderators
    assert calling_order(meeting.meeting) == ()


def test_what_changes_nothing_is_no_decision(meeting: History) -> None:
    assert decided(meeting.meeting, "ready", meeting.person(VERA), ()) == ()


def test_decisions_are_numbered_one_by_one(meeting: History) -> None:
    decisions = meeting.meeting.counters.decisions
    vera = meeting.person(VERA)
    assert meeting.pause(VERA) == (DecisionMade(decisions + 1, "pause", 1, vera), PhasePaused(2, vera))
    assert meeting.meeting.counters.decisions == decisions + 1


def test_what_an_undo_gives_back_includes_the_words_of_before_and_of_since(meeting: History) -> None:
    meeting.join(ANA, "first")
    meeting.next(VERA)
    meeting.join(ANA, "second")
    meeting.undo(IVO)
    assert [(w.ticket, words(w)) for w in meeting.meeting.queue] == [(1, "first / second")]
    meeting.join(ANA, "better")
    assert [words(w) for w in meeting.meeting.queue] == ["first / better"], "in place of the latest"


def test_words_are_given_back_after_an_absence_too(meeting: History) -> None:
    meeting.join(ANA, "first")
    meeting.next(VERA)
    meeting.join(ANA, "second")
    meeting.absent(VERA)
    assert [(w.ticket, words(w), w.held) for w in meeting.meeting.queue] == [(1, "first / second", True)]
    meeting.ready(ANA)
    meeting.next(VERA)
    assert meeting.meeting.floor is not None
    assert words(meeting.meeting.floor) == "first / second"


def test_the_numbers_of_the_hall_have_no_holes(meeting: History) -> None:
    meeting.walk_up(VERA, {"group": "cs"})
    meeting.speaker(VERA, 1)
    meeting.walk_up(VERA, {"group": "cs"}, {"group": "ps"})
    meeting.undo(IVO)
    meeting.walk_up(VERA, {"group": "gov"})
    badges = [meeting.meeting.participants[person].badge for person in queued(meeting)]
    assert badges == [1, 2], "a speaker of the programme takes none, and what is taken back is free"


@given(plans, history_bytes)
def test_an_undo_loses_no_words(plan: str, tape: bytes) -> None:
    history = opened(plan)
    handed = 0
    for name, number in steps(tape, without=("close", "add")):
        before = _all_words(history)
        if name == "join":
            handed += 1
            history.join(number % 12, f"words {handed}")
        else:
            play(history, name, number)
        if name == "undo":
            assert before <= _all_words(history)


def _all_words(history: History) -> set[str]:
    """What waits to be read aloud, and what is being read."""
    floor = history.meeting.floor
    waiting = {text for waiting in history.meeting.queue for text in waiting.texts}
    return waiting | set(floor.texts if floor else ())
