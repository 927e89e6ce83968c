"""What is read where moderators add and remove people, clear the queue, close and open it."""

from bot.domain.message import Message, RawText
from bot.messages.catalogue import Catalogues
from bot.reactions.effects import Tell, TellPerson
from bot.views.board import board
from tests.commands.session import Session, debating
from tests.commands.shown import words


def waiting() -> Session:
    """Ana speaks, Bo and Cy wait."""
    session = debating()
    for who in ("ana", "bo", "cy"):
        session.answer(who, "join")
    session.answer("vera", "next")
    session.effects.clear()
    return session


def told(session: Session, to: str, catalogues: Catalogues) -> list[str]:
    found = [e.message for e in session.effects if isinstance(e, Tell) and e.to == to]
    return [words(message, session, catalogues) for message in found]


def alone(session: Session, who: str, catalogues: Catalogues) -> list[str]:
    found = [e for e in session.effects if isinstance(e, TellPerson) and e.person == session.people[who]]
    return [words(effect.message, session, catalogues) for effect in found]


def names(session: Session) -> list[str | None]:
    return [session.names[waiting.person] for waiting in session.meeting.queue]


def test_whoever_is_removed_is_told_and_so_are_the_moderators(catalogues: Catalogues) -> None:
    session = waiting()
    answer = words(session.answer("vera", "remove cy"), session, catalogues)
    assert answer == "Out of the queue: Cy (not stated)."
    assert "Vera took Cy (not stated) out of the queue." in told(session, "moderators", catalogues)
    assert alone(session, "cy", catalogues) == ["A moderator took you out of the queue."]
    session.answer("ivo", "undo")
    assert alone(session, "cy", catalogues)[1:] == [
        "A moderator took that back: you are in the queue again, at your place."
    ]
    assert names(session) == ["Bo", "Cy"]


def test_by_its_place_one_thing_alone_is_removed(catalogues: Catalogues) -> None:
    session = waiting()
    session.answer("cy", "join point of order")
    answer = words(session.answer("vera", "remove 1"), session, catalogues)
    assert answer.startswith("Out of the queue: Cy (not stated), point of order.")
    assert alone(session, "cy", catalogues) == ["A moderator took your point of order out of the queue."]
    assert names(session) == ["Bo", "Cy"]


def test_a_moderator_queues_somebody_who_is_there(catalogues: Catalogues) -> None:
    session = waiting()
    session.answer("ana", "done")
    session.answer("vera", "w cs")
    session.answer("vera", "remove Hall 1")
    for line, shown in (("q+ ana", "Ana"), ("join hall 1", "Hall 1")):
        answer = words(session.answer("vera", line), session, catalogues)
        assert answer.startswith(f"In the queue: {shown} (")
    assert alone(session, "ana", catalogues)[-1] == "A moderator put you in the queue."
    assert session.texts == {}


def test_a_moderators_own_words_are_introduced(catalogues: Catalogues) -> None:
    for line in ("q+ to say we agree", "join to say: we agree", "join to say we agree"):
        session = waiting()
        assert "read your words aloud" in words(session.answer("vera", line), session, catalogues)
        assert list(session.texts.values()) == ["we agree"]
    session = waiting()
    session.answer("vera", "join point of order: what do we vote on?")
    assert list(session.texts.values()) == ["what do we vote on?"]
    session.answer("bo", "q+ to say hello")
    session.answer("cy", "join ana")
    assert list(session.texts.values())[1:] == ["hello", "ana"], "others mean their words"


def test_what_is_no_name_is_asked_back(catalogues: Catalogues) -> None:
    session = waiting()
    refusal = session.refusal("vera", f"q+ {'zoe ' * 100}")
    asked = refusal.arguments["text"]
    assert isinstance(asked, RawText)
    assert len(asked.text) == 40
    shown = words(Message(refusal.key, {**refusal.arguments, "text": "..."}), session, catalogues)
    assert "You can add somebody of the hall, or have your own words read aloud." in shown
    assert [offer.command for offer in refusal.offers] == ["keypad", "join to say"]


def test_clearing_is_asked_about_and_everybody_is_told(catalogues: Catalogues) -> None:
    session = waiting()
    assert "everybody out of the queue (2)" in words(
        session.answer("vera", "queue clear"), session, catalogues
    )
    assert names(session) == ["Bo", "Cy"]
    session.wait(5)
    session.answer("vera", "queue clear")
    assert told(session, "rooms", catalogues) == [
        "The queue was cleared. To speak, please raise your hand anew."
    ]
    for who in ("bo", "cy"):
        assert alone(session, who, catalogues) == ["The moderators cleared the queue, so your place is gone."]


def test_a_closed_queue_is_said_wherever_one_would_be_asked_to_join(catalogues: Catalogues) -> None:
    session = waiting()
    session.answer("vera", "queue close")
    assert told(session, "rooms", catalogues) == [
        "The queue is closed: no new hands are taken. Whoever waits keeps their place. "
        "A point of order can be raised."
    ]
    below = "The queue is closed. A point of order can be raised."
    assert words(board(session.meeting), session, catalogues).endswith(below)
    assert board(session.meeting).offers[0].command == "join point-of-order"
    for who in ("bo", "cy"):
        session.answer(who, "withdraw")
    listed = session.answer("ana", "queue")
    assert words(listed, session, catalogues).endswith(below)
    assert [offer.command for offer in listed.offers] == ["join point-of-order"]
    session.answer("vera", "phase next")
    assert told(session, "rooms", catalogues)[-1].endswith("The queue is closed.")
    session.answer("ivo", "queue open")
    assert told(session, "rooms", catalogues)[-1] == "The queue is open again."
    assert board(session.meeting).offers[0].command == "join"


def test_an_undo_is_told_to_those_who_are_in_or_out_by_it(catalogues: Catalogues) -> None:
    session = waiting()
    session.answer("cy", "withdraw")
    session.answer("vera", "q+ cy")
    session.answer("vera", "undo")
    assert alone(session, "cy", catalogues)[-1] == "A moderator took that back: you are not in the queue."


def test_moderators_choose_whether_each_new_hand_is_told(catalogues: Catalogues) -> None:
    session = waiting()
    session.answer("dee", "join")
    assert "Dee (not stated) raised a hand." not in told(session, "moderators", catalogues)
    listed = session.answer("vera", "waiting").offers
    session.press("vera", next(offer for offer in listed if offer.command == "queue tell"))
    session.answer("eli", "join")
    assert told(session, "moderators", catalogues)[-1] == "Eli (not stated) raised a hand."
    session.answer("ivo", "queue quiet")
    session.answer("fay", "join")
    assert not any("Fay" in text for text in told(session, "moderators", catalogues))
