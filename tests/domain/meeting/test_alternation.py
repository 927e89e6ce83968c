"""What the fair queue promises, kept by the floor of a meeting as long as nothing is undone.

Who is on deck was decided one turn before, so the promises are about the moments of decision.
"""

from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from bot.domain.meeting.events import Attributes, CalledNext, FloorGiven
from bot.domain.meeting.fold import evolve
from bot.domain.meeting.state import Meeting
from tests.domain.meeting.history import History
from tests.domain.meeting.random_histories import history_bytes, opened, play, steps

EXCEPTIONS = (
    "undo",
    "close",
    "phase previous",
    "reply",
    "later",
    "ready",
    "link",
    "absent",
    "skip",
    "pick",
    "speaker",
    "regroup",
    "rule",
)
"""What the promises leave out: each goes around the rule, or changes what it has gone by."""


BY_TURNS = ("usual", "presentations", "one dimension", "advancing")
"""By airtime a group that speaks briefly may come again sooner."""


class Decision(Struct, frozen=True):
    """A turn as it was decided: for which group, and which groups had somebody waiting then."""

    group: str | None
    waiting: frozenset[str | None]


def group(meeting: Meeting, person: int) -> str | None:
    value = meeting.participants[person].values.get(meeting.plan.dimensions[0].id)
    return None if value == "pns" else value


def waiting(meeting: Meeting) -> frozenset[str | None]:
    return frozenset(group(meeting, w.person) for w in meeting.queue)


def decisions(history: History) -> list[Decision]:
    """Every turn given, with what was so when it was decided."""
    meeting, called, found = Meeting(history.plan), frozenset[str | None](), []
    for record in history.records:
        match record.event:
            case CalledNext(int(), attributes):
                called = waiting(meeting)
            case FloorGiven(person=person, attributes=attributes):
                _check_frozen(meeting, person, attributes)
                found.append(Decision(attributes[0], called if meeting.on_deck else waiting(meeting)))
        meeting = evolve(meeting, record)
    return found


def _check_frozen(meeting: Meeting, person: int, attributes: Attributes) -> None:
    """The turn counts for what was so when it was decided, whatever the person said since."""
    if meeting.on_deck is None:
        assert attributes[0] == group(meeting, person)
    else:
        assert (person, attributes) == (meeting.on_deck.person, meeting.on_deck.attributes)


@given(st.sampled_from(BY_TURNS), history_bytes)
def test_turns_alternate(plan: str, tape: bytes) -> None:
    history = opened(plan)
    history.move(100, 1)
    for name, number in steps(tape, without=EXCEPTIONS):
        play(history, name, number)
    taken = decisions(history)
    last: dict[str | None, int] = {}
    for n, decision in enumerate(taken):
        others = decision.waiting - {decision.group}
        assert decision.group in decision.waiting
        if n and others:
            assert taken[n - 1].group != decision.group, "the same group twice while another waited"
        oldest = min(last.get(other, -1) for other in decision.waiting)
        assert last.get(decision.group, -1) == oldest, "another group's last turn was longer ago"
        _check_interleaved(taken[last.get(decision.group, n) : n + 1])
        last[decision.group] = n


def _check_interleaved(stretch: list[Decision]) -> None:
    """Between two turns of a group, each group that waited all the while was heard; once, if both did."""
    first, *rest = stretch
    all_the_while = frozenset.intersection(*(d.waiting for d in rest)) if rest else frozenset[str | None]()
    for other in all_the_while - {first.group}:
        heard = sum(d.group == other for d in rest)
        assert heard == 1 if first.group in all_the_while else heard >= 1
