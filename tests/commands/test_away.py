"""Away until ready: the place is kept, others go first, and everybody sees it."""

from bot.messages.catalogue import Catalogues
from bot.reactions.effects import Tell, TellPerson
from bot.views.board import board
from tests.commands.session import Session, debating
from tests.commands.shown import words

AWAY = "Away: Bo (not stated)"


def queued() -> Session:
    session = debating()
    for who in ("ana", "bo", "cy", "di"):
        session.answer(who, "join")
    session.answer("vera", "next")
    session.wait(5)
    session.effects.clear()
    return session


def call(session: Session) -> int:
    session.wait(30)
    session.answer("vera", "next")
    assert session.meeting.floor is not None
    return session.meeting.floor.person


def test_who_is_away_keeps_the_place_and_is_passed_over_for_as_long_as_it_takes(
    catalogues: Catalogues,
) -> None:
    session = queued()
    assert words(session.answer("bo", "away"), session, catalogues) == (
        "You keep your place, and are not called at the moment."
    )
    told = [(e.person, e.message.key) for e in session.effects if isinstance(e, TellPerson)]
    assert told == [(session.people["cy"], "on-deck")], "who comes instead is told"
    assert [call(session), call(session)] == [session.people["cy"], session.people["di"]]
    session.answer("eli", "join")
    session.answer("bo", "ready")
    assert call(session) == session.people["bo"]


def test_everybody_sees_it_and_the_moderators_read_it(catalogues: Catalogues) -> None:
    session = queued()
    session.answer("bo", "away")
    assert AWAY in words(session.answer("ana", "queue"), session, catalogues).splitlines()
    assert AWAY in words(board(session.meeting), session, catalogues).splitlines()
    alone = [words(e.message, session, catalogues) for e in session.effects if isinstance(e, Tell)]
    assert alone == ["Bo is away and keeps their place."]
    session.answer("bo", "ready")
    assert "Away" not in words(board(session.meeting), session, catalogues)


def test_many_who_are_away_are_a_number(catalogues: Catalogues) -> None:
    session = debating()
    for number in range(11):
        session.answer(f"p{number}", "join")
        session.answer(f"p{number}", "away")
    assert "Away: 11 people" in words(board(session.meeting), session, catalogues).splitlines()


def test_said_twice_it_changes_nothing_and_who_does_not_wait_is_told_so() -> None:
    session = queued()
    session.answer("bo", "away")
    before = session.meeting
    session.answer("bo", "away")
    assert session.meeting == before
    assert session.refusal("eli", "away").key == "refused-not-queued"
