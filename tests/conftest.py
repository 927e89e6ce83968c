"""Fixtures for tests of every part: a store on an empty database, a database server, a homeserver."""

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from storage.migrating import migrate
from storage.store import SqlStore, open_store
from tests.postgres import Postgres, running_postgres
from tests.synapse import Synapse, running_synapse


def pytest_configure() -> None:
    """The same few examples of each property every time; many with `--hypothesis-profile=long`.

    `./run check` asks for `brief`.
    """
    settings.register_profile("brief", max_examples=15, derandomize=True, deadline=None, print_blob=True)
    settings.register_profile("quick", max_examples=50, derandomize=True, deadline=None, print_blob=True)
    settings.register_profile("long", max_examples=5000, deadline=None, print_blob=True)
    settings.load_profile("quick")


@pytest.fixture(scope="session")
def template_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty, migrated SQLite database, to be copied and not to be opened."""
    path = tmp_path_factory.mktemp("template") / "empty.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def database_url(template_database: Path, tmp_path: Path) -> str:
    """An empty, migrated SQLite database of the test's own."""
    path = tmp_path / "evenfloor.db"
    shutil.copyfile(template_database, path)
    return f"sqlite:///{path}"


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[SqlStore]:
    """A store on that database."""
    async with open_store(database_url) as opened:
        yield opened


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server, shared; whoever stops it starts it again."""
    with running_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_template(postgres: Postgres) -> str:
    """The name of an empty, migrated database, to be copied and not to be opened."""
    name = postgres.create()
    migrate(postgres.url(name))
    return name


@pytest.fixture
def postgres_url(postgres: Postgres, postgres_template: str) -> str:
    """An empty, migrated PostgreSQL database of the test's own; it goes with the server."""
    return postgres.url(postgres.create(postgres_template))


@pytest.fixture(scope="session")
def synapse() -> Iterator[Synapse]:
    """A homeserver, shared: starting one takes seconds."""
    with running_synapse() as server:
        yield server
