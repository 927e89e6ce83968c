"""Matrix over sockets: commands, an announcement and a relay, each beside a bot that keeps nothing."""

from collections.abc import Iterator

from tests.bench.figures import Figure
from tests.bench.matrix import announcing, relaying
from tests.bench.rush import matrix as rush


def bench() -> Iterator[Figure]:
    """All three."""
    yield from rush.bench()
    yield from announcing.bench()
    yield from relaying.bench()
