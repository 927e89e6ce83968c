"""Where one belongs, a tap for each dimension; and answers that fit on a phone."""

from dataclasses import replace

import pytest

from bot.commands.model import Outcome
from bot.domain.message import Offer
from bot.messages.catalogue import Catalogues
from tests.commands.session import Session, debating
from tests.commands.shown import words
from tests.support.plans import plan

MOST = 300
"""Characters of the commonest answers, beside what is offered."""


def offered(offers: tuple[Offer, ...]) -> list[str]:
    return [offer.command for offer in offers]


def test_each_dimension_is_asked_once_and_then_no_more() -> None:
    session = debating()
    joined = session.answer("ana", "join")
    group = [command for command in offered(joined.offers) if command.startswith("identify 1:")]
    assert "identify 1:pns" in group
    first = session.press("ana", next(o for o in joined.offers if o.command == "identify 1:cs"))
    assert isinstance(first, Outcome)
    region = [offer for offer in first.answer.offers if offer.command.startswith("identify 3:")]
    second = session.press("ana", next(o for o in region if o.command == "identify 3:pns"))
    assert isinstance(second, Outcome)
    assert not [command for command in offered(second.answer.offers) if command.startswith("identify")]
    values = session.meeting.participants[session.people["ana"]].values
    assert (values["group"], values["region"]) == ("cs", "pns")


def test_prefer_not_to_say_is_said_of_one_dimension_alone() -> None:
    session = debating()
    session.answer("ana", "identify cs af")
    session.answer("ana", "identify 3:pns")
    values = session.meeting.participants[session.people["ana"]].values
    assert (values["group"], values["region"]) == ("cs", "pns")


def test_without_a_word_the_first_question_that_there_is_comes_and_nothing_is_kept() -> None:
    usual = plan()
    group, *others = usual.dimensions
    session = Session(plan=replace(usual, dimensions=(replace(group, asked=False), *others)))
    session.answer("vera", "open")
    asked = offered(session.answer("ana", "identify").offers)
    assert asked
    assert all(command.startswith("identify 3:") for command in asked)
    assert "ana" not in session.people


def test_a_moderator_puts_one_answer_right_and_leaves_the_others() -> None:
    session = debating()
    session.answer("ana", "identify cs af")
    person = session.people["ana"]
    about = session.answer("vera", "about ana").offers
    session.press("vera", next(offer for offer in about if offer.command.endswith(":pns")))
    values = session.meeting.participants[person].values
    assert (values["group"], values["region"]) == ("pns", "af")


def test_what_one_said_can_be_changed_with_a_press() -> None:
    session = debating()
    session.answer("ana", "identify cs af")
    mine = session.answer("ana", "whoami").offers
    again = session.press("ana", next(o for o in mine if o.command == "identify 3:"))
    assert isinstance(again, Outcome)
    session.press("ana", next(o for o in again.answer.offers if o.command == "identify 3:ap"))
    named = session.press("ana", next(o for o in mine if o.command == "name"), "Ann")
    assert isinstance(named, Outcome)
    assert session.meeting.participants[session.people["ana"]].values["region"] == "ap"
    assert session.names[session.people["ana"]] == "Ann"


@pytest.mark.parametrize(
    "line", ["identify 9:", "identify 0:", "identify 2:", "identify 3:zz", "identify 1:af"]
)
def test_a_dimension_that_is_not_there_is_refused(line: str) -> None:
    assert debating().refusal("ana", line).key.startswith("refused-unknown-choice")


def long_named() -> Session:
    session = debating()
    session.answer("ana", "name " + "W" * 32)
    return session


@pytest.mark.parametrize(
    "lines",
    [
        ("join",),
        ("join", "position"),
        ("join", "withdraw"),
        ("identify ps ap",),
        ("join", "identify ps ap"),
        ("stay",),
    ],
    ids=" ".join,
)
def test_the_commonest_answers_fit_on_a_phone(lines: tuple[str, ...], catalogues: Catalogues) -> None:
    session = long_named()
    *before, last = lines
    for line in before:
        session.answer("ana", line)
    text = words(session.answer("ana", last), session, catalogues)
    assert len(text) <= MOST, text


def test_so_does_the_answer_to_whoever_has_finished(catalogues: Catalogues) -> None:
    session = long_named()
    session.answer("ana", "join")
    session.answer("vera", "next")
    assert len(words(session.answer("ana", "done"), session, catalogues)) <= MOST
