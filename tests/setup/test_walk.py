"""The walk by itself: which questions come where."""

from datetime import UTC, datetime

import pytest

from bot.domain.identity import Identity, Place
from bot.ports.premises import FoundRoom, Look
from bot.ports.store import Draft
from bot.setup.steps import Scene
from bot.setup.walk import Asked, answered, answers_of, begun, question, unanswered

EVE, NOW = Identity("matrix", "@eve:example.org"), datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
ROOM, DESK = Place("matrix", "!room"), Place("matrix", "!desk")
ANSWERS = (
    ("room", "!room"),
    ("desk", "!desk"),
    ("hall", "no"),
    ("title", "Name"),
    ("moderators", "power"),
    ("language", "fr"),
    ("zone", "UTC"),
    ("start", "2026-12-03 10:30"),
    ("format", "panel"),
    ("groups", "igf"),
)


def scene(*languages: str, whole_server: bool) -> Scene:
    rooms = [FoundRoom(ROOM, "Room", private=False), FoundRoom(DESK, "Desk", private=True)]
    return Scene("matrix", EVE, Look(rooms), whole_server, languages, account, NOW)


def account(written: str) -> str | None:
    """As every platform, it knows none that would be a link behind its name ("matrix://")."""
    return None if written.startswith("//") else written


@pytest.mark.parametrize(
    ("languages", "whole_server", "left_out"),
    [
        (("en", "fr"), True, set()),
        (("fr",), True, {"language"}),
        (("en", "fr"), False, {"room"}),
        (("fr",), False, {"room", "language"}),
    ],
)
def test_what_has_one_answer_is_not_asked(
    languages: tuple[str, ...], whole_server: bool, left_out: set[str]
) -> None:
    there = scene(*languages, whole_server=whole_server)
    draft = begun(Draft(EVE, ROOM, "", {}, 0, NOW), there)
    wanted = [(name, words) for name, words in ANSWERS if name not in left_out]
    for number, (name, words) in enumerate(wanted, start=1):
        asked = question(draft, there)
        assert (asked.arguments["number"], asked.arguments["total"]) == (number, len(wanted))
        made = answered(draft, Asked(name, words, ""), there)
        assert isinstance(made, Draft)
        draft = made
    assert not unanswered(draft, there)
    assert {name: answers_of(draft)[name] for name, _ in ANSWERS if name != "moderators"} == {
        name: words for name, words in ANSWERS if name != "moderators"
    }


def test_every_offer_fits_a_buttons_id() -> None:
    there = scene("en", "fr", whole_server=True)
    draft = begun(Draft(EVE, ROOM, "", {}, 0, NOW), there)
    for name, words in ANSWERS:
        offers = question(draft, there).offers
        assert all(len(f"1?::{each.drawn}:{each.command}") <= 100 for each in offers)
        assert {each.drawn for each in offers} == {f"s{draft.round}"}
        made = answered(draft, Asked(name, words, ""), there)
        assert isinstance(made, Draft)
        draft = made
