"""Rooms with an audience, in which some speak aloud."""

from collections.abc import Sequence
from typing import Literal, Protocol

from bot.domain.identity import Identity, Place
from bot.ports.inspection import Inspection

StageAct = Literal["came", "left", "lost"]
"""What happens to somebody there beside raising a hand and taking it down. A hand may go with it:

whoever came has not that one up which they may have had before; whoever left has none up any more; and it is
lost where it was not taken down, as when they are invited to speak.
"""


class Stage(Protocol):
    """What a platform can do in such rooms."""

    async def seat(self, place: Place, who: Identity, *, speaks: bool) -> None:
        """Invite somebody to speak, or send them back; nothing for whoever is not there."""
        ...

    async def inspect(self, places: Sequence[Place]) -> Inspection:
        """What to know before serving these Stages, asked without changing anything."""
        ...
