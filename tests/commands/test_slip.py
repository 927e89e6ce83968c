"""Whoever leaves the queue by a slip has a minute to have the same place back, and nothing more by it."""

from bot.messages.catalogue import Catalogues
from tests.commands.session import Session, debating
from tests.commands.shown import words


def queued(*crowd: str) -> Session:
    session = debating()
    for who in crowd:
        session.answer(who, "join")
    return session


def standing(session: Session) -> list[int]:
    return [ticket.ticket for ticket in session.meeting.queue]


def forms(session: Session, who: str) -> list[str]:
    return [ticket.form for ticket in session.meeting.tickets_of(session.people[who])]


def test_place_words_and_kind_are_the_same_for_a_minute(catalogues: Catalogues) -> None:
    session = debating()
    session.answer("ana", "join We should begin with the evidence.")
    session.answer("bo", "join")
    before = session.meeting.queue
    assert words(session.answer("ana", "withdraw"), session, catalogues) == (
        "You are out of the queue. If you come back within a minute, you have the same place."
    )
    session.wait(60)
    told = words(session.answer("ana", "join"), session, catalogues)
    assert session.meeting.queue == before
    assert "A moderator will read your words aloud." in told


def test_after_a_minute_it_is_a_new_place() -> None:
    session = queued("ana", "bo")
    session.answer("ana", "withdraw")
    session.wait(61)
    session.answer("ana", "join")
    assert standing(session) == [2, 3]


def test_new_words_go_with_the_old_place() -> None:
    session = queued("ana", "bo")
    session.answer("ana", "withdraw")
    session.answer("ana", "join About money.")
    first = session.meeting.queue[0]
    assert (first.ticket, [session.texts[text] for text in first.texts]) == (1, ["About money."])


def test_a_point_of_order_comes_back_as_one_and_the_moderators_read_of_it() -> None:
    session = queued("ana", "bo")
    session.answer("cy", "join point of order")
    session.answer("cy", "withdraw")
    session.effects.clear()
    session.answer("cy", "join")
    assert forms(session, "cy") == ["point-of-order"]
    assert "point-of-order" in str(session.effects)


def test_what_was_cleared_or_used_up_since_is_not_had_back() -> None:
    session = queued("ana", "bo", "cy")
    session.answer("ana", "withdraw")
    session.answer("vera", "pick ana | she asked first")
    session.wait(5)
    session.answer("ana", "join")
    assert standing(session) == [2, 3, 4]
    session.answer("ana", "withdraw")
    session.answer("vera", "queue clear")
    session.wait(2)
    session.answer("vera", "queue clear")
    session.answer("ana", "join")
    assert standing(session) == [5]


def test_whoever_was_next_and_left_is_not_next_again() -> None:
    session = queued("ana", "bo", "cy")
    session.answer("vera", "next")
    session.answer("bo", "withdraw")
    session.answer("bo", "join")
    assert session.meeting.on_deck is not None
    assert session.meeting.on_deck.person == session.people["cy"]


def test_a_response_is_not_had_back_where_others_have_used_up_their_number() -> None:
    session = queued("ana", "bo")
    session.answer("vera", "next")
    session.answer("cy", "join reply")
    session.answer("cy", "withdraw")
    for who in ("di", "eli"):
        session.answer(who, "join reply")
    assert session.refusal("cy", "join reply").key == "refused-replies"
    session.answer("cy", "join")
    assert forms(session, "cy") == ["statement"]


def test_a_hand_that_was_taken_down_is_up_again_with_the_next_one() -> None:
    session = queued("ana")
    session.say("bo", "join", hand="one")
    session.answer("cy", "join")
    session.say("bo", "withdraw", hand="one")
    session.say("bo", "join", hand="two")
    assert standing(session) == [1, 2, 3]
    session.say("bo", "withdraw", hand="two")
    assert standing(session) == [1, 3]
