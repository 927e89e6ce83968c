"""Saying where one belongs: until the first turn, and "prefer not to say" always."""

import pytest

from bot.domain.meeting.facts import Admitted, Identified, Joined, Left, Stayed
from bot.domain.meeting.rule import attributes, group_of
from bot.domain.message import Refusal
from tests.domain.meeting.conftest import VERA
from tests.domain.meeting.history import History

ANA = 0


def spoken(history: History, group: str | None) -> int:
    history.identify(ANA, group=group)
    history.join(ANA)
    history.next(VERA)
    return history.person(ANA)


def test_the_group_is_fixed_from_the_first_turn_on(meeting: History) -> None:
    ana = spoken(meeting, "cs")
    assert isinstance(meeting.identify(ANA, group="gov"), Refusal)
    assert isinstance(meeting.identify(ANA, group="pns"), Refusal)
    assert isinstance(meeting.identify(ANA, group="cs", region="af"), tuple)
    assert meeting.meeting.participants[ana].values["region"] == "af"


def test_until_then_it_may_be_changed(meeting: History) -> None:
    meeting.identify(ANA, group="cs")
    meeting.join(ANA)
    assert isinstance(meeting.identify(ANA, group="gov"), tuple)


@pytest.mark.parametrize(("before", "then"), [(None, "pns"), ("pns", None)])
def test_who_has_not_said_may_say_that_they_prefer_not_to(
    meeting: History, before: str | None, then: str | None
) -> None:
    spoken(meeting, before)
    assert isinstance(meeting.identify(ANA, group=then), tuple)
    assert isinstance(meeting.identify(ANA, group="cs"), Refusal)


def test_preferring_not_to_say_is_not_stated_for_the_queue_and_in_public(meeting: History) -> None:
    meeting.identify(ANA, group="pns", region="pns")
    ana = meeting.person(ANA)
    participant = meeting.meeting.participants[ana]
    assert attributes(meeting.plan, participant) == (None, "remote", None)
    assert group_of(meeting.meeting, ana) is None
    assert participant.values["group"] == "pns"


def test_who_stays_can_change_their_mind(meeting: History) -> None:
    ana = meeting.person(ANA)
    assert meeting.stay(ANA) == (Stayed(ana),)
    assert meeting.unstay(ANA) == (Left(ana),)
    assert not meeting.meeting.participants[ana].stays


def test_only_people_of_the_hall_are_in_the_hall(meeting: History) -> None:
    meeting.join(ANA)
    facts = meeting.walk_up(VERA, {"group": "cs"}, {})
    assert isinstance(facts, tuple)
    assert [type(fact) for fact in facts[1:]] == [Admitted, Identified, Joined, Admitted, Joined]
    modes = [meeting.meeting.participants[w.person].mode for w in meeting.meeting.queue]
    assert modes == ["remote", "hall", "hall"]
