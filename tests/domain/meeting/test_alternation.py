"""What the fair queue promises, kept by the floor of a meeting as long as nothing is undone.

Who is on deck was decided one turn before, so the promises are about the moments of decision.
"""

from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.meeting.facts import Absent, Attributes, CalledNext, FloorGiven, Manner
from bot.domain.meeting.fold import evolve
from bot.domain.meeting.state import Meeting, OnDeck
from tests.domain.meeting.conftest import VERA
from tests.domain.meeting.history import History
from tests.domain.meeting.observed import may_be_called
from tests.domain.meeting.tapes import PLANS, opened, play, steps, tapes


@dataclass(frozen=True)
class Decision:
    """A turn as it was decided: for which group, and which groups had somebody waiting then."""

    group: str | None
    waiting: frozenset[str | None]
    manner: Manner


def group(meeting: Meeting, person: int) -> str | None:
    participant = meeting.participants[person]
    if meeting.plan.remote_is_a_group and participant.mode == "remote":
        return "remote"
    value = participant.values.get(meeting.plan.dimensions[0].id)
    return None if value == "pns" else value


def waiting(meeting: Meeting) -> frozenset[str | None]:
    """The groups of those whom the rule could call."""
    callable = [w for w in meeting.queue if w.form == "statement" and may_be_called(meeting, w)]
    return frozenset(group(meeting, w.person) for w in callable)


def decisions(history: History) -> list[Decision]:
    """Every turn that counts, with what was so when it was decided (for a pick: when it was made)."""
    meeting, called, found = Meeting(history.plan), frozenset[str | None](), []
    for record in history.records:
        match record.fact:
            case CalledNext(int()):
                called = waiting(meeting)
            case FloorGiven(person=person, attributes=attributes, manner="rule" | "override" as manner):
                on_deck = meeting.on_deck if manner == "rule" else None
                _check_frozen(meeting, on_deck, person, attributes)
                found.append(Decision(attributes[0], called if on_deck else waiting(meeting), manner))
            case Absent() if meeting.floor and meeting.floor.charged:
                found.pop()
                called &= waiting(evolve(meeting, record))  # a run is looked at again among who is left
        meeting = evolve(meeting, record)
    return found


def _check_frozen(meeting: Meeting, on_deck: OnDeck | None, person: int, attributes: Attributes) -> None:
    """The turn counts for what was so when it was decided, whatever the person said since."""
    if on_deck is None:
        assert attributes[0] == group(meeting, person)
    else:
        assert (person, attributes) == (on_deck.person, on_deck.attributes)


BESIDE = ("pick", "absent", "later", "skip", "regroup", "link")
"""What moderators and people do that puts the rotation aside for a turn."""


@given(st.sampled_from(sorted(name for name in PLANS if PLANS[name].rule.unit == "turns")), tapes)
def test_turns_alternate(plan: str, tape: bytes) -> None:
    history = opened(plan)
    history.move(100, 1)
    for name, number in steps(tape, without=("undo", "close", "phase previous", *BESIDE)):
        play(history, name, number)
    taken = decisions(history)
    last: dict[str | None, int] = {}
    for n, decision in enumerate(taken):
        others = decision.waiting - {decision.group}
        assert decision.group in decision.waiting
        if n and others:
            assert taken[n - 1].group != decision.group, "the same group twice while another waited"
        if history.plan.rule.repeat_cost == 1:
            oldest = min(last.get(other, -1) for other in decision.waiting)
            assert last.get(decision.group, -1) == oldest, "another group's last turn was longer ago"
            _check_interleaved(taken[last.get(decision.group, n) : n + 1])
        last[decision.group] = n


@given(st.sampled_from(sorted(name for name in PLANS if PLANS[name].rule.run_limit == 1)), tapes)
def test_no_group_follows_itself_while_another_waits_whatever_moderators_do(plan: str, tape: bytes) -> None:
    history = opened(plan)
    history.move(100, 1)
    for name, number in steps(tape, without=("undo", "close")):
        play(history, name, number)
    taken = decisions(history)
    for before, decision in pairwise(taken):
        if decision.manner == "rule" and decision.waiting - {decision.group}:
            assert before.group != decision.group


def _check_interleaved(stretch: list[Decision]) -> None:
    """Between two turns of a group, each group that waited all the while had exactly one."""
    all_the_while = frozenset.intersection(*(d.waiting for d in stretch[1:] or stretch))
    for other in all_the_while - {stretch[0].group} if len(stretch) > 1 else ():
        assert sum(d.group == other for d in stretch[1:-1]) == 1


def test_who_is_on_deck_behind_somebody_absent_is_called_unless_their_group_would_run_on(
    meeting: History,
) -> None:
    groups = {0: "cs", 1: "ps", 2: "cs", 3: "ps"}
    for seat, code in groups.items():
        meeting.identify(seat, group=code)
        meeting.join(seat)
    meeting.next(VERA)
    meeting.wait(60)
    meeting.next(VERA)
    assert meeting.meeting.on_deck is not None
    assert meeting.meeting.on_deck.person == meeting.person(2)
    meeting.absent(VERA)
    assert meeting.meeting.on_deck.person == meeting.person(3), "two of one group in a row otherwise"
    meeting.next(VERA)
    meeting.withdraw(2)
    meeting.identify(4, group="gov")
    meeting.join(4)
    meeting.wait(60)
    meeting.next(VERA)
    assert meeting.meeting.floor is not None
    assert meeting.meeting.floor.person == meeting.person(4)
