"""A database before its time, the migrations of a version to come, and a look into the file."""

import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import inspect, make_url, text

from bot.domain.identity import Identity
from bot.ports.store import Profile
from storage.databases.engines import engine_of
from storage.schema import SCRIPTS
from storage.store import open_store
from tests.postgres import Postgres

NEXT_VERSION = '''
"""A version to come: the table of persons is rebuilt, the accounts that belong to it stay."""

import sqlalchemy as sa
from alembic import op

revision = "NEXT"
down_revision = "LAST"


def upgrade() -> None:
    recreate = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    with op.batch_alter_table("person", recreate=recreate) as persons:
        persons.add_column(sa.Column("pronunciation", sa.Text()))
    op.create_table("later", sa.Column("id", sa.Integer(), primary_key=True))
'''

REVISION = max(path.name[1:5] for path in (SCRIPTS / "versions").glob("v*.py"))
NEXT_REVISION = f"{int(REVISION) + 1:04}"

Fresh = Callable[[], str]
"""The address of one more database that holds nothing."""

NEW = [
    pytest.param("new_files", id="sqlite"),
    pytest.param("new_on_server", id="postgresql", marks=pytest.mark.sockets),
]


@pytest.fixture
def new_files(tmp_path: Path) -> Fresh:
    """Files that are not there yet."""
    numbers = count()
    return lambda: f"sqlite:///{tmp_path}/new-{next(numbers)}.db"


@pytest.fixture
def new_on_server(postgres: Postgres) -> Fresh:
    """Databases without a table."""
    return lambda: postgres.url(postgres.create())


@pytest.fixture(params=NEW)
def fresh(request: pytest.FixtureRequest) -> Fresh:
    """More of one kind."""
    made: Fresh = request.getfixturevalue(request.param)
    return made


@pytest.fixture
def url(fresh: Fresh) -> str:
    """A database before its time."""
    return fresh()


@pytest.fixture
def next_scripts(tmp_path: Path) -> Path:
    """The migrations of a program one version on."""
    scripts = tmp_path / "100% next"
    shutil.copytree(SCRIPTS, scripts)
    written = NEXT_VERSION.replace("NEXT", NEXT_REVISION).replace("LAST", REVISION)
    (scripts / "versions" / f"v{NEXT_REVISION}_next.py").write_text(written)
    return scripts


def rows(url: str, query: str) -> list[object]:
    target = make_url(url)
    with engine_of(target).read_only(target) as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def shape(url: str) -> list[str]:
    """Every table with its columns, keys and indexes, as the database itself describes them."""
    target = make_url(url)
    with engine_of(target).read_only(target) as connection:
        found = inspect(connection)
        parts = (found.get_columns, found.get_pk_constraint, found.get_foreign_keys)
        more = (found.get_indexes, found.get_unique_constraints)
        return [
            f"{table} {[part(table) for part in (*parts, *more)]}"
            for table in sorted(found.get_table_names())
        ]


async def fill(url: str) -> None:
    async with open_store(url) as store:
        await store.write(
            lambda tx: tx.people.add(
                "m", Profile(1, "Ana", "platform"), Identity("matrix", "@ana:example.org")
            )
        )
