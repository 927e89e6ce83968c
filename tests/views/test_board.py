"""The board: at most 900 characters however many wait, and no more than name and group."""

import pytest

from bot.domain.changing import replace
from bot.domain.fair_queue import Rule
from bot.domain.meeting.names import LONGEST_NAME
from bot.domain.message import Name
from bot.messages.catalogue import Catalogues
from bot.reactions.effects import ShowBoard
from bot.views.board import board
from tests.commands.session import Session, debating
from tests.commands.shown import parts, words
from tests.support.plans import dimension, plan

GROUPS = ("cs", "ps", "gov")


def waiting(count: int) -> Session:
    session = debating()
    for n in range(count):
        session.answer(f"p{n}", f"id {GROUPS[n % 3]}" if n % 4 else "join")
        session.answer(f"p{n}", f"name Ana {n}")
        session.say(f"p{n}", "join")
    return session


def text(session: Session, catalogues: Catalogues) -> str:
    return words(board(session.meeting), session, catalogues)


def test_nobody(catalogues: Catalogues) -> None:
    assert text(debating(), catalogues).splitlines() == [
        "Debate, until 09:30 UTC",
        "Floor: nobody",
        "Queue: empty",
        "There is one queue for everybody.",
    ]


def test_before_the_start_and_after_the_close(catalogues: Catalogues) -> None:
    session = Session()
    session.answer("vera", "open")
    assert text(session, catalogues).startswith(
        "Roundtable starts on Thursday, December 3, 2026, 09:30 UTC\n"
    )
    session.answer("ana", "join")
    session.effects.clear()
    session.answer("vera", "close")
    assert not session.effects
    session.wait(1)
    session.answer("vera", "close")
    assert text(session, catalogues) == "Roundtable is over."
    assert session.effects[-1] == ShowBoard()


def test_three(catalogues: Catalogues) -> None:
    session = debating()
    for who, group in (("ana", "cs"), ("bo", "pns"), ("li", "gov")):
        session.answer(who, f"id {group} af")
        session.answer(who, "join")
    session.answer("vera", "w ps")
    session.answer("vera", "next")
    session.answer("vera", "phase pause")
    assert text(session, catalogues).splitlines() == [
        "Debate, paused",
        "Floor: Ana (Civil Society)",
        "Next: Bo (not stated)",
        "Then, may change: Li (Government) and Hall 1 (Private Sector)",
        "There is one queue for everybody.",
    ]


def test_one(catalogues: Catalogues) -> None:
    assert "\nNext: Ana 0 (not stated)\nThere is" in text(waiting(1), catalogues)


@pytest.mark.parametrize(("count", "named"), [(10, 10), (11, 1), (60, 1)])
def test_names_only_up_to_ten(count: int, named: int) -> None:
    session = waiting(count)
    assert sum(isinstance(part, Name) for part in parts(board(session.meeting))) == named


def test_sixty(catalogues: Catalogues) -> None:
    session = waiting(60)
    session.answer("vera", "next")
    shown = text(session, catalogues)
    assert "59 waiting: " in shown
    assert "not stated 1" in shown


@pytest.mark.parametrize("count", [0, 3, 11, 60])
def test_at_most_900_characters_with_the_longest_names(count: int, catalogues: Catalogues) -> None:
    usual = plan()
    longest = dimension("group", "Stakeholder group", igo="Intergovernmental Organization")
    session = debating(replace(usual, dimensions=(longest, *usual.dimensions[1:])))
    for n in range(count):
        session.answer(f"p{n}", "id igo")
        session.answer(f"p{n}", f"name {'W' * LONGEST_NAME}")
        session.answer(f"p{n}", "join")
    session.say("vera", "next")
    shown = text(session, catalogues)
    assert ("waiting:" in shown) == (count > 11)
    assert len(shown) <= 900


def test_a_meeting_may_alternate_by_something_else(catalogues: Catalogues) -> None:
    usual = plan()
    regions = replace(usual, dimensions=(usual.dimensions[2],), rule=Rule(dims=("region",)))
    session = debating(regions)
    session.answer("ana", "id af")
    session.answer("ana", "join")
    assert "Next: Ana (African Group)" in text(session, catalogues)
    assert "Regional group" in words(session.answer("bo", "id"), session, catalogues)
