"""T1 to T8, each in its scope; and each is noticed to fail when the rule is wrong."""

from collections.abc import Callable

import pytest
from hypothesis import strategies as st
from msgspec import Struct

from bot.domain.changing import replace
from bot.domain.fair_queue import Rule
from tests.domain.fair_queue import mutants, properties
from tests.domain.fair_queue.history import Engine, History
from tests.domain.fair_queue.strategies import (
    everybody_joins,
    histories,
    history_bytes,
    holds,
    people,
    rules,
    twins,
    weights,
)

Over = Callable[[Engine | None], st.SearchStrategy[History]]
"""The histories that a guarantee speaks of, played by an engine."""


def default(engine: Engine | None) -> st.SearchStrategy[History]:
    """The default settings, and no picks."""
    return histories(engine=engine)


def default_with_picks(engine: Engine | None) -> st.SearchStrategy[History]:
    return histories(picks=True, engine=engine)


def any_bypass(engine: Engine | None) -> st.SearchStrategy[History]:
    """The default settings but for `bypass`, and no picks."""
    return histories(st.integers(0, 3).map(lambda bypass: Rule(bypass=bypass)), engine=engine)


class Moving(History):
    """People who wait change groups, and keep their places: they identify, are regrouped, or are linked."""

    def reply(self, whom: int) -> None:
        if self.tickets:
            ticket = self._someone(whom)
            moved = replace(ticket, attributes=self.people[whom // 2 % len(self.people)])
            self.tickets[int(ticket.person)] = moved


@st.composite
def moving(draw: st.DrawFn, engine: Engine | None) -> History:
    """The default settings but for `bypass`, no picks, and people who change groups."""
    history = Moving(Rule(bypass=draw(st.integers(0, 3))), draw(people()), engine)
    return history.play(draw(history_bytes), without=("pick",))


def runs_of_one(engine: Engine | None) -> st.SearchStrategy[History]:
    """Any settings with max_run=1 for all, and picks."""
    rule = rules().map(lambda drawn: replace(drawn, max_run=1, rest="hard"))
    return histories(rule, picks=True, engine=engine)


def by_turns(engine: Engine | None) -> st.SearchStrategy[History]:
    """Any settings with unit=turns, and picks; in the end everybody waits, so that there is an order."""
    rule = rules().map(lambda drawn: replace(drawn, unit="turns"))
    return histories(rule, picks=True, engine=engine).map(everybody_joins)


def entitlements(engine: Engine | None) -> st.SearchStrategy[History]:
    """Weights and airtime where no limit on runs, no credit and no debt interferes."""
    weighed = st.fixed_dictionaries({"A": weights, "B": weights, "(undisclosed)": weights})
    rule = st.builds(
        lambda weight, unit, cost: Rule(
            weights={"group": weight}, unit=unit, max_run=0, debt=5, repeat_cost=cost
        ),
        weighed,
        st.sampled_from(("turns", "seconds")),
        st.sampled_from((1, 2)),
    )
    return histories(rule, engine=engine)


class Guarantee(Struct, frozen=True):
    """What is promised, in which scope, and wrong rules that break the promise."""

    check: Callable[[History], None]
    over: Over
    broken_by: dict[str, Engine]


GUARANTEES = {
    "T1 alternation": Guarantee(
        properties.alternation,
        default,
        {
            "first come": mutants.first_come(),
            "groups save up turns": mutants.under(lambda rule: replace(rule, credit=10**6)),
            "phases start over": mutants.phases_start_over(),
        },
    ),
    "T2 coverage": Guarantee(
        properties.coverage,
        default,
        {
            "ties by join number": mutants.seeing(last=0),
            "groups save up turns": mutants.under(lambda rule: replace(rule, credit=10**6)),
        },
    ),
    "T2 everybody once": Guarantee(
        properties.everybody_once,
        default,
        {"ties by join number": mutants.seeing(last=0), "phases start over": mutants.phases_start_over()},
    ),
    "T3 runs": Guarantee(
        properties.runs,
        runs_of_one,
        {
            "runs of two": mutants.under(lambda rule: replace(rule, max_run=2)),
            "picks end no run": mutants.picks_end_no_run(),
        },
    ),
    "T4 longest waiters": Guarantee(
        properties.longest_waiters,
        any_bypass,
        {
            "one more is passed over": mutants.under(lambda rule: replace(rule, bypass=rule.bypass + 1)),
            "found in front": mutants.front_of_all(),
        },
    ),
    "T4 no starvation": Guarantee(
        properties.no_starvation,
        any_bypass,
        {
            "never the longest waiter": mutants.under(lambda rule: replace(rule, bypass=10**6)),
            "last come, first served": mutants.last_come(),
        },
    ),
    "T4 no starvation of people who change groups": Guarantee(
        properties.no_starvation,
        moving,
        {"never the longest waiter": mutants.under(lambda rule: replace(rule, bypass=10**6))},
    ),
    "T5 oldest turn": Guarantee(
        properties.oldest_turn,
        default,
        {
            "ties by join number": mutants.seeing(last=0),
            "newcomers last": mutants.newcomers_last(),
            "phases start over": mutants.phases_start_over(),
            "held are called": mutants.held_are_called(),
        },
    ),
    "T5 after picks": Guarantee(
        properties.picks_are_forgotten,
        default_with_picks,
        {
            "picks are dear": mutants.picks_are_dear(),
            "rule turns are picks": mutants.charging(lambda turn: replace(turn, kind="override")),
        },
    ),
    "T6 shares": Guarantee(
        properties.shares,
        entitlements,
        {
            "weights ignored": mutants.unweighted(),
            "each turn is a slot": mutants.charging(lambda turn: replace(turn, seconds=None)),
            "the clock stands": mutants.charging(lambda turn: replace(turn, forced=True)),
        },
    ),
    "T7 steady order": Guarantee(
        properties.steady_order,
        by_turns,
        {
            "found behind": mutants.front_of_all(front=False),
            "only groups are charged": mutants.charging(mutants.undisclosed_but_for_group),
        },
    ),
}

BREAKAGES = [
    pytest.param(guarantee, engine, id=f"{name}: {mutant}")
    for name, guarantee in GUARANTEES.items()
    for mutant, engine in guarantee.broken_by.items()
]


@pytest.mark.parametrize("guarantee", GUARANTEES.values(), ids=GUARANTEES.keys())
def test_a_guarantee_holds(guarantee: Guarantee) -> None:
    holds(guarantee.check, guarantee.over(None))


@pytest.mark.slow
@pytest.mark.parametrize(("guarantee", "engine"), BREAKAGES)
def test_a_wrong_rule_is_noticed(guarantee: Guarantee, engine: Engine) -> None:
    with pytest.raises(AssertionError):
        holds(guarantee.check, guarantee.over(engine), simplest=False)


def check_twins(both: tuple[History, History]) -> None:
    properties.free_turns(*both)


def test_free_turns_leave_no_trace() -> None:
    """T8."""
    holds(check_twins, twins())


@pytest.mark.slow
@pytest.mark.parametrize(
    "engine",
    [mutants.free_turns_count_as_spoken(), mutants.charging(lambda turn: replace(turn, kind="rule"))],
    ids=["spoken", "charged"],
)
def test_a_trace_of_free_turns_is_noticed(engine: Engine) -> None:
    with pytest.raises(AssertionError):
        holds(check_twins, twins(engine), simplest=False)


@pytest.mark.slow
def test_turns_before_both_groups_waited_count_for_t6() -> None:
    """A dear turn just before is paid back while both wait: without it the bound would not hold."""

    def check(history: History) -> None:
        properties.shares(history, earlier=False)

    with pytest.raises(AssertionError):
        holds(check, entitlements(None), simplest=False)
