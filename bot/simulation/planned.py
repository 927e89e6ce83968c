"""A planned meeting as a population: its own length, groups and settings."""

from collections.abc import Iterator

from bot.domain.changing import replace
from bot.domain.fair_queue import Rule
from bot.domain.plan import MODE, Dimension, Plan
from bot.simulation.population import Population
from bot.simulation.scenario import DIMENSIONS


def population_of(plan: Plan) -> Population:
    """As many turns as the discussions have room for, and twice as many people, alike in all groups."""
    seconds = sum(phase.seconds for phase in plan.phases if phase.gives_turns)
    turns = max(1, seconds // plan.speaking_seconds)
    regions = next((_codes(d) for name, d in _known(plan) if name == DIMENSIONS[2]), ())
    title = f"{plan.id}: {turns} turns of {plan.speaking_seconds} seconds, all groups alike, 40 % remote"
    groups = dict.fromkeys(_codes(plan.dimensions[0]), 1)
    return Population(title, groups, regions=regions or ("anywhere",), turns=turns, people=2 * turns + 10)


def simulated_rule(plan: Plan) -> Rule:
    """The meeting's rule, speaking of the dimensions that scenarios know."""
    return replace(plan.rule, dims=tuple(name for name, _ in _known(plan)))


def _known(plan: Plan) -> Iterator[tuple[str, Dimension]]:
    """The first dimension plays the group, attendance the mode, and the next one the region."""
    group, mode, region = DIMENSIONS
    left = [group, region]
    for dimension in plan.dimensions:
        if dimension.id == MODE:
            yield mode, dimension
        elif left:
            yield left.pop(0), dimension


def _codes(dimension: Dimension) -> tuple[str, ...]:
    return tuple(choice.code for choice in dimension.choices if not choice.undisclosed)
