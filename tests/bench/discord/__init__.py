"""Discord over sockets: presses beside typed commands, and an announcement within what Discord takes."""

from collections.abc import Iterator

from tests.bench.discord import announcing, presses
from tests.bench.figures import Figure


def bench() -> Iterator[Figure]:
    """Both."""
    yield from presses.bench()
    yield from announcing.bench()
