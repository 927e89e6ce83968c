"""What an operator says about the Matrix account."""

from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, HttpUrl, SecretStr, StringConstraints, model_validator

Pattern = Annotated[str, StringConstraints(pattern=r"^@[^:\s*?\[]+[^:\s?\[]*:[^\s?\[]+$")]
"""An account's id, with "*" for any words in it; not for all accounts of a homeserver."""


class MatrixSettings(BaseModel):
    """One account on one homeserver."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    homeserver: HttpUrl = Field(examples=["https://matrix.example.org"])
    user: Annotated[str, StringConstraints(pattern=r"^@[^:\s]+:\S+$")] = Field(
        examples=["@evenfloor:example.org"]
    )
    """The whole id, "@evenfloor:example.org"."""
    password: SecretStr | None = None
    access_token: SecretStr | None = None
    device_id: str = Field(default="EVENFLOOR", examples=["EVENFLOOR"])
    """Stays the same across restarts, so that nothing is sent twice; with a token the token's own counts."""
    store: Path = Field(default=Path("matrix-store"), examples=["matrix-store"])
    """The folder of the encryption keys. If it is lost, a password lets the bot come back as a new device."""
    store_key: SecretStr | None = None
    """Seals the encryption keys on disk; without it the bot neither reads nor writes in encrypted rooms."""

    identity: Path | None = Field(default=None, examples=["matrix-identity.json"])
    """The file of the keys that sign the bot's device; beside the store if left out. Keep it private."""
    recovery_key: SecretStr | None = None
    """Opens an identity that was made in a client, to sign the bot's device; not needed afterwards."""

    bridged_accounts: tuple[Pattern, ...] = Field(default=(), examples=[["@_discord_*:example.org"]])
    """The accounts that bridges make for people elsewhere: what those say is heard where they say it."""

    def bridged(self, account: str) -> bool:
        """Whether an account is one of those."""
        return any(fnmatchcase(account.lower(), pattern.lower()) for pattern in self.bridged_accounts)

    @property
    def identity_file(self) -> Path:
        """Where the identity is kept."""
        return self.identity or self.store.parent / "matrix-identity.json"

    @property
    def login_file(self) -> Path:
        """Where the login is kept that the password gave."""
        return self.store.parent / "matrix-login.json"

    @model_validator(mode="after")
    def _one_way_in(self) -> Self:
        if (self.password is None) == (self.access_token is None):
            raise ValueError(
                "give either password or access_token: set EVENFLOOR_MATRIX__PASSWORD, for example"
            )
        return self
