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
    by_age,
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
    found = why([Ticket(1, A_HALL, 1), Ticket(2, A_HALL, 2, held=True)], after(Turn(9, A_HALL)))
    assert found == Reason("A", "only_group", 0, "only_one")


def test_nobody_else_can_be_called() -> None:
    found = why([Ticket(1, A_HALL, 1), Ticket(2, B_HALL, 2, held=True)], after(Turn(9, A_HALL)))
    assert found == Reason("A", "only_callable", 0, "only_one")


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
    assert (found.group, found.group_reason) == ("B", "rest")


@pytest.mark.parametrize(
    "rule",
    [Rule(weights={"group": {"B": 2}}), Rule(unit="seconds"), Rule(credit=1), Rule(unit="seconds", slot=60)],
)
def test_the_oldest_turn_is_no_reason_where_shares_minutes_or_savings_are(rule: Rule) -> None:
    ledger = after(Turn(9, A_HALL), Turn(8, B_HALL), rule=rule)
    waiting = [Ticket(1, A_HALL, 2), Ticket(2, ("C", "hall", "north"), 1)]
    ledger = charge(rule, ledger, Turn(7, ("C", "hall", "north")))
    found = why(waiting, ledger, rule)
    assert (found.group, found.group_reason) == ("A", "furthest_behind")


def test_equal_weights_are_no_shares() -> None:
    rule = Rule(weights={"group": {"A": 1}, "region": {"north": 3}})
    ledger = after(Turn(9, A_HALL), Turn(8, B_HALL), rule=rule)
    assert why([Ticket(1, A_HALL, 2), Ticket(2, B_HALL, 1)], ledger, rule).group_reason == "oldest_turn"


def test_a_first_time_speaker() -> None:
    found = why([Ticket(9, A_HALL, 1), Ticket(1, A_HALL, 2)], after(Turn(9, A_HALL)))
    assert (found.person_reason, found.dimension) == ("first_time", None)


@pytest.mark.parametrize(
    ("attributes", "dimension"), [(("A", "remote", "north"), "mode"), (("A", "hall", "south"), "region")]
)
def test_somebody_who_balances(attributes: tuple[str, str, str], dimension: str) -> None:
    found = why([Ticket(1, A_HALL, 1), Ticket(2, attributes, 2)], after(Turn(9, A_HALL)))
    assert (found.person_reason, found.dimension) == ("balance", dimension)


def test_who_came_first() -> None:
    found = why([Ticket(1, A_HALL, 1), Ticket(2, A_HALL, 2)], Ledger())
    assert (found.person_reason, found.dimension) == ("came_first", None)
    behind = why([Ticket(3, A_HALL, 1, held=True), Ticket(1, A_HALL, 2), Ticket(2, A_HALL, 3)], Ledger())
    assert behind.person_reason == "first_callable"


def test_the_comparison_is_with_the_longest_waiter() -> None:
    """2 and 3 are alike and 2 came first of them; but 1 has waited longer, and has spoken."""
    waiting = [Ticket(1, A_HALL, 1), Ticket(2, A_HALL, 2), Ticket(3, A_HALL, 3)]
    found = why(waiting, after(Turn(1, A_HALL)))
    assert found == Reason("A", "only_group", 0, "first_time")


def test_every_fourth_turn_goes_to_the_longest_waiter() -> None:
    ledger = after(*(Turn(person, A_HALL, front=False) for person in (7, 8, 9)))
    waiting = [Ticket(9, A_HALL, 1), Ticket(1, A_HALL, 2)]
    assert why(waiting, ledger) == Reason("A", "only_group", 0, "longest_waiting")
    waiting.append(Ticket(2, A_HALL, 0, held=True))
    assert why(waiting, ledger) == Reason("A", "only_group", 0, "longest_callable")


def test_where_the_groups_stand() -> None:
    ledger = after(Turn(9, A_HALL), Turn(8, B_HALL))
    waiting = [
        Ticket(1, B_HALL, 1),
        Ticket(2, A_HALL, 2),
        Ticket(3, A_HALL, 3),
        Ticket(4, (None, None, None), 4),
        Ticket(5, ("C", None, None), 0, held=True),
        Ticket(6, A_HALL, 6, held=True),
    ]
    ranked = group_standings(RULE, ledger, waiting)
    assert ranked == [
        GroupStanding(None, 1, None),
        GroupStanding("A", 3, 1),
        GroupStanding("B", 1, 0),
        GroupStanding("C", 1, None, callable=False),
    ]
    assert by_age(RULE, ranked)
    assert not by_age(Rule(unit="seconds"), ranked)
    assert not by_age(RULE, [ranked[2], ranked[1]])


def check(history: History) -> None:
    """What a reason says is so."""
    for step in history.steps:
        call = select(history.rule, step.before, step.tickets)
        assert call is not None
        found = reason(history.rule, step.before, step.tickets, call)
        queue = [t for t in step.tickets if t.attributes[0] == found.group and not t.held]
        assert found.group == call.ticket.attributes[0]
        assert (found.group_reason in ("only_group", "only_callable")) == (len(step.callable) == 1)
        assert call.forced == (found.group_reason == "rest")
        assert (found.person_reason == "only_one") == (len(queue) == 1)
        if found.group_reason == "never_heard":
            assert found.turns_since is None
        if found.person_reason == "first_time":
            assert call.ticket.person not in step.before.said
        assert call.front == (found.person_reason not in ("first_time", "balance"))
        if found.person_reason == "balance":
            assert found.dimension in history.rule.dims[1:]


def test_reasons_are_true() -> None:
    holds(check, histories(rules()))
