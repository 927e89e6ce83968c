"""Files for their owner's eyes alone, whatever the folder and the process's umask allow."""

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

OWNER_ONLY: Final = 0o600
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


def make_private(path: Path) -> None:
    """Have the file there, empty if it is new, and readable by nobody else. OSError."""
    path.touch(mode=OWNER_ONLY)
    shut(path)


def write_private(path: Path, text: str) -> None:
    """Keep a text: whole or not at all, and never readable by others, not even for a moment. OSError."""
    new = path.with_name(f"{path.name}.new")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def shut(path: Path) -> bool:
    """Take from others what they may do with the file; whether they could. What resists is left."""
    if not exposed(path):
        return False
    with suppress(OSError):
        path.chmod(path.stat().st_mode & ~_OTHERS)
    return not exposed(path)


def exposed(path: Path) -> bool:
    """Whether others than its owner may do anything with it; not where it is not."""
    return bool(_mode(path) & _OTHERS)


def readable_by_all(path: Path) -> bool:
    """Whether everybody on the machine may read it; a group is often chosen on purpose."""
    return bool(_mode(path) & stat.S_IROTH)


def _mode(path: Path) -> int:
    """None of the rights where it is not, or where this user may not look: then others may not either."""
    try:
        return path.stat().st_mode
    except OSError:
        return 0
