"""Synapse as a process of its own: up in two or three seconds, gone with its files at the end."""

import base64
import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

START_SECONDS = 60
STOP_SECONDS = 20
SERVER_NAME = "localhost"

_NEVER_REACHED = {"per_second": 100_000, "burst_count": 100_000}
_NO_LIMITS = {
    "rc_message": _NEVER_REACHED,
    "rc_joins": {"local": _NEVER_REACHED, "remote": _NEVER_REACHED},
    "rc_joins_per_room": _NEVER_REACHED,
    "rc_invites": {"per_room": _NEVER_REACHED, "per_user": _NEVER_REACHED, "per_issuer": _NEVER_REACHED},
    "rc_room_creation": _NEVER_REACHED,
}
_ALWAYS_LIFTED = {
    "rc_registration": _NEVER_REACHED,
    "rc_login": {"address": _NEVER_REACHED, "account": _NEVER_REACHED, "failed_attempts": _NEVER_REACHED},
}
"""The tests register and log in faster than people do; no test is about that."""


@dataclass(frozen=True)
class Synapse:
    """A running homeserver."""

    port: int
    log: Path

    @property
    def url(self) -> str:
        """Where clients reach it."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def server_name(self) -> str:
        """What stands after the colon in its users' ids."""
        return SERVER_NAME


@contextmanager
def running_synapse(*, rate_limits: bool = False, **options: object) -> Iterator[Synapse]:
    """A homeserver with nobody on it; with `rate_limits` those of Synapse itself; any other options of it."""
    with tempfile.TemporaryDirectory(prefix="hs-") as name:
        folder = Path(name)
        port = _free_port()
        limits = {} if rate_limits else _NO_LIMITS
        config = _write_config(folder, _config(folder, port) | limits | options)
        with _started(folder, config):
            yield Synapse(port, folder / "synapse.log")


@contextmanager
def _started(folder: Path, config: Path) -> Iterator[None]:
    with (folder / "synapse.log").open("wb") as log, _readiness(folder) as ready:
        process = subprocess.Popen(
            [sys.executable, "-m", "synapse.app.homeserver", "-c", str(config)],
            cwd=folder,
            env={**os.environ, "NOTIFY_SOCKET": str(folder / "ready")},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_for(ready, folder / "synapse.log")
            yield
        finally:
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def _readiness(folder: Path) -> Iterator[socket.socket]:
    """The socket on which Synapse says that it is up, as it says it to systemd."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ready:
        ready.bind(str(folder / "ready"))
        ready.settimeout(START_SECONDS)
        yield ready


def _wait_for(ready: socket.socket, log: Path) -> None:
    try:
        while b"READY=1" not in ready.recv(1024):
            pass
    except TimeoutError:
        raise RuntimeError(f"Synapse did not start:\n{log.read_text()[-4000:]}") from None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _write_config(folder: Path, options: Mapping[str, object]) -> Path:
    (folder / "signing.key").write_text(f"ed25519 a_test {_key()}\n")
    (folder / "log.json").write_text(json.dumps(_LOG))
    config = folder / "homeserver.json"  # JSON is YAML too
    config.write_text(json.dumps(options))
    return config


def _key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode().rstrip("=")


_LOG = {
    "version": 1,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"level": "WARNING", "handlers": ["console"]},
    "disable_existing_loggers": False,
}


def _config(folder: Path, port: int) -> dict[str, object]:
    return {
        "server_name": SERVER_NAME,
        "pid_file": str(folder / "pid"),
        "signing_key_path": str(folder / "signing.key"),
        "media_store_path": str(folder / "media"),
        "log_config": str(folder / "log.json"),
        "database": {"name": "sqlite3", "args": {"database": str(folder / "homeserver.db")}},
        "listeners": [
            {
                "port": port,
                "type": "http",
                "bind_addresses": ["127.0.0.1"],
                "resources": [{"names": ["client"]}],
            }
        ],
        "federation_domain_whitelist": [],
        "trusted_key_servers": [],
        "report_stats": False,
        "enable_registration": True,
        "enable_registration_without_verification": True,
        "macaroon_secret_key": _key(),
        "form_secret": _key(),
        "bcrypt_rounds": 4,
        "caches": {"sync_response_cache_duration": 0},
        "presence": {"enabled": False},
        "url_preview_enabled": False,
        **_ALWAYS_LIFTED,
    }
