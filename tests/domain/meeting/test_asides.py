"""A point of order or a direct response beside a statement: neither costs the other its place or words."""

from hypothesis import given

from bot.domain.meeting.events import FloorGiven, Joined, TextAttached, Withdrawn
from bot.domain.meeting.state import Meeting
from bot.domain.message import Refusal
from tests.domain.meeting.conftest import IVO, VERA
from tests.domain.meeting.history import Decided, History, called, words
from tests.domain.meeting.random_histories import history_bytes, opened, plans, play, steps

ANA, BEN, CAT = range(3)


def key(decided: Decided) -> str:
    assert isinstance(decided, Refusal)
    return decided.message.key


def tickets(history: History) -> list[tuple[int, str, str | None]]:
    return [(w.ticket, w.form, words(w)) for w in history.meeting.queue]


def test_who_waits_can_raise_one_thing_beside_it(meeting: History) -> None:
    ana, ben = meeting.person(ANA), meeting.person(BEN)
    meeting.join(ANA, "statement")
    meeting.join(BEN)
    assert meeting.join(ANA, "procedure", "point-of-order") == (
        Joined(ana, 3, "procedure", "point-of-order"),
    )
    assert tickets(meeting) == [
        (1, "statement", "statement"),
        (2, "statement", None),
        (3, "point-of-order", "procedure"),
    ]
    assert called(meeting.meeting) == (ana, ana, ben)
    assert key(meeting.join(ANA, None, "point-of-order")) == "refused-raised"
    assert key(meeting.join(ANA)) == "refused-joined"


def test_one_may_raise_a_direct_response_or_a_point_of_order_but_not_both(meeting: History) -> None:
    meeting.join(ANA)
    meeting.next(VERA)
    meeting.join(BEN, None, "reply")
    assert key(meeting.join(BEN, "words", "point-of-order")) == "refused-raised"
    assert isinstance(meeting.join(BEN, "words"), tuple), "a statement can be"


def test_words_go_with_what_they_are_for(meeting: History) -> None:
    ana = meeting.person(ANA)
    meeting.join(ANA)
    meeting.join(ANA, None, "point-of-order")
    assert meeting.join(ANA, "why", "point-of-order") == (TextAttached(ana, "why", aside=True),)
    assert meeting.join(ANA, "what") == (TextAttached(ana, "what", aside=False),)
    assert [text for _, _, text in tickets(meeting)] == ["what", "why"]


def test_words_of_an_old_log_go_with_whatever_waits(meeting: History) -> None:
    meeting.join(ANA, None, "point-of-order")
    meeting.keep((TextAttached(meeting.person(ANA), "words"),))
    assert [text for _, _, text in tickets(meeting)] == ["words"]


def test_the_statement_keeps_its_place_and_being_next(meeting: History) -> None:
    for seat in (ANA, BEN, CAT):
        meeting.join(seat, f"words {seat}")
    meeting.next(VERA)
    ben = meeting.person(BEN)
    meeting.join(BEN, None, "point-of-order")
    meeting.wait(60)
    events = meeting.next(VERA)
    assert isinstance(events, tuple)
    given = next(event for event in events if isinstance(event, FloorGiven))
    assert (given.person, given.manner) == (ben, "point-of-order")
    assert meeting.meeting.on_deck is not None
    assert meeting.meeting.on_deck.person == ben
    assert [text for _, _, text in tickets(meeting)] == ["words 1", "words 2"]


def test_a_point_of_order_can_be_taken_back_alone_and_everything_at_once(meeting: History) -> None:
    ana = meeting.person(ANA)
    meeting.join(ANA)
    assert key(meeting.withdraw(ANA, "point-of-order")) == "refused-not-raised"
    meeting.join(ANA, None, "point-of-order")
    assert key(meeting.withdraw(ANA, "reply")) == "refused-not-raised"
    assert meeting.withdraw(ANA, "point-of-order") == (Withdrawn(ana, aside=True),)
    assert [form for _, form, _ in tickets(meeting)] == ["statement"]
    meeting.join(ANA, None, "point-of-order")
    assert meeting.withdraw(ANA) == (Withdrawn(ana),)
    assert tickets(meeting) == []


def test_taking_back_a_point_of_order_leaves_one_next(meeting: History) -> None:
    for seat in (ANA, BEN):
        meeting.join(seat)
    meeting.next(VERA)
    meeting.join(BEN, None, "point-of-order")
    meeting.withdraw(BEN, "point-of-order")
    assert meeting.meeting.on_deck is not None
    meeting.join(BEN, None, "point-of-order")
    meeting.withdraw(BEN, "statement")
    assert meeting.meeting.on_deck is None


def test_who_is_absent_is_so_for_everything_they_wait_for(meeting: History) -> None:
    ana, ben = meeting.person(ANA), meeting.person(BEN)
    meeting.join(ANA, "words")
    meeting.join(BEN)
    meeting.join(ANA, None, "point-of-order")
    meeting.next(VERA)
    meeting.absent(VERA)
    assert called(meeting.meeting) == (ben,)
    meeting.ready(ANA)
    assert called(meeting.meeting) == (ana, ben, ana), "ben was told to be next, since she was not there"
    meeting.next(IVO)
    meeting.absent(IVO)
    assert [(w.form, words(w), w.held) for w in meeting.meeting.queue] == [
        ("statement", "words", True),
        ("statement", None, False),
    ], "the point of order is lost, the statement is not"


def test_an_undo_gives_back_the_point_of_order_beside_the_statement(meeting: History) -> None:
    meeting.join(ANA, "statement")
    meeting.join(ANA, "procedure", "point-of-order")
    before = tickets(meeting)
    meeting.next(VERA)
    meeting.undo(IVO)
    assert tickets(meeting) == before


def test_a_link_joins_what_is_alike(meeting: History) -> None:
    meeting.join(ANA, "statement")
    meeting.join(BEN, "procedure", "point-of-order")
    meeting.join(BEN)
    meeting.link(BEN, meeting.person(ANA))
    assert tickets(meeting) == [(1, "statement", "statement"), (2, "point-of-order", "procedure")]


def test_who_is_picked_makes_their_statement_and_keeps_their_point_of_order(meeting: History) -> None:
    ana = meeting.person(ANA)
    meeting.join(ANA, None, "point-of-order")
    meeting.join(ANA, "words")
    meeting.pick(VERA, ana)
    assert meeting.meeting.floor is not None
    assert words(meeting.meeting.floor) == "words"
    assert [form for _, form, _ in tickets(meeting)] == ["point-of-order"]
    meeting.wait(60)
    meeting.pick(IVO, meeting.person(BEN))
    meeting.wait(60)
    meeting.pick(VERA, ana)
    assert tickets(meeting) == [], "with nothing else, it is what they are picked for"


@given(plans, history_bytes)
def test_raising_something_beside_a_statement_loses_nothing(plan: str, tape: bytes) -> None:
    history = opened(plan)
    for name, number in steps(tape, without=("close",)):
        before = history.meeting
        play(history, name, number)
        if name == "reply":
            assert _statements(history.meeting) == _statements(before)
            assert history.meeting.on_deck == before.on_deck


def _statements(meeting: Meeting) -> list[object]:
    return [waiting for waiting in meeting.queue if waiting.form == "statement"]
