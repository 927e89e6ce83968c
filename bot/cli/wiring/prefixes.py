"""The platforms there is an adapter for, without the adapters."""

from collections.abc import Mapping
from typing import Final

PREFIXES: Final[Mapping[str, str]] = {"console": "", "discord": "/", "matrix": "!"}
"""What people type before a command in a room, by platform."""
