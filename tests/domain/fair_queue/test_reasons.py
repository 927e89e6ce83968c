"""Why this group and why this person, as the sentence for people needs it."""

from collections.abc import Sequence

import pytest

from bot.domain.fair_queue import (
    GroupStanding,
    Ledger,
    Reason,
    Rule,
    Ticket,
    Turn,
    charge,
    group_standings,
    reason,
    select,
)
from tests.domain.fair_queue.history import History
from tests.domain.fair_queue.strategies import histories, holds, rules

RULE = Rule()
A_HALL = ("A", "hall", "north")
B_HALL = ("B", "hall", "north")


def after(*turns: Turn, rule: Rule = RULE) -> Ledger:
    ledger = Ledger()
    for turn in turns:
        ledger = charge(rule, ledger, turn)
    return ledger


def why(waiting: Sequence[Ticket], ledger: Ledger, rule: Rule = RULE) -> Reason:
    call = select(rule, ledger, waiting)
    assert call is not None
    return reason(rule, ledger, waiting, call)


def test_nobody_else_waits() -> None:
    found = why([Ticket(1, A_HALL, 1), Ticket(2, B_HALL, 2, held=True)], after(Turn(9, A_HALL)))
    assert found == Reason("A", "only_group", 0, "only_one")


def test_a_group_that_was_never_heard() -> None:
    found = why([Ticket(1, A_HALL, 1), Ticket(2, B_HALL, 2)], after(Turn(9, A_HALL)))
    assert found == Reason("B", "never_heard", None, "only_one")


def test_the_group_whose_turn_is_longest_ago() -> None:
    ledger = after(Turn(9, A_HALL), Turn(8, B_HALL))
    assert why([Ticket(1, A_HALL, 2), Ticket(2, B_HALL, 1)], ledger) == Reason(
        "A", "oldest_turn", 1, "only_one"
    )


def test_a_group_behind_its_share_though_another_turn_is_older() -> None:
    """A was picked twice, then C and B had their turns and C is due: A's last turn is older all the same."""
    c_hall = ("C", "hall", "north")
    picks = [Turn(7, A_HALL, "override"), Turn(8, A_HALL, "override")]
    ledger = after(*picks, Turn(6, c_hall), Turn(5, B_HALL))
    waiting = [Ticket(1, A_HALL, 1), Ticket(2, B_HALL, 2), Ticket(3, c_hall, 3)]
    assert why(waiting, ledger) == Reason("C", "furthest_behind", 1, "only_one")


def test_a_group_whose_turn_comes_because_another_has_to_rest() -> None:
    rule = Rule(weights={"group": {"A": 3}})
    ledger = after(Turn(9, B_HALL), Turn(8, A_HALL), rule=rule)
    found = why([Ticket(1, A_HALL, 1), Ticket(2, B_HALL, 2)], ledger, rule)
    assert (found.group, found.resting) == ("B", True)


def test_a_first_time_speaker() -> None:
    found = why([Ticket(9, A_HALL, 1), Ticket(1, A_HALL, 2)], after(Turn(9, A_HALL)))
    assert (found.person_reason, found.dimension) == ("first_time", None)


@pytest.mark.parametrize(
    ("attributes", "dimension"), [(("A", "remote", "north"), "mode"), (("A", "hall", "south"), "region")]
)
def test_somebody_who_balances(attributes: tuple[str, str, str], dimension: str) -> None:
    found = why([Ticket(1, A_HALL, 1), Ticket(2, attributes, 2)], after(Turn(9, A_HALL)))
    assert (found.person_reason, found.dimension) == ("balance", dimension)


def test_first_come() -> None:
    found = why([Ticket(1, A_HALL, 1), Ticket(2, A_HALL, 2)], Ledger())
    assert (found.person_reason, found.dimension) == ("first_come", None)


def test_the_comparison_is_with_whoever_would_have_been_next() -> None:
    """1 precedes 9 as a first-time speaker, but 2, who is one too, by the mode: that is the reason."""
    waiting = [Ticket(9, A_HALL, 1), Ticket(2, A_HALL, 2), Ticket(1, ("A", "remote", "north"), 3)]
    assert why(waiting, after(Turn(9, A_HALL))).dimension == "mode"


def test_every_fourth_turn_goes_to_the_longest_waiter() -> None:
    ledger = after(*(Turn(person, A_HALL, front=False) for person in (7, 8, 9)))
    waiting = [Ticket(9, A_HALL, 1), Ticket(1, A_HALL, 2)]
    assert why(waiting, ledger) == Reason("A", "only_group", 0, "longest_waiting")


def test_where_the_groups_stand() -> None:
    ledger = after(Turn(9, A_HALL), Turn(8, B_HALL))
    waiting = [
        Ticket(1, B_HALL, 1),
        Ticket(2, A_HALL, 2),
        Ticket(3, A_HALL, 3),
        Ticket(4, (None, None, None), 4),
    ]
    assert group_standings(RULE, ledger, waiting) == [
        GroupStanding(None, 1, None),
        GroupStanding("A", 2, 1),
        GroupStanding("B", 1, 0),
    ]


def check(history: History) -> None:
    """What a reason says is so."""
    for step in history.steps:
        call = select(history.rule, step.before, step.tickets)
        assert call is not None
        found = reason(history.rule, step.before, step.tickets, call)
        queue = [t for t in step.tickets if t.attributes[0] == found.group and not t.held]
        assert found.group == call.ticket.attributes[0]
        assert (found.group_reason == "only_group") == (len(step.callable) == 1)
        assert (found.person_reason == "only_one") == (len(queue) == 1)
        if found.group_reason == "never_heard":
            assert found.turns_since is None
        if found.person_reason == "first_time":
            assert call.ticket.person not in step.before.said
        if found.person_reason in ("longest_waiting", "first_come"):
            assert call.front or found.person_reason == "first_come"
        if found.person_reason == "balance":
            assert found.dimension in history.rule.dims[1:]


def test_reasons_are_true() -> None:
    holds(check, histories(rules()))
