"""What people read who put a hand up and take it down."""

import pytest

from bot.commands.model import Outcome
from bot.messages.catalogue import Catalogues
from tests.commands.session import Session, debating
from tests.commands.shown import words


def gesture(session: Session, who: str, line: str, hand: str, catalogues: Catalogues) -> str:
    result = session.say(who, line, hand=hand)
    assert isinstance(result, Outcome), result
    return words(result.answer, session, catalogues).splitlines()[0]


def test_a_second_hand_is_no_mistake_and_neither_is_taking_it_down(catalogues: Catalogues) -> None:
    session = debating()
    for hand in ("one", "two"):
        assert gesture(session, "ana", "join", hand, catalogues).startswith(
            "You are in the queue. Your place now: 1"
        )
    assert gesture(session, "ana", "withdraw", "one", catalogues) == (
        "That hand is down. You keep your place in the queue."
    )
    assert gesture(session, "ana", "withdraw", "two", catalogues).startswith("You are out of the queue.")


@pytest.mark.parametrize("who", ["ana", "zoe"])
def test_a_tap_after_the_turn_says_how_to_speak_again(who: str, catalogues: Catalogues) -> None:
    session = debating()
    session.say("ana", "join", hand="one")
    session.answer("vera", "next")
    assert gesture(session, "ana", "withdraw", "one", catalogues).startswith("You have the floor.")
    session.answer("ana", "done")
    assert gesture(session, who, "withdraw", "one", catalogues) == (
        "That hand is down, and you are not in the queue. To speak, raise a hand once more."
    )
