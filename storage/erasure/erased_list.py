"""Who was erased, kept outside the database and its backups, so that no old copy brings anybody back."""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from msgspec import Struct
from msgspec.json import Decoder
from msgspec.structs import asdict
from sqlalchemy import make_url

from bot.ports.store import Unavailable
from storage.files import append_lines

NAME = "erased.jsonl"


class Erasure(Struct, frozen=True):
    """A participant of a meeting who was erased. Nothing in it tells who that was."""

    meeting: str
    person: int
    at: datetime
    """Numbers given out later than this are other people's."""

    def __post_init__(self) -> None:
        if not 1 <= self.person < 2**31 or self.at.tzinfo is None:
            raise ValueError("no number of anybody's, or a moment without a zone")


_LINE = Decoder(Erasure)


class UnreadableList(Exception):
    """The list of the erased holds a line that says nothing, and which; it must not be passed over."""


class ErasedList(Struct, frozen=True):
    """A file with a line for each."""

    path: Path

    def remember(self, erasures: Sequence[Erasure]) -> None:
        """Keep them; on return they are on the disk. Unavailable if that cannot be."""
        lines = [json.dumps({**asdict(each), "at": each.at.isoformat()}, sort_keys=True) for each in erasures]
        try:
            append_lines(self.path, "".join(f"{line}\n" for line in lines).encode())
        except OSError as error:
            raise Unavailable(
                f"The list of those who were erased, {self.path}, cannot be written: {error.strerror}."
            ) from error

    def all(self) -> Sequence[Erasure] | None:
        """Everybody in it; None if there is no list. UnreadableList, or Unavailable if it cannot be read."""
        try:
            lines = self.path.read_bytes().splitlines()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Unavailable(
                f"The list of those who were erased, {self.path}, cannot be read: {error.strerror}."
            ) from error
        return [self._read(number, line) for number, line in enumerate(lines, 1)]

    def _read(self, number: int, line: bytes) -> Erasure:
        try:
            return _LINE.decode(line)
        except (ValueError, RecursionError) as error:
            raise UnreadableList(
                f"{self.path}: line {number} cannot be read; correct it, or take it away if it is half a line"
            ) from error


IN_THIS_FOLDER = ErasedList(Path(NAME))
"""Where it is if nothing says where."""


def erased_list(url: str, named: Path | None) -> ErasedList:
    """The list that goes with a database: where it is named, else beside its file, else in this folder."""
    target = make_url(url)
    beside = target.get_backend_name() == "sqlite" and target.database
    if named is None and not beside:
        return IN_THIS_FOLDER
    return ErasedList(named or Path(target.database or "").parent / NAME)
