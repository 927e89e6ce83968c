"""Saying where one belongs: until the first turn, and "prefer not to say" always."""

import pytest

from bot.domain.changing import replace
from bot.domain.fair_queue import Rule
from bot.domain.meeting.decide.participants import admit
from bot.domain.meeting.events import Admitted, Identified, Joined, Left, Stayed
from bot.domain.meeting.rule import attributes, group_of
from bot.domain.meeting.state import Participant
from bot.domain.message import Refusal, refuse
from bot.domain.plan import HALL, REMOTE
from tests.domain.meeting.conftest import VERA
from tests.domain.meeting.history import History
from tests.domain.meeting.random_histories import PLANS, START

ANA = 0


def spoken(history: History, group: str | None) -> int:
    history.identify(ANA, group=group)
    history.join(ANA)
    history.next(VERA)
    return history.person(ANA)


def test_the_group_is_fixed_from_the_first_turn_on(meeting: History) -> None:
    ana = spoken(meeting, "cs")
    for group in ("gov", "pns"):
        assert meeting.identify(ANA, group=group) == refuse("refused-group-locked")
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
    meeting.identify(ANA, group="cs", region="af")
    assert group_of(meeting.meeting, ana) == "cs"


@pytest.mark.parametrize(("mode", "first"), [("remote", "remote"), ("hall", "cs")])
def test_where_the_remote_are_a_group_they_alone_are_of_it(mode: str, first: str) -> None:
    plan = replace(PLANS["usual"], remote_is_a_group=True)
    somebody = Participant(1, 1, {"group": "cs", "region": "af", "mode": mode}, None)
    assert attributes(plan, somebody) == (first, mode, "af")


def test_on_a_dimension_that_the_meeting_does_not_ask_about_nothing_is_stated() -> None:
    plan = replace(PLANS["usual"], rule=Rule(dims=("group", "language")))
    assert attributes(plan, Participant(1, 1, {"group": "cs", "language": "fr"}, None)) == ("cs", None)


def test_people_are_numbered_from_one_on_and_guests_and_the_hall_apart() -> None:
    history = History(PLANS["usual"], START)
    assert admit(history.meeting, "hall") == Admitted(1, "hall", 1)
    assert admit(history.meeting, "remote") == Admitted(1, "remote", 1)
    history.walk_up(VERA, {}, {})
    assert [(p.person, p.mode, p.badge) for p in history.meeting.participants.values()] == [
        (1, "remote", 1),
        (2, "hall", 1),
        (3, "hall", 2),
    ]
    assert admit(history.meeting, "remote") == Admitted(4, "remote", 2)
    assert history.meeting.counters.decisions == 1


def test_who_stays_can_change_their_mind(meeting: History) -> None:
    ana = meeting.person(ANA)
    assert meeting.stay(ANA) == (Stayed(ana),)
    assert meeting.unstay(ANA) == (Left(ana),)
    assert not meeting.meeting.participants[ana].stays
    assert isinstance(meeting.unstay(ANA), Refusal)


def test_only_people_of_the_hall_are_in_the_hall(meeting: History) -> None:
    meeting.join(ANA)
    events = meeting.walk_up(VERA, {"group": "cs"}, {})
    assert isinstance(events, tuple)
    assert [type(event) for event in events[1:]] == [Admitted, Identified, Joined, Admitted, Joined]
    modes = [meeting.meeting.participants[w.person].mode for w in meeting.meeting.queue]
    assert modes == ["remote", "hall", "hall"]


def test_people_of_the_hall_and_guests_are_numbered_apart(meeting: History) -> None:
    for seat in range(3):
        meeting.person(seat)
    assert meeting.meeting.counters.guests > meeting.meeting.counters.hall == 0
    meeting.walk_up(VERA, {"group": "cs"}, {"group": "ps"})
    badges = [each.badge for each in meeting.meeting.participants.values() if each.mode == HALL]
    assert badges == [1, 2]
    assert admit(meeting.meeting, HALL).badge == 3
    assert admit(meeting.meeting, REMOTE).badge == meeting.meeting.counters.guests + 1
