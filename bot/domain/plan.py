"""The meeting as its file plans it: frozen values that every decision can be checked against.

The file's reader (bot.meeting_file) has already checked them; `open` freezes them into the log.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final, Literal, assert_never

from msgspec import Struct, field

from bot.domain.fair_queue import Rule
from bot.domain.identity import Identity, Place

Texts = Mapping[str, str]
"""One text in one or several languages, by language code ("en")."""

MODE = "mode"
HALL, REMOTE = "hall", "remote"


class Choice(Struct, frozen=True):
    """One answer on a dimension: Civil Society, African Group, "prefer not to say"."""

    code: str
    name: Texts
    undisclosed: bool = False


class Dimension(Struct, frozen=True):
    """An axis on which people say where they belong; the first of a meeting alternates strictly."""

    id: str
    name: Texts
    choices: tuple[Choice, ...]
    asked: bool = True


PhaseKind = Literal["presentation", "discussion"]
"""What happens in a phase: something is shown, or the floor goes round."""


class Phase(Struct, frozen=True):
    """A stretch of the agenda."""

    title: Texts
    kind: PhaseKind
    seconds: int
    text: Texts
    advances: bool = False
    """True where the next phase starts by itself when this one's time is up."""

    @property
    def gives_turns(self) -> bool:
        """Whether the floor is meant to be given in it."""
        match self.kind:
            case "discussion":
                return True
            case "presentation":
                return False
        assert_never(self.kind)


class Room(Struct, frozen=True):
    """One place where the meeting happens. The hall has no place in a chat: `place` is None."""

    name: Texts
    how_to_speak: Texts
    place: Place | None = None
    link: str | None = None
    """The address that leads people into the room, for invitations."""
    stage: Place | None = None
    """Where people of the room speak aloud and raise their hands, if it is a room of its own."""


class Listed(Struct, frozen=True):
    """An organiser or a speaker as the programme lists them."""

    name: str
    role: Literal["organiser", "speaker"]
    constituency: Mapping[str, str]
    """The code of a choice by dimension id."""


GROUP: Final = "group/"
"""What the id of a group begins with."""
CALL: Final = "call/"
"""What the id of a call begins with: a meeting that a group holds by itself."""


def working_group_id(group: str, number: int) -> str:
    """The id of a group within a group."""
    return f"{group}/{number}"


def call_id(group: str, number: int) -> str:
    """The id of a call of a group."""
    return f"{CALL}{group.removeprefix(GROUP)}/{number}"


class Coordination(Struct, frozen=True):
    """The channel in which those who want to go on meet after the close."""

    name: Texts
    welcome: Texts
    next_steps: tuple[Texts, ...] = ()
    group: str = ""
    """The id of the group that the meeting feeds, where several do; else it has one of its own."""
    conduct: Texts = field(default_factory=dict)
    """How people are to treat each other, or a link to where that stands; empty if it is not said."""


class Notices(Struct, frozen=True):
    """When people are told things beforehand, in seconds before the moment in question."""

    invitation: int | None = 7 * 86400
    reminder: int | None = 3600
    opening: int | None = None
    """How long before the start the meeting opens by itself; None: a moderator opens it."""
    phase_warning: int = 300
    turn_warning: int = 30


class Plan(Struct, frozen=True):
    """One meeting, whole."""

    id: str
    title: Texts
    start: datetime
    """Aware, in UTC."""
    zone: str
    """The IANA name of the zone the meeting takes place in."""
    description: Texts
    questions: tuple[Texts, ...]
    phases: tuple[Phase, ...]
    dimensions: tuple[Dimension, ...]
    rooms: tuple[Room, ...]
    moderators_rooms: tuple[Place, ...]
    coordination: Coordination
    people: tuple[Listed, ...] = ()
    moderators: tuple[Identity, ...] = ()
    """Accounts that may moderate wherever they write from; others have the right from their rooms."""
    rapporteurs: tuple[Identity, ...] = ()
    """Accounts that write notes for the minutes, and decide nothing."""
    organisers: tuple[Identity, ...] = ()
    """Accounts of the organisers: coordinators after the close, as the moderators are."""
    speaking_seconds: int = 120
    notices: Notices = field(default_factory=Notices)
    rule: Rule = field(default_factory=Rule)
    """How the floor is shared; its dimensions are some of the meeting's, the alternating one first."""
    preset: str | None = None
    """The settings with a name that the rule was made from; None where an old log does not tell."""
    remote_is_a_group: bool = False
    """True where whoever is remote counts as one more group beside those of the first dimension."""
    language: str = "en"
    """The one in which the meeting's texts are shown in its rooms."""
    cancelled: bool = False
    """True if the meeting does not take place after all."""

    def dimension(self, name: str) -> Dimension | None:
        """The dimension of that id, if the meeting has it."""
        return next((d for d in self.dimensions if d.id == name), None)

    @property
    def group(self) -> str:
        """The id of the group in which those who want to go on do so; no meeting has such a one."""
        return f"{GROUP}{self.coordination.group or self.id}"

    @property
    def is_group(self) -> bool:
        """Whether it is the plan of a group, which has its words and labels from a meeting's."""
        return self.id.startswith(GROUP)

    @property
    def within(self) -> str | None:
        """The id of the group that this one is a working group of; None if it is no working group."""
        whole = self.id.rpartition("/")[0]
        return whole if whole.startswith(GROUP) else None

    @property
    def working_number(self) -> str:
        """By which commands name a working group."""
        return self.id.rpartition("/")[2] if self.within else ""

    @property
    def is_call(self) -> bool:
        """Whether it is a meeting that a group holds by itself."""
        return self.id.startswith(CALL)

    @property
    def from_group(self) -> str | None:
        """The id of the group of which people come here with what they are there; None if from none."""
        return self.group if self.is_call else self.within

    @property
    def deskless(self) -> bool:
        """Whether there are no moderators' rooms: whoever runs it is told alone."""
        return self.is_group or self.is_call

    @property
    def coordinators(self) -> tuple[Identity, ...]:
        """Accounts that the file makes coordinators; being named there they asked to be let in."""
        return tuple(dict.fromkeys((*self.moderators, *self.organisers)))

    @property
    def places(self) -> tuple[Place, ...]:
        """The chat rooms of the meeting, in the order of the file."""
        return tuple(room.place for room in self.rooms if room.place is not None)

    @property
    def stages(self) -> tuple[Place, ...]:
        """Where people speak aloud, in the order of the file."""
        return tuple(dict.fromkeys(room.stage for room in self.rooms if room.stage is not None))

    @property
    def foremost(self) -> tuple[Place, ...]:
        """The first chat room on each platform: beside it the coordination channel is opened."""
        return tuple({place.platform: place for place in reversed(self.places)}.values())

    @property
    def seconds(self) -> int:
        """The length of the whole meeting."""
        return sum(phase.seconds for phase in self.phases)
