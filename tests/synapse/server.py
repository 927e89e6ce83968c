"""Synapse as a process of its own: up in two or three seconds, gone with its files at the end."""

import os
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.demo.synapse.configuration import ADDRESS, NO_LIMITS, SERVER_NAME, write_configuration
from bot.demo.synapse.starting import (
    READY,
    START_SECONDS,
    STOP_SECONDS,
    command,
    environment,
    free_port,
    readiness,
)


@dataclass(frozen=True)
class Synapse:
    """A running homeserver."""

    port: int
    log: Path

    @property
    def url(self) -> str:
        """Where clients reach it."""
        return f"http://{ADDRESS}:{self.port}"

    @property
    def server_name(self) -> str:
        """What stands after the colon in its users' ids."""
        return SERVER_NAME


@contextmanager
def running_synapse(*, rate_limits: bool = False, **options: object) -> Iterator[Synapse]:
    """A homeserver with nobody on it; with `rate_limits` those of Synapse itself; any other options of it."""
    with tempfile.TemporaryDirectory(prefix="hs-") as name:
        folder = Path(name)
        port = free_port(ADDRESS)
        limits = {} if rate_limits else NO_LIMITS
        config = write_configuration(folder, port, {**limits, **options})
        with _started(folder, config):
            yield Synapse(port, folder / "synapse.log")


@contextmanager
def _started(folder: Path, config: Path) -> Iterator[None]:
    with (folder / "synapse.log").open("wb") as log, readiness(folder) as ready:
        ready.settimeout(START_SECONDS)
        with subprocess.Popen(
            command(config),
            cwd=folder,
            env={**os.environ, **environment(folder)},
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
        ) as process:
            try:
                _wait_for(ready, folder / "synapse.log")
                yield
            finally:
                process.terminate()
                try:
                    process.wait(STOP_SECONDS)
                except subprocess.TimeoutExpired:
                    process.kill()


def _wait_for(ready: socket.socket, log: Path) -> None:
    try:
        while READY not in ready.recv(1024):
            pass
    except TimeoutError:
        raise RuntimeError(f"Synapse did not start:\n{log.read_text()[-4000:]}") from None
