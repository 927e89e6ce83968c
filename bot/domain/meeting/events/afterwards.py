"""What comes after the close: who goes on, and the group in which they do."""

from msgspec import Struct

from bot.domain.identity import Place
from bot.domain.plan import Plan


class Stayed(Struct, frozen=True, tag_field="kind", tag="stayed"):
    """Somebody wants to go on after the meeting."""

    person: int
    quietly: bool = False
    """True if they read along by direct message, and are seen in no channel."""


class Left(Struct, frozen=True, tag_field="kind", tag="left"):
    """Somebody does not want to go on any more."""

    person: int


class PutOut(Struct, frozen=True, tag_field="kind", tag="put-out"):
    """A coordinator has put somebody out, who cannot come back by a word of their own."""

    person: int
    by: int


class LetInAgain(Struct, frozen=True, tag_field="kind", tag="let-in-again"):
    """Whoever was put out may come back by a word of their own."""

    person: int
    by: int


class FollowedUp(Struct, frozen=True, tag_field="kind", tag="followed-up"):
    """Those who want to go on are in the group that the meeting feeds; it knows of whoever comes later."""


class ChannelOpened(Struct, frozen=True, tag_field="kind", tag="channel-opened"):
    """A coordination channel exists: the one of a platform, or of a server of it."""

    place: Place
    handed_over: bool = False
    """True if its coordinators are let in with the right to run it; not so in logs from before they were."""
    near: Place | None = None
    """The room that it was opened for, which may have it with others; unknown in older logs."""


class HandedOver(Struct, frozen=True, tag_field="kind", tag="handed-over"):
    """The coordinators of a channel that was opened before they had it have the right to run it."""

    place: Place


class ChannelLost(Struct, frozen=True, tag_field="kind", tag="channel-lost"):
    """A coordination channel was deleted; another can be opened in its place."""

    place: Place


class Course(Struct, frozen=True):
    """The course of a meeting in a few numbers, none of which points at somebody."""

    turns: int
    seconds: int
    """Of all turns together."""
    waiting: int
    """How many still waited at the end."""
    notes: int


class GroupFed(Struct, frozen=True, tag_field="kind", tag="group-fed"):
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


class CoordinatorNamed(Struct, frozen=True, tag_field="kind", tag="coordinator-named"):
    """Somebody coordinates the group from now on."""

    person: int
    granted: bool = False
    """True if a coordinator or the meeting file named them; whoever moderated has the right by their room."""


class CoordinatorReleased(Struct, frozen=True, tag_field="kind", tag="coordinator-released"):
    """Somebody does not coordinate the group any more."""

    person: int


class RelayTurned(Struct, frozen=True, tag_field="kind", tag="relay-turned"):
    """What members write in one channel of the group appears in the others from now on, or no more."""

    on: bool
    by: int
    sealed: bool = False
    """True if it was agreed that what is written in an encrypted room leaves its encryption."""


class RelayChosen(Struct, frozen=True, tag_field="kind", tag="relay-chosen"):
    """Whether what somebody writes goes to the other channels, by their own word."""

    person: int
    relayed: bool


class GroupEnded(Struct, frozen=True, tag_field="kind", tag="group-ended"):
    """Nobody has changed anything for long, and all that was in the group is deleted."""


class GroupClosed(Struct, frozen=True, tag_field="kind", tag="group-closed"):
    """A working group has done what it was for: nobody is in it any more, and what it has is still there."""


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
