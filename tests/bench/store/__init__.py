"""The store: commands kept a second, folding, starting again, and memory, each beside a baseline."""

from collections.abc import Iterator

from tests.bench.figures import Figure
from tests.bench.store import folding, starting, throughput


def bench() -> Iterator[Figure]:
    """All of it; the databases are temporary."""
    yield from throughput.bench()
    yield from folding.bench()
    yield from starting.bench()
