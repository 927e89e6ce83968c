"""What a homeserver on loopback is told: it listens to this machine alone and knows no other server."""

import base64
import json
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Final

SERVER_NAME: Final = "localhost"
"""What stands after the colon in its users' ids."""
ADDRESS: Final = "127.0.0.1"

_NEVER_REACHED: Final = {"per_second": 100_000, "burst_count": 100_000}
NO_LIMITS: Final[Mapping[str, object]] = {
    "rc_message": _NEVER_REACHED,
    "rc_joins": {"local": _NEVER_REACHED, "remote": _NEVER_REACHED},
    "rc_joins_per_room": _NEVER_REACHED,
    "rc_invites": {"per_room": _NEVER_REACHED, "per_user": _NEVER_REACHED, "per_issuer": _NEVER_REACHED},
    "rc_room_creation": _NEVER_REACHED,
}
"""Options with which nobody is asked to slow down."""
_ALWAYS_LIFTED: Final = {
    "rc_registration": _NEVER_REACHED,
    "rc_login": {"address": _NEVER_REACHED, "account": _NEVER_REACHED, "failed_attempts": _NEVER_REACHED},
}
"""Accounts are made by a program here, which is faster than people are."""
_LOG: Final = {
    "version": 1,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"level": "WARNING", "handlers": ["console"]},
    "disable_existing_loggers": False,
}


def write_configuration(folder: Path, port: int, options: Mapping[str, object]) -> Path:
    """All that Synapse needs to start, in a folder that is its own; options go before what stands here."""
    (folder / "signing.key").write_text(f"ed25519 a_loopback {_key()}\n")
    (folder / "log.json").write_text(json.dumps(_LOG))
    config = folder / "homeserver.json"  # JSON is YAML too
    config.write_text(json.dumps({**_configuration(folder, port), **options}))
    return config


def _key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode().rstrip("=")


def _configuration(folder: Path, port: int) -> dict[str, object]:
    return {
        "server_name": SERVER_NAME,
        "pid_file": str(folder / "pid"),
        "signing_key_path": str(folder / "signing.key"),
        "media_store_path": str(folder / "media"),
        "log_config": str(folder / "log.json"),
        "database": {"name": "sqlite3", "args": {"database": str(folder / "homeserver.db")}},
        "listeners": [
            {"port": port, "type": "http", "bind_addresses": [ADDRESS], "resources": [{"names": ["client"]}]}
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
