"""A moment of a whole bot, kept so that tests can begin there without playing up to it."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from copy import deepcopy
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from tests.support.clock import MovedClock
from tests.support.in_memory_platform import InMemoryPlatform


class Kept(Struct, frozen=True):
    """The database, what stands on the platforms, and the time."""

    database: sqlite3.Connection
    platforms: Sequence[InMemoryPlatform]
    moment: datetime

    def set_up(self, path: Path, platforms: Sequence[InMemoryPlatform], clock: MovedClock) -> None:
        """Let it be so in this database, whatever it held, and on platforms that are new."""
        restore(self.database, path)
        for kept, platform in zip(self.platforms, platforms, strict=True):
            _copy(kept, platform)
        clock.move_to(self.moment)


def keep(path: Path, platforms: Sequence[InMemoryPlatform], clock: MovedClock) -> Kept:
    """Keep this moment of a bot that does nothing just now."""
    kept = [InMemoryPlatform(each.name) for each in platforms]
    for platform, copy in zip(platforms, kept, strict=True):
        _copy(platform, copy)
    return Kept(in_memory(path), kept, clock.moment)


def in_memory(path: Path) -> sqlite3.Connection:
    """A copy of a database."""
    copy = sqlite3.connect(":memory:")
    with closing(sqlite3.connect(path)) as source:
        source.backup(copy)
    return copy


def restore(copy: sqlite3.Connection, path: Path) -> None:
    """Write it over a database that others have open, but do not use just now."""
    with closing(sqlite3.connect(path)) as target:
        target.execute("PRAGMA synchronous=OFF")
        copy.backup(target)


def _copy(source: InMemoryPlatform, target: InMemoryPlatform) -> None:
    target.shown = deepcopy(source.shown)
    target.channels = deepcopy(source.channels)
    target.inside = deepcopy(source.inside)
    target.coordinators = deepcopy(source.coordinators)
    target.pinned = deepcopy(source.pinned)
    target.calls = deepcopy(source.calls)
