"""A disk that keeps what was synced, and of the rest whatever chance will have when the power is cut.

SQLite writes through it; what it does is kept as a journal, in which any moment can be a cut.
"""

import random
from collections.abc import Iterator, Mapping
from pathlib import Path

import apsw
from msgspec import Struct, field
from typing_extensions import override

SECTOR = 512
"""Bytes that a disk writes in one go; even of those only a part may arrive."""


class Written(Struct, frozen=True):
    """Bytes on their way to the disk."""

    file: str
    offset: int
    data: bytes


class Truncated(Struct, frozen=True):
    """A file that was made shorter."""

    file: str
    size: int


class Synced(Struct, frozen=True):
    """What was written to the file before is on the disk."""

    file: str


class Deleted(Struct, frozen=True):
    """A file that is gone; chance decides whether for good."""

    file: str


class Acknowledged(Struct, frozen=True):
    """Somebody has been told that this is how the database is now."""

    digest: str


Done = Written | Truncated | Synced | Deleted | Acknowledged


class Disk(apsw.VFS):
    """A file system for SQLite that notes down what is done to it."""

    def __init__(self, name: str) -> None:
        super().__init__(name, base="")
        self.name = name
        self.done: list[Done] = []

    @override
    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> "Noted":
        return Noted(name, flags, self.done)

    @override
    def xDelete(self, filename: str, syncdir: bool) -> None:
        super().xDelete(filename, syncdir)
        self.done.append(Deleted(Path(filename).name))


class Noted(apsw.VFSFile):
    """One open file."""

    def __init__(self, name: str | apsw.URIFilename | None, flags: list[int], done: list[Done]) -> None:
        super().__init__("", name, flags)
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        self.file, self.done = Path(path or "").name, done

    @override
    def xWrite(self, data: bytes, offset: int) -> None:
        super().xWrite(data, offset)
        self.done.append(Written(self.file, offset, bytes(data)))

    @override
    def xTruncate(self, newsize: int) -> None:
        super().xTruncate(newsize)
        self.done.append(Truncated(self.file, newsize))

    @override
    def xSync(self, flags: int) -> None:
        super().xSync(flags)
        self.done.append(Synced(self.file))


class Platter(Struct):
    """What is on the disk for sure, and what is on its way."""

    safe: dict[str, bytes]
    under_way: list[Written | Truncated | Deleted] = field(default_factory=list)

    def follow(self, done: Done) -> None:
        """One thing more was done."""
        match done:
            case Synced(file):
                self._settle(file)
            case Written() | Truncated() | Deleted():
                self.under_way.append(done)

    def cut(self, chance: random.Random) -> Mapping[str, bytes]:
        """The files that are found when the power is back."""
        share = chance.choice((0.0, 0.1, 0.5, 0.9, 1.0))
        found = {name: bytearray(content) for name, content in self.safe.items()}
        for done in self.under_way:
            match done:
                case Written(file, offset, data):
                    for at, part in _sectors(offset, data, share, chance):
                        _put(found.setdefault(file, bytearray()), at, part)
                case _ if chance.random() < share:
                    _apply(found, done)
        return {name: bytes(content) for name, content in found.items()}

    def _settle(self, file: str) -> None:
        content = {name: bytearray(self.safe[name]) for name in (file,) if name in self.safe}
        for done in self.under_way:
            if done.file == file:
                _apply(content, done)
        self.under_way = [done for done in self.under_way if done.file != file]
        self.safe.pop(file, None)
        self.safe.update((name, bytes(each)) for name, each in content.items())


def _apply(files: dict[str, bytearray], done: Written | Truncated | Deleted) -> None:
    match done:
        case Written(file, offset, data):
            _put(files.setdefault(file, bytearray()), offset, data)
        case Truncated(file, size):
            del files.setdefault(file, bytearray())[size:]
        case Deleted(file):
            files.pop(file, None)


def _put(content: bytearray, offset: int, data: bytes) -> None:
    content.extend(bytes(max(0, offset - len(content))))
    content[offset : offset + len(data)] = data


def _sectors(offset: int, data: bytes, share: float, chance: random.Random) -> Iterator[tuple[int, bytes]]:
    """The sectors that arrived, one in eight of them torn."""
    at = 0
    while at < len(data):
        size = min(SECTOR - (offset + at) % SECTOR, len(data) - at)
        if chance.random() < share:
            torn = chance.randrange(size) if share < 1 and chance.random() < 1 / 8 else size
            yield offset + at, data[at : at + torn]
        at += size
