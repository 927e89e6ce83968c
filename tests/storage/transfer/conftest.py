"""Databases to move from and to, of both kinds."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from storage.erasure.erased_list import ErasedList
from storage.schema import migrate
from storage.store import open_store
from storage.transfer import operations
from storage.transfer.operations import ImportResult
from storage.transfer.reader import look_into
from tests.storage.conftest import NEW, Fresh

BackUp = Callable[[str, str], Awaitable[Path]]
Export = Callable[[str, str, str], Awaitable[Path]]
BringIn = Callable[[Path, str], Awaitable[ImportResult]]


@pytest.fixture(params=NEW)
def source(request: pytest.FixtureRequest) -> str:
    """An empty database to move from."""
    return _made(request.getfixturevalue(request.param))


@pytest.fixture(params=NEW)
def target(request: pytest.FixtureRequest) -> str:
    """An empty database to move to."""
    return _made(request.getfixturevalue(request.param))


@pytest.fixture
def here(new_files: Fresh) -> str:
    """An empty database to move from, where its kind does not matter."""
    return _made(new_files)


def _made(fresh: Fresh) -> str:
    url = fresh()
    migrate(url)
    return url


@pytest.fixture
def left(tmp_path: Path) -> Callable[[str], list[Path]]:
    """What files there are."""
    return lambda pattern: sorted(tmp_path.glob(pattern))


@pytest.fixture
def erased(tmp_path: Path) -> ErasedList:
    return ErasedList(tmp_path / "erased.jsonl")


@pytest.fixture
def back_up(tmp_path: Path) -> BackUp:
    """Everything in a database, into a file of that name."""

    async def into(url: str, name: str) -> Path:
        async with open_store(url) as store:
            await operations.backup(store, tmp_path / name)
        return tmp_path / name

    return into


@pytest.fixture
def export(tmp_path: Path) -> Export:
    """One meeting of a database, into a file of that name."""

    async def into(url: str, meeting: str, name: str) -> Path:
        async with open_store(url) as store:
            await operations.export_file(store, tmp_path / name, meeting)
        return tmp_path / name

    return into


@pytest.fixture
def restore(erased: ErasedList) -> BringIn:
    """A backup into a database."""

    async def bring(path: Path, url: str) -> ImportResult:
        async with open_store(url) as store:
            return await operations.restore(store, look_into(path), erased)

    return bring


@pytest.fixture
def bring_in(erased: ErasedList) -> BringIn:
    """A meeting into a database."""

    async def bring(path: Path, url: str) -> ImportResult:
        async with open_store(url) as store:
            return await operations.import_meeting(store, look_into(path), erased)

    return bring
