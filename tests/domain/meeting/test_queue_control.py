"""The queue in the moderators' hands."""

import pytest
from hypothesis import given

from bot.domain.meeting.events import ConfirmationAsked, Joined, QueueCleared, Removed
from bot.domain.message import Refusal
from tests.domain.meeting.conftest import IVO, VERA
from tests.domain.meeting.history import Decided, History, essence, words
from tests.domain.meeting.random_histories import history_bytes, opened, plans, play, steps

ANA, BEN, CAT = range(3)


def key(decided: Decided) -> str:
    assert isinstance(decided, Refusal)
    return decided.message.key


def made(decided: Decided) -> object:
    """The one event of a decision."""
    assert isinstance(decided, tuple)
    return decided[1]


def tickets(history: History) -> list[tuple[int, str | None]]:
    return [(waiting.ticket, words(waiting)) for waiting in history.meeting.queue]


def test_whoever_is_removed_is_out_with_all_or_with_one_ticket(meeting: History) -> None:
    ana, vera = meeting.person(ANA), meeting.person(VERA)
    meeting.join(ANA, "words")
    meeting.join(ANA, None, "point-of-order")
    point = meeting.meeting.queue[1]
    assert made(meeting.remove(VERA, ana, point)) == Removed(ana, vera, aside=True)
    assert tickets(meeting) == [(1, "words")]
    meeting.undo(IVO)
    assert made(meeting.remove(VERA, ana)) == Removed(ana, vera)
    assert tickets(meeting) == []
    assert key(meeting.remove(VERA, ana)) == "refused-waits-not"
    meeting.undo(IVO)
    assert tickets(meeting) == [(1, "words"), (2, None)]


def test_people_of_the_hall_can_be_removed_too(meeting: History) -> None:
    meeting.walk_up(VERA, {"group": "cs"}, {"group": "gov"})
    first, second = (waiting.person for waiting in meeting.meeting.queue)
    meeting.remove(IVO, first)
    assert [waiting.person for waiting in meeting.meeting.queue] == [second]
    meeting.add(IVO, first)
    assert [waiting.person for waiting in meeting.meeting.queue] == [second, first]


def test_the_queue_is_cleared_when_it_was_asked_about_and_an_undo_gives_everything_back(
    meeting: History,
) -> None:
    assert key(meeting.clear(VERA)) == "refused-nobody-waits"
    for seat in (ANA, BEN, CAT):
        meeting.join(seat, f"words {seat}")
    meeting.next(VERA)
    before = meeting.meeting
    assert meeting.clear(IVO) == (ConfirmationAsked("clear", meeting.person(IVO)),)
    assert meeting.clear(VERA) == (ConfirmationAsked("clear", meeting.person(VERA)),), "each is asked"
    meeting.wait(60)
    assert made(meeting.clear(IVO)) == QueueCleared(meeting.person(IVO))
    assert (tickets(meeting), meeting.meeting.on_deck) == ([], None)
    assert meeting.meeting.floor is not None, "whoever speaks goes on"
    meeting.undo(VERA)
    assert meeting.meeting.queue == before.queue
    assert meeting.meeting.on_deck == before.on_deck
    assert meeting.clear(IVO) == (ConfirmationAsked("clear", meeting.person(IVO)),), "and asked anew"


def test_a_closed_queue_takes_points_of_order_and_lets_people_go(meeting: History) -> None:
    meeting.join(ANA)
    meeting.next(VERA)
    for seat in (BEN, CAT):
        meeting.join(seat)
    meeting.close_queue(VERA)
    assert key(meeting.join(ANA)) == "refused-queue-closed"
    assert key(meeting.join(ANA, None, "reply")) == "refused-queue-closed"
    assert key(meeting.raise_hand(ANA, "hand")) == "refused-queue-closed"
    assert isinstance(meeting.join(ANA, None, "point-of-order"), tuple)
    assert isinstance(meeting.join(BEN, "words"), tuple), "whoever waits can still hand in words"
    assert isinstance(meeting.withdraw(CAT), tuple)
    assert isinstance(meeting.walk_up(VERA, {}), tuple), "moderators know what they do"
    assert isinstance(meeting.add(VERA, meeting.person(CAT)), tuple)
    meeting.wait(10)
    assert isinstance(meeting.next(VERA), tuple)
    meeting.open_queue(IVO)
    assert isinstance(meeting.join(ANA), tuple)


def test_closing_and_opening_are_taken_back_like_any_decision(meeting: History) -> None:
    assert key(meeting.open_queue(VERA)) == "refused-queue-is-open"
    meeting.close_queue(VERA)
    assert key(meeting.close_queue(IVO)) == "refused-queue-is-closed"
    meeting.open_queue(IVO)
    for closed in (True, False):
        meeting.undo(VERA)
        assert meeting.meeting.queue_closed is closed


def test_a_closed_queue_stays_closed_with_the_next_phase(meeting: History) -> None:
    meeting.close_queue(VERA)
    meeting.move(VERA, 1)
    assert key(meeting.join(ANA)) == "refused-queue-closed"


def test_a_moderator_queues_somebody_at_the_end(meeting: History) -> None:
    ana, vera = meeting.person(ANA), meeting.person(VERA)
    meeting.join(BEN)
    assert made(meeting.add(VERA, ana)) == Joined(ana, 2, by=vera)
    assert key(meeting.add(IVO, ana)) == "refused-waits"
    meeting.undo(VERA)
    assert tickets(meeting) == [(1, None)]


@pytest.mark.parametrize("step", ["remove", "clear", "add", "close queue", "open queue"])
@given(plans, history_bytes)
def test_taking_it_back_at_once_gives_everything_back(step: str, plan: str, tape: bytes) -> None:
    history = opened(plan)
    for name, number in steps(tape, without=("close",)):
        history.person(100 + number % 2)
        before, decided = history.meeting, history.meeting.counters.decisions
        play(history, name, number)
        if name == step and history.meeting.counters.decisions > decided:
            history.undo(100)
            assert essence(history.meeting) == essence(before)
