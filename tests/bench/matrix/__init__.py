"""Matrix over sockets: commands beside a bot that keeps nothing, and an announcement beside bare sends."""

from collections.abc import Iterator

from tests.bench.figures import Figure
from tests.bench.matrix import announcing
from tests.bench.rush import matrix as rush


def bench() -> Iterator[Figure]:
    """Both."""
    yield from rush.bench()
    yield from announcing.bench()
