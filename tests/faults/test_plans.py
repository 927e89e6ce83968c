"""A plan is repeated from what was printed of it, and a sample passes over no kind of moment."""

import random

from tests.faults.failpoints import Moment
from tests.faults.plans import Plan, single, spread

KILLS = (Moment("after send to matrix:!room", 2), Moment("before COMMIT", 11))


def test_read_again_as_it_was_printed() -> None:
    for plan in (Plan(3, 3, KILLS), Plan(0, 7, KILLS[:1])):
        assert Plan.parse(str(plan)) == plan


def test_each_name_comes_before_any_comes_twice() -> None:
    moments = [Moment(name, nth) for name in "abc" for nth in range(1, 50)]
    sample = spread(single({0: moments}), 3, random.Random(1))
    assert sorted(plan.kills[0].name for plan in sample) == ["a", "b", "c"]
