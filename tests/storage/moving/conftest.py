"""Databases to move from and to, of both kinds."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from storage.erased import ErasedList
from storage.moving import verbs
from storage.moving.reading import look_into
from storage.moving.verbs import Brought
from storage.schema import migrate
from storage.store import open_store
from tests.storage.conftest import NEW, Fresh

BackUp = Callable[[str, str], Awaitable[Path]]
Export = Callable[[str, str, str], Awaitable[Path]]
BringIn = Callable[[Path, str], Awaitable[Brought]]


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
            await verbs.backup(store, tmp_path / name)
        return tmp_path / name

    return into


@pytest.fixture
def export(tmp_path: Path) -> Export:
    """One meeting of a database, into a file of that name."""

    async def into(url: str, meeting: str, name: str) -> Path:
        async with open_store(url) as store:
            await verbs.export_file(store, tmp_path / name, meeting)
        return tmp_path / name

    return into


@pytest.fixture
def restore(erased: ErasedList) -> BringIn:
    """A backup into a database."""

    async def bring(path: Path, url: str) -> Brought:
        async with open_store(url) as store:
            return await verbs.restore(store, look_into(path), erased)

    return bring


@pytest.fixture
def bring_in(erased: ErasedList) -> BringIn:
    """A meeting into a database."""

    async def bring(path: Path, url: str) -> Brought:
        async with open_store(url) as store:
            return await verbs.import_meeting(store, look_into(path), erased)

    return bring
