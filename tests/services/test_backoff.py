"""How long it takes until something is tried again."""

from math import inf, nan

import pytest

from bot.services.backoff import LONGEST_WISH, Backoff


def test_longer_each_time_up_to_the_longest() -> None:
    backoff = Backoff(lambda: 1.0, first=1.0, longest=60.0)
    assert [backoff.seconds(tries) for tries in (0, 1, 2, 6, 10**9)] == [1, 2, 4, 60, 60]


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        (None, 0.5),
        (0.1, 0.5),
        (7.0, 7.0),
        (-5.0, 0.5),
        *((odd, LONGEST_WISH) for odd in (1e300, inf, nan)),
    ],
)
def test_never_sooner_than_was_asked_for_within_reason(asked: float | None, seconds: float) -> None:
    assert Backoff(lambda: 0.5).seconds(0, asked) == seconds
