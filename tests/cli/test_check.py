from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec import Struct

from bot.cli.wiring.inspection import ask_each
from bot.domain.identity import Identity, Place
from bot.ports.capabilities import Capabilities
from bot.ports.inspection import Inspection
from tests.cli.running import run
from tests.meeting_file.files import SOUND, read


class Asked:
    """A connected platform that has one thing to say about its rooms, if it has any."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.places: Sequence[Place] = []
        self.beside: Sequence[Sequence[Place]] = []
        self.stages: Sequence[Place] = []

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(
            "/", private_replies=True, edits=True, open_channels=True, stage=AskedOfStages(self)
        )

    async def inspect(self, places: Sequence[Place], beside: Sequence[Sequence[Place]] = ()) -> Inspection:
        self.places, self.beside = places, beside
        return Inspection(["no role Moderator; make one"], ["Ana moderates"]) if places else Inspection()


class AskedOfStages(Struct, frozen=True):
    """Its Stages, on which something is wrong."""

    asked: Asked

    async def seat(self, place: Place, who: Identity, *, speaks: bool) -> None:
        raise AssertionError(f"{who} is not to be moved on {place}: {speaks}")

    async def inspect(self, places: Sequence[Place]) -> Inspection:
        self.asked.stages = places
        return Inspection(["the bot lacks Mute Members; allow it"])


SECRET = "s3kr1t-value"


@pytest.fixture(autouse=True)
def own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "meetings").mkdir()
    monkeypatch.chdir(tmp_path)


def test_what_is_right_is_summed_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENFLOOR_DISCORD__TOKEN", SECRET)
    read(Path("meetings"), SOUND)
    done = run("check")
    assert done.code == 0
    assert done.out.splitlines() == [
        "Configuration: in order; platforms: discord",
        'meetings/example.toml: "A roundtable", Thursday 03 December 2026, 10:30 in Europe/Oslo '
        "(2026-12-03 09:30 UTC), 90 minutes in 2 phases; rooms: discord, hall",
        "Everything is in order.",
    ]


def test_one_phase_is_one_phase() -> None:
    read(Path("meetings"), SOUND[: SOUND.rindex("[[phases]]")] + SOUND[SOUND.index("[[rooms]]") :])
    assert "minutes in 1 phase; rooms" in run("check", "meetings/example.toml").out


def test_every_problem_is_named_at_once_and_the_code_is_1() -> None:
    Path("config.toml").write_text(f'[discord]\ntoken = "{SECRET}"\nmoderatorrole = "x"\n')
    read(Path("meetings"), SOUND.replace('"30m"', '"0m"').replace('"100"', '"FILL IN: the id"'))
    done = run("check")
    assert done.code == 1
    starts = [
        "Problem: config.toml:2: discord.token: a secret must not stand in this file; set ",
        "Problem: config.toml:3: discord.moderatorrole: is not a known key; did you mean moderator_role?",
        "Problem: meetings/example.toml:15: phases[1].length: ",
        "To fill in: meetings/example.toml:27: rooms[1].place: is to be filled in; write the id",
        "3 to mend, 1 to fill in",
    ]
    printed = done.out.splitlines()
    assert len(printed) == len(starts)
    assert all(line.startswith(start) for line, start in zip(printed, starts, strict=True)), printed
    assert SECRET not in done.out + done.err


def test_files_can_be_named() -> None:
    read(Path(), SOUND, "one.toml")
    read(Path(), SOUND, "two.toml")
    done = run("check", "one.toml", "two.toml", "three.toml")
    assert done.code == 1
    assert "three.toml: cannot be read" in done.out
    assert "one.toml: " in done.out


def test_an_empty_or_absent_folder_is_a_problem() -> None:
    assert "meetings: holds no meeting file" in run("check").out
    Path("meetings").rmdir()
    assert "meetings: there is no such folder" in run("check").out


def test_rooms_that_nobody_serves_are_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"homeserver": "https://x.org", "user": "@bot:x.org", "password": SECRET}.items():
        monkeypatch.setenv(f"EVENFLOOR_MATRIX__{name.upper()}", value)
    read(Path("meetings"), SOUND.replace("discord", "matrxi"), "one.toml")
    read(Path("meetings"), SOUND, "two.toml")
    done = run("check")
    assert done.code == 0
    assert "Note: meetings/one.toml: there is no platform matrxi; did you mean matrix?" in done.out
    assert "Note: meetings/two.toml: its rooms on discord are not served yet; add [discord]" in done.out


def test_a_bot_that_would_serve_nothing_is_told_unless_a_file_alone_is_asked_about() -> None:
    read(Path("meetings"), SOUND)
    done = run("check")
    assert done.code == 1
    assert (
        "To fill in: configuration: no platform is configured; add [discord] or [matrix] to config.toml"
        in done.out
    )
    assert run("check", "meetings/example.toml").code == 0


def test_files_that_cannot_be_looked_at_stop_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Such as those of a service, for whoever may not look into its folder."""
    read(Path("meetings"), SOUND)
    out_of_reach = "x" * 300  # no file system has such names, so the system refuses to look
    monkeypatch.setenv("EVENFLOOR_DATABASE__URL", f"sqlite:///{out_of_reach}")
    settings = {
        "homeserver": "https://x.org",
        "user": "@bot:x.org",
        "password": SECRET,
        "store": out_of_reach,
    }
    for name, value in settings.items():
        monkeypatch.setenv(f"EVENFLOOR_MATRIX__{name.upper()}", value)
    assert run("check", "meetings/example.toml").code == 0


def test_secrets_that_everybody_can_read_are_noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(Path("meetings"), SOUND)
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    keys = Path("matrix-store") / "@bot:x.org_EVENFLOOR.db"
    keys.parent.mkdir()
    login = Path("matrix-login.json")
    database = [Path("evenfloor.db"), Path("evenfloor.db-wal")]
    named = [secrets / "discord__token", *database, Path("matrix-identity.json"), login, keys]
    for path in named:
        path.write_text(SECRET)
        path.chmod(0o644)
    monkeypatch.setenv("EVENFLOOR_SECRETS_DIR", str(secrets))
    for name, value in {"homeserver": "https://x.org", "user": "@bot:x.org", "password": SECRET}.items():
        monkeypatch.setenv(f"EVENFLOOR_MATRIX__{name.upper()}", value)
    notes = [line for line in run("check").out.splitlines() if line.startswith("Note: ")]
    assert notes == [f"Note: everybody on this machine can read {each}; chmod 600 {each}" for each in named]
    for path in named:
        path.chmod(0o640)
    assert "Note: " not in run("check").out


async def test_connected_platforms_are_asked_about_their_own_rooms(tmp_path: Path) -> None:
    plan = read(tmp_path, SOUND).plan
    assert plan is not None
    discord, matrix = Asked("discord"), Asked("matrix")
    found = await ask_each([discord, matrix], [plan])
    assert discord.places == [Place("discord", "100"), Place("discord", "200")]
    assert matrix.places == []
    assert [str(each) for each in found.problems] == ["discord: no role Moderator; make one"]
    assert found.notes == ["discord: Ana moderates"]


async def test_rooms_that_channels_are_opened_beside_are_named_to_the_platform(tmp_path: Path) -> None:
    lobby = '[[rooms]]\nplatform = "discord"\nplace = "101"\nname = "Lobby"\nhow_to_speak = "Unmute."\n'
    plan = read(tmp_path, SOUND + lobby).plan
    assert plan is not None
    asked = Asked("discord")
    await ask_each([asked], [plan, plan])
    assert asked.beside == [[Place("discord", "100"), Place("discord", "101")]] * 2


async def test_stages_are_asked_about_by_themselves(tmp_path: Path) -> None:
    plan = read(tmp_path, SOUND.replace('place = "100"', 'place = "100"\nstage = "300"')).plan
    assert plan is not None
    asked = Asked("discord")
    found = await ask_each([asked, Asked("matrix")], [plan, plan])
    assert asked.stages == [Place("discord", "300")]
    assert "discord: the bot lacks Mute Members; allow it" in [str(each) for each in found.problems]


def test_using_it_wrongly_is_code_2() -> None:
    assert run("chek").code == 2
    assert run("check", "--nonsense").code == 2
    assert run("invitation").code == 2


def test_the_version_is_told() -> None:
    done = run("--version")
    assert done.code == 0
    assert done.out.startswith("evenfloor")


def test_a_meeting_to_be_tried_is_named_by_its_id_or_its_file_and_alone() -> None:
    read(Path("meetings"), SOUND)
    read(Path("meetings"), SOUND.replace("A roundtable", "Another"), "another.toml")
    for name in ("example", "meetings/example.toml"):
        done = run("check", "--live", name)
        assert 'meetings/example.toml: "A roundtable"' in done.out
        assert "Another" not in done.out
        assert "To fill in: configuration: no platform is configured" in done.out
        assert done.code == 1
    assert "cannot be read" in run("check", "--live", "nothing").out
    assert run("check", "--live", "example", "meetings/another.toml").code == 2
