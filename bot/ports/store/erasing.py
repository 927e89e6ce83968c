"""What is known of somebody in a meeting or a group, and how it goes for good."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from msgspec import Struct, field
from msgspec.structs import astuple

from bot.domain.identity import Identity


class Works(Struct, frozen=True):
    """What of a group's work is somebody's, by the numbers of the rows."""

    resources: tuple[int, ...] = ()
    """Shared by them; these go."""
    actions: tuple[int, ...] = ()
    """Written by them, and nobody else's to do; these go."""
    taken: tuple[int, ...] = ()
    """Written by them, and taken by somebody else: these stay, and lose their author."""
    freed: tuple[int, ...] = ()
    """Written by others and theirs to do: these are nobody's from then on."""
    dates: tuple[int, ...] = ()
    """Added by them; these stay, and lose their author."""
    going: tuple[int, ...] = ()
    codes: tuple[int, ...] = ()
    questions: tuple[int, ...] = ()
    impacts: tuple[int, ...] = ()
    """Notes that they gave in their name; these go, with what was thought of them."""
    reviews: tuple[int, ...] = ()
    """What they thought of notes of others; these go, and what was decided with them stays."""
    statements: tuple[int, ...] = ()
    """Begun by them; these stay, and lose their author."""
    versions: tuple[int, ...] = ()
    """Versions that they wrote; these stay, and lose their author."""
    comments: tuple[int, ...] = ()
    """Also those that were given in private; these go."""
    signatures: tuple[int, ...] = ()
    """These go; what was counted under a final text stays counted."""
    reminders: tuple[int, ...] = ()
    utterances: tuple[int, ...] = ()
    """What they wrote that a relay took to other channels; these go, with the copies."""
    member: bool = False

    @property
    def any(self) -> bool:
        """Whether there is anything."""
        return any(astuple(self))


class Traces(Struct, frozen=True):
    """All that is known of a participant."""

    meeting: str
    numbers: tuple[int, ...]
    """Theirs first, then those of people who turned out to be them: older copies know them by these."""
    named: bool
    """Whether there is a name or a language."""
    accounts: tuple[Identity, ...]
    used: tuple[Identity, ...]
    """Those of the accounts whose direct chat is about this meeting, or about one that knows them not."""
    texts: tuple[str, ...]
    """What goes with them; what stays without its author is not among it."""
    messages: tuple[int, ...]
    """What was or is to be sent to them alone, by its number in the outbox."""
    drafts: tuple[Identity, ...] = ()
    """Those of the accounts that are setting up a meeting."""
    works: Works = field(default_factory=Works)

    @property
    def any(self) -> bool:
        """Whether anything is left to erase."""
        some = (self.accounts, self.used, self.texts, self.messages, self.drafts)
        return self.named or any(some) or self.works.any


class Erasing(Protocol):
    """Looking for what is known of somebody, and erasing it."""

    def known_in(self, who: Identity) -> Mapping[str, int]:
        """Every meeting and group that knows the account, with its person's number there."""
        ...

    def traces(self, meeting: str, person: int) -> Traces:
        """All there is of a participant."""
        ...

    def awaited(self, traces: Traces, since: datetime) -> bool:
        """Whether something younger than that is still on its way to them, or takes them out of a channel."""
        ...

    def end(self, group: str, at: datetime) -> None:
        """Take away all that is in a group, and everybody in it; Unavailable the same."""
        ...

    def erase(self, traces: Traces, at: datetime) -> None:
        """Take it away, for good and after a restore; Unavailable if it could not be noted for that."""
        ...
