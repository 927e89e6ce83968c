"""A fresh venue on the homeserver for each Matrix test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.matrix.venue import MatrixVenue, matrix_venue
from tests.synapse import Synapse


@pytest.fixture
async def venue(synapse: Synapse, tmp_path: Path) -> AsyncIterator[MatrixVenue]:
    """A bot's account, two rooms, a moderators' room and people, with nothing running yet."""
    async with matrix_venue(synapse, tmp_path) as venue:
        yield venue
