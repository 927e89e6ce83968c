import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError
from sqlalchemy import make_url

from bot.config.configuration import is_secret, load_configuration, variable
from bot.config.settings import DATABASES, Settings
from bot.meeting_file.translation import fields_at
from storage.databases.engines import engine_of

SECRET = "s3kr1t-value"
EXAMPLE = Path(__file__).parents[2] / "config.example.toml"


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings but those a test gives; the working directory is the test's own."""
    monkeypatch.chdir(tmp_path)


def lines(text: str | None = None) -> list[str]:
    """What is wrong with a configuration file."""
    file = None
    if text is not None:
        file = Path("config.toml")
        file.write_text(text, encoding="utf-8")
    return [str(each) for each in load_configuration(file).problems]


def test_without_any_file_the_defaults_count() -> None:
    configuration = load_configuration()
    assert configuration.problems == ()
    assert configuration.settings == Settings()
    assert Settings().database.url == "sqlite:///evenfloor.db"
    assert Settings().platforms == frozenset()


def test_a_file_that_was_named_must_be_there() -> None:
    assert "other.toml: cannot be read" in str(load_configuration(Path("other.toml")).problems[0])


def test_arguments_count_before_environment_before_secret_files_before_toml(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    file = tmp_path / "config.toml"

    def url() -> str:
        found = load_configuration(file)
        assert found.settings is not None
        return found.settings.database.url.removeprefix("sqlite:///")

    file.write_text('[database]\nurl = "sqlite:///toml"\n')
    assert url() == "toml"
    (secrets / "database__url").write_text("sqlite:///file\n")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(secrets))
    assert url() == "file"
    monkeypatch.setenv("EVENFLOOR_DATABASE__URL", "sqlite:///environment")
    assert url() == "environment"
    argued = load_configuration(file, {"database": {"url": "sqlite:///argument"}}).settings
    assert argued is not None
    assert argued.database.url == "sqlite:///argument"


def test_a_platform_is_configured_by_its_secret_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENFLOOR_DISCORD__TOKEN", SECRET)
    found = load_configuration().settings
    assert found is not None
    assert found.platforms == {"discord"}
    assert found.discord is not None
    assert found.discord.token.get_secret_value() == SECRET


def test_everything_wrong_is_told_at_once_with_its_place_and_mend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENFLOOR_LOG_LVEL", "info")
    monkeypatch.setenv("EVENFLOOR_DISCORD__TOKN", SECRET)
    text = '[matrix]\nhomserver = "https://x"\nuser = "@b:x"\n[databse]\nurl = "x"\n'
    assert sorted(lines(text)) == [
        "config.toml:1: matrix: cannot be used as it stands; "
        "give either password or access_token: set EVENFLOOR_MATRIX__PASSWORD, for example",
        "config.toml:2: matrix.homserver: is not a known key; did you mean homeserver?",
        "config.toml:4: databse: is not a known key; did you mean database?",
        "environment: EVENFLOOR_DISCORD__TOKN: is not a known key; did you mean token?",
        "environment: EVENFLOOR_LOG_LVEL: is not a known setting; did you mean EVENFLOOR_LOG_LEVEL?",
    ]


def test_what_only_shows_once_the_rest_is_right_is_told_as_well() -> None:
    assert lines('[matrix]\nhomeserver = "x"\nuser = "@bot:example.org"\n') == [
        "config.toml:2: matrix.homeserver: is not what belongs here; "
        'write for example homeserver = "https://matrix.example.org"',
        "config.toml:1: matrix: cannot be used as it stands; "
        "give either password or access_token: set EVENFLOOR_MATRIX__PASSWORD, for example",
    ]


def test_a_wrong_value_is_told_where_it_stands(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert lines('log_level = "loud"') == [
        "config.toml:1: log_level: is not a known word; write 'debug', 'info', 'warning' or 'error'"
    ]
    monkeypatch.setenv("EVENFLOOR_LOG_LEVEL", "louder")
    assert lines()[0].startswith("environment: EVENFLOOR_LOG_LEVEL: is not a known word")
    monkeypatch.delenv("EVENFLOOR_LOG_LEVEL")
    (tmp_path / "discord__tokn").write_text(SECRET)
    monkeypatch.setenv("EVENFLOOR_SECRETS_DIR", str(tmp_path))
    assert lines("")[0] == "secret files: discord__tokn: is not a known key; did you mean token?"


@pytest.mark.parametrize(
    ("url", "wrong"),
    [
        ("mysql://ana:hunter2@host/x", "mysql is no database that Evenfloor knows"),
        ("sqlite+aiosqlite:///hunter2.db", "sqlite+aiosqlite is no database that Evenfloor knows"),
        ("postgresql+asyncpg://ana:hunter2@host/x", "postgresql+asyncpg is no database that Evenfloor knows"),
        ("postgres://ana:hunter2@host/x", "postgres is no database that Evenfloor knows"),
        ("evenfloor.db", "is no address of a database"),
        ("ana:hunter2@host", "is no address of a database"),
    ],
)
def test_a_database_of_another_kind_is_told_without_its_address(
    url: str, wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVENFLOOR_DATABASE__URL", url)
    [problem] = load_configuration().problems
    assert str(problem) == (
        f"environment: EVENFLOOR_DATABASE__URL: {wrong}; sqlite and postgresql are known: "
        'write "sqlite:///evenfloor.db" or "postgresql://user@host/evenfloor"'
    )


@pytest.mark.parametrize(
    ("url", "wrong"),
    [
        ("sqlite://", "names no file; write the file behind three strokes"),
        ("sqlite://evenfloor.db", "names no file; write the file behind three strokes"),
        ("postgresql://ana:hunter2@host:port/x", "has a port that is no number; correct it"),
        ("postgresql://ana:hunter2@host:99999/x", "has a port that is no number; correct it"),
    ],
)
def test_an_address_that_leads_nowhere_is_told(url: str, wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENFLOOR_DATABASE__URL", url)
    [problem] = load_configuration().problems
    assert str(problem).startswith(f"environment: EVENFLOOR_DATABASE__URL: {wrong}")
    assert "hunter2" not in str(problem)


def test_the_kinds_that_are_taken_are_those_that_there_are() -> None:
    for kind in DATABASES:
        assert engine_of(make_url(f"{kind}://x/y")), kind


def test_a_missing_secret_is_told_with_where_it_belongs() -> None:
    assert lines("[discord]\n") == [
        "config.toml:1: discord.token: is missing; set EVENFLOOR_DISCORD__TOKEN, "
        "or put it into a file discord__token in the folder named by EVENFLOOR_SECRETS_DIR"
    ]


def test_a_folder_of_secrets_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENFLOOR_SECRETS_DIR", "nowhere")
    assert "does not exist" in lines()[0]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f'[discord]\ntoken = "{SECRET}"\n', "discord.token"),
        (f'[matrix]\nhomeserver = "h"\nuser = "u"\npassword = "{SECRET}"\n', "matrix.password"),
        (f'[matrix]\nhomeserver = "h"\nuser = "u"\naccess_token = "{SECRET}"\n', "matrix.access_token"),
        (f'[matrix]\nhomeserver = "h"\nuser = "u"\nstore_key = "{SECRET}"\n', "matrix.store_key"),
        (f'[database]\nurl = "postgresql://me:{SECRET}@db/evenfloor"\n', "database.url"),
    ],
)
def test_a_secret_in_the_file_is_refused_and_not_shown(text: str, place: str) -> None:
    found = lines(text)
    wrong = f"{place}: a secret must not stand in this file; set EVENFLOOR_"
    assert [each for each in found if wrong in each]
    assert not [each for each in found if f"{place}: is missing" in each]
    assert SECRET not in " ".join(found)


def secret_paths(model: type[BaseModel], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name in fields_at(model, path):
        here = (*path, name)
        if is_secret(here) or here == ("database", "url"):
            yield here
        yield from secret_paths(model, here)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    given_=st.sets(st.sampled_from(sorted(secret_paths(Settings)))),
    broken=st.sampled_from(["", "EVENFLOOR_LOG_LEVEL", "EVENFLOOR_MATRIX__USR", "EVENFLOOR_MATRIX"]),
)
def test_secrets_never_appear(given_: set[tuple[str, ...]], broken: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for path in given_:
            patch.setenv(variable(path), f"postgresql://me:{SECRET}@db/x")
        if broken:
            patch.setenv(broken, SECRET)
        configuration = load_configuration()
    told = f"{configuration!r} {configuration.settings} {[str(each) for each in configuration.problems]}"
    assert SECRET not in told


def test_not_even_pydantics_own_error_shows_a_secret() -> None:
    with pytest.raises(ValidationError) as caught:
        Settings.model_validate({"discord": {"token": [SECRET]}, "database": {"url": [SECRET]}})
    assert SECRET not in f"{caught.value} {caught.value!r}"


def uncommented() -> str:
    """The example with every setting in use; comments keep a space after their "#"."""
    return re.sub(r"^#(?=[\[\w])", "", EXAMPLE.read_text(encoding="utf-8"), flags=re.MULTILINE)


def test_the_example_is_sound_as_it_stands_and_with_everything_in_use(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert lines(EXAMPLE.read_text(encoding="utf-8")) == []
    monkeypatch.setenv("EVENFLOOR_DISCORD__TOKEN", SECRET)
    monkeypatch.setenv("EVENFLOOR_MATRIX__PASSWORD", SECRET)
    assert lines(uncommented()) == []
    found = load_configuration(Path("config.toml")).settings
    assert found is not None
    assert found.platforms == {"discord", "matrix"}


def test_the_example_names_every_setting() -> None:
    text = uncommented()
    for path in every_path(Settings):
        named = variable(path) if is_secret(path) else f"\n{path[-1]} = "
        assert named in text, path


def every_path(model: type[BaseModel], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name in fields_at(model, path):
        inner = list(every_path(model, (*path, name)))
        yield from inner or [(*path, name)]
