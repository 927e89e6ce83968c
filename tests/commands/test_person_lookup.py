"""Whom somebody means."""

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from bot.commands.input.person_lookup import resolve_person
from bot.commands.model import Asker, Known, Request
from bot.domain.identity import Identity
from bot.domain.meeting.events import Admitted, Event, Joined, RecordedEvent
from bot.domain.meeting.fold import fold
from bot.domain.meeting.state import Meeting
from bot.domain.message import Name, RawText, Refusal
from tests.support.plans import plan

NOW = datetime(2026, 12, 3, 10, 0, tzinfo=UTC)
ANA, ANNA, SEVEN, GUEST, HALL, LI = range(1, 7)
EVENTS: tuple[Event, ...] = (
    *(Admitted(person, "remote", person) for person in (ANA, ANNA, SEVEN, GUEST)),
    Admitted(HALL, "hall", 1),
    Admitted(LI, "remote", 5),
    Admitted(LI + 1, "remote", 6),
    *(Joined(person, ticket) for ticket, person in enumerate((GUEST, HALL, ANA), start=1)),
)
ROSTER: Mapping[int, Known] = {
    ANA: Known("Ana Lind", ("123", "<@123>", "<@!123>")),
    ANNA: Known("Anna", ("@anna:example.org",)),
    SEVEN: Known("7 Up"),
    GUEST: Known(None, ("@zoe:example.org",)),
    HALL: Known(None),
    LI: Known("Robin", ("@li:example.org",)),
    99: Known("Gone"),
    LI + 1: Known("Hall 2 (Government)"),
}


def found(text: str) -> int | Refusal:
    asker = Asker(Identity("discord", "vera"), None, "Vera", direct=False, moderator=True)
    request = Request(asker, {"who": text}, NOW, "c", roster=ROSTER)
    return resolve_person(
        fold(Meeting(plan()), [RecordedEvent(event, NOW) for event in EVENTS]), request, "who"
    )


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("1", GUEST),
        ("2", HALL),
        ("3", ANA),
        ("guest 4", GUEST),
        ("Guest4", GUEST),
        ("HALL 1", HALL),
        ("<@123>", ANA),
        ("<@!123>", ANA),
        ("@anna:example.org", ANNA),
        ("ana lind", ANA),
        ("Ana", ANA),
        ("@Ana Lind", ANA),
        ("anna", ANNA),
        ("7", SEVEN),
        ("rob", LI),
        ("\uff11", GUEST),
        ("\u0663", ANA),
        ("\uff27uest\u3000\uff14", GUEST),
        ("guest #4", GUEST),
        ("\uff21na lind", ANA),
        ("\u200eAna Lind", ANA),
        ("\u00c1na", ANA),
    ],
)
def test_by_place_badge_mention_or_name(text: str, person: int) -> None:
    assert found(text) == person


@pytest.mark.parametrize(
    "text",
    [
        "",
        "4",
        "0",
        "12345",
        "guest 9",
        "hall 2",
        "zoe",
        "@zoe",
        "<@12",
        "@li",
        "Gone",
        "\u00b2",
        "guest " + "9" * 5000,
    ],
)
def test_nobody(text: str) -> None:
    refusal = found(text)
    assert isinstance(refusal, Refusal)
    assert (refusal.message.key, refusal.message.arguments["text"]) == ("refused-nobody", RawText(text))


def test_a_beginning_that_fits_two_is_nobody_yet() -> None:
    refusal = found("an")
    assert isinstance(refusal, Refusal)
    assert refusal.message.key == "refused-several"
    assert [refusal.message.arguments[each] for each in ("one", "other")] == [Name(ANA), Name(ANNA)]
