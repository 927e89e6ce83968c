"""What must hold of a meeting after every step, whatever happened before."""

from datetime import timedelta

from bot.domain.changing import replace
from bot.domain.fair_queue import KeptOrder
from bot.domain.meeting.events import (
    Absent,
    Admitted,
    Away,
    Closed,
    ConfirmationAsked,
    DecisionMade,
    FloorGiven,
    Joined,
    Linked,
    Passed,
    PhaseStarted,
    QueueCleared,
    RecordedEvent,
    Regrouped,
    Removed,
    Undone,
    Withdrawn,
)
from bot.domain.meeting.queue_view import calling_order, queue_position
from bot.domain.meeting.schedule import due_moments, phase_end, phase_left, turn_end, turn_left
from bot.domain.meeting.state import Meeting
from bot.domain.meeting.waiting.ticket import Waiting
from bot.domain.plan import HALL
from tests.domain.meeting.history import History, standing, used


def check_state(meeting: Meeting) -> None:
    tickets = [waiting.ticket for waiting in meeting.queue]
    waiting = [(waiting.person, waiting.form == "statement") for waiting in meeting.queue]
    assert tickets == sorted(set(tickets))
    assert len(waiting) == len(set(waiting)), "one statement and one thing beside it a person"
    assert {person for person, _ in waiting} | {turn.person for turn in meeting.spoken} <= set(
        meeting.participants
    )
    called = [ticket.ticket for ticket in calling_order(meeting)]
    assert len(called) == len(set(called))
    callable_now = {w.ticket for w in meeting.queue if not (w.held or w.passing)}
    assert callable_now <= set(called) <= set(tickets)
    anew, when = replace(meeting, kept=KeptOrder()), meeting.plan.start
    assert calling_order(anew) == calling_order(meeting), "the kept order is the plain one"
    assert [queue_position(meeting, w.person, when, aside=w.aside) for w in meeting.queue] == [
        queue_position(anew, w.person, when, aside=w.aside) for w in meeting.queue
    ]
    if meeting.on_deck is not None:
        assert (meeting.on_deck.person, "statement") in [(w.person, w.form) for w in calling_order(meeting)]
    if meeting.floor is not None:
        assert meeting.participants[meeting.floor.person].spoke or not meeting.floor.charged
        assert meeting.phase is not None
    assert [c.decision for c in meeting.checkpoints] == sorted({c.decision for c in meeting.checkpoints})


def check_pause(history: History) -> None:
    """While the phase is paused no clock moves, and none is due."""
    meeting, later = history.meeting, history.now + timedelta(hours=1)
    if meeting.phase is None or meeting.phase.paused_at is None:
        return
    assert phase_end(meeting) is None
    assert turn_end(meeting) is None
    assert not due_moments(meeting)
    assert phase_left(meeting, later) == phase_left(meeting, history.now)
    if meeting.floor is not None:
        assert turn_left(meeting, meeting.floor, later) == turn_left(meeting, meeting.floor, history.now)


def check_numbers(records: list[RecordedEvent]) -> None:
    """No number is handed out twice, whatever was undone; those of the hall and of turns are free again."""
    numbers = [number for record in records for number in _numbers(record)]
    assert len(numbers) == len(set(numbers))
    hall = [
        record.event.badge
        for record in standing(records)
        if isinstance(record.event, Admitted) and record.event.mode == HALL and record.event.badge
    ]
    assert hall == list(range(1, len(hall) + 1)), "the numbers of the hall have no holes"
    turns = [record.event.turn for record in standing(records) if isinstance(record.event, FloorGiven)]
    assert turns == list(range(1, len(turns) + 1)), "the numbers of the turns have no holes"


def _numbers(record: RecordedEvent) -> list[tuple[str, int]]:
    match record.event:
        case Admitted(person, mode, badge):
            return [("person", person), *([] if mode == HALL else [(mode, badge)])]
        case Joined(_, ticket):
            return [("ticket", ticket)]
        case PhaseStarted(run=run):
            return [("run", run)]
        case DecisionMade(decision):
            return [("decision", decision)]
        case _:
            return []


def check_tickets_used_once(
    plan_meeting: Meeting, records: list[RecordedEvent], states: list[Meeting]
) -> None:
    """Whoever has the floor does not wait with the ticket that brought them there."""
    turns: dict[int, int] = {}
    for record, before, after in zip(records, [plan_meeting, *states], states, strict=False):
        if isinstance(record.event, FloorGiven):
            ticket = used(before, record.event)
            assert ticket is not None or record.event.manner in ("override", "speaker")
            turns[record.event.turn] = ticket.ticket if ticket else 0
        if after.floor is not None:
            assert turns[after.floor.number] not in [w.ticket for w in after.queue]


def check_on_deck_kept(before: Meeting, after: Meeting, new: list[RecordedEvent]) -> None:
    """On deck stays on deck, but for what may end it."""
    if before.on_deck is None or after.on_deck == before.on_deck:
        return
    person = before.on_deck.person
    events = [record.event for record in new]
    assert any(
        isinstance(f, FloorGiven | PhaseStarted | Undone | Closed | QueueCleared | Linked | Absent)
        for f in events
    ) or any(
        isinstance(f, Withdrawn | Removed | Passed | Away | Regrouped) and f.person == person for f in events
    )


def check_asked_before(records: list[RecordedEvent], meeting: Meeting) -> None:
    """Every call in a presentation and every close was asked about before, of the same moderator."""
    kind, kinds = None, [phase.kind for phase in meeting.plan.phases]
    asked: dict[int | None, RecordedEvent] = {}
    for record in records:
        match record.event:
            case ConfirmationAsked(by=by):
                asked[by] = record
            case PhaseStarted(index):
                asked, kind = {}, kinds[index]
            case Undone():
                asked, kind = {}, None  # which phase it is again is not worked out here
            case FloorGiven(manner="override" | "speaker"):
                asked = {}  # who says whom they mean is not asked about it
            case FloorGiven(by=by):
                if kind == "presentation":
                    _was_asked("next", asked[by], record)
                asked = {}
            case Closed(by):
                _was_asked("close", asked[by], record)
            case _:
                pass


def _was_asked(what: str, asked: RecordedEvent, record: RecordedEvent) -> None:
    assert isinstance(asked.event, ConfirmationAsked)
    assert asked.event.what == what
    assert record.at - asked.at <= timedelta(seconds=60)


def may_be_called(meeting: Meeting, waiting: Waiting) -> bool:
    """Nobody on hold; who lets others pass only if there are none."""
    others = [w for w in meeting.queue if not w.held and not w.passing]
    return not waiting.held and (waiting in others or not others)
