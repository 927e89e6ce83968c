"""The texts that people read."""

from tests.commands.conftest import catalogues

__all__ = ["catalogues"]
