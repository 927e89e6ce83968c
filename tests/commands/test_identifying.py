"""Where one belongs, a tap for each dimension; and answers that fit on a phone."""

import pytest

from bot.commands.model import Outcome
from bot.domain.changing import replace
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
    """A meeting with the longest names that a meeting file may have, and Ana with one as long as may be."""
    usual = plan()
    dimensions = tuple(
        replace(
            dimension,
            name={"en": "D" * 40},
            choices=tuple(replace(choice, name={"en": "C" * 60}) for choice in dimension.choices),
        )
        for dimension in usual.dimensions
    )
    session = debating(replace(usual, dimensions=dimensions))
    session.answer("ana", "name " + "W" * 32)
    for number in range(9):
        session.answer(f"p{number}", "join")
    return session


@pytest.mark.parametrize(
    "lines",
    [
        ("join",),
        ("join", "join point-of-order"),
        ("join we have a point", "join point-of-order and another"),
        ("identify cs", "join we have a point"),
        ("join", "position"),
        ("join", "join point-of-order", "position"),
        ("join", "withdraw"),
        ("join", "join point-of-order", "withdraw point-of-order"),
        ("identify ps ap",),
        ("identify pns",),
        ("join", "identify ps"),
        ("identify ps", "identify ap"),
        ("stay",),
    ],
    ids=" / ".join,
)
@pytest.mark.parametrize("crowded", [False, True])
def test_the_commonest_answers_fit_on_a_phone(
    lines: tuple[str, ...], crowded: bool, catalogues: Catalogues
) -> None:
    session = long_named()
    for number in range(60 * crowded):
        session.answer(f"q{number}", "join")
    *before, last = lines
    for line in before:
        session.answer("ana", line)
    text = words(session.answer("ana", last), session, catalogues)
    assert len(text) <= MOST, text


def test_so_does_the_answer_to_whoever_is_on_deck(catalogues: Catalogues) -> None:
    session = long_named()
    session.answer("ana", "identify gov")
    session.answer("ana", "join")
    for _ in range(12):
        session.wait(5)
        session.answer("vera", "next")
        if session.meeting.on_deck and session.meeting.on_deck.person == session.people["ana"]:
            break
    text = words(session.answer("ana", "identify ps"), session, catalogues)
    assert "Your coming turn still counts" in text
    assert len(text) <= MOST, text


def test_so_does_the_answer_to_whoever_has_finished(catalogues: Catalogues) -> None:
    session = debating()
    session.answer("ana", "name " + "W" * 32)
    session.answer("ana", "join")
    session.answer("vera", "next")
    assert len(words(session.answer("ana", "done"), session, catalogues)) <= MOST


def test_nothing_is_said_twice_of_a_question_that_is_open(catalogues: Catalogues) -> None:
    session = debating()
    text = words(session.answer("ana", "identify 3:af"), session, catalogues)
    assert text.count("Stakeholder group") == 1
