"""A world for each test, on one homeserver."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.e2e.world import World, world
from tests.synapse import Synapse


@pytest.fixture
async def stage(synapse: Synapse, tmp_path: Path) -> AsyncIterator[World]:
    async with world(synapse, tmp_path) as made:
        yield made


@pytest.fixture
async def staged(synapse: Synapse, tmp_path: Path) -> AsyncIterator[World]:
    """With a Stage on Discord."""
    async with world(synapse, tmp_path, staged=True) as made:
        yield made
