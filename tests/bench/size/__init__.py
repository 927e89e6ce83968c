"""The size of a meeting: what a command costs and the meeting takes in memory, by how many wait."""

from collections.abc import Iterator

from tests.bench.figures import Figure
from tests.bench.size import costs, memory


def bench() -> Iterator[Figure]:
    """All of it; the databases are temporary."""
    yield from costs.bench()
    yield from memory.bench()
