"""The verbs that look after the database, as an operator uses them: their words and how they end."""

import asyncio
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from storage.migrating import migrate
from tests.cli.running import Done, run
from tests.storage.transfer.full import ANA, fill

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the operator works; the database in it is the default one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def filled(folder: Path) -> Path:
    url = f"sqlite:///{folder}/evenfloor.db"
    migrate(url)
    asyncio.run(fill(url))
    return folder


def elsewhere(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("EVENFLOOR_DATABASE__URL", url)


def refused(done: Done, *words: str) -> None:
    assert done.code == 1
    assert done.err.startswith("Problem: ")
    assert [word for word in words if word not in done.err] == []


def test_a_backup_says_how_much_is_in_it(filled: Path) -> None:
    done = run("backup", "b.jsonl")
    assert (done.code, done.err) == (0, "")
    rows = json.loads((filled / "b.jsonl").read_bytes().splitlines()[-1])["rows"]
    assert done.out == f"b.jsonl holds 3 meetings in {rows} rows.\n"


def test_a_backup_writes_over_nothing(filled: Path) -> None:
    (filled / "b.jsonl").write_text("mine")
    refused(run("backup", "b.jsonl"), "b.jsonl is there already; name another file")
    assert (filled / "b.jsonl").read_text() == "mine"


def test_there_must_be_a_database_to_look_after(folder: Path) -> None:
    for verb in (("backup", "b"), ("export", "m"), ("erase", "m", "1")):
        refused(run(*verb), "There is no database", "evenfloor migrate")
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("url", "word"),
    [("mysql://host/evenfloor", "no database that Evenfloor knows"), ("sqlite://", "names no file")],
)
@pytest.mark.usefixtures("folder")
def test_a_database_that_will_not_do(url: str, word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere(monkeypatch, url)
    refused(run("backup", "b"), word)
    refused(run("erase", "m", "1"), word)


@pytest.mark.sockets
@pytest.mark.usefixtures("folder")
def test_a_server_out_of_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere(monkeypatch, "postgresql://evenfloor:s3cret@127.0.0.1:1/evenfloor")
    done = run("backup", "b")
    refused(done, "cannot be reached")
    assert "s3cret" not in done.err


def test_the_configuration_must_be_in_order(folder: Path) -> None:
    (folder / "config.toml").write_text("log_level = 7\n")
    for verb in (("backup", "b"), ("restore", "b"), ("export", "m"), ("import", "b"), ("erase", "m", "1")):
        refused(run(*verb), "log_level")


def test_restoring_makes_the_database(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("backup", "b.jsonl")
    elsewhere(monkeypatch, f"sqlite:///{filled}/new/evenfloor.db")
    done = run("restore", "b.jsonl")
    assert done.code == 0, done
    assert done.out.startswith("Restored 3 meetings in ")
    assert f"There is no list of erased people at {filled}/new/erased.jsonl" in done.out
    assert run("backup", "again.jsonl").code == 0
    assert (filled / "again.jsonl").read_bytes() == (filled / "b.jsonl").read_bytes()


def test_a_bad_file_is_refused_before_a_database_is_made(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("backup", "b.jsonl")
    bad = filled / "bad.jsonl"
    bad.write_bytes(b"".join((filled / "b.jsonl").read_bytes().splitlines(keepends=True)[:-1]))
    elsewhere(monkeypatch, f"sqlite:///{filled}/new.db")
    refused(run("restore", "bad.jsonl"), "cut off", "take another copy")
    refused(run("restore", "nowhere.jsonl"), "cannot be read")
    (filled / "erased.jsonl").write_text("half\n")
    refused(run("restore", "b.jsonl"), "erased.jsonl: line 1 cannot be read")
    assert not (filled / "new.db").exists()


@pytest.mark.usefixtures("filled")
def test_a_database_in_use_is_not_restored_into() -> None:
    run("backup", "b.jsonl")
    refused(run("restore", "b.jsonl"), "holds something already", "database.url")


def test_an_exported_meeting_is_the_same_in_a_file_and_on_standard_output(filled: Path) -> None:
    done = run("export", "plenary", "p.jsonl")
    assert done.out.startswith("p.jsonl holds the meeting in ")
    printed = run("export", "plenary")
    assert (printed.code, printed.err) == (0, "")
    assert printed.out.encode() == (filled / "p.jsonl").read_bytes()


def test_a_meeting_that_is_not_there(filled: Path) -> None:
    done = run("export", "nowhere")
    refused(done, "holds no meeting nowhere")
    assert done.out == ""
    refused(run("export", "../../nowhere", "n.jsonl"), "holds no meeting ../../nowhere")
    assert not (filled / "n.jsonl").exists()


def test_a_meeting_is_imported_once(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("export", "plenary", "p.jsonl")
    url = f"sqlite:///{filled}/other.db"
    elsewhere(monkeypatch, url)
    refused(run("import", "p.jsonl"), "There is no database")
    migrate(url)
    done = run("import", "p.jsonl")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Imported the meeting plenary in ")
    refused(run("import", "p.jsonl"), "holds the meeting plenary already")


def test_erasing_is_shown_first_and_done_only_on_demand(filled: Path) -> None:
    known = "1 name, 1 account, 13 texts, 0 messages"
    done = run("erase", "plenary", "matrix:@ana:example.org")
    refused(done, "nothing was erased", "--yes")
    assert done.out == f"Known of participant 1: {known}.\n"
    assert not (filled / "erased.jsonl").exists()
    done = run("erase", "plenary", "matrix:@ana:example.org", "--yes")
    assert (done.code, done.err) == (0, "")
    assert done.out == f"Erased of participant 1: {known}. Noted in erased.jsonl.\n"
    entry = json.loads((filled / "erased.jsonl").read_text())
    assert (entry["meeting"], entry["person"], sorted(entry)) == ("plenary", 1, ["at", "meeting", "person"])


@pytest.mark.usefixtures("filled")
def test_erasing_twice() -> None:
    for words in ("1 name, 1 account", "0 names, 0 accounts"):
        done = run("erase", "plenary", "2", "--yes")
        assert (done.code, words in done.out) == (0, True), done
    refused(run("erase", "plenary", "discord:123", "--yes"), "has no such participant")


@pytest.mark.parametrize("who", ["ana", "@ana:", ":7", "-", "\u0663", "1.5", ""])
def test_whoever_cannot_be_meant(who: str, filled: Path) -> None:
    refused(run("erase", "plenary", who, "--yes"), "such as discord:123")
    assert not (filled / "erased.jsonl").exists()


@pytest.mark.slow
def test_while_somebody_reads_it_is_said_that_something_is_left(filled: Path) -> None:
    with closing(sqlite3.connect(filled / "evenfloor.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM person").fetchone()
        done = run("erase", "plenary", "1", "--yes")
        assert done.code == 0
        assert "still stands" in done.out
        assert done.out.endswith("Do it again: evenfloor erase plenary 1 --yes\n")
        assert ANA.id.encode() in (filled / "evenfloor.db").read_bytes()
    assert "still stands" not in run("erase", "plenary", "1", "--yes").out


@pytest.mark.sockets
def test_to_a_server_and_back_in_processes_of_their_own(
    filled: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Back up, erase, move to PostgreSQL, take a meeting back: nothing is lost, and nobody comes back."""

    def evenfloor(*arguments: str, url: str = f"sqlite:///{filled}/evenfloor.db") -> str:
        done = subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            cwd=filled,
            env={**os.environ, "PYTHONPATH": str(ROOT), "EVENFLOOR_DATABASE__URL": url},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, ""), done
        return done.stdout

    evenfloor("backup", "before.jsonl")
    evenfloor("erase", "plenary", "matrix:@ana:example.org", "--yes")
    assert "erased.jsonl says: 1 person." in evenfloor("restore", "before.jsonl", url=postgres_url)
    moved = evenfloor("export", "plenary", url=postgres_url)
    assert moved == run("export", "plenary").out
    assert ANA.id not in moved
    (filled / "plenary.jsonl").write_text(moved)
    elsewhere(monkeypatch, f"sqlite:///{filled}/new.db")
    run("migrate")
    assert "says: 0 people." in evenfloor("import", "plenary.jsonl", url=f"sqlite:///{filled}/new.db")
    assert run("export", "plenary").out == moved
    assert not [each for each in filled.glob("new.db*") if ANA.id.encode() in each.read_bytes()]
