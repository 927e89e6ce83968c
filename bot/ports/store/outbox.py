"""What is to be sent, until it has been."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Literal, Protocol

from msgspec import Struct

from bot.domain.identity import Identity
from bot.ports.store.log import Json


def alone_with(person: Identity) -> str:
    """The destination of what somebody is told alone."""
    return f"{person} alone"


class Delivery(Struct, frozen=True):
    """Something to be sent: what (action and payload), to which destination, until when it makes sense."""

    key: str
    destination: str
    """Begins with its platform ("discord:123"); deliveries to one go out in order, one at a time."""
    meeting: str
    action: str
    payload: Json
    created: datetime
    expires: datetime | None = None

    @property
    def platform(self) -> str:
        """On which it is to be sent."""
        return self.destination.partition(":")[0]


class Pending(Struct, frozen=True):
    """A delivery that is still to be made."""

    id: int
    delivery: Delivery
    attempts: int
    not_before: datetime | None
    given_up: int = 0
    """How often it was set aside: 0, 1, or 2 for more than once."""


class Added(Struct, frozen=True):
    """A row that is new in the outbox."""

    pending: Pending
    behind: int | None
    """The unsent row right before it to the same destination, if there is one."""


class Outbox(Protocol):
    """What must be sent, until it has been."""

    def add(self, deliveries: Sequence[Delivery]) -> Sequence[Added]:
        """Add rows; one whose key stands there already is left as it is. Returns those that are new."""
        ...

    def heads(self, platform: str | None = None, without: Collection[str] = ()) -> Sequence[Pending]:
        """The oldest row that is still to be sent, of each destination (of one platform) but these."""
        ...

    def newest(self, id: int) -> int:
        """The last unsent row with the action and the destination of that one, or that one itself."""
        ...

    def overtaken(self, id: int, at: datetime) -> None:
        """What that row says, the unsent ones before it with its action and destination need not say."""
        ...

    def done(self, id: int, at: datetime) -> bool:
        """The row was sent; False if it was settled before."""
        ...

    def later(self, id: int, not_before: datetime) -> None:
        """The row was tried in vain, and is to be tried again at that moment."""
        ...

    def put_off(self, id: int, not_before: datetime) -> None:
        """The row is not to be sent before that moment, though nothing went wrong with it."""
        ...

    def drop(self, id: int, reason: Literal["expired", "undeliverable"], at: datetime) -> None:
        """The row will not be sent: its reason has passed, or the platform will never take it."""
        ...

    def set_aside(self, id: int, at: datetime) -> None:
        """The platform does not take the row as things stand; it keeps what it says, to be tried again."""
        ...

    def aside(self) -> Sequence[Pending]:
        """Every row that is set aside, the oldest first."""
        ...

    def again(self, id: int) -> None:
        """A row that was set aside is to be sent after all, before what came after it."""
        ...

    def leave(self, id: int) -> None:
        """A row that was set aside is not to be sent any more, and forgets what it says."""
        ...

    def forget(self, before: datetime) -> bool:
        """Delete rows settled before that moment, with their texts; True if there may be more of them."""
        ...
