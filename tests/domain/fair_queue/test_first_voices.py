"""S1 to S5 of `first-voices`, each in its scope; and each is noticed to fail when the rule is wrong."""

from collections.abc import Callable

import pytest
from hypothesis import strategies as st

from bot.domain.changing import replace
from bot.domain.fair_queue import Attributes, Rule
from bot.domain.fair_queue.presets import PRESETS
from tests.domain.fair_queue import first_voices, mutants
from tests.domain.fair_queue.history import Engine, History
from tests.domain.fair_queue.strategies import histories, history_bytes, holds, rules
from tests.domain.fair_queue.test_guarantees import Guarantee

FIRST_VOICES = PRESETS["first-voices"].rule


def any_soft(engine: Engine | None) -> st.SearchStrategy[History]:
    """Any settings with max_run=1 and a soft rest, and picks."""
    rule = rules().map(lambda drawn: replace(drawn, max_run=1, rest="soft"))
    return histories(rule, picks=True, engine=engine)


def with_debts(engine: Engine | None) -> st.SearchStrategy[History]:
    """The preset, also with less debt and bypass, and no picks."""
    rule = st.builds(
        lambda debt, bypass: replace(FIRST_VOICES, debt=debt, bypass=bypass),
        st.sampled_from((6, 3, 2, 1)),
        st.sampled_from((3, 1, 0)),
    )
    return histories(rule, engine=engine)


class AlwaysBack(History):
    """Whoever came first joins again at once, and a few others wait from the start."""

    def __init__(self, rule: Rule, people: tuple[Attributes, ...], engine: Engine | None) -> None:
        super().__init__(rule, people, engine)
        for whom in range(9):
            self.join(whom)

    def next(self, whom: int) -> None:
        super().next(whom)
        self.join(0)


@st.composite
def always_back(draw: st.DrawFn, engine: Engine | None) -> History:
    """One person of A who always comes back, against many of B and some of C."""
    rule = replace(FIRST_VOICES, debt=draw(st.sampled_from((6, 3, 2))))
    crowd = tuple((("B", "B", "C")[number % 3], "hall", None) for number in range(45))
    history = AlwaysBack(rule, (("A", "hall", None), *crowd), engine)
    return history.play(draw(history_bytes), without=("pick", "phase", "undo"))


def under(change: Callable[[Rule], Rule]) -> Engine:
    """Other settings than those the history believes in."""
    return mutants.under(change)


GUARANTEES = {
    "S1 no run": Guarantee(
        first_voices.no_run,
        any_soft,
        {
            "nobody rests": under(lambda rule: replace(rule, max_run=0)),
            "runs of two": under(lambda rule: replace(rule, max_run=2)),
            "first voices forgotten": mutants.everybody_has_spoken(),
            "picks end no run": mutants.picks_end_no_run(),
        },
    ),
    "S2 first voices first": Guarantee(
        first_voices.first_voices_first,
        any_soft,
        {"rest for all": under(lambda rule: replace(rule, rest="hard"))},
    ),
    "S3 most between": Guarantee(
        first_voices.most_between,
        with_debts,
        {
            "more debt": under(lambda rule: replace(rule, debt=9)),
            "first voices before all": mutants.first_voices_before_all(),
            "groups save up turns": under(lambda rule: replace(rule, credit=10**6)),
        },
    ),
    "S4 no starvation": Guarantee(
        first_voices.no_starvation,
        with_debts,
        {
            "never the longest waiter": under(lambda rule: replace(rule, bypass=10**6)),
            "last come, first served": mutants.last_come(),
        },
    ),
    "S5 one person": Guarantee(
        first_voices.one_person,
        always_back,
        {
            "every turn costs one": under(lambda rule: replace(rule, repeat_cost=1)),
            "rest for all": under(lambda rule: replace(rule, rest="hard")),
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


def test_groups_that_come_and_go_lengthen_the_wait() -> None:
    """S3 is tight for them: A and B are 6 ahead; C and D wait in turn, each with one more who then leaves.

    Each turn of theirs is followed by a first voice of B, until they are as far as A.
    """
    crowd = [("B", None, None)] * 12 + [("C", None, None)] * 6 + [("D", None, None)] * 6
    history = History(FIRST_VOICES, (("A", None, None), ("B", None, None), *crowd))
    for _ in range(6):
        for person in (0, 1):
            history.join(person)
            history.next(0)
    for person in range(14):
        history.join(person)
    for number in range(6):
        for first in (14, 20):
            for person in range(first + number, first + 6):
                history.join(person)
            history.next(0)
            history.next(0)
            for person in [person for person in history.tickets if person >= 14]:
                del history.tickets[person]
    turns = "".join(str(step.group) for step in history.steps[12:])
    assert turns.startswith("CBDB" * 5 + "CA")
    debt, groups = 6, 4
    assert turns.partition("A")[0].count("B") == (groups - 2) * (debt - 1) > debt
