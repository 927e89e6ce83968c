"""A moderator hands in somebody's words, to be read aloud at their turn."""

from bot.domain.identity import Identity
from bot.domain.message import Name
from bot.messages.catalogue import Catalogues
from bot.ports.platform import Pointed
from bot.reactions.effects import TellPerson
from tests.commands.session import Session, debating
from tests.commands.shown import words

ANAS = Pointed(Identity("matrix", "ana"), "matrix:hers")


def debate() -> Session:
    """Ana takes part, and does not wait."""
    session = debating()
    session.answer("ana", "id cs")
    return session


def texts(session: Session) -> list[str]:
    return [session.texts[id] for ticket in session.meeting.queue for id in ticket.texts]


def told(session: Session, who: str, catalogues: Catalogues) -> str:
    found = [e for e in session.effects if isinstance(e, TellPerson) and e.person == session.people[who]]
    return words(found[-1].message, session, catalogues)


def test_somebody_who_does_not_wait_is_queued_with_them_and_told(catalogues: Catalogues) -> None:
    session = debate()
    answer = session.answer("vera", "words ana | We agree.")
    assert words(answer, session, catalogues).startswith(
        "To be read aloud at their turn: the words of Ana (Civil Society)."
    )
    assert texts(session) == ["We agree."]
    assert told(session, "ana", catalogues).startswith("A moderator put your message in the queue")
    session.answer("vera", "undo")
    assert texts(session) == []


def test_somebody_who_waits_keeps_their_place_and_is_told(catalogues: Catalogues) -> None:
    session = debate()
    session.answer("ana", "join")
    session.answer("bo", "join")
    [before, _] = session.meeting.queue
    session.answer("vera", "words ana | We agree.")
    [after, _] = session.meeting.queue
    assert (after.ticket, after.person) == (before.ticket, before.person)
    assert texts(session) == ["We agree."]
    assert told(session, "ana", catalogues).startswith("A moderator put your message in the queue")


def test_what_they_handed_in_themselves_stays() -> None:
    session = debate()
    session.answer("ana", "join My own words.")
    refusal = session.refusal("vera", "words ana | Other ones.")
    assert (refusal.key, refusal.arguments["who"]) == ("refused-words-there", Name(session.people["ana"]))
    assert texts(session) == ["My own words."]
    session.answer("ana", "join Better words.")
    assert texts(session) == ["Better words."]


def test_words_of_a_message_are_known_by_it_and_can_be_marked_again() -> None:
    session = debate()
    session.say("vera", "words <@ana> | We agree.", target=ANAS)
    assert session.meeting.queue[0].texts == ("matrix:hers",)
    session.answer("vera", "undo")
    session.say("ivo", "words <@ana> | We agree.", target=ANAS)
    assert texts(session) == ["We agree."]
