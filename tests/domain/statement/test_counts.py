"""What is told of a number never tells how many of fewer than three there are, whoever counts along."""

from collections import defaultdict
from itertools import product

import pytest

from bot.domain.statement.counts import Counts, read, told, written

VALUES = ("cs", "ps", "gov", None)
MOST = 7


def test_no_number_of_one_or_two_follows_from_what_is_told() -> None:
    """Of all that could be behind the same words, no small number is the same in each."""
    behind = defaultdict(set)
    for numbers in product(range(MOST), repeat=len(VALUES)):
        behind[told(dict(zip(VALUES, numbers, strict=True)))].add(numbers)
    for shown, several in behind.items():
        if shown.count > 2 * MOST or any(MOST - 1 in each for each in several):
            continue  # What else could be behind it was not made.
        for place in range(len(VALUES)):
            possible = {numbers[place] for numbers in several}
            assert possible not in ({1}, {2}), (shown, several)


@pytest.mark.parametrize("numbers", list(product((0, 1, 3, 5), repeat=4)))
def test_what_is_told_adds_up(numbers: tuple[int, ...]) -> None:
    counts = told(dict(zip(VALUES, numbers, strict=True)), earlier=2)
    assert counts.total == sum(numbers)
    assert all(count >= 3 for _, count in counts.alone)
    whole = sum(count for _, count in counts.alone) + counts.count
    assert whole == counts.total or (not counts.alone and counts.total < 3)
    assert read(written(counts)) == counts


def test_nothing_is_read_from_nothing() -> None:
    assert read("") == Counts()
