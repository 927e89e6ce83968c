"""Who may set up a meeting in a chat, and what they have answered so far."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from msgspec import Struct

from bot.domain.identity import Identity, Place
from bot.ports.store.log import Json


class KeptCode(Struct, frozen=True):
    """A code as it is kept: it cannot be read out of its digest."""

    digest: str
    expires: datetime
    used: datetime | None = None


class Draft(Struct, frozen=True):
    """A meeting that somebody is setting up, and the place that they gave the code in."""

    who: Identity
    place: Place
    server: str
    """As their platform calls it (see bot.ports.platform.Invocation)."""
    answers: Json
    round: int
    """How many answers were given: what was asked before that is answered already."""
    expires: datetime


class Setup(Protocol):
    """The codes, and one draft for each account."""

    def add_code(self, code: KeptCode) -> None:
        """One more."""
        ...

    def codes(self) -> Sequence[KeptCode]:
        """All that are kept."""
        ...

    def use_code(self, digest: str, at: datetime) -> bool:
        """Use it up; False if somebody else has."""
        ...

    def forget_codes(self, before: datetime) -> None:
        """Forget those that were too old at that moment."""
        ...

    def draft(self, who: Identity) -> Draft | None:
        """What an account is setting up."""
        ...

    def drafts(self) -> Sequence[Draft]:
        """Everybody's."""
        ...

    def keep(self, draft: Draft) -> None:
        """In place of what the account was setting up before."""
        ...

    def drop(self, who: Identity) -> None:
        """The account sets up nothing any more."""
        ...
