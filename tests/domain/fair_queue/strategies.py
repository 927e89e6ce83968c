"""What Hypothesis draws: rules, people and histories."""

import os
from collections.abc import Callable
from fractions import Fraction
from typing import Literal, TypeVar

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.domain.fair_queue import UNDISCLOSED, Attributes, Rule
from bot.domain.fair_queue.rule import Number
from tests.domain.fair_queue.history import Engine, History

EXAMPLES = int(os.environ.get("RULE_EXAMPLES", settings().max_examples * 3 // 5))
"""How many histories each property is tried on: 30, fewer in `./run check`; a night's run takes thousands."""

GROUPS = ("A", "B", "C", "D", None)
MODES = ("hall", "remote", None)
REGIONS = ("north", "south", "east", "west", None)

T = TypeVar("T")

DEFAULT = st.just(Rule())


def attributes(number: int, dimensions: int = 3) -> Attributes:
    """A person, by a number below 75: groups are uneven, as they are in life."""
    group = GROUPS[min(number % 5, number // 5 % 5)]
    return (group, MODES[number % 3], REGIONS[number // 3 % 5], REGIONS[number // 5 % 5])[:dimensions]


def people(dimensions: int = 3) -> st.SearchStrategy[tuple[Attributes, ...]]:
    numbers = st.lists(st.integers(0, 74), min_size=2, max_size=14)
    return numbers.map(lambda found: tuple(attributes(number, dimensions) for number in found))


history_bytes = st.one_of(st.binary(max_size=40), st.binary(min_size=80, max_size=240))

weights: st.SearchStrategy[Number] = st.sampled_from((1, 1, 2, 3, 5, 7, Fraction(3, 2)))
fractions: st.SearchStrategy[Number] = st.sampled_from((0, 0, 1, Fraction(1, 2)))
multiples: st.SearchStrategy[Number | Literal["rising"]] = st.sampled_from((1, 2, Fraction(3, 2), "rising"))


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """Any settings at all."""
    dims = ("group", "mode", "region", "language")[: draw(st.integers(1, 4))]
    weighed = st.dictionaries(st.sampled_from(("A", "B", UNDISCLOSED, "hall", "north")), weights, max_size=3)
    return Rule(
        dims=dims,
        weights={name: draw(weighed) for name in dims},
        unit=draw(st.sampled_from(("turns", "seconds"))),
        slot=draw(st.sampled_from((120, 60, 7))),
        max_run=draw(st.sampled_from((None, 0, 1, 2, 3))),
        rest=draw(st.sampled_from(("hard", "soft"))),
        bypass=draw(st.integers(0, 4)),
        credit=draw(fractions),
        debt=draw(st.sampled_from((2, 1, 3))),
        lag=draw(st.sampled_from((2, 0, 1, 3))),
        repeat_cost=draw(multiples),
    )


@st.composite
def histories(
    draw: st.DrawFn,
    rule: st.SearchStrategy[Rule] = DEFAULT,
    picks: bool = False,
    engine: Engine | None = None,
) -> History:
    """A history; `picks` says whether moderators interfere with the rotation."""
    drawn = draw(rule)
    history = History(drawn, draw(people(len(drawn.dims))), engine)
    return history.play(draw(history_bytes), without=() if picks else ("pick",))


def everybody_joins(history: History) -> History:
    """So that there are positions to speak of."""
    for person in range(len(history.people)):
        history.join(person)
    return history


@st.composite
def twins(draw: st.DrawFn, engine: Engine | None = None) -> tuple[History, History]:
    """The same history twice, the second time without replies and points of order."""
    rule, tape = draw(rules()), draw(history_bytes)
    who = draw(people(len(rule.dims)))
    first, second = (History(rule, who, engine) for _ in range(2))
    return first.play(tape), second.play(tape, without=("reply",))


def holds(
    check: Callable[[T], None], over: st.SearchStrategy[T], examples: int = EXAMPLES, simplest: bool = True
) -> None:
    """Try the property on many histories; AssertionError with a counterexample, the simplest if need be."""

    @settings(
        max_examples=examples if simplest else 3000,
        deadline=None,
        derandomize=True,
        database=None,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink) if simplest else (Phase.generate,),
    )
    @given(over)
    def run(drawn: T) -> None:
        check(drawn)

    run()
