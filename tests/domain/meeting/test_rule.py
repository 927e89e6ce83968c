"""Another rule in the middle: what carries over, what does not, and when it is offered."""

import pytest

from bot.domain.changing import replace
from bot.domain.fair_queue import Rule
from bot.domain.fair_queue.presets import PRESETS
from bot.domain.meeting.events import CalledNext, RuleChanged
from bot.domain.meeting.rule import tickets
from bot.domain.meeting.state import Meeting
from bot.domain.message import Refusal
from bot.domain.plan import Plan
from bot.views.next_steps import with_next_steps
from tests.domain.meeting.conftest import IVO, VERA
from tests.domain.meeting.history import Decided, History, refolded
from tests.domain.meeting.random_histories import PLANS, START

ANA, BEN, CAT, DAN = range(4)
FIRST_VOICES = PRESETS["first-voices"].rule


def key(decided: Decided) -> str:
    assert isinstance(decided, Refusal)
    return decided.message.key


def debating(plan: Plan) -> History:
    history = History(plan, START)
    history.open(VERA)
    history.start(VERA)
    history.move(VERA, 1)
    return history


def under(rule: Rule, preset: str | None = None) -> History:
    return debating(replace(PLANS["usual"], rule=rule, preset=preset))


def speak(history: History, seat: int) -> None:
    history.join(seat)
    history.next(VERA)
    history.wait(60)


def ahead(meeting: Meeting) -> dict[str | None, int]:
    """By how many turns each group's account is ahead of the clock."""
    ledger, units = meeting.ledger, meeting.rule.units
    return {group: int(share.progress - ledger.clock) // units for group, share in ledger.groups.items()}


def test_the_event_carries_the_whole_rule(meeting: History) -> None:
    events = meeting.rule(VERA, "first-voices")
    assert isinstance(events, tuple)
    assert events[-1] == RuleChanged("first-voices", FIRST_VOICES, meeting.person(VERA))
    assert meeting.meeting.rule == FIRST_VOICES
    assert meeting.meeting.plan.rule == Rule()


def test_what_belongs_to_the_meeting_stays() -> None:
    own = Rule(dims=("group", "region"), weights={"group": {"cs": 2}}, slot=90, bypass=1, lag=3)
    history = under(own)
    history.rule(VERA, "first-voices")
    assert history.meeting.rule == replace(FIRST_VOICES, dims=own.dims, weights=own.weights, slot=90)


def test_back_to_the_preset_of_the_file_is_back_to_all_that_the_file_says() -> None:
    own = Rule(bypass=1, repeat_cost=2)
    history = under(own, "igf")
    history.rule(VERA, "open-mic")
    assert history.meeting.rule == Rule(repeat_cost=2)
    history.rule(VERA, "igf")
    assert history.meeting.rule == own
    without_name = under(own)
    without_name.rule(VERA, "igf")
    assert without_name.meeting.rule == Rule(), "an old log does not tell which preset it was"


@pytest.mark.parametrize(
    ("rule", "preset", "name", "why"),
    [
        (Rule(), "igf", "airtime", "unit"),
        (Rule(), "igf", "netmundial", "groups"),
        (Rule(dims=("group",)), "igf", "netmundial", "groups"),
        (Rule(unit="seconds"), "airtime", "first-voices", "unit"),
    ],
)
def test_accounts_that_would_mean_nothing_are_not_taken_over(
    rule: Rule, preset: str, name: str, why: str
) -> None:
    history = under(rule, preset)
    refused = history.rule(VERA, name)
    assert key(refused) == "refused-rule"
    assert isinstance(refused, Refusal)
    assert refused.message.arguments["why"] == why
    assert history.meeting.rule == rule


def test_a_refusal_names_what_would_do() -> None:
    history = under(Rule(), "igf")
    refused = history.rule(VERA, "netmundial")
    assert isinstance(refused, Refusal)
    assert refused.message.arguments["count"] == 2
    offered = with_next_steps(history.meeting, refused).message.offers
    assert [offer.command for offer in offered] == ["rule first-voices", "rule open-mic"]
    nothing = under(PRESETS["netmundial"].rule, "netmundial")
    nothing = debating(replace(nothing.plan, remote_is_a_group=True))
    refused = nothing.rule(VERA, "igf")
    assert isinstance(refused, Refusal)
    assert refused.message.arguments["count"] == 0


def test_the_same_rule_is_no_change() -> None:
    assert key(under(Rule(), "igf").rule(VERA, "igf")) == "refused-rule-same"


def test_who_is_far_ahead_begins_one_turn_ahead(meeting: History) -> None:
    meeting.identify(ANA, group="cs")
    meeting.identify(BEN, group="ps")
    meeting.rule(VERA, "first-voices")
    for _ in range(4):
        speak(meeting, ANA)
    speak(meeting, BEN)
    assert ahead(meeting.meeting) == {"cs": 4, "ps": 1}
    before = meeting.meeting.ledger
    meeting.rule(VERA, "igf")
    assert ahead(meeting.meeting) == {"cs": 1, "ps": 1}
    assert replace(meeting.meeting.ledger, groups=before.groups) == before, "all else stays"


def test_who_is_on_deck_stays(meeting: History) -> None:
    for seat, group in ((ANA, "cs"), (BEN, "cs"), (CAT, "cs")):
        meeting.identify(seat, group=group)
        meeting.join(seat)
    meeting.next(VERA)
    meeting.identify(DAN, group="gov")
    meeting.join(DAN)
    on_deck = meeting.meeting.on_deck
    meeting.rule(VERA, "first-voices")
    assert meeting.meeting.on_deck == on_deck is not None


def test_who_is_on_deck_counts_for_what_they_were_called_for(meeting: History) -> None:
    for seat in (ANA, BEN):
        meeting.identify(seat, group="cs")
        meeting.join(seat)
    meeting.next(VERA)
    meeting.identify(BEN, group="gov")
    assert [ticket.attributes[0] for ticket in tickets(meeting.meeting)] == ["cs"]


def test_an_absence_brings_back_no_more_than_the_new_rule_began_with(meeting: History) -> None:
    meeting.identify(ANA, group="cs")
    meeting.rule(VERA, "first-voices")
    for _ in range(4):
        speak(meeting, ANA)
    meeting.identify(BEN, group="ps")
    meeting.join(BEN)
    meeting.next(VERA)
    meeting.rule(VERA, "igf")
    meeting.absent(VERA)
    assert ahead(meeting.meeting) == {"cs": 1}


def test_undo_takes_it_back_whole(meeting: History) -> None:
    meeting.identify(ANA, group="cs")
    meeting.rule(VERA, "first-voices")
    for _ in range(3):
        speak(meeting, ANA)
    before = meeting.meeting
    meeting.rule(IVO, "igf")
    meeting.join(BEN)
    meeting.undo(VERA)
    assert meeting.meeting.rule == FIRST_VOICES
    assert meeting.meeting.ledger == before.ledger
    assert meeting.meeting.ledger == refolded(meeting.plan, meeting.records).ledger


def pick(history: History, seat: int) -> None:
    """A turn out of turn, which is charged."""
    history.pick(VERA, history.person(seat))
    history.wait(60)
    history.done(seat)


def third_turn(history: History) -> bool:
    assert history.meeting.phase is not None
    return history.meeting.phase.third_turn


def test_a_third_turn_is_marked_where_somebody_waits_for_a_first(meeting: History) -> None:
    for _ in range(3):
        speak(meeting, ANA)
    assert not third_turn(meeting), "nobody waited"
    meeting.join(BEN)
    pick(meeting, ANA)
    assert not third_turn(meeting), "it was the fourth"
    meeting.move(VERA, 1)
    for _ in range(2):
        pick(meeting, ANA)
    assert not third_turn(meeting), "turns count in their phase"
    pick(meeting, ANA)
    assert third_turn(meeting)


def test_who_waits_and_has_had_a_turn_is_no_reason_to_mark_it(meeting: History) -> None:
    speak(meeting, BEN)
    for seat in (BEN, CAT):
        meeting.join(seat)
    meeting.join(DAN, form="reply")
    meeting.later(CAT)
    for _ in range(3):
        pick(meeting, ANA)
        meeting.later(CAT)
    assert not third_turn(meeting), "cat lets others pass, dan makes no statement"


def test_two_accounts_of_one_person_have_had_the_turns_of_both(meeting: History) -> None:
    for _ in range(2):
        speak(meeting, ANA)
    speak(meeting, BEN)
    meeting.link(ANA, meeting.person(BEN))
    assert dict(meeting.meeting.ledger.said) == {meeting.person(ANA): 3}


def test_an_absence_and_an_undo_give_turns_back(meeting: History) -> None:
    speak(meeting, ANA)
    speak(meeting, ANA)
    ana = meeting.person(ANA)
    assert meeting.meeting.ledger.said == {ana: 2}
    meeting.absent(VERA)
    assert meeting.meeting.ledger.said == {ana: 1}
    meeting.undo(VERA)
    assert meeting.meeting.ledger.said == {ana: 2}
    meeting.move(VERA, 1)
    assert meeting.meeting.ledger.said == {}


def test_after_an_absence_a_group_goes_on_that_rests_for_nobody() -> None:
    """Ben is on deck, of the group that was heard before; the other one has nobody new and is ahead."""
    history = under(FIRST_VOICES)
    for seat, group in ((ANA, "cs"), (BEN, "cs"), (CAT, "gov"), (DAN, "ps")):
        history.identify(seat, group=group)
    for _ in range(3):
        speak(history, CAT)
    speak(history, ANA)
    history.join(DAN)
    history.join(BEN)
    history.next(VERA)
    assert history.meeting.floor is not None
    assert history.meeting.floor.person == history.person(DAN)
    history.join(CAT)
    absent = history.absent(VERA)
    assert isinstance(absent, tuple)
    assert not any(isinstance(event, CalledNext) for event in absent), "ben was told already"
    assert history.meeting.on_deck is not None
    assert history.meeting.on_deck.person == history.person(BEN)
