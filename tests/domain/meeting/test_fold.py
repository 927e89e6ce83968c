"""Every fact can be folded onto every state: what has lost its ground changes nothing, and nothing raises."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.identity import Place
from bot.domain.meeting import facts
from bot.domain.meeting.fold import fold
from bot.domain.meeting.state import Meeting
from tests.domain.meeting.tapes import PLANS, START, opened

PLAN = PLANS["usual"]
few = st.integers(1, 3)
maybe = st.none() | few
attributes = st.tuples(st.sampled_from(["cs", None]), st.just("hall"), st.none())
groups = st.fixed_dictionaries({"group": st.sampled_from(["cs", "ps", None])})

any_fact: st.SearchStrategy[facts.Fact] = st.one_of(
    st.builds(facts.Admitted, few, st.sampled_from(["hall", "remote"]), few),
    st.builds(facts.Identified, few, groups),
    st.builds(facts.Named, few),
    st.builds(facts.Joined, few, few),
    st.builds(facts.Withdrawn, few),
    st.builds(facts.FloorGiven, few, few, attributes, st.booleans(), st.booleans(), st.just(("a", "b")), few),
    st.builds(facts.FloorLeft, few, st.just("done")),
    st.builds(facts.CalledNext, maybe, attributes),
    st.builds(facts.TurnWarned, few) | st.builds(facts.TurnTimeUp, few),
    st.builds(facts.PhaseStarted, st.integers(0, 2), few, maybe),
    st.builds(facts.PhaseExtended, few, few, few),
    st.builds(facts.PhasePaused, few, few) | st.builds(facts.PhaseResumed, few, few),
    st.builds(facts.PhaseWarned, few) | st.builds(facts.PhaseTimeUp, few),
    st.builds(facts.Opened, st.just(PLAN), maybe) | st.builds(facts.Closed, maybe),
    st.builds(facts.Stayed, few) | st.builds(facts.Left, few),
    st.sampled_from([facts.Invited(), facts.Reminded()]),
    st.builds(facts.ChannelOpened, st.builds(Place, st.just("matrix"), st.just("!after"))),
    st.builds(facts.ConfirmationAsked, st.sampled_from(["next", "close"]), few),
    st.builds(facts.DecisionMade, few, st.just("next"), few, few),
    st.builds(facts.Undone, few, few),
)


@given(st.lists(any_fact, max_size=60))
@example([facts.PhaseStarted(0, 1, 1), facts.PhaseResumed(1, 1)])
def test_no_fact_is_ever_too_much(drawn: list[facts.Fact]) -> None:
    records = [facts.Recorded(fact, START + timedelta(seconds=n)) for n, fact in enumerate(drawn)]
    meeting = fold(Meeting(PLAN), records)
    waiting = [w.person for w in meeting.queue]
    assert len(waiting) == len(set(waiting))
    assert meeting.on_deck is None or meeting.on_deck.person in waiting


def test_the_plan_is_as_it_was_at_the_opening() -> None:
    then = PLANS["presentations"]
    meeting = fold(Meeting(PLAN), [facts.Recorded(facts.Opened(then, None), START)])
    assert meeting.plan == then


def test_each_platform_has_its_channel() -> None:
    places = (Place("discord", "1"), Place("matrix", "!after"))
    meeting = fold(Meeting(PLAN), [facts.Recorded(facts.ChannelOpened(place), START) for place in places])
    assert meeting.channels == places


def test_nobody_has_the_floor_or_is_next_after_the_close() -> None:
    history = opened("usual")
    for seat in (0, 1):
        history.join(seat)
    for _ in range(2):
        history.move(100, 1)
    history.next(100)
    history.keep((facts.Closed(None),))
    meeting = history.meeting
    assert (meeting.floor, meeting.on_deck, meeting.phase, meeting.checkpoints) == (None, None, None, ())


def test_what_a_fact_may_leave_out() -> None:
    assert facts.Joined(1, 2) == facts.Joined(1, 2, text=None, form="statement")
    assert facts.Admitted(1, "hall", 2) == facts.Admitted(1, "hall", 2, listed=None)
    assert facts.CalledNext(None) == facts.CalledNext(None, (), front=True, forced=False, why=())
    given = facts.FloorGiven(1, 2, ("cs",), front=True, forced=False, why=("a", "b"), by=None)
    assert (given.manner, given.reason) == ("rule", None)


def test_what_concerns_another_phase_or_turn_changes_nothing() -> None:
    history = opened("usual")
    history.join(0)
    history.next(100)
    before = history.meeting
    history.keep((facts.PhasePaused(99, 1), facts.PhaseWarned(99), facts.TurnWarned(99), facts.Absent(99)))
    assert replace(history.meeting, checkpoints=()) == replace(before, checkpoints=())
