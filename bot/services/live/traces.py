"""What a trial leaves in people's rooms until it is removed: written down before it is made.

So a run that was killed leaves nothing that the next one does not find.
"""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct, field
from msgspec.json import Decoder, encode

from bot.domain.identity import Identity, Place
from bot.ports.sync_positions import SyncPositions


class Sent(Struct, frozen=True, tag_field="kind", tag="sent"):
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


class Made(Struct, frozen=True, tag_field="kind", tag="made"):
    """A private channel."""

    key: str
    near: Place
    place: Place | None = None
    """None until the platform has told it."""
    invited: tuple[Identity, ...] = ()


class Seated(Struct, frozen=True, tag_field="kind", tag="seated"):
    """Somebody on a Stage who was invited to speak."""

    key: str
    place: Place
    who: Identity


Trace = Sent | Made | Seated
_TRACES = Decoder(list[Trace])


class Traces(Struct):
    """Those on one platform, kept in the database."""

    kept: SyncPositions
    platform: str
    _all: list[Trace] = field(default_factory=list)

    async def load(self) -> None:
        """Those of an earlier run that are still there."""
        self._all = _TRACES.decode(await self.kept.load(self._name) or "[]")

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
        await self.kept.save(self._name, encode(traces).decode())
        self._all = traces

    @property
    def _name(self) -> str:
        return f"live:{self.platform}"
