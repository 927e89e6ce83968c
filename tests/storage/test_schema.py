"""Databases are made and brought up to date whole, and a newer one is left alone."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import make_url

from bot.ports.store import Unavailable
from storage.databases.engines import engine_of, is_new
from storage.migrating import NewerDatabase, migrate
from storage.schema import SCRIPTS, known_versions, schema_problem
from storage.tables import metadata
from tests.postgres import Postgres
from tests.storage.conftest import NEXT_REVISION, REVISION, Fresh, fill, rows, shape


def test_a_database_that_is_not_there_is_not_made_by_looking(url: str, tmp_path: Path) -> None:
    assert is_new(url)
    assert "no database" in (schema_problem(url) or "")
    assert is_new(url)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_has_yet_to_be_set_up(new_files: Fresh) -> None:
    url = new_files()
    Path(make_url(url).database or "").touch()
    assert "empty" in (schema_problem(url) or "")
    migrate(url)
    assert schema_problem(url) is None


@pytest.mark.sockets
def test_a_database_on_a_server_is_not_made(postgres: Postgres) -> None:
    with pytest.raises(Unavailable, match='"nowhere" does not exist'):
        migrate(postgres.url("nowhere"))


def test_from_nothing_to_the_tables_as_declared(url: str) -> None:
    migrate(url)
    target = make_url(url)
    with engine_of(target).read_only(target) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    assert schema_problem(url) is None


def test_the_versions_read_from_the_files_names_are_those_of_alembic(next_scripts: Path) -> None:
    for scripts in (SCRIPTS, next_scripts):
        steps = ScriptDirectory(str(scripts)).walk_revisions()
        assert known_versions(scripts) == [step.revision for step in steps][::-1]


def test_migrating_again_changes_nothing(url: str) -> None:
    migrate(url)
    before = shape(url)
    migrate(url)
    assert shape(url) == before


@pytest.mark.slow
async def test_an_older_database_is_named_and_brought_up_to_date_with_its_rows(
    url: str, next_scripts: Path
) -> None:
    migrate(url)
    await fill(url)
    assert "older" in (schema_problem(url, next_scripts) or "")
    migrate(url, next_scripts)
    assert schema_problem(url, next_scripts) is None
    assert rows(url, "SELECT name, pronunciation FROM person") == [("Ana", None)]
    assert rows(url, "SELECT native_id, person FROM account") == [("@ana:example.org", 1)]


def test_a_newer_database_is_refused_and_left_alone(url: str, next_scripts: Path) -> None:
    migrate(url, next_scripts)
    before = shape(url)
    assert "newer than this program" in (schema_problem(url) or "")
    with pytest.raises(NewerDatabase, match=f"version {NEXT_REVISION}; the program knows {REVISION}"):
        migrate(url)
    assert shape(url) == before


def test_a_database_with_several_versions_is_refused(url: str) -> None:
    migrate(url)
    with engine_of(make_url(url)).migrating(make_url(url)) as connection:
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES ('0005')")
    assert f"several versions (0005, {REVISION})" in (schema_problem(url) or "")


async def test_two_processes_may_bring_it_up_to_date_at_once(url: str) -> None:
    await asyncio.gather(*(asyncio.to_thread(migrate, url) for _ in range(3)))
    assert schema_problem(url) is None


def test_rows_that_lost_their_parents_stop_a_migration(new_files: Fresh, next_scripts: Path) -> None:
    url = new_files()
    migrate(url)
    with closing(sqlite3.connect(make_url(url).database or "")) as connection, connection:
        connection.execute("INSERT INTO account VALUES ('m', 'matrix', '@nobody:example.org', 9, 0)")
    before = shape(url)
    with pytest.raises(RuntimeError, match="1 rows"):
        migrate(url, next_scripts)
    assert shape(url) == before
