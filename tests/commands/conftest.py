"""The texts that people read."""

import pytest

from bot.messages.catalogue import Catalogues, load_catalogues


@pytest.fixture(scope="session")
def catalogues() -> Catalogues:
    return load_catalogues()
