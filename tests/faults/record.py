"""What outlives the bot: what the platforms were sent, and which steps of the script were acknowledged.

Each entry is one line written in one go, so that a kill leaves it whole or out.
"""

import json
import os
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict

FILES = ("sent", "acknowledged")

WINDOWS = {"discord": timedelta(minutes=2), "matrix": timedelta(hours=23)}
"""How long each platform knows a key again: Discord says "past few minutes", Synapse keeps about a day."""


class Sent(Struct, frozen=True):
    """One request to a platform."""

    platform: str
    where: str
    key: str
    text: str
    at: datetime

    @property
    def lasting(self) -> bool:
        """A channel is found by its marker at any time, and whoever is inside stays so."""
        return self.where == "channel" or self.where.endswith(" invited")


class Record(Struct, frozen=True):
    """Two files in a folder."""

    folder: Path

    def send(self, sent: Sent) -> None:
        """The platform has taken it."""
        _append(self.folder / "sent", {**asdict(sent), "at": sent.at.isoformat()})

    def acknowledge(self, step: int) -> None:
        """The platform will not hand that step in again."""
        _append(self.folder / "acknowledged", {"step": step})

    def acknowledged(self) -> int:
        """How many steps are; a process that lags behind may acknowledge one again."""
        return len({line["step"] for line in _lines(self.folder / "acknowledged")})

    def save(self) -> Mapping[str, bytes]:
        """All of it, as it is now."""
        return {name: path.read_bytes() for name in FILES if (path := self.folder / name).exists()}

    def restore(self, saved: Mapping[str, bytes]) -> None:
        """Have nothing but that in it."""
        for name in FILES:
            (self.folder / name).write_bytes(saved.get(name, b""))

    def sent(self) -> list[Sent]:
        """Every request, in order."""
        found = _lines(self.folder / "sent")
        return [
            Sent(
                each["platform"], each["where"], each["key"], each["text"], datetime.fromisoformat(each["at"])
            )
            for each in found
        ]

    def shown(self) -> list[Sent]:
        """What readers see: a key that comes again within the window changes nothing."""
        first: dict[tuple[str, str], Sent] = {}
        seen: list[Sent] = []
        for sent in self.sent():
            earlier = first.get((sent.platform, sent.key))
            if earlier is None or (sent.at - earlier.at > WINDOWS[sent.platform] and not sent.lasting):
                first[sent.platform, sent.key] = sent
                seen.append(sent)
        return seen


def _append(path: Path, entry: dict[str, object]) -> None:
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(file, f"{json.dumps(entry)}\n".encode())
    finally:
        os.close(file)


def _lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
