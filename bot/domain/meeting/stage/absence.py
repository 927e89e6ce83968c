"""Somebody who has left the Stage: how long they are waited for."""

from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct

from bot.domain.changing import replace

PATIENCE: Final = timedelta(seconds=60)
"""How long whoever left the Stage has to come back before moderators are told."""


class OffStage(Struct, frozen=True):
    """Since when, and of what moderators were told already: turns by number, None for being next."""

    since: datetime
    told: frozenset[int | None] = frozenset()

    @property
    def due(self) -> datetime:
        """When moderators are told, if it matters then."""
        return self.since + PATIENCE

    def after(self, turn: int | None) -> "OffStage":
        """The same, once they were told."""
        return replace(self, told=self.told | {turn})
