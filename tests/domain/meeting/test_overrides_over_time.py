"""Random histories of what stands beside the rule: it leaves behind what it should, and nothing else."""

from collections.abc import Iterator
from itertools import pairwise

from hypothesis import given

from bot.domain.meeting.events import Absent, Event, FloorGiven, FloorLeft, Linked
from bot.domain.meeting.fold import fold
from bot.domain.meeting.state import Meeting
from tests.domain.meeting.history import History, used, words
from tests.domain.meeting.observed import may_be_called
from tests.domain.meeting.random_histories import history_bytes, opened, plans, play, steps

FREE = ("reply", "point-of-order", "speaker")


def played(plan: str, tape: bytes, without: tuple[str, ...] = ()) -> History:
    history = opened(plan)
    history.move(100, 1)
    for name, number in steps(tape, without):
        play(history, name, number)
    return history


def transitions(history: History) -> Iterator[tuple[Meeting, Event, Meeting]]:
    """Each event between the states before and after it."""
    for record, (before, after) in zip(history.records, pairwise(_folded(history)), strict=True):
        yield before, record.event, after


def _folded(history: History) -> Iterator[Meeting]:
    meeting = Meeting(history.plan)
    yield meeting
    for record in history.records:
        meeting = fold(meeting, [record])
        yield meeting


@given(plans, history_bytes)
def test_nobody_on_hold_is_called_and_who_lets_others_pass_only_where_nobody_else_is(
    plan: str, tape: bytes
) -> None:
    for before, event, _ in transitions(played(plan, tape)):
        if isinstance(event, FloorGiven) and event.manner not in ("override", "speaker"):
            waiting = used(before, event)
            assert waiting is not None
            assert may_be_called(before, waiting)
            manners = {"statement": "rule"}
            assert event.manner == manners.get(waiting.form, waiting.form)


@given(plans, history_bytes)
def test_the_absent_leave_no_trace_but_keep_their_place_once(plan: str, tape: bytes) -> None:
    given_floor: dict[int, Meeting] = {}
    for before, event, after in transitions(played(plan, tape, without=("undo",))):
        if isinstance(event, FloorGiven):
            given_floor[event.turn] = before
        elif isinstance(event, Linked):
            given_floor.clear()  # what one of two had is then the other's
        elif isinstance(event, Absent) and event.turn in given_floor and before.floor is not None:
            _check_never_was(given_floor[event.turn], before.floor.given, after)


def _check_never_was(then: Meeting, given: FloorGiven, after: Meeting) -> None:
    person, ticket = given.person, used(then, given)
    assert after.floor is None
    assert after.ledger == then.ledger
    assert after.spoken == _finished(then, after)
    assert after.participants[person].spoke == then.participants[person].spoke
    kept = next((w for w in after.queue if w.person == person and ticket and w.aside == ticket.aside), None)
    assert all(w.held for w in after.queue if w.person == person), "who is not there is not there"
    if ticket is not None and not ticket.absences:
        assert kept is not None
        assert (kept.ticket, kept.held, kept.absences, words(kept)) == (ticket.ticket, True, 1, words(ticket))
    elif kept is not None:
        assert kept.ticket > (ticket.ticket if ticket else 0), "another place than the one they lost"


def _finished(then: Meeting, after: Meeting) -> tuple[object, ...]:
    """The turns before, the last of which may have ended by the call; its length is known only since."""
    return (*then.spoken[:-1], *after.spoken[len(then.spoken) - 1 :]) if then.spoken else ()


@given(plans, history_bytes)
def test_free_turns_leave_no_trace_in_the_accounts(plan: str, tape: bytes) -> None:
    for before, event, after in transitions(played(plan, tape)):
        if isinstance(event, FloorGiven) and event.manner in FREE:
            assert after.ledger == before.ledger
            assert after.participants[event.person].spoke == before.participants[event.person].spoke
        if isinstance(event, FloorLeft) and before.floor is not None and not before.floor.charged:
            assert after.ledger == before.ledger


@given(plans, history_bytes)
def test_two_linked_are_one_from_then_on(plan: str, tape: bytes) -> None:
    for before, event, after in transitions(played(plan, tape, without=("undo",))):
        if not isinstance(event, Linked):
            continue
        assert event.gone not in after.participants
        assert len(after.participants) == len(before.participants) - 1
        assert event.gone not in [waiting.person for waiting in after.queue]
        assert _sorts(after, event.kept) == sorted({*_sorts(before, event.kept), *_sorts(before, event.gone)})
        one, other = before.participants[event.kept], before.participants[event.gone]
        both = after.participants[event.kept]
        assert both.spoke == (one.spoke or other.spoke)
        assert (event.kept in after.ledger.said) == any(
            each in before.ledger.said for each in (event.kept, event.gone)
        )
        assert after.ledger.groups == before.ledger.groups
        assert len(after.spoken) == len(before.spoken)
        assert [turn.seconds for turn in after.spoken] == [turn.seconds for turn in before.spoken]
        assert all(turn.person != event.gone for turn in after.spoken)
        badges = [(p.mode, p.badge) for p in after.participants.values() if p.badge]
        assert len(badges) == len(set(badges)), "no two go by the same badge"


def _sorts(meeting: Meeting, person: int) -> list[bool]:
    """What somebody waits for: a statement (False), something beside it (True), or both."""
    return sorted(w.aside for w in meeting.queue if w.person == person)
