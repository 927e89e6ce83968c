"""Synapse as a process: what starts it, and how it says that it is up."""

import socket
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

START_SECONDS: Final = 60
STOP_SECONDS: Final = 20
READY: Final = b"READY=1"
"""What it says on the socket, as to systemd."""


def command(config: Path) -> Sequence[str]:
    """What to run, in the folder of the configuration and with a pipe as its input: that closed, it ends."""
    return (sys.executable, "-P", str(Path(__file__).with_name("child.py")), str(config))


def environment(folder: Path) -> Mapping[str, str]:
    """What it must find there beside the usual."""
    return {"NOTIFY_SOCKET": str(_socket(folder))}


@contextmanager
def readiness(folder: Path) -> Iterator[socket.socket]:
    """The socket on which it says that it is up; it has to be there before, in place of an earlier one."""
    _socket(folder).unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ready:
        ready.bind(str(_socket(folder)))
        yield ready


def free_port(address: str, wanted: int = 0) -> int:
    """That port, or with 0 any; OSError if it is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((address, wanted))
        port: int = probe.getsockname()[1]
        return port


def _socket(folder: Path) -> Path:
    return folder / "ready"
