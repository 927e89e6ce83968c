"""A short meeting in scenes: what is said, and how time passes."""

from collections.abc import Sequence
from datetime import datetime
from itertools import accumulate

from msgspec import Struct

from bot.domain.changing import replace
from bot.domain.identity import Identity, Place
from bot.domain.plan import Plan
from bot.ports.platform import Invocation, TypedRequest
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_ROOM, plan

VERA, ANA = Identity("discord", "vera"), Identity("discord", "ana")
LI, SAM = Identity("matrix", "li"), Identity("matrix", "sam")

Line = tuple[Identity, str, Place | None] | float

SCENES: Sequence[Sequence[Line]] = (
    (
        (VERA, "open", DISCORD_MODERATORS),
        (ANA, "join", DISCORD_ROOM),
        (LI, "join", MATRIX_ROOM),
    ),
    (
        (LI, "join", MATRIX_ROOM),
        (SAM, "join", None),
        (LI, "identify cs ap", None),
    ),
    (
        (VERA, "start", DISCORD_MODERATORS),
        1500.0,
    ),
    (
        (VERA, "phase next", DISCORD_MODERATORS),
        (VERA, "next", DISCORD_MODERATORS),
    ),
    (
        90.0,
        60.0,
    ),
    (
        (VERA, "next", DISCORD_MODERATORS),
        (VERA, "undo", DISCORD_MODERATORS),
        (ANA, "no such command", None),
    ),
    (
        (SAM, "withdraw", None),
        (LI, "stay", None),
        (VERA, "phase pause", DISCORD_MODERATORS),
        (VERA, "phase resume", DISCORD_MODERATORS),
    ),
    (
        (VERA, "close", DISCORD_MODERATORS),
        2.0,
        (VERA, "close", DISCORD_MODERATORS),
    ),
)
"""Between two scenes everything has happened that was to happen; within one nobody waits."""

ENDS = tuple(accumulate(len(scene) for scene in SCENES))
"""How many steps there are up to the end of each scene."""


class Say(Struct, frozen=True):
    """A command, with the id that the platform gave it."""

    cause: str
    who: Identity
    text: str
    place: Place | None = None

    def asked(self, at: datetime) -> Invocation:
        """As the platform hands it in."""
        place = self.place or Place(self.who.platform, f"@{self.who.id}")
        request, direct = TypedRequest(self.text), self.place is None
        return Invocation(self.cause, self.who, self.who.id, place, direct, request, at)


class Pass(Struct, frozen=True):
    """Time passes, and everything that was to happen before has happened."""

    seconds: float


Step = Say | Pass


def meeting() -> Plan:
    """Vera moderates."""
    return replace(plan(), moderators=(VERA,))


def steps() -> list[Step]:
    """The whole script."""
    lines = [line for scene in SCENES for line in scene]
    return [
        Pass(line) if isinstance(line, float) else Say(f"{line[0].platform}:c{number}", *line)
        for number, line in enumerate(lines)
    ]
