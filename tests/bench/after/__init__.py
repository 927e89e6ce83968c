"""Groups that go on for months: what a wake-up costs among many of them."""

from collections.abc import Iterator

from tests.bench.after import waking
from tests.bench.figures import Figure


def bench() -> Iterator[Figure]:
    """Each beside its baseline."""
    yield from waking.bench()
