"""What comes after the close: who goes on, and the group in which they do."""

from dataclasses import dataclass
from typing import Literal

from bot.domain.identity import Place
from bot.domain.plan import Plan


@dataclass(frozen=True)
class Stayed:
    """Somebody wants to go on after the meeting."""

    person: int
    quietly: bool = False
    """True if they read along by direct message, and are seen in no channel."""
    kind: Literal["stayed"] = "stayed"


@dataclass(frozen=True)
class Left:
    """Somebody does not want to go on any more."""

    person: int
    kind: Literal["left"] = "left"


@dataclass(frozen=True)
class PutOut:
    """A coordinator has put somebody out, who cannot come back by a word of their own."""

    person: int
    by: int
    kind: Literal["put-out"] = "put-out"


@dataclass(frozen=True)
class LetInAgain:
    """Whoever was put out may come back by a word of their own."""

    person: int
    by: int
    kind: Literal["let-in-again"] = "let-in-again"


@dataclass(frozen=True)
class FollowedUp:
    """Those who want to go on are in the group that the meeting feeds; it knows of whoever comes later."""

    kind: Literal["followed-up"] = "followed-up"


@dataclass(frozen=True)
class ChannelOpened:
    """A coordination channel exists: the one of a platform, or of a server of it."""

    place: Place
    handed_over: bool = False
    """True if its coordinators are let in with the right to run it; not so in logs from before they were."""
    near: Place | None = None
    """The room that it was opened for, which may have it with others; unknown in older logs."""
    kind: Literal["channel-opened"] = "channel-opened"


@dataclass(frozen=True)
class HandedOver:
    """The coordinators of a channel that was opened before they had it have the right to run it."""

    place: Place
    kind: Literal["handed-over"] = "handed-over"


@dataclass(frozen=True)
class ChannelLost:
    """A coordination channel was deleted; another can be opened in its place."""

    place: Place
    kind: Literal["channel-lost"] = "channel-lost"


@dataclass(frozen=True)
class Course:
    """The course of a meeting in a few numbers, none of which points at somebody."""

    turns: int
    seconds: int
    """Of all turns together."""
    waiting: int
    """How many still waited at the end."""
    notes: int


@dataclass(frozen=True)
class GroupFed:
    """A meeting has closed, and those of it who go on are in this group from now on."""

    meeting: str
    plan: Plan
    """The meeting's, under the group's id."""
    channels: tuple[Place, ...] = ()
    """Those that the meeting had opened itself, before there were groups."""
    to_hand_over: tuple[Place, ...] = ()
    """Those of them that its coordinators have no right to run yet."""
    course: Course | None = None
    """What the group is told of it; unknown in older logs."""
    kind: Literal["group-fed"] = "group-fed"


@dataclass(frozen=True)
class CoordinatorNamed:
    """Somebody coordinates the group from now on."""

    person: int
    granted: bool = False
    """True if a coordinator or the meeting file named them; whoever moderated has the right by their room."""
    kind: Literal["coordinator-named"] = "coordinator-named"


@dataclass(frozen=True)
class CoordinatorReleased:
    """Somebody does not coordinate the group any more."""

    person: int
    kind: Literal["coordinator-released"] = "coordinator-released"


@dataclass(frozen=True)
class RelayTurned:
    """What members write in one channel of the group appears in the others from now on, or no more."""

    on: bool
    by: int
    sealed: bool = False
    """True if it was agreed that what is written in an encrypted room leaves its encryption."""
    kind: Literal["relay-turned"] = "relay-turned"


@dataclass(frozen=True)
class RelayChosen:
    """Whether what somebody writes goes to the other channels, by their own word."""

    person: int
    relayed: bool
    kind: Literal["relay-chosen"] = "relay-chosen"


@dataclass(frozen=True)
class GroupEnded:
    """Nobody has changed anything for long, and all that was in the group is deleted."""

    kind: Literal["group-ended"] = "group-ended"


@dataclass(frozen=True)
class GroupClosed:
    """A working group has done what it was for: nobody is in it any more, and what it has is still there."""

    kind: Literal["group-closed"] = "group-closed"


AfterwardsEvent = (
    Stayed
    | Left
    | PutOut
    | LetInAgain
    | FollowedUp
    | ChannelOpened
    | HandedOver
    | ChannelLost
    | GroupFed
    | CoordinatorNamed
    | CoordinatorReleased
    | RelayTurned
    | RelayChosen
    | GroupEnded
    | GroupClosed
)
