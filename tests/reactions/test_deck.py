"""Whoever becomes next is told, from whatever cause, and so is whoever is not next any more."""

import pytest

from bot.domain.message import Message
from bot.messages.catalogue import Catalogues
from bot.reactions.effects import TellPerson
from tests.commands.session import Session, debating
from tests.commands.shown import words


def alone(session: Session, who: str) -> list[Message]:
    return [
        e.message for e in session.effects if isinstance(e, TellPerson) and e.person == session.people[who]
    ]


def keys(session: Session, who: str) -> list[str]:
    return [message.key for message in alone(session, who)]


def speaker(session: Session) -> int | None:
    return session.meeting.floor.person if session.meeting.floor else None


def waiting(*crowd: str) -> Session:
    """The first of them speaks, the second is next, and so on; they are all of one group."""
    session = debating()
    for who in crowd:
        session.answer(who, "join")
    session.answer("vera", "next")
    session.wait(5)
    session.effects.clear()
    return session


@pytest.mark.parametrize(
    ("by", "line"),
    [("bo", "withdraw"), ("bo", "later"), ("vera", "skip"), ("vera", "remove Bo")],
)
def test_whoever_comes_in_the_place_of_who_was_next_is_told_and_stays_so(by: str, line: str) -> None:
    session = waiting("ana", "bo", "cy", "di")
    session.answer(by, line)
    assert keys(session, "cy") == ["on-deck"]
    assert "off-deck" not in keys(session, "bo"), "who left or was skipped knows it"
    session.answer("di", "identify gov")
    session.wait(2)
    session.answer("vera", "next")
    assert speaker(session) == session.people["cy"]


def test_who_was_next_is_told_of_a_pick_and_where_they_stand(catalogues: Catalogues) -> None:
    session = debating()
    for who, group in (("ana", "ps"), ("bo", "cs"), ("cy", "cs"), ("di", "gov")):
        session.answer(who, f"identify {group}")
        session.answer(who, "join")
    session.answer("vera", "next")
    session.wait(5)
    session.effects.clear()
    session.answer("vera", "pick cy | it is about her")
    assert keys(session, "di") == ["on-deck"]
    assert [words(each, session, catalogues) for each in alone(session, "bo")] == [
        "A moderator gave the floor to somebody else. You are not next any more."
        " You keep your place in the queue. At the moment it is 2."
    ]


def test_an_undo_tells_both(catalogues: Catalogues) -> None:
    session = waiting("ana", "bo", "cy")
    session.answer("vera", "next")
    session.effects.clear()
    session.answer("vera", "undo")
    assert keys(session, "bo") == ["corrected-you-wait", "on-deck"]
    assert [words(each, session, catalogues) for each in alone(session, "cy")] == [
        "A decision was taken back. You are not next any more."
        " You keep your place in the queue. At the moment it is 2."
    ]


def test_a_skip_taken_back_makes_the_one_who_was_next_it_again() -> None:
    session = waiting("ana", "bo", "cy")
    session.answer("vera", "skip")
    session.answer("vera", "undo")
    assert keys(session, "bo") == ["skipped", "on-deck"]
    assert keys(session, "cy") == ["on-deck", "off-deck"]
    session.answer("bo", "withdraw")
    assert keys(session, "cy")[2:] == ["on-deck"]


def test_who_came_in_somebodys_place_does_not_keep_it_from_who_is_brought_back() -> None:
    session = waiting("ana", "bo", "cy")
    session.answer("bo", "withdraw")
    session.answer("vera", "undo")
    assert session.meeting.on_deck is None
    assert keys(session, "cy") == ["on-deck", "off-deck"]
    session.wait(2)
    session.answer("vera", "next")
    assert speaker(session) == session.people["ana"]


def test_a_new_phase_leaves_open_who_is_next(catalogues: Catalogues) -> None:
    session = waiting("ana", "bo", "cy")
    session.answer("vera", "phase previous")
    assert [words(each, session, catalogues) for each in alone(session, "bo")] == [
        "A new part of the meeting begins. Who is next is decided anew."
        " You keep your place in the queue. At the moment it is 1."
    ]
