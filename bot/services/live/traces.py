"""What a trial leaves in people's rooms until it is removed: written down before it is made.

So a run that was killed leaves nothing that the next one does not find.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from bot.domain.identity import Identity, Place
from bot.ports.sync_positions import SyncPositions


@dataclass(frozen=True)
class Sent:
    """A message in a room or to one person."""

    key: str
    words: str
    """What it says, as a key of the catalogue."""
    at: datetime
    place: Place | None = None
    person: Identity | None = None
    rooms: tuple[str, ...] = ()
    """Where the account was before it wrote to that person: a chat that came since is the trial's."""
    message: str | None = None
    """Its native id; None until the platform has told it."""
    kind: Literal["sent"] = "sent"


@dataclass(frozen=True)
class Made:
    """A private channel."""

    key: str
    near: Place
    place: Place | None = None
    """None until the platform has told it."""
    invited: tuple[Identity, ...] = ()
    kind: Literal["made"] = "made"


@dataclass(frozen=True)
class Seated:
    """Somebody on a Stage who was invited to speak."""

    key: str
    place: Place
    who: Identity
    kind: Literal["seated"] = "seated"


Trace = Sent | Made | Seated


@dataclass
class Traces:
    """Those on one platform, kept in the database."""

    kept: SyncPositions
    platform: str
    _all: list[Trace] = field(default_factory=list)

    async def load(self) -> None:
        """Those of an earlier run that are still there."""
        self._all = _adapter().validate_json(await self.kept.load(self._name) or "[]")

    def newest_first(self) -> Sequence[Trace]:
        """What lies in a channel before the channel."""
        return self._all[::-1]

    async def put(self, trace: Trace) -> None:
        """Keep it, in the place of what has the same key, or as the newest."""
        changed = [trace if each.key == trace.key else each for each in self._all]
        await self._save(changed if trace in changed else [*changed, trace])

    async def gone(self, trace: Trace) -> None:
        """It is there no more."""
        await self._save([each for each in self._all if each.key != trace.key])

    async def _save(self, traces: list[Trace]) -> None:
        await self.kept.save(self._name, _adapter().dump_json(traces).decode())
        self._all = traces

    @property
    def _name(self) -> str:
        return f"live:{self.platform}"


def _adapter() -> TypeAdapter[list[Trace]]:
    return TypeAdapter(list[Annotated[Trace, Field(discriminator="kind")]])
