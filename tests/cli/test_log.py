"""What is heard of whom: libraries tell of people, the program's own lines do not."""

import logging

import pytest

from bot.cli.run import least_levels

LIBRARIES = ("peewee", "nio.crypto", "discord.gateway", "sqlalchemy.engine", "aiohttp.client", "asyncio")


def least(logger: str, level: str) -> int:
    """From which level on it is heard, as Python works that out."""
    levels, parts = least_levels(level), logger.split(".")
    names = [".".join(parts[:count]) for count in range(len(parts), 0, -1)]
    return next((levels[name] for name in names if name in levels), levels[""])


@pytest.mark.parametrize("level", ["DEBUG", "INFO", "WARNING", "ERROR"])
def test_only_the_programs_own_are_heard_below_a_warning(level: str) -> None:
    assert all(least(library, level) >= logging.WARNING for library in LIBRARIES)
    for own in ("bot.app", "adapters.matrix.session", "storage.schema"):
        assert least(own, level) == logging.getLevelNamesMapping()[level]


def test_a_librarys_warnings_are_heard_but_for_those_that_tell_of_people() -> None:
    assert least("aiohttp.client", "DEBUG") == logging.WARNING
    assert least("nio.crypto", "DEBUG") == logging.CRITICAL
