"""The state of a meeting, as the fold of its events."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from msgspec import Struct, field

from bot.domain.fair_queue import KeptOrder, Ledger, Rule
from bot.domain.identity import Place
from bot.domain.meeting.events import Attributes, Course, FloorGiven, Manner, RecordedEvent, Told
from bot.domain.meeting.pending import Asked, Code, LinkRequest, Recent
from bot.domain.meeting.phase_run import PhaseRun
from bot.domain.meeting.stage.absence import OffStage
from bot.domain.meeting.waiting.line import Line
from bot.domain.meeting.waiting.ticket import Waiting
from bot.domain.minutes.record import Record
from bot.domain.plan import MODE, Plan

CHARGED: tuple[Manner, ...] = ("rule", "override")
"""The turns that count against a group: called by the rule, or picked by a moderator."""


class Participant(Struct, frozen=True):
    """What the meeting knows of a person, without their name."""

    person: int
    badge: int
    values: Mapping[str, str | None]
    """Their choice by dimension id; None is not stated."""
    listed: int | None
    """Their place among the people of the programme, if they are one of them."""
    spoke: bool = False
    """True from the first charged turn on: the group is locked then."""
    asked: bool = False
    """True if they ever stood in the queue."""
    stays: bool = False
    quietly: bool = False
    """True if they go on without being seen: they read along by direct message."""

    @property
    def mode(self) -> str | None:
        """Whether they are in the hall or remote."""
        return self.values.get(MODE)


class OnDeck(Struct, frozen=True):
    """Who is called next, with what the rule found when it was decided."""

    person: int
    attributes: Attributes
    front: bool
    forced: bool
    why: tuple[str, ...]


class Before(Struct, frozen=True):
    """What a turn changed, as it was, for the case that its speaker is absent."""

    ledger: Ledger
    spoke: bool
    ticket: Waiting | None


class RunningTurn(Struct, frozen=True):
    """Having the floor."""

    given: FloorGiven
    texts: tuple[str, ...]
    since: datetime
    before: Before
    extra: int = 0  # seconds that a moderator added
    paused: float = 0.0
    """Seconds for which its clock stood still."""
    warned: bool = False
    time_up: bool = False

    @property
    def number(self) -> int:
        """The turn's own number."""
        return self.given.turn

    @property
    def person(self) -> int:
        """Who has the floor."""
        return self.given.person

    @property
    def charged(self) -> bool:
        """Whether it counts against the speaker's group."""
        return self.given.manner in CHARGED

    def used(self, now: datetime, paused_at: datetime | None) -> float:
        """Seconds that have been spoken; the clock stands still since `paused_at`, if it does."""
        clock = max(paused_at, self.since) if paused_at else now
        return (clock - self.since).total_seconds() - self.paused


class Spoken(Struct, frozen=True):
    """A turn, for the balance and the summary of the meeting."""

    person: int
    attributes: Attributes
    manner: Manner
    run: int
    """The run of the phase in which it was."""
    seconds: int = 0
    """How long it took; 0 while it goes on."""

    @property
    def charged(self) -> bool:
        """Whether it counts against the speaker's group."""
        return self.manner in CHARGED


class Counters(Struct, frozen=True):
    """Numbers handed out so far; after an undo those of turns and of the hall go on without holes."""

    people: int = 0
    guests: int = 0
    hall: int = 0
    tickets: int = 0
    turns: int = 0
    runs: int = 0
    decisions: int = 0
    given: int = 0  # the decision that gave the floor last


class Meeting(Struct, frozen=True):
    """Everything that decisions look at."""

    plan: Plan
    status: Literal["planned", "open", "closed"] = "planned"
    invited: bool = False
    reminded: bool = False
    told: Told | None = None  # what people were told of it beforehand
    participants: Mapping[int, Participant] = field(default_factory=dict)
    queue: Line = field(default_factory=Line)
    """Live tickets by their number, the one that came first in front."""
    left: Mapping[int, tuple[datetime, tuple[Waiting, ...]]] = field(default_factory=dict)
    """What those waited for who left by their own word, and when: a slip can be taken back."""
    queue_closed: bool = False  # no new hands are taken
    hands_told: bool = False
    ledger: Ledger = field(default_factory=Ledger)
    other_rule: Rule | None = None  # the one that moderators put in the place of the plan's
    floor: RunningTurn | None = None
    on_deck: OnDeck | None = None
    off_stage: Mapping[int, OffStage] = field(default_factory=dict)  # of those who wait or have the floor
    phase: PhaseRun | None = None
    spoken: tuple[Spoken, ...] = ()
    asked: Mapping[int, Asked] = field(default_factory=dict)
    """Questions that wait for an answer, by the moderator who was asked: each has at most one."""
    recent: Recent | None = None
    codes: Mapping[str, Code] = field(default_factory=dict)
    link_requests: Mapping[int, LinkRequest] = field(default_factory=dict)
    """Who is to say whether the sender of their code is themselves; each has at most one to answer."""
    channels: tuple[Place, ...] = ()
    rooms_with_channel: frozenset[Place] = frozenset()
    to_hand_over: frozenset[Place] = frozenset()  # their coordinators have no right to run them yet
    moderators: frozenset[int] = frozenset()
    """Those who have decided anything, and are the first coordinators; of a group, its coordinators."""
    granted: frozenset[int] = frozenset()  # coordinators who were named, and so may run the channels
    put_out: frozenset[int] = frozenset()  # by a coordinator of a group, and not let in again
    relay: Literal["off", "on", "sealed"] = "off"  # between a group's channels; "sealed": encrypted ones too
    unrelayed: frozenset[int] = frozenset()  # those whose words stay where they wrote them
    followed_up: bool = False  # once those who go on are in the group that the meeting feeds
    fed: tuple[str, ...] = ()  # of a group: the meetings that have fed it, the latest at the end
    over: bool = False  # a group has ended, and nobody is in it any more
    record: Record = field(default_factory=Record)
    last: Course | None = None  # of a group: what it is told of the meeting that fed it last
    counters: Counters = field(default_factory=Counters)
    checkpoints: tuple["Checkpoint", ...] = ()
    """Moderators' decisions that can still be undone, the latest at the end."""
    kept: KeptOrder = field(default_factory=KeptOrder)
    """The order of the queue as it was asked for last: no part of the state, but handed on with it."""

    def ticket(self, person: int | None, *, aside: bool = False) -> Waiting | None:
        """The person's live statement, or what they have raised beside it; never more than one of each."""
        return next((w for w in self.queue.of(person) if w.aside == aside), None)

    def tickets_of(self, person: int | None) -> tuple[Waiting, ...]:
        """All that the person waits for, in the order of joining; nothing of who takes no part (None)."""
        return self.queue.of(person)

    @property
    def places(self) -> tuple[Place, ...]:
        """Where everybody is spoken to: the rooms of the file, or the channels of a group."""
        return self.channels if self.plan.is_group else self.plan.places

    @property
    def rule(self) -> Rule:
        """How the floor is shared at present; its dimensions are the plan's, always."""
        return self.plan.rule if self.other_rule is None else self.other_rule

    @property
    def shown(self) -> frozenset[int]:
        """Who has stood on a board or had the floor: under whatever name they went by then."""
        return frozenset(p.person for p in self.participants.values() if p.asked or p.spoke)

    @property
    def run(self) -> int:
        """The run of the phase that is held; 0 before the first."""
        return self.phase.run if self.phase else 0

    @property
    def paused_at(self) -> datetime | None:
        """Since when the clocks of the phase and of the speaker stand still, if they do."""
        return self.phase.paused_at if self.phase else None


class Checkpoint(Struct, frozen=True):
    """One moderator's decision: the state before it, and what happened since (its own events first)."""

    decision: int
    name: str
    by: int
    before: Meeting
    """Without checkpoints, which stand before this one in the meeting."""
    own: int
    """How many of the events in `since` are the decision itself."""
    since: tuple[RecordedEvent, ...] = ()
