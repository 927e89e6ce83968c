"""One homeserver for all Matrix tests, and a fresh venue on it for each."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.adapters.matrix.venue import MatrixVenue, matrix_venue
from tests.synapse import Synapse, running_synapse


@pytest.fixture(scope="session")
def synapse() -> Iterator[Synapse]:
    """Shared: starting one takes seconds."""
    with running_synapse() as server:
        yield server


@pytest.fixture
async def venue(synapse: Synapse, tmp_path: Path) -> AsyncIterator[MatrixVenue]:
    """A bot's account, two rooms, a moderators' room and people, with nothing running yet."""
    async with matrix_venue(synapse, tmp_path) as venue:
        yield venue
