"""Points of order and direct responses, as people read of them."""

from bot.messages.catalogue import Catalogues
from bot.reactions.effects import Tell, TellPerson
from bot.views.board import board
from tests.commands.session import Session, debating
from tests.commands.shown import words


def spoken() -> Session:
    """Ana speaks, Bo is next, Cy waits."""
    session = debating()
    for who in ("ana", "bo", "cy"):
        session.answer(who, "join")
    session.answer("vera", "next")
    session.effects.clear()
    return session


def first_line(session: Session, who: str, line: str, catalogues: Catalogues) -> str:
    return words(session.answer(who, line), session, catalogues).splitlines()[0]


def test_raising_a_point_of_order_while_waiting(catalogues: Catalogues) -> None:
    session = spoken()
    assert first_line(session, "cy", "join point of order", catalogues) == (
        "Your point of order comes before the queue. "
        "Your place now: 1, in about 2 minutes. "
        "You keep your other place."
    )
    assert words(session.answer("cy", "position"), session, catalogues).splitlines() == [
        "Your point of order: Your place now: 1, in about 2 minutes.",
        "Your place now: 3, in about 6 minutes.",
    ]
    assert words(session.answer("cy", "withdraw point of order"), session, catalogues) == (
        "Your point of order is taken back. You keep your place in the queue."
    )
    assert words(session.answer("cy", "withdraw"), session, catalogues).startswith(
        "You are out of the queue."
    )


def test_the_moderators_are_told_of_a_point_of_order_at_once(catalogues: Catalogues) -> None:
    session = spoken()
    session.answer("cy", "join point of order: no quorum")
    told = [e for e in session.effects if isinstance(e, Tell) and e.to == "moderators"]
    assert [words(e.message, session, catalogues) for e in told] == [
        "Point of order: Cy (not stated). It comes before the queue."
    ]
    assert told[0].urgent
    session.effects.clear()
    session.answer("dee", "join reply")
    assert not [e for e in session.effects if isinstance(e, Tell | TellPerson)]


def test_it_is_marked_on_queue_board_and_card(catalogues: Catalogues) -> None:
    session = spoken()
    session.answer("cy", "join point of order")
    session.answer("dee", "join reply")
    shown = words(board(session.meeting), session, catalogues).splitlines()
    assert shown[2] == "Next: Cy (not stated), point of order"
    assert shown[3] == (
        "Then, may change: Dee (not stated), direct response, Bo (not stated), and Cy (not stated)"
    )
    assert words(session.answer("ana", "queue"), session, catalogues).splitlines()[1:] == [
        "3 people are waiting:",
        "1. Cy (not stated), point of order",
        "2. Dee (not stated), direct response",
        "3. Bo (not stated)",
        "4. Cy (not stated)",
    ]
    session.wait(60)
    session.answer("vera", "next")
    public, card = (
        next(
            words(e.message, session, catalogues)
            for e in session.effects
            if isinstance(e, Tell) and e.to == to
        )
        for to in ("rooms", "moderators")
    )
    assert "Next: Cy (not stated), point of order." not in public
    assert "Next: Dee (not stated), direct response." in public
    assert "Point of order: Cy" in card


def test_why_for_somebody_who_has_only_a_point_of_order(catalogues: Catalogues) -> None:
    session = spoken()
    session.answer("dee", "join point of order")
    assert "Dee (not stated) is next." in words(session.answer("dee", "why"), session, catalogues)
    assert "Cy (not stated) has place 3. 2 people" in words(session.answer("cy", "why"), session, catalogues)


def test_a_place_names_whoever_has_it(catalogues: Catalogues) -> None:
    session = spoken()
    session.answer("cy", "join point of order")
    assert "Cy" in words(session.answer("vera", "pick 1 | to be heard"), session, catalogues)
