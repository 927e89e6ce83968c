"""Where else the account of whoever asks is known, and as whom."""

from collections.abc import Collection, Sequence

from msgspec import Struct

from bot.domain.meeting.state import Meeting
from bot.ports.store import Account, Profile, Traces


class KnownIn(Struct, frozen=True):
    """A meeting or group that knows the account of whoever asks, and all that is known of them there."""

    id: str
    meeting: Meeting | None
    """None where its file has gone, or its log cannot be read."""
    traces: Traces

    @property
    def person(self) -> int:
        """Their number there."""
        return self.traces.numbers[0]


class Elsewhere(Struct, frozen=True):
    """Whoever asks, as another group knows them."""

    meeting: Meeting
    person: int
    profile: Profile
    accounts: Sequence[Account]


def nowhere(group: str) -> None:
    """No group knows them."""
    del group


def alone(person: int) -> Collection[int]:
    """Nobody else is the same person."""
    return (person,)


def nobody(group: str) -> Collection[int]:
    """They are nobody there."""
    del group
    return ()
