"""The databases that the suite runs on; a new one is one more entry in DATABASES."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager

import pytest

from bot.ports.store import Store
from storage.store import open_store

Open = Callable[[], AbstractAsyncContextManager[Store]]
"""Opens the test's own database, again with what was kept in it."""

DATABASES = [
    pytest.param("database_url", id="sqlite"),
    pytest.param("postgres_url", id="postgresql", marks=pytest.mark.sockets),
]
"""For each database the fixture that gives the URL of an empty, migrated one."""


@pytest.fixture(params=DATABASES)
def reopen(request: pytest.FixtureRequest) -> Open:
    url: str = request.getfixturevalue(request.param)
    return lambda: open_store(url)


@pytest.fixture
async def store(reopen: Open) -> AsyncIterator[Store]:
    async with reopen() as opened:
        yield opened
