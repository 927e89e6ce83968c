"""Offers taken by a press: the command that they stand for, or "already done", whenever it comes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.input.parsing import find_command
from bot.commands.model import Outcome
from bot.domain.message import Message, Offer, Refusal, say
from bot.domain.plan import Choice, Dimension
from bot.messages.catalogue import Catalogues
from bot.messages.offers import LONGEST, Offered, PressedRequest, read, token
from bot.views.board import board
from bot.views.turn_card import turn_card
from tests.commands.session import TABLE, Session, debating
from tests.commands.shown import words
from tests.support.plans import NOT_SAID, asking, plan


def two_waiting() -> Session:
    session = debating()
    for who in ("ana", "bo", "cy"):
        session.answer(who, "join")
    session.answer("vera", "next")
    session.wait(10)
    return session


def card(session: Session) -> dict[str, Offer]:
    """What the card of the present turn offers, by its command."""
    floor = session.meeting.floor
    assert floor is not None
    return {o.command: o for o in turn_card(floor.given, session.meeting, session.now).offers}


def refused(session: Session, who: str, offer: Offer) -> str:
    before = session.meeting
    result = session.press(who, offer)
    assert isinstance(result, Refusal)
    assert session.meeting == before
    return result.message.key


def test_a_press_does_what_the_command_does() -> None:
    pressed, typed = two_waiting(), two_waiting()
    pressed.press("vera", card(pressed)["next"])
    typed.answer("vera", "next")
    assert pressed.meeting == typed.meeting


@pytest.mark.parametrize("command", ["next", "absent", "more 1m", "phase pause"])
def test_a_card_of_an_earlier_turn_changes_nothing(command: str, catalogues: Catalogues) -> None:
    session = two_waiting()
    old = card(session)[command]
    session.press("vera", card(session)["next"])
    session.wait(10)
    assert refused(session, "ivo", old) == "refused-over-floor"
    result = session.press("ivo", old)
    assert isinstance(result, Refusal)
    assert words(result.message, session, catalogues) == "Already done: Bo has the floor. Nothing changed."


def test_no_late_press_skips_a_person() -> None:
    """Neither of a card whose call was taken back, though the next turn has its number."""
    session = two_waiting()
    first = card(session)
    session.press("vera", first["next"])
    session.wait(10)
    second = card(session)
    session.press("vera", second["undo"])
    session.wait(10)
    assert refused(session, "vera", second["next"]) == "refused-over-floor"
    session.press("vera", first["next"])
    session.wait(10)
    assert card(session)["next"].drawn not in (first["next"].drawn, second["next"].drawn)
    assert refused(session, "ivo", second["next"]) == "refused-over-floor"
    assert refused(session, "ivo", first["next"]) == "refused-over-floor"


def test_after_an_absence_the_card_goes_on() -> None:
    session = two_waiting()
    offers = card(session)
    session.press("vera", offers["absent"])
    session.wait(10)
    session.press("vera", offers["next"])
    assert session.meeting.floor is not None
    assert session.meeting.floor.person == session.people["bo"]


def about(session: Session, who: str) -> dict[str, Offer]:
    """What can be done about somebody, by the name of the command."""
    answer = session.answer("vera", f"about ={session.people[who]}")
    return {offer.command.partition(" ")[0]: offer for offer in answer.offers}


def test_anybody_who_waits_is_passed_over_and_by_a_late_press_nobody() -> None:
    session = two_waiting()
    skips = {who: about(session, who)["skip"] for who in ("bo", "cy")}
    assert isinstance(session.press("vera", skips["cy"]), Outcome)
    passing = [ticket.person for ticket in session.meeting.queue if ticket.passing]
    assert passing == [session.people["cy"]]
    session.wait(10)
    session.answer("ivo", "next")
    session.wait(10)
    assert refused(session, "ivo", skips["bo"]) == "refused-over-floor"
    assert "skip" not in about(session, "ana")


def test_undo_on_a_card_means_that_turn() -> None:
    session = two_waiting()
    offers = card(session)
    session.press("vera", offers["more 1m"])
    session.wait(10)
    assert refused(session, "vera", offers["undo"]) == "refused-over-decision"


def test_what_was_drawn_for_a_turn_or_a_phase_that_is_gone_says_so() -> None:
    session = two_waiting()
    session.answer("ana", "done")
    assert refused(session, "vera", Offer("absent", say("offer-absent"), drawn="f99")) == "refused-over-turn"
    phase = Offer("phase next", say("offer-next"), drawn="p99")
    assert refused(session, "vera", phase) == "refused-over-phase"
    early = Session()
    early.answer("vera", "open")
    assert refused(early, "vera", phase) == "refused-over-start"


def test_rights_are_asked_for_again() -> None:
    session = two_waiting()
    assert refused(session, "bo", card(session)["next"]) == "refused-not-moderator"


def test_an_old_board_still_works() -> None:
    session = two_waiting()
    old = {offer.command: offer for offer in board(session.meeting).offers}
    session.answer("vera", "phase next")
    session.press("di", old["join"])
    assert session.meeting.tickets_of(session.people["di"])


@pytest.mark.parametrize(
    "forged", ["", "next", "1:x", "2:a:b:next", "1:a:b:", "1:a:b:rm -rf", "1" * 200, "1?:::undo"]
)
def test_a_forged_one_is_answered(forged: str) -> None:
    found = find_command(TABLE, PressedRequest(forged, "words"))
    assert isinstance(found, Refusal)
    assert found.message.key == "refused-unknown-offer"


def test_a_number_whose_question_is_old_is_asked_back() -> None:
    found = find_command(TABLE, PressedRequest(None))
    assert isinstance(found, Refusal)
    assert found.message.key == "refused-which-question"


def test_words_that_are_asked_for_are_taken_as_they_stand() -> None:
    session = debating()
    offer = Offer("join", say("offer-words"), asks=True)
    asked = session.press("ana", offer)
    assert isinstance(asked, Refusal)
    again = Offer("join", say("offer-own-words"), asks=True)
    assert asked.message == Message("ask-words", offers=(again,))
    session.press("ana", offer, "Reply to the minister: no.")
    [ticket] = session.meeting.queue
    assert ticket.form == "statement"
    assert list(session.texts.values()) == ["Reply to the minister: no."]


@given(st.text(max_size=300), st.sampled_from(["", "f12", "d3"]), st.booleans())
def test_a_token_is_short_for_any_meeting_and_comes_back_whole(meeting: str, drawn: str, asks: bool) -> None:
    offer = Offer("identify cs ap", say("offer-join"), drawn=drawn, asks=asks)
    made = token(offer, meeting)
    assert len(made) <= LONGEST
    found = read(made)
    assert found is not None
    assert found == Offered(found.meeting, drawn, "identify cs ap", asks)
    assert len(found.meeting) in (0, 8)


def test_what_is_too_long_for_any_platform_is_a_slip_in_the_code() -> None:
    with pytest.raises(ValueError, match="at most 100"):
        token(Offer("pick " + "x" * 100, say("offer-next")), "m")


def test_what_a_moderator_has_done_can_be_taken_back_with_a_press() -> None:
    session = two_waiting()
    answer = session.answer("ivo", "walkup cs")
    undo, name = (next(o for o in answer.offers if o.command.startswith(which)) for which in ("undo", "name"))
    session.press("ivo", name, "Zoe")
    assert session.names[max(session.names)] == "Zoe"
    waiting = len(session.meeting.queue)
    session.wait(10)
    session.press("ivo", undo)
    assert len(session.meeting.queue) == waiting - 1
    session.wait(10)
    assert refused(session, "vera", undo) == "refused-over-decision"


def test_the_keypad_adds_one_person_a_press() -> None:
    session = two_waiting()
    keys = session.answer("ivo", "keypad").offers
    before = len(session.meeting.queue)
    for key in keys:
        session.press("ivo", key)
    added = session.meeting.queue[before:]
    groups = [session.meeting.participants[ticket.person].values.get("group") for ticket in added]
    assert len(groups) == len(keys)
    assert groups[-1] is None
    assert len(set(groups)) == len(keys)


def test_very_many_groups_are_paged_and_not_to_say_stands_on_every_page() -> None:
    countries = tuple(Choice(f"c{n}", {"en": f"Country {n}"}) for n in range(60))
    session = debating(asking(plan(), Dimension("group", {"en": "Country"}, (*countries, NOT_SAID))))
    seen: list[str] = []
    message = session.answer("ana", "identify")
    for _ in range(3):
        *choices, unsaid, more = message.offers
        seen += [offer.command for offer in choices]
        assert (unsaid.command, len(message.offers) <= 26) == ("identify 1:pns", True)
        turned = session.press("ana", more)
        assert isinstance(turned, Outcome)
        message = turned.answer
    assert seen == [f"identify 1:c{n}" for n in range(60)]
    assert message == session.answer("ana", "identify")
    keys = session.answer("vera", "keypad 3").offers
    assert [offer.command for offer in keys[-3:]] == ["walkup c59", "walkup", "keypad 1"]
    session.answer("ana", "join")
    regroup = about(session, "ana")["regroup"]
    session.press("vera", regroup, "Country 41")
    assert session.meeting.participants[session.people["ana"]].values["group"] == "c41"


@pytest.mark.parametrize("line", ["close", "queue clear"])
def test_what_is_asked_about_is_answered_with_a_press(line: str) -> None:
    session = two_waiting()
    answer = session.answer("vera", line)
    session.wait(2)
    assert isinstance(session.press("vera", answer.offers[0]), Outcome)
    assert not session.meeting.queue or session.meeting.status == "closed"


def test_the_list_shows_everyone_who_waits_with_their_state(catalogues: Catalogues) -> None:
    session = debating()
    for who, line in (("ana", "join"), ("bo", "join My words."), ("cy", "join"), ("cy", "away")):
        session.answer(who, line)
    session.answer("vera", "w cs")
    session.wait(65)
    assert words(session.answer("vera", "waiting"), session, catalogues).splitlines() == [
        "4 wait:",
        "1. Ana (not stated): 1 minute 5 seconds",
        "2. Hall 1 (Civil Society): 1 minute 5 seconds",
        "3. Bo (not stated): words to be read aloud, 1 minute 5 seconds",
        "4. Cy (not stated): on hold, 1 minute 5 seconds",
    ]


def test_whoever_stands_on_the_list_can_be_called_put_right_and_put_out() -> None:
    session = two_waiting()
    bo = session.people["bo"]
    listed = session.answer("vera", "waiting").offers
    about = session.press("vera", next(o for o in listed if o.command == f"about ={bo}"))
    assert isinstance(about, Outcome)
    offers = {offer.command.partition(" ")[0]: offer for offer in about.answer.offers}
    session.press("vera", offers["regroup"])
    assert session.meeting.participants[bo].values["group"] is not None
    session.wait(5)
    asked = session.press("vera", offers["pick"])
    assert isinstance(asked, Refusal)
    assert asked.message.key == "ask-words"
    session.press("vera", offers["pick"], "to answer")
    assert session.meeting.floor is not None
    assert session.meeting.floor.person == bo
    session.wait(5)
    late = session.press("ivo", offers["pick"], "once more")
    assert isinstance(late, Refusal)
    assert late.message.key == "refused-over-floor"
    assert refused(session, "ivo", offers["pick"]) == "refused-over-floor"
    assert refused(session, "bo", offers["pick"]) == "refused-not-moderator"
    session.press("vera", Offer(f"remove ={session.people['cy']}", say("offer-remove")))
    assert not session.meeting.queue


def test_a_long_list_is_paged() -> None:
    session = debating()
    for number in range(60):
        session.answer(f"p{number}", "join")
    seen = set[str]()
    message = session.answer("vera", "waiting")
    while message.offers[-1].command.startswith("waiting"):
        assert len(message.offers) <= 27
        seen |= {offer.command for offer in message.offers if offer.command.startswith("about")}
        message = session.answer("vera", message.offers[-1].command)
    seen |= {offer.command for offer in message.offers}
    assert len(seen) == 60
