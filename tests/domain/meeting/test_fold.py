"""Every event can be folded onto every state: one that lost its ground changes nothing, and none raises."""

from datetime import timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.changing import replace
from bot.domain.identity import Place
from bot.domain.meeting import events
from bot.domain.meeting.fold import fold
from bot.domain.meeting.state import Meeting
from tests.domain.meeting.random_histories import PLANS, START, opened

PLAN = PLANS["usual"]
few = st.integers(1, 3)
maybe = st.none() | few
hand = st.sampled_from(["one", "two"])
maybe_hand = st.none() | hand
forms = st.sampled_from(["statement", "reply", "point-of-order"])
attributes = st.tuples(st.sampled_from(["cs", None]), st.just("hall"), st.none())
groups = st.fixed_dictionaries({"group": st.sampled_from(["cs", "ps", None])})

any_event: st.SearchStrategy[events.Event] = st.one_of(
    st.builds(events.Admitted, few, st.sampled_from(["hall", "remote"]), few),
    st.builds(events.Identified, few, groups),
    st.builds(events.Named, few),
    st.builds(events.Joined, few, few, st.none(), forms, maybe_hand),
    st.builds(events.Withdrawn, few, st.none() | st.booleans()),
    st.builds(events.TextAttached, few, st.just("words"), st.none() | st.booleans()),
    st.builds(events.TextRevised, few, st.just("words"))
    | st.builds(events.TextRemoved, few, st.just("words")),
    st.builds(events.Passed, few, maybe) | st.builds(events.Returned, few) | st.builds(events.Away, few),
    st.builds(events.Rejoined, few, st.tuples(few)),
    st.builds(events.HandRaised, few, hand) | st.builds(events.HandLowered, few, hand),
    st.builds(events.Absent, few),
    st.builds(events.Removed, few, few, st.none() | st.booleans()),
    st.sampled_from([events.QueueCleared(1), events.QueueClosed(1), events.QueueReopened(1)]),
    st.builds(
        events.FloorGiven, few, few, attributes, st.booleans(), st.booleans(), st.just(("a", "b")), few
    ),
    st.builds(events.FloorLeft, few, st.just("done")),
    st.builds(events.CalledNext, maybe, attributes),
    st.builds(events.TurnWarned, few) | st.builds(events.TurnTimeUp, few),
    st.builds(events.PhaseStarted, st.integers(0, 2), few, maybe),
    st.builds(events.PhaseExtended, few, few, few),
    st.builds(events.PhasePaused, few, few) | st.builds(events.PhaseResumed, few, few),
    st.builds(events.PhaseWarned, few) | st.builds(events.PhaseTimeUp, few),
    st.builds(events.Opened, st.just(PLAN), maybe) | st.builds(events.Closed, maybe),
    st.builds(events.Stayed, few) | st.builds(events.Left, few),
    st.builds(events.RelayTurned, st.booleans(), few, st.booleans()),
    st.builds(events.RelayChosen, few, st.booleans()),
    st.builds(events.PutOut, few, few) | st.builds(events.LetInAgain, few, few),
    st.sampled_from([events.Invited(), events.Reminded()]),
    st.builds(
        events.ChannelOpened,
        st.builds(Place, st.just("matrix"), st.just("!after")),
        st.booleans(),
        st.none() | st.builds(Place, st.just("matrix"), st.just("!room")),
    )
    | st.sampled_from([made(Place("matrix", "!after")) for made in (events.HandedOver, events.ChannelLost)]),
    st.builds(events.ConfirmationAsked, st.sampled_from(["next", "close", "clear"]), few),
    st.builds(events.DecisionMade, few, st.just("next"), few, few),
    st.builds(events.Undone, few, few),
)


@given(st.lists(any_event, max_size=60))
@example([events.PhaseStarted(0, 1, 1), events.PhaseResumed(1, 1)])
def test_no_event_is_ever_too_much(drawn: list[events.Event]) -> None:
    records = [events.RecordedEvent(event, START + timedelta(seconds=n)) for n, event in enumerate(drawn)]
    meeting = fold(Meeting(PLAN), records)
    waiting = [(w.person, w.aside) for w in meeting.queue]
    assert len(waiting) == len(set(waiting))
    assert meeting.on_deck is None or (meeting.on_deck.person, False) in waiting


def test_the_plan_is_as_it_was_at_the_opening() -> None:
    then = PLANS["presentations"]
    meeting = fold(Meeting(PLAN), [events.RecordedEvent(events.Opened(then, None), START)])
    assert meeting.plan == then


def test_each_platform_has_its_channel() -> None:
    places = (Place("discord", "1"), Place("matrix", "!after"))
    meeting = fold(
        Meeting(PLAN), [events.RecordedEvent(events.ChannelOpened(place), START) for place in places]
    )
    assert meeting.channels == places


def test_nobody_has_the_floor_or_is_next_after_the_close() -> None:
    history = opened("usual")
    for seat in (0, 1):
        history.join(seat)
    for _ in range(2):
        history.move(100, 1)
    history.next(100)
    history.keep((events.Closed(None),))
    meeting = history.meeting
    assert (meeting.floor, meeting.on_deck, meeting.phase, meeting.checkpoints) == (None, None, None, ())


def test_what_a_event_may_leave_out() -> None:
    assert events.Joined(1, 2) == events.Joined(1, 2, text=None, form="statement", hand=None)
    assert events.Withdrawn(1) == events.Withdrawn(1, aside=None)
    assert events.TextAttached(1, "words") == events.TextAttached(1, "words", aside=None)
    assert events.Admitted(1, "hall", 2) == events.Admitted(1, "hall", 2, listed=None)
    assert events.CalledNext(None) == events.CalledNext(None, (), front=True, forced=False, why=())
    given = events.FloorGiven(1, 2, ("cs",), front=True, forced=False, why=("a", "b"), by=None)
    assert (given.manner, given.reason) == ("rule", None)


def test_what_concerns_another_phase_or_turn_changes_nothing() -> None:
    history = opened("usual")
    history.join(0)
    history.next(100)
    before = history.meeting
    history.keep(
        (events.PhasePaused(99, 1), events.PhaseWarned(99), events.TurnWarned(99), events.Absent(99))
    )
    assert replace(history.meeting, checkpoints=()) == replace(before, checkpoints=())
