"""The configuration as it stands: arguments before environment before secret files before the TOML file."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from msgspec import Struct
from pydantic import SecretStr
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    NestedSecretsSettingsSource,
    SecretsSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

from bot.config.settings import Settings
from bot.domain.changing import replace
from bot.meeting_file.problems import Path as Place
from bot.meeting_file.problems import Problem, did_you_mean
from bot.meeting_file.toml_file import TomlFile, read_toml
from bot.meeting_file.translation import fields_at, validated

Values = Mapping[str, Any]

PREFIX: Final = "EVENFLOOR_"
DEFAULT_FILE: Final = Path("config.toml")
SECRETS_DIR: Final = "EVENFLOOR_SECRETS_DIR"
URL: Final[Place] = ("database", "url")


class _Described(Settings, BaseSettings):
    """Tells the sources of pydantic-settings which settings there are; never made."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_nested_delimiter="__")


class Configuration(Struct, frozen=True):
    """What was found: the settings if they are sound, else everything that is wrong."""

    settings: Settings | None
    problems: tuple[Problem, ...] = ()


class _Outside(Struct, frozen=True):
    """What secret files and the environment say, and what is wrong with them as such."""

    files: Values
    environment: Values
    problems: tuple[Problem, ...]


def load_configuration(file: Path | None = None, arguments: Values | None = None) -> Configuration:
    """Put the sources together. Without a file named, config.toml is read if it is there."""
    toml = _toml(file)
    problems = list(toml.problems)
    misplaced = [each for each in _secrets_in(toml.values) if not problems]
    problems += [
        toml.at(Problem(each, "a secret must not stand in this file", _kept(each))) for each in misplaced
    ]
    outside = _outside()
    problems += outside.problems
    merged = _merged(_merged(_masked(toml.values, misplaced), outside.files), outside.environment)
    wrong, settings = validated(_merged(merged, arguments or {}), Settings)
    problems += [_named(each, toml, outside) for each in wrong]
    return Configuration(None if problems else settings, tuple(problems))


def _toml(file: Path | None) -> TomlFile:
    if file is None and not DEFAULT_FILE.exists():
        return TomlFile(str(DEFAULT_FILE))
    return read_toml(file or DEFAULT_FILE)


def _outside() -> _Outside:
    folder = secrets_folder()
    files: Values = {}
    try:
        if folder is not None:
            source = SecretsSettingsSource(_Described)
            files = NestedSecretsSettingsSource(source, folder, "error", secrets_prefix="")()
        environment = EnvSettingsSource(_Described)()
    except SettingsError as error:
        problem = Problem((), str(error), "correct it, or take it away", "environment")
        return _Outside(files, {}, (*_unknown_variables(), problem))
    return _Outside(files, environment, tuple(_unknown_variables()))


def secrets_folder() -> Path | None:
    """Where each secret may stand in a file of its own."""
    named = os.environ.get(SECRETS_DIR) or os.environ.get("CREDENTIALS_DIRECTORY")
    return Path(named) if named else None


def _unknown_variables() -> Iterator[Problem]:
    known = {variable((name,)) for name in Settings.model_fields} | {SECRETS_DIR}
    for name in sorted(os.environ):
        if name.startswith(PREFIX) and name.split("__")[0].upper() not in known:
            yield Problem(
                (name,), "is not a known setting", did_you_mean(name.split("__")[0], known), "environment"
            )


def _merged(low: Values, high: Values) -> dict[str, Any]:
    """Both together; where both say something, `high` counts."""
    both = {
        key: _merged(low[key], high[key]) for key in low.keys() & high.keys() if _tables(low[key], high[key])
    }
    return {**low, **high, **both}


def _tables(*values: object) -> bool:
    return all(isinstance(each, Mapping) for each in values)


def variable(path: Place) -> str:
    """The environment's name for a setting: EVENFLOOR_DISCORD__TOKEN."""
    return PREFIX + _file_name(path).upper()


def _file_name(path: Place) -> str:
    return "__".join(str(part) for part in path)


def _kept(path: Place) -> str:
    """Where a secret belongs."""
    return (
        f"set {variable(path)}, or put it into a file {_file_name(path)} in the folder named by {SECRETS_DIR}"
    )


def is_secret(path: Place) -> bool:
    """Whether the setting at that path is a secret."""
    field = fields_at(Settings, path[:-1]).get(str(path[-1])) if path else None
    return field is not None and SecretStr in (field.annotation, *getattr(field.annotation, "__args__", ()))


def _secrets_in(values: Values, path: Place = ()) -> Iterator[Place]:
    for key, value in values.items():
        here = (*path, key)
        if isinstance(value, Mapping):
            yield from _secrets_in(value, here)
        elif is_secret(here) or (here == URL and _has_password(value)):
            yield here


def _has_password(url: object) -> bool:
    try:
        return urlsplit(str(url)).password is not None
    except ValueError:
        return True


def _masked(values: Values, paths: list[Place], path: Place = ()) -> dict[str, Any]:
    """A copy with something else in the place of misplaced secrets, which have been told already."""
    masked = {key: "..." for key in values if (*path, key) in paths}
    tables = {key: _masked(each, paths, (*path, key)) for key, each in values.items() if _tables(each)}
    return {**values, **tables, **masked}


def _named(problem: Problem, toml: TomlFile, outside: _Outside) -> Problem:
    """The problem with the source it comes from, and with a mend that fits that source."""
    path = problem.path
    if problem.wrong == "is missing" and is_secret(path):
        problem = replace(problem, mend=_kept(path))
    if _holds(outside.environment, path):
        return replace(problem, path=(variable(path),), file="environment")
    if _holds(outside.files, path):
        return replace(problem, path=(_file_name(path),), file="secret files")
    return toml.at(problem)


def _holds(values: object, path: Place) -> bool:
    for part in path:
        if not isinstance(values, Mapping) or part not in values:
            return False
        values = values[part]
    return True
