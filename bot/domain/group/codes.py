"""Codes that let newcomers into the group: for some time, for so many of them, until withdrawn."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, Literal, Protocol, TypeVar

from bot.domain.codes import Kept, matching

USES: Final = 20
MOST_USES: Final = 500
DAYS: Final = 14
MOST_DAYS: Final = 90
MOST_AT_ONCE: Final = 20
"""So many codes of a group let people in at the same time: they fit into one message."""

Useless = Literal["unknown", "withdrawn", "expired", "used"]
"""Why a code lets nobody in; whoever has one that was good may know what became of it."""


class Invitation(Kept, Protocol):
    """A code as it is kept, and what it is still good for."""

    @property
    def expires(self) -> datetime:
        """From then on it is of no use."""
        ...

    @property
    def uses_left(self) -> int:
        """How many more it lets in."""
        ...

    @property
    def withdrawn(self) -> bool:
        """Whether somebody took it back."""
        ...


AnyInvitation = TypeVar("AnyInvitation", bound=Invitation)


def redeemed(code: str, kept: Sequence[AnyInvitation], now: datetime) -> AnyInvitation | Useless:
    """The invitation that somebody has the code of, which is to be counted once more; or why it is none."""
    found = matching(code, kept)
    return "unknown" if found is None else useless(found, now) or found


def useless(invitation: Invitation, now: datetime) -> Useless | None:
    """Why it lets nobody in; None while it does."""
    if invitation.withdrawn:
        return "withdrawn"
    if invitation.expires <= now:
        return "expired"
    return "used" if invitation.uses_left < 1 else None
