"""Groups that go on for months: what a wake-up costs among many of them, and finding something in one."""

from collections.abc import Iterator

from tests.bench.after import finding, waking
from tests.bench.figures import Figure


def bench() -> Iterator[Figure]:
    """Each beside its baseline."""
    yield from waking.bench()
    yield from finding.bench()
