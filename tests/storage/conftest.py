"""A database before its time, the migrations of a version to come, and a look into the file."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url

from bot.domain.identity import Identity
from bot.ports.store import Profile
from storage.schema import SCRIPTS
from storage.store import open_store

NEXT_VERSION = '''
"""A version to come: the table of persons is rebuilt, the accounts that belong to it stay."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    with op.batch_alter_table("person", recreate="always") as persons:
        persons.add_column(sa.Column("pronunciation", sa.Text()))
    op.create_table("later", sa.Column("id", sa.Integer(), primary_key=True))
'''


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A database that is not there yet."""
    return f"sqlite:///{tmp_path}/new.db"


@pytest.fixture
def next_scripts(tmp_path: Path) -> Path:
    """The migrations of a program one version on."""
    scripts = tmp_path / "100% next"
    shutil.copytree(SCRIPTS, scripts)
    (scripts / "versions" / "v0002_next.py").write_text(NEXT_VERSION)
    return scripts


def rows(url: str, query: str) -> list[object]:
    with closing(sqlite3.connect(make_url(url).database or "")) as connection:
        return connection.execute(query).fetchall()


def shape(url: str) -> list[object]:
    return rows(url, "SELECT name, sql FROM sqlite_master ORDER BY name")


async def fill(url: str) -> None:
    async with open_store(url) as store:
        await store.write(
            lambda tx: tx.people.add(
                "m", Profile(1, "Ana", "platform"), Identity("matrix", "@ana:example.org")
            )
        )
