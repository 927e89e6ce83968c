"""Accounts and choice are what the rule says, letter by letter."""

import pytest

from bot.domain.fair_queue import Ledger, Rule, Ticket, Turn, charge, select
from tests.domain.fair_queue.history import History
from tests.domain.fair_queue.literal import Literal
from tests.domain.fair_queue.strategies import EXAMPLES, histories, holds, rules


def check(history: History) -> None:
    literal = Literal(history.rule)
    for step in history.steps:
        literal.said = dict(step.before.said)
        if step.turn.kind == "rule":
            call = literal.select(step.tickets)
            assert call is not None
            assert (call.ticket, call.front, call.forced) == (step.ticket, step.turn.front, step.turn.forced)
        literal.charge(step.turn)
        assert step.after.said == literal.said
        units = history.rule.units
        assert step.after.clock == literal.clock * units
        for group, share in step.after.groups.items():
            assert share == (literal.progress[group] * units, literal.last[group], literal.bypassed[group])
        for index, name in enumerate(history.rule.dims[1:], start=1):
            balance = step.after.balances[name]
            assert balance.most == literal.most[index] * units
            heard = {value: total * units for value, total in literal.heard[index].items() if total}
            assert {value: one.total for value, one in balance.heard.items() if one.total} == heard


def test_any_history() -> None:
    holds(check, histories(rules(), picks=True), examples=EXAMPLES * 3)


def test_default_settings() -> None:
    holds(check, histories(picks=True))


def test_ints_stay_ints() -> None:
    """Whole settings never make a fraction, whatever the weights and the seconds."""
    rule = Rule(weights={"group": {"A": 7, "B": 3}, "mode": {"hall": 5}}, unit="seconds", slot=90, lag=1)
    history = History(rule, (("A", "hall", None), ("B", None, "x"), (None, "hall", "x")))
    history.play(bytes(range(256)) * 2)
    assert history.steps
    assert isinstance(history.ledger.clock, int)
    assert all(isinstance(share.progress, int) for share in history.ledger.groups.values())


def test_everybody_has_a_value_on_each_dimension() -> None:
    """Tickets and turns that do not fit the rule are a mistake of the program's, found at once."""
    with pytest.raises(ValueError, match="zip"):
        charge(Rule(), Ledger(), Turn(1, ("A",)))
    with pytest.raises(ValueError, match="zip"):
        select(Rule(), Ledger(), [Ticket(1, ("A",), 1), Ticket(2, ("A",), 2)])
