"""T6 on a floor: two groups that wait all the while have equal minutes, whatever each turn takes."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.changing import replace
from bot.domain.fair_queue import Rule
from bot.domain.meeting.decide.floor import give_next
from bot.domain.meeting.events import CalledNext, Event, FloorGiven, FloorLeft, RecordedEvent
from bot.domain.meeting.fold import fold
from bot.domain.meeting.rule import accounts
from bot.domain.message import Refusal
from tests.domain.meeting.conftest import VERA
from tests.domain.meeting.history import Decided, History
from tests.domain.meeting.random_histories import PLANS, START


@given(st.lists(st.sampled_from([1, 240]) | st.integers(1, 240), min_size=1, max_size=24))
@example([111, 6, 97, 9, 71])
@example([1, 1, 1, 235, 111, 240, 1, 162, 240, 1, 123, 240, 240, 1, 1, 1, 126, 1, 120, 10, 240, 240, 240, 25])
def test_minutes_are_shared_alike(lengths: list[int]) -> None:
    history = airtime(debt=4)  # A turn and the slot before it: what lies beyond the debt would be forgiven.
    for seat in range(48):
        history.identify(seat, group="cs" if seat % 2 else "ps")
        history.join(seat)
    for length in lengths:
        history.next(VERA)
        history.wait(length)
    history.move(VERA, 1)
    had = {"cs": [0], "ps": [0]}
    ahead = [0]
    for turn, length in zip(history.meeting.spoken, lengths, strict=True):
        assert turn.seconds == length
        had[str(turn.attributes[0])].append(length)
        ahead.append(ahead[-1] + (length if turn.attributes[0] == "cs" else -length))
    # Who is on deck was called while the turn before counted as one slot: by as much either group may be off.
    slot = history.meeting.plan.rule.slot
    off = max(slot, max(lengths) - slot)
    assert max(ahead) - min(ahead) <= max(had["cs"]) + max(had["ps"]) + 2 * off


def airtime(debt: int = 2) -> History:
    history = History(replace(PLANS["usual"], rule=Rule(unit="seconds", debt=debt)), START)
    history.open(VERA)
    history.start(VERA)
    history.move(VERA, 1)
    return history


def speak(history: History, seat: int, group: str, seconds: int) -> None:
    """Somebody joins, is called, and gives the floor back after so long."""
    history.identify(seat, group=group)
    history.join(seat)
    history.next(VERA)
    history.wait(seconds)
    history.done(seat)


def test_only_turns_that_count_are_taken_as_a_slot_while_they_go_on(meeting: History) -> None:
    for history, counts in ((airtime(), True), (meeting, False)):
        for seat in (0, 1):
            history.join(seat)
        history.next(VERA)
        assert (accounts(history.meeting) != history.meeting.ledger) == counts
        history.join(2, form="reply")
        history.wait(1)
        history.next(VERA)
        assert accounts(history.meeting) == history.meeting.ledger, "a reply does not count"


def test_a_pick_that_goes_on_is_taken_for_one() -> None:
    history = airtime()
    for seat, group, seconds in ((0, "cs", 120), (1, "gov", 60), (2, "ps", 30)):
        speak(history, seat, group, seconds)
    for seat, group in ((3, "gov"), (4, "ps"), (5, "cs")):
        history.identify(seat, group=group)
        history.join(seat)
    history.pick(VERA, history.person(5))
    assert history.meeting.on_deck is not None
    assert history.meeting.on_deck.person == history.person(4), (
        "who has had the least, though not longest ago"
    )


def test_a_turn_that_goes_on_is_taken_for_two_minutes_until_it_is_known() -> None:
    history = airtime()
    history.identify(0, group="cs")
    history.join(0)
    history.next(VERA)
    taken = accounts(history.meeting)
    history.wait(120)
    history.done(0)
    assert history.meeting.ledger == taken


def over_its_slot() -> History:
    """Government had 200 seconds; civil society is at 400 when the first of both queue again."""
    history = airtime()
    speak(history, 0, "gov", 200)
    history.identify(1, group="cs")
    history.join(1)
    history.next(VERA)
    history.wait(400)
    for seat, group in ((2, "cs"), (3, "gov")):
        history.identify(seat, group=group)
        history.join(seat)
    return history


@pytest.mark.parametrize("finish", [True, False])
def test_a_turn_that_ends_with_the_call_counts_for_what_it_took(finish: bool) -> None:
    history = over_its_slot()
    if finish:
        history.done(1)
    events = history.next(VERA)
    assert isinstance(events, tuple)
    [given] = [event for event in events if isinstance(event, FloorGiven)]
    assert (given.person, given.attributes[0], given.forced) == (history.person(3), "gov", False)
    assert given.why[0] == "furthest_behind"


def test_whom_the_call_would_find_is_passed_over() -> None:
    history = over_its_slot()
    history.skip(VERA)
    assert [w.person for w in history.meeting.queue if w.passing] == [history.person(3)]


def test_who_is_on_deck_stays_so_whatever_the_turn_took() -> None:
    history = airtime()
    speak(history, 0, "gov", 200)
    for seat in (1, 2):
        history.identify(seat, group="cs")
        history.join(seat)
    history.next(VERA)
    history.identify(3, group="gov")
    history.join(3)
    history.wait(400)
    history.next(VERA)
    assert history.meeting.floor is not None
    assert history.meeting.floor.person == history.person(2), "nobody else waited when they were called next"
    assert history.meeting.floor.given.forced, "the clock does not pass what government is behind"


AGAIN = st.tuples(st.integers(0, 5), st.sampled_from([10, 60, 120, 200, 400]))
"""Who speaks, and for how long."""


@given(st.lists(AGAIN, min_size=1, max_size=12))
def test_a_call_finds_the_same_as_after_the_speaker_is_done(turns: list[tuple[int, int]]) -> None:
    history = airtime(debt=4)
    for seat in range(6):
        history.identify(seat, group=("cs", "ps", "gov")[seat % 3])
    for seat, seconds in turns:
        history.join(seat)
        history.next(VERA)
        history.wait(seconds)
        for other in range(6):  # nobody is on deck then
            history.withdraw(other)
        for hand in (seat + 1, seat + 3):
            history.join(hand % 6)
        meeting, floor = history.meeting, history.meeting.floor
        assert floor is not None
        done = fold(meeting, [RecordedEvent(FloorLeft(floor.number, "done"), history.now)])
        assert _given(give_next(meeting, VERA, history.now)) == _given(give_next(done, VERA, history.now))


def _given(decided: Decided) -> list[Event]:
    """Whom a call gives the floor, and who is next then."""
    events = () if isinstance(decided, Refusal) else decided
    return [event for event in events if isinstance(event, FloorGiven | CalledNext)]
