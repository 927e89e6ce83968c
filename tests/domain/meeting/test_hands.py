"""A raised hand belongs to the ticket that it made, and ends that one alone."""

import pytest
from hypothesis import given

from bot.domain.meeting.events import HandLowered, HandRaised, Joined, Withdrawn
from bot.domain.meeting.waiting.ticket import Waiting
from tests.domain.meeting.conftest import VERA
from tests.domain.meeting.history import History, words
from tests.domain.meeting.random_histories import history_bytes, opened, plans, play, steps

ANA, BEN = range(2)


def tickets(history: History) -> list[int]:
    return [waiting.ticket for waiting in history.meeting.queue]


def test_a_hand_taken_down_ends_its_ticket(meeting: History) -> None:
    ana = meeting.person(ANA)
    assert meeting.raise_hand(ANA, "one") == (Joined(ana, 1, hand="one"),)
    assert meeting.lower_hand(ANA, "one") == (Withdrawn(ana, aside=False),)
    assert tickets(meeting) == []
    assert meeting.lower_hand(ANA, "one") == ()


def test_an_old_hand_taken_down_leaves_the_new_ticket(meeting: History) -> None:
    meeting.raise_hand(ANA, "one")
    meeting.next(VERA)
    meeting.done(ANA)
    meeting.raise_hand(ANA, "two")
    assert meeting.lower_hand(ANA, "one") == ()
    assert tickets(meeting) == [2]
    meeting.lower_hand(ANA, "two")
    assert tickets(meeting) == []


def test_what_was_asked_for_in_words_no_hand_ends(meeting: History) -> None:
    meeting.join(ANA)
    assert meeting.raise_hand(ANA, "one") == ()
    assert meeting.lower_hand(ANA, "one") == ()
    assert tickets(meeting) == [1]


@pytest.mark.parametrize("first", ["one", "two"])
def test_of_two_hands_the_last_one_ends_it(meeting: History, first: str) -> None:
    ana = meeting.person(ANA)
    meeting.raise_hand(ANA, "one")
    assert meeting.raise_hand(ANA, "two") == (HandRaised(ana, "two"),)
    assert meeting.lower_hand(ANA, first) == (HandLowered(ana, first),)
    assert tickets(meeting) == [1]
    meeting.lower_hand(ANA, "two" if first == "one" else "one")
    assert tickets(meeting) == []


def test_a_hand_does_not_end_a_point_of_order(meeting: History) -> None:
    meeting.raise_hand(ANA, "one")
    meeting.join(ANA, None, "point-of-order")
    meeting.lower_hand(ANA, "one")
    assert [waiting.form for waiting in meeting.meeting.queue] == ["point-of-order"]


def test_who_takes_the_hand_down_while_speaking_keeps_the_place_if_the_turn_never_was(
    meeting: History,
) -> None:
    for undone in (True, False):
        hand = f"hand {undone}"
        meeting.raise_hand(ANA, hand)
        meeting.next(VERA)
        assert meeting.lower_hand(ANA, hand) == (HandLowered(meeting.person(ANA), hand),)
        if undone:
            meeting.undo(VERA)
        else:
            meeting.absent(VERA)
        assert len(tickets(meeting)) == 1
        meeting.raise_hand(ANA, "another")
        meeting.lower_hand(ANA, "another")
        assert tickets(meeting) == [], "the new hand alone stood for it"


def test_a_new_hand_goes_with_the_place_that_is_given_back(meeting: History) -> None:
    meeting.raise_hand(ANA, "one")
    meeting.next(VERA)
    meeting.lower_hand(ANA, "one")
    meeting.raise_hand(ANA, "two")
    meeting.absent(VERA)
    assert tickets(meeting) == [1]
    meeting.lower_hand(ANA, "two")
    assert tickets(meeting) == []


def test_what_was_asked_for_in_words_stays_so_when_it_is_joined_with_a_hand(meeting: History) -> None:
    meeting.join(ANA, "words")
    meeting.raise_hand(BEN, "one")
    meeting.link(BEN, meeting.person(ANA))
    meeting.lower_hand(BEN, "one")
    assert [(w.ticket, words(w)) for w in meeting.meeting.queue] == [(1, "words")]


def test_two_hands_of_two_accounts_end_the_one_ticket(meeting: History) -> None:
    for seat in (ANA, BEN):
        meeting.raise_hand(seat, str(seat))
    meeting.link(BEN, meeting.person(ANA))
    meeting.lower_hand(BEN, str(ANA))
    assert tickets(meeting) == [1]
    meeting.lower_hand(BEN, str(BEN))
    assert tickets(meeting) == []


@given(plans, history_bytes)
def test_a_hand_ends_only_what_it_alone_stands_for(plan: str, tape: bytes) -> None:
    history = opened(plan)
    for name, number in steps(tape, without=("close",)):
        before = history.meeting.queue
        play(history, name, number)
        if name == "lower hand":
            gone = {w.ticket for w in before} - {w.ticket for w in history.meeting.queue}
            hand = f"{number % 12} {number // 64}"
            assert gone == {w.ticket for w in before if _stands_for(w, history, number % 12) == [hand]}


def _stands_for(waiting: Waiting, history: History, seat: int) -> list[str]:
    return sorted(waiting.hands or ()) if waiting.person == history.person(seat) else []
