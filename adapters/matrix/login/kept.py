"""The login that a password gave, kept in one file that only its owner reads: a restart makes no new one."""

import json
import logging
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict

from adapters.matrix.settings import MatrixSettings
from bot.private_files import shut, write_private

log = logging.getLogger(__name__)


class Login(Struct, frozen=True):
    """One device of an account, let in."""

    user_id: str
    device_id: str
    access_token: str
    instead_of: str = ""
    """The device whose keys were lost, until all that follows from it has been done."""

    def __repr__(self) -> str:
        return f"Login({self.user_id}, {self.device_id})"  # with the token whoever reads an error is let in


class LoginFile(Struct, frozen=True):
    """Where the login is kept, for one account on one homeserver: no other is ever shown the token."""

    path: Path
    homeserver: str
    user: str
    asked_device: str
    """The device of the settings: whoever chooses another one there wants a new login."""

    @classmethod
    def of(cls, settings: MatrixSettings) -> "LoginFile":
        """That of the bot with these settings."""
        return cls(settings.login_file, str(settings.homeserver), settings.user, settings.device_id)

    def load(self) -> Login | None:
        """What is kept; None if there is nothing that can be used, since a new login mends that."""
        try:
            content = json.loads(self.path.read_bytes())
            login = Login(**content["login"])
            whole = all(isinstance(part, str) for part in asdict(login).values())
            return login if whole and content["for"] == self._for() else None
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as problem:
            log.warning("Matrix: %s cannot be used (%s)", self.path, type(problem).__name__)
            return None

    def save(self, login: Login) -> None:
        """Keep it; where that cannot be, the next start logs the same device in again."""
        try:
            write_private(self.path, json.dumps({"for": self._for(), "login": asdict(login)}))
        except OSError as problem:
            log.warning(
                "Matrix: the login is not kept, %s cannot be written (%s)", self.path, problem.strerror
            )

    def shut(self) -> None:
        """A file that was copied back from somewhere may have lost its protection."""
        if shut(self.path):
            log.warning("Matrix: others than its owner could read %s; now they cannot", self.path)

    def _for(self) -> list[str]:
        return [self.homeserver, self.user, self.asked_device]
