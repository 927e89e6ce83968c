"""Verbs that need no platform do not wait for one to be imported."""

import inspect
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli.wiring.verbs import VERBS
from tests.meeting_file.files import SOUND

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PLATFORMS = frozenset({"discord", "nio", "aiohttp"})
DATABASES = frozenset({"sqlalchemy", "alembic", "psycopg"})
LISTED = """
import sys
from bot.cli import main
try:
    main()
finally:
    print("|".join(sorted(name for name in sys.modules if "." not in name)))
"""

LOADED = """
import gc
from bot.cli import loaded
looks = []
gc.callbacks.append(lambda phase, info: looks.append(phase))
loaded(("run",))
print(len(looks), gc.isenabled(), gc.get_freeze_count() > 100_000)
"""


def imported(folder: Path, *arguments: str) -> set[str]:
    """What the program had imported when it had answered, run in that folder."""
    return set(said(folder, LISTED, *arguments).split("|"))


def said(folder: Path, code: str, *arguments: str) -> str:
    """The last line of what a fresh interpreter writes."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("EVENFLOOR_")}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        env={**clean, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()[-1]


def written(folder: Path) -> str:
    file = folder / "sound.toml"
    file.write_text(SOUND)
    return str(file)


def test_help_imports_neither_platform_nor_database_nor_texts(tmp_path: Path) -> None:
    assert imported(tmp_path, "--help") & {*PLATFORMS, *DATABASES, "pydantic", "fluent"} == set()


def test_check_imports_neither_platform_nor_database(tmp_path: Path) -> None:
    assert imported(tmp_path, "check", written(tmp_path)) & {*PLATFORMS, *DATABASES} == set()


def test_balance_without_a_database_imports_no_platform_and_no_migrations(tmp_path: Path) -> None:
    assert imported(tmp_path, "balance", written(tmp_path)) & {*PLATFORMS, "alembic", "psycopg"} == set()


def test_balance_of_a_database_imports_no_platform(tmp_path: Path) -> None:
    imported(tmp_path, "migrate")
    found = imported(tmp_path, "balance", written(tmp_path))
    assert "sqlalchemy" in found
    assert found & {*PLATFORMS, "alembic", "psycopg"} == set()


def test_meetings_of_folder_and_database_are_listed_without_a_platform_and_migrations(tmp_path: Path) -> None:
    imported(tmp_path, "migrate")
    (tmp_path / "meetings").mkdir()
    Path(written(tmp_path)).rename(tmp_path / "meetings" / "sound.toml")
    found = imported(tmp_path, "meetings")
    assert "sqlalchemy" in found
    assert found & {*PLATFORMS, "alembic", "psycopg"} == set()


def test_run_imports_no_migrations(tmp_path: Path) -> None:
    assert said(tmp_path, f"{LOADED}import sys; print('discord' in sys.modules)") == "True"
    assert said(tmp_path, f"{LOADED}import sys; print('alembic' in sys.modules)") == "False"


def test_a_database_in_a_file_needs_no_words_of_postgresql(tmp_path: Path) -> None:
    opened = "import sys, storage.store, storage.databases.sqlite; "
    assert said(tmp_path, f"{opened}print('sqlalchemy.dialects.postgresql' in sys.modules)") == "False"


def test_what_is_loaded_is_not_looked_through_for_garbage_neither_then_nor_later(tmp_path: Path) -> None:
    assert said(tmp_path, LOADED) == "0 True True"


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_says_the_same_of_itself_as_the_list_of_verbs(verb: str) -> None:
    load = VERBS[verb]
    assert inspect.getdoc(load()) == inspect.getdoc(load)
