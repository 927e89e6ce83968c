"""The settings of the program; each adapter declares its own."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from adapters.discord.settings import DiscordSettings
from adapters.matrix.settings import MatrixSettings
from bot.meeting_file.values import refusal

DATABASES: Final = ("sqlite", "postgresql")
"""The kinds of database, as an address begins with them."""
_KIND: Final = re.compile(r"([a-z0-9+]{1,30})://")
_DRIVER: Final = "+psycopg"
"""What some tools write behind postgresql; it is the one that is used anyway."""


def _known(url: str) -> str:
    kind = _KIND.match(url)
    if kind is not None and kind[1] in (*DATABASES, f"postgresql{_DRIVER}"):
        return _whole(url)
    # Nothing behind the kind is shown: a password may stand there.
    known = " and ".join(DATABASES)
    wrong = f"{kind[1]} is no database that Evenfloor knows" if kind else "is no address of a database"
    mend = f'{known} are known: write "sqlite:///evenfloor.db" or "postgresql://user@host/evenfloor"'
    raise refusal(wrong, mend)


def _whole(url: str) -> str:
    if url.startswith("sqlite:") and not url.removeprefix("sqlite:").startswith("///"):
        raise refusal("names no file", 'write the file behind three strokes: "sqlite:///evenfloor.db"')
    if _odd_port(url):
        raise refusal("has a port that is no number", "correct it, or leave it out")
    return url


def _odd_port(url: str) -> bool:
    try:
        return urlsplit(url).port == 0
    except ValueError:
        return True


class DatabaseSettings(BaseModel):
    """Where meetings are kept. The address may hold a password, so it is never shown."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    url: Annotated[str, AfterValidator(_known)] = Field(
        default="sqlite:///evenfloor.db", repr=False, examples=["sqlite:///evenfloor.db"]
    )
    erased: Path | None = Field(default=None, examples=["erased.jsonl"])


class MinutesSettings(BaseModel):
    """How minutes look: a template of the operator's own, for the format that its name ends in."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    template: Path | None = Field(default=None, examples=["minutes.md"])


class Settings(BaseModel):
    """Everything that `evenfloor run` must be told; a platform that has its section is served."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    meetings: Path = Field(default=Path("meetings"), examples=["meetings"])
    log_level: Literal["debug", "info", "warning", "error"] = Field(default="info", examples=["info"])
    database: DatabaseSettings = Field(default=DatabaseSettings(), examples=[{}])
    minutes: MinutesSettings = Field(default=MinutesSettings(), examples=[{}])
    # The sections that may be left out are those of the platforms.
    discord: DiscordSettings | None = Field(default=None, examples=[{}])
    matrix: MatrixSettings | None = Field(default=None, examples=[{}])

    @property
    def platforms(self) -> frozenset[str]:
        """The platforms that are configured, by their words."""
        optional = (name for name, field in type(self).model_fields.items() if field.default is None)
        return frozenset(name for name in optional if getattr(self, name) is not None)

    @property
    def addresses(self) -> Mapping[str, str]:
        """Where the bot can be written to alone, by platform, as far as it is known without asking one."""
        return {"matrix": self.matrix.user} if self.matrix is not None else {}
