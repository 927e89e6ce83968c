"""Synapse as a process of its own: up in two or three seconds, gone with its files at the end."""

import os
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

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


class _Process(Struct):
    """The process, which may be another one later on."""

    folder: Path
    config: Path
    _running: "subprocess.Popen[bytes] | None" = None

    @property
    def log(self) -> Path:
        return self.folder / "synapse.log"

    def start(self) -> None:
        with self.log.open("ab") as log, readiness(self.folder) as ready:
            ready.settimeout(START_SECONDS)
            self._running = subprocess.Popen(
                command(self.config),
                cwd=self.folder,
                env={**os.environ, **environment(self.folder)},
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
            try:
                _wait_for(ready, self.log)
            except BaseException:
                self.stop()
                raise

    def stop(self) -> None:
        if self._running is None:
            return
        with self._running as process:
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()

    def signal(self, number: signal.Signals) -> None:
        assert self._running is not None
        self._running.send_signal(number)


class Synapse(Struct, frozen=True):
    """A running homeserver."""

    port: int
    log: Path
    _process: _Process

    @property
    def url(self) -> str:
        """Where clients reach it."""
        return f"http://{ADDRESS}:{self.port}"

    @property
    def server_name(self) -> str:
        """What stands after the colon in its users' ids."""
        return SERVER_NAME

    def restart(self, *, killed: bool = False) -> None:
        """End it in order, or killed without a word, and start it on what it kept."""
        if killed:
            self._process.signal(signal.SIGKILL)
        self._process.stop()
        self._process.start()

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """It takes what is sent to it and answers nothing, for as long as this lasts."""
        self._process.signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._process.signal(signal.SIGCONT)


@contextmanager
def running_synapse(*, rate_limits: bool = False, **options: object) -> Iterator[Synapse]:
    """A homeserver with nobody on it; with `rate_limits` those of Synapse itself; any other options of it."""
    with tempfile.TemporaryDirectory(prefix="hs-") as name:
        folder = Path(name)
        port = free_port(ADDRESS)
        limits = {} if rate_limits else NO_LIMITS
        process = _Process(folder, write_configuration(folder, port, {**limits, **options}))
        process.start()
        try:
            yield Synapse(port, process.log, process)
        finally:
            process.stop()


def _wait_for(ready: socket.socket, log: Path) -> None:
    try:
        while READY not in ready.recv(1024):
            pass
    except TimeoutError:
        raise RuntimeError(f"Synapse did not start:\n{log.read_text()[-4000:]}") from None
