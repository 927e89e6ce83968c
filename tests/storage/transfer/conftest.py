"""Databases to move from and to, of both kinds."""

import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from sqlalchemy import make_url

from storage.erasure.erased_list import ErasedList
from storage.store import open_store
from storage.transfer import operations
from storage.transfer.operations import ImportResult
from storage.transfer.reader import look_into
from tests.postgres import Postgres
from tests.storage.conftest import Fresh

BackUp = Callable[[str, str], Awaitable[Path]]
Export = Callable[[str, str, str], Awaitable[Path]]
BringIn = Callable[[Path, str], Awaitable[ImportResult]]


MIGRATED = [
    pytest.param("migrated_files", id="sqlite"),
    pytest.param("migrated_on_server", id="postgresql", marks=pytest.mark.sockets),
]


@pytest.fixture
def migrated_files(new_files: Fresh, template_database: Path) -> Fresh:
    """Files with empty tables."""

    def made() -> str:
        url = new_files()
        shutil.copyfile(template_database, make_url(url).database or "")
        return url

    return made


@pytest.fixture
def migrated_on_server(postgres: Postgres, postgres_template: str) -> Fresh:
    """Databases with empty tables."""
    return lambda: postgres.url(postgres.create(postgres_template))


@pytest.fixture(params=MIGRATED)
def source(request: pytest.FixtureRequest) -> str:
    """An empty database to move from."""
    made: Fresh = request.getfixturevalue(request.param)
    return made()


@pytest.fixture(params=MIGRATED)
def target(request: pytest.FixtureRequest) -> str:
    """An empty database to move to."""
    made: Fresh = request.getfixturevalue(request.param)
    return made()


@pytest.fixture
def here(migrated_files: Fresh) -> str:
    """An empty database to move from, where its kind does not matter."""
    return migrated_files()


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
