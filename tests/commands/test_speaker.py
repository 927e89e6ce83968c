"""Speakers of the programme: for how long, and online where somebody goes by their name."""

import pytest

from bot.domain.changing import replace
from bot.domain.meeting.schedule import turn_left
from bot.domain.plan import Listed
from bot.messages.catalogue import Catalogues
from bot.reactions.effects import Tell, TellPerson
from tests.commands.session import Session, debating
from tests.commands.shown import words
from tests.support.plans import plan


def programme(name: str = "Bo Ek") -> Session:
    session = debating(replace(plan(), people=(Listed(name, "speaker", {"group": "gov"}),)))
    session.effects.clear()
    return session


@pytest.mark.parametrize(
    "line", ["speaker Bo Ek 10m", "speaker bo 600s", "speaker Bo Ek | 10m", "speaker Ek 10"]
)
def test_the_time_is_theirs_and_said_to_everybody(line: str, catalogues: Catalogues) -> None:
    session = programme()
    session.answer("vera", line)
    floor = session.meeting.floor
    assert floor is not None
    assert turn_left(session.meeting, floor, session.now) == 600
    public = [words(e.message, session, catalogues) for e in session.effects if isinstance(e, Tell)]
    assert public[0].startswith("Bo Ek (Government) has the floor for 10 minutes.")


def test_a_name_that_ends_like_a_time_is_a_name() -> None:
    session = programme("Studio 5")
    session.answer("vera", "speaker Studio 5")
    assert session.meeting.floor is not None
    assert session.meeting.floor.given.seconds is None


def test_who_goes_by_the_name_online_gets_the_private_word_and_reads_how_to_speak(
    catalogues: Catalogues,
) -> None:
    session = programme()
    session.answer("bo", "name Bo Ek")
    session.effects.clear()
    session.answer("vera", "speaker bo 5m")
    person = session.people["bo"]
    assert session.meeting.floor is not None
    assert session.meeting.floor.person == person
    assert not session.meeting.floor.charged
    alone = [
        words(e.message, session, catalogues)
        for e in session.effects
        if isinstance(e, TellPerson) and e.person == person
    ]
    assert alone[0].startswith("You have the floor for 5 minutes.")


def test_a_part_of_the_name_is_not_theirs() -> None:
    session = programme()
    session.answer("bo", "name Bo Eklund")
    session.answer("vera", "speaker Bo Ek")
    assert session.meeting.floor is not None
    assert session.meeting.floor.person != session.people["bo"]


def test_who_loses_the_floor_to_a_new_phase_is_told(catalogues: Catalogues) -> None:
    session = debating()
    session.answer("ana", "join")
    session.answer("vera", "next")
    session.wait(5)
    session.effects.clear()
    session.answer("vera", "phase previous")
    told = [words(e.message, session, catalogues) for e in session.effects if isinstance(e, TellPerson)]
    assert told == ["A new part of the meeting begins, so your turn is over."]
