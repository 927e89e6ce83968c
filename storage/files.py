"""Files that outlive a power cut: there whole or not at all, and for their owner's eyes alone."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from bot.private_files import make_private


@contextmanager
def new_file(path: Path) -> Iterator[IO[bytes]]:
    """A file that gets its name when it is whole and on the disk; OSError, FileExistsError among them."""
    _refuse_another(path)
    with tempfile.NamedTemporaryFile(
        dir=path.parent, prefix=f"{path.name}.", suffix=".part", delete=False
    ) as made:
        try:
            yield made
            _put_on_disk(made)
            _refuse_another(path)
            Path(made.name).rename(path)
        except BaseException:
            Path(made.name).unlink()
            raise
    _put_folder_on_disk(path.parent)


def append_lines(path: Path, lines: bytes) -> None:
    """Whole lines at the end, on the disk when this returns; the file is made if there is none. OSError."""
    make_private(path)
    with path.open("a+b") as file:
        if file.tell():
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":  # what a power cut left of a line
                file.write(b"\n")
        file.write(lines)
        _put_on_disk(file)
    _put_folder_on_disk(path.parent)


def _refuse_another(path: Path) -> None:
    if path.exists():
        raise FileExistsError


def _put_on_disk(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())


def _put_folder_on_disk(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
