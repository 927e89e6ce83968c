"""Codes for setting up, and meetings that stand in the database alone, from the command line."""

import asyncio
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.codes import matching
from bot.meeting_file.read import read_meeting
from bot.ports.store import EventRow, KeptCode
from storage.migrating import migrate
from storage.store import open_store
from tests.cli.running import run
from tests.meeting_file.files import SOUND, read

NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
URL = "sqlite:///evenfloor.db"


@pytest.fixture(autouse=True)
def own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "meetings").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EVENFLOOR_DISCORD__TOKEN", "s3kr1t")


def keep(text: str = SOUND, id: str = "set-up") -> None:
    migrate(URL)

    async def add() -> None:
        async with open_store(URL) as store:
            await store.write(lambda tx: tx.planned.add(id, text, NOW))

    asyncio.run(add())


def codes() -> list[KeptCode]:
    async def kept() -> list[KeptCode]:
        async with open_store(URL) as store:
            return list(await store.read(lambda tx: tx.setup.codes()))

    return asyncio.run(kept())


def test_a_code_is_shown_once_and_its_digest_alone_is_kept() -> None:
    done = run("setup-code")
    assert done.code == 0
    code = done.out.splitlines()[0]
    assert re.fullmatch(r"([A-Z2-9]{4}-){3}[A-Z2-9]{4}", code)
    assert f"/setup {code}" in done.out
    [kept] = codes()
    assert matching(code, [kept]) == kept
    assert timedelta(hours=23) < kept.expires - datetime.now(UTC) <= timedelta(hours=24)
    held = b"".join(file.read_bytes() for file in Path().glob("evenfloor.db*"))
    assert code.encode() not in held
    assert code.replace("-", "").encode() not in held


def test_each_code_is_another() -> None:
    assert run("setup-code").out != run("setup-code").out
    assert len(codes()) == 2


def test_both_kinds_of_meetings_are_listed_and_checked() -> None:
    read(Path("meetings"), SOUND, "from-file.toml")
    keep()
    listed = run("meetings").out.splitlines()
    assert [line.partition(":")[0] for line in listed] == [
        "from-file (meetings/from-file.toml)",
        "set-up (database",
    ]
    done = run("check")
    assert done.code == 0
    assert 'database:set-up: "A roundtable", Thursday' in done.out


def test_a_meeting_with_places_to_fill_in_is_listed_as_such() -> None:
    read(Path("meetings"), SOUND.replace('"100"', '"FILL IN: the id"'), "from-file.toml")
    words = "meetings/from-file.toml has places to fill in; `evenfloor check` names them\n"
    assert run("meetings").out == words


def test_a_folder_without_files_is_in_order_where_the_database_has_a_meeting() -> None:
    keep()
    assert run("check").code == 0


def test_what_is_wrong_with_one_of_the_database_is_named_with_its_line() -> None:
    keep(SOUND.replace('"1h"', '"0m"'))
    done = run("check")
    assert done.code == 1
    assert "Problem: database:set-up:21: phases[2].length: " in done.out


def test_the_same_id_twice_is_refused_in_plain_words_and_the_file_is_left_out() -> None:
    read(Path("meetings"), SOUND, "set-up.toml")
    keep()
    done = run("check")
    assert done.code == 1
    assert (
        "Problem: meetings/set-up.toml: a meeting set-up was set up in a chat already, and counts; give the "
        "file another name, or take that meeting away: evenfloor meeting remove set-up"
    ) in done.out
    assert "1 to mend" in done.out
    assert 'database:set-up: "A roundtable"' in done.out
    assert 'meetings/set-up.toml: "A roundtable"' not in done.out


def test_an_exported_meeting_is_a_sound_file(tmp_path: Path) -> None:
    keep()
    assert run("meeting", "export", "set-up").out == SOUND
    done = run("meeting", "export", "set-up", "other.toml")
    assert done.code == 0
    written = read_meeting(tmp_path / "other.toml")
    assert written.plan is not None
    assert written.problems == ()
    again = run("meeting", "export", "set-up", "other.toml")
    assert again.code == 1
    assert "other.toml is there already" in again.err
    assert run("meeting", "export", "set-up").out == SOUND


def test_what_is_not_there_is_said_in_plain_words() -> None:
    keep()
    done = run("meeting", "export", "nowhere")
    assert done.code == 1
    assert "no meeting nowhere was set up in a chat; evenfloor meetings lists all" in done.err


def test_one_that_was_opened_is_not_removed_and_one_that_was_not_is() -> None:
    keep()
    keep(id="opened")

    async def write() -> None:
        async with open_store(URL) as store:
            await store.write(lambda tx: tx.log.append("opened", [EventRow(1, NOW, "opened", {}, "cause")]))

    asyncio.run(write())
    assert "has been opened" in run("meeting", "remove", "opened").err
    assert run("meeting", "remove", "set-up").code == 0
    assert "set-up" not in run("meetings").out


def test_one_of_the_database_is_tried_by_its_id() -> None:
    """As far as to its platform, which is not configured here."""
    rooms = SOUND.replace('platform = "discord"', 'platform = "matrix"').replace('"100"', '"!a:x.org"')
    keep(rooms.replace("discord:200", "matrix:!b:x.org"))
    done = run("check", "--live", "set-up")
    assert 'database:set-up: "A roundtable"' in done.out
    assert (
        done.err == "Problem: The configuration has none of the platforms that this meeting has rooms on.\n"
    )
    assert done.code == 1
